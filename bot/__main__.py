"""The command line: ``usynys`` or ``python -m bot``. Commands import what they need when they run."""

from __future__ import annotations

import typer

from bot.commands_campaign import campaign
from bot.commands_check import doctor
from bot.commands_data import migrate, recount, seed
from bot.commands_export import export
from bot.commands_import import import_file
from bot.commands_process import demo, run
from bot.commands_shortlist import shortlist
from bot.commands_stats import stats

app = typer.Typer(
    name="usynys",
    help="Telegram bot that collects proposals and votes for the Civil Forum, in Kazakh and in Russian.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (run, demo, migrate, export, recount, seed, doctor):
    app.command()(command)
app.add_typer(campaign)
app.command("import")(import_file)
app.command()(shortlist)
app.command()(stats)


def main() -> None:
    """Entry point of the console script."""
    app(prog_name="usynys")


if __name__ == "__main__":
    main()
