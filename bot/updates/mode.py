"""What both ways of getting updates look like from outside."""

from __future__ import annotations

from typing import Protocol


class UpdatesIn(Protocol):
    """Polling or a webhook."""

    @property
    def are_taken(self) -> bool:
        """Whether updates can come in now."""

    async def begin(self) -> None:
        """Take up what was left in the middle, then agree with Telegram on the way.

        Raises TokenRefused, DatabaseUnavailable, CommandFailed.
        """

    async def run(self) -> None:
        """Take updates until cancelled. Raises TokenRefused."""

    async def finish(self, within: float) -> None:
        """After ``run`` was cancelled: let updates finish for ``within`` seconds and settle with Telegram."""
