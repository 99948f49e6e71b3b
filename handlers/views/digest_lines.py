"""Lines that the digests of a region and of the country share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from forum.digest_content import DigestContent, Pace, Waiting
from forum.national_digest import NationalContent, RegionLine
from handlers.views.queue import LINE_UNITS, number_of
from handlers.views.shorten import shortened
from locales import REGION_CODES, Translator
from storage.records import Proposal

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def signed(count: int) -> str:
    """A change with its sign: +118, −3, 0."""
    return f"+{count}" if count > 0 else str(count).replace("-", "−")


def span(took: timedelta, t: Translator) -> str:
    """How long something took, short enough for a table: 40 min, 19 h, 2.1 days of 24 hours."""
    if took < HOUR:
        return t.plain("digest-took-minutes", minutes=max(1, took // timedelta(minutes=1)))
    if took < 2 * DAY:
        return t.plain("digest-took-hours", hours=round(took / HOUR))
    days = round(took / DAY, 1)
    return t.plain("digest-took-days", days=int(days) if days == int(days) else days)


def facts(proposal: Proposal) -> dict[str, str]:
    """The number and the title of a line."""
    return {"number": number_of(proposal), "title": shortened(proposal.title or "", LINE_UNITS)}


def decided_lines(content: DigestContent | NationalContent, t: Translator) -> list[str]:
    """What else was decided beside what was published, on one line; what did not happen is left out."""
    counts = {
        "digest-returned": content.returned,
        "digest-rejected": content.rejected,
        "digest-joined": content.joined,
        "digest-undone": content.undone,
    }
    parts = [t.html(key, count=count) for key, count in counts.items() if count]
    return [". ".join(parts)] if parts else []


def report_lines(content: DigestContent | NationalContent, t: Translator) -> list[str]:
    """What residents reported."""
    reports = content.reports
    if not reports.reports:
        return []
    return [t.html("digest-reports", reports=reports.reports, proposals=reports.proposals)]


def pace_lines(pace: Pace, before: Pace, weeks: int, t: Translator) -> list[str]:
    """How soon was decided and how much too late, compared with some weeks earlier if anything was decided then."""
    if pace.median is None:
        return []
    counts = {"late": pace.late, "decided": pace.decided, "share": pace.late_percent}
    if before.median is None:
        return [t.html("digest-median", took=span(pace.median, t)), t.html("digest-late-share", **counts)]
    earlier = t.plain("digest-earlier", weeks=weeks)
    median = t.html("digest-median-before", took=span(pace.median, t), earlier=earlier, before=span(before.median, t))
    return [median, t.html("digest-late-share-before", earlier=earlier, before=before.late_percent, **counts)]


def quiet_regions(content: NationalContent) -> list[RegionLine]:
    """Where nothing waits and nothing was decided; those without a moderator are named as such, once is enough."""
    quiet = content.moderated - {line.region for line in content.lines}
    return [RegionLine(region, Waiting(), 0, Pace()) for region in REGION_CODES if region in quiet]


def section(heading: str, lines: Iterable[str]) -> list[str]:
    """A part of a message: a heading and its lines; nothing without lines."""
    listed = list(lines)
    return ["\n".join([heading, *listed])] if listed else []
