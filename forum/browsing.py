"""Reading: pages of published proposals, one card, what is mine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forum.errors import NotAllowed, ProposalNotFound
from forum.policies import PUBLIC, may_moderate
from storage import attachments, lists, proposals, votes
from storage import history as changes
from storage.database import Database, Transaction, to_ms
from storage.records import Attachment, Campaign, HistoryEntry, Person, Proposal

PAGE = 5
MINE_MOST = 30


@dataclass(frozen=True, slots=True)
class PageQuery:
    """Which page: filters (None: all), order ``new`` or ``top``, the cursor (sort value, id) it lies beyond."""

    place: str | None = None
    topic: str | None = None
    order: str = "new"
    after: tuple[int, int] | None = None
    backwards: bool = False
    number: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of at most five; ``query`` asks for exactly it, ``total`` stops at 1,001 ("1000+")."""

    query: PageQuery
    items: tuple[Proposal, ...]
    has_previous: bool
    has_next: bool
    total: int

    def next_query(self) -> PageQuery:
        """The page after this one."""
        after = _cursor(self.items[-1], self.query.order) if self.items else None
        return replace(self.query, after=after, backwards=False, number=self.query.number + 1)

    def previous_query(self) -> PageQuery:
        """The page before this one; of the second page simply the first."""
        if self.query.number <= 2 or not self.items:
            return replace(self.query, after=None, backwards=False, number=1)
        before = _cursor(self.items[0], self.query.order)
        return replace(self.query, after=before, backwards=True, number=self.query.number - 1)


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as one reader sees it; ``my_vote`` is 1, -1 or 0."""

    proposal: Proposal
    attachments: tuple[Attachment, ...]
    my_vote: int
    is_own: bool


def _cursor(proposal: Proposal, order: str) -> tuple[int, int]:
    if order == "top":
        return proposal.support_count, proposal.id
    assert proposal.published_at is not None
    return to_ms(proposal.published_at), proposal.id


async def list_page(db: Database, campaign: Campaign, query: PageQuery) -> Page:
    """The page asked for, or the nearest one when it no longer exists."""

    async def fetch(tx: Transaction, wanted: PageQuery) -> tuple[Proposal, ...]:
        return await lists.page(
            tx,
            campaign.id,
            place=wanted.place,
            topic=wanted.topic,
            order=wanted.order,
            after=wanted.after,
            backwards=wanted.backwards,
            most=PAGE + 1,
        )

    async def work(tx: Transaction) -> Page:
        asked, found = query, await fetch(tx, query)
        if not found and query.after is not None:
            asked = _nearest(query, query.after)
            found = await fetch(tx, asked)
        total = await lists.capped_count(tx, campaign.id, place=query.place, topic=query.topic)
        return _page(asked, found, total)

    return await db.read(work)


def _nearest(query: PageQuery, after: tuple[int, int]) -> PageQuery:
    """Nothing lies beyond the cursor any more: the page that ends with the cursor's own proposal, or the first."""
    if query.backwards:
        return replace(query, after=None, backwards=False, number=1)
    value, last = after
    return replace(query, after=(value, last - 1), backwards=True, number=max(1, query.number - 1))


def _page(query: PageQuery, found: tuple[Proposal, ...], total: int) -> Page:
    more = len(found) > PAGE
    if query.backwards:
        items = found[-PAGE:]
        if not more:
            # The start of the list was reached: whatever the button counted, this is page one.
            query = replace(query, number=1)
        return Page(query, items, has_previous=more, has_next=True, total=total)
    return Page(query, found[:PAGE], has_previous=query.after is not None, has_next=more, total=total)


async def _card(tx: Transaction, reader: Person, proposal: Proposal | None) -> Card:
    if proposal is None or not may_read(reader, proposal):
        raise ProposalNotFound
    return Card(
        proposal,
        await attachments.list_of(tx, proposal.id),
        await votes.find_value(tx, proposal.id, reader.id),
        proposal.author_id == reader.id,
    )


def may_read(reader: Person, proposal: Proposal) -> bool:
    """Published ones are everybody's; the rest is for the author and the region's moderators, sent ones only."""
    if proposal.state in PUBLIC or proposal.author_id == reader.id:
        return True
    return proposal.number is not None and (may_moderate(reader, proposal.region) or reader.is_organizer)


async def card(db: Database, reader: Person, proposal_id: int) -> Card:
    """One proposal. Raises ProposalNotFound, also for one the reader may not see."""

    async def work(tx: Transaction) -> Card:
        return await _card(tx, reader, await proposals.find(tx, proposal_id))

    return await db.read(work)


async def mine(db: Database, person: Person) -> tuple[Proposal, ...]:
    """One's own proposals, the draft first, then the newest; at most 30."""

    async def work(tx: Transaction) -> tuple[Proposal, ...]:
        return await proposals.list_by_author(tx, person.id, MINE_MOST)

    return await db.read(work)


async def my_votes(db: Database, person: Person) -> tuple[tuple[Proposal, int], ...]:
    """What one voted on, with 1 or -1, the latest first; at most 30."""

    async def work(tx: Transaction) -> tuple[tuple[Proposal, int], ...]:
        return await votes.list_of_person(tx, person.id, PUBLIC, MINE_MOST)

    return await db.read(work)


async def history(db: Database, reader: Person, proposal_id: int) -> tuple[HistoryEntry, ...]:
    """Every change of a proposal's state, for its author, its moderators and organizers.

    Raises ProposalNotFound, NotAllowed.
    """

    async def work(tx: Transaction) -> tuple[HistoryEntry, ...]:
        proposal = await proposals.find(tx, proposal_id)
        if proposal is None:
            raise ProposalNotFound
        is_own = proposal.author_id == reader.id
        if not (is_own or may_moderate(reader, proposal.region) or reader.is_organizer):
            raise NotAllowed
        return await changes.list_of(tx, proposal_id)

    return await db.read(work)
