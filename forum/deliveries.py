"""The outbox as its worker uses it: claim, then record each message's fate."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import deliveries, people
from storage.database import Database, Transaction
from storage.records import Delivery

CLAIMED_FOR = timedelta(minutes=5)  # a worker that dies gives its claims back after this


async def claim(db: Database, now: datetime, most: int) -> tuple[Delivery, ...]:
    """Take at most ``most`` messages that are due; nobody else gets them for five minutes."""

    async def unit(tx: Transaction) -> tuple[Delivery, ...]:
        return await deliveries.claim(tx, now, now + CLAIMED_FOR, most)

    return await db.write(unit)


async def mark_sent(db: Database, delivery: Delivery, message_id: int, now: datetime) -> None:
    """Telegram accepted it under ``message_id``."""

    async def unit(tx: Transaction) -> None:
        await deliveries.close(tx, delivery, "sent", now=now, message_id=message_id)

    await db.write(unit)


async def mark_later(db: Database, delivery: Delivery, not_before: datetime, problem: str) -> None:
    """It could not be sent for a passing reason; ``problem`` is a short code, never a text of somebody."""

    async def unit(tx: Transaction) -> None:
        await deliveries.postpone(tx, delivery, not_before, problem)

    await db.write(unit)


async def mark_unreachable(db: Database, delivery: Delivery, problem: str, now: datetime) -> None:
    """The person blocked the bot or is gone: recorded for the message and for the person."""

    async def unit(tx: Transaction) -> None:
        await deliveries.close(tx, delivery, "unreachable", problem=problem)
        await people.set_unreachable(tx, delivery.person_id, now)

    await db.write(unit)


async def mark_failed(db: Database, delivery: Delivery, problem: str) -> None:
    """It will never be sent: Telegram refuses it, or what it is about is gone."""

    async def unit(tx: Transaction) -> None:
        await deliveries.close(tx, delivery, "failed", problem=problem)

    await db.write(unit)
