"""Announcements as their readers see them, and as organizers do: the list, how far one is, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from forum.announcements import Announcement, Progress, Segment
from handlers.callbacks import (
    AnnounceStep,
    OpenAnnouncement,
    OpenAnnouncements,
    OpenOrganizer,
    SetAnnouncement,
)
from handlers.screen import DANGER, PRIMARY, Button, Keyboard, Screen, button, buttons, in_rows
from locales import Markup, Translator

PAGE: Final = 5
TITLES: Final = {
    "sending": "announce-sending",
    "paused": "announce-paused",
    "cancelled": "announce-cancelled",
    "done": "announce-done",
}
STATES: Final = {
    "sending": "announce-state-sending",
    "paused": "announce-state-paused",
    "cancelled": "announce-state-cancelled",
    "done": "announce-state-done",
}
AUDIENCES: Final = {"everybody": "announce-everybody", "authors": "announce-authors"}
LANGUAGE: Final = {"kk": "announce-language-kk", "ru": "announce-language-ru"}
TIME_LEFT: Final = ("announce-time-left", "announce-time-left-brief")
TAKES: Final = ("announce-takes", "announce-takes-brief")


def notice_screen(text: str, t: Translator) -> Screen:
    """What people read, in their language."""
    return Screen(t.html("announce-notice", text=text))


def segment_line(segment: Segment, t: Translator) -> Markup:
    """Whom it is for, in a line."""
    if segment.topic is not None:
        parts = [t.html("announce-supporters", topic=t.topic(segment.topic, "short"))]
    else:
        parts = [t.html(AUDIENCES[segment.audience])]
    if segment.region is not None:
        parts.append(t.html("announce-of-region", region=t.region(segment.region, "title")))
    if segment.language is not None:
        parts.append(t.html("announce-of-language", language=t.plain(LANGUAGE[segment.language])))
    return t.html("announce-to", whom=Markup(" · ".join(parts)))


def list_screen(
    shown: Sequence[Progress], page: int, t: Translator, *, is_last: bool, first: Markup | None = None
) -> Screen:
    """A page of those that were sent or begun; ``first`` is said above it."""
    numbered = list(enumerate(shown, start=(page - 1) * PAGE + 1))
    parts: list[str] = [*([first] if first else []), t.html("announce-title")]
    parts += [_line(position, one, t) for position, one in numbered] or [t.html("announce-none")]
    numbers = [button(str(position), OpenAnnouncement(announcement=one.announcement.id)) for position, one in numbered]
    before = [button("‹", OpenAnnouncements(page=page - 1))] if page > 1 else []
    after = [] if is_last else [button("›", OpenAnnouncements(page=page + 1))]
    return Screen(
        "\n\n".join(parts),
        buttons(
            *in_rows(numbers, PAGE),
            [*before, *after],
            [button(t.plain("announce-button-new"), AnnounceStep(action="new"), PRIMARY)],
            [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))],
        ),
    )


def _line(position: int, one: Progress, t: Translator) -> str:
    announcement = one.announcement
    head = t.html(
        "announce-line", position=position, at=_begun(announcement), state=t.plain(STATES[announcement.state])
    )
    figures = t.html("announce-figures", sent=one.fates.sent, total=one.total)
    return "\n".join([head, segment_line(announcement.segment, t), figures])


def _begun(announcement: Announcement) -> datetime:
    return announcement.started_at or announcement.created_at


def progress_screen(progress: Progress, t: Translator, *, night_ends: datetime | None = None) -> Screen:
    """How far it is, or what became of it, with what can be done about it."""
    announcement = progress.announcement
    return Screen(
        "\n".join([
            t.html(TITLES[announcement.state]),
            segment_line(announcement.segment, t),
            "",
            *_fates(progress, t),
            *_time_left(progress, t, night_ends),
        ]),
        _progress_buttons(announcement, t),
    )  # fmt: skip


def result_screen(progress: Progress, t: Translator) -> Screen:
    """The same as a message worth keeping: what is opened from it comes below."""
    row = [button(t.plain("announce-button-list"), OpenAnnouncements())]
    return Screen(progress_screen(progress, t).text, buttons(row))


def orphaned_screen(progress: Progress, t: Translator) -> Screen:
    """To the other organizers: one was paused because its organizer is none any more."""
    announcement = progress.announcement
    return Screen(
        "\n".join([
            t.html("announce-orphaned"),
            segment_line(announcement.segment, t),
            t.html("announce-figures", sent=progress.fates.sent, total=progress.total),
        ]),
        buttons([button(t.plain("announce-button-open"), OpenAnnouncement(announcement=announcement.id), PRIMARY)]),
    )  # fmt: skip


def _fates(progress: Progress, t: Translator) -> list[Markup]:
    fates = progress.fates
    lines = [
        t.html("announce-fate-total", count=progress.total),
        t.html("announce-fate-sent", count=fates.sent),
        t.html("announce-fate-gone", count=fates.gone),
    ]
    # What nobody looks for is said only where there is some of it.
    if fates.unwanted:
        lines.append(t.html("announce-fate-unwanted", count=fates.unwanted))
    if fates.unsure:
        lines.append(t.html("announce-fate-unsure", count=fates.unsure))
    if progress.missing:
        lines.append(t.html("announce-fate-missing", count=progress.missing))
    if progress.cancelled:
        lines.append(t.html("announce-fate-cancelled", count=progress.cancelled))
    if fates.failed:
        lines.append(t.html("announce-fate-failed", count=fates.failed))
    if progress.left:
        lines.append(t.html("announce-fate-left", count=progress.left))
    return lines


def _time_left(progress: Progress, t: Translator, night_ends: datetime | None) -> list[Markup]:
    if progress.announcement.state != "sending" or not progress.left:
        return []
    if night_ends is not None:
        return [t.html("announce-night", at=night_ends)]
    return [minutes_line(TIME_LEFT, progress.seconds_left, t)]


def minutes_line(keys: tuple[str, str], seconds: int, t: Translator) -> Markup:
    """How long it takes, in whole minutes; the second of the keys is for less than one."""
    return t.html(keys[0], minutes=-(-seconds // 60)) if seconds > 60 else t.html(keys[1])


def _progress_buttons(announcement: Announcement, t: Translator) -> Keyboard:
    def wanted(state: str, label: str, style: str | None = None) -> Button:
        return button(t.plain(label), SetAnnouncement(announcement=announcement.id, wanted=state), style)

    refresh = button(t.plain("announce-button-refresh"), OpenAnnouncement(announcement=announcement.id))
    cancel = wanted("cancel-ask", "announce-button-cancel")
    rows: list[list[Button]] = []
    if announcement.state == "sending":
        rows = [[wanted("paused", "announce-button-pause"), cancel], [refresh]]
    elif announcement.state == "paused":
        rows = [[wanted("sending", "announce-button-go", PRIMARY), cancel], [refresh]]
    return buttons(*rows, [button(t.plain("announce-button-list"), OpenAnnouncements())])


def cancel_screen(progress: Progress, t: Translator) -> Screen:
    """Asks once more before the rest is not sent."""
    id_ = progress.announcement.id
    sure = SetAnnouncement(announcement=id_, wanted="cancelled")
    return Screen(
        t.html("announce-cancel-ask", sent=progress.fates.sent, left=progress.left),
        buttons(
            [button(t.plain("announce-button-cancel-sure"), sure, DANGER)],
            [button(t.plain("button-back"), OpenAnnouncement(announcement=id_))],
        ),
    )
