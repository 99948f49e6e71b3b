"""Statistics as tables, for those who chose them. The same figures as in the classic form."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InputRichBlockUnion

from forum.paces import Pace
from forum.statistics import DayFigures, Figures, Turnout
from handlers.views.digest_lines import span
from handlers.views.rich_blocks import LEFT, RIGHT, TITLE, heading, paragraph, table
from handlers.views.stats_names import name_of
from locales import NATIONAL, Translator
from storage.records import Campaign


def _begun(campaign: Campaign, page: str, t: Translator) -> list[InputRichBlockUnion]:
    return [heading(campaign.name(t.language), TITLE), heading(t.plain(f"stats-button-{page}"))]


def figures_blocks(campaign: Campaign, by: str, figures: Sequence[Figures], t: Translator) -> list[InputRichBlockUnion]:
    """A row a region or a topic."""
    head = [t.plain(f"stats-rich-{key}") for key in ("name", "submitted", "published", "support", "objections")]
    rows = [
        (
            name_of(by, one.code, t),
            *(t.number(count) for count in (one.submitted, one.published, one.support, one.objections)),
        )
        for one in figures
    ]
    return [*_begun(campaign, by, t), table(head, rows, (LEFT, *(RIGHT,) * 4))]


def days_blocks(campaign: Campaign, days: Sequence[DayFigures], t: Translator) -> list[InputRichBlockUnion]:
    """A row a day, the last first."""
    head = [t.plain(f"stats-rich-{key}") for key in ("day", "submitted", "votes")]
    rows = [(t.day_month(one.day), t.number(one.submitted), t.number(one.votes)) for one in reversed(days)]
    told = paragraph(t.plain("stats-day-taken-back"))
    return [*_begun(campaign, "day", t), table(head, rows, (LEFT, RIGHT, RIGHT)), told]


def pace_blocks(campaign: Campaign, country: Pace, regions: Sequence[Pace], t: Translator) -> list[InputRichBlockUnion]:
    """A row a region below that of the country."""
    head = [t.plain(f"stats-rich-{key}") for key in ("name", "decided", "median", "late", "waiting")]
    rows = [
        (
            name_of("place", one.region or NATIONAL, t),
            t.number(one.decided),
            "–" if one.median is None else span(one.median, t),
            t.number(one.late_percent),
            t.number(one.waiting),
        )
        for one in (country, *regions)
    ]
    return [*_begun(campaign, "pace", t), table(head, rows, (LEFT, *(RIGHT,) * 4))]


def turnout_blocks(
    campaign: Campaign, country: Turnout, regions: Sequence[Turnout], t: Translator
) -> list[InputRichBlockUnion]:
    """A row a region below that of the country."""
    head = [t.plain(f"stats-rich-{key}") for key in ("name", "residents", "voters", "share")]
    rows = [
        (name_of("place", one.region or NATIONAL, t), *map(t.number, (one.residents, one.voters, one.percent)))
        for one in (country, *regions)
    ]
    told = paragraph(t.plain("stats-turnout-about"))
    return [*_begun(campaign, "turnout", t), table(head, rows, (LEFT, *(RIGHT,) * 3)), told]
