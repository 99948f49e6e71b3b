"""What votes in storage are measured on: an open database, people who may vote, ballots."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.made.size import END
from benchmarks.storage_votes_raw import Ballots
from forum.policies import CONSENT_VERSION, Rules
from storage.database import Database, Transaction, open_database
from storage.records import Person

RULES = Rules(own_vote_allowed=True)
GROUP = 256  # people who wait at any moment


def person(id_: int) -> Person:
    """Somebody who may vote."""
    return Person(id_, id_, "kk", "KZ-59", CONSENT_VERSION, END, None)


async def ids_of(db: Database, of: str) -> list[int]:
    """Ids of published proposals, or of people."""

    async def work(tx: Transaction) -> list[int]:
        return [row["id"] for row in await tx.all(f"SELECT id FROM {of} ORDER BY id")]

    return await db.read(work)


async def ballots_of(db: Database) -> Ballots:
    """Ballots for what is in the database."""
    proposals = await ids_of(db, "(SELECT id FROM proposals WHERE state = 'published') AS published")
    return Ballots(proposals, await ids_of(db, "people"))


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """A database, closed in the end."""
    db = await open_database(url)
    try:
        yield db
    finally:
        await db.close()
