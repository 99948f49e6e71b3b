"""What is shortlisted in a section recommended whole, and the whole of it taken back within nine minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from forum.errors import NotAllowed, StaleButton
from forum.organizer_errors import OutcomeGoneOn, OutcomeLate, OutcomeUndone
from forum.policies import Rules, demand_organizer
from storage import decisions, recommending
from storage.database import Database, Transaction
from storage.records import Person

STRETCH: Final = 200  # proposals a unit
# Stretches that go on behind the press are done before the teller takes up the first of the section.
KEPT_FREE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Batch:
    """What the organizer ``by`` recommended at once, ``at`` one moment: ``count`` of it can be taken back.

    ``until``: the last whole minute for that; a single step may be taken back for longer.
    """

    by: int
    at: datetime
    count: int
    until: datetime


async def to_recommend(db: Database, organizer: Person, campaign_id: int, section_id: int | None) -> tuple[int, int]:
    """How many shortlisted ones of a section (None: all) wait, and the last selection among them. Raises NotAllowed."""
    demand_organizer(organizer)
    return await db.read(lambda tx: recommending.count_shortlisted(tx, campaign_id, section_id))


async def recommend_all(
    db: Database, organizer: Person, campaign_id: int, section_id: int | None, upto: int, now: datetime
) -> int:
    """Recommend what was counted, up to the selection ``upto``, stretch by stretch; how many. Again finds none left.

    Raises NotAllowed.
    """
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> int:
        done = await recommending.recommend_stretch(
            tx,
            campaign_id,
            section_id,
            upto=upto,
            most=STRETCH,
            organizer=(organizer.id, organizer.is_admin),
            now=now,
        )
        if done is None:
            raise NotAllowed
        return done

    total = 0
    while done := await db.write(unit):
        total += done
    return total


async def latest_batch(db: Database, organizer: Person, campaign_id: int, now: datetime, rules: Rules) -> Batch | None:
    """What was recommended at once and can be taken back: the organizer's own, else anybody's. Raises NotAllowed."""
    demand_organizer(organizer)
    since = now - _whole_for(rules)
    found = await db.read(lambda tx: recommending.find_batch(tx, campaign_id, since, organizer.id))
    if found is None:
        return None
    # Minutes are shown: the last whole one that is good.
    return Batch(found.by, found.at, found.count, found.at + _whole_for(rules) - timedelta(minutes=1))


def _whole_for(rules: Rules) -> timedelta:
    return rules.undo_for - KEPT_FREE


async def undo_all(
    db: Database, organizer: Person, campaign_id: int, by: int, at: datetime, now: datetime, rules: Rules
) -> int:
    """Take back what ``by`` recommended at once ``at`` a moment, but for what has gone on; how many this person did.

    Again by the same organizer is the same. Raises NotAllowed, StaleButton (no such), OutcomeUndone (by), OutcomeLate
    (minutes), OutcomeGoneOn.
    """
    demand_organizer(organizer)
    steps = await db.read(lambda tx: recommending.steps_of_batch(tx, campaign_id, by, at))
    if not steps:
        raise StaleButton
    if any(one.undone_by is None for one in steps):
        if now >= at + _whole_for(rules):
            raise OutcomeLate(minutes=_whole_for(rules) // timedelta(minutes=1))
        await _undo(db, organizer, campaign_id, by, at, now)
    return await db.read(lambda tx: _done_by(tx, organizer, campaign_id, by, at))


async def _undo(db: Database, organizer: Person, campaign_id: int, by: int, at: datetime, now: datetime) -> None:
    async def unit(tx: Transaction) -> int:
        done = await recommending.undo_stretch(
            tx, campaign_id, by=by, at=at, most=STRETCH, organizer=(organizer.id, organizer.is_admin), now=now
        )
        if done is None:
            raise NotAllowed
        return done

    while await db.write(unit):
        pass


async def _done_by(tx: Transaction, organizer: Person, campaign_id: int, by: int, at: datetime) -> int:
    steps = await recommending.steps_of_batch(tx, campaign_id, by, at)
    if mine := sum(one.count for one in steps if one.undone_by == organizer.id):
        return mine
    has_gone_on = any(one.undone_by is None for one in steps)
    most = max((one for one in steps if one.undone_by is not None), key=lambda one: one.count, default=None)
    # Who took single ones back did not take back the rest, which has gone on.
    if most is None or most.undone_by is None or (has_gone_on and most.count == 1):
        raise OutcomeGoneOn
    raise OutcomeUndone(by=await decisions.name_of(tx, most.undone_by) or "–")
