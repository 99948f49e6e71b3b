"""The sections of the forum, one of them, the question for a name, and what is shown before one is added or removed."""

from __future__ import annotations

from collections.abc import Sequence

from forum.sections import LENGTH
from handlers.callbacks import AddSection, AskSection, OpenOrganizer, OpenSection, PlaceSection, RemoveSection
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons
from handlers.views.shorten import shortened
from locales import Markup, Translator
from storage.records import Campaign
from storage.sections import Section

LABEL_UNITS = 40


def sections_screen(
    campaign: Campaign, sections: Sequence[Section], t: Translator, first: Markup | None = None
) -> Screen:
    """All of them in their order; ``first`` is said above it."""
    lines: list[str] = [first, ""] if first else []
    lines.append(t.html("section-title", name=campaign.name(t.language)))
    if not sections:
        lines += ["", t.html("section-none")]
    for place, one in enumerate(sections, start=1):
        lines += ["", t.html("section-line", place=str(place), name=one.name(t.language), count=one.selected)]
    rows = [
        [button(shortened(f"{place}. {one.name(t.language)}", LABEL_UNITS), OpenSection(section=one.id))]
        for place, one in enumerate(sections, start=1)
    ]
    add = [button(t.plain("section-button-add"), AskSection(), PRIMARY)]
    back = [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))]
    return Screen("\n".join(lines), buttons(*rows, add, back))


def section_screen(section: Section, sections: Sequence[Section], t: Translator) -> Screen:
    """One section: its names, its place, how much stands in it."""
    place = next((number for number, one in enumerate(sections, start=1) if one.id == section.id), 1)
    text = "\n".join(
        [
            t.html("section-name-kk", name=section.name_kk),
            t.html("section-name-ru", name=section.name_ru),
            t.html("section-place", place=place, total=len(sections)),
            t.html("section-count", count=section.selected),
        ]
    )
    moves: list[Button] = []
    if place > 1:
        moves.append(button(t.plain("section-button-up"), PlaceSection(section=section.id, position=place - 1)))
    if place < len(sections):
        moves.append(button(t.plain("section-button-down"), PlaceSection(section=section.id, position=place + 1)))
    return Screen(
        text,
        buttons(
            [
                button(t.plain("section-button-kk"), AskSection(section=section.id, language="kk")),
                button(t.plain("section-button-ru"), AskSection(section=section.id, language="ru")),
            ],
            moves,
            [button(t.plain("section-button-remove"), RemoveSection(section=section.id), DANGER)],
            [button(t.plain("button-back"), OpenOrganizer(page="sections"))],
        ),
    )


def ask_screen(section_id: int, language: str, t: Translator) -> Screen:
    """The name in one language, of a new section (0) or of one there is."""
    cancel = OpenSection(section=section_id) if section_id else OpenOrganizer(page="sections")
    row = [button(t.plain("button-cancel"), cancel)]
    if not section_id and language == "ru":
        row.insert(0, button(t.plain("button-back"), AskSection(language="kk")))
    return Screen(t.html(f"section-ask-{language}", minimum=LENGTH[0], maximum=LENGTH[1]), buttons(row))


def confirm_screen(campaign_id: int, kk: str, ru: str, t: Translator) -> Screen:
    """Both names before the section is added."""
    lines = [t.html("section-confirm"), "", t.html("section-name-kk", name=kk), t.html("section-name-ru", name=ru)]
    return Screen(
        "\n".join(lines),
        buttons(
            [button(t.plain("section-button-save"), AddSection(campaign=campaign_id), PRIMARY)],
            [
                button(t.plain("section-button-kk"), AskSection(language="kk")),
                button(t.plain("section-button-ru"), AskSection(language="ru")),
            ],
            [button(t.plain("button-cancel"), OpenOrganizer(page="sections"))],
        ),
    )


def remove_screen(section: Section, t: Translator) -> Screen:
    """Asks once more."""
    return Screen(
        t.html("section-remove-ask", name=section.name(t.language)),
        buttons(
            [button(t.plain("section-button-remove-sure"), RemoveSection(section=section.id, sure=1), DANGER)],
            [button(t.plain("button-cancel"), OpenSection(section=section.id))],
        ),
    )
