"""Every ranking of the campaign at once, with the breadth of everybody who is offered: for the operator."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

from forum.candidates import Board, breadths_of, latest, ranking_of
from forum.ranking import NOBODY, Candidate
from storage import proposals
from storage.database import Database, Transaction
from storage.records import Campaign, Proposal


class Row(NamedTuple):
    """A candidate of a ranking, with its proposal."""

    board: Board
    candidate: Candidate
    proposal: Proposal


async def campaign_of(db: Database) -> Campaign:
    """The open campaign, else the last one. Raises NoCampaign."""
    return await db.read(latest)


async def rows(db: Database, campaign: Campaign, boards: Sequence[Board]) -> AsyncIterator[tuple[Row, ...]]:
    """The candidates of one ranking after the other, a snapshot each; none of those without a size."""
    for board in boards:
        size = board.size(campaign)
        if size is not None:
            yield await _of_board(db, campaign, board, size)


async def _of_board(db: Database, campaign: Campaign, board: Board, size: int) -> tuple[Row, ...]:
    async def work(tx: Transaction) -> tuple[Row, ...]:
        ranking = await ranking_of(tx, campaign, board, size)
        counted = await breadths_of(tx, [one.tally.id for one in ranking.offered])
        found: list[Row] = []
        for one in ranking.offered:
            proposal = await proposals.find(tx, one.tally.id)
            assert proposal is not None
            found.append(Row(board, one._replace(breadth=counted.get(one.tally.id, NOBODY)), proposal))
        return tuple(found)

    return await db.read(work)
