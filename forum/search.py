"""Search by words in either language, and by number, at a cost that does not grow with the campaign.

Every word asked for must begin a word of the proposal, five letters deep. The rarest word's proposals are walked newest
first and asked after the others; a page walks so many and no more, and says where it stopped.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from forum import folding, texts
from forum.browsing import may_read
from forum.errors import SearchEmpty, SearchLong, SearchShort
from forum.wordings import in_language
from storage import stems, translations
from storage.database import Database, Transaction, Unit
from storage.records import Campaign, Person, Proposal
from storage.stems import Term

PAGE = 5
QUERY_LENGTH = (2, 100)
TERMS_MOST = 8
NEWEST = 2**62  # before the newest of all
COUNTED = 601  # rows of a word, counted no further
# How many proposals of the rarest word are asked after the others: few at first, the page is mostly full by then.
WALK = (40, 160, 600, 1200, 2000)
WINDOW, BATCH = 1000, 50
BREATH = 0.01  # seconds between two windows of the catch-up
Progress = Callable[[int, int], None]

_NUMBER = re.compile(r"(?:№|#|no\.?|n)?\s*(\d{1,9})\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of at most five, the newest first. ``following``: where the next page begins, None after the last.

    Fewer than five with a next page: so many were walked that the rest is left for it.
    """

    items: tuple[Proposal, ...]
    following: int | None


def check_query(raw: str) -> str:
    """The query as it is shown and remembered. Raises SearchShort, SearchLong, SearchEmpty (nothing to look for)."""
    query = texts.clean_line(raw)
    minimum, maximum = QUERY_LENGTH
    if len(query) > maximum:
        raise SearchLong(length=len(query), maximum=maximum)
    if number_of(query) is not None:
        return query
    if not folding.words(query):
        raise SearchEmpty
    if len(query) < minimum:
        raise SearchShort(minimum=minimum)
    return query


def number_of(query: str) -> int | None:
    """The number that a query is: 214, № 214, #214."""
    whole = _NUMBER.fullmatch(query.strip())
    return int(whole.group(1)) if whole else None


def terms_of(query: str) -> list[Term]:
    """What a proposal must have: whole stems of long words, beginnings of short ones, the longest eight.

    Words that say nothing count only where there are no others.
    """
    found = folding.words(query)
    chosen = folding.telling(found) or list(dict.fromkeys(found))
    beginnings = dict.fromkeys(folding.stem(word) for word in sorted(chosen, key=len, reverse=True))
    return [Term(stem, is_beginning=len(stem) < folding.STEM) for stem in list(beginnings)[:TERMS_MOST]]


async def find(
    db: Database, campaign: Campaign, query: str, before: int | None = None, language: str | None = None
) -> Results:
    """Public proposals with all words of the query, a page of them below ``before`` (from ``following``).

    ``language`` is what titles are read in where there are translations.
    """
    terms = terms_of(query)

    async def work(tx: Transaction) -> Results:
        page = await _Search(tx, campaign.id, terms).page(NEWEST if before is None else before)
        return replace(page, items=await in_language(tx, page.items, language))

    return await db.read(work) if terms else Results((), None)


async def find_number(db: Database, campaign: Campaign, reader: Person, query: str) -> Proposal | None:
    """The proposal whose number the query is, if the reader may see it."""
    number = number_of(query)
    if number is None:
        return None

    async def work(tx: Transaction) -> Proposal | None:
        return await stems.find_by_number(tx, campaign.id, number)

    found = await db.read(work)
    return found if found is not None and may_read(reader, found) else None


class _Search:
    """One query on one snapshot."""

    def __init__(self, tx: Transaction, campaign_id: int, terms: list[Term]) -> None:
        self._tx = tx
        self._campaign_id = campaign_id
        self._terms = terms

    async def page(self, before: int) -> Results:
        """Five public ones and whether there are more."""
        counted = await stems.counts(self._tx, self._terms, COUNTED)
        if not all(counted):
            return Results((), None)
        # Of two that are as frequent, the whole stem: it is walked in the order of its own index.
        order = sorted(zip(counted, self._terms, strict=True), key=lambda pair: (pair[0], pair[1].is_beginning))
        (count, rarest), others = order[0], [term for _, term in order[1:]]
        listed: list[int] | None = None
        if rarest.is_beginning:
            if count < COUNTED:
                listed = await stems.all_beginning(self._tx, rarest, COUNTED)
            else:
                others = [rarest, *others]
        found: list[Proposal] = []
        for most in WALK:
            ids = await self._following(rarest, listed, before, most)
            found += await self._with(others, ids)
            if len(found) > PAGE:
                return Results(tuple(found[:PAGE]), found[PAGE - 1].id)
            if len(ids) < most:
                return Results(tuple(found), None)
            before = ids[-1]
        return Results(tuple(found), before)

    async def _following(self, rarest: Term, listed: list[int] | None, before: int, most: int) -> list[int]:
        """The next so many proposals of the rarest word; of a frequent beginning, simply the next proposals."""
        if listed is not None:
            return [proposal_id for proposal_id in listed if proposal_id < before][:most]
        if rarest.is_beginning:
            return await stems.newest_public(self._tx, self._campaign_id, before, most)
        return await stems.newest(self._tx, rarest.stem, before, most)

    async def _with(self, others: list[Term], ids: Collection[int]) -> list[Proposal]:
        left = set(ids)
        for term in others:
            left = await stems.having(self._tx, term, left)
        return await stems.public(self._tx, self._campaign_id, left)


async def make_findable(tx: Transaction, proposal: Proposal) -> None:
    """In the unit that sends or translates a text: it is found by these words, and by those of its translation."""
    found = folding.stems(proposal.title or "", proposal.text or "")
    translation = await translations.find(tx, proposal.id)
    if translation is not None:
        found |= folding.stems(translation.title, translation.text)
    await stems.replace(tx, proposal.id, found)


async def catch_up(db: Database) -> int:
    """Make findable what was sent before there was a search; how many there were.

    A little at a time, so that nobody waits for it; again it looks and finds nothing. Raises DatabaseUnavailable.
    """
    done, after = 0, 0
    while True:
        missing, last = await db.read(_look_after(after))
        if last is None:
            return done
        for start in range(0, len(missing), BATCH):
            done += await db.write(_fill(tuple(missing[start : start + BATCH])))
        after = last
        await asyncio.sleep(BREATH)


async def make_all_findable(db: Database, ids: Sequence[int], progress: Progress | None = None) -> None:
    """Make many sent proposals findable, a few at a time; ``progress`` hears how many are done, and of how many."""
    for start in range(0, len(ids), BATCH):
        await db.write(_fill(tuple(ids[start : start + BATCH])))
        if progress is not None:
            progress(min(start + BATCH, len(ids)), len(ids))


def _look_after(after: int) -> Unit[tuple[list[int], int | None]]:
    async def work(tx: Transaction) -> tuple[list[int], int | None]:
        return await stems.without_stems(tx, after, WINDOW)

    return work


def _fill(ids: tuple[int, ...]) -> Unit[int]:
    async def unit(tx: Transaction) -> int:
        # Read again, locked: meanwhile a text may have been changed and sent, or withdrawn.
        found = await stems.texts_of(tx, ids)
        rows = {(stem, proposal) for proposal, *texts in found for stem in folding.stems(*texts)}
        for translation in (await translations.find_many(tx, [proposal for proposal, *_ in found])).values():
            rows |= {(stem, translation.proposal_id) for stem in folding.stems(translation.title, translation.text)}
        await stems.add(tx, sorted(rows))
        return len(found)

    return unit
