"""Following: what became of a proposal is told to those who asked, whether they voted or not."""

from __future__ import annotations

from datetime import datetime

from forum.errors import ProposalNotFound
from forum.policies import PUBLIC, demand_not_banned, demand_resident
from forum.wordings import in_language
from storage import follows, proposals
from storage.database import Database, Transaction
from storage.records import Person, Proposal

FOLLOWED_MOST = 30


async def follow(db: Database, person: Person, proposal_id: int, now: datetime) -> None:
    """Follow a public proposal; again is the same. Raises consent errors, Banned, ProposalNotFound."""
    demand_resident(person)
    demand_not_banned(person)

    async def unit(tx: Transaction) -> None:
        if await follows.add(tx, person.id, proposal_id, PUBLIC, now):
            return
        proposal = await proposals.find(tx, proposal_id)
        if proposal is None or proposal.state not in PUBLIC:
            raise ProposalNotFound

    await db.write(unit)


async def stop(db: Database, person: Person, proposal_id: int) -> None:
    """Follow a proposal no longer, whatever became of it; again is the same."""

    async def unit(tx: Transaction) -> None:
        await follows.remove(tx, person.id, proposal_id)

    await db.write(unit)


async def followed(db: Database, person: Person) -> tuple[Proposal, ...]:
    """The public proposals one follows, the latest first; at most 30."""

    async def work(tx: Transaction) -> tuple[Proposal, ...]:
        listed = await follows.list_of_person(tx, person.id, PUBLIC | {"joined"}, FOLLOWED_MOST)
        return await in_language(tx, listed, person.language)

    return await db.read(work)
