"""A new announcement: two texts, whom it is for, the preview, and the number of people before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from forum.announcements import A_SECOND, FIELDS, LENGTH, Announcement, Segment
from handlers.callbacks import AnnounceStep, ChooseSegment, StartAnnouncement
from handlers.screen import PRIMARY, Button, Screen, button, buttons
from handlers.views.announce import TAKES, minutes_line, notice_screen, segment_line
from handlers.views.choices import choice, region_rows, topic_rows
from locales import LANGUAGES, Markup, Translator, translator

ASK: Final = {"text_kk": "announce-ask-kk", "text_ru": "announce-ask-ru"}
LANGUAGE: Final = {"kk": "announce-button-language-kk", "ru": "announce-button-language-ru"}
AUDIENCE: Final = {"everybody": "announce-button-everybody", "authors": "announce-button-authors"}
SEEN: Final = {"kk": "announce-preview-kk", "ru": "announce-preview-ru"}
CHANGE: Final = {"text_kk": "announce-button-kk", "text_ru": "announce-button-ru"}


def _step(label: str, action: str, t: Translator, style: str | None = None) -> Button:
    return button(t.plain(label), AnnounceStep(action=action), style)


def _cancel(t: Translator) -> Button:
    return _step("button-cancel", "cancel", t)


def question_screen(field: str, t: Translator, now: str | None = None) -> Screen:
    """Asks for the text in one of the languages; ``now``: what it is so far."""
    minimum, maximum = LENGTH
    parts: list[str] = [t.html(ASK[field], minimum=minimum, maximum=maximum)]
    if now is not None:
        parts.append(t.html("announce-now", text=now))
    # It names the step, so that the same press twice does not go back twice.
    back = [_step("button-back", FIELDS[0], t)] if field == FIELDS[1] else []
    return Screen("\n\n".join(parts), buttons([*back, _cancel(t)]))


def whom_screen(segment: Segment, t: Translator) -> Screen:
    """Whom it is for so far, and what can narrow that."""
    return Screen(
        "\n\n".join([t.html("announce-whom"), segment_line(segment, t)]),
        buttons(
            [_step("announce-button-audience", "audience", t)],
            [_step("announce-button-region", "region", t), _step("announce-button-language", "language", t)],
            [_step("announce-button-preview", "preview", t, PRIMARY)],
            [_step("button-back", FIELDS[1], t), _cancel(t)],
        ),
    )


def part_screen(part: str, segment: Segment, t: Translator) -> Screen:
    """The choices of one part: audience, topic, region or language."""
    back = [_step("button-back", "audience" if part == "topic" else "whom", t)]
    match part:
        case "region":
            rows = region_rows(t, lambda code: ChooseSegment(field="region", value=code), segment.region)
            everywhere = _all("announce-button-all-regions", "region", t, chosen=segment.region is None)
            return Screen(t.html("announce-ask-region"), buttons([everywhere], *rows, back))
        case "language":
            one = [_language(code, segment, t) for code in LANGUAGES]
            both = _all("announce-button-all-languages", "language", t, chosen=segment.language is None)
            return Screen(t.html("announce-ask-language"), buttons([both], one, back))
        case "topic":
            rows = topic_rows(t, lambda slug: ChooseSegment(field="topic", value=slug), segment.topic)
            return Screen(t.html("announce-ask-topic"), buttons(*rows, back))
    choices = [[_audience(name, segment, t)] for name in AUDIENCE]
    supporters = [_step("announce-button-supporters", "topic", t)]
    return Screen(t.html("announce-ask-audience"), buttons(*choices, supporters, back))


def _all(label: str, field: str, t: Translator, *, chosen: bool) -> Button:
    return choice(t, t.plain(label), ChooseSegment(field=field), chosen=chosen)


def _language(code: str, segment: Segment, t: Translator) -> Button:
    label = t.plain(LANGUAGE[code])
    return choice(t, label, ChooseSegment(field="language", value=code), chosen=segment.language == code)


def _audience(name: str, segment: Segment, t: Translator) -> Button:
    label = t.plain(AUDIENCE[name])
    return choice(t, label, ChooseSegment(field="audience", value=name), chosen=segment.audience == name)


def preview_screen(texts: Mapping[str, str], segment: Segment, t: Translator, first: Markup | None = None) -> Screen:
    """Both texts exactly as people will see them, and whom it is for; ``first`` is said above."""
    seen = [
        f"{t.html(SEEN[code])}\n"
        f"<blockquote>{notice_screen(texts[f'text_{code}'], translator(code, t.zone)).text}</blockquote>"
        for code in LANGUAGES
    ]
    parts: list[str] = [*([first] if first else []), t.html("announce-preview"), *seen, segment_line(segment, t)]
    return Screen(
        "\n\n".join(parts),
        buttons(
            [_step("announce-button-count", "count", t, PRIMARY)],
            [_step("announce-button-test", "test", t)],
            [_step(CHANGE[field], field, t) for field in FIELDS],
            [_step("announce-button-whom", "whom", t), _cancel(t)],
        ),
    )


def confirm_screen(draft: Announcement, t: Translator, first: Markup | None = None) -> Screen:
    """The number of people before anything is sent; ``first`` is said above."""
    count = draft.people_count
    parts: list[str] = [
        *([first] if first else []),
        t.html("announce-confirm", count=count),
        segment_line(draft.segment, t),
        minutes_line(TAKES, -(-count // A_SECOND), t),
        t.html("announce-confirm-note"),
    ]
    send = button(t.plain("announce-button-send", count=count), StartAnnouncement(announcement=draft.id), PRIMARY)
    return Screen("\n\n".join(parts), buttons([send], [_step("button-back", "preview", t), _cancel(t)]))
