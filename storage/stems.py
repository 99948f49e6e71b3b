"""Beginnings of words and the proposals that have them: looked up rarest first, walked newest first, never all.

A text has a stem, or a beginning of stems (fewer letters than a stem has): a range of the index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from storage.database import Transaction
from storage.proposals import COLUMNS, proposal_of
from storage.records import Proposal
from storage.vocabulary import PUBLIC_STATES, listed

LAST = "\U0010ffff"  # sorts after whatever follows a beginning
AT_ONCE = 16  # counted by one statement
# Joined with an empty text, so that the planner goes by the ids and not by an index of states: 0.2 ms against 540.
_PUBLIC = f"state || '' IN ({listed(PUBLIC_STATES)})"


@dataclass(frozen=True, slots=True)
class Term:
    """What a text must have: exactly this stem, or (``is_beginning``) a stem that begins so."""

    stem: str
    is_beginning: bool = False


async def replace(tx: Transaction, proposal_id: int, stems: Iterable[str]) -> None:
    """From now on the proposal is found by these."""
    await delete(tx, proposal_id)
    await add(tx, [(stem, proposal_id) for stem in sorted(stems)])


async def add(tx: Transaction, rows: Sequence[tuple[str, int]]) -> None:
    """More stems of proposals, as (stem, proposal); what is there stays."""
    await tx.each(
        """
        INSERT INTO proposal_stems (stem, proposal_id)
        SELECT new.stem, new.proposal_id
          FROM ROWS(new stem text, proposal_id)
         WHERE TRUE
            ON CONFLICT DO NOTHING
        """,
        rows,
    )


async def delete(tx: Transaction, proposal_id: int) -> None:
    """The proposal is found no more."""
    await tx.run("DELETE FROM proposal_stems WHERE proposal_id = :id", id=proposal_id)


async def counts(tx: Transaction, terms: Sequence[Term], most: int) -> list[int]:
    """How many rows each term has, counting no further than ``most``."""
    found: list[int] = []
    for start in range(0, len(terms), AT_ONCE):
        some = list(terms[start : start + AT_ONCE])
        # Always as many parts, so that the statement is found prepared; those of no term look at an empty range.
        rows = await tx.all(_COUNTS, most=most, **_NOTHING | _bounds(some))
        by_place = {row["place"]: int(row["n"]) for row in rows}
        found += [by_place[place] for place in range(len(some))]
    return found


_COUNTS = " UNION ALL ".join(
    f"""
    SELECT {place} AS place, count(*) AS n
      FROM (SELECT 1 FROM proposal_stems WHERE stem >= :low_{place} AND stem < :high_{place} LIMIT :most) AS few_{place}
    """
    for place in range(AT_ONCE)
)


_NOTHING = {f"{edge}_{place}": "" for edge in ("low", "high") for place in range(AT_ONCE)}


def _bounds(terms: Sequence[Term]) -> dict[str, str]:
    bounds: dict[str, str] = {}
    for place, term in enumerate(terms):
        bounds[f"low_{place}"], bounds[f"high_{place}"] = range_of(term)
    return bounds


def range_of(term: Term) -> tuple[str, str]:
    """From which stem (with) to which (without), compared byte by byte; no word has a control after its letters."""
    return term.stem, term.stem + (LAST if term.is_beginning else "\x01")


async def newest(tx: Transaction, stem: str, before: int, most: int) -> list[int]:
    """Ids of proposals with a stem, the newest first, below ``before``."""
    rows = await tx.all(
        """
        SELECT proposal_id FROM proposal_stems
         WHERE stem = :stem AND proposal_id < :before
         ORDER BY proposal_id DESC
         LIMIT :most
        """,
        stem=stem,
        before=before,
        most=most,
    )
    return [row["proposal_id"] for row in rows]


async def all_beginning(tx: Transaction, term: Term, most: int) -> list[int]:
    """Ids of the proposals of a term, the newest first; for one that has been counted and is rare (``most`` rows)."""
    low, high = range_of(term)
    rows = await tx.all(
        "SELECT proposal_id FROM proposal_stems WHERE stem >= :low AND stem < :high LIMIT :most",
        low=low,
        high=high,
        most=most,
    )
    return sorted({row["proposal_id"] for row in rows}, reverse=True)


async def newest_public(tx: Transaction, campaign_id: int, before: int, most: int) -> list[int]:
    """Ids of a campaign's public proposals, the newest first, below ``before``."""
    # The sign keeps the planner on the order of ids: the lists' indexes would be read and sorted whole.
    rows = await tx.all(
        f"""
        SELECT id FROM proposals
         WHERE +campaign_id = :campaign_id AND {_PUBLIC} AND id < :before
         ORDER BY id DESC
         LIMIT :most
        """,
        campaign_id=campaign_id,
        before=before,
        most=most,
    )
    return [row["id"] for row in rows]


async def having(tx: Transaction, term: Term, ids: Collection[int]) -> set[int]:
    """Which of these proposals have the term."""
    if not ids:
        return set()
    low, high = range_of(term)
    # A beginning is looked for among the stems of each proposal; its range may be a tenth of the table, and the
    # join of an empty text keeps the planner away from it.
    condition = "stem || '' >= :low AND stem || '' < :high" if term.is_beginning else "stem = :low"
    values = {"low": low, "high": high} if term.is_beginning else {"low": low}
    rows = await tx.all(
        f"SELECT proposal_id FROM proposal_stems WHERE proposal_id IN (:ids) AND {condition}",
        ids=tuple(sorted(ids)),
        **values,
    )
    return {row["proposal_id"] for row in rows}


async def public(tx: Transaction, campaign_id: int, ids: Collection[int]) -> list[Proposal]:
    """The public ones of a campaign among these, the newest first."""
    if not ids:
        return []
    rows = await tx.all(
        f"SELECT {COLUMNS} FROM proposals WHERE id IN (:ids) AND +campaign_id = :campaign_id AND {_PUBLIC}",
        ids=tuple(sorted(ids)),
        campaign_id=campaign_id,
    )
    return sorted((proposal_of(row) for row in rows), key=lambda proposal: -proposal.id)


async def among(tx: Transaction, campaign_id: int, ids: Collection[int], states: Collection[str]) -> list[Proposal]:
    """Those of these proposals that are in one of the states."""
    if not ids:
        return []
    rows = await tx.all(
        f"""
        SELECT {COLUMNS} FROM proposals
         WHERE id IN (:ids) AND +campaign_id = :campaign_id AND state || '' IN (:states)
        """,
        ids=tuple(sorted(ids)),
        campaign_id=campaign_id,
        states=tuple(sorted(states)),
    )
    return [proposal_of(row) for row in rows]


async def find_by_number(tx: Transaction, campaign_id: int, number: int) -> Proposal | None:
    """The campaign's proposal of a number, in whatever state."""
    row = await tx.one(
        f"SELECT {COLUMNS} FROM proposals WHERE campaign_id = :campaign_id AND number = :number",
        campaign_id=campaign_id,
        number=number,
    )
    return None if row is None else proposal_of(row)


async def without_stems(tx: Transaction, after: int, window: int) -> tuple[list[int], int | None]:
    """Of the next ``window`` ids after ``after``: proposals sent once that have no stem; and the last id looked at.

    None instead of it: there are no more proposals.
    """
    rows = await tx.all(
        """
        SELECT p.id, p.number IS NOT NULL AND p.state NOT IN ('draft', 'withdrawn')
               AND NOT EXISTS (SELECT 1 FROM proposal_stems s WHERE s.proposal_id = p.id) AS is_missing
          FROM proposals p
         WHERE p.id > :after
         ORDER BY p.id
         LIMIT :window
        """,
        after=after,
        window=window,
    )
    return [row["id"] for row in rows if row["is_missing"]], (rows[-1]["id"] if rows else None)


async def texts_of(tx: Transaction, ids: Collection[int]) -> list[tuple[int, str, str]]:
    """Id, title and text of proposals that are still to be found, held as they are until the unit ends."""
    if not ids:
        return []
    rows = await tx.all(
        """
        SELECT id, title, text FROM proposals
         WHERE id IN (:ids) AND number IS NOT NULL AND state NOT IN ('draft', 'withdrawn')
         ORDER BY id
           /*pg FOR NO KEY UPDATE */
        """,
        ids=tuple(sorted(ids)),
    )
    return [(row["id"], row["title"] or "", row["text"] or "") for row in rows]


async def newest_id(tx: Transaction) -> int:
    """The highest id of a proposal: about how many there are."""
    row = await tx.one("SELECT max(id) AS id FROM proposals")
    return 0 if row is None or row["id"] is None else int(row["id"])
