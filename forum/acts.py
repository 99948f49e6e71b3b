"""The history of a proposal as the team reads it: who did what, when and why. Appeals stay blind."""

from __future__ import annotations

from dataclasses import dataclass

from forum.errors import HistoryClosed, HistoryNumber, NoCampaign, NotYourRegion, ProposalNotFound
from forum.policies import demand_team, may_moderate
from forum.search import number_of
from storage import acts, campaigns, proposals, stems
from storage.acts import Act, SanctionAct
from storage.database import Database, Transaction
from storage.records import Person, Proposal


@dataclass(frozen=True, slots=True)
class History:
    """A proposal and everything that was done about it, the newest first."""

    proposal: Proposal
    acts: tuple[Act | SanctionAct, ...]


async def of_number(db: Database, person: Person, words: str) -> History:
    """By the number of the open campaign, or of the last one.

    Raises HistoryNumber (no number), NoCampaign, ProposalNotFound, NotAllowed, NotYourRegion, HistoryClosed.
    """
    demand_team(person)
    number = number_of(words)
    if number is None:
        raise ProposalNotFound if words.strip().isdecimal() else HistoryNumber

    async def work(tx: Transaction) -> History:
        campaign = await campaigns.find_latest(tx)
        if campaign is None:
            raise NoCampaign
        return await _history(tx, person, await stems.find_by_number(tx, campaign.id, number))

    return await db.read(work)


async def of_proposal(db: Database, person: Person, proposal_id: int) -> History:
    """Raises ProposalNotFound (a draft too), NotAllowed, NotYourRegion, HistoryClosed."""
    demand_team(person)

    async def work(tx: Transaction) -> History:
        return await _history(tx, person, await proposals.find(tx, proposal_id))

    return await db.read(work)


async def _history(tx: Transaction, person: Person, proposal: Proposal | None) -> History:
    if proposal is None or proposal.number is None:
        raise ProposalNotFound
    _demand_right(person, proposal)
    done: list[Act | SanctionAct] = [*await acts.list_of(tx, proposal.id)]
    done += await acts.sanctions_for(tx, proposal.id)
    done.reverse()  # of one instant, what was written later comes first
    return History(proposal, tuple(sorted(done, key=_when, reverse=True)))


def _when(act: Act | SanctionAct) -> float:
    return (act.entry.at if isinstance(act, Act) else act.at).timestamp()


def _demand_right(person: Person, proposal: Proposal) -> None:
    """Moderators of its region, organizers and admins; whoever may decide its appeal is told nothing meanwhile."""
    if may_moderate(person, proposal.region):
        return
    if not person.is_organizer:
        raise NotYourRegion
    if proposal.state == "appealed":
        raise HistoryClosed
