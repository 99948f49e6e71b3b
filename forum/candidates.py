"""Who the shortlist may be made of: the rankings of regions and of topics, and the figures of one candidate.

A ranking walks the list's index by support and stops as soon as nothing below can matter (forum.ranking.is_enough);
votes are counted by region only where the counters do not decide, and for what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, NamedTuple

from forum.errors import NoCampaign, ProposalNotFound
from forum.organizer_errors import ShortlistEarly
from forum.policies import demand_organizer
from forum.ranking import NOBODY, Candidate, Ranking, is_enough, rank, undecided
from forum.wordings import in_language
from storage import campaigns, proposals, rankings, sections, selections
from storage.database import Database, Transaction
from storage.lists import Sieve
from storage.rankings import Breadth, Tally
from storage.records import Campaign, Person, Proposal
from storage.sections import Section
from storage.selections import Selected
from storage.vocabulary import NATIONAL

PAGE: Final = 5
STEP: Final = 100  # proposals read at first; twice as many each time after
AT_ONCE: Final = 200  # whose votes one snapshot counts


class Board(NamedTuple):
    """One ranking: of a region (``key``: its code), of a topic in the whole country, or of a topic's national ones.

    ``basis``: region, topic or national.
    """

    basis: str
    key: str

    def sieve(self, campaign_id: int) -> Sieve:
        """Which proposals are compared."""
        place = {"region": self.key, "national": NATIONAL}.get(self.basis)
        return Sieve(campaign_id, place, None if self.basis == "region" else self.key)

    def size(self, campaign: Campaign) -> int | None:
        """How many it offers; None: it was not set."""
        return campaign.shortlist_per_region if self.basis == "region" else campaign.shortlist_per_topic


class Line(NamedTuple):
    """A ranking among others; None: no size was set for it."""

    board: Board
    ranking: Ranking | None


class BoardPage(NamedTuple):
    """A page of one ranking; ``items``: each candidate (with its breadth) and its proposal in the reader's language."""

    campaign: Campaign
    board: Board
    ranking: Ranking
    number: int
    last: int
    items: tuple[tuple[Candidate, Proposal], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """One proposal beside a ranking; ``candidate`` is None where it is not offered, ``ranking`` without a ranking.

    ``following``: who is to be looked at next. ``sections`` are those one can choose, ``section`` is where it stands,
    ``suggested`` where the last one of its topic was put.
    """

    campaign: Campaign
    proposal: Proposal
    board: Board | None
    ranking: Ranking | None
    candidate: Candidate | None
    breadth: Breadth
    selected: Selected | None
    following: Candidate | None = None
    sections: tuple[Section, ...] = ()
    section: Section | None = None
    suggested: Section | None = None


def opens_at(campaign: Campaign, now: datetime) -> datetime | None:
    """From when on the shortlist can be made; None: it can."""
    if campaign.state != "open" or now >= campaign.voting_until:
        return None
    return campaign.voting_until


def demand_votes_counted(campaign: Campaign, now: datetime) -> None:
    """Pass only once voting is over. Raises ShortlistEarly (start)."""
    start = opens_at(campaign, now)
    if start is not None:
        raise ShortlistEarly(start=start)


async def latest(tx: Transaction) -> Campaign:
    """The campaign the shortlist is of: the open one, else the last. Raises NoCampaign."""
    campaign = await campaigns.find_latest(tx)
    if campaign is None:
        raise NoCampaign
    return campaign


async def ranking_of(tx: Transaction, campaign: Campaign, board: Board, size: int) -> Ranking:
    """The ranking; breadths are there only of those whom nothing else tells apart."""
    sieve, read = board.sieve(campaign.id), list[Tally]()
    step, cursor = max(STEP, 2 * size), None
    while True:
        found, cursor = await rankings.most_supported(tx, sieve, cursor, step)
        read += found
        if cursor is None or is_enough(read, size):
            break
        step *= 2
    return rank(read, await breadths_of(tx, undecided(read, size)), size)


async def breadths_of(tx: Transaction, ids: Sequence[int]) -> dict[int, Breadth]:
    """Of proposals with any supporters, so many at once that no statement takes long."""
    counted: dict[int, Breadth] = {}
    for start in range(0, len(ids), AT_ONCE):
        counted |= await rankings.breadths(tx, ids[start : start + AT_ONCE])
    return counted


async def with_support(db: Database, organizer: Person, boards: Sequence[Board]) -> tuple[Board, ...]:
    """Of these rankings the ones that have anybody to offer, in one snapshot. Raises NotAllowed, NoCampaign."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> tuple[Board, ...]:
        campaign = await latest(tx)
        first = [await rankings.most_supported(tx, one.sieve(campaign.id), None, 1) for one in boards]
        return tuple(one for one, (found, _) in zip(boards, first, strict=True) if found)

    return await db.read(work)


async def lines(db: Database, organizer: Person, boards: Sequence[Board], now: datetime) -> tuple[Line, ...]:
    """Several rankings, one snapshot each: nobody waits for all of them.

    Raises NotAllowed, NoCampaign, ShortlistEarly.
    """
    demand_organizer(organizer)
    campaign = await db.read(latest)
    demand_votes_counted(campaign, now)
    return tuple([await _line(db, campaign, board) for board in boards])


async def _line(db: Database, campaign: Campaign, board: Board) -> Line:
    size = board.size(campaign)
    if size is None:
        return Line(board, None)

    async def work(tx: Transaction) -> Ranking:
        return await ranking_of(tx, campaign, board, size)

    return Line(board, await db.read(work))


async def board_page(
    db: Database, organizer: Person, board: Board, number: int, now: datetime, language: str
) -> BoardPage | None:
    """A page, from 1 (one too far is the last); None while no size is set.

    Raises NotAllowed, NoCampaign, ShortlistEarly.
    """
    demand_organizer(organizer)

    async def work(tx: Transaction) -> BoardPage | None:
        campaign = await latest(tx)
        demand_votes_counted(campaign, now)
        size = board.size(campaign)
        if size is None:
            return None
        ranking = await ranking_of(tx, campaign, board, size)
        last = max(1, -(-len(ranking.offered) // PAGE))
        page = min(max(1, number), last)
        shown = ranking.offered[(page - 1) * PAGE : page * PAGE]
        breadths = await breadths_of(tx, [one.tally.id for one in shown])
        found = [await proposals.find(tx, one.tally.id) for one in shown]
        titled = await in_language(tx, tuple(one for one in found if one is not None), language)
        counted = [one._replace(breadth=breadths.get(one.tally.id, NOBODY)) for one in shown]
        return BoardPage(campaign, board, ranking, page, last, tuple(zip(counted, titled, strict=True)))

    return await db.read(work)


async def figures(
    db: Database, organizer: Person, board: Board | None, proposal_id: int, now: datetime, language: str | None = None
) -> Figures:
    """Everything about one proposal of the campaign, beside a ranking or (``board`` None) without one.

    Raises NotAllowed, NoCampaign, ShortlistEarly, ProposalNotFound (also of another campaign).
    """
    demand_organizer(organizer)

    async def work(tx: Transaction) -> Figures:
        campaign = await latest(tx)
        demand_votes_counted(campaign, now)
        return await _figures(tx, campaign, board, proposal_id, language)

    return await db.read(work)


async def _figures(
    tx: Transaction, campaign: Campaign, board: Board | None, proposal_id: int, language: str | None
) -> Figures:
    proposal = await proposals.find(tx, proposal_id)
    if proposal is None or proposal.campaign_id != campaign.id or proposal.number is None:
        raise ProposalNotFound
    size = None if board is None else board.size(campaign)
    ranking = None if board is None or size is None else await ranking_of(tx, campaign, board, size)
    counted = await breadths_of(tx, _of_interest(proposal_id, ranking))
    breadth = counted.get(proposal_id, NOBODY)
    candidate = None if ranking is None else ranking.find(proposal_id)
    if ranking is not None and ranking.left_out is not None:
        ranking = replace(ranking, left_out_breadth=counted.get(ranking.left_out.id, NOBODY))
    if language is not None:
        (proposal,) = await in_language(tx, (proposal,), language)
    return await _with_sections(
        tx,
        Figures(
            campaign=campaign,
            proposal=proposal,
            board=board,
            ranking=ranking,
            candidate=None if candidate is None else candidate._replace(breadth=breadth),
            breadth=breadth,
            selected=await selections.find_selected(tx, proposal_id),
            following=None if ranking is None else ranking.after(proposal_id),
        ),
    )


def _of_interest(proposal_id: int, ranking: Ranking | None) -> list[int]:
    left_out = None if ranking is None else ranking.left_out
    return [proposal_id, *([] if left_out is None else [left_out.id])]


async def _with_sections(tx: Transaction, found: Figures) -> Figures:
    offered = await sections.list_of(tx, found.campaign.id)
    by_id = {one.id: one for one in offered}
    chosen = None if found.selected is None else found.selected.selection.section_id
    suggested = await selections.last_section_of_topic(tx, found.campaign.id, found.proposal.topic)
    return replace(
        found,
        sections=offered,
        section=None if chosen is None else by_id.get(chosen),
        suggested=None if suggested is None else by_id.get(suggested),
    )
