"""Imported proposals: rows of a file that became proposals together, each of its source's keys once a campaign."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from storage.database import Transaction, facts_json, from_ms, to_ms

AT_ONCE = 500  # keys asked for by one statement


class Meeting(NamedTuple):
    """Where and when an imported proposal was made."""

    place: str
    on: date


@dataclass(frozen=True, slots=True)
class Import:
    """One import; ``imported_by`` is None for the operator's, by the command line."""

    id: int
    row_count: int
    added_count: int
    imported_by: int | None
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Imported:
    """A proposal to be added: ``region`` is whose moderators decide, ``turn`` its place in the fair order."""

    number: int
    key: str
    place: str
    region: str
    topic: str
    language: str
    title: str
    text: str
    fingerprint: str
    turn: int
    translation: tuple[str, str] | None
    meeting_place: str
    meeting_on: str


async def lock_open_campaign(tx: Transaction, campaign_id: int) -> int | None:
    """The number given last, and nobody else gives one until this unit ends; None: the campaign is not open."""
    row = await tx.one(
        "SELECT last_number FROM campaigns WHERE id = :id AND state = 'open' /*pg FOR NO KEY UPDATE */", id=campaign_id
    )
    return None if row is None else int(row["last_number"])


async def set_last_number(tx: Transaction, campaign_id: int, number: int) -> None:
    """Of a campaign locked by this unit."""
    await tx.run("UPDATE campaigns SET last_number = :number WHERE id = :id", id=campaign_id, number=number)


async def known(tx: Transaction, campaign_id: int, keys: Sequence[str]) -> dict[str, str | None]:
    """Which of the keys were imported into the campaign, each with its proposal's fingerprint."""
    found: dict[str, str | None] = {}
    for start in range(0, len(keys), AT_ONCE):
        rows = await tx.all(
            """
            SELECT i.source_key, p.fingerprint
              FROM imported_proposals i JOIN proposals p ON p.id = i.proposal_id
             WHERE i.campaign_id = :campaign_id AND i.source_key IN (:keys)
            """,
            campaign_id=campaign_id,
            keys=tuple(keys[start : start + AT_ONCE]),
        )
        found.update((row["source_key"], row["fingerprint"]) for row in rows)
    return found


async def insert(
    tx: Transaction,
    *,
    campaign_id: int,
    file_name: str,
    sha256: str,
    row_count: int,
    added_count: int,
    by: int | None,
    now: datetime,
) -> int:
    """A new import; its id."""
    row = await tx.one(
        """
        INSERT INTO imports (campaign_id, file_name, sha256, row_count, added_count, imported_by, imported_at)
        VALUES (:campaign_id, :file_name, :sha256, :row_count, :added_count, :by, :now)
        RETURNING id
        """,
        campaign_id=campaign_id,
        file_name=file_name,
        sha256=sha256,
        row_count=row_count,
        added_count=added_count,
        by=by,
        now=to_ms(now),
    )
    assert row is not None
    return int(row["id"])


async def add(
    tx: Transaction,
    campaign_id: int,
    import_id: int,
    imported: Sequence[Imported],
    state: str,
    by: int | None,
    now: datetime,
) -> list[int]:
    """Proposals in ``state`` (pending or published) with their history; their ids in the order of ``imported``.

    Raises ConstraintBroken for a key that is there already.
    """
    at = to_ms(now)
    ids = await _add_proposals(tx, campaign_id, imported, state, at)
    details = facts_json({"import": import_id})
    await tx.each(
        """
        INSERT INTO history (proposal_id, at, actor_id, actor_role, to_state, fingerprint, act, details)
        SELECT new.id, new.at, new.actor, 'organizer', new.state, new.fingerprint, 'state', new.details
          FROM ROWS(new id, at, actor, state text, fingerprint text, details text)
        """,
        [(ids[one.number], at, by, state, one.fingerprint, details) for one in imported],
    )
    await tx.each(
        """
        INSERT INTO imported_proposals (proposal_id, import_id, campaign_id, source_key, meeting_place, meeting_on)
        SELECT new.id, new.source, new.campaign, new.key, new.place, new.day
          FROM ROWS(new id, source, campaign, key text, place text, day text)
        """,
        [
            (ids[one.number], import_id, campaign_id, one.key, one.meeting_place, one.meeting_on)
            for one in imported
        ],
    )  # fmt: skip
    await _add_translations(tx, imported, ids, by, at)
    return [ids[one.number] for one in imported]


async def _add_proposals(
    tx: Transaction, campaign_id: int, imported: Sequence[Imported], state: str, at: int
) -> dict[int, int]:
    published_at = at if state == "published" else None
    rows = await tx.each(
        """
        INSERT INTO proposals (campaign_id, number, state, round, place, region, topic, title, text, language,
                               fingerprint, place_in_turn, created_at, changed_at, submitted_at, queued_at,
                               published_at)
        SELECT new.campaign, new.number, new.state, 1, new.place, new.region, new.topic, new.title, new.body,
               new.language, new.fingerprint, new.turn, new.at, new.at, new.at, new.at, new.published
          FROM ROWS(new campaign, number, state text, place text, region text, topic text, title text, body text,
                    language text, fingerprint text, turn, at, published)
        RETURNING id, number
        """,
        [
            (
                campaign_id,
                one.number,
                state,
                one.place,
                one.region,
                one.topic,
                one.title,
                one.text,
                one.language,
                one.fingerprint,
                one.turn,
                at,
                published_at,
            )
            for one in imported
        ],
    )
    return {row["number"]: row["id"] for row in rows}


async def _add_translations(
    tx: Transaction, imported: Sequence[Imported], ids: dict[int, int], by: int | None, at: int
) -> None:
    rows = []
    for one in imported:
        if one.translation is not None:
            language = "kk" if one.language == "ru" else "ru"
            rows.append((ids[one.number], language, *one.translation, one.fingerprint, by, at))
    await tx.each(
        """
        INSERT INTO translations (proposal_id, language, title, text, fingerprint, translated_by, translated_at)
        SELECT new.id, new.language, new.title, new.body, new.fingerprint, new.actor, new.at
          FROM ROWS(new id, language text, title text, body text, fingerprint text, actor, at)
        """,
        rows,
    )


async def find_of_file(tx: Transaction, campaign_id: int, sha256: str) -> Import | None:
    """The last import of exactly this file."""
    row = await tx.one(
        """
        SELECT id, row_count, added_count, imported_by, imported_at FROM imports
         WHERE campaign_id = :campaign_id AND sha256 = :sha256
         ORDER BY id DESC
         LIMIT 1
        """,
        campaign_id=campaign_id,
        sha256=sha256,
    )
    if row is None:
        return None
    at = from_ms(row["imported_at"])
    return Import(row["id"], row["row_count"], row["added_count"], row["imported_by"], at)


async def without_stems(tx: Transaction, campaign_id: int, most: int) -> list[int]:
    """Imported ones that nobody finds by their words yet: a process ended before it had made them findable."""
    rows = await tx.all(
        """
        SELECT i.proposal_id FROM imported_proposals i JOIN proposals p ON p.id = i.proposal_id
         WHERE i.campaign_id = :campaign_id AND p.state <> 'withdrawn'
           AND NOT EXISTS (SELECT 1 FROM proposal_stems s WHERE s.proposal_id = i.proposal_id)
         ORDER BY i.proposal_id
         LIMIT :most
        """,
        campaign_id=campaign_id,
        most=most,
    )
    return [row["proposal_id"] for row in rows]


async def meeting_of(tx: Transaction, proposal_id: int) -> Meeting | None:
    """Where an imported proposal was made; None for one that somebody sent."""
    return (await meetings_of(tx, {proposal_id})).get(proposal_id)


async def meetings_of(tx: Transaction, proposal_ids: Collection[int]) -> dict[int, Meeting]:
    """The same for several."""
    if not proposal_ids:
        return {}
    rows = await tx.all(
        "SELECT proposal_id, meeting_place, meeting_on FROM imported_proposals WHERE proposal_id IN (:ids)",
        ids=tuple(sorted(proposal_ids)),
    )
    return {row["proposal_id"]: Meeting(row["meeting_place"], date.fromisoformat(row["meeting_on"])) for row in rows}
