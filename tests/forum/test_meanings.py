"""What proposals mean: found in the other language where the extra is installed, and never in the way of anything."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence

import pytest

import forum.meanings
from forum import moderation, privacy, similar, submission, withdrawal
from forum.embedding import Embed, Model
from forum.first_means import COUNTED, first_mean
from forum.meanings import LETTERS, Meanings
from forum.similar import Similar
from storage.database import Database
from storage.records import Proposal
from tests.forum.people import NOW, RULES, Cast, rows
from tests.forum.similar_texts import (
    PAIRS,
    Text,
    alike,
    disturbed,
    draft,
    fill,
    hide_all,
    labelled,
    missed,
    samples,
    side,
)
from tests.similar_extra import the_model

KAZAKH, RUSSIAN = alike(is_same_language=False)[1]
LOGGER = "forum.meanings"
Opened = Callable[[], Meanings]


@pytest.fixture
def model() -> Model:
    """Of the extra."""
    return the_model()


@pytest.fixture
async def process(cast: Cast, model: Model, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Opened]:
    """Opens the meanings as another process would, with nothing in memory."""
    monkeypatch.setattr(forum.meanings, "WITHIN", 60)  # this machine may have much to do
    opened: list[Meanings] = []

    def open_() -> Meanings:
        opened.append(Meanings(cast.db, lambda: NOW, model))
        return opened[-1]

    yield open_
    for one in opened:
        await one.close()


@pytest.fixture
def meanings(process: Opened) -> Meanings:
    """Of this database."""
    return process()


@pytest.fixture
def hangs() -> Iterator[Model]:
    """A model that takes its time: until the test is over."""
    is_over = threading.Event()
    yield Model("hangs", lambda: lambda _: is_over.wait())
    is_over.set()


def asking(db: Database, meanings: Meanings) -> Callable[[Proposal], Awaitable[Sequence[Similar]]]:
    """The preview's question."""
    return lambda mine: similar.find(db, mine, meanings)


async def kept(db: Database) -> list[int]:
    """Proposals with a vector."""
    return [row[0] for row in await rows(db, "SELECT proposal_id FROM semantic_vectors ORDER BY 1")]


# What the model finds does not depend on where the vectors are kept; the other tests ask both databases.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_pairs_in_kazakh_and_russian_are_found_among_everything(cast: Cast, process: Opened) -> None:
    campaign = await cast.campaign()
    across = alike(is_same_language=False)
    not_found: list[str] = []
    for which, pairs in (("b", across), ("a", [(b, a) for a, b in across])):
        await hide_all(cast.db)
        await fill(cast.db, campaign, [*(side(pair, which) for pair in PAIRS), *samples()])
        meanings = process()
        await meanings.catch_up()
        not_found += await missed(cast.db, campaign, pairs, asking(cast.db, meanings))
    assert len(not_found) <= 0.1 * 2 * len(across), not_found


async def test_pairs_of_one_language_are_still_found(cast: Cast, meanings: Meanings) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [*(side(pair, "b") for pair in PAIRS), *samples()])
    await meanings.catch_up()
    wanted = alike(is_same_language=True)
    not_found = await missed(cast.db, campaign, wanted, asking(cast.db, meanings))
    assert len(not_found) <= 0.05 * len(wanted), not_found


async def test_unrelated_texts_bring_nothing_in_either_language(
    cast: Cast, process: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    campaign, meanings = await cast.campaign(), process()
    await fill(cast.db, campaign, labelled())
    await meanings.catch_up()
    wrong = await disturbed(cast.db, campaign, samples(), asking(cast.db, meanings))
    await hide_all(cast.db)
    await fill(cast.db, campaign, samples())
    meanings = process()
    await meanings.catch_up()
    wrong += await disturbed(cast.db, campaign, labelled(), asking(cast.db, meanings))
    assert len(wrong) <= 0.02 * (len(samples()) + len(labelled())), wrong
    assert _told(caplog) == []


async def test_only_what_may_be_shown_is(cast: Cast, meanings: Meanings) -> None:
    campaign = await cast.campaign()
    for state in ("pending", "returned", "hidden", "withdrawn", "rejected"):
        await fill(cast.db, campaign, [RUSSIAN], state=state)
    (shown,) = await fill(cast.db, campaign, [RUSSIAN], state="declined")
    await meanings.catch_up()
    mine = await draft(cast.db, campaign, KAZAKH.title, KAZAKH.text)
    assert [one.proposal.id for one in await similar.find(cast.db, mine, meanings)] == [shown]


async def test_a_vector_is_made_when_a_text_is_sent_and_goes_with_it(cast: Cast, meanings: Meanings) -> None:
    await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    sent = await cast.pending(author)
    meanings.note(sent.id)
    before = await _vector(cast.db, sent.id)
    await moderation.send_back(cast.db, moderator, sent.id, sent.round, "Нақтырақ жазыңыз", NOW, RULES)
    await submission.change(cast.db, author, sent.id, NOW, RULES, text="Ауылға жаңа су құбыры тартылсын, су тасимыз.")
    again = (await submission.send(cast.db, author, sent.id, sent.round, "kk", NOW, RULES)).proposal
    assert await kept(cast.db) == [], "what it meant before is nothing to find it by"
    meanings.note(again.id)
    assert await _vector(cast.db, sent.id) != before
    await withdrawal.withdraw(cast.db, author, sent.id, NOW)
    assert await kept(cast.db) == []


async def test_what_was_noted_and_withdrawn_meanwhile_is_not_kept(cast: Cast, meanings: Meanings) -> None:
    await cast.campaign()
    author = await cast.resident()
    sent = await cast.pending(author)
    meanings.note(sent.id)
    await withdrawal.withdraw(cast.db, author, sent.id, NOW)
    await meanings.catch_up()
    assert await kept(cast.db) == []


async def test_forgetting_takes_what_nobody_has_read_along(cast: Cast, meanings: Meanings) -> None:
    await cast.campaign()
    author = await cast.resident()
    sent = await cast.pending(author)
    await meanings.catch_up()
    assert await kept(cast.db) == [sent.id]
    await privacy.forget(cast.db, author, "resident", NOW)
    assert await kept(cast.db) == []


async def test_catching_up_goes_on_where_it_stopped_and_finds_nothing_again(cast: Cast, meanings: Meanings) -> None:
    campaign = await cast.campaign()
    ids = await fill(cast.db, campaign, samples()[:5])
    await fill(cast.db, campaign, samples()[5:6], state="withdrawn")
    assert await meanings.catch_up(lambda: False) == 0
    assert await kept(cast.db) == []
    assert await meanings.catch_up() == 5
    assert await kept(cast.db) == ids
    await cast.db.write(
        lambda tx: tx.run("UPDATE semantic_vectors SET model = 'another' WHERE proposal_id = :id", id=ids[0])
    )
    assert await meanings.catch_up() == 1, "a vector of another model means nothing"
    assert await meanings.catch_up() == 0


async def test_the_mean_is_counted_anew_when_a_language_has_doubled(cast: Cast, meanings: Meanings) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [RUSSIAN])
    await meanings.catch_up()
    many = [Text(one.title, f"{one.text} {n}") for n in range(2) for one in samples() if one.language == "kk"]
    await fill(cast.db, campaign, many[: 2 * COUNTED["kk"]])
    await meanings.catch_up()
    means = await rows(cast.db, "SELECT language, counted FROM semantic_means ORDER BY id")
    assert means == [("kk", COUNTED["kk"]), ("ru", COUNTED["ru"]), ("kk", 2 * COUNTED["kk"])]
    mine = await draft(cast.db, campaign, KAZAKH.title, KAZAKH.text)
    assert RUSSIAN.title in [one.proposal.title for one in await similar.find(cast.db, mine, meanings)]
    await fill(cast.db, campaign, [KAZAKH])
    await meanings.catch_up()
    assert len(await rows(cast.db, "SELECT DISTINCT mean_id FROM semantic_vectors")) == 3


async def test_the_means_that_come_with_the_program_are_those_of_the_samples(model: Model) -> None:
    import numpy as np

    embed = model.load()
    for language in ("kk", "ru"):
        mine = [embed(f"{one.title}\n{one.text}"[:LETTERS]) for one in samples() if one.language == language]
        assert len(mine) == COUNTED[language]
        assert np.abs(np.mean(mine, axis=0) - np.frombuffer(first_mean(language), "<f4")).max() < 0.003


async def test_a_preview_does_not_wait_for_a_model_that_hangs(
    cast: Cast, hangs: Model, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forum.meanings, "WITHIN", 0.2)
    campaign = await cast.campaign()
    (shown,) = await fill(cast.db, campaign, [KAZAKH])
    mine = await draft(cast.db, campaign, KAZAKH.title, KAZAKH.text)
    meanings = Meanings(cast.db, lambda: NOW, hangs)
    async with asyncio.timeout(10):
        for _ in range(10):
            async with asyncio.timeout(1):  # as the preview
                found = await similar.find(cast.db, mine, meanings)
            assert [one.proposal.id for one in found] == [shown], "as if there were no model"
        await meanings.close()
    assert _told(caplog) == ["meanings of proposals are not told"], "once, not each time"


async def test_a_model_that_fails_is_told_once_and_without_a_text(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    def load() -> Embed:
        raise ValueError(f"no such model for {KAZAKH.text}")

    campaign = await cast.campaign()
    (shown,) = await fill(cast.db, campaign, [KAZAKH])
    mine = await draft(cast.db, campaign, KAZAKH.title, KAZAKH.text)
    meanings = Meanings(cast.db, lambda: NOW, Model("fails", load))
    for _ in range(2):
        assert [one.proposal.id for one in await similar.find(cast.db, mine, meanings)] == [shown]
    meanings.note(shown)
    await meanings.close()
    assert _told(caplog) == ["meanings of proposals are not told"]
    assert KAZAKH.text not in caplog.text
    assert await kept(cast.db) == []


def _told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.name == LOGGER and record.levelno >= logging.WARNING]


async def _vector(db: Database, proposal_id: int) -> bytes:
    """Once it is there."""
    async with asyncio.timeout(20):
        while True:
            found = await rows(db, "SELECT vector FROM semantic_vectors WHERE proposal_id = :id", id=proposal_id)
            if found:
                return bytes(found[0][0])
            await asyncio.sleep(0.02)
