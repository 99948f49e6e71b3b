"""People, proposals and votes at random for the tests of announcements, and a slow count of who is told."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from forum.announcements import Announcement, prepare, start
from storage.database import Database, Transaction, to_ms
from storage.records import Person
from storage.segments import Segment
from storage.vocabulary import LANGUAGES
from tests.forum.people import NOW, TEXT, Cast, rows

KAZAKH = "Форум 5 желтоқсанда өтеді: https://usynys.kz"
RUSSIAN = "Форум пройдёт 5 декабря: https://usynys.kz"
REGIONS = ("KZ-39", "KZ-59", "KZ-75")
TOPICS = ("rural", "inclusion")
STATES = ("draft", "pending", "published", "rejected", "shortlisted", "withdrawn")


@dataclass(frozen=True)
class Somebody:
    """What the count is made of."""

    id: int
    hears: bool
    region: str
    language: str
    is_author: bool
    supports: frozenset[str]


async def crowd(cast: Cast, size: int, seed: int) -> list[Somebody]:
    """People of all kinds in a campaign of their own: gone, blocked, banned, silent, without consent or language."""
    campaign = await cast.campaign()

    async def unit(tx: Transaction) -> list[Somebody]:
        chance = random.Random(seed)
        return [await _somebody(tx, chance, number, campaign.id) for number in range(size)]

    return await cast.db.write(unit)


async def _somebody(tx: Transaction, chance: random.Random, number: int, campaign_id: int) -> Somebody:
    left, blocked, silent, banned = (chance.random() < share for share in (0.05, 0.1, 0.1, 0.1))
    language = chance.choice((*LANGUAGES, *LANGUAGES, None))
    consent = chance.random() < 0.9
    region = chance.choice(REGIONS)
    row = await tx.one(
        """
        INSERT INTO people (telegram_id, language, region, consent_version, consent_at, created_at, unreachable_at,
                            banned_at)
        VALUES (:telegram_id, :language, :region, :version, :version, :now, :blocked, :banned)
        RETURNING id
        """,
        telegram_id=None if left else 50_000 + number,
        language=language,
        region=region,
        version=1 if consent else None,
        now=to_ms(NOW - timedelta(days=1)),
        blocked=1 if blocked else None,
        banned=1 if banned else None,
    )
    assert row is not None
    id_ = int(row["id"])
    if silent:
        await tx.run("INSERT INTO switches (person_id, kind) VALUES (:id, 'announcement')", id=id_)
    is_author = chance.random() < 0.4 and await _writes(tx, chance, id_, campaign_id)
    supports = await _votes(tx, chance, id_, campaign_id)
    hears = not (left or blocked or silent) and consent and language is not None
    return Somebody(id_, hears, region, language or "", is_author, supports)


async def _writes(tx: Transaction, chance: random.Random, person_id: int, campaign_id: int) -> bool:
    """One proposal in any state; whether it is one of somebody who is told as an author."""
    state = chance.choice(STATES)
    await tx.run(
        """
        INSERT INTO proposals (campaign_id, number, author_id, state, place, region, topic, language, title, text,
                               fingerprint, created_at, changed_at, submitted_at, queued_at, published_at)
        VALUES (:campaign_id, :author_id, :author_id, :state, 'KZ-59', 'KZ-59', :topic, 'kk', :title, :text, 'f',
                1, 1, 1, 1, 1)
        """,
        campaign_id=campaign_id,
        author_id=person_id,
        title="Ауыл мектебіне жылдам интернет",
        text=TEXT,
        state=state,
        topic=chance.choice(TOPICS),
    )
    return state not in ("draft", "rejected", "withdrawn")


async def _votes(tx: Transaction, chance: random.Random, person_id: int, campaign_id: int) -> frozenset[str]:
    """Votes for some of what is there; the topics of those that count as support."""
    there = await tx.all("SELECT id, topic, state FROM proposals WHERE campaign_id = :id ORDER BY id", id=campaign_id)
    topics = set()
    for proposal in chance.sample(there, min(3, len(there))):
        value = chance.choice((1, 1, 0, -1))
        await tx.run(
            """
            INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at)
            VALUES (:proposal_id, :person_id, :value, 1, 1)
            """,
            proposal_id=proposal["id"],
            person_id=person_id,
            value=value,
        )
        if value == 1 and proposal["state"] in ("published", "shortlisted"):
            topics.add(str(proposal["topic"]))
    return frozenset(topics)


def slowly(people: list[Somebody], segment: Segment) -> list[int]:
    """Ids of the people of a segment, looked at one by one."""
    return [
        one.id
        for one in people
        if one.hears
        and segment.region in (None, one.region)
        and segment.language in (None, one.language)
        and (segment.audience != "authors" or one.is_author)
        and (segment.audience != "supporters" or segment.topic in one.supports)
    ]


async def begun(cast: Cast, organizer: Person, segment: Segment | None = None) -> Announcement:
    """An announcement that is being sent."""
    draft = await prepare(cast.db, organizer, KAZAKH, RUSSIAN, segment or Segment(), cast.now)
    return await start(cast.db, organizer, draft.id, cast.now)


async def owed_to(db: Database, announcement_id: int) -> list[int]:
    """Ids of those who were owed it, in their order."""
    found = await rows(
        db, "SELECT person_id FROM deliveries WHERE announcement_id = :id ORDER BY id", id=announcement_id
    )
    return [row[0] for row in found]
