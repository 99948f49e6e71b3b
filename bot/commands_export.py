"""``usynys export``: files for people, programs and whoever wants open data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """Kinds of export files."""

    csv = "csv"
    xlsx = "xlsx"
    jsonl = "jsonl"
    docx = "docx"


class Language(StrEnum):
    """Languages of headings."""

    kk = "kk"
    ru = "ru"


def export(
    out: Annotated[Path | None, typer.Option(help="File to write (its folder must exist).")] = None,
    format: Annotated[Format, typer.Option(help="Kind of file; docx is the forum's document.")] = Format.xlsx,
    language: Annotated[Language, typer.Option(help="Language of the headings.")] = Language.kk,
    internal: Annotated[
        bool, typer.Option("--internal", help="The copy for organizers: also what is not published.")
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Every act on the proposals instead: when, what and by whom.")
    ] = False,
    campaign: Annotated[int | None, typer.Option(help="Number of a past campaign; the latest otherwise.")] = None,
    place: Annotated[str | None, typer.Option(help="Only of a region (KZ-59), or national.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only of a topic, by its code.")] = None,
    state: Annotated[str | None, typer.Option(help="Only in a state, by its code.")] = None,
    split_megabytes: Annotated[
        int | None, typer.Option(min=1, help="Split into files of at most so many megabytes, each with its headings.")
    ] = None,
    open_data: Annotated[
        Path | None,
        typer.Option(help="Write open data of all campaigns into this folder instead: CSV, JSON lines, a manifest."),
    ] = None,
) -> None:
    """Write the proposals of the campaign, or their history, to a file.

    Exit codes: 1 nothing to export or the file cannot be written, 2 settings, 3 database.
    """
    from bot.endings import CommandFailed, leaving_clearly
    from bot.exit_codes import ExitCode
    from bot.settings import load_settings

    with leaving_clearly():
        if (out is None) == (open_data is None):
            raise CommandFailed(ExitCode.PROBLEM, "say where to: --out FILE, or --open-data FOLDER")
        settings = load_settings(needs_token=False)
        from bot.export import FileWish, export_open_data, export_to_file, query_of

        if open_data is not None:
            made = export_open_data(settings, open_data)
            typer.echo(f"Written: {open_data}, {len(made)} files and their manifest.")
        elif out is not None:
            kind = f"history-{format.value}" if history else format.value
            most = None if split_megabytes is None else split_megabytes * 1_000_000
            wish = FileWish(out, kind, language.value, internal, query_of(place, topic, state), campaign, most)
            for part in export_to_file(settings, wish, _bar):
                typer.echo(f"Written: {part.path}, {part.rows} {'acts' if history else 'proposals'}.")


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    """A bar of ``total`` rows on a terminal; nothing where nobody looks at it."""
    if not sys.stderr.isatty() or not total:
        yield lambda done: None
        return
    with typer.progressbar(length=total, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
