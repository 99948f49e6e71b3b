"""What a forum pack holds, as plain values: chapters by section, topic and region, and the proposals in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from forum.export_words import ExportWords
from forum.statistics import Figures
from storage.database import Row, from_ms
from storage.vocabulary import LANGUAGES

NO_SECTION = 0
Both = Mapping[str, str]


class PackWords(ExportWords, Protocol):
    """The words of an export, and those of a document in both languages."""

    @property
    def leading(self) -> str:
        """The language that leads: kk or ru."""
        ...

    def pack(self, key: str, language: str | None = None, /, **facts: object) -> str:
        """A sentence or a label of the document, in the leading language or the named one."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a proposal at one time: the state it came to, and what belongs to it."""

    state: str
    recorded_at: datetime
    addressee: Both | None
    sent_on: date | None
    due_on: date | None
    answer: Both | None
    ratings: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Selected:
    """How it came to the shortlist: ``rank`` in the ranking ``basis``, and the figures of that day."""

    basis: str
    rank: int | None
    support: int
    objections: int
    breadth: int
    remark: str | None


@dataclass(slots=True)
class Entry:
    """A proposal. ``titles`` and ``texts`` are by language; one that is not translated has one of them.

    ``breadth``: in how many regions its supporters live.
    """

    id: int
    number: int
    place: str
    topic: str
    section: int
    state: str
    language: str
    titles: Both
    texts: Both
    support: int
    objections: int
    submitted_at: datetime
    published_at: datetime | None
    meeting: tuple[str, date] | None
    selected: Selected | None
    steps: tuple[Step, ...] = ()
    breadth: int = 0

    @property
    def answers(self) -> tuple[Step, ...]:
        """The steps that say something in both languages."""
        return tuple(step for step in self.steps if step.answer is not None)


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading and what stands directly below it; ``level`` from 1."""

    level: int
    number: str
    text: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """All of a document. ``total`` is the count of what it could hold: what is beyond ``entries`` was left out.

    ``is_rest``: of a campaign with a shortlist, what is not on it.
    """

    is_shortlist: bool
    total: int
    entries: tuple[Entry, ...]
    sections: tuple[tuple[int, Both], ...]
    by_place: tuple[Figures, ...] = ()
    by_topic: tuple[Figures, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    is_rest: bool = False

    @property
    def left_out(self) -> int:
        """How many more there are."""
        return self.total - len(self.entries)


def entry_of(row: Row, steps: Iterable[Row]) -> Entry:
    """A proposal and what became of it."""
    original, other = row["language"], _other(row["language"])
    translated = row["translated_title"] is not None
    selected = None
    if row["basis"] is not None:
        figures = row["selected_support"], row["selected_objections"], row["selected_breadth"]
        selected = Selected(row["basis"], row["rank"], *figures, row["remark"])
    meeting = None
    if row["meeting_place"] is not None:
        meeting = row["meeting_place"], date.fromisoformat(row["meeting_on"])
    return Entry(
        id=row["id"],
        number=row["number"],
        place=row["place"],
        topic=row["topic"],
        section=row["section_id"] or NO_SECTION,
        state=row["state"],
        language=original,
        titles={original: row["title"]} | ({other: row["translated_title"]} if translated else {}),
        texts={original: row["text"]} | ({other: row["translated_text"]} if translated else {}),
        support=row["support_count"],
        objections=row["object_count"],
        submitted_at=from_ms(row["submitted_at"]),
        published_at=None if row["published_at"] is None else from_ms(row["published_at"]),
        meeting=meeting,
        selected=selected,
        steps=tuple(_step(step) for step in steps),
    )


def _step(row: Row) -> Step:
    return Step(
        state=row["state"],
        recorded_at=from_ms(row["recorded_at"]),
        addressee=_both(row, "addressee"),
        sent_on=None if row["sent_on"] is None else date.fromisoformat(row["sent_on"]),
        due_on=None if row["due_on"] is None else date.fromisoformat(row["due_on"]),
        answer=_both(row, "answer"),
        ratings=(row["answered_count"], row["partly_count"], row["formal_count"]),
    )


def _both(row: Row, name: str) -> Both | None:
    if row[f"{name}_kk"] is None:
        return None
    return {language: row[f"{name}_{language}"] for language in LANGUAGES}


def _other(language: str) -> str:
    return next(one for one in LANGUAGES if one != language)


def headings(pack: Pack, words: PackWords, *, first: int) -> list[Heading]:
    """The chapters of proposals, numbered from ``first``: by section (where the forum has any), topic, region."""
    named = {NO_SECTION: words.pack("no-section"), **{id_: both[words.leading] for id_, both in pack.sections}}
    sections = {id_: place for place, (id_, _) in enumerate(pack.sections)}
    topics = {slug: place for place, slug in enumerate(words.topics)}
    regions = {code: place for place, code in enumerate(words.regions)}
    levels: list[tuple[Callable[[Entry], object], Callable[[Entry], str]]] = [
        (lambda one: one.topic, lambda one: words.topic(one.topic)),
        (lambda one: one.place, lambda one: words.region(one.place)),
    ]
    if any(entry.section != NO_SECTION for entry in pack.entries):
        levels.insert(0, (lambda one: one.section, lambda one: named.get(one.section, named[NO_SECTION])))
    ordered = sorted(
        pack.entries,
        key=lambda one: (
            sections.get(one.section, len(sections)),
            topics.get(one.topic, len(topics)),
            one.topic,
            regions.get(one.place, len(regions)),
            one.place,
            -one.support,
            one.number,
        ),
    )
    return list(_nested(ordered, levels, "", first))


def _nested(
    entries: Iterable[Entry],
    levels: Sequence[tuple[Callable[[Entry], object], Callable[[Entry], str]]],
    above: str,
    first: int = 1,
) -> Iterable[Heading]:
    key, name = levels[0]
    for place, (_, group) in enumerate(groupby(entries, key), start=first):
        inside = tuple(group)
        number = f"{above}{place}"
        level = number.count(".") + 1
        if len(levels) == 1:
            yield Heading(level, number, name(inside[0]), inside)
        else:
            yield Heading(level, number, name(inside[0]))
            yield from _nested(inside, levels[1:], f"{number}.")
