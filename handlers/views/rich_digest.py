"""The digests in the rich form: tables of what waits and what changed. The same facts as in the classic form."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import InputRichBlockUnion

from forum.digest_content import DigestContent, Waiting
from forum.duty import Duty
from forum.national_digest import NationalContent, RegionLine
from handlers.rich import Rich
from handlers.screen import Screen
from handlers.views.digest_lines import facts, quiet_regions, signed, span
from handlers.views.duty import NAME_UNITS
from handlers.views.rich_blocks import LEFT, RIGHT, TITLE, details, heading, named, paragraph, table
from handlers.views.shorten import shortened
from locales import NATIONAL, REGION_CODES, Translator

Rows = list[tuple[str, str]]


def with_tables(
    screen: Screen, content: DigestContent | NationalContent, form: str, t: Translator, *, can_decide: bool = True
) -> Screen:
    """The digest as its reader chose: ``form`` classic or rich; ``can_decide`` False for an organizer who looks on."""
    if form != "rich":
        return screen
    if isinstance(content, NationalContent):
        blocks = national_blocks(content, t)
    else:
        blocks = digest_blocks(content, t, can_decide=can_decide)
    return replace(screen, rich=Rich(tuple(blocks)))


def digest_blocks(content: DigestContent, t: Translator, *, can_decide: bool = True) -> list[InputRichBlockUnion]:
    """The digest of a region; what wins support fastest is collapsed."""
    blocks: list[InputRichBlockUnion] = [_title(content, content.region, t), *_duty(content.on_duty, t)]
    waiting = Waiting(content.fresh, content.near, content.late)
    blocks += _waiting(content.waiting, waiting, t)
    if content.reported:
        blocks.append(paragraph(t.plain("queue-reported", count=content.reported)))
    if content.appealed:
        blocks.append(paragraph(t.plain("queue-appealed", count=content.appealed)))
    number, title = t.plain("rich-number"), t.plain("rich-title")
    if content.answers_soon or content.answers_overdue:
        said = t.plain("digest-answers", soon=content.answers_soon, overdue=content.answers_overdue)
        blocks.append(paragraph(said))
    if content.oldest:
        rows = [(*facts(item.proposal).values(), t.number(item.day)) for item in content.oldest]
        blocks.append(heading(t.plain("rich-oldest")))
        blocks.append(table((number, title, t.plain("rich-day")), rows, (RIGHT, LEFT, RIGHT)))
    blocks += _changes(_changed(content, t), content, "digest-quiet", t)
    if content.top:
        gained = [(*facts(one).values(), signed(count)) for one, count in content.top]
        blocks.append(heading(t.plain("rich-top")))
        blocks.append(table((number, title, t.plain("rich-gained")), gained, (RIGHT, LEFT, RIGHT)))
    if content.rising:
        rising = [tuple(facts(one).values()) for one in content.rising]
        inside = table((number, title), rising, (RIGHT, LEFT))
        blocks.append(details(t.plain("rich-rising", count=len(rising)), [inside]))
    if not can_decide:
        blocks.append(paragraph(t.plain("national-look")))
    return blocks


def national_blocks(content: NationalContent, t: Translator) -> list[InputRichBlockUnion]:
    """The digest of the country: a row a region; where nothing waits and nothing was decided is collapsed."""
    blocks = [_title(content, NATIONAL, t), *_waiting(content.waiting.total, content.waiting, t)]
    blocks += _due(content, t)
    blocks.append(heading(t.plain("rich-regions")))
    if content.lines:
        blocks.append(_regions(content.lines, t))
    if quiet := quiet_regions(content):
        blocks.append(details(t.plain("rich-quiet", count=len(quiet)), [_regions(quiet, t)]))
    unmoderated = [t.region(region, "short") for region in REGION_CODES if region not in content.moderated]
    if unmoderated:
        blocks.append(named(t.plain("rich-unmoderated"), ", ".join(unmoderated)))
    return blocks + _changes(_changed(content, t), content, "national-quiet", t)


def _title(content: DigestContent | NationalContent, region: str, t: Translator) -> InputRichBlockUnion:
    return heading(f"{t.region(region, 'title')} · {t.day_month(content.until)}", TITLE)


def _duty(on_duty: Duty | None, t: Translator) -> list[InputRichBlockUnion]:
    if on_duty is None:
        return []
    blocks: list[InputRichBlockUnion] = [named(t.plain("rich-on-duty"), shortened(on_duty.name, NAME_UNITS))]
    if on_duty.deputy_name is not None:
        blocks.append(named(t.plain("rich-deputy"), shortened(on_duty.deputy_name, NAME_UNITS)))
    return blocks


def _waiting(total: int, waiting: Waiting, t: Translator) -> list[InputRichBlockUnion]:
    if not total:
        return [paragraph(t.plain("digest-waiting-none"))]
    head = t.plain("rich-waiting"), t.plain("rich-fresh"), t.plain("rich-near"), t.plain("rich-late")
    counts = [t.number(count) for count in (total, waiting.fresh, waiting.near, waiting.late)]
    return [table(head, [counts], (RIGHT,) * 4)]


def _due(content: NationalContent, t: Translator) -> list[InputRichBlockUnion]:
    """Answers that are due, the oldest with their days."""
    due = content.due
    if not (due.soon or due.overdue):
        return []
    head = t.plain("rich-number"), t.plain("rich-title"), t.plain("rich-due-on"), t.plain("rich-due-late")
    rows = [
        (*facts(one.proposal).values(), t.short_date(clock.due_on), t.number(clock.late) if clock.is_overdue else "–")
        for one, clock in due.oldest
    ]
    counts = paragraph(t.plain("outcomes-due", soon=due.soon, overdue=due.overdue))
    return [heading(t.plain("rich-due")), counts, table(head, rows, (RIGHT, LEFT, RIGHT, RIGHT))]


def _regions(lines: tuple[RegionLine, ...] | list[RegionLine], t: Translator) -> InputRichBlockUnion:
    head = (
        t.plain("rich-region"),
        t.plain("rich-waiting"),
        t.plain("rich-late"),
        t.plain("rich-published"),
        t.plain("rich-took"),
    )
    rows = [
        (
            t.region(line.region, "short"),
            *(t.number(count) for count in (line.waiting.total, line.waiting.late, line.published)),
            t.plain("national-nothing") if line.pace.median is None else span(line.pace.median, t),
        )
        for line in lines
    ]
    return table(head, rows, (LEFT, RIGHT, RIGHT, RIGHT, RIGHT))


def _changed(content: DigestContent | NationalContent, t: Translator) -> Rows:
    """What happened in the period, by name; what did not happen is left out."""
    is_national = isinstance(content, NationalContent)
    waiting = content.appealed if isinstance(content, NationalContent) else content.appeals_waiting
    counts = {
        "rich-published": content.published,
        "rich-support": 0 if isinstance(content, NationalContent) else content.support_gained,
        "rich-answered": content.answered if isinstance(content, NationalContent) else 0,
        "rich-returned": content.returned,
        "rich-rejected": content.rejected,
        "rich-joined": content.joined,
        "rich-undone": content.undone,
        "rich-reports": content.reports.reports,
        "rich-reported": content.reports.proposals,
        "rich-appeals": content.appeals_filed,
        "rich-appeals-national" if is_national else "rich-appeals-waiting": waiting,
    }
    return [
        (t.plain(key), signed(count) if key == "rich-support" else t.number(count))
        for key, count in counts.items()
        if count
    ]


def _changes(
    rows: Rows, content: DigestContent | NationalContent, quiet: str, t: Translator
) -> list[InputRichBlockUnion]:
    """The section of the period, with how soon was decided beside some weeks earlier."""
    blocks: list[InputRichBlockUnion] = [heading(t.plain("rich-changes", since=content.since))]
    if rows:
        blocks.append(table((t.plain("rich-what"), t.plain("rich-count")), rows, (LEFT, RIGHT)))
    pace, before = content.pace, content.pace_before
    if pace.median is not None:
        head = [t.plain("rich-what"), t.plain("rich-now")]
        late = t.plain("rich-late-share", late=pace.late, decided=pace.decided, share=pace.late_percent)
        paces = [[t.plain("rich-took"), span(pace.median, t)], [t.plain("rich-after-term"), late]]
        if before.median is not None:
            head.append(t.plain("digest-earlier", weeks=content.weeks))
            paces[0].append(span(before.median, t))
            paces[1].append(t.plain("rich-percent", share=before.late_percent))
        blocks.append(table(head, paces, (LEFT, *(RIGHT,) * (len(head) - 1))))
    return blocks if len(blocks) > 1 else [*blocks, paragraph(t.plain(quiet))]
