"""``usynys recount``: the counters against the votes, without Telegram."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.settings import Settings
from forum.recount import Compared, compare
from storage.database import open_database
from storage.recount import Tally

TELL_EVERY = 5.0  # seconds between lines of progress
DIFFERS = "proposals whose numbers differ from their votes: {count} (usynys recount --mend sets them right)"
Say = Callable[[str], None]


def recount(settings: Settings, say: Say, say_aside: Say, *, mend: bool) -> None:
    """Compare every proposal's numbers with its votes; a line a difference and the totals to ``say``.

    ``say_aside`` hears how far it is. Raises CommandFailed (a difference was found and not mended, database not
    ready), DatabaseProblem.
    """
    demand_ready(settings.database)
    differing = asyncio.run(_recount(settings.database, say, say_aside, mend))
    if differing and not mend:
        raise CommandFailed(ExitCode.PROBLEM, DIFFERS.format(count=differing))


async def _recount(url: str, say: Say, say_aside: Say, mend: bool) -> int:
    db = await open_database(url)
    last, differing = Compared(0, 0, 0, ()), 0
    next_line = time.monotonic() + TELL_EVERY
    try:
        async for last in compare(db, mend=mend):
            differing += len(last.differing)
            for tally in last.differing:
                for line in _lines(tally):
                    say(line)
            if time.monotonic() >= next_line:
                next_line = time.monotonic() + TELL_EVERY
                say_aside(f"… {last.proposals} of {last.total} proposals")
    finally:
        await db.close()
    mended = f" Mended: {differing}." if mend else ""
    say(f"Compared: {last.proposals} proposals, {last.votes} votes. Differing: {differing} proposals.{mended}")
    return differing


def _lines(tally: Tally) -> list[str]:
    name = f"proposal {tally.proposal_id}" + ("" if tally.number is None else f" (No. {tally.number})")
    true = f"the votes are {tally.votes[0]} in support, {tally.votes[1]} objections"
    kept = (("counters say", tally.counters), ("hours add up to", tally.hours))
    return [
        f"{name}: the {what} {support} and {objection}; {true}"
        for what, (support, objection) in kept
        if (support, objection) != tally.votes
    ]
