"""Telegram's limits on messages, and a count of what kept them."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

WINDOW = 1.0  # seconds
REMEMBERED = 10_000  # chats, before those of the last second are sorted out


@dataclass(slots=True)
class Pace:
    """At most ``overall`` messages in any second and ``per_chat`` to one chat; None is no limit."""

    overall: int | None = None
    per_chat: int | None = None
    accepted: int = 0
    refused: int = 0
    times: list[float] = field(default_factory=list)
    _recent: deque[float] = field(default_factory=deque)
    _of_chat: dict[int, deque[float]] = field(default_factory=dict)

    def takes(self, chat: int) -> bool:
        """Whether a message to the chat may be sent now; a refused one counts for nothing."""
        now = time.monotonic()
        if self.overall is not None and not self._fits(self._recent, self.overall, now):
            self.refused += 1
            return False
        if self.per_chat is not None:
            if len(self._of_chat) > REMEMBERED:
                self._of_chat = {one: times for one, times in self._of_chat.items() if times[-1] > now - WINDOW}
            of_chat = self._of_chat.setdefault(chat, deque())
            if not self._fits(of_chat, self.per_chat, now):
                self.refused += 1
                return False
            of_chat.append(now)
        self._recent.append(now)
        self.times.append(now)
        self.accepted += 1
        return True

    @staticmethod
    def _fits(times: deque[float], most: int, now: float) -> bool:
        while times and times[0] <= now - WINDOW:
            times.popleft()
        return len(times) < most
