"""The product's own cards as a stub's plan and as a bare bot's table: all contenders show the same proposals."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.made.rows import telegram_id
from forum.browsing import Card
from forum.policies import Rules
from handlers.callbacks import CastVote
from handlers.views.proposal import Frame, about_line, card_screen
from locales import translator
from sandbox.html import parse_html
from storage.database import Transaction, open_database
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal

ZONE = Rules().zone
BARE_SCHEMA = """
    CREATE TABLE proposals (
        id INTEGER PRIMARY KEY, number INTEGER NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL,
        up INTEGER NOT NULL DEFAULT 0, down INTEGER NOT NULL DEFAULT 0, rest TEXT NOT NULL
    );
    CREATE TABLE votes (
        proposal INTEGER NOT NULL, person INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (proposal, person)
    ) WITHOUT ROWID;
"""


def _shown(proposal: Proposal) -> dict[str, Any]:
    """The card as a reader of the proposal's language has it before voting."""
    assert proposal.language is not None
    t = translator(proposal.language, ZONE)
    link = f"https://t.me/usynys_bot?start=p_{proposal.id}"
    screen = card_screen(Card(proposal, (), 0, is_own=False), t, Frame("list", link, is_voting=True))
    text, entities = parse_html(screen.text)
    assert screen.keyboard is not None
    keyboard = screen.keyboard["inline_keyboard"]
    data = {CastVote.unpack(button["callback_data"]).value: button["callback_data"] for button in keyboard[0]}
    return {
        "text": text,
        "entities": entities,
        "keyboard": keyboard,
        "support": data[1],
        "objection": data[-1],
        "bare": [proposal.id, proposal.number, proposal.title, about_line(t, proposal), proposal.text],
    }


def shown_cards(file: Path) -> list[dict[str, Any]]:
    """Every published proposal of a campaign's file, as the stub's plan wants it."""

    async def load(tx: Transaction) -> list[Proposal]:
        rows = await tx.all(f"SELECT {COLUMNS} FROM proposals WHERE state = 'published' ORDER BY id")
        return [proposal_of(row) for row in rows]

    async def read() -> list[Proposal]:
        db = await open_database(f"sqlite:///{file}")
        try:
            return await db.read(load)
        finally:
            await db.close()

    return [_shown(proposal) for proposal in asyncio.run(read())]


def voters(file: Path, most: int) -> list[int]:
    """Telegram ids of people who wrote no proposal: nobody votes for the own one."""
    with closing(sqlite3.connect(file)) as connection:
        authors = {row[0] for row in connection.execute("SELECT DISTINCT author_id FROM proposals")}
        people = [row[0] for row in connection.execute("SELECT id FROM people ORDER BY id")]
    return [telegram_id(person) for person in people if person not in authors][:most]


def write_plan(path: Path, people: list[int], cards: list[dict[str, Any]]) -> Path:
    """The stub's plan as a file."""
    path.write_text(json.dumps({"people": people, "cards": cards}), encoding="utf-8")
    return path


def write_bare(path: Path, cards: list[dict[str, Any]]) -> Path:
    """The table of a bare bot, with the same proposals and the same buttons below the two of the vote."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(BARE_SCHEMA)
        connection.executemany(
            "INSERT INTO proposals (id, number, title, about, text, rest) VALUES (?, ?, ?, ?, ?, ?)",
            [(*card["bare"], json.dumps(card["keyboard"][1:])) for card in cards],
        )
    return path
