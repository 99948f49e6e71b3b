"""Telegram's pace for messages: what comes faster is answered with 429."""

import math
import time
from collections import deque

PACED = ("send", "edit", "forward", "copy")


class Pace:
    """Messages a second overall, a second to one chat, a minute to one group; None is no limit."""

    def __init__(
        self, per_second: int | None = None, per_chat: int | None = None, per_group_minute: int | None = None
    ) -> None:
        self._per_second, self._per_chat, self._per_group_minute = per_second, per_chat, per_group_minute
        self._is_set = (per_second, per_chat, per_group_minute) != (None, None, None)
        self._all: deque[float] = deque()
        self._second: dict[int, deque[float]] = {}
        self._minute: dict[int, deque[float]] = {}

    def meet(self, method: str, chat_id: int | None) -> int:
        """0 when the call may pass, which is counted then; else the pause to ask for in whole seconds."""
        if not self._is_set or chat_id is None or not method.startswith(PACED):
            return 0
        now = time.monotonic()
        limits = [
            (self._all, self._per_second, 1.0),
            (self._second.setdefault(chat_id, deque()), self._per_chat, 1.0),
        ]
        if chat_id < 0:
            limits.append((self._minute.setdefault(chat_id, deque()), self._per_group_minute, 60.0))
        pause = max(_pause(times, most, span, now) for times, most, span in limits)
        if pause <= 0:
            for times, _, _ in limits:
                times.append(now)
        return math.ceil(pause)


def _pause(times: deque[float], most: int | None, span: float, now: float) -> float:
    """Seconds until one more would pass; 0 when it passes now."""
    while times and times[0] <= now - span:
        times.popleft()
    if most is None or len(times) < most:
        return 0.0
    return max(times[-most] + span - now, 0.001)
