"""One item of the queue: the whole proposal, what was noticed in it, and the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from forum import checks
from forum.items import Item
from forum.policies import RETURNABLE, Rules
from forum.similar import Similar
from handlers.callbacks import (
    NextItem,
    OpenAuthor,
    OpenCorrect,
    OpenHistory,
    OpenJoin,
    OpenQueue,
    OpenTranslate,
    PublishItem,
    RejectItem,
    ReturnItem,
    SeeFiles,
)
from handlers.screen import DANGER, PRIMARY, Button, Keyboard, Screen, button, buttons
from handlers.views.meeting import meeting_line
from handlers.views.queue import REMARK_UNITS, REPORTED, TEXT_UNITS, TITLE_UNITS, number_of
from handlers.views.shorten import shortened, units
from handlers.views.similar import similar_line
from handlers.views.warnings import KINDS as NOTICED
from handlers.views.warnings import quoted
from locales import Translator, escape

SCREEN_UNITS = 4000
TITLE_FINDINGS = 2


def item_screen(
    item: Item,
    until: datetime,
    rules: Rules,
    t: Translator,
    *,
    similar: Sequence[Similar] = (),
    view: str = "",
    is_of_region: bool = True,
) -> Screen:
    """The whole proposal with the decisions; ``until`` is when other moderators may take it.

    ``similar`` are left out as far as there is no room. ``is_of_region``: the moderator may do more than decide.
    """
    proposal = item.proposal
    clock = t.html("item-clock-late" if item.lateness == "late" else "item-clock", **_clock(item, rules))
    title = shortened(proposal.title or "", TITLE_UNITS)
    facts = (t.region(proposal.place, "title"), t.topic(proposal.topic or "other"))
    language = t.plain("item-language", language=proposal.language)
    parts = [
        f"{clock}\n{t.html('item-others', count=item.others_waiting)}",
        t.html("item-title", number=number_of(proposal), title=title),
        escape(" · ".join((*facts, language))),
        *([] if item.meeting is None else [meeting_line(item.meeting, t)]),
        marked(shortened(proposal.text or "", TEXT_UNITS)),
        *noticed(item, t),
        *_earlier_remark(item, t),
        *_why_again(item, t),
    ]
    yours = t.html("item-yours", until=until)
    room = SCREEN_UNITS - units("\n\n".join([*parts, yours]))
    return Screen("\n\n".join([*parts, *_alike(similar, room, t), yours]), _buttons(item, view, is_of_region, t))


def _clock(item: Item, rules: Rules) -> dict[str, int]:
    return {"day": item.day, "limit": rules.decision_workdays}


def marked(text: str) -> str:
    """The text (HTML) with every suspicious place underlined."""
    parts, come_to = [], 0
    for finding in checks.findings(text):
        place = escape(text[finding.start : finding.end])
        parts += [escape(text[come_to : finding.start]), f"<u>{place}</u>"]
        come_to = finding.end
    return "".join([*parts, escape(text[come_to:])])


def noticed(item: Item, t: Translator) -> list[str]:
    """What kinds of suspicious places the text has, and those of the title in their own words."""
    title, text = item.proposal.title or "", shortened(item.proposal.text or "", TEXT_UNITS)
    said = [
        f"{t.html('check-in-title', kind=t.plain(NOTICED[one.kind]))} {quoted(title, one)}"
        for one in checks.findings(title)[:TITLE_FINDINGS]
    ]
    kinds = list(dict.fromkeys(t.plain(NOTICED[finding.kind]) for finding in checks.findings(text)))
    if kinds:
        said.append(t.html("item-noticed", kinds=", ".join(kinds)))
    return ["\n".join(said)] if said else []


def _alike(similar: Sequence[Similar], room: int, t: Translator) -> list[str]:
    shown = list(similar)
    while shown:
        said = "\n".join([t.html("item-similar"), *(similar_line(one, t) for one in shown)])
        if units(said) + 2 <= room:
            return [said]
        shown.pop()
    return []


def _earlier_remark(item: Item, t: Translator) -> list[str]:
    remarks = [entry.remark for entry in item.history if entry.decision_kind == "return" and entry.remark]
    if not remarks:
        return []
    quoted = escape(shortened(remarks[-1], REMARK_UNITS))
    return [f"{t.html('item-earlier')}\n<blockquote>{quoted}</blockquote>"]


def _why_again(item: Item, t: Translator) -> list[str]:
    """Why a decided proposal is back: what residents reported, or what its author says against the rejection."""
    if item.reports:
        counts = [t.html("item-report", reason=t.plain(REPORTED[reason]), count=n) for reason, n in item.reports]
        return ["\n".join([t.html("item-reported"), *counts])]
    if item.appeal is None:
        return []
    reason = t.html("item-appealed", reason=item.appeal.reason.name(t.language))
    return [f"{reason}\n<blockquote>{escape(shortened(item.appeal.text, REMARK_UNITS))}</blockquote>"]


def _buttons(item: Item, view: str, is_of_region: bool, t: Translator) -> Keyboard:
    proposal = item.proposal
    ids = {"proposal": proposal.id, "round": proposal.round}
    publish = t.plain("item-button-keep" if proposal.state == "hidden" else "item-button-publish")
    may_return = proposal.state in RETURNABLE and item.meeting is None  # an imported one has nobody to go back to
    back = [button(t.plain("item-button-return"), ReturnItem(**ids, view=view))] if may_return else []
    return buttons(
        _files(item, t),
        [button(publish, PublishItem(**ids, view=view), PRIMARY)],
        [*back, button(t.plain("item-button-reject"), RejectItem(**ids, view=view), DANGER)],
        *(_more(item, view, t) if is_of_region else []),
        [
            button(t.plain("button-next"), NextItem(after=proposal.id, view=view)),
            button(t.plain("queue-button-queue"), OpenQueue(view=view)),
        ],
    )


def _files(item: Item, t: Translator) -> list[Button]:
    count = len(item.attachments)
    label = t.plain("item-button-files", count=count)
    return [button(label, SeeFiles(proposal=item.proposal.id))] if count else []


def _more(item: Item, view: str, t: Translator) -> list[list[Button]]:
    """What moderators of the region do beside deciding; an appeal's judge is of another one."""
    proposal = item.proposal
    if proposal.state == "appealed":
        return []
    ids: dict[str, Any] = {"proposal": proposal.id, "round": proposal.round, "view": view}
    return [
        [
            button(t.plain("joining-button"), OpenJoin(**ids)),
            button(t.plain("correct-button"), OpenCorrect(**ids)),
        ],
        [
            button(t.plain("translate-button"), OpenTranslate(proposal=proposal.id, view=view)),
            button(t.plain("item-button-author"), OpenAuthor(proposal=proposal.id, view=view)),
        ],
        [button(t.plain("work-button-history"), OpenHistory(proposal=proposal.id, view=view))],
    ]
