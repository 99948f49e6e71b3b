"""What must hold after everything has settled, looked up in the database and on people's screens."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass

from forum.texts import fingerprint
from sandbox.person import Person
from tests.crash.residents import message_of
from tests.crash.stage import Stage
from tests.crash.told import Told
from tests.running import RunningBot

SETTLES_WITHIN = 120.0
LOOK = 0.1  # seconds
FORGIVEN = ("query is too old", "message is not modified", "terminated by other getUpdates")
MINE = {1: "browse-my-support", -1: "browse-my-objection"}


async def settled(bot: RunningBot) -> None:
    """Wait until the bot in this process has nothing left to do; while it only waits for the clock, that goes on."""
    for number in range(int(SETTLES_WITHIN / LOOK)):
        left = await _left(bot)
        if not any(left.values()):
            return
        # A claim is a lease by the clock: what somebody is sending must not seem abandoned.
        if number % 3 == 2 and left["owed"] and not left["claimed"]:
            bot.clock.move(minutes=1)
        bot.app.outbox.wake()
        await asyncio.sleep(LOOK)
    raise AssertionError(f"never settled: {left}")


async def _left(bot: RunningBot) -> dict[str, int]:
    left = {"pending": len(bot.sandbox.world.updates.pending)}
    for name, what in {
        "journal": "update_journal",
        "owed": "deliveries WHERE state = 'owed'",
        "claimed": "deliveries WHERE state = 'claimed'",
    }.items():
        (row,) = await bot.rows(f"SELECT count(*) AS n FROM {what}")
        left[name] = int(row["n"])
    return left


async def votes_are_as_told(stage: Stage, told: Told) -> None:
    """Each vote stands once with the value last told, no vote stands that nobody cast, and cards show it."""
    rows = await stage.rows(
        "SELECT p.telegram_id, v.proposal_id, v.value FROM votes v JOIN people p ON p.id = v.person_id"
    )
    assert {(row["telegram_id"], row["proposal_id"]): row["value"] for row in rows} == told.votes
    assert len(rows) == len(told.votes)


def cards_show_the_votes(stage: Stage, told: Told, people: list[Person]) -> None:
    """Whoever looks at their card sees the vote they were told of."""
    by_id = {person.id: person for person in people}
    t = stage.speaks("kk")
    for (person, proposal), message in told.cards.items():
        shown, value = message_of(by_id[person], message).words, told.votes[person, proposal]
        seen = [mine for mine, key in MINE.items() if t.plain(key) in shown]
        assert seen == ([value] if value else []), f"voted {value}, the card shows {seen}:\n{shown}"


async def counters_equal_votes(stage: Stage) -> None:
    """Beside the proposals and in the hours stand exactly the votes."""
    wrong = await stage.rows(
        """
        SELECT p.id, p.support_count, p.object_count, v.support, v.objection, h.support AS hour_support,
               h.objection AS hour_objection
          FROM proposals p
          LEFT JOIN (SELECT proposal_id, sum(CASE WHEN value = 1 THEN 1 ELSE 0 END) AS support,
                            sum(CASE WHEN value = -1 THEN 1 ELSE 0 END) AS objection
                       FROM votes GROUP BY proposal_id) v ON v.proposal_id = p.id
          LEFT JOIN (SELECT proposal_id, sum(support) AS support, sum(objection) AS objection
                       FROM vote_hours GROUP BY proposal_id) h ON h.proposal_id = p.id
         WHERE p.support_count <> coalesce(v.support, 0) OR p.object_count <> coalesce(v.objection, 0)
            OR p.support_count <> coalesce(h.support, 0) OR p.object_count <> coalesce(h.objection, 0)
        """
    )
    assert wrong == []


async def proposals_are_as_told(stage: Stage, told: Told, before: int) -> None:
    """Each receipt stands for one proposal with its author, number and text, and there are no others."""
    rows = await stage.rows(
        """
        SELECT p.number, p.title, p.text, p.state, p.fingerprint, a.telegram_id
          FROM proposals p JOIN people a ON a.id = p.author_id WHERE p.number IS NOT NULL
        """
    )
    assert len(rows) == before + len(told.proposals)
    by_number = {row["number"]: row for row in rows}
    assert len(by_number) == len(rows)
    for sent in told.proposals:
        row = by_number[sent.number]
        assert (row["telegram_id"], row["title"], row["text"]) == (sent.author, sent.title, sent.text)
        assert row["fingerprint"] == fingerprint(sent.title, sent.text)
        assert row["state"] in {"pending", "published", "rejected"}


async def decisions_are_as_told(stage: Stage, told: Told) -> None:
    """Each decision a moderator was told of stands once, and its author is owed exactly one message about it."""
    rows = await stage.rows("SELECT id, state FROM proposals")
    states = {row["id"]: row["state"] for row in rows}
    assert {proposal: states[proposal] for proposal in told.decisions} == told.decisions
    decided = await stage.rows("SELECT proposal_id, count(*) AS n FROM decisions GROUP BY proposal_id")
    assert {row["n"] for row in decided} <= {1}
    owed = await stage.rows("SELECT count(*) AS n FROM deliveries WHERE kind = 'decision'")
    assert owed[0]["n"] == len(decided)


@dataclass(frozen=True, slots=True)
class Notices:
    """Messages owed, and how many came more than once."""

    owed: int
    again: int


async def notices_arrived(stage: Stage) -> Notices:
    """Each message owed to an author came at least once; how many came again."""
    assert await stage.count("deliveries WHERE state <> 'sent'") == 0
    heard, owed = stage.notices_heard(), await stage.notices_owed()
    assert set(heard) == owed
    return Notices(len(owed), heard.total() - len(owed))


def nothing_strange_was_refused(stage: Stage) -> dict[str, int]:
    """Telegram refused nothing but what a repetition brings: a second answer to a tap, an edit that changes nothing."""
    refused = Counter(call.error or "" for call in stage.sandbox.refused)
    kinds = {error: next((kind for kind in FORGIVEN if kind in error), None) for error in refused}
    assert [error for error, kind in kinds.items() if kind is None] == []
    return {kind: refused[error] for error, kind in kinds.items() if kind is not None}
