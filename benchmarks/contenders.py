"""Who is measured: the product, and bare bots that do nothing but count votes."""

from __future__ import annotations

import asyncio
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.folders import GRAMMY, PEERS_PYTHON, PROJECT

TOKEN = "500000001:benchmark"
SECRET = "benchmark-secret-of-the-webhook"


@dataclass(frozen=True, slots=True)
class Way:
    """Where one contender runs: the stub's address, its own folder, its port when it takes a webhook."""

    api_url: str
    folder: Path
    port: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """A command to start, and how to count the votes it kept: (votes, sum of the counters); None: it keeps none."""

    command: list[str]
    environment: dict[str, str]
    count: Callable[[], tuple[int, int]] | None


@dataclass(frozen=True, slots=True)
class Contender:
    """``key`` for options, ``title`` for tables, ``is_ours`` for ratios."""

    key: str
    title: str
    prepare: Callable[[Way], Run]
    is_ours: bool = False


def free_port() -> int:
    """A port of loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _count_ours(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        votes = connection.execute("SELECT count(*) FROM votes WHERE value <> 0").fetchone()[0]
        counters = connection.execute("SELECT sum(support_count + object_count) FROM proposals").fetchone()[0]
    return votes, counters


def _count_bare(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        votes = connection.execute("SELECT count(*) FROM votes").fetchone()[0]
        counters = connection.execute("SELECT sum(up + down) FROM proposals").fetchone()[0]
    return votes, counters


def _count_postgresql(url: str) -> tuple[int, int]:
    async def count() -> tuple[int, int]:
        connection: Any = await asyncpg.connect(url)
        try:
            votes = await connection.fetchval("SELECT count(*) FROM votes WHERE value <> 0")
            return votes, int(await connection.fetchval("SELECT sum(support_count + object_count) FROM proposals"))
        finally:
            await connection.close()

    return asyncio.run(count())


def product_settings(way: Way, database_url: str) -> dict[str, str]:
    """The environment of ``usynys run``: as an installation has it, with the stub as Telegram."""
    settings = {
        "PYTHONPATH": str(PROJECT),
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": way.api_url,
        "DATABASE_URL": database_url,
    }
    if way.port is not None:
        address = {"WEBHOOK_URL": f"http://127.0.0.1:{way.port}/telegram", "HTTP_PORT": str(way.port)}
        settings |= {**address, "WEBHOOK_SECRET": SECRET}
    return settings


def ours(campaign: Path) -> Contender:
    """The product on a copy of a campaign's SQLite file."""

    def prepare(way: Way) -> Run:
        path = way.folder / "ours.db"
        shutil.copyfile(campaign, path)
        settings = product_settings(way, f"sqlite:///{path}")
        return Run([sys.executable, "-m", "bot", "run"], settings, lambda: _count_ours(path))

    return Contender("ours", "Ұсыныс", prepare, is_ours=True)


def ours_on_postgresql(copy: Callable[[], str]) -> Contender:
    """The product on a PostgreSQL database; ``copy`` makes a fresh one and gives its address."""

    def prepare(way: Way) -> Run:
        url = copy()
        return Run([sys.executable, "-m", "bot", "run"], product_settings(way, url), lambda: _count_postgresql(url))

    return Contender("ours-postgresql", "Ұсыныс on PostgreSQL", prepare, is_ours=True)


def _bare(key: str, title: str, command: list[str], table: Path | None) -> Contender:
    environment = {"PYTHONPATH": str(PROJECT)}

    def prepare(way: Way) -> Run:
        port = [] if way.port is None else [str(way.port)]
        if table is None:
            return Run([*command, way.api_url, "-", *port], environment, None)
        path = way.folder / f"{key}.db"
        shutil.copyfile(table, path)
        return Run([*command, way.api_url, str(path), *port], environment, lambda: _count_bare(path))

    return Contender(key, title, prepare)


def peers(table: Path) -> list[Contender]:
    """The bare bots on copies of a table of the same proposals."""
    python = str(PEERS_PYTHON)
    return [
        _bare("telebot", "telebot async + sqlite3", [python, "-m", "benchmarks.peers.telebot_votes"], table),
        _bare("grammy", "grammY + better-sqlite3", ["node", str(GRAMMY / "votes.mjs")], table),
        _bare("aiogram", "aiogram + sqlite3", [python, "-m", "benchmarks.peers.aiogram_votes"], table),
        _bare("echo", "aiogram echo, no storage", [python, "-m", "benchmarks.peers.aiogram_votes"], None),
    ]
