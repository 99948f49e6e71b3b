"""Exports in the chat: what is to be written, how far it is, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from forum.export_orders import STATES, ExportOrder, query_of
from forum.exports import EVERYTHING, ExportQuery
from handlers.callbacks import CancelExport, ExportAs, OpenExport, OpenOrganizer, PickExport
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.choices import choice, region_rows, topic_rows
from handlers.views.proposal import state_name
from handlers.views.shorten import shortened
from locales import NATIONAL, Markup, Translator
from storage.exports import Exportable
from storage.records import Campaign

# In the order of the buttons, two a row.
FORMATS: Final = ("xlsx", "docx", "csv", "jsonl", "history-xlsx", "history-csv")
NAME_UNITS = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen so far; ``campaign`` 0 is the latest."""

    query: ExportQuery = EVERYTHING
    internal: bool = False
    campaign: int = 0

    def open(self) -> OpenExport:
        """The form that shows it."""
        return OpenExport.of(self.query, internal=self.internal, campaign=self.campaign)

    def pick(self, what: str) -> PickExport:
        """The choice of one part of it."""
        return PickExport.of(self.query, internal=self.internal, campaign=self.campaign, what=what)

    def order(self, format: str, request: str) -> ExportAs:
        """The order of it."""
        return ExportAs.of(self.query, internal=self.internal, campaign=self.campaign, format=format, request=request)


def form_screen(campaign: Campaign, chosen: Chosen, formats: Sequence[str], request: str, t: Translator) -> Screen:
    """What would be written; each button of a format orders it once."""
    query = chosen.query
    lines = [
        t.html("export-title"),
        t.html("export-campaign", name=campaign.name(t.language)),
        "",
        t.html("export-about-internal" if chosen.internal else "export-about-public"),
        "",
        t.html("export-place", place=t.region(query.place, "title") if query.place else t.plain("browse-all-places")),
        t.html("export-topic", topic=t.topic(query.topic) if query.topic else t.plain("browse-all-topics")),
        t.html("export-state", state=state_name(t, query.state) if query.state else t.plain("export-all-states")),
        "",
        t.html("export-formats"),
    ]
    return Screen("\n".join(lines), buttons(*_form_rows(chosen, formats, request, t)))


def _form_rows(chosen: Chosen, formats: Sequence[str], request: str, t: Translator) -> list[list[Button]]:
    orders = [
        button(t.plain(f"export-button-{one}"), chosen.order(one, request), PRIMARY if one == "xlsx" else None)
        for one in FORMATS
        if one in formats
    ]
    copies = [
        choice(t, t.plain(f"export-button-{key}"), replace(chosen, internal=internal).open(),
               chosen=chosen.internal == internal)
        for key, internal in (("public", False), ("internal", True))
    ]  # fmt: skip
    query = chosen.query
    filters = [
        choice(t, t.plain(f"export-pick-{what}"), chosen.pick(what), chosen=is_chosen)
        for what, is_chosen in (
            ("place", query.place is not None),
            ("topic", query.topic is not None),
            ("state", query.state is not None),
            ("campaign", chosen.campaign != 0),
        )
    ]
    return [*in_rows(orders), copies, *in_rows(filters), [_campaign_button(t)]]


def pick_screen(what: str, chosen: Chosen, campaigns: Sequence[Exportable], t: Translator) -> Screen:
    """Choose one part; everything else stays. ``campaigns``: for the choice of one, the latest first."""
    match what:
        case "place":
            rows = _place_rows(chosen, t)
        case "topic":
            rows = _topic_rows(chosen, t)
        case "state":
            rows = _state_rows(chosen, t)
        case _:
            rows = _campaign_rows(chosen, campaigns, t)
    back = button(t.plain("button-back"), chosen.open())
    return Screen(t.html(f"export-choose-{what}"), buttons(*rows, [back]))


def _place_rows(chosen: Chosen, t: Translator) -> list[list[Button]]:
    def to(place: str | None) -> OpenExport:
        return replace(chosen, query=replace(chosen.query, place=place)).open()

    place = chosen.query.place
    every = choice(t, t.plain("browse-all-places"), to(None), chosen=place is None)
    national = choice(t, t.region(NATIONAL, "short"), to(NATIONAL), chosen=place == NATIONAL)
    return [[every], [national], *region_rows(t, to, place)]


def _topic_rows(chosen: Chosen, t: Translator) -> list[list[Button]]:
    def to(topic: str | None) -> OpenExport:
        return replace(chosen, query=replace(chosen.query, topic=topic)).open()

    topic = chosen.query.topic
    every = choice(t, t.plain("browse-all-topics"), to(None), chosen=topic is None)
    return [[every], *topic_rows(t, to, topic)]


def _state_rows(chosen: Chosen, t: Translator) -> list[list[Button]]:
    def to(state: str | None) -> OpenExport:
        return replace(chosen, query=replace(chosen.query, state=state)).open()

    now = chosen.query.state
    every = choice(t, t.plain("export-all-states"), to(None), chosen=now is None)
    states = [choice(t, state_name(t, one), to(one), chosen=one == now) for one in STATES]
    return [[every], *([one] for one in states)]


def _campaign_rows(chosen: Chosen, campaigns: Sequence[Exportable], t: Translator) -> list[list[Button]]:
    rows = []
    for place, one in enumerate(campaigns):
        number = 0 if place == 0 else one.id
        label = shortened(one.name(t.language), NAME_UNITS)
        is_chosen = chosen.campaign in (number, one.id)
        rows.append([choice(t, label, replace(chosen, campaign=number).open(), chosen=is_chosen)])
    return rows


def kind_line(order: ExportOrder, t: Translator) -> Markup:
    """Which copy in which format, and what it is narrowed to."""
    copy = t.plain("export-button-internal" if order.is_internal else "export-button-public")
    told = [t.html("export-kind", copy=copy, format=t.plain(f"export-button-{order.format}"))]
    place, topic, state = (order.filters.get(name) for name in ("place", "topic", "state"))
    if place is not None:
        told.append(t.html("export-place", place=t.region(place, "title")))
    if topic is not None:
        told.append(t.html("export-topic", topic=t.topic(topic)))
    if state is not None:
        told.append(t.html("export-state", state=state_name(t, state)))
    return Markup("\n".join(told))


def waiting_screen(order: ExportOrder, t: Translator, progress: Markup | None = None) -> Screen:
    """It is being made; ``progress`` says how far it is."""
    text = "\n".join([t.html("export-preparing"), kind_line(order, t), "", progress or t.html("export-will-come")])
    stop = button(t.plain("export-button-stop"), CancelExport(order=order.id), DANGER)
    return Screen(text, buttons([stop], [_campaign_button(t)]))


def ended_screen(order: ExportOrder, request: str, t: Translator) -> Screen:
    """How it ended; the same may be ordered anew."""
    match order.state:
        case "done":
            said = t.html("export-done", rows=order.rows_done)
            if order.parts_sent > 1:
                said = t.html("export-done-parts", parts=order.parts_sent, rows=order.rows_done)
        case "cancelled":
            said = t.html("export-cancelled")
            if order.parts_sent:
                said = t.html("export-cancelled-parts", parts=order.parts_sent)
        case _:
            said = t.html("export-failed")
    query = replace(query_of(order), after=0)
    again = Chosen(query, order.is_internal, order.campaign_id).order(order.format, request)
    rows = buttons([button(t.plain("export-button-again"), again)], [_campaign_button(t)])
    return Screen(f"{said}\n{kind_line(order, t)}", rows)


def order_screen(order: ExportOrder, request: str, t: Translator) -> Screen:
    """An order as it is now."""
    return waiting_screen(order, t) if order.is_open else ended_screen(order, request, t)


def caption(name: str, order: ExportOrder, now: datetime, part: int, total: int, t: Translator) -> Markup:
    """Below part ``part`` of ``total`` of a file of the campaign ``name``."""
    key = "export-caption-internal" if order.is_internal else "export-caption"
    lines = [t.html(key, name=name, at=now)]
    if total > 1:
        lines.append(t.html("export-caption-part", part=part, total=total))
    return Markup("\n".join(lines))


def _campaign_button(t: Translator) -> Button:
    return button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))
