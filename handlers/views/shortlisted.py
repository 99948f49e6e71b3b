"""The shortlist read again by sections, and the form for somebody chosen without a ranking."""

from __future__ import annotations

from typing import Final

from forum.candidates import Figures
from forum.shortlist import REMARK_LENGTH
from forum.shortlisted import SectionPage, Shortlist
from handlers.callbacks import (
    ChooseOther,
    ChooseSectionFor,
    ConfirmCandidate,
    OpenCandidate,
    OpenCard,
    OpenRankings,
    OpenShortlist,
    OpenShortlistSection,
)
from handlers.callbacks.shortlist import LIST, OTHER
from handlers.screen import PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.proposal import about_line
from handlers.views.queue import number_of
from handlers.views.shorten import shortened
from handlers.views.shortlist_reasons import confirmed_lines, reasons
from locales import Translator, escape
from storage.records import Proposal
from storage.selections import Selected

TITLE_UNITS, LINE_UNITS, SECTION_UNITS, REMARK_UNITS = 240, 100, 110, 200
EXAMPLE: Final = "214"


def whole_screen(shortlist: Shortlist, t: Translator) -> Screen:
    """How much stands in each section."""
    lines = [
        t.html(
            "shortlist-whole-line",
            position=position,
            section=shortened(one.name(t.language), SECTION_UNITS),
            count=one.selected,
        )
        for position, one in enumerate(shortlist.sections, start=1)
    ]
    lines.append(t.html("shortlist-whole-without", count=shortlist.without))
    head = t.html("shortlist-title", name=shortlist.campaign.name(t.language), count=shortlist.total)
    numbers = [
        button(str(position), OpenShortlistSection(section=one.id))
        for position, one in enumerate(shortlist.sections, start=1)
        if one.selected
    ]
    without = [button(t.plain("shortlist-button-without"), OpenShortlistSection())] if shortlist.without else []
    said = t.html("shortlist-whole-hint" if shortlist.total else "shortlist-whole-empty")
    return Screen(
        "\n\n".join([head, "\n".join(lines), said]),
        buttons(*in_rows(numbers, 5), without, [button(t.plain("button-back"), OpenRankings())]),
    )


def section_screen(page: SectionPage, t: Translator) -> Screen:
    """Five of a section, each with who confirmed it and why."""
    name = t.plain("shortlist-without") if page.section is None else page.section.name(t.language)
    head = t.html("shortlist-in-section", section=shortened(name, SECTION_UNITS), count=page.total)
    parts: list[str] = [head, *(_item(one, t) for one in page.items)]
    if not page.items:
        parts.append(t.html("shortlist-section-empty"))
    choices = [
        button(
            t.plain("joining-button-one", number=number_of(one.proposal)),
            OpenCandidate(of=LIST, proposal=one.proposal.id),
        )
        for one in page.items
    ]
    back = button(t.plain("button-back"), OpenShortlist())
    return Screen("\n\n".join(parts), buttons(*in_rows(choices), _turning(page, t), [back]))


def _item(one: Selected, t: Translator) -> str:
    proposal = one.proposal
    title = shortened(proposal.title or "", LINE_UNITS)
    head = t.html("browse-card-title", number=number_of(proposal), title=title)
    return "\n".join([head, about_line(t, proposal), *confirmed_lines(one, t, REMARK_UNITS)])


def _turning(page: SectionPage, t: Translator) -> list[Button]:
    if not page.items:
        return []
    section = page.section.id if page.section else 0
    edges = page.items[0].selection.id, page.items[-1].selection.id
    before = OpenShortlistSection(section=section, after=edges[0], back=1)
    after = OpenShortlistSection(section=section, after=edges[1])
    return [
        *([button(t.plain("button-previous"), before)] if page.has_previous else []),
        *([button(t.plain("button-next"), after)] if page.has_next else []),
    ]


def told_screen(proposal: Proposal, t: Translator, *, is_listed: bool) -> Screen:
    """For the author: the proposal is on the shortlist, or (``is_listed`` False) on it no more."""
    title = shortened(proposal.title or "", TITLE_UNITS)
    key = "shortlist-told" if is_listed else "shortlist-told-dropped"
    open_ = button(t.plain("button-open"), OpenCard(proposal=proposal.id, origin="notice"))
    return Screen(t.html(key, number=number_of(proposal), title=title), buttons([open_]))


def number_screen(t: Translator) -> Screen:
    """Which proposal is chosen without a ranking."""
    return Screen(t.html("shortlist-other-number", example=EXAMPLE), buttons([_cancel(t)]))


def remark_screen(proposal: Proposal, t: Translator, now: str | None = None) -> Screen:
    """Why it is chosen; ``now``: what was written so far."""
    title = shortened(proposal.title or "", TITLE_UNITS)
    minimum, maximum = REMARK_LENGTH
    ask = t.html("shortlist-other-remark", number=number_of(proposal), title=title, minimum=minimum, maximum=maximum)
    parts: list[str] = [ask, *([t.html("shortlist-other-now", remark=now)] if now else [])]
    back = button(t.plain("button-back"), ChooseOther(step="number"))
    return Screen("\n\n".join(parts), buttons([back, _cancel(t)]))


def other_screen(found: Figures, remark: str, t: Translator) -> Screen:
    """The one chosen without a ranking, its figures and the reason, before it is confirmed."""
    proposal = found.proposal
    head = t.html("browse-card-title", number=number_of(proposal), title=shortened(proposal.title or "", TITLE_UNITS))
    parts: list[str] = [
        t.html("shortlist-other-preview"),
        f"{head}\n{about_line(t, proposal)}",
        "\n".join(reasons(found, t)),
        f"{t.html('shortlist-basis-organizer')}\n<blockquote>{escape(remark)}</blockquote>",
    ]
    section = found.suggested
    if section is not None:
        name = shortened(section.name(t.language), SECTION_UNITS)
        parts.append(t.html("shortlist-section-suggested", section=name))
    confirm = ConfirmCandidate(of=OTHER, proposal=proposal.id, section=section.id if section else 0)
    choose = ChooseSectionFor(of=OTHER, proposal=proposal.id)
    return Screen(
        "\n\n".join(parts),
        buttons(
            [button(t.plain("shortlist-button-confirm"), confirm, PRIMARY)],
            [button(t.plain("shortlist-button-confirm-in"), choose)] if found.sections else [],
            [button(t.plain("shortlist-button-remark"), ChooseOther(step="remark")), _cancel(t)],
        ),
    )


def _cancel(t: Translator) -> Button:
    return button(t.plain("button-cancel"), ChooseOther(step="cancel"))
