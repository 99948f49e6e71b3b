"""What was found in a text before it is sent, each place quoted and underlined; the author decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from forum.checks import Finding
from handlers.callbacks import FormStep, SendAnyway
from handlers.screen import PRIMARY, Button, Screen, button, buttons
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Proposal

SHOWN_MOST: Final = 6
AROUND, QUOTED_UNITS = 25, 120
KINDS: Final = {
    "iin": "check-iin",
    "card": "check-card",
    "account": "check-account",
    "email": "check-email",
    "link": "check-link",
    "phone": "check-phone",
    "username": "check-username",
    "obscene": "check-obscene",
}
CHANGES: Final = {"title": "check-change-title", "text": "check-change-text"}


class FieldFinding(NamedTuple):
    """Where it stands: ``field`` is title or text."""

    field: str
    finding: Finding


def warnings_screen(proposal: Proposal, found: Sequence[FieldFinding], seen: str, t: Translator) -> Screen:
    """The findings (at least one); ``seen`` is the code of the text as it is shown here."""
    texts = {"title": proposal.title or "", "text": proposal.text or ""}
    lines = [t.html("check-intro"), ""]
    lines += [_line(texts[field], field, finding, t) for field, finding in found[:SHOWN_MOST]]
    if len(found) > SHOWN_MOST:
        lines.append(t.html("check-more", count=len(found) - SHOWN_MOST))
    lines += ["", t.html("check-outro")]
    fields = [field for field in CHANGES if any(one.field == field for one in found)]
    send = SendAnyway(proposal=proposal.id, round=proposal.round, seen=seen)
    return Screen(
        "\n".join(lines),
        buttons(
            [_change(field, proposal, t) for field in fields],
            [button(t.plain("check-send"), send)],
            [button(t.plain("button-back"), FormStep(action="preview", proposal=proposal.id))],
        ),
    )


def _change(field: str, proposal: Proposal, t: Translator) -> Button:
    return button(t.plain(CHANGES[field]), FormStep(action=field, proposal=proposal.id), PRIMARY)


def _line(text: str, field: str, finding: Finding, t: Translator) -> str:
    kind = t.plain(KINDS[finding.kind])
    label = t.html("check-in-title", kind=kind) if field == "title" else t.html("check-in-text", kind=kind)
    return f"{label} {quoted(text, finding)}"


def quoted(text: str, finding: Finding) -> str:
    """The place (HTML) underlined between a few words around it, on one line."""
    before, after = text[: finding.start], text[finding.end :]
    if len(before) > AROUND:
        # From a whole word on, if one begins there.
        before = "…" + (before[-AROUND:].partition(" ")[2] or before[-AROUND:])
    if len(after) > AROUND:
        after = (after[:AROUND].rpartition(" ")[0] or after[:AROUND]) + "…"
    place = escape(shortened(_one_line(text[finding.start : finding.end]), QUOTED_UNITS))
    return f"«{escape(_one_line(before))}<u>{place}</u>{escape(_one_line(after))}»"


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
