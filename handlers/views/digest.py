"""The moderator's digest of one region and its settings."""

from __future__ import annotations

from forum.digests import DigestContent
from handlers.callbacks import OpenDigest, OpenQueue, SetDigest, TakeItem
from handlers.screen import PRIMARY, SUCCESS, Button, Keyboard, Screen, button, buttons, in_rows
from handlers.views.queue import LINE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import Translator
from storage.records import DigestPlan

CADENCES = ("workdays", "daily", "weekly", "off")
HOURS = (7, 8, 9, 10, 11, 12, 14, 16, 18, 19, 20, 21)


def signed(count: int) -> str:
    """A change with its sign: +118, −3, 0."""
    return f"+{count}" if count > 0 else str(count).replace("-", "−")


def clock_time(minute: int) -> str:
    """Minutes after midnight as 09:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def digest_screen(content: DigestContent, t: Translator) -> Screen:
    """What waits, with the three oldest, and what changed since the last one."""
    region = t.region(content.region, "title")
    parts = [t.html("digest-title", region=region, day=t.day_month(content.until)), _waiting(content, t)]
    if content.oldest:
        lines = [
            t.html(
                "digest-oldest-line",
                number=number_of(item.proposal),
                title=shortened(item.proposal.title or "", LINE_UNITS),
                day=item.day,
            )
            for item in content.oldest
        ]
        parts.append("\n".join([t.html("digest-oldest"), *lines]))
    parts.append(_changes(content, t))
    if content.top:
        lines = [
            t.html(
                "digest-top-line",
                number=number_of(proposal),
                title=shortened(proposal.title or "", LINE_UNITS),
                gained=signed(gained),
            )
            for proposal, gained in content.top
        ]
        parts.append("\n".join([t.html("digest-top"), *lines]))
    return Screen("\n\n".join(parts), _digest_buttons(content, t))


def _waiting(content: DigestContent, t: Translator) -> str:
    if not content.waiting:
        return t.html("digest-waiting-none")
    counts = {"fresh": content.fresh, "near": content.near, "late": content.late}
    lines: list[str] = [t.html("digest-waiting", waiting=content.waiting, **counts)]
    if content.reported:
        lines.append(t.html("queue-reported", count=content.reported))
    if content.appealed:
        lines.append(t.html("queue-appealed", count=content.appealed))
    return "\n".join(lines)


def _changes(content: DigestContent, t: Translator) -> str:
    heading = t.html("digest-changes", since=content.since)
    if not content.published and not content.support_gained:
        return f"{heading}\n{t.html('digest-quiet')}"
    support = signed(content.support_gained)
    return f"{heading}\n{t.html('digest-published', published=content.published, support=support)}"


def _digest_buttons(content: DigestContent, t: Translator) -> Keyboard:
    # A digest is kept in the chat: what its buttons open comes as a new message.
    oldest = [
        button(
            t.plain("queue-button-item", number=number_of(item.proposal)),
            TakeItem(proposal=item.proposal.id, fresh=1),
        )
        for item in content.oldest
    ]
    return buttons(
        oldest,
        [
            button(t.plain("digest-button-queue"), OpenQueue(fresh=1), PRIMARY if content.waiting else None),
            button(t.plain("digest-button-settings"), OpenDigest(region=content.region, what="settings")),
        ],
    )


def choice_screen(regions: tuple[str, ...], t: Translator) -> Screen:
    """Which region's digest: for moderators of several."""
    choices = [button(t.region(region, "short"), OpenDigest(region=region)) for region in regions]
    return Screen(t.html("digest-choose"), buttons(*in_rows(choices)))


def settings_screen(plan: DigestPlan, t: Translator) -> Screen:
    """The plan in words, and buttons that each say a whole wanted plan."""
    parts = [t.html("digest-settings", region=t.region(plan.region, "title")), _plan_in_words(plan, t)]
    if plan.cadence != "off":
        parts.append(t.html("digest-about"))
    rows = in_rows(_choice(plan, t, t.plain(f"digest-cadence-{name}"), cadence=name) for name in CADENCES)
    if plan.cadence == "weekly":
        days = range(1, 8)
        rows.append([_choice(plan, t, t.plain(f"digest-weekday-short-{day}"), weekday=day) for day in days])
    if plan.cadence != "off":
        rows += in_rows((_choice(plan, t, clock_time(hour * 60), minute=hour * 60) for hour in HOURS), 4)
    rows.append([button(t.plain("digest-button-show"), OpenDigest(region=plan.region))])
    return Screen("\n\n".join(parts), buttons(*rows))


def _plan_in_words(plan: DigestPlan, t: Translator) -> str:
    weekday = t.plain(f"digest-weekday-{plan.weekday}")
    words = t.html(f"digest-plan-{plan.cadence}", time=clock_time(plan.minute), weekday=weekday)
    return words if plan.due_at is None else f"{words}\n{t.html('digest-next', due=plan.due_at)}"


def _choice(
    plan: DigestPlan,
    t: Translator,
    label: str,
    cadence: str | None = None,
    minute: int | None = None,
    weekday: int | None = None,
) -> Button:
    """A button of the plan with one thing changed; marked when the plan is so already."""
    wanted = SetDigest(
        region=plan.region,
        cadence=cadence or plan.cadence,
        minute=plan.minute if minute is None else minute,
        weekday=weekday or plan.weekday,
    )
    is_so = (wanted.cadence, wanted.minute, wanted.weekday) == (plan.cadence, plan.minute, plan.weekday)
    return button(t.plain("digest-chosen", label=label) if is_so else label, wanted, SUCCESS if is_so else None)
