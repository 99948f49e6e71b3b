"""aiogram's form state on the same database as everything else: nothing is forgotten in a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from storage import conversations
from storage.database import Database


def _name(key: StorageKey) -> str:
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.thread_id or 0}:{key.destiny}"


class FormStorage(BaseStorage):
    """States and JSON data in the table ``conversations``; rows expire (storage.conversations.KEPT_FOR)."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self.db = db
        self.now = now

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Remember the step; None forgets it."""
        name = state.state if isinstance(state, State) else state
        await conversations.save_state(self.db, _name(key), name, self.now())

    async def get_state(self, key: StorageKey) -> str | None:
        """The step, or None."""
        return (await conversations.load(self.db, _name(key), self.now())).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace the data; only what JSON can hold (raises TypeError otherwise)."""
        await conversations.save_data(self.db, _name(key), dict(data), self.now())

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """A fresh copy of the data; empty when there is none."""
        return (await conversations.load(self.db, _name(key), self.now())).data

    async def close(self) -> None:
        """Nothing to close: the database is the process's."""
