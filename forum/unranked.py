"""Finding somebody for the shortlist without a ranking, by the number an organizer types."""

from __future__ import annotations

from datetime import datetime

from forum.candidates import demand_votes_counted, latest
from forum.errors import ProposalNotFound
from forum.organizer_errors import NumberExpected, ShortlistState
from forum.policies import demand_organizer
from forum.search import number_of
from forum.shortlist import taken
from storage import selections, stems
from storage.database import Database, Transaction
from storage.records import Person, Proposal


async def demand_open(db: Database, organizer: Person, now: datetime) -> None:
    """Pass only an organizer, once voting is over. Raises NotAllowed, NoCampaign, ShortlistEarly."""
    demand_organizer(organizer)
    demand_votes_counted(await db.read(latest), now)


async def of_number(db: Database, organizer: Person, words: str, now: datetime) -> Proposal:
    """A published proposal of the campaign.

    Raises NumberExpected, ProposalNotFound, ShortlistState (state), ShortlistTaken (by), ShortlistTakenByAdmin and as
    :func:`demand_open`.
    """
    demand_organizer(organizer)
    number = number_of(words)
    if number is None:
        raise ProposalNotFound if words.strip().isdecimal() else NumberExpected

    async def work(tx: Transaction) -> Proposal:
        campaign = await latest(tx)
        demand_votes_counted(campaign, now)
        proposal = await stems.find_by_number(tx, campaign.id, number)
        if proposal is None:
            raise ProposalNotFound
        selected = await selections.find_selected(tx, proposal.id)
        if selected is not None:
            raise taken(selected)
        if proposal.state != "published":
            raise ShortlistState(state=proposal.state)
        return proposal

    return await db.read(work)
