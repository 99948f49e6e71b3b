"""What a picture shows, in words: for screen readers, and for who cannot load it."""

from __future__ import annotations

from forum.week_figures import WeekFigures
from handlers.pictures.parts import number
from handlers.pictures.week import REGIONS_MOST, days_span, in_parts, topics_shown, weekday
from locales import NATIONAL, Translator


def week_caption(figures: WeekFigures, t: Translator) -> str:
    """Every number of the picture, well below the 1,024 units a caption may have."""
    region, span = t.region(figures.region or NATIONAL, "title"), days_span(figures.days, t)
    days = [
        t.plain(
            "picture-caption-day",
            weekday=weekday(day.day, t),
            votes=number(day.votes, t),
            before=number(day.before, t),
        )
        for day in figures.days
    ]
    parts: list[str] = [
        t.html("picture-caption", region=region, span=span),
        t.html("picture-caption-votes", votes=number(figures.votes, t), before=number(figures.before, t)),
        t.html("picture-caption-days", days="; ".join(days)),
    ]
    topics = [t.plain("picture-legend", name=name, votes=number(votes, t)) for name, votes in topics_shown(figures, t)]
    if topics:
        parts.append(t.html("picture-caption-topics", topics="; ".join(topics)))
    regions = [
        t.plain("picture-legend", name=t.region(region, "short"), votes=in_parts(waiting, t))
        for region, waiting in figures.regions[:REGIONS_MOST]
    ]
    if regions:
        parts.append(t.html("picture-caption-regions", regions="; ".join(regions)))
    return "\n".join(parts)
