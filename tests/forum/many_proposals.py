"""Many published proposals at once, written straight into the tables."""

from __future__ import annotations

from forum.fair import place_in_turn
from storage.database import Transaction, to_ms
from storage.records import Campaign
from tests.forum.people import Cast

PLACES = ("KZ-59", "KZ-39", "KZ-75", "national")
TOPICS = ("rural", "sport", "health")

_INSERT = """
    INSERT INTO proposals (campaign_id, number, author_id, state, round, place, region, topic, title, text, language,
                           fingerprint, created_at, changed_at, submitted_at, queued_at, published_at, place_in_turn)
    SELECT these.campaign, these.number, these.author, these.state, 1, these.place, these.region, these.topic,
           'Ауыл мектебіне жылдам интернет', 'Ауылдағы мектепте интернет баяу, оптикалық желі керек.', 'kk',
           'f', these.at, these.at, these.at, these.at, these.at, these.turn
      FROM ROWS(these campaign, number, author, state text, place text, region text, topic text, at, turn)
    RETURNING id, number
"""


async def many(cast: Cast, campaign: Campaign, numbers: range, state: str = "published") -> list[int]:
    """Proposals of these numbers, of places and topics in turn, one a second; their ids by number."""
    author = await cast.resident()
    begins = to_ms(cast.now)
    rows = [
        (
            campaign.id, number, author.id, state, place, "KZ-59" if place == "national" else place,
            TOPICS[number % 3], begins + number * 1000, place_in_turn(number),
        )
        for number in numbers
        for place in [PLACES[number // 3 % 4]]
    ]  # fmt: skip

    async def unit(tx: Transaction) -> dict[int, int]:
        made = {row["number"]: row["id"] for row in await tx.each(_INSERT, rows)}
        await tx.run("UPDATE campaigns SET last_number = :last WHERE id = :id", last=numbers[-1], id=campaign.id)
        return made

    made = await cast.db.write(unit)
    return [made[number] for number in numbers]


async def run(cast: Cast, sql: str, **values: object) -> None:
    """A statement straight to the tables."""

    async def unit(tx: Transaction) -> None:
        await tx.run(sql, **values)

    await cast.db.write(unit)
