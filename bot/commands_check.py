"""``usynys doctor``."""

from __future__ import annotations

import typer


def doctor() -> None:
    """Look at settings, database, texts and token, and say in plain words what is wrong.

    One line a thing: ok or PROBLEM. Exit code 1 if there is any problem.
    """
    from bot.doctor import examine
    from bot.exit_codes import ExitCode

    is_well = True
    for finding in examine():
        typer.echo(finding.line)
        is_well = is_well and finding.is_well
    raise typer.Exit(ExitCode.OK if is_well else ExitCode.PROBLEM)
