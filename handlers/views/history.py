"""The history of a proposal, and taking one's own back."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.callbacks import OpenCard, Withdraw
from handlers.screen import DANGER, Screen, button, buttons
from handlers.views.proposal import state_name
from handlers.views.shorten import shortened
from locales import LANGUAGES, NATIONAL, REGION_CODES, TOPIC_SLUGS, Translator
from storage.records import HistoryEntry, Proposal

SHOWN = 10
REMARK_UNITS = 280
CHANGES: dict[tuple[str | None, str], str] = {
    ("draft", "pending"): "history-sent",
    ("returned", "pending"): "history-sent-again",
    ("published", "hidden"): "history-hidden",
    ("hidden", "published"): "history-kept",
    ("hidden", "rejected"): "history-not-kept",
    ("rejected", "appealed"): "history-appealed",
    ("appealed", "published"): "history-appeal-granted",
    ("appealed", "rejected"): "history-appeal-refused",
}


def history_screen(proposal: Proposal, entries: Sequence[HistoryEntry], t: Translator, origin: str) -> Screen:
    """The last acts with their reasons and nobody's name, the oldest of them first."""
    parts: list[str]
    if proposal.number is not None:
        parts = [t.html("mine-history-title", number=str(proposal.number))]
    else:
        parts = [t.html("mine-history-draft")]
    earlier = len(entries) - SHOWN
    if earlier > 0:
        parts.append(t.html("mine-history-earlier", count=earlier))
    parts += [_entry(entry, t) for entry in entries[-SHOWN:]]
    if not entries:
        parts.append(t.html("mine-history-empty"))
    back = button(t.plain("mine-back-to-proposal"), OpenCard(proposal=proposal.id, origin=origin))
    return Screen("\n\n".join(parts), buttons([back]))


def _entry(entry: HistoryEntry, t: Translator) -> str:
    said = t.html(
        "mine-history-entry",
        at=t.moment(entry.at),
        state=what_happened(entry, t),
        role=entry.actor_role,
    )
    lines: list[str] = [said]
    if entry.reason:
        lines.append(t.html("mine-reason", reason=entry.reason.name(t.language)))
    if entry.remark:
        lines.append(t.html("mine-remark", remark=shortened(entry.remark, REMARK_UNITS)))
    return "\n".join(lines)


def what_happened(entry: HistoryEntry, t: Translator) -> str:
    """The act in words: the new state, or more of it where the state alone does not tell."""
    details = entry.details
    match entry.act:
        case "undo" if "outcome" in details:
            return t.plain("outcomes-acts-undone", state=state_name(t, entry.to_state))
        case "undo":
            return t.plain("acts-undone", state=state_name(t, entry.to_state))
        case "correct" if details["field"] == "section":
            return t.plain("shortlist-history-section")
        case "correct":
            facts = {edge: _named(str(details["field"]), str(details[edge]), t) for edge in ("from", "to")}
            return t.plain("acts-corrected", field=str(details["field"]), **facts)
        case "translate":
            return t.plain("acts-translated", what=str(details["what"]), language=str(details["language"]))
    if "import" in details:
        return t.plain("import-history", state=entry.to_state)
    if entry.target_number is not None:
        return t.plain("acts-joined", number=str(entry.target_number))
    key = CHANGES.get((entry.from_state, entry.to_state))
    return state_name(t, entry.to_state) if key is None else t.plain(key)


def _named(field: str, code: str, t: Translator) -> str:
    """A corrected value in words; one that is on no list any more stays a code."""
    match field:
        case "topic" if code in TOPIC_SLUGS:
            return t.topic(code)
        case "place" if code in (*REGION_CODES, NATIONAL):
            return t.region(code, "title")
        case "language" if code in LANGUAGES:
            return t.plain("acts-language", language=code)
    return code


def withdraw_sure(proposal: Proposal, t: Translator) -> Screen:
    """The confirmation of what cannot be undone."""
    title = shortened(proposal.title or "", REMARK_UNITS)
    text = t.html("mine-withdraw-sure", number=str(proposal.number), title=title, state=proposal.state)
    return Screen(
        text,
        buttons(
            [button(t.plain("mine-withdraw-yes"), Withdraw(proposal=proposal.id, sure=1), DANGER)],
            [button(t.plain("mine-withdraw-no"), OpenCard(proposal=proposal.id, origin="mine"))],
        ),
    )
