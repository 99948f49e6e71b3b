"""Editions of the forum; at most one is open (a partial unique index holds it)."""

from __future__ import annotations

from datetime import datetime

from storage.database import Row, Transaction, from_ms, to_ms
from storage.records import Campaign, Pause

_COLUMNS = """id, name_kk, name_ru, state, collecting_from, collecting_until, voting_from, voting_until, vote_budget,
       follow_up_from, verification, shortlist_per_region, shortlist_per_topic, ended_at,
       submitting_paused_at, submitting_pause_kk, submitting_pause_ru,
       voting_paused_at, voting_pause_kk, voting_pause_ru"""


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
    row = await tx.one(f"SELECT {_COLUMNS} FROM campaigns WHERE state = 'open'")
    return None if row is None else campaign_of(row)


async def find(tx: Transaction, campaign_id: int) -> Campaign | None:
    """One campaign, open or ended."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM campaigns WHERE id = :id", id=campaign_id)
    return None if row is None else campaign_of(row)


async def find_latest(tx: Transaction) -> Campaign | None:
    """The open campaign, else the one that was opened last: results are wanted after the end, too."""
    row = await tx.one(
        f"""
        SELECT {_COLUMNS}
          FROM campaigns
         ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, id DESC
         LIMIT 1
        """
    )
    return None if row is None else campaign_of(row)


async def find_many(tx: Transaction, campaign_ids: set[int]) -> dict[int, Campaign]:
    """Campaigns by their ids."""
    rows = await tx.all(f"SELECT {_COLUMNS} FROM campaigns WHERE id IN (:ids)", ids=tuple(sorted(campaign_ids)))
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
) -> Campaign | None:
    """Open a campaign; None when one is open already. Spans are [from, until)."""
    row = await tx.one(
        f"""
        INSERT INTO campaigns (name_kk, name_ru, collecting_from, collecting_until, voting_from, voting_until,
                               created_by, created_at)
        VALUES (:name_kk, :name_ru, :collecting_from, :collecting_until, :voting_from, :voting_until,
                :created_by, :now)
            ON CONFLICT DO NOTHING
        RETURNING {_COLUMNS}
        """,
        name_kk=name_kk,
        name_ru=name_ru,
        collecting_from=to_ms(collecting[0]),
        collecting_until=to_ms(collecting[1]),
        voting_from=to_ms(voting[0]),
        voting_until=to_ms(voting[1]),
        created_by=created_by,
        now=to_ms(now),
    )
    return None if row is None else campaign_of(row)


async def set_vote_budget(tx: Transaction, campaign_id: int, budget: int | None) -> Campaign | None:
    """Set or lift the budget of an open campaign; None when it is not open."""
    row = await tx.one(
        f"UPDATE campaigns SET vote_budget = :budget WHERE id = :id AND state = 'open' RETURNING {_COLUMNS}",
        id=campaign_id,
        budget=budget,
    )
    return None if row is None else campaign_of(row)


async def mark_ended(tx: Transaction, campaign_id: int) -> bool:
    """End the campaign; whether this call did it."""
    changed = await tx.run("UPDATE campaigns SET state = 'ended' WHERE id = :id AND state = 'open'", id=campaign_id)
    return changed == 1


async def next_number(tx: Transaction, campaign_id: int, now: datetime) -> int | None:
    """Take the next number, only while the campaign collects; a unit that fails gives it back."""
    row = await tx.one(
        """
        UPDATE campaigns
           SET last_number = last_number + 1
         WHERE id = :id AND state = 'open' AND collecting_from <= :now AND :now < collecting_until
        RETURNING last_number
        """,
        id=campaign_id,
        now=to_ms(now),
    )
    return None if row is None else int(row["last_number"])
