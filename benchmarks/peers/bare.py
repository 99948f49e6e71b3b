"""What the bare Python bots share: one table of proposals, one of votes, and the card as text."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from html import escape

TOKEN = "500000001:benchmark"
SECRET = "benchmark-secret-of-the-webhook"


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as it is now; ``rest`` are the rows of buttons below the two of the vote."""

    text: str
    up: int
    down: int
    rest: list[list[dict[str, str]]]


class Votes:
    """sqlite3 in the loop: one transaction a vote, as a small bot does it."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")

    def cast(self, person: int, proposal: int, value: int) -> Card:
        """Keep the vote, count it, give the card."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        before = run("SELECT value FROM votes WHERE proposal = ? AND person = ?", (proposal, person)).fetchone()
        old = before[0] if before else 0
        run(
            "INSERT INTO votes (proposal, person, value) VALUES (?, ?, ?)"
            " ON CONFLICT (proposal, person) DO UPDATE SET value = excluded.value",
            (proposal, person, value),
        )
        row = run(
            "UPDATE proposals SET up = up + ?, down = down + ? WHERE id = ?"
            " RETURNING number, title, about, text, up, down, rest",
            ((value == 1) - (old == 1), (value == -1) - (old == -1), proposal),
        ).fetchone()
        run("COMMIT")
        number, title, about, text, up, down, rest = row
        words = (
            f"<b>№{number}. {escape(title)}</b>\n{escape(about)}\n\n{escape(text)}\n\n"
            f"Қолдады: {up} · Қарсы: {down}\n{'Сіз қолдадыңыз' if value > 0 else 'Сіз қарсысыз'}"
        )
        return Card(words, up, down, json.loads(rest))


def parsed(data: str) -> tuple[int, int]:
    """Proposal and value of a button ``vt:ID:VALUE:…``."""
    _, proposal, value, *_ = data.split(":")
    return int(proposal), int(value)


def thanks(value: int) -> str:
    """What the press is answered with."""
    return "Дауысыңыз қабылданды" if value else "Дауысыңыз қайтарылды"
