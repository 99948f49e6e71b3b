"""``usynys migrate``, ``recount`` and ``seed``: the commands that need a database and no Telegram."""

from __future__ import annotations

from typing import Annotated

import typer


def migrate() -> None:
    """Bring the database to this version's tables (an SQLite file is copied aside first).

    `usynys run` does this by itself. Exit codes: 2 settings, 3 database.
    """
    from bot.endings import leaving_clearly
    from bot.settings import load_settings
    from storage.revision import bring_up_to_date

    with leaving_clearly():
        changed = bring_up_to_date(load_settings(needs_token=False).database)
        typer.echo("The database was migrated." if changed else "The database is up to date.")


def recount(
    mend: Annotated[bool, typer.Option("--mend", help="Set what differs by the votes.")] = False,
) -> None:
    """Prove the counters: compare each proposal's numbers, and those of its hours, with its votes.

    One line a difference, then the totals. The bot may go on running. Exit codes: 1 something differs (and --mend was
    not given), 2 settings, 3 database.
    """
    from bot.endings import leaving_clearly
    from bot.recount import recount as compare_all
    from bot.settings import load_settings

    with leaving_clearly():
        settings = load_settings(needs_token=False)
        compare_all(settings, typer.echo, lambda line: typer.echo(line, err=True), mend=mend)


def seed(
    demo_people: Annotated[
        bool, typer.Option("--demo-people", help="Also register the sandbox's residents and its moderator.")
    ] = False,
) -> None:
    """Fill an empty database with a sample campaign: some sixty proposals in both languages, votes, decisions.

    All its people are made up and nothing is ever sent to them. Exit code 1: a campaign exists already.
    """
    from bot.endings import leaving_clearly
    from bot.settings import load_settings

    with leaving_clearly():
        settings = load_settings(needs_token=False)
        from bot.seed import seed_database

        seeded = seed_database(settings, demo_people=demo_people)
        typer.echo(f"Written: a campaign, {seeded.proposals} proposals, {seeded.votes} votes.")
