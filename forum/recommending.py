"""What is shortlisted in a section recommended whole, and the whole of it taken back within ten minutes."""

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


@dataclass(frozen=True, slots=True)
class Batch:
    """What the organizer ``by`` recommended at once, ``at`` one moment: ``count`` of it can be taken back.

    ``until``: the last whole minute for that.
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
    since = now - rules.undo_for
    found = await db.read(lambda tx: recommending.find_batch(tx, campaign_id, since, organizer.id))
    if found is None:
        return None
    return Batch(found.by, found.at, found.count, found.at + rules.undo_for - timedelta(minutes=1))


async def undo_all(
    db: Database, organizer: Person, campaign_id: int, by: int, at: datetime, now: datetime, rules: Rules
) -> int:
    """Take back what ``by`` recommended at once ``at`` a moment, but for what has gone on; how many this person did.

    Again by the same organizer is the same. Raises NotAllowed, StaleButton (no such), OutcomeUndone (by), OutcomeLate
    (minutes), OutcomeGoneOn.
    """
    demand_organizer(organizer)
    undone = await db.read(lambda tx: recommending.undone_of_batch(tx, campaign_id, by, at))
    if not undone:
        raise StaleButton
    if None in undone:
        if now >= at + rules.undo_for:
            raise OutcomeLate(minutes=rules.undo_for // timedelta(minutes=1))
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
    undone = await recommending.undone_of_batch(tx, campaign_id, by, at)
    if mine := undone.get(organizer.id):
        return mine
    others = {who: count for who, count in undone.items() if who is not None}
    if not others:
        raise OutcomeGoneOn
    first = max(others, key=lambda who: others[who])
    raise OutcomeUndone(by=await decisions.name_of(tx, first) or "–")
