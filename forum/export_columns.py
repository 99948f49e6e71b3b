"""What stands in an export: one line here is one column of the file, one heading in each language its name.

A column marked ``internal`` is written only into the copy for organizers. Nothing here names a person but the
internal history, which names moderators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from forum.policies import PUBLIC
from storage.database import Row

Cell = str | int | datetime | None
Kind = Literal["text", "integer", "moment"]

# What a decision of a kind made of the proposal: the state's name is the decision's name.
STATE_AFTER = {"publish": "published", "return": "returned", "reject": "rejected", "join": "joined"}


class ExportWords(Protocol):
    """The words of a file in one language. Codes that are not known any more are given back as they are."""

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
        """The wall clock of the forum's zone at milliseconds since 1970: naive whole seconds, as files hold dates."""
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names the heading, ``kind`` the type of every cell; ``width`` is in characters."""

    key: str
    kind: Kind
    getter: Callable[[Row, ExportWords], Cell]
    width: int = 14
    internal: bool = False


def _moment(field_name: str) -> Callable[[Row, ExportWords], Cell]:
    def getter(row: Row, words: ExportWords) -> Cell:
        milliseconds = row[field_name]
        return None if milliseconds is None else words.moment(milliseconds)

    return getter


def _original(field_name: str, language: str) -> Callable[[Row, ExportWords], Cell]:
    # Until somebody translates it, a text exists in one language and the other column stays empty.
    return lambda row, words: row[field_name if row["language"] == language else f"translated_{field_name}"]


def _state(field_name: str) -> Callable[[Row, ExportWords], Cell]:
    return lambda row, words: None if row[field_name] is None else words.state(row[field_name])


def _decision(row: Row, words: ExportWords) -> Cell:
    kind = row["decision"]
    return None if kind is None else words.state(STATE_AFTER[kind])


def _reason(row: Row, words: ExportWords) -> Cell:
    return None if row["reason"] is None else words.reason(row["reason"])


COLUMNS: tuple[Column, ...] = (
    Column("number", "integer", lambda row, words: row["number"], width=8),
    Column("place", "text", lambda row, words: words.region(row["place"]), width=30),
    Column("region", "text", lambda row, words: words.region(row["region"]), width=30),
    Column("topic", "text", lambda row, words: words.topic(row["topic"]), width=30),
    Column("state", "text", lambda row, words: words.state(row["state"]), width=24),
    Column("language", "text", lambda row, words: words.language(row["language"])),
    Column("title-kk", "text", _original("title", "kk"), width=50),
    Column("title-ru", "text", _original("title", "ru"), width=50),
    Column("text-kk", "text", _original("text", "kk"), width=60),
    Column("text-ru", "text", _original("text", "ru"), width=60),
    Column("support", "integer", lambda row, words: row["support_count"]),
    Column("objections", "integer", lambda row, words: row["object_count"]),
    Column("net", "integer", lambda row, words: row["support_count"] - row["object_count"]),
    Column("submitted", "moment", _moment("submitted_at"), width=17),
    Column("published", "moment", _moment("published_at"), width=17),
    Column("attachments", "integer", lambda row, words: row["attachments"]),
    Column("fingerprint", "text", lambda row, words: row["fingerprint"], width=24),
    Column("rounds", "integer", lambda row, words: row["round"], internal=True),
    Column("last-decision", "text", _decision, width=24, internal=True),
    Column("reason", "text", _reason, width=24, internal=True),
    Column("remark", "text", lambda row, words: row["remark"], width=50, internal=True),
    Column("decided", "moment", _moment("decided_at"), width=17, internal=True),
    Column("joined-to", "integer", lambda row, words: row["joined_to"], internal=True),
)

DECISION_COLUMNS: tuple[Column, ...] = (
    Column("number", "integer", lambda row, words: row["number"], width=8),
    Column("region", "text", lambda row, words: words.region(row["region"]), width=30),
    Column("topic", "text", lambda row, words: words.topic(row["topic"]), width=30),
    Column("round", "integer", lambda row, words: row["round"]),
    Column("decision", "text", _decision, width=24),
    Column("decided", "moment", _moment("decided_at"), width=17),
    Column("undone", "moment", _moment("undone_at"), width=17),
    Column("reason", "text", _reason, width=24, internal=True),
    Column("remark", "text", lambda row, words: row["remark"], width=50, internal=True),
    Column("state", "text", lambda row, words: words.state(row["state"]), width=24, internal=True),
)

HISTORY_COLUMNS: tuple[Column, ...] = (
    Column("number", "integer", lambda row, words: row["number"], width=8),
    Column("region", "text", lambda row, words: words.region(row["region"]), width=30),
    Column("topic", "text", lambda row, words: words.topic(row["topic"]), width=30),
    Column("done-at", "moment", _moment("at"), width=17),
    Column(
        "act",
        "text",
        lambda row, words: words.act(row["act"], row["details"], row["to_state"], row["target_number"]),
        width=50,
    ),
    Column("from-state", "text", _state("from_state"), width=24),
    Column("to-state", "text", _state("to_state"), width=24),
    Column("role", "text", lambda row, words: words.role(row["role"])),
    Column("actor", "text", lambda row, words: row["actor"], width=30, internal=True),
    Column("reason", "text", _reason, width=24, internal=True),
    Column("remark", "text", lambda row, words: row["remark"], width=50, internal=True),
)

COUNT_COLUMNS: tuple[Column, ...] = (
    Column("count-submitted", "integer", lambda row, words: row["submitted"]),
    Column("count-published", "integer", lambda row, words: row["published"]),
    Column("count-rejected", "integer", lambda row, words: row["rejected"]),
    Column("support", "integer", lambda row, words: row["support"]),
    Column("objections", "integer", lambda row, words: row["objections"]),
)
BY_REGION_COLUMNS = (
    Column("place", "text", lambda row, words: words.region(row["code"]), width=36),
    *COUNT_COLUMNS,
)
BY_TOPIC_COLUMNS = (
    Column("topic", "text", lambda row, words: words.topic(row["code"]), width=50),
    *COUNT_COLUMNS,
)


def visible(columns: Iterable[Column], internal: bool) -> tuple[Column, ...]:
    """The columns of a copy."""
    return tuple(column for column in columns if internal or not column.internal)


def is_shown(row: Row, internal: bool) -> bool:
    """Whether the proposal of a row stands in a copy: the public one has what everybody may read."""
    return internal or row["state"] in PUBLIC


_NOTHING = {"submitted": 0, "published": 0, "rejected": 0, "support": 0, "objections": 0}


@dataclass(slots=True)
class Tally:
    """Counts by place and by topic, gathered while the rows pass by.

    Votes are counted of the shown rows only, so that a sheet's sums are the sums of the file's own rows.
    """

    # One count for both sheets, added up at the end: a row costs 2 µs instead of 4.
    _counts: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def add(self, row: Row, shown: bool) -> None:
        """Count one numbered proposal, whether or not the copy shows it."""
        group = (row["place"], row["topic"], row["state"])
        counts = self._counts.get(group)
        if counts is None:
            counts = self._counts[group] = [0, 0, 0]
        counts[0] += 1
        if shown:
            counts[1] += row["support_count"]
            counts[2] += row["object_count"]

    def by_place(self, codes: tuple[str, ...]) -> Iterable[Row]:
        """One row per code, the known ones first and also when nothing was submitted there."""
        return self._rows(0, codes)

    def by_topic(self, codes: tuple[str, ...]) -> Iterable[Row]:
        """The same for topics."""
        return self._rows(1, codes)

    def _rows(self, position: int, codes: tuple[str, ...]) -> Iterable[Row]:
        found = {code: dict(_NOTHING) for code in (*codes, *sorted({group[position] for group in self._counts}))}
        for group, (submitted, support, objections) in self._counts.items():
            counts, state = found[group[position]], group[2]
            counts["submitted"] += submitted
            counts["published"] += submitted if state in PUBLIC else 0
            counts["rejected"] += submitted if state == "rejected" else 0
            counts["support"] += support
            counts["objections"] += objections
        return [{"code": code, **counts} for code, counts in found.items()]
