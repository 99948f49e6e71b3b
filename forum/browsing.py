"""Reading: pages of published proposals, one card, what is mine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forum.errors import NotAllowed, ProposalHidden, ProposalNotFound
from forum.fair import point_of
from forum.policies import HOLDS_VOTES, PUBLIC, may_moderate
from storage import attachments, follows, lists, proposals, votes
from storage import history as changes
from storage.database import Database, Transaction
from storage.lists import Cursor, Listed, Sieve
from storage.records import Attachment, Campaign, HistoryEntry, Person, Proposal

PAGE = 5
MINE_MOST = 30
ID_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class PageQuery:
    """Which page: filters (None: all), an order, the cursor (sort value, id) it lies beyond.

    ``order``: ``fair`` (the reader's own, forum.fair), ``new``, ``top`` or ``rising``; ``standing``: ``all``, ``voted``
    or ``outcome`` (storage.lists.Sieve).
    """

    place: str | None = None
    topic: str | None = None
    order: str = "fair"
    after: Cursor | None = None
    backwards: bool = False
    number: int = 1
    standing: str = "all"

    @property
    def first(self) -> PageQuery:
        """The first page of the same list."""
        return replace(self, after=None, backwards=False, number=1)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of at most five; ``query`` asks for exactly it, ``total`` stops at 1,001 ("1000+").

    ``ends``: the cursors of the first and of the last item, None of an empty page.
    """

    query: PageQuery
    items: tuple[Proposal, ...]
    has_previous: bool
    has_next: bool
    total: int
    ends: tuple[Cursor, Cursor] | None = None

    def next_query(self) -> PageQuery:
        """The page after this one."""
        after = self.ends[1] if self.ends else None
        return replace(self.query, after=after, backwards=False, number=self.query.number + 1)

    def previous_query(self) -> PageQuery:
        """The page before this one; of the second page simply the first."""
        if self.query.number <= 2 or self.ends is None:
            return self.query.first
        return replace(self.query, after=self.ends[0], backwards=True, number=self.query.number - 1)


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as one reader sees it; ``my_vote`` is 1, -1 or 0, ``is_followed`` whether the reader follows it.

    ``votes_left``: how many votes the campaign's budget leaves the reader; None without a budget.
    """

    proposal: Proposal
    attachments: tuple[Attachment, ...]
    my_vote: int
    is_own: bool
    is_followed: bool = False
    votes_left: int | None = None


async def list_page(db: Database, campaign: Campaign, query: PageQuery, reader: Person) -> Page:
    """The page asked for as this reader sees it, or the nearest one when it no longer exists."""
    sieve = Sieve(campaign.id, query.place, query.topic, query.standing)

    async def fetch(tx: Transaction, wanted: PageQuery) -> tuple[Listed, ...]:
        after, backwards = wanted.after, wanted.backwards
        if wanted.order == "fair":
            point = point_of(reader.id, campaign.id)
            return await lists.page_of_turn(tx, sieve, point=point, after=after, backwards=backwards, most=PAGE + 1)
        return await lists.page(tx, sieve, order=wanted.order, after=after, backwards=backwards, most=PAGE + 1)

    async def work(tx: Transaction) -> Page:
        asked, found = query, await fetch(tx, query)
        if not found and query.after is not None:
            asked = _nearest(query, query.after)
            found = await fetch(tx, asked)
        return _page(asked, found, await lists.capped_count(tx, sieve))

    return await db.read(work)


def _nearest(query: PageQuery, after: Cursor) -> PageQuery:
    """Nothing lies beyond the cursor any more: the page that ends with the cursor's own proposal, or the first."""
    if query.backwards:
        return query.first
    value, last = after
    # The fair order goes up, the others go down: just beyond the cursor's own proposal, looking back.
    edge = (value, ID_MOST if query.order == "fair" else last - 1)
    return replace(query, after=edge, backwards=True, number=max(1, query.number - 1))


def _page(query: PageQuery, found: tuple[Listed, ...], total: int) -> Page:
    more = len(found) > PAGE
    listed = found[-PAGE:] if query.backwards else found[:PAGE]
    if query.backwards and not more:
        # The start of the list was reached: whatever the button counted, this is page one.
        query = replace(query, number=1)
    return Page(
        query,
        tuple(one.proposal for one in listed),
        has_previous=more if query.backwards else query.after is not None,
        has_next=query.backwards or more,
        total=total,
        ends=(listed[0].cursor, listed[-1].cursor) if listed else None,
    )


async def _card(tx: Transaction, reader: Person, proposal: Proposal | None) -> Card:
    if proposal is None or not may_read(reader, proposal):
        raise ProposalHidden if proposal is not None and proposal.state == "hidden" else ProposalNotFound
    files = await attachments.list_of(tx, proposal.id)
    my_vote, is_followed = await follows.find_standing(tx, proposal.id, reader.id)
    left = await votes.count_left(tx, proposal.campaign_id, reader.id, HOLDS_VOTES)
    return Card(proposal, files, my_vote, proposal.author_id == reader.id, is_followed, left)


def may_read(reader: Person, proposal: Proposal) -> bool:
    """Published ones are everybody's; the rest is for the author and the region's moderators, sent ones only."""
    if proposal.state in PUBLIC or proposal.author_id == reader.id:
        return True
    return proposal.number is not None and (may_moderate(reader, proposal.region) or reader.is_organizer)


async def card(db: Database, reader: Person, proposal_id: int) -> Card:
    """One proposal. Raises ProposalHidden, and ProposalNotFound also for one the reader may not see."""

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

    Of a public one everybody sees what became of it since it is public, without reasons and remarks.
    Raises ProposalNotFound, NotAllowed.
    """

    async def work(tx: Transaction) -> tuple[HistoryEntry, ...]:
        proposal = await proposals.find(tx, proposal_id)
        if proposal is None:
            raise ProposalNotFound
        entries = await changes.list_of(tx, proposal_id)
        if proposal.author_id == reader.id or may_moderate(reader, proposal.region) or reader.is_organizer:
            return entries
        if proposal.state not in PUBLIC:
            raise NotAllowed
        shown = PUBLIC | {"hidden"}
        return tuple(replace(entry, reason=None, remark=None) for entry in entries if entry.to_state in shown)

    return await db.read(work)
