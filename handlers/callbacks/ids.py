"""What the classes of buttons are made of."""

from __future__ import annotations

import secrets
from typing import Annotated, Final

from aiogram.filters.callback_data import MAX_CALLBACK_LENGTH, CallbackData
from pydantic import Field

BIGGEST = 2**63 - 1
# What a column of ids can hold: a forged number beyond it is no button of ours.
Id = Annotated[int, Field(ge=0, le=BIGGEST)]

# Words in buttons are bounded, each by the longest there is, and in ASCII (a letter is a byte): a longer one is no
# button of ours either, and what a forged one carries on makes no other button too long. The tests hold it.
ASCII: Final = r"^[!-~]*$"
# A code or a name of one of our vocabularies; the longest are codes of reasons and names of settings.
Code = Annotated[str, Field(max_length=20, pattern=ASCII)]
# The same where other words and several numbers stand beside it.
Word = Annotated[str, Field(max_length=10, pattern=ASCII)]
# A letter or two: a place, a topic or a state by its number, a language.
Letters = Annotated[str, Field(max_length=2, pattern=ASCII)]
# What tells one showing of a screen from another (new_request).
REQUEST_MOST: Final = 16
Request = Annotated[str, Field(max_length=REQUEST_MOST, pattern=ASCII)]
# Whose digest: a region, a dot and the id of a group are the longest (handlers.callbacks.digests).
WhoseCode = Annotated[str, Field(max_length=25, pattern=ASCII)]
# What of the queue a moderator looks at (handlers.callbacks.queueing).
View = Annotated[str, Field(max_length=6, pattern=ASCII)]
# Where a card was opened from, for the way back; a page of the list is the longest.
ORIGIN_MOST: Final = 44
Origin = Annotated[str, Field(max_length=ORIGIN_MOST, pattern=ASCII)]


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
            raise ValueError(f"no callback data of {type(self).__name__}")  # its values may be a forger's words
        return packed
