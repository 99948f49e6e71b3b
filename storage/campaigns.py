"""Editions of the forum; at most one is open (a partial unique index holds it)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from storage.database import Row, Transaction, from_ms, to_ms
from storage.records import Campaign, Pause

COLUMNS = """id, name_kk, name_ru, state, collecting_from, collecting_until, voting_from, voting_until, vote_budget,
       follow_up_from, verification, shortlist_per_region, shortlist_per_topic, ended_at,
       submitting_paused_at, submitting_pause_kk, submitting_pause_ru,
       voting_paused_at, voting_pause_kk, voting_pause_ru"""
# What a campaign may have beyond names and dates.
EXTRA: Final = ("follow_up_from", "vote_budget", "shortlist_per_region", "shortlist_per_topic", "verification")
SETTINGS: Final = frozenset(
    {"name_kk", "name_ru", "collecting_from", "collecting_until", "voting_from", "voting_until", *EXTRA}
)
PAUSABLE: Final = ("submitting", "voting")


def campaign_of(row: Row) -> Campaign:
    """The record of a row that has the campaign's columns."""
    return Campaign(
        id=row["id"],
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        state=row["state"],
        collecting_from=from_ms(row["collecting_from"]),
        collecting_until=from_ms(row["collecting_until"]),
        voting_from=from_ms(row["voting_from"]),
        voting_until=from_ms(row["voting_until"]),
        vote_budget=row["vote_budget"],
        follow_up_from=None if row["follow_up_from"] is None else from_ms(row["follow_up_from"]),
        verification=row["verification"],
        shortlist_per_region=row["shortlist_per_region"],
        shortlist_per_topic=row["shortlist_per_topic"],
        submitting_pause=_pause(row, "submitting"),
        voting_pause=_pause(row, "voting"),
        ended_at=None if row["ended_at"] is None else from_ms(row["ended_at"]),
    )


def _pause(row: Row, what: str) -> Pause | None:
    since = row[f"{what}_paused_at"]
    return None if since is None else Pause(from_ms(since), row[f"{what}_pause_kk"], row[f"{what}_pause_ru"])


async def find_open(tx: Transaction) -> Campaign | None:
    """The open campaign, or None."""
    row = await tx.one(f"SELECT {COLUMNS} FROM campaigns WHERE state = 'open'")
    return None if row is None else campaign_of(row)


async def find(tx: Transaction, campaign_id: int) -> Campaign | None:
    """One campaign, open or ended."""
    row = await tx.one(f"SELECT {COLUMNS} FROM campaigns WHERE id = :id", id=campaign_id)
    return None if row is None else campaign_of(row)


async def find_latest(tx: Transaction) -> Campaign | None:
    """The open campaign, else the one that was opened last: results are wanted after the end, too."""
    row = await tx.one(
        f"""
        SELECT {COLUMNS}
          FROM campaigns
         ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, id DESC
         LIMIT 1
        """
    )
    return None if row is None else campaign_of(row)


async def find_many(tx: Transaction, campaign_ids: set[int]) -> dict[int, Campaign]:
    """Campaigns by their ids."""
    rows = await tx.all(f"SELECT {COLUMNS} FROM campaigns WHERE id IN (:ids)", ids=tuple(sorted(campaign_ids)))
    return {row["id"]: campaign_of(row) for row in rows}


async def insert(
    tx: Transaction,
    *,
    name_kk: str,
    name_ru: str,
    collecting: tuple[datetime, datetime],
    voting: tuple[datetime, datetime],
    created_by: int | None,
    now: datetime,
    extra: Mapping[str, int | str | None] | None = None,
) -> Campaign | None:
    """Open a campaign; None when one is open already. Spans are [from, until).

    ``extra``: the settings of EXTRA that it has, instants in milliseconds.
    """
    row = await tx.one(
        f"""
        INSERT INTO campaigns (name_kk, name_ru, collecting_from, collecting_until, voting_from, voting_until,
                               created_by, created_at, {", ".join(EXTRA)})
        VALUES (:name_kk, :name_ru, :collecting_from, :collecting_until, :voting_from, :voting_until,
                :created_by, :now, {", ".join(f":{name}" for name in EXTRA)})
            ON CONFLICT DO NOTHING
        RETURNING {COLUMNS}
        """,
        name_kk=name_kk,
        name_ru=name_ru,
        collecting_from=to_ms(collecting[0]),
        collecting_until=to_ms(collecting[1]),
        voting_from=to_ms(voting[0]),
        voting_until=to_ms(voting[1]),
        created_by=created_by,
        now=to_ms(now),
        **{name: (extra or {}).get(name) for name in EXTRA},
    )
    return None if row is None else campaign_of(row)


async def lock(tx: Transaction, campaign_id: int) -> Campaign | None:
    """One campaign, which nobody else changes until this unit ends."""
    row = await tx.one(f"SELECT {COLUMNS} FROM campaigns WHERE id = :id /*pg FOR NO KEY UPDATE */", id=campaign_id)
    return None if row is None else campaign_of(row)


async def list_ended(tx: Transaction, most: int) -> tuple[Campaign, ...]:
    """Campaigns that are over, the latest first."""
    rows = await tx.all(
        f"SELECT {COLUMNS} FROM campaigns WHERE state = 'ended' ORDER BY id DESC LIMIT :most", most=most
    )
    return tuple(campaign_of(row) for row in rows)


async def save(tx: Transaction, campaign_id: int, setting: str, value: int | str | None) -> Campaign | None:
    """Change one of SETTINGS of an open campaign (instants in milliseconds); None when it is not open."""
    if setting not in SETTINGS:
        raise ValueError(setting)
    row = await tx.one(
        f"UPDATE campaigns SET {setting} = :value WHERE id = :id AND state = 'open' RETURNING {COLUMNS}",
        id=campaign_id,
        value=value,
    )
    return None if row is None else campaign_of(row)


async def pause(tx: Transaction, campaign_id: int, what: str, text_kk: str, text_ru: str, now: datetime) -> bool:
    """Pause one of PAUSABLE in an open campaign, or say another sentence; False when it is so already, or not open."""
    if what not in PAUSABLE:
        raise ValueError(what)
    changed = await tx.run(
        f"""
        UPDATE campaigns
           SET {what}_paused_at = COALESCE({what}_paused_at, :now), {what}_pause_kk = :kk, {what}_pause_ru = :ru
         WHERE id = :id AND state = 'open'
           AND ({what}_paused_at IS NULL OR {what}_pause_kk <> :kk OR {what}_pause_ru <> :ru)
        """,
        id=campaign_id,
        kk=text_kk,
        ru=text_ru,
        now=to_ms(now),
    )
    return changed == 1


async def resume(tx: Transaction, campaign_id: int, what: str) -> bool:
    """End a pause; False when there is none, or the campaign is not open."""
    if what not in PAUSABLE:
        raise ValueError(what)
    changed = await tx.run(
        f"""
        UPDATE campaigns SET {what}_paused_at = NULL, {what}_pause_kk = NULL, {what}_pause_ru = NULL
         WHERE id = :id AND state = 'open' AND {what}_paused_at IS NOT NULL
        """,
        id=campaign_id,
    )
    return changed == 1


async def mark_ended(tx: Transaction, campaign_id: int, now: datetime) -> bool:
    """End the campaign; whether this call did it."""
    changed = await tx.run(
        "UPDATE campaigns SET state = 'ended', ended_at = :now WHERE id = :id AND state = 'open'",
        id=campaign_id,
        now=to_ms(now),
    )
    return changed == 1


async def next_number(tx: Transaction, campaign_id: int, now: datetime) -> int | None:
    """Take the next number, only while the campaign collects and is not paused; a unit that fails gives it back."""
    row = await tx.one(
        """
        UPDATE campaigns
           SET last_number = last_number + 1
         WHERE id = :id AND state = 'open' AND collecting_from <= :now AND :now < collecting_until
           AND submitting_paused_at IS NULL
        RETURNING last_number
        """,
        id=campaign_id,
        now=to_ms(now),
    )
    return None if row is None else int(row["last_number"])
