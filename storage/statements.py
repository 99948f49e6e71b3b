"""SQL is written once, with ``:name`` parameters; here it becomes each driver's own form, once per text.

A value may be a tuple, for ``IN (:name)``. A statement for many rows says ``FROM ROWS(name column, column type, …)``
and ``name.column`` for their values (a column without a type is a bigint): SQLite runs it for one row after the
other, PostgreSQL takes all rows as arrays in one statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

# A name after a colon, but not a cast (::) and not inside a word.
_NAME = re.compile(r"(?<![:\w]):([a-z_][a-z0-9_]*)")
_LIST = re.compile(r"\b(NOT )?IN \(:([a-z_][a-z0-9_]*)\)")
# What only PostgreSQL understands stands in a comment, which SQLite skips: /*pg FOR UPDATE SKIP LOCKED */
_ONLY_POSTGRESQL = re.compile(r"/\*pg (.*?)\*/", re.DOTALL)
_ROWS = re.compile(r"FROM ROWS\(([a-z_]+) ([^()]+)\)")

Values = dict[str, Any]


def for_sqlite(sql: str, values: Values) -> tuple[str, Values]:
    """Text and values as sqlite3 takes them: a tuple becomes a parameter an element (``IN ()`` holds nothing)."""
    # Most statements have no tuple: this look is all they pay (an own copy of the values cost 4 µs a statement).
    tuples = [name for name, value in values.items() if type(value) is tuple]
    if not tuples:
        return sql, values
    flat = {name: value for name, value in values.items() if name not in tuples}
    lengths = []
    for name in tuples:
        items = _padded(values[name])
        lengths.append((name, len(items)))
        flat.update({f"{name}_{index}": item for index, item in enumerate(items)})
    return _listed(sql, tuple(lengths)), flat


def _padded(items: tuple[Any, ...]) -> tuple[Any, ...]:
    # Long lists come in few lengths, so that their statements are found prepared; the last element may stand twice.
    wanted = 1 << (len(items) - 1).bit_length() if len(items) > 8 else len(items)
    return items + items[-1:] * (wanted - len(items))


@lru_cache(maxsize=1024)
def _listed(sql: str, lengths: tuple[tuple[str, int], ...]) -> str:
    marks = {name: ", ".join(f":{name}_{index}" for index in range(length)) for name, length in lengths}
    return _LIST.sub(lambda match: f"{match.group(1) or ''}IN ({marks[match.group(2)]})", sql)


def for_postgresql(sql: str, values: Values) -> tuple[str, list[Any]]:
    """The text with ``$n`` parameters and their values in the order of ``n``; a tuple is one array."""
    text, names = _numbered(sql, tuple(name for name, value in values.items() if type(value) is tuple))
    return text, [values[name] for name in names]


@lru_cache(maxsize=1024)
def _numbered(sql: str, lists: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    names: list[str] = []

    def number(name: str) -> str:
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    def array(match: re.Match[str]) -> str:
        negated, name = match.groups()
        if name not in lists:
            return match.group()
        # The same text for a list of any length: the server prepares it once.
        return f"<> ALL({number(name)})" if negated else f"= ANY({number(name)})"

    text = _LIST.sub(array, _ONLY_POSTGRESQL.sub(r"\1", sql))
    return _NAME.sub(lambda match: number(match.group(1)), text), tuple(names)


def _columns(rows: re.Match[str]) -> list[tuple[str, str]]:
    """(column, type of PostgreSQL) of what stands inside ROWS."""
    words = [column.split() for column in rows.group(2).split(",")]
    return [(name, kind[0] if kind else "bigint") for name, *kind in words]


def _rows_of(sql: str) -> re.Match[str]:
    rows = _ROWS.search(sql)
    if rows is None:
        raise ValueError("a statement for many rows says FROM ROWS(name column, …)")
    return rows


@lru_cache(maxsize=64)
def each_for_sqlite(sql: str) -> str:
    """The text for one row: its values are parameters by their number."""
    rows = _rows_of(sql)
    text = sql.replace(rows.group(), "")
    for number, (column, _) in enumerate(_columns(rows), start=1):
        text = re.sub(rf"\b{rows.group(1)}\.{column}\b", f"?{number}", text)
    return text


@lru_cache(maxsize=64)
def _each_for_postgresql(sql: str) -> str:
    rows = _rows_of(sql)
    columns = _columns(rows)
    arrays = ", ".join(f"${number}::{kind}[]" for number, (_, kind) in enumerate(columns, start=1))
    table = f"FROM unnest({arrays}) AS {rows.group(1)}({', '.join(column for column, _ in columns)})"
    return _ONLY_POSTGRESQL.sub(r"\1", sql.replace(rows.group(), table))


def each_for_postgresql(sql: str, rows: Sequence[tuple[Any, ...]]) -> tuple[str, list[Sequence[Any]]]:
    """The text for all rows and an array a column."""
    return _each_for_postgresql(sql), list(zip(*rows, strict=True))
