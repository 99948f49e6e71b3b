"""The composition root: every part is made here, started in order and stopped in order."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError

from bot.clock import Clock, system_clock
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.outbox import Outbox
from bot.schedule import Schedule
from bot.settings import Settings
from bot.telegram.session import BotSession, open_bot
from bot.updates.polling import PAUSES, Polling, TokenRefused
from handlers import build_dispatcher
from handlers.commands import set_profile
from handlers.form_storage import FormStorage
from handlers.services import Services
from storage.database import Database, open_database
from storage.errors import DatabaseProblem

log = logging.getLogger(__name__)

REFUSED = "Telegram does not know this BOT_TOKEN (or TELEGRAM_API_URL is not a Bot API)"
STOP_WITHIN = 7.0  # seconds for what is being handled and sent; closing takes the rest of the ten


class App:
    """One running bot. Several may live in one process; the schema must be there (storage.migrate)."""

    services: Services
    schedule: Schedule
    outbox: Outbox

    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self._settings = settings
        self._clock = clock
        self._db: Database | None = None
        self._session: BotSession | None = None
        self._polling: Polling | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the database, greet Telegram, set the profile, begin to poll, deliver and wake.

        Raises DatabaseProblem, TokenRefused. Waits as long as Telegram cannot be reached.
        """
        db = self._db = await open_database(self._settings.database)
        bot, session = open_bot(self._settings.token, self._settings.telegram_api_url)
        self._session = session
        username = await self._greet(bot)
        self.services = Services(
            db=db,
            now=self._clock,
            rules=self._settings.rules,
            operator=self._settings.operator,
            bot_username=username,
            admin_ids=self._settings.admin_ids,
            wake=lambda: self.outbox.wake(),
        )
        self.outbox = Outbox(bot, self.services)
        self.schedule = Schedule(self.services)
        dispatcher = build_dispatcher(self.services, FormStorage(db, self._clock))
        await self._set_profile(bot)

        async def feed(offset: int | None, wait_for: int) -> list[dict[str, Any]]:
            return await session.updates(bot, offset, wait_for)

        async def handle(update: dict[str, Any]) -> None:
            await dispatcher.feed_raw_update(bot, update)

        self._polling = Polling(feed, handle)
        self._tasks = [
            asyncio.create_task(self._polling.run(), name="polling"),
            asyncio.create_task(self.outbox.run(), name="outbox"),
        ]
        await self.schedule.start()
        log.info("bot is running", extra={"bot": username})

    async def run(self) -> None:
        """Stay until cancelled, or until a part fails. Raises what made it fail, such as TokenRefused."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self, within: float = STOP_WITHIN) -> None:
        """Take no more updates, finish those in hand, confirm them, close. Safe to call at any stage."""
        until = asyncio.get_running_loop().time() + within
        if self._tasks:
            self.schedule.stop()
            self._tasks[0].cancel()
            self.outbox.stop()
            await asyncio.wait(self._tasks[:1])
            if self._polling is not None:
                await self._polling.finish(within)
            # What is being sent right now would be sent twice if it were cut off.
            await asyncio.wait(self._tasks, timeout=max(0.5, until - asyncio.get_running_loop().time()))
        await self._close()
        log.info("bot stopped")

    async def abandon(self) -> None:
        """End as a power cut would: nothing is finished, nothing confirmed. For tests."""
        if self._tasks:
            self.schedule.stop()
            self._tasks[0].cancel()
            await asyncio.wait(self._tasks[:1])
        if self._polling is not None:
            await self._polling.abandon()
        await self._close()

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        if self._session is not None:
            await self._session.close()
        if self._db is not None:
            await self._db.close()

    async def _greet(self, bot: Bot) -> str:
        """The bot's own username; also takes it from webhook mode, which would refuse polling."""
        failures = 0
        while True:
            try:
                me = await bot.get_me()
                await bot.delete_webhook(drop_pending_updates=False)
            except (TelegramUnauthorizedError, TelegramNotFound) as refused:
                raise TokenRefused(REFUSED) from refused
            except TelegramAPIError as problem:
                pause = PAUSES[min(failures, len(PAUSES) - 1)]
                if not failures:
                    log.warning("Telegram cannot be reached, trying again", extra={"problem": type(problem).__name__})
                failures += 1
                await asyncio.sleep(pause)
            else:
                return me.username or ""

    async def _set_profile(self, bot: Bot) -> None:
        try:
            await set_profile(bot, self.services)
        except TelegramAPIError as problem:
            # The bot works with yesterday's menu too.
            log.warning("commands and descriptions not set", extra={"problem": type(problem).__name__})


async def run(settings: Settings, clock: Clock = system_clock) -> None:
    """Run a bot until SIGINT or SIGTERM. Raises DatabaseProblem, TokenRefused."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, asked.set)
    app = App(settings, clock)
    living = asyncio.create_task(_live(app), name="bot")
    stopping = asyncio.create_task(asked.wait(), name="stop signal")
    try:
        await asyncio.wait([living, stopping], return_when=asyncio.FIRST_COMPLETED)
        if living.done():
            living.result()
    finally:
        stopping.cancel()
        living.cancel()
        await asyncio.wait([living, stopping])
        await app.stop()


async def _live(app: App) -> None:
    await app.start()
    # aiogram's models are made once and stay: left to the collector they cost a pause of 180 ms each full round.
    gc.collect()
    gc.freeze()
    await app.run()


def run_process(settings: Settings) -> None:
    """Run as a process of its own. Raises DatabaseProblem, CommandFailed (TOKEN; PROBLEM for our own mistakes)."""
    try:
        asyncio.run(run(settings))
    except TokenRefused:
        raise CommandFailed(ExitCode.TOKEN, REFUSED) from None
    except DatabaseProblem:
        raise
    except Exception:
        # Through the log, which takes out secrets and people's texts; a bare traceback would show them.
        log.exception("the bot ended")
        raise CommandFailed(ExitCode.PROBLEM, "the bot ended by a mistake of its own; the log says where") from None
