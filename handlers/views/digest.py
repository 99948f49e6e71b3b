"""The digest of one region in the classic form, and the choice among several."""

from __future__ import annotations

from forum.digest_content import DigestContent
from handlers.callbacks import OpenDigest, OpenGroupItem, OpenGroupQueue, OpenQueue, TakeItem
from handlers.callbacks.digests import Whose
from handlers.screen import PRIMARY, Button, Keyboard, Screen, button, buttons, in_rows
from handlers.views.digest_lines import (
    decided_lines,
    facts,
    pace_lines,
    report_lines,
    section,
    signed,
)
from handlers.views.duty import on_duty
from handlers.views.queue import number_of
from locales import NATIONAL, Translator
from storage.records import Proposal


def clock_time(minute: int) -> str:
    """Minutes after midnight as 09:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def digest_screen(
    content: DigestContent, t: Translator, whose: Whose | None = None, *, can_decide: bool = True
) -> Screen:
    """What waits, with the three oldest, and what changed since the last one.

    ``whose``: None for the region's own moderator; ``can_decide`` False for an organizer who looks on.
    """
    region = t.region(content.region, "title")
    parts: list[str] = [t.html("digest-title", region=region, day=t.day_month(content.until)), _waiting(content, t)]
    oldest = [t.html("digest-oldest-line", day=item.day, **facts(item.proposal)) for item in content.oldest]
    parts += section(t.html("digest-oldest"), oldest)
    parts.append(_changes(content, t))
    top = [t.html("digest-top-line", gained=signed(gained), **facts(one)) for one, gained in content.top]
    parts += section(t.html("digest-top"), top)
    parts += section(t.html("digest-rising"), [t.html("digest-rising-line", **facts(one)) for one in content.rising])
    if not can_decide:
        parts.append(t.html("national-look"))
        return Screen("\n\n".join(parts), _onlooker_buttons(t))
    return Screen("\n\n".join(parts), _digest_buttons(content, whose or Whose(content.region), t))


def _waiting(content: DigestContent, t: Translator) -> str:
    lines = on_duty(content.on_duty, t)
    if content.answers_soon or content.answers_overdue:
        lines.append(t.html("digest-answers", soon=content.answers_soon, overdue=content.answers_overdue))
    if not content.waiting:
        return "\n".join([t.html("digest-waiting-none"), *lines])
    counts = {"fresh": content.fresh, "near": content.near, "late": content.late}
    lines.insert(0, t.html("digest-waiting", waiting=content.waiting, **counts))
    if content.reported:
        lines.append(t.html("queue-reported", count=content.reported))
    if content.appealed:
        lines.append(t.html("queue-appealed", count=content.appealed))
    return "\n".join(lines)


def _changes(content: DigestContent, t: Translator) -> str:
    lines: list[str] = [t.html("digest-changes", since=content.since)]
    if content.published or content.support_gained:
        support = signed(content.support_gained)
        lines.append(t.html("digest-published", published=content.published, support=support))
    lines += decided_lines(content, t)
    lines += report_lines(content, t)
    if content.appeals_filed or content.appeals_waiting:
        lines.append(t.html("digest-appeals", filed=content.appeals_filed, waiting=content.appeals_waiting))
    lines += pace_lines(content.pace, content.pace_before, content.weeks, t)
    return "\n".join(lines if len(lines) > 1 else [*lines, t.html("digest-quiet")])


def _digest_buttons(content: DigestContent, whose: Whose, t: Translator) -> Keyboard:
    # A digest is kept in the chat: what its buttons open comes as a new message.
    is_group = whose.group_id is not None
    queue = OpenGroupQueue() if is_group else OpenQueue(fresh=1)
    return buttons(
        [_item_button(item.proposal, t, is_group=is_group) for item in content.oldest],
        [
            button(t.plain("digest-button-queue"), queue, PRIMARY if content.waiting else None),
            button(t.plain("digest-button-settings"), OpenDigest(whose=whose.code, what="settings")),
        ],
    )


def _item_button(proposal: Proposal, t: Translator, *, is_group: bool) -> Button:
    data = OpenGroupItem(proposal=proposal.id, fresh=1) if is_group else TakeItem(proposal=proposal.id, fresh=1)
    return button(t.plain("queue-button-item", number=number_of(proposal)), data)


def _onlooker_buttons(t: Translator) -> Keyboard:
    return buttons(
        [
            button(t.plain("national-button-regions"), OpenDigest(whose=NATIONAL, what="regions")),
            button(t.plain("national-button-national"), OpenDigest(whose=NATIONAL)),
        ]
    )


def choice_screen(choices: tuple[Whose, ...], t: Translator) -> Screen:
    """Which digest: for moderators of several regions, and organizers who moderate too."""
    named = [button(t.region(whose.region or NATIONAL, "short"), OpenDigest(whose=whose.code)) for whose in choices]
    return Screen(t.html("digest-choose"), buttons(*in_rows(named)))
