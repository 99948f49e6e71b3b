"""A proposal on the shortlist, and the steps after it, for the tests of outcomes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from forum import addressees, outcomes
from forum.outcomes import Recorded
from storage.database import Transaction, to_ms
from storage.outcomes import NewOutcome
from storage.records import Person, Proposal
from tests.forum.people import Cast

KK = "Аялдамалардың сметасы бекітілді, жұмыс көктемде басталады."
RU = "Смета на остановки утверждена, работы начнутся весной."
TODAY = date(2026, 11, 23)
MINUTE = timedelta(minutes=1)


async def shortlisted(cast: Cast, moderator: Person, by: Person, section: int | None = None) -> Proposal:
    """A published proposal that an organizer has put on the shortlist."""
    proposal = await cast.published(moderator)

    async def unit(tx: Transaction) -> None:
        await tx.run("UPDATE proposals SET state = 'shortlisted' WHERE id = :id", id=proposal.id)
        await tx.run(
            """
            INSERT INTO selections (proposal_id, campaign_id, section_id, basis, rank, support, objections, breadth,
                                    selected_by, selected_at)
            VALUES (:id, :campaign, :section, 'region', 1, 1, 0, 1, :by, :now)
            """,
            id=proposal.id,
            campaign=proposal.campaign_id,
            section=section,
            by=by.id,
            now=to_ms(cast.now),
        )

    await cast.db.write(unit)
    return proposal._replace(state="shortlisted")


async def stepped(cast: Cast, by: Person, proposal: Proposal, new: NewOutcome) -> Recorded:
    """The next step recorded behind the last one."""
    seen = (await outcomes.followed(cast.db, by, proposal.id)).seen
    return await outcomes.record(cast.db, by, proposal.id, seen, new, cast.now, cast.rules)


async def sent(cast: Cast, by: Person, proposal: Proposal, due: date = TODAY + timedelta(days=21)) -> Recorded:
    """Recommended and sent to the akimat."""
    await stepped(cast, by, proposal, NewOutcome("recommended"))
    akimat = await addressees.add(
        cast.db, by, "Солтүстік Қазақстан облысының әкімдігі", "Акимат Северо-Казахстанской области", cast.now
    )
    return await stepped(cast, by, proposal, NewOutcome("sent", akimat.id, TODAY, due))


def answer(state: str = "answered", **fields: Any) -> NewOutcome:
    """An answer in both languages."""
    return NewOutcome(state, **{"answer_kk": KK, "answer_ru": RU, **fields})
