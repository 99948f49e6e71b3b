"""Direct calls are made again when that helps: a person has pressed a button and waits for its answer.

Again: what never reached Telegram, what broke on the way or got no answer in time, what Telegram could not do just
now (5xx), and what came too fast (429, after the silence it asks for). A call that broke after it was sent may have
been done: a screen shown twice is better than silence, and every action behind a button is done once however often
it is asked for. Not again: what Telegram refuses for good (4xx, "query is too old" among them), and what it wants to
hear later than anybody waits.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final, Literal, TypeVar

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod

from bot.telegram.pacing import Pacing

log = logging.getLogger(__name__)
T = TypeVar("T")

Outcome = Literal["ok", "retry_after", "server_error", "network", "refused", "forbidden"]
PATIENCE: Final = 60.0  # seconds from the first attempt to the beginning of the last
PAUSES: Final = (0.3, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds after the first failure, the second, …


def outcome_of(problem: TelegramAPIError) -> Outcome:
    """What kind of failure this is."""
    match problem:
        case TelegramRetryAfter():
            return "retry_after"
        case TelegramServerError():
            return "server_error"
        case TelegramForbiddenError():
            return "forbidden"
        case TelegramEntityTooLarge():
            return "refused"
        case TelegramNetworkError():
            return "network"
        case _:
            return "refused"


class Retrying:
    """Makes direct calls; ``clock`` gives seconds that only grow, ``sleep`` lets so many pass."""

    def __init__(
        self,
        pacing: Pacing,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pacing = pacing
        self._clock = clock
        self._sleep = sleep

    async def call(
        self,
        once: Callable[[], Awaitable[T]],
        method: TelegramMethod[Any],
        chat_id: int | None,
        patience: float = PATIENCE,
    ) -> T:
        """Call ``once`` until it brings a result, a refusal for good, or until the patience (seconds) is over.

        Raises the last TelegramAPIError, or TelegramRetryAfter without a call where silence outlasts the patience.
        """
        until = self._clock() + patience
        failures = 0
        while True:
            if (held := self._pacing.held_for(chat_id)) > 0:
                if self._clock() + held > until:
                    raise TelegramRetryAfter(method, "silence was asked for", retry_after=math.ceil(held))
                await self._pacing.wait_hold(chat_id)
            try:
                return await once()
            except TelegramAPIError as problem:
                pause = self._pause(problem, chat_id, failures)
                if pause is None or self._clock() + pause > until:
                    raise
                failures += 1
                extra = {"method": method.__api_method__, "problem": outcome_of(problem), "pause": round(pause, 1)}
                log.log(logging.INFO if failures == 1 else logging.WARNING, "call made again", extra=extra)
            await self._sleep(pause)

    def _pause(self, problem: TelegramAPIError, chat_id: int | None, failures: int) -> float | None:
        """Seconds until the call is worth making again; None if it never is."""
        if isinstance(problem, TelegramRetryAfter):
            # What belongs to no chat (the bot's name, its commands) has limits of its own, of hours at times.
            if chat_id is not None:
                self._pacing.hold(chat_id, problem.retry_after)
            return float(problem.retry_after)
        if outcome_of(problem) in ("server_error", "network"):
            return PAUSES[min(failures, len(PAUSES) - 1)]
        return None
