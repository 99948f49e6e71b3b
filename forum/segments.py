"""Whom an announcement is for: everybody, a region, a language, authors, supporters of a topic, and these together."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from forum.errors import StaleButton
from storage import segments
from storage.database import Database, Transaction
from storage.segments import AUDIENCES, SUPPORTERS, Segment
from storage.vocabulary import LANGUAGES

LOOKED: Final = 5000  # people a read


def chosen(segment: Segment, field: str, value: str) -> Segment:
    """The segment with one of its parts chosen: region, language, audience or topic; a value of "" widens it again.

    A topic is of supporters, so it is chosen together with them. Raises StaleButton for what is no part; whether a code
    of a region or a topic exists is for the caller to know.
    """
    match field:
        case "region":
            return replace(segment, region=value or None)
        case "language" if value in ("", *LANGUAGES):
            return replace(segment, language=value or None)
        case "topic" if value:
            return replace(segment, audience=SUPPORTERS, topic=value)
        case "audience" if value in AUDIENCES and value != SUPPORTERS:
            return replace(segment, audience=value, topic=None)
    raise StaleButton


async def count(db: Database, segment: Segment, campaign_id: int | None) -> int:
    """How many people would be told now, read in stretches: no read is longer than five thousand people take."""
    people, come_to, is_over = 0, 0, False

    async def look(tx: Transaction) -> tuple[int, int, bool]:
        return await segments.count_stretch(tx, segment, campaign_id, after=come_to, looked=LOOKED)

    while not is_over:
        found, come_to, is_over = await db.read(look)
        people += found
    return people
