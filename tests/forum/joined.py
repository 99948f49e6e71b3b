"""What tests of joins, undone decisions and corrections begin with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from forum import joining, voting
from forum.recount import compare
from forum.workable import round_of
from storage import proposals
from storage.database import Database
from storage.records import Decision, Person, Proposal
from tests.forum.people import NOW, RULES, Cast, rows

RIPE = NOW + RULES.undo_for + timedelta(minutes=1)


async def found(db: Database, proposal: Proposal) -> dict[str, Any]:
    """The row as it is now, of what these tests ask about."""
    columns = (
        "state, round, joined_to, place, region, topic, language, queued_at, published_at, taken_by, support_count"
    )
    (row,) = await rows(db, f"SELECT {columns} FROM proposals WHERE id = :id", id=proposal.id)
    return dict(zip(columns.split(", "), row, strict=True))


async def fresh(cast: Cast, proposal: Proposal) -> Proposal:
    """The record as it is now."""
    record = await cast.db.read(lambda tx: proposals.find(tx, proposal.id))
    assert record is not None
    return record


async def joined(cast: Cast, moderator: Person, proposal: Proposal, target: Proposal) -> Decision:
    """Join in whichever state the proposal is in."""
    now_is = await fresh(cast, proposal)
    done = await joining.join(cast.db, moderator, proposal.id, round_of(now_is), target.id, cast.now)
    return done.decision


async def supported(cast: Cast, proposal: Proposal, *people: Person, value: int = 1) -> None:
    """Votes of these people."""
    for person in people:
        await voting.cast(cast.db, person, proposal.id, value, NOW, RULES)


async def demand_true_counters(db: Database) -> None:
    """Counters equal votes and hours, of every proposal."""
    async for look in compare(db, mend=False):
        assert not look.differing, look.differing


async def acts(db: Database, proposal: Proposal) -> list[tuple[Any, ...]]:
    """The history: act, from, to."""
    return await rows(
        db, "SELECT act, from_state, to_state FROM history WHERE proposal_id = :id ORDER BY id", id=proposal.id
    )
