"""``usynys run`` and ``usynys demo``: the commands that keep running."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer


def run() -> None:
    """Run the bot until Ctrl-C or SIGTERM (then it stops within 10 seconds).

    Settings come from the environment and .env. Exit codes: 2 settings, 3 database, 4 token refused, 5 port taken.
    """
    from bot.endings import leaving_clearly
    from bot.logs import configure_logs
    from bot.settings import load_settings

    with leaving_clearly():
        settings = load_settings()
        configure_logs(settings.log_level, settings.secrets)
        # Before Telegram's library is loaded: a database that cannot be used is told at once.
        from storage.revision import bring_up_to_date

        bring_up_to_date(settings.database)
        # Most of what is made now stays: the collector would walk through it again and again, a second of a start.
        gc.disable()
        from bot.process import run_process

        gc.freeze()
        gc.enable()
        run_process(settings)


def demo(
    port: Annotated[int, typer.Option(help="Port of the chat page on 127.0.0.1.", min=0, max=65535)] = 8080,
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path("demo-data"),
) -> None:
    """Show the real bot without Telegram: a chat page in the browser, five people, sample proposals.

    Needs no token and no network. Ctrl-C ends it; starting again keeps the data. Exit code 5: the port is taken.
    """
    from bot.demo import run_demo
    from bot.endings import leaving_clearly

    with leaving_clearly():
        run_demo(port, folder)
