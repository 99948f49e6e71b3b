"""``usynys stats``: a campaign in figures, without Telegram."""

from __future__ import annotations

from typing import Annotated

import typer


def stats(
    campaign: Annotated[
        int | None, typer.Option(help="Number of the campaign; without it the open one, or the last.", min=1)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
) -> None:
    """Count a campaign: by state, region, topic, language and day; moderation times, answers, turnout.

    Regions, topics and states are named by their codes. Exit codes: 1 no such campaign, 2 settings, 3 database.
    """
    from bot.endings import leaving_clearly
    from bot.settings import load_settings
    from bot.stats import count

    with leaving_clearly():
        for line in count(load_settings(needs_token=False), campaign, as_json=json):
            typer.echo(line)
