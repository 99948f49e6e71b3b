"""Whom an announcement is for: parts of everybody, and the people of such a part in stretches of bounded cost."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from storage.database import Transaction, to_ms
from storage.vocabulary import PUBLIC_STATES, listed

EVERYBODY: Final = "everybody"
AUTHORS: Final = "authors"
SUPPORTERS: Final = "supporters"
AUDIENCES: Final = (EVERYBODY, AUTHORS, SUPPORTERS)
SWITCH: Final = "announcement"  # of those who asked to hear no more of the kind
# What is no proposal of anybody's any more, or not yet.
_NOT_SENT: Final = ("draft", "rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Segment:
    """Codes only. ``audience``: everybody, authors, or supporters of ``topic``, the latter two of one campaign.

    ``region`` and ``language``: of the person; None is all.
    """

    region: str | None = None
    language: str | None = None
    audience: str = EVERYBODY
    topic: str | None = None

    def packed(self) -> str:
        """As the table keeps it."""
        told = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps(told, sort_keys=True, separators=(",", ":"))

    @classmethod
    def unpacked(cls, text: str) -> Segment:
        """From the table."""
        return cls(**json.loads(text))


# Somebody to be told: reachable, past the consent, in a language of theirs, and not asking for silence. A ban takes
# the voice, not the ear.
_HEARS: Final = """
    p.telegram_id IS NOT NULL AND p.unreachable_at IS NULL AND p.language IS NOT NULL
    AND p.consent_version IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM switches s WHERE s.person_id = p.id AND s.kind = :switch)
"""
_AUDIENCE: Final = {
    EVERYBODY: "",
    AUTHORS: """
        AND EXISTS (SELECT 1 FROM proposals r
                     WHERE r.author_id = p.id AND r.campaign_id = :campaign_id AND r.state NOT IN (:not_sent))
    """,
    # From the topic's proposals to the votes of these people: asked of each person, a rare topic would look through
    # nearly every vote there is. The states stand here as in the index they are found by.
    SUPPORTERS: f"""
        AND p.id IN (SELECT v.person_id FROM proposals r CROSS JOIN votes v
                      WHERE r.campaign_id = :campaign_id AND r.topic = :topic
                        AND r.state IN ({listed(PUBLIC_STATES)})
                        AND v.proposal_id = r.id AND v.person_id > :after AND v.person_id <= :last AND v.value = 1)
    """,
}


def _condition(segment: Segment, campaign_id: int | None) -> tuple[str, dict[str, object]]:
    """The condition on ``people p`` and its values."""
    values: dict[str, object] = {"switch": SWITCH}
    parts = [_HEARS, _AUDIENCE[segment.audience]]
    for name in ("region", "language"):
        if (wanted := getattr(segment, name)) is not None:
            parts.append(f"AND p.{name} = :{name}")
            values[name] = wanted
    if segment.audience != EVERYBODY:
        values["campaign_id"] = campaign_id or 0
    if segment.audience == AUTHORS:
        values["not_sent"] = _NOT_SENT
    if segment.audience == SUPPORTERS:
        values["topic"] = segment.topic or ""
    return " ".join(parts), values


@dataclass(frozen=True, slots=True)
class Stretch:
    """Of the people behind somebody: those of the segment, whom one has come to, and whether nobody is left behind."""

    people: tuple[int, ...]
    come_to: int
    is_last: bool


async def find_stretch(
    tx: Transaction,
    segment: Segment,
    campaign_id: int | None,
    *,
    after: int,
    most: int,
    looked: int,
    before: datetime | None = None,
) -> Stretch:
    """The next ``most`` of the segment among the next ``looked`` people behind the id ``after``.

    ``before``: whoever came later is no part of it.
    """
    row = await tx.one(
        """
        SELECT max(id) AS last, count(*) AS n
          FROM (SELECT id FROM people WHERE id > :after ORDER BY id LIMIT :looked) AS stretch
        """,
        after=after,
        looked=looked,
    )
    if row is None or row["last"] is None:
        return Stretch((), after, is_last=True)
    last, count = int(row["last"]), int(row["n"])
    condition, values = _condition(segment, campaign_id)
    if before is not None:
        condition += " AND p.created_at <= :before"
        values["before"] = to_ms(before)
    found = await tx.all(
        f"SELECT p.id FROM people p WHERE p.id > :after AND p.id <= :last AND {condition} ORDER BY p.id LIMIT :most",
        after=after,
        last=last,
        most=most,
        **values,
    )
    people = tuple(int(one["id"]) for one in found)
    if len(people) == most and people and people[-1] < last:
        return Stretch(people, people[-1], is_last=False)
    return Stretch(people, last, is_last=count < looked)


async def count_stretch(
    tx: Transaction, segment: Segment, campaign_id: int | None, *, after: int, looked: int
) -> tuple[int, int, bool]:
    """How many of the segment are among the next ``looked`` people; whom one has come to; whether nobody is left."""
    row = await tx.one(
        """
        SELECT max(id) AS last, count(*) AS n
          FROM (SELECT id FROM people WHERE id > :after ORDER BY id LIMIT :looked) AS stretch
        """,
        after=after,
        looked=looked,
    )
    if row is None or row["last"] is None:
        return 0, after, True
    condition, values = _condition(segment, campaign_id)
    counted = await tx.one(
        f"SELECT count(*) AS n FROM people p WHERE p.id > :after AND p.id <= :last AND {condition}",
        after=after,
        last=row["last"],
        **values,
    )
    assert counted is not None
    return int(counted["n"]), int(row["last"]), int(row["n"]) < looked
