"""Counts by place and by topic, gathered while the rows of a file pass by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from forum.policies import PUBLIC
from storage.database import Row

_NOTHING = {"submitted": 0, "published": 0, "rejected": 0, "support": 0, "objections": 0}


@dataclass(slots=True)
class Tally:
    """Votes are counted of the shown rows only, so that a sheet's sums are the sums of the file's own rows."""

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
