"""``usynys campaign …``: the campaign and its settings from the command line, without Telegram."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.campaigning import Console

campaign = typer.Typer(
    name="campaign",
    help="Look at campaigns, open one, change it, pause it and end it. What is done here stands in its history.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class What(StrEnum):
    """What can be paused."""

    submitting = "submitting"
    voting = "voting"


class Verification(StrEnum):
    """Whether votes and proposals need a phone number of one's own."""

    none = "none"
    phone = "phone"


def _run(work: Callable[[Console], Awaitable[None]]) -> None:
    from bot.campaigning import run
    from bot.endings import leaving_clearly
    from bot.settings import load_settings

    with leaving_clearly():
        run(load_settings(needs_token=False), typer.echo, work)


@campaign.command()
def show(
    number: Annotated[int | None, typer.Option("--id", help="Which one; the open one, else the last.")] = None,
) -> None:
    """Show a campaign: its phase, every setting, what is paused.

    Exit codes: 1 no such campaign, 2 settings, 3 database.
    """
    _run(lambda console: console.show(number))


@campaign.command("list")
def list_() -> None:
    """List all campaigns, the latest first. Exit codes: 2 settings, 3 database."""
    _run(lambda console: console.list())


@campaign.command()
def create(
    name_kk: Annotated[str, typer.Option(help="Name in Kazakh.")],
    name_ru: Annotated[str, typer.Option(help="Name in Russian.")],
    collecting_until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day of collecting.")],
    voting_until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day of voting.")],
    collecting_from: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of collecting; today.")
    ] = None,
    voting_from: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of voting; that of collecting.")
    ] = None,
    follow_up_from: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of following up what came of it.")
    ] = None,
    vote_budget: Annotated[int | None, typer.Option(help="Votes a resident may have at a time; any number.")] = None,
    shortlist_per_region: Annotated[int | None, typer.Option(help="How many of each region are offered.")] = None,
    shortlist_per_topic: Annotated[int | None, typer.Option(help="How many of each topic are offered.")] = None,
    verification: Annotated[
        Verification | None, typer.Option(help="Phone number: none or phone; as the settings say.")
    ] = None,
) -> None:
    """Open a campaign. Days are of the forum's zone; the last ones are inclusive.

    Exit codes: 1 one is open already, or something in it cannot be, 2 settings, 3 database.
    """
    from forum.campaigns import CampaignPlan

    plan = CampaignPlan(
        name_kk,
        name_ru,
        collecting_until.date(),
        voting_until.date(),
        collecting_from.date() if collecting_from else None,
        voting_from.date() if voting_from else None,
        follow_up_from.date() if follow_up_from else None,
        vote_budget,
        shortlist_per_region,
        shortlist_per_topic,
        verification.value if verification else None,
    )
    _run(lambda console: console.create(plan))


@campaign.command()
def change(
    setting: Annotated[str, typer.Argument(help="Its name as `show` writes it, for example voting-until.")],
    value: Annotated[str, typer.Argument(help="A name, a day as 2027-09-01, a number, a code; - for none.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be changed.")] = False,
) -> None:
    """Change one setting of the open campaign, and say what it was.

    Exit codes: 1 it cannot be so, or no campaign is open, 2 settings, 3 database.
    """
    _run(lambda console: console.change(setting, value, is_dry=dry_run))


@campaign.command()
def pause(
    what: Annotated[What, typer.Argument(help="What rests from now on.")],
    kk: Annotated[str, typer.Option(help="What residents are told, in Kazakh (10 to 300 characters).")],
    ru: Annotated[str, typer.Option(help="The same in Russian.")],
) -> None:
    """Pause submitting or voting at once; what was accepted stays, drafts are kept.

    Exit codes: 1 no campaign is open, or a sentence cannot be, 2 settings, 3 database.
    """
    _run(lambda console: console.pause(what.value, kk, ru))


@campaign.command()
def resume(what: Annotated[What, typer.Argument(help="What goes on.")]) -> None:
    """Go on with what was paused.

    Exit codes: 1 no campaign is open, 2 settings, 3 database.
    """
    _run(lambda console: console.resume(what.value))


@campaign.command()
def end(
    yes: Annotated[bool, typer.Option("--yes", help="Meant so: an ended campaign is never opened again.")] = False,
) -> None:
    """End the open campaign for good.

    Exit codes: 1 no campaign is open, or --yes is missing, 2 settings, 3 database.
    """
    _run(lambda console: console.end(is_sure=yes))
