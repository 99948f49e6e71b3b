"""Organizers' lists of what stands where after the vote, and how many answers are due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from forum import days, due_answers
from forum.calendar import Calendar
from forum.due_answers import DueClock, clock_of
from forum.errors import ProposalNotFound, StaleButton
from forum.policies import Rules, demand_organizer
from forum.search import number_of
from storage import outcome_lists, stems
from storage.database import Database, Transaction
from storage.lists import OUTCOME_STATES
from storage.outcome_lists import Cursor, OutcomeSieve, Standing
from storage.records import Campaign, Person, Proposal

PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the campaign's forum."""

    id: int
    name_kk: str
    name_ru: str

    def name(self, language: str) -> str:
        """The name in ``kk`` or ``ru``."""
        return self.name_kk if language == "kk" else self.name_ru


@dataclass(frozen=True, slots=True)
class Overview:
    """How many stand in each state, and how many answers are due within three working days and overdue."""

    campaign: Campaign
    counts: Mapping[str, int]
    soon: int
    overdue: int


@dataclass(frozen=True, slots=True)
class OutcomeQuery:
    """A page of a state; ``by``: a place, "s" and a section's id, or '' for all."""

    state: str
    by: str = ""
    after: Cursor | None = None
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """At most eight, what is due first first; ``section``: what it is narrowed to, if to one."""

    query: OutcomeQuery
    items: tuple[tuple[Standing, DueClock | None], ...]
    total: int
    has_previous: bool
    has_next: bool
    section: Section | None = None


async def overview(db: Database, organizer: Person, campaign: Campaign, now: datetime, rules: Rules) -> Overview:
    """Raises NotAllowed."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> Overview:
        counts = await outcome_lists.counts(tx, campaign.id)
        due = await due_answers.count(tx, await days.calendar(tx, rules), now, campaign_id=campaign.id)
        return Overview(campaign, counts, *due)

    return await db.read(work)


async def sections(db: Database, campaign: Campaign) -> tuple[Section, ...]:
    """The sections of a campaign's forum in their order."""

    async def work(tx: Transaction) -> tuple[Section, ...]:
        return tuple(Section(*one) for one in await outcome_lists.sections_of(tx, campaign.id))

    return await db.read(work)


async def page(
    db: Database, organizer: Person, campaign: Campaign, query: OutcomeQuery, now: datetime, rules: Rules
) -> OutcomePage:
    """The page asked for, or the first one where nothing lies beyond the cursor any more.

    Raises NotAllowed, StaleButton (no such state or section).
    """
    demand_organizer(organizer)
    if query.state not in OUTCOME_STATES:
        raise StaleButton

    async def work(tx: Transaction) -> OutcomePage:
        section = await _section(tx, campaign, query.by)
        place = query.by if query.by and section is None else None
        sieve = OutcomeSieve(campaign.id, query.state, place, section.id if section is not None else None)
        asked, found = query, await _fetch(tx, sieve, query)
        if not found and query.after is not None:
            asked = replace(query, after=None, backwards=False)
            found = await _fetch(tx, sieve, asked)
        calendar = await days.calendar(tx, rules)
        today = calendar.today(now)
        more = len(found) > PAGE
        items = found[-PAGE:] if asked.backwards else found[:PAGE]
        return OutcomePage(
            asked,
            tuple((one, _clock(one.due_on, today, calendar)) for one in items),
            await outcome_lists.count(tx, sieve),
            has_previous=more if asked.backwards else asked.after is not None,
            has_next=asked.backwards or more,
            section=section,
        )

    return await db.read(work)


async def _fetch(tx: Transaction, sieve: OutcomeSieve, query: OutcomeQuery) -> tuple[Standing, ...]:
    return await outcome_lists.page(tx, sieve, after=query.after, backwards=query.backwards, most=PAGE + 1)


def _clock(due_on: date | None, today: date, calendar: Calendar) -> DueClock | None:
    return None if due_on is None else clock_of(min(today, due_on), due_on, calendar, today)


async def _section(tx: Transaction, campaign: Campaign, by: str) -> Section | None:
    """The section that is meant; None when a place is, or nothing."""
    if not by.startswith("s"):
        return None
    found = [one for one in await outcome_lists.sections_of(tx, campaign.id) if f"s{one[0]}" == by]
    if not found:
        raise StaleButton
    return Section(*found[0])


async def of_number(db: Database, organizer: Person, campaign: Campaign, words: str) -> Proposal:
    """One that came through the vote, by its number. Raises NotAllowed, ProposalNotFound."""
    demand_organizer(organizer)
    number = number_of(words)

    async def work(tx: Transaction) -> Proposal:
        found = None if number is None else await stems.find_by_number(tx, campaign.id, number)
        if found is None or found.state not in OUTCOME_STATES:
            raise ProposalNotFound
        return found

    return await db.read(work)
