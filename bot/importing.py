"""``usynys import`` at work: the dry run's lines, the rows added, how far it is."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.clock import system_clock
from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.settings import Settings
from forum import importing
from forum.errors import NoCampaign
from forum.import_template import FORMATS, write_template
from forum.importing import Done, File, Report
from locales import REGION_CODES, translator
from locales.import_words import ImportWords
from storage.database import Database, open_database

Say = Callable[[str], None]
BAR: Final = 30  # signs


def write_template_file(settings: Settings, path: Path, language: str) -> None:
    """Write the file to fill in. Raises CommandFailed (another ending than .xlsx or .csv, not writable)."""
    format = path.suffix.lower().removeprefix(".")
    if format not in FORMATS:
        raise CommandFailed(ExitCode.PROBLEM, f"{path} must end with .xlsx or .csv")
    zone = settings.rules.zone
    day = system_clock().astimezone(zone).date()
    try:
        write_template(path, format, ImportWords(translator(language, zone)), day)
    except OSError as problem:
        raise CommandFailed(ExitCode.PROBLEM, f"{path} cannot be written: {problem.strerror or problem}") from None


def import_proposals(
    settings: Settings,
    path: Path,
    language: str,
    say: Say,
    *,
    dry_run: bool,
    publish: bool,
    sheet: str | None,
    region: str | None,
    campaign: int | None,
) -> None:
    """Look the file through, say what is wrong in ``language``, and (without ``dry_run``) add what is new.

    Raises CommandFailed (errors in the file, no open campaign, not readable, database not ready), DatabaseProblem.
    """
    if region is not None and region not in REGION_CODES:
        raise CommandFailed(ExitCode.PROBLEM, f"no such region: {region} (codes are {', '.join(REGION_CODES)})")
    if not path.is_file():
        raise CommandFailed(ExitCode.PROBLEM, f"there is no file {path}")
    demand_ready(settings.database)
    words = ImportWords(translator(language, settings.rules.zone))
    file = File(path, path.name, sheet)
    try:
        asyncio.run(_import(settings, file, words, say, dry_run, publish, region, campaign))
    except NoCampaign:
        raise CommandFailed(ExitCode.PROBLEM, "no campaign is open") from None
    except OSError as problem:
        raise CommandFailed(ExitCode.PROBLEM, f"{path} cannot be read: {problem.strerror or problem}") from None


async def _import(
    settings: Settings,
    file: File,
    words: ImportWords,
    say: Say,
    dry_run: bool,
    publish: bool,
    region: str | None,
    campaign: int | None,
) -> None:
    db = await open_database(settings.database)
    try:
        report = await _looked_through(db, settings, file, words, system_clock(), region, campaign)
        for line in _lines(report, words):
            say(line)
        say(_counts(report))
        if report.errors:
            raise CommandFailed(ExitCode.PROBLEM, f"nothing was imported: {report.errors} errors in {file.name}")
        if dry_run or not report.proposals:
            say("Nothing was imported." if dry_run else "Nothing new: nothing was imported.")
            return
        say(_done(await _added(db, report, publish), publish))
    finally:
        await db.close()


async def _looked_through(
    db: Database,
    settings: Settings,
    file: File,
    words: ImportWords,
    now: datetime,
    region: str | None,
    campaign: int | None,
) -> Report:
    with _Bar("checked") as bar:
        report = await importing.dry_run(db, None, file, words, now, settings.rules, desk=region, progress=bar)
    if campaign is not None and report.campaign.id != campaign:
        raise CommandFailed(ExitCode.PROBLEM, f"campaign {campaign} is not open; number {report.campaign.id} is")
    return report


async def _added(db: Database, report: Report, publish: bool) -> Done:
    with _Bar("made findable") as bar:
        return await importing.run(db, None, report, system_clock(), publish=publish, progress=bar)


def _lines(report: Report, words: ImportWords) -> list[str]:
    found = []
    for one in report.problems:
        address = words.address(one.row, one.column, one.heading)
        what = words.problem(one.kind, one.facts)
        severity = words.severity(is_warning=one.is_warning)
        said = words.t.plain("import-report-line", address=address, what=what) if address else what
        found.append(f"[{severity}] {said}")
    return found


def _counts(report: Report) -> str:
    new = "" if report.errors else f" {len(report.proposals)} new, {report.already} imported before,"
    return f"Checked: {report.row_count} rows:{new} {report.errors} errors, {report.warnings} warnings."


def _done(done: Done, publish: bool) -> str:
    numbers = "" if done.numbers is None else f" Numbers {done.numbers[0]} to {done.numbers[1]}."
    state = "published" if publish else "waiting for the moderators"
    return f"Imported: {done.added} proposals, {state}.{numbers} Imported before: {done.already}."


class _Bar:
    """How far it is, on a terminal's standard error; a file or a pipe gets nothing of it."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._is_shown = sys.stderr.isatty()

    def __enter__(self) -> _Bar:
        return self

    def __call__(self, done: int, total: int) -> None:
        if self._is_shown:
            filled = BAR * done // max(1, total)
            bar = "#" * filled + "." * (BAR - filled)
            sys.stderr.write(f"\r[{bar}] {done} of {total} {self._what}")
            sys.stderr.flush()

    def __exit__(self, *problem: object) -> None:
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
