"""The words of a file for programs: codes instead of names, keys instead of headings, times with their zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Codes:
    """Gives every code back as it is, so that the file reads the same in either language."""

    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def __init__(self, zone: ZoneInfo) -> None:
        """``zone``: whose times the file holds."""
        self.zone = zone

    def heading(self, key: str) -> str:
        """The column's key."""
        return key

    sheet = region = topic = state = basis = language = role = reason = heading

    def act(self, kind: str, details: str, state: str | None, target: int | None) -> str:
        """The act's code."""
        return kind

    def moment(self, milliseconds: int) -> datetime:
        """An aware time of the zone, to the second."""
        return (EPOCH + timedelta(seconds=milliseconds // 1000)).astimezone(self.zone)
