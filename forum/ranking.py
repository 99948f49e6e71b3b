"""The ranking behind the shortlist, as pure rules: who is offered, at which place and why.

Net support comes first, then support, then in how many regions the supporters live; the number only keeps the order of
equals steady, it decides nothing. Whoever is equal to the last one of a ranking is offered beside them, however many
that are: a machine does not choose among equals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from storage.rankings import Breadth, Tally

NOBODY: Final = Breadth(0, 0)


class Candidate(NamedTuple):
    """One who is offered. ``place``: from 1, equals share it; ``equals``: the numbers of all who stand there.

    ``margin``: net support above the first one left out, None when nobody is. ``breadth``: None where it was not
    counted.
    """

    tally: Tally
    place: int
    equals: tuple[int, ...]  # one for all of them: thousands may stand at the edge
    margin: int | None
    breadth: Breadth | None

    @property
    def is_tied(self) -> bool:
        """Whether anybody else stands at its place."""
        return len(self.equals) > 1

    @property
    def tied(self) -> tuple[int, ...]:
        """The numbers of the others it shares its place with."""
        return tuple(number for number in self.equals if number != self.tally.number)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best ``size`` and their equals, and the first one left out; ``left_out_breadth`` as in Candidate."""

    size: int
    offered: tuple[Candidate, ...]
    left_out: Tally | None
    left_out_breadth: Breadth | None = None

    @property
    def is_contested(self) -> bool:
        """Whether equals stand at the edge: more are offered than there is room for."""
        return len(self.offered) > self.size

    @property
    def contenders(self) -> tuple[Candidate, ...]:
        """Those who are equal at the edge of a contested ranking."""
        if not self.is_contested:
            return ()
        return tuple(one for one in self.offered if one.place == self.offered[-1].place)

    @property
    def room(self) -> int:
        """How many places there are for the contenders."""
        return self.size - (self.offered[-1].place - 1) if self.is_contested else 0

    @property
    def confirmed(self) -> int:
        """How many of the offered are on the shortlist, or further on."""
        return sum(one.tally.is_selected for one in self.offered)

    def find(self, proposal_id: int) -> Candidate | None:
        """The candidate, or None for somebody who is not offered here."""
        return next((one for one in self.offered if one.tally.id == proposal_id), None)

    def after(self, proposal_id: int) -> Candidate | None:
        """The next one still to be looked at: behind it, else from the beginning; None when there is no other."""
        ids = [one.tally.id for one in self.offered]
        start = ids.index(proposal_id) + 1 if proposal_id in ids else 0
        rest = (*self.offered[start:], *self.offered[:start])
        return next((one for one in rest if not one.tally.is_selected and one.tally.id != proposal_id), None)


def weight(tally: Tally) -> tuple[int, int]:
    """What the counters alone say: net support, then support."""
    return tally.net, tally.support


def is_enough(read: Sequence[Tally], size: int) -> bool:
    """Whether the ranking is settled by these, the most supported so far in whatever order.

    Whoever was not read has at most the lowest support among them, and never more net support than support. So once
    that is below the net support of the first one behind the edge, nobody unread can come before or beside that one.
    """
    if len(read) <= size:
        return False
    ordered = sorted(read, key=weight, reverse=True)
    edge = weight(ordered[size - 1])
    behind = next((one for one in ordered[size:] if weight(one) < edge), None)
    return behind is not None and min(one.support for one in read) < behind.net


def undecided(read: Sequence[Tally], size: int) -> tuple[int, ...]:
    """Ids of those at or above the edge whom the counters alone do not tell apart: breadth decides."""
    ordered = sorted(read, key=weight, reverse=True)
    if len(ordered) > size:
        edge = weight(ordered[size - 1])
        ordered = [one for one in ordered if weight(one) >= edge]
    alike = Counter(map(weight, ordered))
    return tuple(one.id for one in ordered if alike[weight(one)] > 1)


def rank(read: Sequence[Tally], breadths: Mapping[int, Breadth], size: int) -> Ranking:
    """Who is offered. ``breadths``: at least of those that :func:`undecided` names."""

    def standing(tally: Tally) -> tuple[int, int, int]:
        return *weight(tally), breadths.get(tally.id, NOBODY).regions

    ordered = sorted(read, key=lambda one: (*(-part for part in standing(one)), one.number))
    count = len(ordered)
    if count > size:
        edge = standing(ordered[size - 1])
        count = sum(standing(one) >= edge for one in ordered)
    left_out = ordered[count] if count < len(ordered) else None
    offered: list[Candidate] = []
    for _, group in groupby(ordered[:count], standing):
        together = tuple(group)
        place, equals = len(offered) + 1, tuple(one.number for one in together)
        for one in together:
            margin = None if left_out is None else one.net - left_out.net
            offered.append(Candidate(one, place, equals, margin, breadths.get(one.id)))
    return Ranking(size, tuple(offered), left_out, breadths.get(left_out.id) if left_out else None)
