"""What proposals mean, as vectors of the extra's model, and the means that were taken away from them.

A vector is kept as the difference to the mean it names, so that the text's own vector can be had back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, to_ms
from storage.vocabulary import PUBLIC_STATES, listed

# Joined with an empty text and signed, so that the planner goes by the ids and not by an index of states or campaigns.
_SHOWN = f"+p.campaign_id = :campaign_id AND p.state || '' IN ({listed(PUBLIC_STATES)}, 'rejected')"


@dataclass(frozen=True, slots=True)
class Told:
    """A text whose vector is wanted."""

    proposal_id: int
    language: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A vector as it is kept: the difference to a mean."""

    proposal_id: int
    mean_id: int
    vector: bytes


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of a language's vectors; ``counted``: how many there were of them."""

    id: int
    language: str
    counted: int
    vector: bytes


async def delete(tx: Transaction, proposal_id: int) -> None:
    """What the proposal meant is known no more."""
    await tx.run("DELETE FROM semantic_vectors WHERE proposal_id = :id", id=proposal_id)


async def missing(tx: Transaction, model: str, after: int, window: int) -> tuple[list[int], int | None]:
    """Of the next ``window`` ids after ``after``: proposals sent once without a vector of the model; the last id seen.

    None instead of it: there are no more proposals.
    """
    rows = await tx.all(
        """
        SELECT p.id, p.number IS NOT NULL AND p.state NOT IN ('draft', 'withdrawn')
               AND NOT EXISTS (SELECT 1 FROM semantic_vectors v WHERE v.proposal_id = p.id AND v.model = :model)
               AS is_missing
          FROM proposals p
         WHERE p.id > :after
         ORDER BY p.id
         LIMIT :window
        """,
        model=model,
        after=after,
        window=window,
    )
    return [row["id"] for row in rows if row["is_missing"]], (rows[-1]["id"] if rows else None)


async def told(tx: Transaction, ids: Collection[int], *, is_held: bool = False) -> list[Told]:
    """The texts of these that were sent and not withdrawn; ``is_held``: as they are until the unit ends."""
    if not ids:
        return []
    rows = await tx.all(
        f"""
        SELECT id, language, title, text FROM proposals
         WHERE id IN (:ids) AND number IS NOT NULL AND state NOT IN ('draft', 'withdrawn')
         ORDER BY id
           {"/*pg FOR NO KEY UPDATE */" if is_held else ""}
        """,
        ids=tuple(sorted(ids)),
    )
    return [Told(row["id"], row["language"] or "kk", row["title"] or "", row["text"] or "") for row in rows]


async def put(tx: Transaction, model: str, vectors: Sequence[Kept]) -> None:
    """Keep these, each in the place of an earlier one."""
    await tx.each(
        """
        INSERT INTO semantic_vectors (proposal_id, model, mean_id, vector)
        SELECT new.proposal_id, new.model, new.mean_id, new.vector
          FROM ROWS(new proposal_id, model text, mean_id, vector bytea)
         WHERE TRUE
            ON CONFLICT (proposal_id) DO UPDATE
           SET model = excluded.model, mean_id = excluded.mean_id, vector = excluded.vector
        """,
        [(one.proposal_id, model, one.mean_id, one.vector) for one in vectors],
    )


async def means(tx: Transaction, model: str) -> list[Mean]:
    """Every mean of the model there ever was, the current one of a language last."""
    rows = await tx.all(
        "SELECT id, language, counted, vector FROM semantic_means WHERE model = :model ORDER BY id", model=model
    )
    return [Mean(row["id"], row["language"], row["counted"], bytes(row["vector"])) for row in rows]


async def add_mean(tx: Transaction, model: str, language: str, counted: int, vector: bytes, now: datetime) -> None:
    """From now on the language's mean; vectors that name an earlier one still do."""
    await tx.run(
        """
        INSERT INTO semantic_means (model, language, counted, vector, made_at)
        VALUES (:model, :language, :counted, :vector, :now)
        """,
        model=model,
        language=language,
        counted=counted,
        vector=vector,
        now=to_ms(now),
    )


async def counts(tx: Transaction, model: str) -> dict[str, int]:
    """How many vectors of the model each language has."""
    rows = await tx.all(
        """
        SELECT m.language, count(*) AS n
          FROM semantic_vectors v JOIN semantic_means m ON m.id = v.mean_id
         WHERE v.model = :model
         GROUP BY m.language
        """,
        model=model,
    )
    return {row["language"]: int(row["n"]) for row in rows}


async def following(tx: Transaction, model: str, after: int, most: int) -> list[Kept]:
    """The next vectors of the model in the order of their proposals."""
    rows = await tx.all(
        """
        SELECT proposal_id, mean_id, vector FROM semantic_vectors
         WHERE proposal_id > :after AND model = :model
         ORDER BY proposal_id
         LIMIT :most
        """,
        model=model,
        after=after,
        most=most,
    )
    return _kept(rows)


async def newest_id(tx: Transaction) -> int:
    """The highest id of a proposal with a vector; 0: there is none."""
    row = await tx.one("SELECT max(proposal_id) AS id FROM semantic_vectors")
    return 0 if row is None or row["id"] is None else int(row["id"])


async def shown_between(tx: Transaction, model: str, campaign_id: int, low: int, high: int) -> list[Kept]:
    """Vectors of a campaign's public or rejected proposals from ``low`` (with) to ``high`` (without)."""
    rows = await tx.all(
        f"""
        SELECT v.proposal_id, v.mean_id, v.vector
          FROM semantic_vectors v JOIN proposals p ON p.id = v.proposal_id
         WHERE v.proposal_id >= :low AND v.proposal_id < :high AND v.model = :model AND {_SHOWN}
        """,
        model=model,
        campaign_id=campaign_id,
        low=low,
        high=high,
    )
    return _kept(rows)


async def of(tx: Transaction, model: str, ids: Collection[int]) -> list[Kept]:
    """The vectors of these, as they are at this moment."""
    if not ids:
        return []
    rows = await tx.all(
        "SELECT proposal_id, mean_id, vector FROM semantic_vectors WHERE proposal_id IN (:ids) AND model = :model",
        ids=tuple(sorted(ids)),
        model=model,
    )
    return _kept(rows)


def _kept(rows: Sequence[Row]) -> list[Kept]:
    return [Kept(row["proposal_id"], row["mean_id"], bytes(row["vector"])) for row in rows]
