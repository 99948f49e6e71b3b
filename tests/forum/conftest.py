"""The cast of the forum's tests, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Database, open_database
from tests.forum.people import Cast


@pytest.fixture
def cast(database: Database) -> Cast:
    """People to act with."""
    return Cast(database)


@pytest.fixture
async def replica(database_url: str, database: Database) -> AsyncIterator[Database]:
    """A second process's connection to the same database."""
    db = await open_database(database_url)
    yield db
    await db.close()
