"""Owing one notice to everybody whom an outcome concerns, in stretches of people that one statement takes."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, facts_json, to_ms

# Of supporters and followers who have not asked to hear no more; the author hears of it in words of their own.
_CONCERNED = """
    SELECT person_id FROM votes WHERE proposal_id = :proposal_id AND value = 1 AND {people}
     UNION
    SELECT person_id FROM follows WHERE proposal_id = :proposal_id AND {people}
"""
_REST = _CONCERNED.format(people="person_id > :after")
_STRETCH = _CONCERNED.format(people="person_id > :after AND person_id <= :upto")


async def last_of_stretch(tx: Transaction, proposal_id: int, after: int, most: int) -> tuple[int, int]:
    """Of the next ``most`` supporters and followers behind the person ``after``: the last one's id, and how many."""
    row = await tx.one(
        f"""
        SELECT max(person_id) AS last, count(*) AS n
          FROM (SELECT person_id FROM ({_REST}) AS concerned ORDER BY person_id LIMIT :most) AS stretch
        """,
        proposal_id=proposal_id,
        after=after,
        most=most,
    )
    return (after, 0) if row is None or row["last"] is None else (int(row["last"]), int(row["n"]))


async def owe_stretch(
    tx: Transaction,
    proposal_id: int,
    *,
    after: int,
    upto: int,
    without: int | None,
    kind: str,
    switch: str,
    facts: dict[str, object],
    cause: str,
    now: datetime,
) -> int:
    """Owe the notice to the supporters and followers in (after, upto] who can be reached and want it; how many.

    ``cause`` begins each one's cause; whoever was owed it before is not owed it again. ``without``: the author.
    """
    return await tx.run(
        f"""
        INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)
        SELECT p.id, CAST(:kind AS TEXT), CAST(:facts AS TEXT), CAST(:cause AS TEXT) || p.id,
               CAST(:now AS BIGINT), CAST(:now AS BIGINT)
          FROM ({_STRETCH}) AS concerned
          JOIN people p ON p.id = concerned.person_id
         WHERE p.id <> :without AND p.telegram_id IS NOT NULL AND p.unreachable_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM switches s WHERE s.person_id = p.id AND s.kind = :switch)
         ORDER BY p.id
            ON CONFLICT (cause) DO NOTHING
        """,
        proposal_id=proposal_id,
        after=after,
        upto=upto,
        without=without or 0,
        kind=kind,
        switch=switch,
        facts=facts_json(facts),
        cause=cause,
        now=to_ms(now),
    )
