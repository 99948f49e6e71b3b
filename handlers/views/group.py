"""What a staff group is shown: its connection, new items, one item open, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from forum.items import Item
from forum.policies import Rules
from forum.queue import Queue, QueueItem
from forum.staff_groups import NewItem
from handlers.callbacks import (
    ConnectGroup,
    GiveReasonInGroup,
    LeaveGroupAsIs,
    OpenGroupItem,
    OpenGroupQueue,
    PublishInGroup,
    RejectInGroup,
    UndoInGroup,
)
from handlers.screen import DANGER, PRIMARY, SUCCESS, Button, Keyboard, Screen, button, buttons, in_rows
from handlers.views.item import marked, noticed
from handlers.views.queue import LINE_UNITS, REPORTED, TEXT_UNITS, TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Decision, Proposal, Reason

NAME_UNITS = 64
_DECIDED = {"publish": "group-published", "reject": "group-rejected"}


def _queue_button(t: Translator) -> Button:
    return button(t.plain("queue-button-queue"), OpenGroupQueue())


def connected_screen(region: str, t: Translator) -> Screen:
    """What comes to the group from now on, and how to stop it."""
    return Screen(t.html("group-connected", region=t.region(region, "title")), buttons([_queue_button(t)]))


def choice_screen(regions: Sequence[str], now_at: str | None, t: Translator) -> Screen:
    """Which of the moderator's regions; ``now_at``: what the group works on so far."""
    parts: list[str] = [t.html("group-choose")]
    if now_at is not None:
        parts.append(t.html("group-now-at", region=t.region(now_at, "title")))
    wanted = [
        button(t.region(region, "short"), ConnectGroup(region=region, instead_of=now_at or "")) for region in regions
    ]
    return Screen(
        "\n\n".join(parts), buttons(*in_rows(wanted), [button(t.plain("group-button-keep"), LeaveGroupAsIs())])
    )


def elsewhere_screen(now_at: str, wanted: str, t: Translator) -> Screen:
    """The group works on another region already: asked before that changes."""
    text = t.html("group-elsewhere", region=t.region(now_at, "title"), wanted=t.region(wanted, "title"))
    change = button(
        t.plain("group-button-change", region=t.region(wanted, "short")),
        ConnectGroup(region=wanted, instead_of=now_at),
        PRIMARY,
    )
    return Screen(text, buttons([change], [button(t.plain("group-button-keep"), LeaveGroupAsIs())]))


def kept_screen(region: str | None, t: Translator) -> Screen:
    """Nothing was changed."""
    if region is None:
        return Screen(t.html("group-kept-nothing"))
    return Screen(t.html("group-kept", region=t.region(region, "title")), buttons([_queue_button(t)]))


def disconnected_screen(region: str, t: Translator) -> Screen:
    """Nothing comes any more."""
    return Screen(t.html("group-disconnected", region=t.region(region, "title")))


def new_item_screen(new: NewItem, t: Translator) -> Screen:
    """A short card; of a burst, how many there are."""
    if new.together is not None:
        return Screen(t.html("group-new-many", count=new.together), buttons([_queue_button(t)]))
    proposal = new.proposal
    heading = "group-new-reported" if proposal.state == "hidden" else "group-new"
    parts = [t.html(heading), _title(proposal, t), _facts(proposal, t)]
    return Screen(
        "\n\n".join(parts),
        buttons([button(t.plain("button-open"), OpenGroupItem(proposal=proposal.id), PRIMARY), _queue_button(t)]),
    )


def group_queue_screen(queue: Queue, t: Translator) -> Screen:
    """The oldest items of the group's region."""
    if not queue.items:
        text = f"{t.html('queue-title')}\n\n{t.html('queue-empty')}"
        return Screen(text, buttons([button(t.plain("button-refresh"), OpenGroupQueue(fresh=0))]))
    heading = "queue-total" if queue.total == len(queue.items) else "queue-shown"
    parts: list[str] = [t.html("queue-title"), t.html(heading, total=queue.total)]
    parts += [_line(item, t) for item in queue.items]
    items = [
        button(t.plain("queue-button-item", number=number_of(item.proposal)), OpenGroupItem(proposal=item.proposal.id))
        for item in queue.items
    ]
    refresh = button(t.plain("button-refresh"), OpenGroupQueue(fresh=0))
    return Screen("\n\n".join(parts), buttons(*in_rows(items, 3), [refresh]))


def _line(item: QueueItem, t: Translator) -> str:
    proposal = item.proposal
    facts: list[str] = [t.html("queue-line-day", day=item.day)]
    if proposal.state == "hidden":
        facts.append(t.html("queue-line-reported"))
    if item.taken_by_name:
        facts.append(t.html("queue-line-taken", by=shortened(item.taken_by_name, NAME_UNITS)))
    title = t.html("queue-line", number=number_of(proposal), title=shortened(proposal.title or "", LINE_UNITS))
    return f"{title}\n{' · '.join(facts)}"


def group_item_screen(item: Item, by: str, until: datetime, link: str, rules: Rules, t: Translator) -> Screen:
    """The whole proposal with the decisions that need no words; ``link`` leads to the rest in the private chat."""
    proposal = item.proposal
    parts: list[str] = [
        t.html(
            "item-clock-late" if item.lateness == "late" else "item-clock", day=item.day, limit=rules.decision_workdays
        ),
        _title(proposal, t),
        _facts(proposal, t),
        marked(shortened(proposal.text or "", TEXT_UNITS)),
        *noticed(item, t),
    ]
    if item.reports:
        counts = [t.html("item-report", reason=t.plain(REPORTED[reason]), count=n) for reason, n in item.reports]
        parts.append("\n".join([t.html("item-reported"), *counts]))
    if item.attachments:
        parts.append(t.html("group-item-files", count=len(item.attachments)))
    parts.append(t.html("group-item-taken", by=shortened(by, NAME_UNITS), until=until))
    return Screen("\n\n".join(parts), _item_buttons(proposal, link, t))


def _item_buttons(proposal: Proposal, link: str, t: Translator) -> Keyboard:
    ids = {"proposal": proposal.id, "round": proposal.round}
    publish = t.plain("item-button-keep" if proposal.state == "hidden" else "item-button-publish")
    private: Button = {"text": t.plain("group-button-private"), "url": link}
    return buttons(
        [
            button(publish, PublishInGroup(**ids), SUCCESS),
            button(t.plain("item-button-reject"), RejectInGroup(**ids), DANGER),
        ],
        [private, _queue_button(t)],
    )


def group_reasons_screen(proposal: Proposal, reasons: Sequence[Reason], t: Translator) -> Screen:
    """Why it is rejected; pressing one decides."""
    offered = [
        button(
            reason.name(t.language),
            GiveReasonInGroup(proposal=proposal.id, round=proposal.round, reason=reason.code),
            DANGER,
        )
        for reason in reasons
    ]
    back = [button(t.plain("button-back"), OpenGroupItem(proposal=proposal.id))]
    text = f"{t.html('group-reject-reasons', number=number_of(proposal))}\n\n{_title(proposal, t)}"
    return Screen(text, buttons(*in_rows(offered), back))


def group_result_screen(
    proposal: Proposal, decision: Decision, by: str, reason: Reason | None, t: Translator
) -> Screen:
    """Who decided what, in place of the item."""
    name = shortened(by, NAME_UNITS)
    parts = [t.html(_DECIDED[decision.kind], by=name), _title(proposal, t)]
    if reason is not None:
        parts.append(t.html("decide-reason", reason=reason.name(t.language)))
    undo = button(t.plain("undo-button"), UndoInGroup(decision=decision.id))
    return Screen("\n\n".join(parts), buttons([undo, _queue_button(t)]))


def group_undone_screen(proposal: Proposal, by: str, t: Translator) -> Screen:
    """Who took it back; it waits again."""
    parts = [t.html("group-undone", by=shortened(by, NAME_UNITS)), _title(proposal, t)]
    again = button(t.plain("button-open"), OpenGroupItem(proposal=proposal.id))
    return Screen("\n\n".join(parts), buttons([again, _queue_button(t)]))


def lost_screen(kind: str, region: str, t: Translator) -> Screen:
    """To a moderator: the group hears nothing any more. ``kind``: group_silent or group_left."""
    key = "group-notice-left" if kind == "group_left" else "group-notice-silent"
    return Screen(t.html(key, region=t.region(region, "title")))


def how_screen(bot: str, t: Translator) -> Screen:
    """In the private chat: how a group is connected."""
    return Screen(t.html("group-how", bot=bot))


def _title(proposal: Proposal, t: Translator) -> str:
    return t.html("item-title", number=number_of(proposal), title=shortened(proposal.title or "", TITLE_UNITS))


def _facts(proposal: Proposal, t: Translator) -> str:
    place, topic = t.region(proposal.place, "title"), t.topic(proposal.topic or "other")
    return escape(" · ".join((place, topic, t.plain("item-language", language=proposal.language))))
