"""The picture of a week: bars of votes a day beside the week before, topics, and the regions of organizers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from forum.digest_content import Waiting
from forum.week_figures import DayVotes, WeekFigures
from handlers.pictures.drawing import Bar, Drawing, Text
from handlers.pictures.letters import face, fitted
from handlers.pictures.parts import (
    BEFORE,
    BIG,
    INK,
    INNER,
    LATE,
    LETTERS,
    MARGIN,
    NOW,
    QUIET,
    WIDTH,
    heading,
    legend_line,
    number,
    rows,
)
from locales import NATIONAL, Translator

BARS_HIGH = 260
NOW_WIDE, BEFORE_WIDE = 62, 34
TOPICS_MOST, TOPICS_BESIDE_REGIONS, REGIONS_MOST = 5, 3, 5


def week_drawing(figures: WeekFigures, t: Translator) -> Drawing:
    """What the picture of these figures shows."""
    drawing = Drawing(WIDTH)
    _title(drawing, figures, t)
    _days(drawing, figures, t)
    topics = topics_shown(figures, t)
    if topics:
        heading(drawing, t.plain("picture-topics"))
        rows(drawing, [(name, ((votes, NOW),), number(votes, t)) for name, votes in topics])
    if figures.regions:
        _regions(drawing, figures, t)
    drawing.height += MARGIN
    return drawing


def topics_shown(figures: WeekFigures, t: Translator) -> list[tuple[str, int]]:
    """The names of the topics that stand on the picture, with their votes."""
    most = TOPICS_BESIDE_REGIONS if figures.regions else TOPICS_MOST
    return [(t.topic(slug, "short"), votes) for slug, votes in figures.topics[:most]]


def days_span(days: Sequence[DayVotes], t: Translator, *, weeks_earlier: int = 0) -> str:
    """The first and the last day: 16 қараша – 22 қараша."""
    first, last = (day.day - timedelta(weeks=weeks_earlier) for day in (days[0], days[-1]))
    return t.plain("picture-span", since=t.day_month(first), until=t.day_month(last))


def weekday(day: date, t: Translator) -> str:
    """A weekday in two letters."""
    return t.plain(f"digest-weekday-short-{day.isoweekday()}")


def in_parts(waiting: Waiting, t: Translator) -> str:
    """What waits in a region: beyond the term + within it."""
    rest = waiting.total - waiting.late
    return t.plain("picture-waiting", late=t.number(waiting.late), rest=t.number(rest))


def _title(drawing: Drawing, figures: WeekFigures, t: Translator) -> None:
    region = fitted(t.region(figures.region or NATIONAL, "title"), BIG, INNER, is_bold=True)
    drawing.height = MARGIN + BIG
    drawing.texts.append(Text(MARGIN, drawing.height, region, BIG, INK, is_bold=True))
    heading(drawing, t.plain("picture-votes"))
    legend = (
        (NOW, days_span(figures.days, t), figures.votes),
        (BEFORE, days_span(figures.days, t, weeks_earlier=1), figures.before),
    )
    drawing.height -= 8
    for fill, span, votes in legend:
        drawing.height += 1.4 * LETTERS
        legend_line(drawing, fill, t.plain("picture-legend", name=span, votes=number(votes, t)))


def _days(drawing: Drawing, figures: WeekFigures, t: Translator) -> None:
    """A pair of bars for each day, and below them its numbers: of this week, then of the week before."""
    most = max(1, *(max(day.votes, day.before) for day in figures.days))
    ground = drawing.height + LETTERS + BARS_HIGH
    slot = INNER / len(figures.days)
    numbers = [(number(day.votes, t), number(day.before, t)) for day in figures.days]
    widest = max(face(is_bold=True).width(one, LETTERS) for pair in numbers for one in pair)
    size = min(LETTERS, LETTERS * (slot - 12) / widest)
    for place, (day, (votes, before)) in enumerate(zip(figures.days, numbers, strict=True)):
        middle = MARGIN + slot * (place + 0.5)
        left = middle - (NOW_WIDE + BEFORE_WIDE) / 2
        highs = [max(0, count) / most * BARS_HIGH for count in (day.before, day.votes)]
        drawing.bars.append(Bar(left, ground - highs[0], BEFORE_WIDE, highs[0], BEFORE))
        drawing.bars.append(Bar(left + BEFORE_WIDE, ground - highs[1], NOW_WIDE, highs[1], NOW))
        below = (
            Text(middle, ground + 1.2 * LETTERS, weekday(day.day, t), LETTERS, QUIET, anchor="middle"),
            Text(middle, ground + 2.5 * LETTERS, votes, size, INK, is_bold=True, anchor="middle"),
            Text(middle, ground + 3.7 * LETTERS, before, size, QUIET, anchor="middle"),
        )
        drawing.texts += below
    drawing.bars.append(Bar(MARGIN, ground, INNER, 3, QUIET))
    drawing.height = ground + 4 * LETTERS


def _regions(drawing: Drawing, figures: WeekFigures, t: Translator) -> None:
    heading(drawing, t.plain("picture-regions"))
    drawing.height -= 8
    for fill, key in ((LATE, "picture-late"), (NOW, "picture-in-term")):
        drawing.height += 1.4 * LETTERS
        legend_line(drawing, fill, t.plain(key))
    drawing.height += 20
    rows(
        drawing,
        [
            (
                t.region(region, "short"),
                ((waiting.late, LATE), (waiting.total - waiting.late, NOW)),
                in_parts(waiting, t),
            )
            for region, waiting in figures.regions[:REGIONS_MOST]
        ],
    )
