"""What every handler may use: the database, the clock, the rules and a few facts about the bot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol
from zoneinfo import ZoneInfo

from forum.meanings import Meanings
from forum.policies import Rules
from storage.database import Database


class Verdict(Enum):
    """What becomes of an action: done; refused with a sentence; refused without a word."""

    GO = "go"
    TELL = "tell"
    SILENT = "silent"


class Pace(Protocol):
    """How fast one person may act. ``now`` is in seconds of a clock that never goes back.

    ``update`` is the number of the update: handled again, it gets the same verdict and is not counted again.
    """

    def action(self, telegram_id: int, now: float, update: int | None = None) -> Verdict:
        """Count one more action of any kind, if it may be done."""
        ...

    def vote(self, telegram_id: int, now: float, update: int | None = None) -> Verdict:
        """Count one more vote, if it may be cast."""
        ...

    def inline(self, telegram_id: int, now: float) -> Verdict:
        """Count one more inline query, if it may be answered; words typed elsewhere take no other action away."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Given to every handler as ``services``.

    ``now`` returns aware UTC; ``wake`` tells the outbox that something is owed; ``operator`` names who processes
    personal data, by language; ``admin_ids`` are Telegram ids from the settings; ``pace`` keeps one person's flood
    from the others; ``phone_pepper`` is what phone numbers are hashed with; ``meanings`` tells similar proposals in the
    other language where the extra usynys[similar] is installed.
    """

    db: Database
    now: Callable[[], datetime]
    rules: Rules
    operator: dict[str, str]
    bot_username: str
    admin_ids: frozenset[int]
    wake: Callable[[], None]
    pace: Pace
    phone_pepper: str | None = field(default=None, repr=False)
    meanings: Meanings | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The forum's time zone."""
        return self.rules.zone

    def link(self, payload: str) -> str:
        """A deep link that starts the bot with ``payload``."""
        return f"https://t.me/{self.bot_username}?start={payload}"
