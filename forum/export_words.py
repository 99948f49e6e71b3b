"""What an export is made of: columns with getters, the words they speak, which proposals are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from storage.database import Row

Cell = str | int | datetime | date | None
Kind = Literal["text", "integer", "moment", "day"]


@dataclass(frozen=True, slots=True)
class ExportQuery:
    """Which of the campaign's numbered proposals; None is all of them. ``place`` is a region or ``national``.

    ``after`` and ``until``: only those with a number in (after, until].
    """

    place: str | None = None
    topic: str | None = None
    state: str | None = None
    after: int = 0
    until: int | None = None


EVERYTHING = ExportQuery()


class ExportWords(Protocol):
    """The words of a file in one language. Codes that are not known any more are given back as they are."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the file's times."""
        ...

    @property
    def regions(self) -> tuple[str, ...]:
        """Codes of all places a proposal can be about, the national one included, in the order of lists."""
        ...

    @property
    def topics(self) -> tuple[str, ...]:
        """Slugs of all topics, in the order of lists."""
        ...

    def heading(self, key: str) -> str:
        """The name of a column, or the note (``internal-note``) on the face of an internal copy."""
        ...

    def sheet(self, key: str) -> str:
        """The name of a sheet, at most 31 characters."""
        ...

    def region(self, code: str) -> str:
        """A region's name; ``national`` is the whole country."""
        ...

    def topic(self, slug: str) -> str:
        """A topic's name."""
        ...

    def state(self, slug: str) -> str:
        """A state's name."""
        ...

    def reason(self, code: str) -> str:
        """The name of a reason for rejection."""
        ...

    def basis(self, code: str) -> str:
        """By which ranking a proposal came to the shortlist."""
        ...

    def language(self, code: str) -> str:
        """A language's own name."""
        ...

    def role(self, code: str) -> str:
        """Who acted: author, moderator, organizer or system."""
        ...

    def act(self, kind: str, details: str, state: str | None, target: int | None) -> str:
        """What was done: a state that came (``target``: joined to this number), or an act by its details (JSON; of
        a sanction its kind).
        """
        ...

    def moment(self, milliseconds: int) -> datetime:
        """The time of the forum's zone at milliseconds since 1970, to the second: naive, as spreadsheets hold dates,
        or aware.
        """
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names the heading, ``kind`` the type of every cell; ``width`` is in characters.

    ``about`` is its meaning in a sentence, for docs/export.md.
    """

    key: str
    kind: Kind
    getter: Callable[[Row, ExportWords], Cell]
    width: int = 14
    internal: bool = False
    about: str = ""
