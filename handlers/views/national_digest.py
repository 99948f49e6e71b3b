"""The organizers' digest in the classic form: every region on a line, those with late work first."""

from __future__ import annotations

from forum.national_digest import NationalContent, RegionLine
from handlers.callbacks import OpenDigest, OpenOutcome, OpenOutcomes, OpenQueue
from handlers.callbacks.digests import Whose
from handlers.screen import PRIMARY, Button, Keyboard, Screen, button, buttons, in_rows
from handlers.views.digest_lines import decided_lines, pace_lines, quiet_regions, report_lines, section, span
from handlers.views.outcome_list import standing_line
from handlers.views.queue import number_of
from locales import NATIONAL, REGION_CODES, Translator

LATE_MOST = 3


def national_screen(content: NationalContent, t: Translator) -> Screen:
    """The sums, a line a region, and which regions nobody moderates; the quiet ones of these have no line."""
    title = t.html("digest-title", region=t.region(NATIONAL, "title"), day=t.day_month(content.until))
    lines = [_line(line, t) for line in (*content.lines, *quiet_regions(content))]
    parts: list[str] = [title, _waiting(content, t), *_due(content, t), *section(t.html("national-regions"), lines)]
    unmoderated = [t.region(region, "short") for region in REGION_CODES if region not in content.moderated]
    if unmoderated:
        parts.append(t.html("national-unmoderated", regions=", ".join(unmoderated)))
    parts.append(_changes(content, t))
    return Screen("\n\n".join(parts), _buttons(content, t))


def _waiting(content: NationalContent, t: Translator) -> str:
    waiting = content.waiting
    if not waiting.total:
        return t.html("digest-waiting-none")
    counts = {"fresh": waiting.fresh, "near": waiting.near, "late": waiting.late}
    return t.html("digest-waiting", waiting=waiting.total, **counts)


def _due(content: NationalContent, t: Translator) -> list[str]:
    """Answers that are due: how many, and the oldest of them."""
    due = content.due
    if not (due.soon or due.overdue):
        return []
    heading = t.html("outcomes-due", soon=due.soon, overdue=due.overdue)
    return section(heading, [standing_line(one, clock, t) for one, clock in due.oldest]) or [heading]


def _line(line: RegionLine, t: Translator) -> str:
    took = t.plain("national-nothing") if line.pace.median is None else span(line.pace.median, t)
    return t.html(
        "national-line-late" if line.waiting.late else "national-line",
        region=t.region(line.region, "short"),
        waiting=line.waiting.total,
        late=line.waiting.late,
        published=line.published,
        took=took,
    )


def _changes(content: NationalContent, t: Translator) -> str:
    lines: list[str] = [t.html("digest-changes", since=content.since)]
    if content.published:
        lines.append(t.html("national-published", published=content.published))
    if content.answered:
        lines.append(t.html("national-answered", count=content.answered))
    lines += decided_lines(content, t)
    lines += report_lines(content, t)
    if content.appeals_filed or content.appealed:
        lines.append(t.html("national-appeals", filed=content.appeals_filed, waiting=content.appealed))
    lines += pace_lines(content.pace, content.pace_before, content.weeks, t)
    return "\n".join(lines if len(lines) > 1 else [*lines, t.html("national-quiet")])


def _buttons(content: NationalContent, t: Translator) -> Keyboard:
    # A digest is kept in the chat: what its buttons open comes as a new message.
    late = [
        button(t.region(line.region, "short"), OpenDigest(whose=line.region, what="look"))
        for line in content.lines
        if line.waiting.late
    ]
    decide = button(t.plain("national-button-decide", count=content.to_decide), OpenQueue(fresh=1), PRIMARY)
    return buttons(
        [decide] if content.to_decide else [],
        *_due_rows(content, t),
        *in_rows(late[:LATE_MOST]),
        [
            button(t.plain("national-button-regions"), OpenDigest(whose=NATIONAL, what="regions")),
            button(t.plain("campaign-button-team"), OpenDigest(whose=NATIONAL, what="team")),
        ],
        [button(t.plain("digest-button-settings"), OpenDigest(whose=NATIONAL, what="settings"))],
    )


def _due_rows(content: NationalContent, t: Translator) -> list[list[Button]]:
    found = [
        button(
            t.plain("queue-button-item", number=number_of(one.proposal)), OpenOutcome(proposal=one.proposal.id, fresh=1)
        )
        for one, _ in content.due.oldest
    ]
    return [found, [button(t.plain("national-button-due"), OpenOutcomes(fresh=1))]] if found else []


def regions_screen(t: Translator) -> Screen:
    """Which region's digest an organizer looks at."""
    named = [
        button(t.region(region, "short"), OpenDigest(whose=Whose(region).code, what="look")) for region in REGION_CODES
    ]
    return Screen(t.html("national-choose"), buttons(*in_rows(named)))
