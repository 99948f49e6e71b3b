"""What became of a few sample proposals: read from the file, laid out in time, written into the tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from forum.calendar import Calendar
from forum.due_answers import suggested
from storage import addressees, history, outcomes, proposals
from storage.database import Transaction, to_ms
from storage.outcomes import NewOutcome
from storage.records import Proposal
from storage.vocabulary import RATINGS

DATA: Final = Path(__file__).parent / "seed_data" / "outcomes.json"
RATED_EVERY: Final = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class SeedStep:
    """A step and when it was recorded; of shortlisted nothing but that is kept."""

    at: datetime
    new: NewOutcome


@dataclass(frozen=True, slots=True)
class SeedOutcome:
    """The steps of one proposal, the oldest first, the names of the addressee and how many rated the answer how."""

    steps: tuple[SeedStep, ...]
    names: tuple[str, str] | None
    ratings: dict[str, int]

    @property
    def since(self) -> datetime:
        """When it came on the shortlist: votes are older."""
        return self.steps[0].at


def load_outcomes(now: datetime, zone: ZoneInfo) -> dict[str, SeedOutcome]:
    """What became of the samples, by their keys, as it is at ``now``."""
    calendar = Calendar(zone)
    found = {}
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        steps = tuple(_step(step, now, calendar) for step in row["steps"])
        names = (row["addressee_kk"], row["addressee_ru"]) if "addressee_kk" in row else None
        found[row["key"]] = SeedOutcome(steps, names, row.get("ratings", {}))
    return found


def _step(row: dict[str, Any], now: datetime, calendar: Calendar) -> SeedStep:
    at = now - timedelta(days=row["days_ago"])
    day = calendar.today(at)
    due: date | None = suggested(day, calendar) if row["state"] == "sent" else None
    if "until_days" in row:
        due = calendar.today(now) + timedelta(days=row["until_days"])
    sent = day if row["state"] == "sent" else None
    return SeedStep(at, NewOutcome(row["state"], None, sent, due, row.get("kk"), row.get("ru")))


async def write_outcome(
    tx: Transaction, proposal_id: int, seeded: SeedOutcome, organizer: int, supporters: dict[int, str]
) -> None:
    """Steps, history, the place on the shortlist, ratings; ``supporters``: who they are, with their regions."""
    before = await proposals.find(tx, proposal_id)
    assert before is not None
    await _select(tx, before, seeded.since, organizer, len(set(supporters.values())))
    addressee = None if seeded.names is None else await _addressee(tx, seeded.names, organizer, seeded.since)
    for step in seeded.steps:
        outcome = None
        if step.new.state != "shortlisted":
            new = step.new if step.new.state != "sent" else _to(step.new, addressee)
            outcome = await outcomes.insert(tx, proposal_id, new, organizer, step.at)
        before = await _came_to(tx, before, step, organizer, None if outcome is None else outcome.id)
        if step.new.answer_kk is not None and outcome is not None:
            await _rate(tx, outcome.id, seeded.ratings, list(supporters), step.at)


def _to(new: NewOutcome, addressee: int | None) -> NewOutcome:
    return NewOutcome(new.state, addressee, new.sent_on, new.due_on)


async def _select(tx: Transaction, proposal: Proposal, at: datetime, organizer: int, breadth: int) -> None:
    await tx.run(
        """
        INSERT INTO selections (proposal_id, campaign_id, basis, rank, support, objections, breadth, selected_by,
                                selected_at)
        VALUES (:id, :campaign, 'region', 1, :support, :objections, :breadth, :by, :at)
        """,
        id=proposal.id,
        campaign=proposal.campaign_id,
        support=proposal.support_count,
        objections=proposal.object_count,
        breadth=breadth,
        by=organizer,
        at=to_ms(at),
    )


async def _addressee(tx: Transaction, names: tuple[str, str], organizer: int, at: datetime) -> int:
    added = await addressees.insert(tx, *names, organizer, at)
    assert added is not None
    return added.id


async def _came_to(
    tx: Transaction, before: Proposal, step: SeedStep, organizer: int, outcome_id: int | None
) -> Proposal:
    after = before._replace(state=step.new.state, changed_at=step.at)
    await tx.run(
        "UPDATE proposals SET state = :state, changed_at = :at WHERE id = :id",
        state=after.state,
        at=to_ms(step.at),
        id=after.id,
    )
    await history.add(
        tx,
        after,
        from_state=before.state,
        actor_id=organizer,
        actor_role="organizer",
        now=step.at,
        details={} if outcome_id is None else {"outcome": outcome_id},
    )
    return after


async def _rate(tx: Transaction, outcome_id: int, wanted: dict[str, int], raters: list[int], at: datetime) -> None:
    given = [rating for rating in RATINGS for _ in range(wanted.get(rating, 0))]
    for place, (rater, rating) in enumerate(zip(raters, given, strict=False), start=1):
        await tx.run(
            "INSERT INTO ratings (outcome_id, person_id, rating, rated_at) VALUES (:outcome, :who, :rating, :at)",
            outcome=outcome_id,
            who=rater,
            rating=rating,
            at=to_ms(at + place * RATED_EVERY),
        )
    counts = {rating: given[: len(raters)].count(rating) for rating in RATINGS}
    await tx.run(
        """
        UPDATE outcomes SET answered_count = :answered, partly_count = :partly, formal_count = :formal WHERE id = :id
        """,
        id=outcome_id,
        **counts,
    )
