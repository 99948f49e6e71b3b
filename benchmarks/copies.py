"""Fresh copies of made-up PostgreSQL databases, to be written to; dropped in the end."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import ExitStack

from benchmarks.made.campaigns import postgresql_database
from benchmarks.made.size import Size
from benchmarks.postgresql import running_server
from tests.postgresql import PostgresServer


class Copies:
    """A context manager; the server starts with the first copy."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._server: PostgresServer | None = None
        self._numbers = itertools.count(1)
        self._made: list[str] = []

    def __enter__(self) -> Copies:
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            asyncio.run(self._server.run(*[f'DROP DATABASE "{name}" WITH (FORCE)' for name in self._made]))
        self._stack.close()

    def postgresql(self, size: Size) -> str:
        """The address of a fresh copy."""
        if self._server is None:
            self._server = self._stack.enter_context(running_server())
        name, copy = postgresql_database(self._server, size), f"copy_{next(self._numbers)}"
        drop = f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)'
        asyncio.run(self._server.run(drop, f'CREATE DATABASE "{copy}" TEMPLATE "{name}"'))
        self._made.append(copy)
        return self._server.url(copy)
