"""The moderator's queue and one item of it."""

from __future__ import annotations

from datetime import datetime

from forum.moderation import Item, Queue, QueueItem
from forum.policies import RETURNABLE, Rules
from handlers.callbacks import (
    NextItem,
    OpenQueue,
    PublishItem,
    RejectItem,
    ReturnItem,
    SeeFiles,
    TakeItem,
)
from handlers.screen import DANGER, PRIMARY, Keyboard, Screen, button, buttons, in_rows
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Proposal
from storage.vocabulary import NATIONAL

# Together with the frame these stay under 4,096 units even when every character is an emoji of two.
TITLE_UNITS, LINE_UNITS, TEXT_UNITS, REMARK_UNITS = 240, 150, 2500, 800
REPORTED = {
    "insult": "report-insult",
    "personal-data": "report-personal-data",
    "advertising": "report-advertising",
    "not-for-forum": "report-not-for-forum",
}


def number_of(proposal: Proposal) -> str:
    """The number people see, as text so that it is not grouped."""
    return str(proposal.number or "")


def queue_screen(queue: Queue, regions: tuple[str, ...], t: Translator) -> Screen:
    """The oldest items with buttons; ``regions`` are the moderator's, named in lines only when several."""
    if not queue.items:
        text = f"{t.html('queue-title')}\n\n{t.html('queue-empty')}"
        return Screen(text, buttons([button(t.plain("button-refresh"), OpenQueue())]))
    heading = "queue-total" if queue.total == len(queue.items) else "queue-shown"
    lines: list[str] = [t.html("queue-title"), "\n".join([t.html(heading, total=queue.total), *_kinds(queue, t)])]
    lines += [_queue_line(item, len(regions) > 1, t) for item in queue.items]
    items = [
        button(t.plain("queue-button-item", number=number_of(item.proposal)), TakeItem(proposal=item.proposal.id))
        for item in queue.items
    ]
    return Screen(
        "\n\n".join(lines),
        buttons(
            [button(t.plain("queue-button-oldest"), NextItem(), PRIMARY)],
            *in_rows(items, 3),
            [button(t.plain("button-refresh"), OpenQueue())],
        ),
    )


def _kinds(queue: Queue, t: Translator) -> list[str]:
    """How many of what waits are no new proposals."""
    lines: list[str] = []
    if queue.reported:
        lines.append(t.html("queue-reported", count=queue.reported))
    if queue.appealed:
        lines.append(t.html("queue-appealed", count=queue.appealed))
    return lines


def _queue_line(item: QueueItem, with_region: bool, t: Translator) -> str:
    proposal = item.proposal
    title = shortened(proposal.title or "", LINE_UNITS)
    facts: list[str] = [t.html("queue-line-day", day=item.day)]
    if proposal.state == "hidden":
        facts.append(t.html("queue-line-reported"))
    if proposal.state == "appealed":
        facts.append(t.html("queue-line-appealed"))
    if with_region or proposal.place == NATIONAL or proposal.state == "appealed":
        facts.append(escape(t.region(proposal.place, "short")))
    if item.taken_by_name:
        facts.append(t.html("queue-line-taken", by=shortened(item.taken_by_name, 64)))
    return f"{t.html('queue-line', number=number_of(proposal), title=title)}\n{' · '.join(facts)}"


def item_screen(item: Item, until: datetime, rules: Rules, t: Translator) -> Screen:
    """The whole proposal with the three decisions; ``until`` is when other moderators may take it."""
    proposal = item.proposal
    is_late = item.day > rules.decision_workdays
    clock = t.html("item-clock-late" if is_late else "item-clock", day=item.day, limit=rules.decision_workdays)
    place = t.region(proposal.place, "title")
    facts = (place, t.topic(proposal.topic or "other"), t.plain("item-language", language=proposal.language))
    parts = [
        f"{clock}\n{t.html('item-others', count=item.others_waiting)}",
        t.html("item-title", number=number_of(proposal), title=shortened(proposal.title or "", TITLE_UNITS)),
        escape(" · ".join(facts)),
        escape(shortened(proposal.text or "", TEXT_UNITS)),
        *_earlier_remark(item, t),
        *_why_again(item, t),
        t.html("item-yours", until=until),
    ]
    return Screen("\n\n".join(parts), _item_buttons(item, t))


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
    reason = t.html("item-appealed", reason=t.plain(f"reason-{item.appeal.reason}"))
    return [f"{reason}\n<blockquote>{escape(shortened(item.appeal.text, REMARK_UNITS))}</blockquote>"]


def _item_buttons(item: Item, t: Translator) -> Keyboard:
    proposal = item.proposal
    ids = {"proposal": proposal.id, "round": proposal.round}
    files = len(item.attachments)
    label = t.plain("item-button-files", count=files)
    is_hidden, is_new = proposal.state == "hidden", proposal.state in RETURNABLE
    back = [button(t.plain("item-button-return"), ReturnItem(**ids))] if is_new else []
    return buttons(
        [button(label, SeeFiles(proposal=proposal.id))] if files else [],
        [button(t.plain("item-button-keep" if is_hidden else "item-button-publish"), PublishItem(**ids), PRIMARY)],
        [*back, button(t.plain("item-button-reject"), RejectItem(**ids), DANGER)],
        [
            button(t.plain("button-next"), NextItem(after=proposal.id)),
            button(t.plain("queue-button-queue"), OpenQueue()),
        ],
    )
