"""Organizers' view of what stands where after the vote: how many, the list of a state, what it is narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from forum.due_answers import DueClock
from forum.outcome_lists import OutcomePage, Overview, Section
from forum.recommending import Batch
from handlers.callbacks import (
    NarrowOutcomes,
    OpenOrganizer,
    OpenOutcome,
    OpenOutcomes,
    RecommendAll,
    UndoRecommended,
)
from handlers.screen import PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.choices import Rows
from handlers.views.outcome import state_key
from handlers.views.queue import LINE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import NATIONAL, REGION_CODES, Markup, Translator
from storage.database import to_ms
from storage.lists import OUTCOME_STATES
from storage.outcome_lists import Standing

LABEL_UNITS: Final = 32
SECTION_UNITS: Final = 120


def overview_screen(overview: Overview, t: Translator) -> Screen:
    """A line and a button for each state."""
    counts = overview.counts
    parts: list[str] = [t.html("outcomes-title", name=overview.campaign.name(t.language))]
    if any(counts.values()):
        lines = [t.html("outcomes-line", state=t.plain(state_key(one)), count=counts.get(one, 0)) for one in _STATES]
        parts.append("\n".join(lines))
        if overview.soon or overview.overdue:
            parts.append(t.html("outcomes-due", soon=overview.soon, overdue=overview.overdue))
        parts.append(t.html("outcomes-hint"))
    else:
        parts.append(t.html("outcomes-none"))
    states = [
        button(t.plain("outcomes-button-state", state=t.plain(_short(one)), count=counts[one]), OpenOutcomes(state=one))
        for one in _STATES
        if counts.get(one)
    ]
    return Screen("\n\n".join(parts), buttons(*in_rows(states), [_campaign_button(t)]))


_STATES: Final = OUTCOME_STATES


def _short(state: str) -> str:
    return "outcomes-short-" + state.replace("_", "-")


def _campaign_button(t: Translator) -> Button:
    return button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))


def list_screen(page: OutcomePage, t: Translator, first: Markup | None = None, batch: Batch | None = None) -> Screen:
    """A page of a state, what is due first first; ``first`` is said above it.

    ``batch``: what was recommended at once and can be taken back whole.
    """
    query = page.query
    parts: list[str] = [*([first] if first else [])]
    title = t.html("outcomes-list-title", state=t.plain(state_key(query.state)), total=page.total)
    parts.append(f"{title}\n{t.html('outcomes-narrowed', by=_by(page, t))}" if query.by else title)
    parts.append("\n".join(standing_line(*item, t) for item in page.items) if page.items else t.html("outcomes-empty"))
    if batch is not None:
        parts.append(t.html("outcomes-undo-all", count=batch.count, until=batch.until))
    numbers = [button(number_of(one.proposal), OpenOutcome(proposal=one.proposal.id)) for one, _ in page.items]
    return Screen(
        "\n\n".join(parts),
        buttons(
            *in_rows(numbers, 4),
            _turning(page),
            _recommending(page, t),
            _undoing(batch, t),
            [
                button(t.plain("outcomes-button-narrow"), NarrowOutcomes(state=query.state)),
                button(t.plain("outcomes-button-overview"), OpenOutcomes()),
            ],
        ),
    )


def _by(page: OutcomePage, t: Translator) -> str:
    if page.section is not None:
        return shortened(page.section.name(t.language), SECTION_UNITS)
    return t.region(page.query.by, "title") if page.query.by in (*REGION_CODES, NATIONAL) else page.query.by


def standing_line(one: Standing, clock: DueClock | None, t: Translator) -> str:
    """Number and title, and by when an answer is due."""
    facts = {"number": number_of(one.proposal), "title": shortened(one.proposal.title or "", LINE_UNITS)}
    line = t.html("outcomes-item", **facts)
    if clock is None:
        return line
    date = t.short_date(clock.due_on)
    if clock.is_overdue and clock.late:
        return f"{line}\n{t.html('outcomes-item-over', date=date, late=clock.late)}"
    return f"{line}\n{t.html('outcomes-item-over-now' if clock.is_overdue else 'outcomes-item-due', date=date)}"


def _turning(page: OutcomePage) -> list[Button]:
    query, row = page.query, []
    if page.has_previous and page.items:
        day, last = page.items[0][0].cursor
        row.append(button("‹", OpenOutcomes(state=query.state, by=query.by, day=day, last=last, back=1)))
    if page.has_next and page.items:
        day, last = page.items[-1][0].cursor
        row.append(button("›", OpenOutcomes(state=query.state, by=query.by, day=day, last=last)))
    return row


def _recommending(page: OutcomePage, t: Translator) -> list[Button]:
    """All of a section at once; not of a region, whose proposals stand in several sections."""
    query = page.query
    if query.state != "shortlisted" or not page.total or (query.by and page.section is None):
        return []
    section = page.section.id if page.section is not None else 0
    return [button(t.plain("outcomes-button-recommend-all"), RecommendAll(section=section))]


def _undoing(batch: Batch | None, t: Translator) -> list[Button]:
    if batch is None:
        return []
    undo = UndoRecommended(by=batch.by, at=to_ms(batch.at))
    return [button(t.plain("outcomes-button-undo-all", count=batch.count), undo)]


def narrow_screen(state: str, sections: Sequence[Section], t: Translator) -> Screen:
    """The sections of the forum and the places, to narrow the list of a state to."""
    rows: Rows = [
        [button(shortened(one.name(t.language), LABEL_UNITS), OpenOutcomes(state=state, by=f"s{one.id}"))]
        for one in sections
    ]
    places = [
        button(t.region(place, "short"), OpenOutcomes(state=state, by=place)) for place in (NATIONAL, *REGION_CODES)
    ]
    everything = button(t.plain("outcomes-button-all"), OpenOutcomes(state=state), PRIMARY)
    return Screen(t.html("outcomes-choose"), buttons([everything], *rows, *in_rows(places)))


def recommend_screen(section: Section | None, count: int, upto: int, t: Translator) -> Screen:
    """Asks once more before a whole section is recommended."""
    name = t.plain("outcomes-all-sections") if section is None else section.name(t.language)
    by = "" if section is None else f"s{section.id}"
    sure = RecommendAll(section=0 if section is None else section.id, upto=upto)
    return Screen(
        t.html("outcomes-recommend-ask", section=shortened(name, SECTION_UNITS), count=count),
        buttons(
            [button(t.plain("outcomes-button-recommend-sure", count=count), sure, PRIMARY)],
            [button(t.plain("button-back"), OpenOutcomes(state="shortlisted", by=by))],
        ),
    )
