"""Form state: aiogram's contract, kept by the table, by memory and by what one update has loaded."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from forum import people
from handlers.form_storage import KEPT_WORDS, FormStorage, LoadedForm, row_of
from storage import conversations
from storage.conversations import KEPT_FOR, Conversation
from storage.database import Database, Transaction

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
WORDS = {"answer:1": {"day": "2026-11-23", "kk": "ә"}}
KEY, OTHER = (StorageKey(bot_id=42, chat_id=number, user_id=number) for number in (7, 8))


class Form(StatesGroup):
    """Two steps."""

    title = State()
    text = State()


@pytest.fixture(params=["memory", "table"])
def storage(request: pytest.FixtureRequest, database: Database) -> BaseStorage:
    """What aiogram offers, and ours on both databases."""
    return MemoryStorage() if request.param == "memory" else FormStorage(database, lambda: NOW)


class TestStorage:
    """What aiogram expects of every storage."""

    async def test_nothing_is_remembered_at_first(self, storage: BaseStorage) -> None:
        assert await storage.get_state(KEY) is None
        assert await storage.get_data(KEY) == {}

    async def test_step_and_data_are_kept_apart_and_per_person(self, storage: BaseStorage) -> None:
        await storage.set_state(KEY, Form.title)
        await storage.set_data(KEY, {"proposal": 214, "said": "ә"})
        await storage.set_state(KEY, Form.text)
        assert await storage.get_state(KEY) == Form.text.state
        assert await storage.get_data(KEY) == {"proposal": 214, "said": "ә"}
        assert await storage.get_state(OTHER) is None
        assert await storage.get_data(OTHER) == {}

    async def test_data_can_be_changed_in_part_and_read_by_name(self, storage: BaseStorage) -> None:
        await storage.set_data(KEY, {"a": 1})
        assert await storage.update_data(KEY, {"b": 2}) == {"a": 1, "b": 2}
        assert await storage.get_value(KEY, "b") == 2
        assert await storage.get_value(KEY, "c", 3) == 3

    async def test_what_is_given_out_is_a_copy(self, storage: BaseStorage) -> None:
        await storage.set_data(KEY, {"a": 1})
        (await storage.get_data(KEY))["a"] = 2
        assert await storage.get_data(KEY) == {"a": 1}

    async def test_a_context_forgets_all(self, storage: BaseStorage) -> None:
        context = FSMContext(storage, KEY)
        await context.set_state(Form.title)
        await context.update_data(a=1)
        await context.clear()
        assert await context.get_state() is None
        assert await context.get_data() == {}


async def rows(db: Database) -> list[tuple[str | None, str]]:
    """State and data of every conversation."""

    async def work(tx: Transaction) -> list[tuple[str | None, str]]:
        return [(row["state"], row["data"]) for row in await tx.all("SELECT state, data FROM conversations")]

    return await db.read(work)


class TestLoaded:
    """The state of one update: known without asking, written at once."""

    async def test_it_knows_what_it_wrote_and_so_does_the_table(self, database: Database) -> None:
        storage = FormStorage(database, lambda: NOW)
        form = LoadedForm(storage, KEY, Conversation())
        await form.replace(Form.title, {"a": 1})
        await form.set_state(Form.text)
        await form.update_data({"b": 2}, c=3)
        assert (await form.get_state(), await form.get_data()) == (Form.text.state, {"a": 1, "b": 2, "c": 3})
        assert (await storage.get_state(KEY), await storage.get_data(KEY)) == (
            Form.text.state,
            {"a": 1, "b": 2, "c": 3},
        )
        await form.set_data({})
        assert await storage.get_state(KEY) == Form.text.state
        await form.clear()
        assert await rows(database) == []

    async def test_clearing_what_is_empty_writes_nothing(self, database: Database) -> None:
        form = LoadedForm(FormStorage(database, lambda: NOW), KEY, Conversation())
        await database.close()  # a write would fail from here on
        await form.clear()

    async def test_what_is_kept_outlives_the_forms_until_everything_is_forgotten(self, database: Database) -> None:
        form = LoadedForm(FormStorage(database, lambda: NOW), KEY, Conversation())
        await form.replace(Form.title, {"a": 1, KEPT_WORDS: WORDS})
        await form.replace(Form.text, {"b": 2})
        assert await form.get_data() == {"b": 2, KEPT_WORDS: WORDS}
        await form.clear()
        assert [(state, json.loads(data)) for state, data in await rows(database)] == [(None, {"kept": WORDS})]
        await form.forget()
        assert await rows(database) == []

    async def test_clearing_where_only_words_are_kept_writes_nothing(self, database: Database) -> None:
        form = LoadedForm(FormStorage(database, lambda: NOW), KEY, Conversation(None, {KEPT_WORDS: WORDS}))
        await database.close()  # a write would fail from here on
        await form.clear()
        assert await form.get_data() == {KEPT_WORDS: WORDS}

    async def test_kept_words_expire_by_their_own_day_whatever_else_is_done(self, database: Database) -> None:
        clock = [NOW]
        storage = FormStorage(database, lambda: clock[0])
        older = {**WORDS, "answer:2": {"day": "2026-11-20", "kk": "ә"}}
        await LoadedForm(storage, KEY, Conversation()).replace(Form.title, {KEPT_WORDS: older})
        clock[0] = NOW + KEPT_FOR - timedelta(days=2)
        form = LoadedForm(storage, KEY, await conversations.load(database, row_of(KEY), clock[0]))
        assert await form.get_data() == {KEPT_WORDS: WORDS}
        await form.replace(Form.text, {"b": 2})  # another form, which is younger
        assert json.loads((await rows(database))[0][1]) == {"b": 2, KEPT_WORDS: WORDS}
        await form.clear()
        over = NOW + KEPT_FOR
        assert await conversations.load(database, row_of(KEY), over) == Conversation()
        clock[0] = over
        await form.replace(Form.text, {"b": 2})
        assert await storage.get_data(KEY) == {"b": 2}

    async def test_the_person_and_the_form_come_in_one_read(self, database: Database) -> None:
        storage = FormStorage(database, lambda: NOW)
        known = await people.arrive(database, 7, NOW)
        await LoadedForm(storage, KEY, Conversation()).replace(Form.title, {"a": 1})
        reads = counted(database)
        person, conversation = await people.arrive_talking(database, 7, row_of(KEY), NOW)
        assert (person, conversation) == (known, Conversation(Form.title.state, {"a": 1}))
        assert reads() == 1

    async def test_an_expired_form_is_none_and_a_newcomer_has_none(self, database: Database) -> None:
        await people.arrive(database, 7, NOW)
        await LoadedForm(FormStorage(database, lambda: NOW), KEY, Conversation()).replace(Form.title, {"a": 1})
        later = NOW + KEPT_FOR + timedelta(seconds=1)
        assert (await people.arrive_talking(database, 7, row_of(KEY), later))[1] == Conversation()
        assert (await people.arrive_talking(database, 8, row_of(OTHER), NOW))[1] == Conversation()


def counted(db: Database) -> Callable[[], int]:
    """How often the database is read from now on."""
    reads = 0

    def around(real: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        async def read(work: object) -> object:
            nonlocal reads
            reads += 1
            return await real(work)

        return read

    db.read, db.read_brief = around(db.read), around(db.read_brief)  # type: ignore[method-assign, assignment]
    return lambda: reads
