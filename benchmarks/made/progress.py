"""Tells how far the making of a campaign has come."""

from __future__ import annotations

import time

from benchmarks.made.rows import Bundle
from benchmarks.made.size import Size
from benchmarks.tables import say

EVERY = 5.0  # seconds


class Progress:
    """A line every five seconds, and one at the end."""

    def __init__(self, what: str, size: Size) -> None:
        self._what, self._size = what, size
        self._began = self._told = time.monotonic()
        self._votes = self._proposals = 0
        say(f"{what}: making {size.title} …")

    def wrote(self, bundle: Bundle) -> None:
        """A bundle is in the database."""
        self._votes += len(bundle.get("votes", ()))
        self._proposals += len(bundle.get("proposals", ()))
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            say(f"{self._what}: {self._proposals:,} of {self._size.proposals:,} proposals, {self._votes:,} votes")

    def step(self, name: str) -> None:
        """Something longer begins."""
        self._told = time.monotonic()
        say(f"{self._what}: {self._proposals:,} proposals, {self._votes:,} votes; {name} …")

    def done(self) -> None:
        """It is made."""
        say(f"{self._what}: made in {time.monotonic() - self._began:.0f} s")
