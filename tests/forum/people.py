"""People and proposals for the tests of the forum's rules, made through the forum itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from forum import campaigns, moderation, people, submission, team
from forum.policies import Rules
from storage.database import Database, Transaction, to_ms
from storage.records import Campaign, Person, Proposal

# Monday, 10:00 in the forum's zone.
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
RULES = Rules()
TEXT = "Ауылдағы мектепте интернет баяу, оқушылар сабаққа қатыса алмайды. Оптикалық желі тартуды ұсынамыз."


async def rows(db: Database, sql: str, **values: Any) -> list[Any]:
    """What a statement selects, as plain tuples."""

    async def work(tx: Transaction) -> list[Any]:
        return [tuple(row) for row in await tx.all(sql, **values)]

    return await db.read(work)


@dataclass
class Cast:
    """Who is there and when it is."""

    db: Database
    now: datetime = NOW
    rules: Rules = RULES
    last_id: int = 1000

    async def resident(self, region: str = "KZ-59", language: str = "kk") -> Person:
        self.last_id += 1
        person = await people.arrive(self.db, self.last_id, self.now)
        person = await people.choose_language(self.db, person, language, self.now)
        person = await people.give_consent(self.db, person, self.now)
        return await people.choose_region(self.db, person, region, self.now)

    async def crowd(self, size: int) -> list[Person]:
        """Many residents at once."""
        pattern = await self.resident()
        first = self.last_id + 1
        self.last_id += size

        async def unit(tx: Transaction) -> list[int]:
            registered = await tx.each(
                """
                INSERT INTO people (telegram_id, created_at) SELECT these.id, these.now FROM ROWS(these id, now)
                RETURNING id
                """,
                [(id_, to_ms(self.now)) for id_ in range(first, first + size)],
            )
            return [row["id"] for row in registered]

        return [replace(pattern, id=id_, telegram_id=None) for id_ in await self.db.write(unit)]

    async def organizer(self) -> Person:
        return replace(await self.resident(), is_admin=True)

    async def moderator(self, *regions: str, name: str = "Марат") -> Person:
        person = await self.resident()
        token = await team.invite(self.db, await self.organizer(), "moderator", regions, self.now, self.rules)
        await team.accept(self.db, person, token, name, self.now, self.rules)
        found = await people.find(self.db, person.id)
        assert found is not None
        return found

    async def campaign(self, collecting: int = 30, voting: int = 60) -> Campaign:
        today: date = self.now.astimezone(self.rules.zone).date()
        plan = campaigns.CampaignPlan(
            "XIII Азаматтық форум",
            "XIII Гражданский форум",
            today + timedelta(days=collecting),
            today + timedelta(days=voting),
        )
        return await campaigns.create(self.db, await self.organizer(), plan, self.now, self.rules)

    async def pending(self, author: Person | None = None, place: str = "KZ-59", topic: str = "rural") -> Proposal:
        author = author or await self.resident(place if place != "national" else "KZ-59")
        draft = await submission.begin(self.db, author, self.now, self.rules)
        await submission.change(
            self.db,
            author,
            draft.proposal.id,
            self.now,
            self.rules,
            place=place,
            topic=topic,
            title="Ауыл мектебіне жылдам интернет",
            text=TEXT,
        )
        receipt = await submission.send(
            self.db, author, draft.proposal.id, draft.proposal.round, "kk", self.now, self.rules
        )
        return receipt.proposal

    async def published(self, moderator: Person, place: str = "KZ-59", topic: str = "rural") -> Proposal:
        proposal = await self.pending(place=place, topic=topic)
        await moderation.publish(self.db, moderator, proposal.id, proposal.round, self.now)
        return proposal
