"""Import of proposals collected on paper or at meetings: first a dry run, then all rows that are new, or none."""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from forum import campaigns, fair, import_table, search, staff_groups, texts
from forum.errors import NoCampaign, NotAllowed
from forum.import_columns import ImportWords, Problem
from forum.import_row import NewProposal
from forum.import_rows import Checked, Progress, check
from forum.import_table import NoTable
from forum.policies import Rules, demand_organizer
from storage import deliveries, imports, people
from storage import staff_groups as groups
from storage.database import Database, Transaction
from storage.imports import Import, Imported
from storage.records import Campaign, Person

FILE_NAME_MOST: Final = 200


class File(NamedTuple):
    """A file to be imported; ``sheet``: the one of a workbook that is meant, None: the first."""

    path: Path
    name: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an import would do. ``proposals`` would be added, ``already`` rows were imported before.

    ``earlier``: the last import of exactly this file.
    """

    campaign: Campaign
    file_name: str
    sha256: str
    sheet: str | None
    row_count: int
    proposals: tuple[NewProposal, ...]
    already: int
    problems: tuple[Problem, ...]
    earlier: Import | None = None

    @property
    def errors(self) -> int:
        """How many problems stop the import."""
        return sum(not problem.is_warning for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many are only to be looked at."""
        return len(self.problems) - self.errors

    @property
    def may_go_on(self) -> bool:
        """Whether there is something to import and nothing wrong."""
        return bool(self.proposals) and not self.errors


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did: ``numbers`` are the first and the last that were given, None when nothing was added."""

    added: int
    already: int
    numbers: tuple[int, int] | None = None


async def dry_run(
    db: Database,
    organizer: Person | None,
    file: File,
    words: ImportWords,
    now: datetime,
    rules: Rules,
    *,
    desk: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Look the whole file through and change nothing. None instead of an organizer: the operator.

    ``desk``: the region whose moderators decide on national proposals of rows that name no region of the meeting; the
    organizer's own where None. ``progress`` is called on the loop with rows done and all rows.
    Raises NotAllowed, NoCampaign (none is open), OSError.
    """
    if organizer is not None:
        demand_organizer(organizer)
    campaign = await campaigns.current(db)
    sha256 = await asyncio.to_thread(_sha256, file.path)
    today = now.astimezone(rules.zone).date()
    desk = desk or (organizer.region if organizer is not None else None)
    sheet = None
    try:
        table = await import_table.read(file.path, file.sheet)
        sheet = table.sheet
        checked = await asyncio.to_thread(check, table, words, rules, today, desk, _on_this_loop(progress))
    except NoTable as none:
        row = int(none.facts.get("row", 0))
        checked = Checked(problems=[Problem(row, None, "", none.kind, none.facts)])
    return await _report(db, campaign, file, sha256, sheet, checked)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _on_this_loop(progress: Progress | None) -> Progress | None:
    if progress is None:
        return None
    heard, loop = progress, asyncio.get_running_loop()

    def told(done: int, total: int) -> None:
        loop.call_soon_threadsafe(heard, done, total)

    return told


async def _report(
    db: Database, campaign: Campaign, file: File, sha256: str, sheet: str | None, checked: Checked
) -> Report:
    keys = [one.key for one in checked.proposals]

    async def work(tx: Transaction) -> tuple[dict[str, str | None], Import | None]:
        known = await imports.known(tx, campaign.id, keys)
        return known, await imports.find_of_file(tx, campaign.id, sha256)

    known, earlier = await db.read(work)
    changed = [_changed(one) for one in checked.proposals if one.key in known and known[one.key] != _print_of(one)]
    return Report(
        campaign,
        texts.clean_line(file.name)[:FILE_NAME_MOST],
        sha256,
        sheet,
        checked.count,
        tuple(one for one in checked.proposals if one.key not in known),
        sum(one.key in known for one in checked.proposals),
        tuple(sorted([*checked.problems, *changed], key=_place)),
        earlier,
    )


def _place(problem: Problem) -> tuple[int, int]:
    return problem.row, -1 if problem.column is None else problem.column


def _print_of(proposal: NewProposal) -> str:
    return texts.fingerprint(proposal.title, proposal.text)


def _changed(proposal: NewProposal) -> Problem:
    return Problem(proposal.row, None, "", "changed-since", {"value": proposal.key}, is_warning=True)


async def run(
    db: Database,
    organizer: Person | None,
    report: Report,
    now: datetime,
    *,
    publish: bool = False,
    progress: Progress | None = None,
) -> Done:
    """Import what a dry run found right: every row that is still new, in one unit; again it adds nothing.

    The rows wait for the moderators of their regions, or (``publish``) are public at once. Raises NotAllowed,
    NoCampaign (ended meanwhile), ValueError for a report with errors.
    """
    if organizer is not None:
        demand_organizer(organizer)
    if report.errors:
        raise ValueError("a file with errors is not imported")
    prepared = await asyncio.to_thread(lambda: [(one, _print_of(one)) for one in report.proposals])

    async def unit(tx: Transaction) -> Done:
        # Locked: of two imports of one file at once, the second must see what the first has added.
        last = await imports.lock_open_campaign(tx, report.campaign.id)
        if last is None:
            raise NoCampaign
        await _demand_still_organizer(tx, organizer)
        known = await imports.known(tx, report.campaign.id, [one.key for one, _ in prepared])
        fresh = [pair for pair in prepared if pair[0].key not in known]
        numbered = [_numbered(one, print_, number) for number, (one, print_) in enumerate(fresh, start=last + 1)]
        already = report.row_count - len(numbered)
        if not numbered:
            return Done(0, already)
        await _add(tx, None if organizer is None else organizer.id, report, numbered, now, publish)
        return Done(len(numbered), already, (numbered[0].number, numbered[-1].number))

    done = await db.write(unit)
    await _make_findable(db, report.campaign.id, progress)
    return done


async def _demand_still_organizer(tx: Transaction, organizer: Person | None) -> None:
    """The role may have been taken back while the file was looked through."""
    if organizer is None or organizer.is_admin:
        return
    person = await people.find(tx, organizer.id)
    if person is None or not person.is_organizer:
        raise NotAllowed


def _numbered(one: NewProposal, fingerprint: str, number: int) -> Imported:
    return Imported(
        number,
        one.key,
        one.place,
        one.desk,
        one.topic,
        one.language,
        one.title,
        one.text,
        fingerprint,
        fair.place_in_turn(number),
        one.translation,
        one.meeting_place,
        one.meeting_on,
    )


async def _add(
    tx: Transaction, by: int | None, report: Report, numbered: Sequence[Imported], now: datetime, publish: bool
) -> None:
    import_id = await imports.insert(
        tx,
        campaign_id=report.campaign.id,
        file_name=report.file_name,
        sha256=report.sha256,
        row_count=report.row_count,
        added_count=len(numbered),
        by=by,
        now=now,
    )
    state = "published" if publish else "pending"
    ids = await imports.add(tx, report.campaign.id, import_id, numbered, state, by, now)
    await imports.set_last_number(tx, report.campaign.id, numbered[-1].number)
    if not publish:
        await _tell_groups(tx, import_id, numbered, ids, now)


async def _tell_groups(
    tx: Transaction, import_id: int, numbered: Sequence[Imported], ids: Sequence[int], now: datetime
) -> None:
    """One message a group, however many rows came for its region."""
    of_region: dict[str, list[int]] = defaultdict(list)
    for one, proposal_id in zip(numbered, ids, strict=True):
        of_region[one.region].append(proposal_id)
    for region, theirs in sorted(of_region.items()):
        facts: dict[str, object] = {"proposal": theirs[0], "round": 1}
        if len(theirs) > 1:
            facts["together"] = len(theirs)
        for group in await groups.of_region(tx, region):
            cause = f"import:{import_id}:{group.id}"
            await deliveries.owe_group(tx, group.id, staff_groups.NEW_ITEM, facts, cause, now)


async def _make_findable(db: Database, campaign_id: int, progress: Progress | None) -> None:
    """Their words become findable after the unit, a few at a time: forty rows a proposal would hold up everybody.

    If the process ends meanwhile, the next start does it (forum.search.catch_up), or the same import once more.
    """
    missing = await db.read(lambda tx: imports.without_stems(tx, campaign_id, import_table.ROWS_MOST))
    await search.make_all_findable(db, missing, progress)
