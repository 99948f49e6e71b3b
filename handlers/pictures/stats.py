"""The pictures of a campaign's statistics: bars by region and by topic, curves by day; and what they show in words."""

from __future__ import annotations

from collections.abc import Sequence

from forum.statistics import DayFigures, Figures
from handlers.pictures.drawing import Bar, Curve, Drawing, Text
from handlers.pictures.letters import fitted
from handlers.pictures.parts import (
    BEFORE,
    BIG,
    INK,
    INNER,
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
from handlers.views.stats_names import name_of
from locales import Translator

ROWS_MOST = 16  # a longer picture is shown smaller, and its letters with it
CURVE_HIGH = 300
FILLS = {NOW: "#d5e3f4", BEFORE: "#dfe7f0"}
NAME_MOST = 40  # characters of a name in a caption


def figures_drawing(name: str, by: str, figures: Sequence[Figures], t: Translator) -> Drawing:
    """A bar a region (``place``) or a topic, the longest first: what is published and the rest of what was sent."""
    drawing = _titled(name)
    heading(drawing, t.plain(f"stats-picture-{by}"))
    drawing.height -= 8
    for fill, key in ((NOW, "stats-picture-published"), (BEFORE, "stats-picture-other")):
        drawing.height += 1.4 * LETTERS
        legend_line(drawing, fill, t.plain(key))
    drawing.height += 20
    rows(
        drawing,
        [
            (
                name_of(by, one.code, t),
                ((one.published, NOW), (one.submitted - one.published, BEFORE)),
                number(one.submitted, t),
            )
            for one in largest(figures)[:ROWS_MOST]
        ],
    )
    drawing.height += MARGIN
    return drawing


def days_drawing(name: str, days: Sequence[DayFigures], t: Translator) -> Drawing:
    """Proposals a day, and below them votes a day."""
    drawing = _titled(name)
    _curve(drawing, t.plain("stats-picture-days"), [one.submitted for one in days], days, t)
    _curve(drawing, t.plain("stats-picture-votes"), [one.votes for one in days], days, t)
    drawing.height += MARGIN
    return drawing


def largest(figures: Sequence[Figures]) -> list[Figures]:
    """Those with proposals, the most submitted first."""
    return sorted((one for one in figures if one.submitted), key=lambda one: (-one.submitted, one.code))


def in_words(one: Figures, t: Translator) -> str:
    """Published / submitted."""
    return t.plain("stats-picture-number", published=one.published, submitted=one.submitted)


def figures_caption(name: str, by: str, figures: Sequence[Figures], t: Translator) -> str:
    """Every number of the picture, and how many rows did not fit."""
    listed = largest(figures)
    told = [
        t.plain("picture-legend", name=name_of(by, one.code, t), votes=in_words(one, t)) for one in listed[:ROWS_MOST]
    ]
    parts: list[str] = [
        t.html("stats-caption", title=f"{_short(name)} · {t.plain(f'stats-picture-{by}')}"),
        t.html("stats-caption-figures", figures="; ".join(told)),
    ]
    if len(listed) > ROWS_MOST:
        parts.append(t.html("stats-caption-more", count=len(listed) - ROWS_MOST))
    return "\n".join(parts)


def days_caption(name: str, days: Sequence[DayFigures], t: Translator) -> str:
    """The span, the sums and the busiest days."""
    busiest, loudest = (max(days, key=lambda one: getattr(one, what)) for what in ("submitted", "votes"))
    return "\n".join(
        [
            t.html("stats-caption", title=f"{_short(name)} · {t.plain('stats-button-day')}"),
            t.html(
                "stats-caption-days",
                since=t.day_month(days[0].day),
                until=t.day_month(days[-1].day),
                submitted=sum(one.submitted for one in days),
                votes=number(sum(one.votes for one in days), t),
            ),
            t.html("stats-day-most", day=t.day_month(busiest.day), count=busiest.submitted),
            t.html("stats-day-most-votes", day=t.day_month(loudest.day), count=loudest.votes),
        ]
    )


def _short(name: str) -> str:
    return name if len(name) <= NAME_MOST else f"{name[: NAME_MOST - 1].rstrip()}…"


def _titled(name: str) -> Drawing:
    drawing = Drawing(WIDTH)
    drawing.height = MARGIN + BIG
    drawing.texts.append(Text(MARGIN, drawing.height, fitted(name, BIG, INNER, is_bold=True), BIG, INK, is_bold=True))
    return drawing


def _curve(drawing: Drawing, title: str, counts: Sequence[int], days: Sequence[DayFigures], t: Translator) -> None:
    """A title, the highest number on its line, the curve, and the first, middle and last day below."""
    heading(drawing, title)
    most = max(1, *counts)
    top = drawing.height + 1.4 * LETTERS
    ground = top + CURVE_HIGH
    step = INNER / max(1, len(counts) - 1)
    highs = [max(0, count) / most * CURVE_HIGH for count in counts]
    # A single day is a level line.
    level = [*highs, *highs] if len(highs) == 1 else highs
    points = tuple((MARGIN + place * step, ground - high) for place, high in enumerate(level))
    drawing.curves.append(Curve(points, ground, NOW, FILLS[NOW]))
    drawing.bars.append(Bar(MARGIN, top - 1, INNER, 1, BEFORE))
    drawing.bars.append(Bar(MARGIN, ground, INNER, 3, QUIET))
    drawing.texts.append(Text(MARGIN, top - 12, number(max(counts), t), LETTERS, INK, is_bold=True))
    below = ground + 1.3 * LETTERS
    last = days[-1].day
    drawing.texts.append(Text(MARGIN, below, t.day_month(days[0].day), LETTERS, QUIET))
    if len(days) > 1:
        drawing.texts.append(Text(WIDTH - MARGIN, below, t.day_month(last), LETTERS, QUIET, anchor="end"))
    if len(days) > 4:
        middle = (len(days) - 1) // 2
        words = t.day_month(days[middle].day)
        drawing.texts.append(Text(MARGIN + middle * step, below, words, LETTERS, QUIET, anchor="middle"))
    drawing.height = below + 0.6 * LETTERS
