"""One made-up campaign as those who read it see it, and the questions they ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from benchmarks.made.rows import BUSY_WEEK, MODERATOR_OF, ORGANIZER
from benchmarks.made.size import END, END_MS, WEEK_MS
from forum import browsing, campaigns, days, digests, national_digest, people, rising, search, similar
from forum.browsing import PageQuery
from forum.digest_content import Moment, Period
from forum.fair import point_of
from forum.policies import Rules
from storage import sightings
from storage.database import Database, Transaction, from_ms, open_database
from storage.decisions import Desk
from storage.records import Campaign, Person

MOST = 200
PAGES_DEEP = 30
RULES = Rules()

AUTHORS = "SELECT DISTINCT author_id AS id FROM proposals WHERE state = 'published' ORDER BY 1 LIMIT :most"
# Who has voted as much in a small campaign as in a large one: what is measured is the campaign's size, not theirs.
VOTERS = "SELECT person_id AS id FROM votes GROUP BY person_id HAVING count(*) BETWEEN 5 AND 8 ORDER BY 1 LIMIT :most"
POPULAR = "SELECT id FROM proposals WHERE state = 'published' ORDER BY support_count DESC, id LIMIT :most"
OTHERS = "SELECT id FROM proposals WHERE state = 'published' ORDER BY id LIMIT :most"


@dataclass(slots=True)
class Reader:
    """Made by :func:`open_reader`; close it. ``chance`` asks every database in the same way."""

    db: Database
    campaign: Campaign
    authors: list[Person]
    voters: list[Person]
    proposals: list[int]
    moderators: dict[str, Person]
    chance: Random = field(default_factory=lambda: Random(1))
    turned_to: dict[PageQuery, tuple[PageQuery, Person]] = field(default_factory=dict)

    async def close(self) -> None:
        """Let go of the database."""
        await self.db.close()


Question = Callable[[Reader], Awaitable[object]]


async def open_reader(url: str) -> Reader:
    """Open a campaign and choose who asks about what."""
    db = await open_database(url)

    async def choose(tx: Transaction) -> list[list[int]]:
        return [[row["id"] for row in await tx.all(sql, most=MOST)] for sql in (AUTHORS, VOTERS, POPULAR, OTHERS)]

    async def persons(ids: list[int]) -> list[Person]:
        return [person for one in ids if (person := await people.find(db, one)) is not None]

    authors, voters, popular, others = await db.read(choose)
    moderators = dict(zip(MODERATOR_OF, await persons(list(MODERATOR_OF.values())), strict=True))
    return Reader(
        db, await campaigns.current(db), await persons(authors), await persons(voters), popular + others, moderators
    )


def pages(query: PageQuery) -> Question:
    """A list from its first page on, page by page, thirty deep."""

    async def ask(reader: Reader) -> object:
        wanted, person = reader.turned_to.get(query) or (query, reader.chance.choice(reader.voters))
        page = await browsing.list_page(reader.db, reader.campaign, wanted, person)
        reader.turned_to.pop(query, None)
        if page.has_next and page.query.number < PAGES_DEEP:
            reader.turned_to[query] = (page.next_query(), person)
        return page

    return ask


async def card(reader: Reader) -> object:
    """One proposal as a voter sees it."""
    return await browsing.card(reader.db, reader.chance.choice(reader.voters), reader.chance.choice(reader.proposals))


async def mine(reader: Reader) -> object:
    """One's own proposals."""
    return await browsing.mine(reader.db, reader.chance.choice(reader.authors))


async def my_votes(reader: Reader) -> object:
    """What one voted on."""
    return await browsing.my_votes(reader.db, reader.chance.choice(reader.voters))


async def following(reader: Reader) -> object:
    """The next proposal for somebody, found and not recorded: made data is only read."""
    person = reader.chance.choice(reader.voters)
    point = point_of(person.id, reader.campaign.id)

    async def look(tx: Transaction) -> int | None:
        return await sightings.find_unseen(tx, reader.campaign.id, person.id, point, but=0)

    return await reader.db.read(look)


async def what_rises(reader: Reader) -> object:
    """The numbers of the rising order compared with the last three days; they are true in made data."""
    return await rising.bring_up_to_date(reader.db, END)


def searching(words: str) -> Question:
    """The pages of a search one after the other, thirty deep."""
    turned_to: dict[int, int | None] = {}

    async def ask(reader: Reader) -> object:
        found = await search.find(reader.db, reader.campaign, words, turned_to.get(id(reader)))
        turned_to[id(reader)] = found.following if reader.chance.random() > 1 / PAGES_DEEP else None
        return found

    return ask


async def similar_ones(reader: Reader) -> object:
    """What is like a proposal, as if it were about to be sent."""
    wanted = reader.chance.choice(reader.proposals)
    draft = (await browsing.card(reader.db, reader.chance.choice(reader.voters), wanted)).proposal
    return await similar.find(reader.db, draft)


async def last_week(reader: Reader) -> list[object]:
    """The digests of the last week, all 20 regions."""
    ask = digests.current
    return [await ask(reader.db, person, region, END, RULES) for region, person in reader.moderators.items()]


async def busy_week(reader: Reader) -> list[object]:
    """The digests of the campaign's busiest week, all 20 regions."""
    return [await digests.content_of(reader.db, one, END, RULES) for one in MODERATOR_OF.values()]


def country(since: int, until: int) -> Question:
    """The organizers' digest of a week (milliseconds): all 20 regions in one."""

    async def ask(reader: Reader) -> object:
        async def look(tx: Transaction) -> object:
            period = Period(from_ms(since), from_ms(until), from_ms(until), "weekly")
            moment = Moment(END, RULES, await days.calendar(tx, RULES))
            return await national_digest.read(tx, Desk(ORGANIZER, ()), period, moment)

        return await reader.db.read(look)

    return ask


countrys_last_week = country(END_MS - WEEK_MS, END_MS)
countrys_busy_week = country(*BUSY_WEEK)


QUESTIONS: dict[str, Question] = {
    "list, fair": pages(PageQuery()),
    "list, new": pages(PageQuery(order="new")),
    "list, top": pages(PageQuery(order="top")),
    "list, rising": pages(PageQuery(order="rising")),
    "list, fair, region": pages(PageQuery(place="KZ-59")),
    "list, fair, region and topic": pages(PageQuery(place="KZ-75", topic="education")),
    "list, fair, being voted": pages(PageQuery(standing="voted")),
    "list, rising, topic, being voted": pages(PageQuery(topic="health", order="rising", standing="voted")),
    "list, fair, region, with an outcome": pages(PageQuery(place="KZ-59", standing="outcome")),
    "list, new, region": pages(PageQuery(place="KZ-59", order="new")),
    "list, top, region": pages(PageQuery(place="KZ-75", order="top")),
    "list, new, topic": pages(PageQuery(topic="health", order="new")),
    "list, top, region and topic": pages(PageQuery(place="KZ-75", topic="education", order="top")),
    "next": following,
    "search, two words": searching("интернет мектеп"),
    "search, one common word": searching("ауыл"),
    "search, words that rarely meet": searching("автобус кітапхана"),
    "similar": similar_ones,
    "card": card,
    "mine, proposals": mine,
    "mine, votes": my_votes,
}
