"""Which of its forms a scenario is walked in: both languages and both databases, not each with each."""

from __future__ import annotations

import pytest

# A sentence does not depend on the database that remembers it, nor a statement on the language: all four pairs would
# take twice the time to find the same. Kazakh stands with the database of the first start.
WALKED = {("kk", "sqlite"), ("ru", "postgresql")}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the pairs that are walked nowhere; a scenario in one language or on one database stays as it is."""
    left_out = [item for item in items if not _is_walked(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _is_walked(item)]


def _is_walked(item: pytest.Item) -> bool:
    if "tests/scenarios/" not in item.nodeid or not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return True
    chosen = item.callspec.params
    pair = (chosen.get("language"), chosen.get("database_url"))
    return None in pair or pair in WALKED
