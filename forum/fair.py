"""The fair order: everybody's proposal has nearly the same chance to come first in somebody's list.

Numbers are spread evenly round a circle of 2³² places by the golden ratio: however many there are, the gaps between
neighbours differ at most 2.62 times (the three-gap theorem). A reader's list begins at a point of the circle that is
the reader's own and goes round once. So a proposal is first for as many readers as its gap is wide, nobody can buy
or time a place, and a reader finds the same list again.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

CIRCLE: Final = 2**32
# The circle by the golden ratio, as an odd number: no two numbers below 2³² share a place. The migration that added
# the column, and storage.proposals where a number is given, say the same in SQL.
STEP: Final = 2_654_435_769
_KEY: Final = b"usynys: where a reader's list begins"


def place_in_turn(number: int) -> int:
    """Where a proposal's number stands on the circle."""
    return number * STEP % CIRCLE


def point_of(person_id: int, campaign_id: int) -> int:
    """Where the list of a reader begins in a campaign: even over the circle, not to be told from the id."""
    mixed = blake2b(f"{campaign_id}:{person_id}".encode(), digest_size=4, key=_KEY)
    return int.from_bytes(mixed.digest(), "big")
