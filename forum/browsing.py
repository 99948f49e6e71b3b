"""Reading: pages of published proposals, one card, what is mine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forum.errors import NotAllowed, ProposalHidden, ProposalNotFound
from forum.fair import point_of
from forum.policies import HOLDS_VOTES, PUBLIC, VOTABLE, may_moderate
from forum.wordings import in_language
from storage import attachments, follows, imports, joins, lists, outcomes, proposals, selections, translations, votes
from storage import history as changes
from storage.database import Database, Transaction
from storage.imports import Meeting
from storage.lists import Cursor, Listed, Sieve
from storage.records import Attachment, Campaign, HistoryEntry, Person, Proposal, Translation
from storage.sections import Section

PAGE = 5
MINE_MOST = 30
ID_MOST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class PageQuery:
    """Which page: filters (None: all), an order, the cursor (sort value, id) it lies beyond.

    ``order``: ``fair`` (the reader's own, forum.fair), ``new``, ``top`` or ``rising``; ``standing``: ``all``, ``voted``
    or ``outcome`` (storage.lists.Sieve); ``campaign``: one that is over, None: the one in force.
    """

    place: str | None = None
    topic: str | None = None
    order: str = "fair"
    after: Cursor | None = None
    backwards: bool = False
    number: int = 1
    standing: str = "all"
    campaign: int | None = None

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

    ``votes_left``: how many votes the campaign's budget leaves the reader; None without a budget. ``translation``: a
    moderator's, where the reader or the author may want it. ``joined_to``: where readers of a joined one are led on to,
    as long as this reader may read that. ``meeting``: where an imported one was made. ``section``: of the
    forum, of what is on the shortlist or further on.
    """

    proposal: Proposal
    attachments: tuple[Attachment, ...]
    my_vote: int
    is_own: bool
    is_followed: bool = False
    votes_left: int | None = None
    translation: Translation | None = None
    joined_to: Proposal | None = None
    meeting: Meeting | None = None
    section: Section | None = None


async def list_page(
    db: Database, campaign: Campaign, query: PageQuery, reader: Person, language: str | None = None
) -> Page:
    """The page asked for as this reader sees it, or the nearest one when it no longer exists.

    ``language`` is what titles are read in, for a reader who has not chosen one yet.
    """
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
        page = _page(asked, found, await lists.capped_count(tx, sieve))
        return replace(page, items=await in_language(tx, page.items, reader.language or language))

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
    is_own = proposal.author_id == reader.id
    translation = await translations.find(tx, proposal.id) if is_own or proposal.language != reader.language else None
    joined_to = None if proposal.joined_to is None else await joins.final_of(tx, proposal.id)
    if joined_to is not None and not may_read(reader, joined_to):
        joined_to = None  # reported or withdrawn since: its title is nobody's to read either
    # Nobody's own: only those may have been imported.
    meeting = await imports.meeting_of(tx, proposal.id) if proposal.author_id is None else None
    section = await selections.section_of(tx, proposal.id) if proposal.state in PUBLIC - VOTABLE else None
    return Card(proposal, files, my_vote, is_own, is_followed, left, translation, joined_to, meeting, section)


def may_read(reader: Person, proposal: Proposal) -> bool:
    """Published ones are everybody's, and those joined to others since; the rest is for the author and the region's
    moderators, sent ones only.
    """
    was_joined = proposal.state == "joined" and proposal.published_at is not None
    if proposal.state in PUBLIC or was_joined or proposal.author_id == reader.id:
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
    """What one voted on, with 1 or -1, the latest first; at most 30; titles in one's own language."""

    async def work(tx: Transaction) -> tuple[tuple[Proposal, int], ...]:
        listed = await votes.list_of_person(tx, person.id, PUBLIC | {"joined"}, MINE_MOST)
        read = await in_language(tx, [proposal for proposal, _ in listed], person.language)
        return tuple(zip(read, (value for _, value in listed), strict=True))

    return await db.read(work)


async def history(db: Database, reader: Person, proposal_id: int) -> tuple[HistoryEntry, ...]:
    """Every act on a proposal, nobody's name, for its author, its moderators and organizers.

    Of a public one everybody sees what became of it since it is public, without reasons and remarks; organizers see
    no remarks of an appealed one. Outcomes that were taken back are for the team only.
    Raises ProposalNotFound, NotAllowed.
    """

    async def work(tx: Transaction) -> tuple[HistoryEntry, ...]:
        proposal = await proposals.find(tx, proposal_id)
        if proposal is None:
            raise ProposalNotFound
        entries = await changes.list_of(tx, proposal_id)
        if not (may_moderate(reader, proposal.region) or reader.is_organizer):
            entries = _without(entries, await outcomes.undone_of(tx, proposal_id))
        if proposal.author_id == reader.id or may_moderate(reader, proposal.region):
            return entries
        if reader.is_organizer:
            # One who may judge an appeal: the remark may tell who rejected.
            is_blind = proposal.state == "appealed"
            return tuple(replace(entry, remark=None) for entry in entries) if is_blind else entries
        if proposal.state not in PUBLIC:
            raise NotAllowed
        shown = PUBLIC | {"hidden"}
        return tuple(replace(entry, reason=None, remark=None) for entry in entries if entry.to_state in shown)

    return await db.read(work)


def _without(entries: tuple[HistoryEntry, ...], undone: frozenset[int]) -> tuple[HistoryEntry, ...]:
    """The same without steps after the vote that were taken back, and without the taking back."""
    return tuple(entry for entry in entries if entry.details.get("outcome") not in undone) if undone else entries
