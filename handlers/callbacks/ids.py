"""What the classes of buttons are made of."""

from __future__ import annotations

import secrets
from typing import Annotated

from aiogram.filters.callback_data import MAX_CALLBACK_LENGTH, CallbackData
from pydantic import Field

BIGGEST = 2**63 - 1
# What a column of ids can hold: a forged number beyond it is no button of ours.
Id = Annotated[int, Field(ge=0, le=BIGGEST)]
# What of the queue a moderator looks at (handlers.callbacks.queueing): a forged one makes no other button too long.
View = Annotated[str, Field(max_length=6)]


def new_request() -> str:
    """Eight letters that make a screen's button one request: pressed again, or handled again, it asks for the same."""
    return secrets.token_urlsafe(6)


class ButtonData(CallbackData, prefix="base"):
    """Data of a button: whole numbers and short codes only, so packing is a join.

    aiogram's own goes through pydantic for it, which is five times as slow, with five and more buttons a screen.
    """

    def pack(self) -> str:
        """The prefix and the values with colons between. Raises ValueError for a colon inside, and beyond 64 bytes."""
        values = self.__dict__.values()
        packed = ":".join([self.__prefix__, *map(str, values)])
        if packed.count(":") != len(values) or len(packed.encode()) > MAX_CALLBACK_LENGTH:
            raise ValueError(f"no callback data: {packed!r}")
        return packed
