"""Those who asked for an answer say what it is worth: on the merits, partly, a formal reply. Once, and changeable."""

from __future__ import annotations

from datetime import datetime

from forum.errors import StaleButton
from forum.organizer_errors import RatingClosed, RatingNotYours
from forum.policies import demand_not_banned, demand_resident
from storage import outcomes, ratings
from storage.database import Database, Transaction
from storage.outcomes import Outcome
from storage.records import Person
from storage.vocabulary import RATINGS


async def rate(db: Database, person: Person, outcome_id: int, rating: str, now: datetime) -> Outcome:
    """Rate an answer, or rate it otherwise; the same again is the same. The answer with its counters is the result.

    Raises StaleButton (no such answer or rating), RatingNotYours (neither author nor supporter), RatingClosed (the
    answer was taken back), Banned and as :func:`forum.policies.demand_resident`.
    """
    if rating not in RATINGS:
        raise StaleButton
    demand_resident(person)
    demand_not_banned(person)

    async def unit(tx: Transaction) -> Outcome:
        # The lock lets one rater in at a time: the counters are the rows at every moment.
        answer = await ratings.find_locked(tx, outcome_id)
        if answer is None or answer.answer_kk is None:
            raise StaleButton
        if answer.undone_at is not None:
            raise RatingClosed
        steps = await outcomes.list_of(tx, answer.proposal_id)
        if next(step.id for step in steps if step.answer_kk is not None) != outcome_id:
            raise StaleButton  # words about how it goes on are no answer
        before = await ratings.find(tx, outcome_id, person.id)
        if before == rating:
            return answer
        if not await ratings.save(tx, outcome_id, person.id, rating, before, now):
            raise RatingNotYours
        rated = await outcomes.find(tx, outcome_id)
        assert rated is not None
        return rated

    return await db.write(unit)
