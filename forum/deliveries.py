"""The outbox as its worker uses it: claim, then record each message's fate."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from forum.policies import ASKED_FOR, Rules, quiet_until
from forum.staff_groups import note_silent
from storage import claims, deliveries, export_orders, people, staff_groups
from storage.database import Database, Transaction
from storage.records import Delivery

CLAIMED_FOR = timedelta(minutes=2)  # a worker that dies gives its claims back after this
PUT_OFF_MOST = 1000
LOOKS_MOST = 3  # when another worker is quicker each time
_TOLD = "news"  # stands for every kind that nobody asked for


@dataclass(slots=True)
class Round:
    """How far a worker has gone round the recipients, when those who wait longest keep it from seeing the others."""

    person_id: int | None = None
    group_id: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether everybody was seen."""
        return self.person_id is None and self.group_id is None


async def claim(
    db: Database,
    now: datetime,
    most: int,
    rules: Rules | None = None,
    in_hand: Collection[int] = (),
    round_: Round | None = None,
    announced_most: int | None = None,
) -> tuple[Delivery, ...]:
    """Take at most ``most`` messages that are due, one a recipient; nobody else gets them for two minutes.

    What quiet hours of ``rules`` hold now is put off to their end. ``in_hand`` are ids this worker has already;
    as long as ``round_`` is not over after the call, others may be due. What is announced to thousands
    takes what the others leave, at most ``announced_most``.
    """
    round_ = round_ or Round()
    announced = most if announced_most is None else announced_most
    night_ends = None if rules is None else quiet_until(_TOLD, now, rules)
    if night_ends is not None:
        await _put_off(db, now, night_ends)

    async def look(tx: Transaction) -> tuple[int, ...]:
        only = () if night_ends is None else tuple(sorted(ASKED_FOR))
        return await _look(tx, now, most, only, round_, announced)

    async def unit(tx: Transaction) -> tuple[Delivery, ...]:
        return await claims.claim(tx, ids, now, now + CLAIMED_FOR)

    for _ in range(LOOKS_MOST):
        # A look costs no write, so an outbox with nothing to do leaves the lane to the votes.
        found = await db.read(look)
        ids = tuple(dict.fromkeys(id_ for id_ in found if id_ not in in_hand))[:most]
        if not ids:
            return ()
        if claimed := await db.write(unit):
            return claimed
    return ()


async def _look(
    tx: Transaction, now: datetime, most: int, only: tuple[str, ...], round_: Round, announced: int
) -> tuple[int, ...]:
    found = await claims.find_left(tx, now, most)
    due, is_all = await claims.find_due(tx, now, most, only)
    found += due
    if is_all:
        round_.person_id = round_.group_id = None
    elif len(found) < most:
        # Somebody's thousand messages stand before everybody else's.
        people_due, round_.person_id = await claims.find_next(tx, now, "person_id", round_.person_id or 0)
        groups_due, round_.group_id = await claims.find_next(tx, now, "group_id", round_.group_id or 0)
        found += people_due + groups_due
    if len(found) < most and announced > 0 and not only:
        found += await claims.find_announced(tx, now, min(announced, most - len(found)))
    return found


async def _put_off(db: Database, now: datetime, until: datetime) -> None:
    asked = tuple(sorted(ASKED_FOR))

    async def look(tx: Transaction) -> bool:
        return await claims.has_due(tx, now, asked)

    async def unit(tx: Transaction) -> int:
        return await claims.put_off(tx, now, until, asked, PUT_OFF_MOST)

    while await db.read(look):
        if await db.write(unit) < PUT_OFF_MOST:
            return


async def mark_sent(db: Database, delivery: Delivery, message_id: int, now: datetime) -> bool:
    """Telegram accepted it under ``message_id``. False when another worker has claimed it since."""

    async def unit(tx: Transaction) -> bool:
        return await deliveries.close(tx, delivery, "sent", now=now, message_id=message_id)

    return await db.write(unit)


async def mark_later(
    db: Database, delivery: Delivery, not_before: datetime, problem: str, *, is_attempt: bool = True
) -> bool:
    """It could not be sent for a passing reason; ``problem`` is a short code, never a text of somebody.

    ``is_attempt``: False when it was no fault of the message's, so it does not come nearer to being given up.
    """

    async def unit(tx: Transaction) -> bool:
        return await deliveries.postpone(tx, delivery, not_before, problem, is_attempt=is_attempt)

    return await db.write(unit)


async def mark_held(db: Database, delivery: Delivery, until: datetime) -> bool:
    """Quiet hours began while it was on its way out."""
    return await mark_later(db, delivery, until, claims.QUIET, is_attempt=False)


async def mark_unreachable(
    db: Database, delivery: Delivery, problem: str, now: datetime, asked_at: datetime | None = None
) -> bool:
    """The recipient blocked the bot or is gone: so is whatever else waits for them, until they return.

    What was owed after ``asked_at``, when Telegram was asked, waits on: they may have returned since. One claimed for
    somebody unreachable who has returned by now is given back, to be sent.
    """

    async def unit(tx: Transaction) -> bool:
        if delivery.telegram_id is None and await _has_returned(tx, delivery):
            return await deliveries.release(tx, delivery)
        if not await deliveries.close(tx, delivery, "unreachable", problem=problem):
            return False
        await deliveries.close_waiting(tx, delivery, problem, asked_at or now)
        if delivery.person_id is not None:
            await people.set_unreachable(tx, delivery.person_id, now)
        if delivery.group_id is not None:
            await note_silent(tx, delivery.group_id, now)
        return True

    return await db.write(unit)


async def _has_returned(tx: Transaction, delivery: Delivery) -> bool:
    if delivery.person_id is not None:
        return await people.lock_reachable(tx, delivery.person_id)
    return delivery.group_id is not None and await staff_groups.lock_reachable(tx, delivery.group_id)


async def mark_failed(db: Database, delivery: Delivery, problem: str, now: datetime) -> bool:
    """It will never be sent: Telegram refuses it, or what it is about is gone.

    Somebody who waits for a file is owed a word about it, in the same unit.
    """

    async def unit(tx: Transaction) -> bool:
        if not await deliveries.close(tx, delivery, "failed", problem=problem):
            return False
        if delivery.kind == "export" and delivery.person_id is not None:
            order_id = delivery.facts.get("order")
            # One that was cancelled, or is sent whole, has been told of already.
            if order_id is None or await export_orders.end(tx, int(str(order_id)), "failed", now):
                facts: dict[str, object] = {"export": delivery.id}
                if order_id is not None:
                    facts["order"] = order_id
                await deliveries.owe(
                    tx, delivery.person_id, "export_failed", facts, f"export_failed:{delivery.id}", now
                )
        return True

    return await db.write(unit)


async def mark_topic_gone(db: Database, delivery: Delivery) -> None:
    """The topic of the group is closed or gone: what is owed goes to the group's common talk from now on."""
    group_id, topic_id = delivery.group_id, delivery.topic_id
    if group_id is None or topic_id is None:
        return

    async def unit(tx: Transaction) -> None:
        await staff_groups.forget_topic(tx, group_id, topic_id)

    await db.write(unit)


async def mark_moved(db: Database, delivery: Delivery, telegram_id: int, now: datetime) -> None:
    """The group it is owed to has become a supergroup with the id ``telegram_id``."""
    group_id = delivery.group_id
    if group_id is None:
        return

    async def unit(tx: Transaction) -> None:
        await staff_groups.move(tx, group_id, telegram_id, now)

    await db.write(unit)


async def renew(db: Database, claimed: Collection[Delivery], now: datetime) -> frozenset[int]:
    """Hold claims for two minutes more; the ids of those that are still this worker's."""

    async def unit(tx: Transaction) -> frozenset[int]:
        return frozenset([one.id for one in claimed if await deliveries.renew(tx, one, now + CLAIMED_FOR)])

    return await db.write(unit)


async def release(db: Database, claimed: Collection[Delivery]) -> None:
    """Give back what was claimed and not sent."""

    async def unit(tx: Transaction) -> None:
        for one in claimed:
            await deliveries.release(tx, one, is_attempt=False)

    await db.write(unit)


async def release_left(db: Database) -> int:
    """At the start: give back what a process before had claimed, if no other can be at work on it; how many."""
    if db.dialect != "sqlite":
        return 0  # other replicas may be sending theirs; a dead one's come back by themselves
    return await db.write(deliveries.release_all)
