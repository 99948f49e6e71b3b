"""What ``usynys stats`` prints: the statistics of a campaign as lines, or as one JSON object."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.settings import Settings
from forum.errors import NoCampaign
from forum.paces import Pace, percent
from forum.statistics import Figures, Statistics, everything, find_campaign
from locales import NATIONAL, REGION_CODES, TOPIC_SLUGS
from storage.database import open_database

ALL = "all"
RATINGS = ("answered", "partly", "formal")


def count(settings: Settings, campaign_id: int | None, *, as_json: bool) -> list[str]:
    """The lines to print. Raises CommandFailed (no such campaign, database not ready), DatabaseProblem."""
    demand_ready(settings.database)
    try:
        found = asyncio.run(_count(settings, campaign_id))
    except NoCampaign:
        what = "there is no campaign yet" if campaign_id is None else f"there is no campaign number {campaign_id}"
        raise CommandFailed(ExitCode.PROBLEM, what) from None
    told = as_facts(found)
    return [json.dumps(told, ensure_ascii=False, indent=2)] if as_json else list(_lines(told))


async def _count(settings: Settings, campaign_id: int | None) -> Statistics:
    db = await open_database(settings.database)
    try:
        campaign = await find_campaign(db, campaign_id)
        places = (*REGION_CODES, NATIONAL)
        return await everything(db, campaign, datetime.now(UTC), settings.rules, places, TOPIC_SLUGS)
    finally:
        await db.close()


def as_facts(found: Statistics) -> dict[str, Any]:
    """The statistics as JSON holds them: codes, whole numbers, days as ISO text, times in minutes."""
    campaign, total, answered = found.campaign, found.whole.total, found.answered
    return {
        "campaign": {
            "number": campaign.id,
            "name_kk": campaign.name_kk,
            "name_ru": campaign.name_ru,
            "state": campaign.state,
        },
        "total": _figures(total) | {"authors": found.whole.authors},
        "states": dict(found.whole.states),
        "places": {one.code: _figures(one) for one in found.places if one.submitted},
        "topics": {one.code: _figures(one) for one in found.topics if one.submitted},
        "languages": {one.code: _figures(one) for one in found.languages},
        "days": {_text(one.day): {"submitted": one.submitted, "votes": one.votes} for one in found.days},
        "moderation": {one.region or ALL: _pace(one) for one in found.paces},
        "answers": {
            "sent": answered.sent,
            "answered": answered.answered,
            "answered_percent": percent(answered.answered, answered.sent),
            "overdue": answered.overdue,
            "ratings": dict(zip(RATINGS, answered.ratings, strict=True)),
        },
        "turnout": {
            one.region or ALL: {"residents": one.residents, "voters": one.voters, "percent": one.percent}
            for one in found.turnouts
        },
    }


def _figures(one: Figures) -> dict[str, int]:
    names = ("submitted", "published", "shortlisted", "answered", "support", "objections")
    return {name: getattr(one, name) for name in names}


def _pace(one: Pace) -> dict[str, int | None]:
    return {
        "decided": one.decided,
        "late": one.late,
        "late_percent": one.late_percent,
        "median_minutes": None if one.median is None else one.median // timedelta(minutes=1),
        "waiting": one.waiting,
    }


def _text(day: date) -> str:
    return day.isoformat()


def _lines(told: dict[str, Any]) -> Iterator[str]:
    """A section a paragraph, a code a line: ``KZ-59: submitted 12, published 9``."""
    campaign = told["campaign"]
    yield f"Campaign {campaign['number']} ({campaign['state']}): {campaign['name_kk']} / {campaign['name_ru']}"
    yield _counts(told["total"])
    for section in ("states", "places", "topics", "languages", "days", "moderation", "answers", "turnout"):
        yield ""
        yield f"{section}:"
        if not told[section]:
            yield "  nothing yet"
        for code, counted in told[section].items():
            yield f"  {code}: {_counts(counted) if isinstance(counted, dict) else counted}"


def _counts(counted: dict[str, Any]) -> str:
    return ", ".join(f"{name} {'-' if value is None else value}" for name, value in counted.items())
