"""What residents are told without asking, and the switches with which they stop it.

A switch is asked when a notice is owed and again when it is sent: what was switched off meanwhile is not sent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from forum import resident_digests
from forum.errors import ProposalNotFound, StaleButton
from forum.policies import Rules
from storage import deliveries, notices, phases, proposals, switches
from storage import resident_digests as plans
from storage.database import Database, Transaction
from storage.records import Person, Proposal

OWN: Final = "own"  # what becomes of one's own proposals
OUTCOME: Final = "outcome"  # what became of those one supports or follows
WEEKLY: Final = "weekly"  # the digest of one's region, which nobody gets without asking
ANNOUNCEMENT: Final = "announcement"  # what organizers announce to everybody or to a part
PHASE: Final = phases.KIND  # phases of the campaign: residents who asked, and the team
SWITCHES: Final = (OWN, OUTCOME, WEEKLY, PHASE, ANNOUNCEMENT)
# Which switch stops a kind of deliveries; kinds that are not here cannot be stopped.
SWITCH_OF: Final = {
    "decision": OWN,
    "undone": OWN,
    "corrected": OWN,
    "hidden": OWN,
    "change": OWN,
    "shortlisted": OWN,
    "unlisted": OWN,
    "outcome": OUTCOME,
    "weekly": WEEKLY,
    "announcement": ANNOUNCEMENT,
    "phase": PHASE,
}
STRETCH: Final = 500  # people a unit: votes that are cast meanwhile wait some hundredths of a second


async def owe_to_author(
    tx: Transaction, proposal: Proposal, kind: str, facts: dict[str, object], cause: str, now: datetime
) -> bool:
    """Owe the author a notice about an own proposal, unless there is none or they switched it off; whether it is."""
    if proposal.author_id is None or await switches.is_off(tx, proposal.author_id, SWITCH_OF[kind]):
        return False
    return await deliveries.owe(tx, proposal.author_id, kind, facts, cause, now)


async def owe_outcome(
    tx: Transaction, proposal: Proposal, outcome_id: int, state: str, now: datetime, after: int = 0
) -> int | None:
    """Owe word of a step to the author and to at most 500 of those who support or follow the proposal.

    Returns the person come to, to go on behind in a unit of its own (forum.outcome_telling does), or None when nobody
    is left. Again is the same: nobody is owed it twice.
    """
    facts: dict[str, object] = {"proposal": proposal.id, "state": state, "outcome": outcome_id}
    if after == 0:
        await owe_to_author(tx, proposal, "change", facts, f"change:outcome:{outcome_id}", now)
    last, count = await notices.last_of_stretch(tx, proposal.id, after, STRETCH)
    if count:
        await notices.owe_stretch(
            tx,
            proposal.id,
            after=after,
            upto=last,
            without=proposal.author_id,
            kind="outcome",
            switch=OUTCOME,
            facts=facts,
            cause=f"outcome:{outcome_id}:",
            now=now,
        )
    return last if count == STRETCH else None


async def is_wanted(db: Database, person_id: int, kind: str) -> bool:
    """Whether a person still wants deliveries of this kind."""
    switch = SWITCH_OF.get(kind)
    if switch is None:
        return True

    async def work(tx: Transaction) -> bool:
        if switch == WEEKLY:
            return await plans.find(tx, person_id) is not None
        if switch == PHASE:
            return await phases.is_followed(tx, person_id)
        return not await switches.is_off(tx, person_id, switch)

    return await db.read(work)


async def switches_of(db: Database, person: Person) -> dict[str, bool]:
    """Every switch and whether it is on."""

    async def work(tx: Transaction) -> dict[str, bool]:
        off = await switches.off_of(tx, person.id)
        has_weekly = await plans.find(tx, person.id) is not None
        has_phases = await phases.is_followed(tx, person.id)
        is_on = {OWN: OWN not in off, OUTCOME: OUTCOME not in off, WEEKLY: has_weekly, PHASE: has_phases}
        return is_on | {ANNOUNCEMENT: ANNOUNCEMENT not in off}

    return await db.read(work)


async def set_switch(
    db: Database, person: Person, switch: str, now: datetime, rules: Rules, *, is_on: bool
) -> dict[str, bool]:
    """Make a switch so; again is the same. Every switch and whether it is on then.

    Raises StaleButton (no such switch), RegionNeeded (the weekly digest is of a region).
    """
    if switch not in SWITCHES:
        raise StaleButton
    if switch == WEEKLY:
        await resident_digests.choose(db, person, now, rules, is_on=is_on)
        return await switches_of(db, person)

    async def unit(tx: Transaction) -> None:
        change = switches.switch_on if is_on else switches.switch_off
        await change(tx, person.id, switch)
        if switch == PHASE and is_on:
            await phases.follow(tx, person.id, now)
        elif switch == PHASE:
            await phases.stop_following(tx, person.id)

    await db.write(unit)
    return await switches_of(db, person)


async def told(db: Database, proposal_id: int) -> Proposal:
    """The proposal a notice is about, as it is when it is sent. Raises ProposalNotFound."""

    async def work(tx: Transaction) -> Proposal:
        proposal = await proposals.find(tx, proposal_id)
        if proposal is None:
            raise ProposalNotFound
        return proposal

    return await db.read(work)
