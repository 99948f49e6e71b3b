"""``usynys import``: proposals collected on paper or at meetings, from a CSV or XLSX file, without Telegram."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ReportLanguage(StrEnum):
    """Languages of the report and of the template."""

    kk = "kk"
    ru = "ru"


def import_file(
    file: Annotated[Path | None, typer.Argument(help="CSV or XLSX file to import.", show_default=False)] = None,
    template: Annotated[
        Path | None,
        typer.Option(help="Write the file to fill in (.xlsx or .csv) instead.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added and what is wrong.")] = False,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish at once, without the moderators of the regions.")
    ] = False,
    sheet: Annotated[str | None, typer.Option(help="Sheet of the workbook; the first if not given.")] = None,
    region: Annotated[
        str | None, typer.Option(help="Whose moderators get national proposals without a region of the meeting: KZ-39.")
    ] = None,
    campaign: Annotated[
        int | None, typer.Option(help="Number of the open campaign; with another one nothing is imported.")
    ] = None,
    language: Annotated[
        ReportLanguage, typer.Option(help="Language of the report and the template.")
    ] = ReportLanguage.kk,
) -> None:
    """Import proposals from a file: all that are new, or none if a single row is wrong.

    Rows whose unique number was imported before are skipped, so the same file again adds nothing. What is wrong is
    said row by row on standard output. Exit codes: 1 the file has errors or cannot be read, or no campaign is open,
    2 settings, 3 database.
    """
    from bot.endings import CommandFailed, leaving_clearly
    from bot.exit_codes import ExitCode
    from bot.importing import import_proposals, write_template_file
    from bot.settings import load_settings

    with leaving_clearly():
        if (file is None) == (template is None):
            raise CommandFailed(ExitCode.PROBLEM, "name one file: the one to import, or --template FILE to write")
        settings = load_settings(needs_token=False)
        if template is not None:
            write_template_file(settings, template, language.value)
            typer.echo(f"Written: {template}")
            return
        assert file is not None
        import_proposals(
            settings,
            file,
            language.value,
            typer.echo,
            dry_run=dry_run,
            publish=publish,
            sheet=sheet,
            region=region,
            campaign=campaign,
        )
