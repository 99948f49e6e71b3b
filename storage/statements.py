"""SQL is written once, with ``:name`` parameters; here it becomes each driver's own form, once per text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# A name after a colon, but not a cast (::) and not inside a word.
_NAME = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")
# What only PostgreSQL understands stands in a comment, which SQLite skips: /*pg FOR UPDATE SKIP LOCKED */
_ONLY_POSTGRESQL = re.compile(r"/\*pg (.*?)\*/", re.DOTALL)


def expanded(sql: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Replace each tuple value by one parameter per element, for ``IN (:name)``; empty becomes ``IN (NULL)``."""
    tuples = {name: value for name, value in values.items() if isinstance(value, tuple)}
    if not tuples:
        return sql, values
    flat = {name: value for name, value in values.items() if name not in tuples}
    for name, items in tuples.items():
        names = [f"{name}_{index}" for index in range(len(items))]
        listed = ", ".join(f":{one}" for one in names) or "NULL"
        sql = re.sub(rf"(?<![:\w]):{name}\b", listed, sql)
        flat.update(zip(names, items, strict=True))
    return sql, flat


@lru_cache(maxsize=1024)
def for_postgresql(sql: str) -> tuple[str, tuple[str, ...]]:
    """The text with ``$n`` parameters and the names in the order of ``n``."""
    names: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _NAME.sub(numbered, _ONLY_POSTGRESQL.sub(r"\1", sql)), tuple(names)
