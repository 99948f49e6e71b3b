"""aiogram's form state on the same database as everything else: nothing is forgotten in a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from storage import conversations
from storage.conversations import Conversation
from storage.database import Database

# Under this name data holds what outlives the forms: words that are offered again to whoever comes back.
KEPT = "kept"


def row_of(key: StorageKey) -> str:
    """Under which key of the table a conversation stands."""
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.thread_id or 0}:{key.destiny}"


def _name(state: StateType) -> str | None:
    return state.state if isinstance(state, State) else state


class FormStorage(BaseStorage):
    """States and JSON data in the table ``conversations``; rows expire (storage.conversations.KEPT_FOR)."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self.db = db
        self.now = now

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Remember the step; None forgets it."""
        await conversations.save_state(self.db, row_of(key), _name(state), self.now())

    async def get_state(self, key: StorageKey) -> str | None:
        """The step, or None."""
        return (await conversations.load(self.db, row_of(key), self.now())).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace the data; only what JSON can hold (raises TypeError otherwise)."""
        await conversations.save_data(self.db, row_of(key), dict(data), self.now())

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """A fresh copy of the data; empty when there is none."""
        return (await conversations.load(self.db, row_of(key), self.now())).data

    async def replace(self, key: StorageKey, state: StateType, data: Mapping[str, Any]) -> None:
        """Set step and data in one write; no step and no data forget the row."""
        await conversations.replace(self.db, row_of(key), Conversation(_name(state), dict(data)), self.now())

    async def close(self) -> None:
        """Nothing to close: the database is the process's."""


class LoadedForm(FSMContext):
    """The form state of one update: read together with the person, so that asking costs nothing.

    What the data holds as KEPT stays when a form is left, cleared or followed by another one, until somebody sets it.

    One update of a chat is handled at a time, so nobody else writes meanwhile; what is written here is known here.
    """

    storage: FormStorage

    def __init__(self, storage: FormStorage, key: StorageKey, loaded: Conversation) -> None:
        super().__init__(storage, key)
        self._loaded = loaded

    async def get_state(self) -> str | None:
        """The step, or None."""
        return self._loaded.state

    async def get_data(self) -> dict[str, Any]:
        """A fresh copy of the data; empty when there is none."""
        return dict(self._loaded.data)

    async def set_state(self, state: StateType = None) -> None:
        """Remember the step and keep the data."""
        await self.replace(state, self._loaded.data)

    async def set_data(self, data: Mapping[str, Any]) -> None:
        """Replace the data and keep the step."""
        await self.replace(self._loaded.state, data)

    async def update_data(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
        """Change some of the data."""
        await self.set_data({**self._loaded.data, **kwargs, **(data or {})})
        return await self.get_data()

    async def clear(self) -> None:
        """Forget step and data, but for what is kept."""
        await self.replace(None, {})

    async def forget(self) -> None:
        """Forget everything."""
        await self.replace(None, {KEPT: {}})

    async def replace(self, state: StateType, data: Mapping[str, Any]) -> None:
        """Set step and data in one write; where there is nothing and nothing comes, in none. What is kept stays."""
        kept = data.get(KEPT, self._loaded.data.get(KEPT))
        values = {name: value for name, value in data.items() if name != KEPT} | ({KEPT: kept} if kept else {})
        wanted = Conversation(_name(state), values)
        if wanted == self._loaded == Conversation():
            return
        await self.storage.replace(self.key, state, values)
        self._loaded = wanted
