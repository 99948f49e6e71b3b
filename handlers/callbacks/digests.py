"""Buttons of digests. ``whose`` says which: the code of a region, "national" for the organizers' of all regions, or a
region's code, a dot and the id of its staff group.
"""

from __future__ import annotations

from typing import NamedTuple

from forum.errors import StaleButton
from handlers.callbacks.ids import BIGGEST, ButtonData, Code, WhoseCode, Word
from locales import NATIONAL, REGION_CODES


class Whose(NamedTuple):
    """Which digest: ``region`` is empty for the organizers'; ``group_id`` is set for a staff group's."""

    region: Code = ""
    group_id: int | None = None

    @classmethod
    def of(cls, code: str) -> Whose:
        """Read a button's code. Raises StaleButton for one that no button has."""
        if code == NATIONAL:
            return cls()
        region, dot, group = code.partition(".")
        if region not in REGION_CODES or (dot and not (group.isascii() and group.isdigit())):
            raise StaleButton
        if not dot:
            return cls(region)
        if int(group) > BIGGEST:
            raise StaleButton
        return cls(region, int(group))

    @property
    def code(self) -> str:
        """As a button carries it."""
        if self.group_id is not None:
            return f"{self.region}.{self.group_id}"
        return self.region or NATIONAL


class OpenDigest(ButtonData, prefix="dig"):
    """``what``: show (in place), look (below), settings (below), plan, language, pause, team, regions."""

    whose: WhoseCode
    what: Code = "show"


class SetDigest(ButtonData, prefix="dgs"):
    """When it comes, whole."""

    whose: WhoseCode
    cadence: Word
    minute: int
    weekday: int


class PauseDigest(ButtonData, prefix="dgp"):
    """Nothing before the day ``until`` (YYYYMMDD); 0: go on at once."""

    whose: WhoseCode
    until: int


class ShapeDigest(ButtonData, prefix="dgf"):
    """``form``: classic or rich, of all digests and histories of the person; ``whose``: the settings to return to."""

    whose: WhoseCode
    form: Code


class SpeakDigest(ButtonData, prefix="dgl"):
    """``language``: kk, ru, or "own": the recipient's."""

    whose: WhoseCode
    language: Code
