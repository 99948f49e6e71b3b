"""``usynys export``: the campaign's proposals as a file, without Telegram."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.settings import Settings
from forum import reasons
from forum.errors import NoCampaign
from forum.exports import campaign_to_export, write
from locales import translator
from locales.export_words import Words
from storage.database import open_database


def export_to_file(settings: Settings, out: Path, format: str, language: str, *, internal: bool) -> int:
    """Write the open campaign, or the last one, to ``out``; how many proposals, or acts of a history.

    ``format`` is one of forum.exports.FORMATS; ``internal`` adds what is not published.
    Raises DatabaseProblem, CommandFailed (nothing to export, file not writable, database not ready).
    """
    _demand_writable(out)
    demand_ready(settings.database)
    try:
        return asyncio.run(_write(settings, out, format, language, internal))
    except NoCampaign:
        raise CommandFailed(ExitCode.PROBLEM, "there is no campaign to export yet") from None
    except OSError as problem:
        raise CommandFailed(ExitCode.PROBLEM, f"{out} cannot be written: {problem.strerror or problem}") from None


def _demand_writable(out: Path) -> None:
    if not out.parent.is_dir():
        raise CommandFailed(ExitCode.PROBLEM, f"the folder {out.parent} does not exist")
    if out.is_dir():
        raise CommandFailed(ExitCode.PROBLEM, f"{out} is a folder; name a file in it")


async def _write(settings: Settings, out: Path, format: str, language: str, internal: bool) -> int:
    db = await open_database(settings.database)
    try:
        words = Words(translator(language, settings.rules.zone), await reasons.names(db, language))
        return await write(db, out, await campaign_to_export(db), words, format, internal=internal)
    finally:
        await db.close()
