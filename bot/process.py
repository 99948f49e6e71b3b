"""The bot as a process: signals, and how it ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable

from bot.app import App
from bot.clock import Clock, system_clock
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.settings import Settings
from bot.updates.reach import TokenRefused
from bot.warm import settle_memory
from forum import embedding
from storage.errors import DatabaseProblem

log = logging.getLogger(__name__)

END_WITHIN = 9.0  # seconds from the signal for an orderly end
CERTAINLY_WITHIN = 9.8  # seconds from the signal, whatever hangs
REFUSED = "Telegram does not know this BOT_TOKEN (or TELEGRAM_API_URL is not a Bot API)"


async def run(settings: Settings, clock: Clock = system_clock, at_stop: Callable[[], object] = lambda: None) -> None:
    """Run a bot until SIGINT or SIGTERM; ``at_stop`` is called when it begins to end.

    Raises DatabaseProblem, TokenRefused, CommandFailed.
    """
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, asked.set)
    app = App(settings, clock, embedding.installed())
    living = asyncio.create_task(_live(app), name="bot")
    stopping = asyncio.create_task(asked.wait(), name="stop signal")
    try:
        await asyncio.wait([living, stopping], return_when=asyncio.FIRST_COMPLETED)
        if living.done():
            living.result()
    finally:
        stopping.cancel()
        living.cancel()
        at_stop()
        await asyncio.wait([living, stopping])
        try:
            async with asyncio.timeout(END_WITHIN):
                await app.stop()
        except TimeoutError:
            # Several things hang at once; nothing is lost, what was in hand comes again.
            log.warning("stopped in the middle of stopping")


def _end_for_certain() -> None:
    """A driver's thread or the resolver may hang beyond every timeout of ours; the interpreter would wait for them.

    Whatever was in hand then comes again, as after a power cut.
    """

    def end() -> None:
        log.error("the process would not end; ended by force")
        os._exit(ExitCode.PROBLEM)

    watchdog = threading.Timer(CERTAINLY_WITHIN, end)
    watchdog.daemon = True  # an orderly end does not wait for it
    watchdog.start()


async def _live(app: App) -> None:
    await app.start()
    settle_memory()
    await app.run()


def run_process(settings: Settings) -> None:
    """Run as a process of its own. Raises DatabaseProblem, CommandFailed (TOKEN, PORT, SETTINGS; PROBLEM: our own)."""
    try:
        asyncio.run(run(settings, at_stop=_end_for_certain))
    except TokenRefused:
        raise CommandFailed(ExitCode.TOKEN, REFUSED) from None
    except (DatabaseProblem, CommandFailed):
        raise
    except Exception:
        # Through the log, which takes out secrets and people's texts; a bare traceback would show them.
        log.exception("the bot ended")
        raise CommandFailed(ExitCode.PROBLEM, "the bot ended by a mistake of its own; the log says where") from None
