"""What was seen of the votes: when each was made and handed out, and when the last of its two calls came in."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

ANSWER, EDIT = 1, 2
BOTH = ANSWER | EDIT


@dataclass(slots=True)
class Vote:
    """A vote under way; times are seconds of the monotonic clock."""

    made: float
    handed: float = 0.0
    seen: int = 0


@dataclass(slots=True)
class Meter:
    """Votes under way and the latencies of those that were finished while measuring."""

    under_way: dict[int, Vote] = field(default_factory=dict)
    finished: int = 0
    is_measuring: bool = False
    began: float = 0.0
    ended: float = 0.0
    latencies: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    repeated: int = 0

    def made(self, serial: int) -> None:
        """Somebody pressed a button."""
        self.under_way[serial] = Vote(time.perf_counter())

    def handed_out(self, serial: int) -> None:
        """The bot was given the update (again, when it asks again before it has confirmed it)."""
        vote = self.under_way.get(serial)
        if vote is None:
            return
        if vote.handed:
            self.repeated += 1
        else:
            vote.handed = time.perf_counter()

    def saw(self, serial: int, call: int) -> bool:
        """A call of the vote came in; whether it was the last one missing."""
        vote = self.under_way.get(serial)
        if vote is None:
            return False
        vote.seen |= call
        if vote.seen != BOTH:
            return False
        del self.under_way[serial]
        self.finished += 1
        if self.is_measuring:
            now = time.perf_counter()
            self.latencies.append(now - vote.handed)
            self.waits.append(now - vote.made)
        return True

    def begin(self) -> None:
        """Measure from here on."""
        self.latencies, self.waits = [], []
        self.calls.clear()
        self.repeated = 0
        self.is_measuring = True
        self.began = self.ended = time.perf_counter()

    def end(self) -> None:
        """Measure no more."""
        self.is_measuring = False
        self.ended = time.perf_counter()
