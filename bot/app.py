"""The composition root: every part is made here, started in order and stopped in order."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import User
from aiohttp import web

from bot.announcing import Announcer
from bot.clock import Clock, system_clock
from bot.health import Health, mount_health
from bot.http_server import HttpServer
from bot.logs import note_update
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.pace import Pace
from bot.schedule import Schedule
from bot.settings import Settings
from bot.telegram.pacing import Pacing, pacing_at
from bot.telegram.session import WANTED, BotSession, open_bot
from bot.updates.intake import Intake
from bot.updates.isolation import Alone, Isolation
from bot.updates.journal import Journal
from bot.updates.mode import UpdatesIn
from bot.updates.order import Update
from bot.updates.polling import Polling
from bot.updates.reach import reached
from bot.updates.webhook import CONNECTIONS, Webhook
from bot.warm import warm_up
from forum.announcing import OPEN_MOST
from forum.embedding import Model
from forum.meanings import Meanings
from handlers import build_dispatcher, feed
from handlers.commands import set_profile
from handlers.form_storage import FormStorage
from handlers.services import Services
from storage import deliveries
from storage.database import Database, open_database
from storage.lead import OUTBOX, AdvisoryLead

log = logging.getLogger(__name__)

OWED_MOST = 10_000  # deliveries counted for the metrics
STOP_WITHIN = 6.0  # seconds for what is being handled and sent; confirming and closing take the rest of the ten


class App:
    """One running bot. Several may live in one process; the schema must be there (storage.migrate).

    ``model`` tells what proposals mean; None: similar ones are found by words alone. ``speed`` is for trials
    against a local server: Telegram's limits are taken to be so many times as wide.
    """

    services: Services
    schedule: Schedule
    outbox: Outbox
    intake: Intake

    def __init__(
        self, settings: Settings, clock: Clock = system_clock, model: Model | None = None, speed: float = 1.0
    ) -> None:
        self.metrics = Metrics()
        self._settings = settings
        self._clock = clock
        self._model = model
        self._pacing = pacing_at(speed)
        self._owed_at_once = round(OPEN_MOST * speed)
        self._health = Health()
        self._server: HttpServer | None = None
        self._db: Database | None = None
        self._meanings: Meanings | None = None
        self._session: BotSession | None = None
        self._isolation: Isolation = Alone()
        self._updates: UpdatesIn | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the database, greet Telegram, set the profile, begin to take updates, deliver and wake.

        Raises DatabaseProblem, TokenRefused, CommandFailed. Waits as long as Telegram cannot be reached.
        """
        await self._listen()
        db = self._db = self._health.db = await open_database(self._settings.database)
        api_url, observe = self._settings.telegram_api_url, self.metrics.call_done
        bot, session = open_bot(self._settings.token, api_url, self._pacing, observe)
        self._session = session
        me: User = await reached(bot.get_me)
        self.services = self._services(db, me.username or "")
        lead = None if self._settings.is_alone else AdvisoryLead(self._settings.database, OUTBOX)
        self.outbox = Outbox(bot, self.services, session.pacing, self.metrics.delivery, lead)
        announcer = Announcer(bot, self.services, session.pacing, lead, self._owed_at_once)
        self.schedule = Schedule(self.services, lead, announcer, self._settings.open_data_folder)
        await self._set_profile(bot)
        warm_up(bot)
        journal = Journal(db, self._clock)
        self.intake = self._intake(bot, journal)
        updates = self._updates = self._updates_in(bot, session, journal)
        self._health.updates_are_taken = lambda: updates.are_taken
        self._watch(db, journal, session.pacing)
        await updates.begin()
        self._tasks = [
            asyncio.create_task(updates.run(), name="updates"),
            asyncio.create_task(journal.keep(self.intake.take), name="journal"),
            asyncio.create_task(self.outbox.run(), name="outbox"),
        ]
        await self.schedule.start()
        mode = "polling" if self._settings.webhook is None else "webhook"
        log.info("bot is running", extra={"bot": me.username, "updates": mode})

    async def run(self) -> None:
        """Stay until cancelled, or until a part fails. Raises what made it fail, such as TokenRefused."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self, within: float = STOP_WITHIN) -> None:
        """Take no more updates, finish those in hand, confirm them, close. Safe to call at any stage."""
        until = asyncio.get_running_loop().time() + within
        self._health.is_stopping = True
        if self._tasks:
            self.schedule.stop()
            taking, keeping, sending = self._tasks
            taking.cancel()
            keeping.cancel()  # it would take up what others left, and take again what is given back below
            self.outbox.stop()
            await asyncio.wait([taking, keeping])
            if self._updates is not None:
                await self._updates.finish(within)
            # What is being sent right now would be sent twice if it were cut off.
            await asyncio.wait([sending], timeout=max(0.5, until - asyncio.get_running_loop().time()))
        await self._close()
        log.info("bot stopped")

    async def abandon(self) -> None:
        """End as a power cut would: nothing is finished, nothing confirmed. For tests."""
        if self._tasks:
            self.schedule.stop()
            self._tasks[0].cancel()
            await asyncio.wait(self._tasks[:1])
        await self._close()

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        if self._updates is not None:
            await self.intake.abandon()
        if self._server is not None:
            await self._server.stop()
        await self._isolation.close()
        if self._session is not None:
            await self._session.close()
        if self._meanings is not None:
            await self._meanings.close()
        if self._db is not None:
            await self._db.close()

    async def _listen(self) -> None:
        """Before anything else that may take long: whoever asks after the bot's health is answered."""
        if self._settings.http_address is None:
            return
        server = HttpServer(*self._settings.http_address)
        mount_health(server, self._health, self.metrics)
        if self._settings.webhook is not None:
            server.add_post(urlsplit(self._settings.webhook[0]).path, self._receive)
        await server.start()
        self._server = server

    async def _receive(self, request: web.Request) -> web.Response:
        if isinstance(self._updates, Webhook):
            return await self._updates.receive(request)
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)

    def _services(self, db: Database, username: str) -> Services:
        if self._model is not None:
            self._meanings = Meanings(db, self._clock, self._model)
        return Services(
            db=db,
            now=self._clock,
            rules=self._settings.rules,
            operator=self._settings.operator,
            bot_username=username,
            admin_ids=self._settings.admin_ids,
            wake=lambda: self.outbox.wake(),
            pace=Pace(self._settings.actions_a_minute, self._settings.votes_an_hour),
            phone_pepper=self._settings.pepper,
            meanings=self._meanings,
        )

    def _intake(self, bot: Bot, journal: Journal) -> Intake:
        dispatcher = build_dispatcher(self.services, FormStorage(self.services.db, self._clock))

        async def handle(update: Update, may_retry: bool) -> None:
            await feed(dispatcher, bot, update, may_retry=may_retry)

        def observe(kind: str, outcome: str, seconds: float) -> None:
            self.metrics.update_done(kind, outcome, seconds)
            note_update(kind, outcome, seconds)

        if not self._settings.is_alone:
            from storage.isolation import AdvisoryLocks  # and with it the driver, which SQLite does without

            self._isolation = AdvisoryLocks(self._settings.database)
        return Intake(handle, journal, self._isolation, observe)

    def _updates_in(self, bot: Bot, session: BotSession, journal: Journal) -> UpdatesIn:
        """The one place where the way of getting updates is chosen."""
        if self._settings.webhook is None:
            leave_webhook = partial(bot.delete_webhook, drop_pending_updates=False)
            return Polling(partial(session.updates, bot), self.intake, journal, leave_webhook)
        url, secret = self._settings.webhook
        register = partial(
            bot.set_webhook,
            url,
            secret_token=secret,
            max_connections=CONNECTIONS,
            allowed_updates=list(WANTED),
            drop_pending_updates=False,
        )
        return Webhook(self.intake, journal, register, secret, is_alone=self._settings.is_alone)

    def _watch(self, db: Database, journal: Journal, pacing: Pacing) -> None:
        db.on_group = partial(self.metrics.group, dialect=db.dialect)
        self.metrics.watch("write_lane_waiting", lambda: db.waiting, "Units that wait for a commit")
        self.metrics.watch("updates_unfinished", lambda: self.intake.unfinished, "Updates taken and not finished")
        self.metrics.watch("updates_journaled", lambda: journal.held, "Of these, written down and confirmed")

        async def owed() -> int:
            return await db.read(lambda tx: deliveries.count_open(tx, OWED_MOST))

        self.metrics.watch("deliveries_owed", owed, f"Deliveries not settled yet, counted up to {OWED_MOST}")
        self.metrics.watch("deliveries_in_line", lambda: pacing.counts().waiting, "Deliveries that wait for their turn")
        self.metrics.watch("deliveries_silence_seconds", lambda: pacing.counts().bulk_held_for, "Asked for by Telegram")

    async def _set_profile(self, bot: Bot) -> None:
        try:
            await set_profile(bot, self.services)
        except TelegramAPIError as problem:
            # The bot works with yesterday's menu too.
            log.warning("commands and descriptions not set", extra={"problem": type(problem).__name__})
