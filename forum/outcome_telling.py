"""Every step is told once to the author, the supporters and the followers, when it can be taken back no more.

What is left to tell is found in the tables: a process that dies in between loses nobody, and nobody is told twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from forum import notices
from forum.policies import Rules
from storage import outcome_telling, proposals
from storage.database import Database, Transaction
from storage.outcome_telling import Untold

OUTCOMES_A_LOOK: Final = 200
LOOKED_BACK: Final = timedelta(days=3)  # a process that was away for longer tells of older steps no more


async def tell_due(db: Database, now: datetime, rules: Rules) -> int:
    """Owe word of the steps that were recorded ten minutes ago and stand; how many. Again tells nobody twice."""
    until = now - rules.undo_for

    async def work(tx: Transaction) -> tuple[Untold, ...]:
        return await outcome_telling.find_untold(tx, until - LOOKED_BACK, until, OUTCOMES_A_LOOK)

    untold = await db.read(work)
    for one in untold:
        await _tell(db, one, now, rules)
    return len(untold)


async def _tell(db: Database, one: Untold, now: datetime, rules: Rules) -> None:
    """To everybody, stretch by stretch; begun again behind a crash it goes through all of them once more."""
    come_to: int | None = 0

    async def unit(tx: Transaction) -> int | None:
        assert come_to is not None
        proposal = await proposals.find(tx, one.proposal_id)
        if proposal is None:
            return None
        return await notices.owe_outcome(tx, proposal, one.outcome_id, one.state, now, come_to)

    while come_to is not None:
        come_to = await db.write(unit)
    day = now.astimezone(rules.zone).date().isoformat()
    await db.write(lambda tx: outcome_telling.mark_told(tx, one.outcome_id, day, now))
