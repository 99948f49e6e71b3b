"""``usynys shortlist``: whom the rankings offer, as a table or as JSON."""

from __future__ import annotations

from typing import Annotated

import typer


def shortlist(
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines, one a candidate, instead of a table.")] = False,
) -> None:
    """Show whom the rankings of the campaign offer for the shortlist: the best of each region and of each topic.

    Nothing is confirmed by this: organizers do that in the chat. Equals share a place, and those at the edge are all
    shown. Exit codes: 1 no campaign or no sizes set, 2 settings, 3 database.
    """
    from bot.endings import leaving_clearly
    from bot.settings import load_settings
    from bot.shortlist import show

    with leaving_clearly():
        settings = load_settings(needs_token=False)
        show(settings, typer.echo, lambda line: typer.echo(line, err=True), as_json=as_json)
