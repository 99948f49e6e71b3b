"""A campaign's statistics, page by page: figures, days, moderation, answers, turnout."""

from __future__ import annotations

from collections.abc import Sequence

from forum.paces import Pace, percent
from forum.statistics import DayFigures, Figures, Turnout, Whole
from handlers.callbacks import OpenOrganizer, OpenStats, SendStatsPicture
from handlers.rich import Rich
from handlers.screen import PRIMARY, Button, Keyboard, Screen, button, buttons, in_rows
from handlers.views.digest_lines import span
from handlers.views.proposal import state_name
from handlers.views.rich_stats import days_blocks, figures_blocks, pace_blocks, turnout_blocks
from handlers.views.shorten import shortened
from handlers.views.stats_names import name_of
from locales import Markup, Translator
from storage.records import Campaign
from storage.statistics import Answered

PAGES = ("whole", "place", "topic", "day", "pace", "answers", "turnout")
PICTURED = ("place", "topic", "day")
DAYS_SHOWN = 10
LABEL_UNITS = 32
RATINGS = ("answered", "partly", "formal")


def whole_screen(campaign: Campaign, whole: Whole, languages: Sequence[Figures], t: Translator) -> Screen:
    """The campaign at a glance."""
    total = whole.total
    if not total.submitted:
        return _screen(campaign, "whole", [t.html("stats-nothing")], t)
    lines = [
        t.html("stats-whole", submitted=total.submitted, authors=whole.authors),
        t.html("stats-published", published=total.published, shortlisted=total.shortlisted),
        t.html("stats-votes", support=total.support, objections=total.objections),
        "",
        t.html("stats-states"),
        *(t.html("stats-line", name=state_name(t, state), count=count) for state, count in whole.states),
        "",
        t.html("stats-languages"),
        *(t.html("stats-line", name=name_of("language", one.code, t), count=one.submitted) for one in languages),
    ]
    return _screen(campaign, "whole", lines, t)


def figures_screen(
    campaign: Campaign, by: str, figures: Sequence[Figures], t: Translator, *, is_rich: bool = False
) -> Screen:
    """Counts by region (``place``) or by topic, the most submitted first; what has none stands below."""
    ordered = sorted((one for one in figures if one.submitted), key=lambda one: (-one.submitted, one.code))
    lines: list[str] = [t.html(f"stats-{by}"), t.html("stats-columns")] if ordered else [t.html("stats-nothing")]
    lines += [
        t.html(
            "stats-figures",
            name=name_of(by, one.code, t),
            submitted=one.submitted,
            published=one.published,
            support=one.support,
        )
        for one in ordered
    ]
    silent = [name_of(by, one.code, t) for one in figures if not one.submitted]
    if silent and ordered:
        lines += ["", t.html("stats-none-there", names=", ".join(silent))]
    blocks = figures_blocks(campaign, by, ordered, t) if is_rich and ordered else []
    return _screen(campaign, by, lines, t, Rich(tuple(blocks)) if blocks else None)


def days_screen(campaign: Campaign, days: Sequence[DayFigures], t: Translator, *, is_rich: bool = False) -> Screen:
    """The busiest days and the last ones."""
    if not days:
        return _screen(campaign, "day", [t.html("stats-nothing")], t)
    busiest, loudest = (max(days, key=lambda one: getattr(one, what)) for what in ("submitted", "votes"))
    shown = days[-DAYS_SHOWN:]
    lines = [
        t.html("stats-day"),
        t.html("stats-day-most", day=t.day_month(busiest.day), count=busiest.submitted),
        t.html("stats-day-most-votes", day=t.day_month(loudest.day), count=loudest.votes),
        "",
        t.html("stats-day-last"),
        t.html("stats-day-columns"),
        *(
            t.html("stats-day-line", day=t.day_month(one.day), submitted=one.submitted, votes=_signed(one.votes, t))
            for one in reversed(shown)
        ),
        "",
        t.html("stats-day-taken-back"),
    ]
    rich = Rich(tuple(days_blocks(campaign, shown, t))) if is_rich else None
    return _screen(campaign, "day", lines, t, rich)


def pace_screen(campaign: Campaign, paces: Sequence[Pace], t: Translator, *, is_rich: bool = False) -> Screen:
    """How soon moderators decided, and what waits now."""
    country, *regions = paces
    lines: list[str] = [t.html("stats-pace")]
    if country.median is None:
        lines.append(t.html("stats-pace-none"))
    else:
        lines.append(t.html("stats-pace-median", took=span(country.median, t)))
        late = {"late": country.late, "decided": country.decided, "share": country.late_percent}
        lines.append(t.html("stats-pace-late", **late))
    lines.append(t.html("stats-pace-waiting", count=country.waiting))
    if regions:
        lines += ["", t.html("stats-pace-columns")]
    lines += [
        t.html(
            "stats-pace-line",
            name=name_of("place", one.region, t),
            decided=one.decided,
            took="–" if one.median is None else span(one.median, t),
            share=one.late_percent,
            waiting=one.waiting,
        )
        for one in regions
    ]
    rich = Rich(tuple(pace_blocks(campaign, country, regions, t))) if is_rich and regions else None
    return _screen(campaign, "pace", lines, t, rich)


def answers_screen(campaign: Campaign, answered: Answered, t: Translator) -> Screen:
    """What was sent to addressees, what they answered and how that was rated."""
    lines: list[str] = [t.html("stats-answers")]
    if not answered.sent:
        return _screen(campaign, "answers", [*lines, t.html("stats-answers-none")], t)
    lines += [
        t.html("stats-answers-sent", count=answered.sent),
        t.html("stats-answers-share", count=answered.answered, share=percent(answered.answered, answered.sent)),
        t.html("stats-answers-overdue", count=answered.overdue),
    ]
    rated = sum(answered.ratings)
    if rated:
        lines += ["", t.html("stats-answers-ratings", count=rated)]
        lines += [
            t.html(f"stats-rating-{name}", count=count, share=percent(count, rated))
            for name, count in zip(RATINGS, answered.ratings, strict=True)
        ]
    return _screen(campaign, "answers", lines, t)


def turnout_screen(campaign: Campaign, turnouts: Sequence[Turnout], t: Translator, *, is_rich: bool = False) -> Screen:
    """Of the residents so many voted, of all and by region."""
    country, *regions = turnouts
    ordered = sorted((one for one in regions if one.residents), key=lambda one: (-one.percent, one.region))
    facts = {"residents": country.residents, "voters": country.voters, "share": country.percent}
    lines: list[str] = [t.html("stats-turnout"), t.html("stats-turnout-all", **facts)]
    if ordered:
        lines += ["", t.html("stats-turnout-columns")]
    lines += [
        t.html(
            "stats-turnout-line",
            name=name_of("place", one.region, t),
            residents=one.residents,
            voters=one.voters,
            share=one.percent,
        )
        for one in ordered
    ]
    lines += ["", t.html("stats-turnout-about")]
    rich = Rich(tuple(turnout_blocks(campaign, country, ordered, t))) if is_rich and ordered else None
    return _screen(campaign, "turnout", lines, t, rich)


def campaigns_screen(campaigns: Sequence[Campaign], t: Translator) -> Screen:
    """Whose statistics to look at."""
    rows = [
        [button(shortened(one.name(t.language), LABEL_UNITS), OpenStats(page="whole", campaign=one.id))]
        for one in campaigns
    ]
    return Screen(t.html("stats-campaigns"), buttons(*rows, _back(t)))


def _screen(campaign: Campaign, page: str, lines: Sequence[str], t: Translator, rich: Rich | None = None) -> Screen:
    text = "\n".join([t.html("stats-title", name=campaign.name(t.language)), "", *lines])
    return Screen(Markup(text), _keyboard(campaign, page, t), rich)


def _keyboard(campaign: Campaign, page: str, t: Translator) -> Keyboard:
    """The picture of the page, the other pages, the way to other campaigns and back."""
    pictured = [button(t.plain("stats-button-picture"), SendStatsPicture(page=page, campaign=campaign.id), PRIMARY)]
    others = [
        button(t.plain(f"stats-button-{one}"), OpenStats(page=one, campaign=campaign.id))
        for one in PAGES
        if one != page
    ]
    other = [button(t.plain("stats-button-campaigns"), OpenStats(page="campaigns", campaign=campaign.id))]
    return buttons(pictured if page in PICTURED else [], *in_rows(others), other, _back(t))


def _back(t: Translator) -> list[Button]:
    return [button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))]


def _signed(count: int, t: Translator) -> str:
    return t.number(count).replace("-", "−")
