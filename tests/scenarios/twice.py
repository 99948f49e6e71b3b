"""Every update once more: by a second replica, or by the bot that was killed before it could confirm it.

``Twice`` stands between the intake and the dispatcher of a running bot. After each update of a person it has the last
ones handled again, in their order, as a replay does, and keeps what each handling showed.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pytest

import bot.app as composition
from bot.updates.order import chat_of
from handlers import feed
from sandbox.person import Person
from tests.running import RunningBot

Update = dict[str, Any]
# What differs from one handling to the next without meaning anything: ids of messages and random letters.
_REQUEST = re.compile(r"(mki:[^:]*:[^:]*|exp(?::[^:]*){6}):[A-Za-z0-9_-]{8}")
_OF_MESSAGES = {"screen", "seen", "album", "refused", "cut"}
_VOLATILE = {
    "conversations": {"key"},
    "invitations": {"token_hash"},
    "attachments": {"file_id", "file_unique_id"},
    # How far it has come when the walk ends is the outbox's.
    "export_orders": {"request", "message_id", "state", "rows_done", "parts_sent", "filters", "ended_at"},
    "votes": {"previous"},
    "deliveries": {"cause", "message_id", "state", "attempts", "claimed_until", "sent_at", "problem"},
}
# No update writes phase_switches: the schedule does, at a second of each minute that may fall into one walk of the two.
_LEFT_OUT = {"alembic_version", "sqlite_sequence", "update_journal", "phase_switches"}


@dataclass
class Handling:
    """One update and what each of its handlings showed: (method, text, buttons) of every screen."""

    update: Update
    shown: list[list[tuple[str, str]]] = field(default_factory=list)

    @property
    def what(self) -> str:
        """The update in a word, for messages of failed tests."""
        press, message = self.update.get("callback_query"), self.update.get("message", {})
        return str(press["data"]) if press else str(message.get("text", sorted(message)))


class Twice:
    """``window``: how many of a person's last updates come again after each one."""

    def __init__(self, bot: RunningBot, monkeypatch: pytest.MonkeyPatch, window: int) -> None:
        self.bot = bot
        self.window = window
        self.handled: dict[int, list[Handling]] = defaultdict(list)
        self._in_hand = 0
        self._is_at_rest = asyncio.Event()
        self._is_at_rest.set()
        monkeypatch.setattr(composition, "feed", self._feed)
        # A person looks again when the replays are over: the screens on the way show what was true before.
        monkeypatch.setattr(Person, "_settled", lambda person: self.settled())

    async def settled(self) -> None:
        """Wait until everything is handled, replays included."""
        await self.bot.idle()
        await self._is_at_rest.wait()

    async def _feed(self, dispatcher: Any, telegram: Any, update: Update, *, may_retry: bool = False) -> None:
        self._in_hand += 1
        self._is_at_rest.clear()
        try:
            await self._handle(dispatcher, telegram, update, may_retry)
        finally:
            self._in_hand -= 1
            if not self._in_hand:
                self._is_at_rest.set()

    async def _handle(self, dispatcher: Any, telegram: Any, update: Update, may_retry: bool) -> None:
        mine = self.handled[chat_of(update)]
        mine.append(Handling(update))
        for handling in (mine[-1], *(mine[-self.window :] if self.window else ())):
            before = len(self.bot.sandbox.calls)
            await feed(dispatcher, telegram, handling.update, may_retry=may_retry)
            handling.shown.append(self._screens(before, chat_of(update)))

    def _screens(self, since: int, chat: int) -> list[tuple[str, str]]:
        calls = [call for call in self.bot.sandbox.calls[since:] if call.chat_id == chat]
        return [_screen(call.params) for call in calls if "text" in call.params]


def _screen(params: dict[str, Any]) -> tuple[str, str]:
    markup = params.get("reply_markup")
    if isinstance(markup, str):
        markup = json.loads(markup)
    return str(params["text"]), _REQUEST.sub(r"\1:…", json.dumps(markup, ensure_ascii=False, sort_keys=True))


async def tables(bot: RunningBot) -> dict[str, list[str]]:
    """Everything remembered, without what differs in every run."""
    names = await bot.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    found: dict[str, list[str]] = {}
    for name in sorted({str(row["name"]) for row in names} - _LEFT_OUT):
        rows = await bot.rows(f"SELECT * FROM {name}")
        found[name] = sorted(_row(name, row) for row in rows)
    return found


def _row(table: str, row: dict[str, Any]) -> str:
    kept = {name: value for name, value in row.items() if name not in _VOLATILE.get(table, set())}
    if table == "conversations":
        data = json.loads(kept["data"])
        kept["data"] = {name: value for name, value in data.items() if name not in _OF_MESSAGES}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str)
