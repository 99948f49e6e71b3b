"""aiogram's form state on the same database as everything else: nothing is forgotten in a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from storage import conversations
from storage.conversations import KEPT_FOR, Conversation
from storage.database import Database

# Under this name data holds what outlives the forms: words that are offered again to whoever comes back. Its entries
# have names of their own, and each one the ``day`` (UTC) when somebody was last at it, from which it expires.
KEPT_WORDS = "kept"


def row_of(key: StorageKey) -> str:
    """Under which key of the table a conversation stands."""
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.thread_id or 0}:{key.destiny}"


def _name(state: StateType) -> str | None:
    return state.state if isinstance(state, State) else state


def _fresh(kept: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The entries that are not older than any other form may be."""
    over = (now - KEPT_FOR).astimezone(UTC).date().isoformat()
    return {name: entry for name, entry in kept.items() if entry.get("day", "") > over}


class FormStorage(BaseStorage):
    """States and JSON data in the table ``conversations``; rows expire (storage.conversations.KEPT_FOR)."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self.db = db
        self.now = now

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Remember the step; None forgets it."""
        await conversations.save_state(self.db, row_of(key), _name(state), self.now())

    async def get_state(self, key: StorageKey) -> str | None:
        """The step, or None."""
        return (await conversations.load(self.db, row_of(key), self.now())).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace the data; only what JSON can hold (raises TypeError otherwise)."""
        await conversations.save_data(self.db, row_of(key), dict(data), self.now())

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """A fresh copy of the data; empty when there is none."""
        return (await conversations.load(self.db, row_of(key), self.now())).data

    async def replace(self, key: StorageKey, state: StateType, data: Mapping[str, Any]) -> None:
        """Set step and data in one write; no step and no data forget the row."""
        at = self.now()
        if state is None and data.keys() == {KEPT_WORDS}:  # the row is not younger than the youngest of its words
            day = max(entry["day"] for entry in data[KEPT_WORDS].values())
            at = datetime.combine(date.fromisoformat(day), time(), UTC)
        await conversations.replace(self.db, row_of(key), Conversation(_name(state), dict(data)), at)

    async def close(self) -> None:
        """Nothing to close: the database is the process's."""


class LoadedForm(FSMContext):
    """The form state of one update: read together with the person, so that asking costs nothing.

    What the data holds as KEPT_WORDS stays when a form is left, cleared or followed by another one, until somebody sets
    it or its time is over (storage.conversations.KEPT_FOR); other forms do not make it younger.

    One update of a chat is handled at a time, so nobody else writes meanwhile; what is written here is known here.
    """

    storage: FormStorage

    def __init__(self, storage: FormStorage, key: StorageKey, loaded: Conversation) -> None:
        super().__init__(storage, key)
        self._loaded = loaded

    async def get_state(self) -> str | None:
        """The step, or None."""
        return self._loaded.state

    async def get_data(self) -> dict[str, Any]:
        """A fresh copy of the data; empty when there is none."""
        return self._with_fresh(self._loaded.data, self._loaded.data.get(KEPT_WORDS))

    async def set_state(self, state: StateType = None) -> None:
        """Remember the step and keep the data."""
        await self.replace(state, self._loaded.data)

    async def set_data(self, data: Mapping[str, Any]) -> None:
        """Replace the data and keep the step."""
        await self.replace(self._loaded.state, data)

    async def update_data(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
        """Change some of the data."""
        await self.set_data({**self._loaded.data, **kwargs, **(data or {})})
        return await self.get_data()

    async def clear(self) -> None:
        """Forget step and data, but for what is kept."""
        await self.replace(None, {})

    async def forget(self) -> None:
        """Forget everything."""
        await self.replace(None, {KEPT_WORDS: {}})

    async def replace(self, state: StateType, data: Mapping[str, Any]) -> None:
        """Set step and data in one write; where no form is and nothing changes, in none. What is kept stays."""
        values = self._with_fresh(data, data.get(KEPT_WORDS, self._loaded.data.get(KEPT_WORDS)))
        wanted = Conversation(_name(state), values)
        if wanted == self._loaded and wanted.state is None:
            return
        await self.storage.replace(self.key, state, values)
        self._loaded = wanted

    def _with_fresh(self, data: Mapping[str, Any], kept: Mapping[str, Any] | None) -> dict[str, Any]:
        values = {name: value for name, value in data.items() if name != KEPT_WORDS}
        fresh = _fresh(kept or {}, self.storage.now())
        return values | ({KEPT_WORDS: fresh} if fresh else {})
