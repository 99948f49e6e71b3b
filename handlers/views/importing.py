"""The import of proposals: the page with the template, what a file would add, what it added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from forum.import_columns import Problem
from forum.import_table import FILE_MEGABYTES, ROWS_MOST
from forum.importing import Done, Report
from handlers.callbacks import ImportStep, OpenOrganizer, RunImport
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons
from handlers.views.shorten import shortened
from locales import Markup, Translator, escape
from locales.import_words import ImportWords
from storage.records import Campaign

SHOWN_MOST: Final = 8  # problems in the chat; all of them are in the file
LINE_UNITS, NAME_UNITS = 320, 80


def import_screen(campaign: Campaign, t: Translator) -> Screen:
    """What to do, and the template; a file sent now is looked through."""
    name = shortened(campaign.name(t.language), NAME_UNITS)
    return Screen(
        t.html("import-title", name=name, rows=ROWS_MOST, megabytes=FILE_MEGABYTES),
        buttons(
            [
                button(t.plain("import-button-template-xlsx"), ImportStep(action="template-xlsx"), PRIMARY),
                button(t.plain("import-button-template-csv"), ImportStep(action="template-csv")),
            ],
            [_to_campaign(t)],
        ),
    )


def _to_campaign(t: Translator) -> Button:
    return button(t.plain("campaign-button-campaign"), OpenOrganizer(page="campaign"))


def reading_screen(name: str, progress: tuple[int, int] | None, t: Translator) -> Screen:
    """The file is being looked through."""
    name = shortened(name, NAME_UNITS)
    if progress is None:
        return Screen(t.html("import-reading", name=name))
    return Screen(t.html("import-reading-rows", name=name, done=progress[0], total=progress[1]))


def writing_screen(progress: tuple[int, int] | None, t: Translator) -> Screen:
    """Its rows are being added."""
    if progress is None:
        return Screen(t.html("import-writing"))
    return Screen(t.html("import-writing-rows", done=progress[0], total=progress[1]))


def report_screen(report: Report, request: str, t: Translator) -> Screen:
    """What the file would add, the first of what is wrong, and what can be done now."""
    lines: list[str] = [t.html("import-report", name=shortened(report.file_name, NAME_UNITS))]
    if report.sheet is not None:
        lines.append(t.html("import-report-sheet", sheet=shortened(report.sheet, NAME_UNITS)))
    lines += ["", *_counts(report, t), *_problems(report.problems, t), "", *_verdict(report, t)]
    rows: list[list[Button]] = []
    if report.may_go_on:
        count = len(report.proposals)
        run = button(t.plain("import-button-run", count=count), RunImport(request=request), PRIMARY)
        publish = button(t.plain("import-button-publish"), ImportStep(action="publish", request=request))
        rows += [[run], [publish]]
    rows.append([button(t.plain("button-cancel"), ImportStep(action="cancel"))])
    return Screen("\n".join(lines), buttons(*rows))


def _counts(report: Report, t: Translator) -> list[Markup]:
    lines = [t.html("import-report-rows", count=report.row_count)] if report.row_count else []
    if not report.errors:
        lines.append(t.html("import-report-new", count=len(report.proposals)))
        if report.already:
            lines.append(t.html("import-report-already", count=report.already))
    else:
        lines.append(t.html("import-report-errors", count=report.errors))
    if report.warnings:
        lines.append(t.html("import-report-warnings", count=report.warnings))
    return lines


def _problems(problems: Sequence[Problem], t: Translator) -> list[str]:
    # What stops the import comes first.
    chosen = sorted(problems, key=lambda problem: problem.is_warning)[:SHOWN_MOST]
    words = ImportWords(t)
    lines: list[str] = []
    if len(problems) > SHOWN_MOST:
        lines.append(t.html("import-report-shown"))
    lines += [f"• {escape(shortened(said(problem, words), LINE_UNITS))}" for problem in chosen]
    return ["", *lines] if lines else []


def said(problem: Problem, words: ImportWords) -> str:
    """A problem with its address, in one line of plain text."""
    what = words.problem(problem.kind, problem.facts)
    address = words.address(problem.row, problem.column, problem.heading)
    if not address:
        return what[:1].upper() + what[1:]
    return words.t.plain("import-report-line", address=address, what=what)


def _verdict(report: Report, t: Translator) -> list[Markup]:
    if report.errors:
        return [t.html("import-report-broken")]
    if report.proposals:
        return [t.html("import-report-ready")]
    lines = [t.html("import-report-nothing")]
    if report.earlier is not None:
        earlier = report.earlier
        lines.append(t.html("import-report-earlier", at=earlier.imported_at, count=earlier.added_count))
    return lines


def publish_screen(count: int, warnings: int, request: str, t: Translator) -> Screen:
    """Asks once more: what is published at once, nobody has looked at."""
    lines = [t.html("import-publish-ask", count=count)]
    if warnings:
        lines.append(t.html("import-publish-warnings", count=warnings))
    sure = t.plain("import-button-publish-sure", count=count)
    run = t.plain("import-button-run", count=count)
    return Screen(
        "\n".join(lines),
        buttons(
            [button(sure, RunImport(publish=1, request=request), DANGER)],
            [button(run, RunImport(request=request))],
            [button(t.plain("button-cancel"), ImportStep(action="cancel"))],
        ),
    )


def nothing_screen(t: Translator) -> Screen:
    """Nothing was added; why is told beside it."""
    return Screen(t.html("import-cancelled"), buttons([_to_campaign(t)]))


def done_screen(done: Done, report: Report, t: Translator, *, published: bool) -> Screen:
    """What was added. Pressed again nothing was, and what the file added then is said."""
    earlier = report.earlier
    if done.numbers is None and earlier is not None:
        lines = [t.html("import-report-earlier", at=earlier.imported_at, count=earlier.added_count)]
    else:
        lines = [t.html("import-done", count=done.added)]
        if done.numbers is not None:
            first, last = (str(number) for number in done.numbers)
            lines.append(t.html("import-done-numbers", first=first, last=last))
        if done.already:
            lines.append(t.html("import-done-already", count=done.already))
        if done.added:
            lines.append(t.html("import-done-published" if published else "import-done-pending"))
    again = button(t.plain("import-button-again"), OpenOrganizer(page="import"))
    return Screen("\n".join(lines), buttons([again, _to_campaign(t)]))
