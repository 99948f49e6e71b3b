"""Reading the shortlist: by sections of the forum, with who confirmed what and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from forum.candidates import latest
from forum.organizer_errors import SectionGone
from forum.policies import demand_organizer
from forum.wordings import in_language
from storage import sections, selections
from storage.database import Database, Transaction
from storage.records import Campaign, Person
from storage.sections import Section
from storage.selections import Selected

PAGE: Final = 5


@dataclass(frozen=True, slots=True)
class Shortlist:
    """A campaign's shortlist in numbers: what stands in each section (``Section.selected``), and in none."""

    campaign: Campaign
    sections: tuple[Section, ...]
    without: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.without + sum(one.selected for one in self.sections)


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A page of the shortlist in one section (``section`` None: in none); ``total`` stand there."""

    section: Section | None
    total: int
    items: tuple[Selected, ...]
    has_previous: bool
    has_next: bool


async def whole(db: Database, organizer: Person) -> Shortlist:
    """The shortlist of the open campaign, else of the last one. Raises NotAllowed, NoCampaign."""
    demand_organizer(organizer)
    return await db.read(_whole)


async def _whole(tx: Transaction) -> Shortlist:
    campaign = await latest(tx)
    there = await sections.list_of(tx, campaign.id)
    return Shortlist(campaign, there, await selections.count_without_section(tx, campaign.id))


async def section_page(
    db: Database, organizer: Person, section_id: int | None, after: int, language: str, *, backwards: bool = False
) -> SectionPage:
    """Five of a section (None: of none) beyond the selection ``after``, as they were confirmed; else the first five.

    Raises NotAllowed, NoCampaign, SectionGone.
    """
    demand_organizer(organizer)

    async def work(tx: Transaction) -> SectionPage:
        shortlist = await _whole(tx)
        section = next((one for one in shortlist.sections if one.id == section_id), None)
        if section is None and section_id is not None:
            raise SectionGone
        campaign_id = shortlist.campaign.id
        found = await selections.page(tx, campaign_id, section_id, after, PAGE + 1, backwards=backwards)
        goes_back = backwards and bool(found)
        is_first = after == 0 or not found
        if not found:
            found = await selections.page(tx, campaign_id, section_id, 0, PAGE + 1)
        items, is_more = found[-PAGE:] if goes_back else found[:PAGE], len(found) > PAGE
        titled = await in_language(tx, [one.proposal for one in items], language)
        return SectionPage(
            section,
            shortlist.without if section is None else section.selected,
            tuple(one._replace(proposal=proposal) for one, proposal in zip(items, titled, strict=True)),
            has_previous=is_more if goes_back else not is_first,
            has_next=goes_back or is_more,
        )

    return await db.read(work)
