"""One candidate of the shortlist: why it is offered or how it was confirmed, its section, its removal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from forum.candidates import PAGE, Figures
from handlers.callbacks import (
    ChooseOther,
    ChooseSectionFor,
    ConfirmCandidate,
    DropSelected,
    MoveSelected,
    OpenCandidate,
    OpenCard,
    OpenRanking,
    OpenShortlist,
    OpenShortlistSection,
)
from handlers.callbacks.shortlist import LIST, OTHER
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.proposal import about_line, state_name
from handlers.views.queue import number_of
from handlers.views.shorten import shortened
from handlers.views.shortlist_reasons import reasons, selection_lines
from handlers.views.trails import from_candidate
from locales import Markup, Translator
from storage.records import Proposal
from storage.sections import Section

TITLE_UNITS, SECTION_UNITS = 240, 160


def candidate_screen(found: Figures, code: str, t: Translator, first: Markup | None = None) -> Screen:
    """One proposal: why it is offered or how it was confirmed, and what can be done; ``first`` is said above it."""
    proposal, selected = found.proposal, found.selected
    title = shortened(proposal.title or "…", TITLE_UNITS)
    head = t.html("browse-card-title", number=number_of(proposal), title=title)
    parts: list[str] = [*([first] if first else []), f"{head}\n{about_line(t, proposal)}"]
    if selected is not None:
        parts.append("\n".join(selection_lines(selected, found.section, t)))
    elif proposal.state != "published":
        parts.append(t.html("shortlist-not-published", state=state_name(t, proposal.state)))
    else:
        parts += ["\n".join(reasons(found, t)), _section_line(found, t)]
    card = OpenCard(proposal=proposal.id, origin=from_candidate(code, proposal.id))
    return Screen(
        "\n\n".join(parts),
        buttons(
            *_doing(found, code, t),
            *_next(found, code, t),
            [button(t.plain("shortlist-button-card"), card), _back(found, code, t)],
        ),
    )


def _section_line(found: Figures, t: Translator) -> str:
    if found.suggested is not None:
        name = shortened(found.suggested.name(t.language), SECTION_UNITS)
        return t.html("shortlist-section-suggested", section=name)
    return t.html("shortlist-section-open" if found.sections else "shortlist-sections-none")


def _doing(found: Figures, code: str, t: Translator) -> list[list[Button]]:
    """Confirm, or change what was confirmed."""
    ids: dict[str, Any] = {"of": code, "proposal": found.proposal.id}
    rows: list[list[Button]] = []
    if found.selected is not None:
        if found.sections:
            rows.append([button(t.plain("shortlist-button-move"), ChooseSectionFor(**ids))])
        if found.proposal.state == "shortlisted":
            rows.append([button(t.plain("shortlist-button-drop"), DropSelected(**ids), DANGER)])
    elif found.proposal.state == "published" and found.candidate is not None:
        section = found.suggested.id if found.suggested else 0
        rows.append([button(t.plain("shortlist-button-confirm"), ConfirmCandidate(section=section, **ids), PRIMARY)])
        if found.sections:
            rows.append([button(t.plain("shortlist-button-confirm-in"), ChooseSectionFor(**ids))])
    return rows


def _next(found: Figures, code: str, t: Translator) -> list[list[Button]]:
    """Whoever is not confirmed is simply passed over: nothing has to be written down for it."""
    following = found.following
    if following is None:
        return []
    key = "shortlist-button-next" if found.selected is not None else "shortlist-button-skip"
    return [[button(t.plain(key), OpenCandidate(of=code, proposal=following.tally.id))]]


def _back(found: Figures, code: str, t: Translator) -> Button:
    if code == LIST:
        section = found.section.id if found.section else 0
        wanted = OpenShortlistSection(section=section) if found.selected is not None else OpenShortlist()
        return button(t.plain("shortlist-button-list"), wanted)
    return button(t.plain("button-back"), OpenRanking(of=code, page=_page_in(found)))


def _page_in(found: Figures) -> int:
    ids = [one.tally.id for one in found.ranking.offered] if found.ranking else []
    return ids.index(found.proposal.id) // PAGE + 1 if found.proposal.id in ids else 1


def sections_screen(
    proposal: Proposal, sections: Sequence[Section], code: str, *, is_on_list: bool, t: Translator
) -> Screen:
    """Which section: it is confirmed with it, or (``is_on_list``) put into it."""
    lines = [
        t.html("shortlist-section-line", position=position, section=shortened(one.name(t.language), SECTION_UNITS))
        for position, one in enumerate(sections, start=1)
    ]
    ask = t.html(
        "shortlist-section-ask", number=number_of(proposal), title=shortened(proposal.title or "", TITLE_UNITS)
    )

    def choice(label: str, section: int) -> Button:
        ids: dict[str, Any] = {"of": code, "proposal": proposal.id, "section": section}
        return button(label, MoveSelected(**ids) if is_on_list else ConfirmCandidate(**ids))

    numbers = [choice(str(position), one.id) for position, one in enumerate(sections, start=1)]
    back = ChooseOther(step="preview") if code == OTHER else OpenCandidate(of=code, proposal=proposal.id)
    return Screen(
        "\n\n".join([ask, "\n".join(lines)]),
        buttons(
            *in_rows(numbers, 5),
            [choice(t.plain("shortlist-button-no-section"), 0), button(t.plain("button-back"), back)],
        ),
    )


def done_words(key: str, t: Translator, *, is_told: bool) -> Markup:
    """What was done (by its sentence), and whether the author hears of it."""
    return Markup(f"{t.html(key)} {_author_words(t, is_told=is_told)}")


def _author_words(t: Translator, *, is_told: bool) -> str:
    return t.html("shortlist-author-told" if is_told else "shortlist-author-untold")


def drop_screen(proposal: Proposal, code: str, t: Translator, *, is_told: bool) -> Screen:
    """Asks once more before a proposal is taken off the shortlist; ``is_told``: its author would hear of it."""
    title = shortened(proposal.title or "", TITLE_UNITS)
    ids: dict[str, Any] = {"of": code, "proposal": proposal.id}
    ask = t.html("shortlist-drop-ask", number=number_of(proposal), title=title)
    return Screen(
        f"{ask}\n{_author_words(t, is_told=is_told)}",
        buttons(
            [button(t.plain("shortlist-button-drop-sure"), DropSelected(sure=1, **ids), DANGER)],
            [button(t.plain("button-cancel"), OpenCandidate(**ids))],
        ),
    )
