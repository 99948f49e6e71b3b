"""The history of a proposal in the rich form: each act opens at a tap, and four pages of the classic form are one."""

from __future__ import annotations

from typing import Final

from aiogram.types import InputRichBlockUnion

from forum.acts import History
from handlers.callbacks import OpenHistory
from handlers.rich import Rich
from handlers.screen import Button, button, buttons
from handlers.views.history import what_happened
from handlers.views.proposal import state_name
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.rich_blocks import TITLE, details, heading, named, paragraph
from handlers.views.shorten import shortened
from locales import Translator
from storage.acts import Act, SanctionAct

PAGES: Final = 4  # of the classic form
# Twenty-four of the longest acts stay under 32,768 characters.
REMARK_UNITS, NAME_UNITS = 1000, 64


def rich_history(
    history: History, page: int, page_size: int, back: list[Button], t: Translator, view: str = ""
) -> Rich:
    """From the first act of the classic form's ``page`` (from 1, one that there is) on, the newest act open.

    ``view`` as of the classic form.
    """
    proposal, last = history.proposal, max(1, -(-len(history.acts) // page_size))
    shown = history.acts[(page - 1) * page_size : (page - 1 + PAGES) * page_size]
    blocks: list[InputRichBlockUnion] = [heading(t.plain("rich-history", number=number_of(proposal)), TITLE)]
    blocks.append(paragraph(shortened(proposal.title or "", TITLE_UNITS)))
    blocks.append(named(t.plain("rich-state"), state_name(t, proposal.state)))
    first = (page - 1) * page_size + 1
    if len(shown) < len(history.acts):
        numbers = {"first": first, "last": first + len(shown) - 1, "total": len(history.acts)}
        blocks.append(paragraph(t.plain("rich-shown", **numbers)))
    blocks += [_act(act, t, is_open=place == 0) for place, act in enumerate(shown)]
    turning: list[Button] = []
    if page > 1:
        newer = OpenHistory(proposal=proposal.id, page=max(1, page - PAGES), view=view)
        turning.append(button(t.plain("acts-newer"), newer))
    if page + PAGES <= last:
        turning.append(button(t.plain("acts-older"), OpenHistory(proposal=proposal.id, page=page + PAGES, view=view)))
    return Rich(tuple(blocks), buttons(turning, back))


def _act(act: Act | SanctionAct, t: Translator, *, is_open: bool) -> InputRichBlockUnion:
    if isinstance(act, SanctionAct):
        what = t.plain("acts-sanction-lifted" if act.is_lifted else "acts-sanction", kind=act.kind)
        inside = [_who("moderator", act.name, t)]
        if not act.is_lifted:
            inside.append(paragraph(t.plain("sanction-reason", reason=t.plain(f"sanction-reason-{act.reason}"))))
        if act.until is not None and not act.is_lifted:
            inside.append(paragraph(t.plain("acts-until", until=t.moment(act.until))))
        return details(f"{t.moment(act.at)}. {what}", inside, is_open=is_open)
    entry = act.entry
    inside = [_who(entry.actor_role, act.name, t)]
    if entry.reason is not None:
        inside.append(paragraph(t.plain("mine-reason", reason=entry.reason.name(t.language))))
    if entry.remark:
        inside.append(paragraph(t.plain("mine-remark", remark=shortened(entry.remark, REMARK_UNITS))))
    if act.carries is not None:
        inside.append(paragraph(t.plain("acts-carries", **act.carries._asdict())))
    return details(f"{t.moment(entry.at)}. {what_happened(entry, t)}", inside, is_open=is_open)


def _who(role: str, name: str | None, t: Translator) -> InputRichBlockUnion:
    if not name:
        return paragraph(t.plain("acts-by-role", role=role))
    return paragraph(t.plain("acts-by", role=role, name=shortened(name, NAME_UNITS)))
