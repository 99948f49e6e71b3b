"""The organizers' canned reasons: the list, one of them, the question for its words, the preview of a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from forum.reasons import ABOUT_LENGTH, FIELDS, NAME_LENGTH
from handlers.callbacks import (
    AddReason,
    AskReason,
    NewReasonStep,
    OpenOrganizer,
    OpenReason,
    OpenReasons,
    PlaceReason,
    SetReason,
)
from handlers.screen import PRIMARY, Button, Screen, button, buttons, in_rows
from locales import Markup, Translator
from storage.records import Reason

PAGE: Final = 10
WORDS: Final = {
    "name_kk": "reasons-name-kk",
    "name_ru": "reasons-name-ru",
    "about_kk": "reasons-about-kk",
    "about_ru": "reasons-about-ru",
}
CHANGE: Final = {
    "name_kk": "reasons-button-name-kk",
    "name_ru": "reasons-button-name-ru",
    "about_kk": "reasons-button-about-kk",
    "about_ru": "reasons-button-about-ru",
}
ASK: Final = {
    "name_kk": "reasons-ask-name-kk",
    "name_ru": "reasons-ask-name-ru",
    "about_kk": "reasons-ask-about-kk",
    "about_ru": "reasons-ask-about-ru",
}


def list_screen(reasons: Sequence[Reason], page: int, t: Translator, first: Markup | None = None) -> Screen:
    """A page of the reasons, from 1 (one too far is the last); ``first`` is said above it."""
    last = max(1, -(-len(reasons) // PAGE))
    page = min(max(1, page), last)
    numbered = list(enumerate(reasons, start=1))[(page - 1) * PAGE : page * PAGE]
    lines = [_line(position, reason, t) for position, reason in numbered]
    parts: list[str] = [*([first] if first else []), t.html("reasons-title"), "\n".join(lines), t.html("reasons-hint")]
    numbers = [button(str(position), OpenReason(code=reason.code)) for position, reason in numbered]
    before = [button("‹", OpenReasons(page=page - 1))] if page > 1 else []
    after = [button("›", OpenReasons(page=page + 1))] if page < last else []
    return Screen(
        "\n\n".join(parts),
        buttons(
            *in_rows(numbers, 5),
            [*before, *after],
            [button(t.plain("reasons-button-add"), NewReasonStep(action="new"))],
            [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))],
        ),
    )


def _line(position: int, reason: Reason, t: Translator) -> str:
    facts: list[str] = [
        t.html("reasons-line", position=position, name=reason.name(t.language)),
        t.html("reasons-public" if reason.is_public else "reasons-hidden"),
    ]
    if not reason.is_offered:
        facts.append(t.html("reasons-withdrawn"))
    return " · ".join(facts)


def reason_screen(reason: Reason, place: int, count: int, t: Translator, first: Markup | None = None) -> Screen:
    """One reason whole, the ``place``-th of ``count``, with everything that can be changed about it."""
    words = {field: getattr(reason, field) for field in FIELDS}
    parts: list[str] = [
        *([first] if first else []),
        t.html("reasons-one"),
        _written(words, t),
        t.html("reasons-is-public" if reason.is_public else "reasons-is-hidden"),
        t.html("reasons-is-offered" if reason.is_offered else "reasons-is-withdrawn"),
    ]
    changes = [button(t.plain(CHANGE[field]), AskReason(code=reason.code, field=field)) for field in FIELDS]
    return Screen(
        "\n\n".join(parts),
        buttons(
            *in_rows(changes),
            [_set(reason, "hidden" if reason.is_public else "public", t)],
            [_set(reason, "withdrawn" if reason.is_offered else "offered", t)],
            _moves(reason, place, count, t),
            [button(t.plain("button-back"), OpenReasons(page=-(-place // PAGE)))],
        ),
    )


SET: Final = {
    "public": "reasons-button-public",
    "hidden": "reasons-button-hidden",
    "offered": "reasons-button-offered",
    "withdrawn": "reasons-button-withdrawn",
}


def _set(reason: Reason, wanted: str, t: Translator) -> Button:
    return button(t.plain(SET[wanted]), SetReason(code=reason.code, wanted=wanted))


def _moves(reason: Reason, place: int, count: int, t: Translator) -> list[Button]:
    up = button(t.plain("reasons-button-up"), PlaceReason(code=reason.code, position=place - 1))
    down = button(t.plain("reasons-button-down"), PlaceReason(code=reason.code, position=place + 1))
    return [*([up] if place > 1 else []), *([down] if place < count else [])]


def _written(words: Mapping[str, str], t: Translator) -> str:
    return "\n".join(t.html(WORDS[field], words=words[field]) for field in FIELDS if field in words)


def question_screen(field: str, t: Translator, *, code: str | None = None, now: str | None = None) -> Screen:
    """Asks for the words of a field; ``code`` and ``now``: of a reason that is there, None while one is made."""
    minimum, maximum = NAME_LENGTH if field.startswith("name") else ABOUT_LENGTH
    parts: list[str] = [t.html(ASK[field], minimum=minimum, maximum=maximum)]
    if now is not None:
        parts.append(t.html("reasons-now", words=now))
    if code is not None:
        row = [button(t.plain("button-cancel"), OpenReason(code=code))]
    else:
        number = FIELDS.index(field)
        # It names the step, so that the same press twice does not go back twice.
        back = [button(t.plain("button-back"), NewReasonStep(action=FIELDS[number - 1]))] if number else []
        row = [*back, button(t.plain("button-cancel"), NewReasonStep(action="cancel"))]
    return Screen("\n\n".join(parts), buttons(row))


def preview_screen(code: str, words: Mapping[str, str], t: Translator) -> Screen:
    """Everything that was written, before it is added as a public or as a hidden reason."""
    parts = [t.html("reasons-preview"), _written(words, t)]
    changes = [button(t.plain(CHANGE[field]), NewReasonStep(action=field)) for field in FIELDS]
    return Screen(
        "\n\n".join(parts),
        buttons(
            [button(t.plain("reasons-button-add-hidden"), AddReason(code=code, public=0), PRIMARY)],
            [button(t.plain("reasons-button-add-public"), AddReason(code=code, public=1))],
            *in_rows(changes),
            [button(t.plain("button-cancel"), NewReasonStep(action="cancel"))],
        ),
    )
