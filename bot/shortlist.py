"""``usynys shortlist``: the rankings of the campaign printed, without Telegram."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.settings import Settings
from forum.candidates import Board, opens_at
from forum.errors import NoCampaign
from forum.ranking import NOBODY
from forum.ranking_report import Row, campaign_of, rows
from locales import REGION_CODES, TOPIC_SLUGS
from storage.database import open_database

Say = Callable[[str], None]
COLUMNS: Final = ("place", "number", "net", "support", "objections", "regions", "margin", "state", "title")
WIDTHS: Final = (5, 7, 7, 7, 10, 7, 7, 12, 0)
BOARDS: Final = (
    *(Board("region", code) for code in REGION_CODES),
    *(Board(basis, slug) for basis in ("topic", "national") for slug in TOPIC_SLUGS),
)


def show(settings: Settings, say: Say, say_aside: Say, *, as_json: bool) -> None:
    """Print every ranking that has candidates. ``say_aside`` hears that voting goes on.

    Raises CommandFailed (no campaign, no sizes set, database not ready), DatabaseProblem.
    """
    demand_ready(settings.database)
    try:
        asyncio.run(_show(settings, say, say_aside, as_json))
    except NoCampaign:
        raise CommandFailed(ExitCode.PROBLEM, "there is no campaign yet") from None


async def _show(settings: Settings, say: Say, say_aside: Say, as_json: bool) -> None:
    db = await open_database(settings.database)
    try:
        campaign = await campaign_of(db)
        if campaign.shortlist_per_region is None and campaign.shortlist_per_topic is None:
            raise CommandFailed(ExitCode.PROBLEM, "how many to offer of each region and topic is not set yet")
        ends = opens_at(campaign, datetime.now(UTC))
        if ends is not None:
            say_aside(f"voting goes on until {ends.astimezone(settings.rules.zone):%Y-%m-%d %H:%M}: not final")
        async for found in rows(db, campaign, BOARDS):
            for line in _json(found) if as_json else _table(found):
                say(line)
    finally:
        await db.close()


def _facts(row: Row) -> dict[str, object]:
    candidate, tally = row.candidate, row.candidate.tally
    breadth = candidate.breadth or NOBODY
    return {
        "place": candidate.place,
        "number": tally.number,
        "net": tally.net,
        "support": tally.support,
        "objections": tally.objections,
        "regions": breadth.regions,
        "margin": candidate.margin,
        "state": tally.state,
        "title": row.proposal.title,
    }


def _json(found: tuple[Row, ...]) -> list[str]:
    return [
        json.dumps(
            {
                "ranking": row.board.basis,
                "of": row.board.key,
                **_facts(row),
                "from_elsewhere": (row.candidate.breadth or NOBODY).elsewhere,
                "equals": len(row.candidate.equals) - 1,  # who they are is said by the place they share
            },
            ensure_ascii=False,
        )
        for row in found
    ]


def _table(found: tuple[Row, ...]) -> list[str]:
    if not found:
        return []
    board = found[0].board
    heading = " ".join(name.ljust(width) for name, width in zip(COLUMNS, WIDTHS, strict=True))
    return [f"{board.basis} {board.key}", heading, *(_line(row) for row in found), ""]


def _line(row: Row) -> str:
    facts = _facts(row)
    # A sign at the place says that somebody else stands there, too.
    facts["place"] = f"{row.candidate.place}{'=' if row.candidate.is_tied else ''}"
    values = ("" if facts[name] is None else str(facts[name]) for name in COLUMNS)
    return " ".join(value.ljust(width) for value, width in zip(values, WIDTHS, strict=True)).rstrip()
