"""The history of a proposal for the team: who, what, when and why, the newest first."""

from __future__ import annotations

from typing import Final

from forum.acts import History
from forum.policies import PUBLIC, WAITING, may_moderate
from handlers.callbacks import OpenHistory, OpenQueue, OpenWork, TakeItem
from handlers.screen import Button, Screen, button, buttons
from handlers.views.history import what_happened
from handlers.views.proposal import state_name
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.rich_history import rich_history
from handlers.views.shorten import shortened
from locales import Translator
from storage.acts import Act, SanctionAct
from storage.records import Person

# So many that the longest of them stay under 4,096 units.
PAGE: Final = 6
REMARK_UNITS, NAME_UNITS = 300, 64


def acts_screen(history: History, page: int, reader: Person, t: Translator, view: str = "") -> Screen:
    """One page, from 1; beyond the last it is the last. With the rich form for a reader who chose it.

    ``view``: what of the queue the moderator came from (handlers.callbacks.queueing), for the way back.
    """
    proposal, last = history.proposal, max(1, -(-len(history.acts) // PAGE))
    page = min(max(1, page), last)
    title = shortened(proposal.title or "", TITLE_UNITS)
    state = state_name(t, proposal.state)
    parts: list[str] = [t.html("acts-title", number=number_of(proposal), title=title, state=state)]
    if last > 1:
        parts.append(t.html("acts-page", page=page, pages=last))
    parts += [_act(act, t) for act in history.acts[(page - 1) * PAGE : page * PAGE]]
    turning: list[Button] = []
    if page > 1:
        turning.append(button(t.plain("acts-newer"), OpenHistory(proposal=proposal.id, page=page - 1, view=view)))
    if page < last:
        turning.append(button(t.plain("acts-older"), OpenHistory(proposal=proposal.id, page=page + 1, view=view)))
    back = _back(history, reader, view, t)
    rich = rich_history(history, page, PAGE, back, t, view) if reader.message_form == "rich" else None
    return Screen("\n\n".join(parts), buttons(turning, back), rich)


def _back(history: History, reader: Person, view: str, t: Translator) -> list[Button]:
    proposal = history.proposal
    if may_moderate(reader, proposal.region):
        if proposal.state in PUBLIC:
            return [button(t.plain("button-back"), OpenWork(proposal=proposal.id))]
        if proposal.state in WAITING - {"appealed"}:
            return [button(t.plain("button-back"), TakeItem(proposal=proposal.id, view=view))]
    return [button(t.plain("queue-button-queue"), OpenQueue(view=view))]


def _act(act: Act | SanctionAct, t: Translator) -> str:
    return _sanction(act, t) if isinstance(act, SanctionAct) else _entry(act, t)


def _entry(act: Act, t: Translator) -> str:
    entry = act.entry
    lines: list[str] = [t.html("acts-entry", at=t.moment(entry.at), what=what_happened(entry, t))]
    lines.append(_who(entry.actor_role, act.name, t))
    if entry.reason is not None:
        lines.append(t.html("mine-reason", reason=entry.reason.name(t.language)))
    if entry.remark:
        lines.append(t.html("mine-remark", remark=shortened(entry.remark, REMARK_UNITS)))
    if act.carries is not None:
        lines.append(t.html("acts-carries", **act.carries._asdict()))
    return "\n".join(lines)


def _who(role: str, name: str | None, t: Translator) -> str:
    if not name:
        return t.html("acts-by-role", role=role)
    return t.html("acts-by", role=role, name=shortened(name, NAME_UNITS))


def _sanction(act: SanctionAct, t: Translator) -> str:
    what = t.plain("acts-sanction-lifted" if act.is_lifted else "acts-sanction", kind=act.kind)
    lines: list[str] = [t.html("acts-entry", at=t.moment(act.at), what=what), _who("moderator", act.name, t)]
    if not act.is_lifted:
        lines.append(t.html("sanction-reason", reason=t.plain(f"sanction-reason-{act.reason}")))
    if act.until is not None and not act.is_lifted:
        lines.append(t.html("acts-until", until=t.moment(act.until)))
    return "\n".join(lines)
