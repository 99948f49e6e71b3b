"""The resident's weekly digest of the own region."""

from __future__ import annotations

from forum.resident_digests import Week
from handlers.callbacks import OpenCard
from handlers.screen import Screen, button, buttons, in_rows
from handlers.views.proposal import state_name
from handlers.views.queue import LINE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator
from storage.records import Proposal


def week_screen(week: Week, t: Translator) -> Screen:
    """What was published, what gained most, what rises, what became known; each opens as a new message."""
    region = t.region(week.region, "title")
    since, until = t.day_month(week.since), t.day_month(week.until)
    parts: list[str] = [t.html("week-title", region=region, since=since, until=until)]
    if week.published:
        parts.append(t.html("week-published", count=week.published))
    if week.top:
        lines = [t.html("week-top-line", gained=gained, **_facts(one)) for one, gained in week.top]
        parts.append("\n".join([t.html("week-top"), *lines]))
    if week.rising:
        lines = [t.html("week-line", **_facts(one)) for one in week.rising]
        parts.append("\n".join([t.html("week-rising"), *lines]))
    if week.outcomes:
        lines = [t.html("week-outcome-line", state=state_name(t, one.state), **_facts(one)) for one in week.outcomes]
        parts.append("\n".join([t.html("week-outcomes"), *lines]))
    named = {one.id: one for one in (*(one for one, _ in week.top), *week.rising, *week.outcomes)}
    cards = [
        button(t.plain("week-button-open", number=number_of(one)), OpenCard(proposal=one.id, origin="notice"))
        for one in named.values()
    ]
    return Screen("\n\n".join(parts), buttons(*in_rows(cards, 3)))


def _facts(proposal: Proposal) -> dict[str, str]:
    return {"number": number_of(proposal), "title": shortened(proposal.title or "", LINE_UNITS)}
