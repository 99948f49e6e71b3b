"""A post office for the tests of the outbox: workers, people who wait for messages, and a Telegram that may misbehave.

person = await post.resident()                  # somebody of the sandbox whom the bot knows
await post.owe(person, 1, 2)                    # owes the notices that № 1 and № 2 are published
worker = await post.worker()                    # an outbox at work; several are several replicas
await post.all_settled()
assert post.numbers(person) == [1, 2]           # which notices came, in their order
"""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from bot.outbox import Outbox
from bot.pace import Pace
from bot.telegram.pacing import Pacing
from bot.telegram.session import BotSession, open_bot
from forum import people
from forum.policies import Rules
from handlers.services import Services
from sandbox import Group, Person, RecordedCall, Sandbox
from storage import deliveries, staff_groups
from storage.database import Database, Transaction, open_database
from storage.lead import Lead
from tests.forum.people import NOW, Cast
from tests.running import SettableClock

FASTER = 20  # pacing's seconds go by so much faster here
LOOK_AGAIN = 0.01  # seconds
PATIENCE = 20.0  # seconds


def quick_pacing() -> Pacing:
    """Pacing whose time runs faster: the order and the proportions stay."""
    return Pacing(lambda: time.monotonic() * FASTER, lambda seconds: asyncio.sleep(seconds / FASTER))


async def until(look: Callable[[], bool]) -> None:
    """Wait for something."""
    ends = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < ends, "it never came to that"
        await asyncio.sleep(LOOK_AGAIN)


class Worker:
    """One outbox with a connection to Telegram of its own, and perhaps a database connection too."""

    def __init__(self, outbox: Outbox, session: BotSession, db: Database | None, fates: Counter[str]) -> None:
        self.outbox = outbox
        self.fates = fates
        self._session = session
        self._db = db
        self._running = asyncio.create_task(outbox.run())

    async def idle(self) -> None:
        """Wait until it has nothing in hand."""
        await until(lambda: not self.outbox.in_hand)

    async def stop(self) -> None:
        """Gracefully."""
        self.outbox.stop()
        await self._end()

    async def kill(self) -> None:
        """As a power cut."""
        self._running.cancel()
        await self._end()

    async def _end(self) -> None:
        await asyncio.wait([self._running])
        if not self._running.cancelled():
            self._running.result()
        await self._session.close()
        if self._db is not None:
            await self._db.close()


class Post:
    """The office; ``db`` is open for the test itself and shared with workers that have no database of their own."""

    db: Database

    def __init__(self, database_url: str, rules: Rules | None = None) -> None:
        self.sandbox = Sandbox()
        self.clock = SettableClock(NOW)
        self.rules = rules or Rules(proposals_a_day=100, proposals_a_campaign=100)
        self.admins: set[int] = set()  # organizers, for workers made after they were added
        self._url = database_url
        self._causes = itertools.count(1)
        self._decisions: dict[int, tuple[int, int]] = {}
        self._workers: list[Worker] = []

    async def __aenter__(self) -> Self:
        await self.sandbox.__aenter__()
        self.db = await open_database(self._url)
        cast = Cast(self.db, rules=self.rules)
        await cast.campaign()
        self._cast, self._moderator = cast, await cast.moderator("KZ-59")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            await worker.kill()
        await self.db.close()
        await self.sandbox.__aexit__(kind, problem, trace)

    async def worker(
        self, *, own_database: bool = False, pacing: Pacing | None = None, lead: Lead | None = None
    ) -> Worker:
        """An outbox at work."""
        db = await open_database(self._url) if own_database else None
        bot, session = open_bot(self.sandbox.token, self.sandbox.url, pacing or quick_pacing())
        services = Services(
            db=db or self.db,
            now=self.clock,
            rules=self.rules,
            operator={},
            bot_username="usynys_bot",
            admin_ids=frozenset(self.admins),
            wake=lambda: None,
            pace=Pace(1000, 1000),
        )
        fates: Counter[str] = Counter()

        def note(fate: str, kind: str) -> None:
            fates[fate] += 1

        worker = Worker(Outbox(bot, services, session.pacing, note, lead), session, db, fates)
        self._workers.append(worker)
        return worker

    async def end(self, worker: Worker, *, gracefully: bool) -> None:
        """Stop or kill a worker."""
        self._workers.remove(worker)
        await (worker.stop() if gracefully else worker.kill())

    async def resident(self, name: str = "Тұрғын", language: str = "kk", *, starts: bool = True) -> Person:
        """Somebody the bot knows and, if they pressed Start, may write to."""
        person = self.sandbox.add_person(name, language)
        if starts:
            await person.starts()
        known = await people.arrive(self.db, person.id, self.clock())
        await people.choose_language(self.db, known, language, self.clock())
        return person

    async def publish(self, most: int) -> None:
        """Have № 1 … № ``most`` published; what their authors are owed is forgotten."""
        for _ in range(len(self._decisions), most):
            proposal = await self._cast.published(self._moderator)
            assert proposal.number is not None
            (row,) = await self.rows("SELECT id FROM decisions WHERE proposal_id = :id", id=proposal.id)
            self._decisions[proposal.number] = (proposal.id, row["id"])

        async def forget(tx: Transaction) -> None:
            await tx.run("DELETE FROM deliveries WHERE cause LIKE 'decision:%'")

        await self.db.write(forget)

    async def owe(self, recipient: Person | Group, *numbers: int) -> list[int]:
        """Owe the notices of published proposals to anybody, in this order; ids of the deliveries."""
        return await self.owe_all([(recipient, number) for number in numbers])

    async def owe_all(self, owed: Sequence[tuple[Person | Group, int]]) -> list[int]:
        """The same for many recipients, in one unit."""
        await self.publish(max(number for _, number in owed))
        return await self._owe([(recipient, "decision", self._notice(number)) for recipient, number in owed])

    async def owe_other(self, recipient: Person, kind: str, facts: dict[str, object]) -> int:
        """Owe something else; the delivery's id."""
        (id_,) = await self._owe([(recipient, kind, facts)])
        return id_

    def _notice(self, number: int) -> dict[str, object]:
        proposal, decision = self._decisions[number]
        return {"proposal": proposal, "decision": decision}

    async def _owe(self, owed: list[tuple[Person | Group, str, dict[str, object]]]) -> list[int]:
        causes = [f"test:{next(self._causes)}" for _ in owed]

        async def unit(tx: Transaction) -> None:
            for (recipient, kind, facts), cause in zip(owed, causes, strict=True):
                is_group = isinstance(recipient, Group)
                table = "staff_groups" if is_group else "people"
                row = await tx.one(f"SELECT id FROM {table} WHERE telegram_id = :id", id=recipient.id)
                assert row is not None
                owe = deliveries.owe_group if is_group else deliveries.owe
                await owe(tx, row["id"], kind, facts, cause, self.clock())

        await self.db.write(unit)
        rows = await self.rows(
            "SELECT id FROM deliveries WHERE cause LIKE 'test:%' ORDER BY id DESC LIMIT :n", n=len(owed)
        )
        return sorted(row["id"] for row in rows)

    async def group(self, language: str = "kk") -> Group:
        """A staff group that is connected."""
        group = self.sandbox.add_group("Қостанай альянсы")
        await self.db.write(lambda tx: staff_groups.add(tx, group.id, language, self.clock()))
        return group

    def numbers(self, recipient: Person | Group) -> list[int]:
        """The numbers of the notices that have come, in their order."""
        texts = (str(message) for message in recipient.messages)
        return [int(found[1]) for text in texts if (found := re.search(r"№\s*(\d+)", text))]

    async def rows(self, sql: str, **values: Any) -> list[dict[str, Any]]:
        """Look into the database."""

        async def work(tx: Transaction) -> list[dict[str, Any]]:
            return [{key: row[key] for key in row.keys()} for row in await tx.all(sql, **values)]  # noqa: SIM118 - a Row

        return await self.db.read(work)

    async def change(self, sql: str, **values: Any) -> None:
        """Change the database as nothing but a test would."""
        await self.db.write(lambda tx: tx.run(sql, **values))

    async def states(self) -> Counter[str]:
        """How many deliveries are in which state."""
        found = await self.rows("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
        return Counter({row["state"]: row["n"] for row in found})

    def sends(self) -> list[RecordedCall]:
        """Every message the bot has asked Telegram to send."""
        return [call for call in self.sandbox.calls if call.method == "sendMessage"]

    async def row(self, id_: int, state: str | None = None) -> dict[str, Any]:
        """One delivery, once it is in the state."""
        ends = time.monotonic() + PATIENCE
        while True:
            (row,) = await self.rows("SELECT * FROM deliveries WHERE id = :id", id=id_)
            if state is None or (row["state"] == state and (state != "owed" or row["problem"])):
                return row
            assert time.monotonic() < ends, f"the delivery is {row['state']}, not {state}: {row['problem']}"
            await asyncio.sleep(LOOK_AGAIN)

    async def all_put_off(self) -> None:
        """Wait until the night holds everything."""
        ends = time.monotonic() + PATIENCE
        while await self.rows("SELECT id FROM deliveries WHERE problem IS NULL LIMIT 1"):
            assert time.monotonic() < ends, "something is not put off"
            await asyncio.sleep(LOOK_AGAIN)

    async def all_settled(self) -> None:
        """Wait until nothing is owed any more, and the workers know it."""
        ends = time.monotonic() + PATIENCE
        while (states := await self.states()) and (states["owed"] or states["claimed"]):
            assert time.monotonic() < ends, f"still {states}"
            await asyncio.sleep(LOOK_AGAIN)
        for worker in self._workers:
            await worker.idle()
