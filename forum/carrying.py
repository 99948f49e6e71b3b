"""After a join each supporter is asked once: does the support go over to the other proposal, or stay.

Asking begins when the join can be undone no more, in stretches. What is left to ask is found in the tables, so a
process that dies in between loses nothing and nobody is asked twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from forum import voting
from forum.campaigns import is_voting
from forum.errors import CarryObjects, StaleButton
from forum.policies import VOTABLE, Rules, demand_participant
from storage import campaigns, decisions, follows, joins, proposals, votes
from storage.database import Database, Transaction
from storage.joins import Ripe
from storage.records import Person, Proposal

CARRY: Final = "carry"
LEAVE: Final = "leave"
STRETCH: Final = 500  # people a unit
JOINS_A_LOOK: Final = 20
LOOKED_BACK: Final = timedelta(days=3)  # a process that was away for longer asks about older joins no more


@dataclass(frozen=True, slots=True)
class Carried:
    """What a supporter is asked, or has answered (``answer``: carry, leave or None): from where, and to where."""

    proposal: Proposal
    target: Proposal
    answer: str | None


async def ask_due(db: Database, now: datetime, rules: Rules) -> int:
    """Owe the question to supporters of joins that can be undone no more; to how many. Again asks nobody twice."""
    until = now - rules.undo_for

    async def work(tx: Transaction) -> tuple[Ripe, ...]:
        return await joins.find_ripe(tx, until - LOOKED_BACK, until, JOINS_A_LOOK)

    return sum([await _ask_all(db, join, now) for join in await db.read(work)])


async def _ask_all(db: Database, join: Ripe, now: datetime) -> int:
    asked, come_to = 0, 0

    async def unit(tx: Transaction) -> tuple[int, int, bool]:
        last, count = await joins.last_of_stretch(tx, join.proposal_id, come_to, STRETCH)
        owed = await joins.ask_stretch(tx, join, after=come_to, upto=last, now=now) if count else 0
        return last, owed, count == STRETCH

    is_more = True
    while is_more:
        come_to, owed, is_more = await db.write(unit)
        asked += owed
    return asked


async def question(db: Database, person_id: int, decision_id: int, now: datetime) -> Carried | None:
    """What to ask a supporter now; None when there is nothing to ask any more.

    The join was undone, the support is gone or answered for, it is their own proposal, or no votes are taken.
    """

    async def work(tx: Transaction) -> Carried | None:
        found = await _pair(tx, decision_id)
        if found is None or await joins.answer_of(tx, person_id, decision_id) is not None:
            return None
        proposal, target = found
        vote, _ = await follows.find_standing(tx, proposal.id, person_id)
        campaign = await campaigns.find(tx, target.campaign_id)
        # A hidden one may be back soon: the question waits in the chat until then.
        is_open = campaign is not None and is_voting(campaign, now) and target.state in VOTABLE | {"hidden"}
        if vote != voting.SUPPORT or not is_open or target.author_id == person_id:
            return None
        return Carried(proposal, target, None)

    return await db.read(work)


async def answer(db: Database, person: Person, decision_id: int, wanted: str, now: datetime, rules: Rules) -> Carried:
    """Carry the support over, or leave it; what was answered once stands, and is the result again.

    Raises CarryObjects (number), StaleButton (not asked, undone) and as :func:`forum.voting.cast`.
    """
    demand_participant(person)
    if wanted not in (CARRY, LEAVE):
        raise StaleButton

    async def unit(tx: Transaction) -> Carried:
        asked = await joins.find_carry(tx, person.id, decision_id)
        found = await _pair(tx, decision_id)
        if asked is None or found is None:
            raise StaleButton
        proposal, target = found
        if asked.answer is None:
            if wanted == CARRY:
                await _carry(tx, person, proposal, target, now, rules)
            await joins.mark_answered(tx, person.id, decision_id, wanted, now)
        return Carried(proposal, target, asked.answer or wanted)

    return await db.write(unit)


async def _pair(tx: Transaction, decision_id: int) -> tuple[Proposal, Proposal] | None:
    """The joined proposal and where its readers are led on to; None when the join was undone."""
    decision = await decisions.find(tx, decision_id)
    if decision is None or decision.kind != "join" or decision.undone_at is not None:
        return None
    proposal = await proposals.find(tx, decision.proposal_id)
    target = await joins.final_of(tx, decision.proposal_id)
    if proposal is None or target is None or target.id == proposal.id:
        return None
    return proposal, target


async def _carry(
    tx: Transaction, person: Person, proposal: Proposal, target: Proposal, now: datetime, rules: Rules
) -> None:
    """Both votes and both counters, in the one unit or not at all, by the way of all votes."""
    grounds = await votes.lock_grounds(tx, {proposal.id, target.id})
    there, _ = await follows.find_standing(tx, target.id, person.id)
    if there == voting.OBJECTION:
        raise CarryObjects(number=str(target.number))
    (counted,) = await voting.cast_all(tx, [voting.Ballot(person, target.id, voting.SUPPORT, now, rules)])
    if isinstance(counted, Exception):
        raise counted
    here, _ = await follows.find_standing(tx, proposal.id, person.id)
    if here == voting.SUPPORT:
        await voting.count_votes(tx, [voting.Ballot(person, proposal.id, voting.NONE, now, rules)], grounds)
