"""The PostgreSQL server of the benchmarks: as in the tests, but it waits for the disk and keeps its data."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.cores import STUB_CORE, on_core
from benchmarks.folders import DATA, made
from tests.postgresql import PostgresServer, start_server

OPTIONS = (
    "fsync=on",
    "synchronous_commit=on",
    "shared_buffers=512MB",
    "max_wal_size=4GB",
    "max_connections=60",
    "listen_addresses=127.0.0.1",
)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A server on the stub's core whose databases are there again next time; one program at a time has it."""
    folder = made("postgresql")
    with (DATA / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with on_core(STUB_CORE):
            server = start_server(folder, OPTIONS)
        try:
            yield server
        finally:
            server.stop("fast")
