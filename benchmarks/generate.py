"""``python -m benchmarks.generate``: make a campaign on SQLite and on PostgreSQL, and recount it."""

from __future__ import annotations

import argparse
import asyncio

from benchmarks.made.campaigns import postgresql_database, sqlite_file
from benchmarks.made.size import LARGE, Size
from benchmarks.postgresql import running_server
from benchmarks.tables import say, table
from storage.database import Transaction, open_database

CHECKS = {
    "proposals": "SELECT count(*) AS n FROM proposals",
    "votes": "SELECT count(*) AS n FROM votes",
    "counters that differ from the votes": """
        SELECT count(*) AS n
          FROM proposals p
          LEFT JOIN (SELECT proposal_id, count(CASE WHEN value = 1 THEN 1 END) AS support,
                            count(CASE WHEN value = -1 THEN 1 END) AS objection
                       FROM votes GROUP BY proposal_id) v ON v.proposal_id = p.id
         WHERE p.support_count <> COALESCE(v.support, 0) OR p.object_count <> COALESCE(v.objection, 0)
    """,
    "hours that differ from the votes": """
        SELECT count(*) AS n
          FROM (SELECT proposal_id, sum(support) AS support, sum(objection) AS objection
                  FROM vote_hours GROUP BY proposal_id) h
          JOIN proposals p ON p.id = h.proposal_id
         WHERE p.support_count <> h.support OR p.object_count <> h.objection
    """,
}


async def check(url: str) -> list[int]:
    """The numbers of CHECKS."""
    db = await open_database(url)

    async def count(tx: Transaction) -> list[int]:
        rows = [await tx.one(sql) for sql in CHECKS.values()]
        return [int(row["n"]) for row in rows if row is not None]

    try:
        return await db.read(count)
    finally:
        await db.close()


def main() -> None:
    """Read the options, make, check."""
    options = argparse.ArgumentParser(prog="benchmarks.generate", description=__doc__)
    options.add_argument("--proposals", type=int, default=LARGE.proposals)
    options.add_argument("--votes", type=int, default=LARGE.votes)
    options.add_argument("--week-proposals", type=int, default=LARGE.week_proposals)
    options.add_argument("--week-votes", type=int, default=LARGE.week_votes)
    options.add_argument("--people", type=int, default=LARGE.people)
    options.add_argument("--seed", type=int, default=LARGE.seed)
    options.add_argument("--only", choices=("sqlite", "postgresql"))
    given = options.parse_args()
    size = Size(
        given.proposals, given.votes, min(given.week_proposals, given.proposals), min(given.week_votes, given.votes),
        given.people, seed=given.seed,
    )  # fmt: skip
    rows = []
    if given.only != "postgresql":
        rows.append(["SQLite", *asyncio.run(check(f"sqlite:///{sqlite_file(size)}"))])
    if given.only != "sqlite":
        with running_server() as server:
            rows.append(["PostgreSQL", *asyncio.run(check(server.url(postgresql_database(server, size))))])
    say()
    table(["database", *CHECKS], rows)


if __name__ == "__main__":
    main()
