"""Who keeps a chat's order beyond this process."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Protocol


class Isolation(Protocol):
    """Keeps other processes out of a chat while one of its updates is handled."""

    def of(self, chat_id: int, /) -> AbstractAsyncContextManager[None]:
        """Enter before handling an update of the chat, leave after it."""

    async def close(self) -> None:
        """Give everything back."""


class Alone:
    """The isolation of the only process: there is nobody to keep out."""

    _nothing: AbstractAsyncContextManager[None] = nullcontext()

    def of(self, chat_id: int, /) -> AbstractAsyncContextManager[None]:
        """Nothing to do."""
        return self._nothing

    async def close(self) -> None:
        """Nothing to give back."""
