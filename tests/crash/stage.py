"""A forum ready for a crash test: people, proposals to vote on, and the bot as processes on the machine's time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from bot.clock import system_clock
from locales import Translator, translator
from sandbox.person import Person
from sandbox.tally import Sent
from storage.database import open_database
from storage.records import Proposal
from tests.ports import free_port
from tests.postgresql import PostgresServer
from tests.process import BotProcess
from tests.running import LOOK_AGAIN, TOKEN, RunningBot
from tests.scenarios.resident_steps import REGION, bare

Mode = Literal["polling", "webhook"]
PATH = "/telegram/hook"
SECRET = "kupiya_kupiya_kupiya"
CLAIMS_END = timedelta(minutes=3)
"""After this long what a killed worker had claimed may be claimed again."""

UNBOUNDED = {
    "proposals_a_day": 1000,
    "proposals_a_campaign": 10_000,
    "actions_a_minute": 100_000,
    "votes_an_hour": 100_000,
    "quiet_hours": "off",
}
SHOWN = 12
AWAKE_WITHIN = 120.0
PATIENCE = 60.0  # seconds: far more than a restart takes, so that only a lost answer fails


async def until(is_so: Callable[[], bool], otherwise: str) -> None:
    """Wait for something that must come. Raises AssertionError with the sentence when it does not."""
    for _ in range(int(AWAKE_WITHIN / LOOK_AGAIN)):
        if is_so():
            return
        await asyncio.sleep(LOOK_AGAIN)
    raise AssertionError(otherwise)


async def restarted(server: PostgresServer, mode: str) -> None:
    """Stop a server, ``fast`` or as if its power were cut (``immediate``), and start it again."""
    await asyncio.to_thread(server.stop, mode)
    await asyncio.to_thread(server.start)


class Stage(RunningBot):
    """``replicas`` processes of the bot in front of one sandbox; ``start`` and ``App`` come only when asked for.

    The machine's time rules, except in the last act: there the bot lives in this process and a test moves its clock.
    """

    def __init__(self, database_url: str, mode: Mode, log: Path, replicas: int = 1, **settings: Any) -> None:
        super().__init__(database_url, **UNBOUNDED | settings)
        self.sandbox.world.patience = PATIENCE
        self.mode, self.log = mode, log
        self.clock.instant = system_clock()
        self.ports = [free_port() for _ in range(replicas)] if mode == "webhook" else []
        self.replicas = replicas
        self.processes: list[BotProcess] = []
        self.is_live = False

    async def __aenter__(self) -> Self:
        await self.sandbox.start()
        self.processes = [BotProcess(self.environment(place), self.log) for place in range(self.replicas)]
        if len(self.ports) > 1:
            self.sandbox.spreads_webhook(*(f"http://127.0.0.1:{port}" for port in self.ports), copies=2)
        self.db = await open_database(self.database_url)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if problem is not None:
            problem.add_note("\n".join(["the bot's log says:", *(self.problems_logged() or ["nothing of an error"])]))
        for process in self.processes:
            await asyncio.to_thread(process.kill)
        if self.is_live:
            await self.app.stop(within=5)
        await self.db.close()
        await self.sandbox.stop()

    def environment(self, place: int) -> dict[str, str]:
        """What one of the processes is started with."""
        told: dict[str, Any] = {
            "bot_token": TOKEN,
            "telegram_api_url": self.sandbox.url,
            "database_url": self.database_url,
            "admin_ids": 700000004,
            "log_level": "INFO",
            **self._settings,
            **self.updates_from(place),
        }
        return {name.upper(): str(value) for name, value in told.items()}

    def updates_from(self, place: int) -> dict[str, Any]:
        """The settings that say how updates come to one replica."""
        if self.mode == "polling":
            return {}
        return {
            "webhook_url": f"http://127.0.0.1:{self.ports[0]}{PATH}",
            "webhook_secret": SECRET,
            "http_port": self.ports[place],
        }

    def start_all(self) -> None:
        """Let every process begin."""
        for process in self.processes:
            process.start()

    async def live(self, after: timedelta = CLAIMS_END) -> None:
        """Start the bot in this process, ``after`` the machine's time, with a clock that stands still."""
        self._settings |= self.updates_from(0)
        self.sandbox.spreads_webhook()
        self.clock.instant = system_clock() + after
        await self.start()
        self.is_live = True

    async def residents(self, count: int, language: str = "kk") -> list[Person]:
        """So many people who may write and vote."""
        people = [self.sandbox.add_person(f"Тұрғын {number}", language) for number in range(count)]
        for person in people:
            self._knows_bot(person)
            await self.make_resident(person, language, REGION, starts=False)
        return people

    async def moderators(self, count: int) -> list[Person]:
        """So many who share the queue of the region."""
        people = [self.sandbox.add_person(f"Модератор {number}", "ru") for number in range(count)]
        for person in people:
            self._knows_bot(person)
            await self._invite(person, "moderator", (REGION,), "ru", None)
        return people

    def _knows_bot(self, person: Person) -> None:
        """Somebody who pressed Start long ago: the bot may write to them."""
        self.sandbox.world.chats[person.id].is_started = True

    async def _press_start(self, person: Person) -> None:
        """Nobody waits for a greeting while no bot runs."""

    async def published(self, authors: list[Person], moderator: Person) -> list[Proposal]:
        """A proposal of each author to vote on; the notices about them are owed when the bot begins."""
        proposals = []
        for author in authors:
            proposal = await self.submit(author, title=f"Дауысқа түсетін ұсыныс {author.id}")
            await self.publish(proposal, moderator)
            proposals.append(proposal)
        return proposals

    async def waiting(self, authors: list[Person], each: int) -> int:
        """So many proposals of each author for the moderators; the number of them all."""
        for number in range(each):
            for author in authors:
                await self.submit(author, title=f"Кезекте тұрған ұсыныс {author.id}-{number + 1}")
        return each * len(authors)

    async def count(self, what: str) -> int:
        """How many rows: ``what`` is the end of a statement, from the table's name on."""
        (row,) = await self.rows(f"SELECT count(*) AS n FROM {what}")
        return int(row["n"])

    def notice_in(self, text: str) -> int | None:
        """The number of the proposal whose author is told of a decision in this message; None: it is no notice."""
        first, _, rest = text.partition("\n")
        if first not in self._notices:
            return None
        return int(rest.split("·")[0].replace("№", ""))

    def is_notice(self, sent: Sent) -> bool:
        """Whether a message tells an author of a decision."""
        return self.notice_in(sent.text) is not None

    def notices_heard(self) -> Counter[tuple[int, int]]:
        """How often each notice came: by chat and number of the proposal."""
        told = [(sent.chat_id, self.notice_in(sent.text)) for sent in self.sandbox.tally.sent]
        return Counter((chat, number) for chat, number in told if number is not None)

    async def notices_claimed(self) -> set[tuple[int, int]]:
        """Notices some worker has in hand, or had when it died."""
        return await self._notices_where("d.state = 'claimed'")

    async def notices_owed(self) -> set[tuple[int, int]]:
        """All notices there ever were."""
        return await self._notices_where("d.id > 0")

    async def _notices_where(self, condition: str) -> set[tuple[int, int]]:
        rows = await self.rows(
            f"""
            SELECT a.telegram_id, p.number FROM deliveries d
              JOIN people a ON a.id = d.person_id
              JOIN decisions c ON d.cause = 'decision:' || c.id JOIN proposals p ON p.id = c.proposal_id
             WHERE d.kind = 'decision' AND {condition}
            """
        )
        return {(row["telegram_id"], row["number"]) for row in rows}

    @cached_property
    def _notices(self) -> tuple[str, ...]:
        t = translator("kk")
        keys = ("notice-published", "notice-rejected")
        return tuple(bare(t.plain(key, number="", title="", reason="")).split("\n")[0] for key in keys)

    @staticmethod
    def speaks(language: str) -> Translator:
        """The bot's words in a language."""
        return translator(language)

    def problems_logged(self) -> list[str]:
        """Lines of the log that say something went wrong in a way nobody has planned for."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        return [line for line in lines if " level=error " in line or "Traceback" in line][:SHOWN]
