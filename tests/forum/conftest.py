"""The cast of the forum's tests, on both databases."""

from __future__ import annotations

import pytest

from storage.database import Database
from tests.forum.people import Cast


@pytest.fixture
def cast(database: Database) -> Cast:
    """People to act with."""
    return Cast(database)
