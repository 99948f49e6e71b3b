"""A running bot for scenario tests: the real App, a sandbox in front of it, and a clock that a test sets."""

from __future__ import annotations

import asyncio
import inspect
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from types import CodeType, MethodType, TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import Filter

from bot import schedule
from bot.app import App
from bot.schedule import SETTLED_AFTER
from bot.settings import Settings
from forum import campaigns, moderation, people, submission, team
from forum.campaigns import CampaignPlan
from forum.embedding import Model
from forum.policies import Rules
from sandbox import Sandbox
from sandbox.person import Person as SandboxPerson
from storage.database import Database, Transaction, open_database
from storage.records import Campaign, Decision, Person, Proposal

ZONE = ZoneInfo("Asia/Almaty")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
TOKEN = "500000001:sandbox"
ORGANIZER_ID = 700000004
LOOK_AGAIN = 0.005  # seconds
FASTER = 20.0  # pacing's seconds go by so much faster: most of a scenario's time was a second between two notices

TITLE = "Аялдамаларға пандус орнату"
TEXT = "Мүмкіндігі шектеулі жандар қоғамдық көлікке міне алмай жүр. Әр аялдамаға пандус керек."

# By day the real clock would tell organizers of unattended regions in whichever test runs at a tenth minute.
schedule.BY_DAY = "3"

# Each of a thousand bots would read the machine's certificates, which none of them needs on loopback.
ssl.create_default_context = lru_cache(maxsize=4)(ssl.create_default_context)  # type: ignore[assignment]

_looked_at: dict[int, tuple[CodeType, CallableObject]] = {}
_look_at = CallableObject.__post_init__


def _look_once(callable_object: CallableObject) -> None:
    """What aiogram finds out of a function, of each function once: three quarters of a bot's start were this."""
    callback = callable_object.callback
    if hasattr(callback, "__wrapped__"):
        callback = inspect.unwrap(callback)
    code = getattr(callback, "__code__", None)
    if code is None and isinstance(callback, Filter):  # an object that can be called: its class says what it takes
        code = type(callback).__call__.__code__
    if code is None:
        _look_at(callable_object)
        return
    is_bound = isinstance(callback, MethodType | Filter)  # the first parameter is not asked for then
    key = -id(code) if is_bound else id(code)
    if key not in _looked_at:
        _look_at(callable_object)
        _looked_at[key] = code, callable_object  # with the code, so that no other one gets its id
    known = _looked_at[key][1]
    callable_object.awaitable, callable_object.varkw = known.awaitable, known.varkw
    callable_object.params = known.params


CallableObject.__post_init__ = _look_once  # type: ignore[method-assign, assignment]


class SettableClock:
    """The bot's time: stands still until a test moves it."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant.astimezone(UTC)

    def __call__(self) -> datetime:
        """The present instant, in UTC."""
        return self.instant

    def move(self, **span: float) -> None:
        """Let time pass: ``clock.move(hours=3)``."""
        self.instant += timedelta(**span)

    def set(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Go to a minute of a day in the forum's zone."""
        local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
        self.instant = local.astimezone(UTC)

    @property
    def today(self) -> date:
        """The day in the forum's zone."""
        return self.instant.astimezone(ZONE).date()


class RunningBot:
    """The bot under test. ``sandbox`` is Telegram and the people; ``db`` looks at the same database from aside;
    ``model``, set before the start, tells what proposals mean (similar ones are found by words alone without it);
    ``faster`` is 1 from the next start on where Telegram's own pace is what is looked at."""

    db: Database
    app: App

    def __init__(self, database_url: str, **settings: Any) -> None:
        self.database_url = database_url
        self.clock = SettableClock(MONDAY)
        self.sandbox = Sandbox(token=TOKEN)
        self._settings = settings
        self.model: Model | None = None
        self.faster = FASTER

    async def __aenter__(self) -> Self:
        await self.sandbox.__aenter__()
        self.db = await open_database(self.database_url)
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.app.stop(within=2)
        await self.db.close()
        await self.sandbox.__aexit__(kind, problem, trace)

    @cached_property
    def settings(self) -> Settings:
        """As from an environment, with the sandbox as Telegram and Dinara as organizer; read once."""
        return Settings.model_validate(
            {
                "bot_token": TOKEN,
                "telegram_api_url": self.sandbox.url,
                "database_url": self.database_url,
                "admin_ids": str(ORGANIZER_ID),
                "quiet_hours": "off",
                **self._settings,
            }
        )

    @property
    def rules(self) -> Rules:
        """The limits in force."""
        return self.settings.rules

    def change_settings(self, **settings: Any) -> None:
        """From the next start on it runs with these."""
        self._settings = settings
        del self.settings

    def now(self) -> datetime:
        """The bot's present instant."""
        return self.clock()

    async def start(self) -> None:
        """Start the bot; returns when it polls."""
        self.app = App(self.settings, self.clock, self.model, self.faster)
        await self.app.start()

    async def restart(self) -> None:
        """Stop gracefully, start again."""
        await self.app.stop(within=5)
        await self.start()

    async def kill(self) -> None:
        """End the bot in the middle of whatever it does; ``start`` begins anew."""
        await self.app.abandon()

    async def wake(self) -> None:
        """What the schedule does some seconds into every minute; and let the outbox send what waited for the clock."""
        self.clock.move(seconds=SETTLED_AFTER.seconds)
        await self.app.schedule.wake()
        await self.app.schedule.ask_supporters()
        await self.app.schedule.switch_phases()
        await self.app.schedule.tell_outcomes()
        self.app.outbox.wake()

    async def rows(self, sql: str, **values: Any) -> list[dict[str, Any]]:
        """Look into the database; SQL names parameters ``:name``."""

        async def work(tx: Transaction) -> list[dict[str, Any]]:
            return [{key: row[key] for key in row.keys()} for row in await tx.all(sql, **values)]  # noqa: SIM118 - a Row

        return await self.db.read(work)

    async def open_campaign(self, *, collecting_days: int = 30, voting_days: int = 60, **plan: Any) -> Campaign:
        """Open a campaign from today on, by the organizer."""
        organizer = await self._organizer()
        today = self.clock.today
        whole = CampaignPlan(
            **{
                "name_kk": "XIII Азаматтық форум",
                "name_ru": "XIII Гражданский форум",
                "collecting_until": today + timedelta(days=collecting_days),
                "voting_until": today + timedelta(days=voting_days),
                **plan,
            }
        )
        return await campaigns.create(self.db, organizer, whole, self.now(), self.rules)

    async def make_resident(
        self, person: SandboxPerson, language: str = "kk", region: str = "KZ-39", *, starts: bool = True
    ) -> Person:
        """Somebody who has gone through the onboarding, and (``starts``) pressed Start and seen the menu."""
        one = await people.arrive(self.db, person.id, self.now())
        one = await people.choose_language(self.db, one, language, self.now())
        one = await people.give_consent(self.db, one, self.now())
        one = await people.choose_region(self.db, one, region, self.now())
        if starts:
            await self._press_start(person)
        return one

    async def make_moderator(
        self, person: SandboxPerson, *regions: str, language: str = "kk", name: str | None = None
    ) -> Person:
        """A resident of the first region who moderates all of them (KZ-59 if none is named)."""
        regions = regions or ("KZ-59",)
        await self._invite(person, "moderator", regions, language, name)
        return await self.person(person)

    async def make_organizer(self, person: SandboxPerson, language: str = "ru", name: str | None = None) -> Person:
        """A resident who organizes the campaign."""
        await self._invite(person, "organizer", (), language, name)
        return await self.person(person)

    async def person(self, person: SandboxPerson) -> Person:
        """The bot's own record of somebody, with roles."""
        return await people.arrive(self.db, person.id, self.now())

    async def submit(
        self,
        person: SandboxPerson,
        *,
        title: str = TITLE,
        text: str = TEXT,
        place: str | None = None,
        topic: str = "inclusion",
    ) -> Proposal:
        """Send a proposal in the name of a resident; it is pending then."""
        author = await self.person(person)
        draft = await submission.begin(self.db, author, self.now(), self.rules)
        number = draft.proposal.id
        await submission.change(
            self.db, author, number, self.now(), self.rules,
            place=place or author.region, topic=topic, title=title, text=text,
        )  # fmt: skip
        language = author.language or "kk"
        receipt = await submission.send(self.db, author, number, draft.proposal.round, language, self.now(), self.rules)
        return receipt.proposal

    async def publish(self, proposal: Proposal, moderator: SandboxPerson) -> Decision:
        """Publish a pending proposal in the name of a moderator; the author's notice is owed then."""
        one = await self.person(moderator)
        await moderation.open_item(self.db, one, proposal.id, self.now(), self.rules)
        return await moderation.publish(self.db, one, proposal.id, proposal.round, self.now())

    def name_of(self, person: SandboxPerson) -> str:
        """The name Telegram shows."""
        account = self.sandbox.world.people.by_id[person.id]
        return f"{account.first_name} {account.last_name}".strip()

    async def idle(self, within: float = 10.0) -> None:
        """Wait until the bot has handled, and confirmed, everything people have done."""
        await self._until(lambda: not self._unconfirmed and not self.app.intake.unfinished, within)

    async def confirmed(self, within: float = 10.0) -> None:
        """Wait until it has confirmed everything; what takes long is written down then, and still being handled."""
        await self._until(lambda: not self._unconfirmed, within)

    @property
    def _unconfirmed(self) -> list[int]:
        return list(self.sandbox.world.updates.pending)

    async def _until(self, is_so: Callable[[], bool], within: float) -> None:
        for _ in range(int(within / LOOK_AGAIN)):
            if is_so():
                return
            await asyncio.sleep(LOOK_AGAIN)
        raise AssertionError(f"unconfirmed: {self._unconfirmed}, unfinished: {self.app.intake.unfinished}")

    async def _press_start(self, person: SandboxPerson) -> None:
        await person.starts()
        await self.idle()

    async def _organizer(self) -> Person:
        return replace(await people.arrive(self.db, ORGANIZER_ID, self.now()), is_admin=True)

    async def _invite(
        self, person: SandboxPerson, role: str, regions: tuple[str, ...], language: str, name: str | None
    ) -> None:
        home = regions[0] if regions else "KZ-71"
        one = await self.make_resident(person, language, home, starts=False)
        token = await team.invite(self.db, await self._organizer(), role, regions, self.now(), self.rules)
        await team.accept(self.db, one, token, name or self.name_of(person), self.now(), self.rules)
        await self._press_start(person)
