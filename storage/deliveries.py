"""The outbox: what is owed to somebody is a row here before it is a request to Telegram.

A row is open while it is ``owed`` or ``claimed`` (by a worker that is about to send it, see storage.claims).
"""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction, facts_json, to_ms
from storage.records import Delivery

# A fate counts only from the worker whose claim it is: each claim has its number.
_FENCE = "id = :id AND state = 'claimed' AND attempts = :attempts"
# A claim that said nothing about the message does not bring it nearer to being given up. The next one has its number
# then, so what is written for it must do nothing when it is written again.
_NO_ATTEMPT = "attempts = attempts - 1"
UNWANTED = "not wanted any more"  # the problem of what its recipient switched off since it was owed
# The problem of a message of an announcement from its call to its fate. Claimed again with it, a process has died in
# between: whether Telegram took it is not known, and it is not sent a second time.
LEAVING = "on its way"


async def owe(
    tx: Transaction,
    person_id: int,
    kind: str,
    facts: dict[str, object],
    cause: str,
    now: datetime,
    not_before: datetime | None = None,
) -> bool:
    """Owe a person one message; False when the same cause was owed before. ``facts`` are ids and codes only.

    It is sent no sooner than ``not_before``; None: at once.
    """
    return await _owe(tx, "person_id", person_id, kind, facts, cause, now, not_before)


async def owe_group(
    tx: Transaction,
    group_id: int,
    kind: str,
    facts: dict[str, object],
    cause: str,
    now: datetime,
    not_before: datetime | None = None,
) -> bool:
    """Owe a staff group one message; False when the same cause was owed before. ``not_before`` as of :func:`owe`."""
    return await _owe(tx, "group_id", group_id, kind, facts, cause, now, not_before)


async def _owe(
    tx: Transaction,
    recipient: str,
    recipient_id: int,
    kind: str,
    facts: dict[str, object],
    cause: str,
    now: datetime,
    not_before: datetime | None,
) -> bool:
    inserted = await tx.run(
        f"""
        INSERT INTO deliveries ({recipient}, kind, facts, cause, created_at, not_before)
        VALUES (:recipient_id, :kind, :facts, :cause, :now, :not_before)
            ON CONFLICT (cause) DO NOTHING
        """,
        recipient_id=recipient_id,
        kind=kind,
        facts=facts_json(facts),
        cause=cause,
        now=to_ms(now),
        not_before=to_ms(now if not_before is None else not_before),
    )
    return inserted == 1


async def cancel(tx: Transaction, cause: str, problem: str) -> bool:
    """Close what is owed and not being sent yet; whether there was such a message."""
    changed = await tx.run(
        "UPDATE deliveries SET state = 'failed', problem = :problem WHERE cause = :cause AND state = 'owed'",
        cause=cause,
        problem=problem,
    )
    return changed == 1


async def is_known(tx: Transaction, cause: str) -> bool:
    """Whether a message of this cause was ever owed."""
    return await tx.one("SELECT 1 AS found FROM deliveries WHERE cause = :cause", cause=cause) is not None


async def is_reaching(tx: Transaction, cause: str) -> bool:
    """Whether a person gets, or got, the message of this cause: it is owed, under way or sent, and not blocked."""
    row = await tx.one(
        """
        SELECT 1 AS found FROM deliveries d JOIN people p ON p.id = d.person_id
         WHERE d.cause = :cause AND d.state IN ('owed', 'claimed', 'sent')
           AND p.telegram_id IS NOT NULL AND p.unreachable_at IS NULL
        """,
        cause=cause,
    )
    return row is not None


async def is_left(tx: Transaction, cause: str) -> bool:
    """Whether the message of this cause can be cancelled no more: it was sent, is being sent, or came to nothing."""
    row = await tx.one("SELECT 1 AS found FROM deliveries WHERE cause = :cause AND state <> 'owed'", cause=cause)
    return row is not None


async def renew(tx: Transaction, delivery: Delivery, until: datetime) -> bool:
    """Hold a claim until ``until``; whether it is still this worker's."""
    return await _change(tx, delivery, "claimed_until = :until", until=to_ms(until))


async def release(tx: Transaction, delivery: Delivery, *, is_attempt: bool = True) -> bool:
    """Give a claim back unsent; whether it was still this worker's.

    ``is_attempt`` False takes the attempt back, for one who does not write this again after an outage.
    """
    counted = "" if is_attempt else f", {_NO_ATTEMPT}"
    return await _change(tx, delivery, f"state = 'owed', claimed_until = NULL{counted}")


async def postpone(
    tx: Transaction, delivery: Delivery, not_before: datetime, problem: str | None, *, is_attempt: bool
) -> bool:
    """Owe it again, no sooner than ``not_before``; whether it was still this worker's to say.

    ``is_attempt``: it failed for a reason of its own, and is given up after many such.
    """
    changes = "state = 'owed', claimed_until = NULL, not_before = :not_before, problem = :problem"
    return await _change(
        tx,
        delivery,
        changes if is_attempt else f"{changes}, {_NO_ATTEMPT}",
        # Written before, its answer lost: the claim with this number is somebody else's by now.
        "" if is_attempt else "AND not_before <> :not_before",
        not_before=to_ms(not_before),
        problem=problem,
    )


async def close(
    tx: Transaction,
    delivery: Delivery,
    state: str,
    *,
    now: datetime | None = None,
    message_id: int | None = None,
    problem: str | None = None,
) -> bool:
    """Record the fate: sent (with the message's id), unreachable or failed; whether it was this worker's to say."""
    return await _change(
        tx,
        delivery,
        "state = :state, claimed_until = NULL, sent_at = :now, message_id = :message_id, problem = :problem",
        state=state,
        now=None if now is None else to_ms(now),
        message_id=message_id,
        problem=problem,
    )


async def _change(tx: Transaction, delivery: Delivery, changes: str, condition: str = "", **values: object) -> bool:
    changed = await tx.run(
        f"UPDATE deliveries SET {changes} WHERE {_FENCE} {condition}",
        id=delivery.id,
        attempts=delivery.attempts,
        **values,
    )
    return changed == 1


async def close_waiting(tx: Transaction, delivery: Delivery, problem: str, until: datetime) -> int:
    """Close as unreachable whatever else waits for the same recipient and was owed by ``until``; how many."""
    recipient = "group_id" if delivery.person_id is None else "person_id"
    return await tx.run(
        f"""
        UPDATE deliveries
           SET state = 'unreachable', problem = :problem
         WHERE {recipient} = :recipient_id AND state IN ('owed', 'claimed') AND state = 'owed'
           AND created_at <= :until
        """,
        until=to_ms(until),
        recipient_id=delivery.group_id if delivery.person_id is None else delivery.person_id,
        problem=problem,
    )


async def gather(tx: Transaction, delivery: Delivery, most: int, facts: dict[str, object]) -> int | None:
    """Let one message of a group stand for all of its kind that wait behind it, when those are ``most`` or more.

    How many it stands for then, itself among them, which its ``facts`` say from now on (``together``); None: too few.
    """
    behind = "group_id = :group_id AND kind = :kind AND state IN ('owed', 'claimed') AND state = 'owed' AND id > :id"
    of_it = {"group_id": delivery.group_id, "kind": delivery.kind, "id": delivery.id}
    row = await tx.one(f"SELECT count(*) AS n FROM deliveries WHERE {behind}", **of_it)
    if row is None or row["n"] < most:
        return None
    count = await tx.run(
        f"UPDATE deliveries SET state = 'failed', problem = 'told together' WHERE {behind}",
        **of_it,
    )
    await tx.run(
        "UPDATE deliveries SET facts = :facts WHERE id = :id",
        facts=facts_json({**facts, "together": count + 1}),
        id=delivery.id,
    )
    return count + 1


async def release_all(tx: Transaction) -> int:
    """Give back every claim there is; how many. Only for a database that one process works on.

    They count as attempts: what a process died of may have been one of them.
    """
    return await tx.run("UPDATE deliveries SET state = 'owed', claimed_until = NULL WHERE state = 'claimed'")


async def count_open(tx: Transaction, most: int) -> int:
    """How many are owed or being sent; counting stops at ``most``."""
    row = await tx.one(
        """
        SELECT count(*) AS n
          FROM (SELECT 1 AS one FROM deliveries WHERE state IN ('owed', 'claimed') LIMIT :most) AS counted
        """,
        most=most,
    )
    return 0 if row is None else int(row["n"])
