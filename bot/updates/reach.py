"""Calls that a starting bot cannot do without: repeated until Telegram answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

log = logging.getLogger(__name__)

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds after one failure, two, …
T = TypeVar("T")


class TokenRefused(Exception):
    """Telegram does not know the token (any more)."""


def pause_after(failures: int, problem: TelegramAPIError) -> float:
    """How many seconds to wait after so many failures in a row (1 or more), the last of them being ``problem``."""
    if isinstance(problem, TelegramRetryAfter):
        return float(problem.retry_after)
    return PAUSES[min(failures, len(PAUSES)) - 1]


async def reached(call: Callable[[], Awaitable[T]]) -> T:
    """What the call gives, however long Telegram cannot be reached.

    Raises TokenRefused; TelegramBadRequest, when what is asked for can never be had.
    """
    failures = 0
    while True:
        try:
            return await call()
        except (TelegramUnauthorizedError, TelegramNotFound) as refused:
            raise TokenRefused from refused
        except TelegramBadRequest:
            raise
        except TelegramAPIError as problem:
            failures += 1
            if failures == 1:
                log.warning("Telegram cannot be reached, trying again", extra={"problem": type(problem).__name__})
            await asyncio.sleep(pause_after(failures, problem))
