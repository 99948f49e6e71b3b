"""Ordering a file in the chat: who may, what of, how far it is, and how it ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from forum.errors import ExportEmpty, NoCampaign, NotAllowed, StaleButton
from forum.exports import EVERYTHING, FORMATS, ExportQuery
from forum.policies import PUBLIC, demand_organizer
from storage import campaigns, deliveries, export_orders, exports, people
from storage.database import Database, Transaction
from storage.export_orders import ExportOrder
from storage.records import Campaign, Person
from storage.vocabulary import LANGUAGES, PROPOSAL_STATES

__all__ = [
    "STATES",
    "ExportOrder",
    "Wish",
    "begin",
    "cancel",
    "find",
    "look",
    "mark_part",
    "order_export",
    "query_of",
    "shown_in",
]

# What an export can be narrowed to: a draft has no number, so it is in none.
STATES = tuple(state for state in PROPOSAL_STATES if state != "draft")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody orders. ``campaign``: 0 is the latest one; ``request``: the same one again is the same order."""

    format: str
    language: str
    internal: bool
    request: str
    query: ExportQuery = EVERYTHING
    campaign: int = 0

    @property
    def filters(self) -> dict[str, str]:
        """What it is narrowed to."""
        given = {"place": self.query.place, "topic": self.query.topic, "state": self.query.state}
        return {name: code for name, code in given.items() if code is not None}


async def order_export(db: Database, organizer: Person, wish: Wish, now: datetime) -> ExportOrder:
    """Owe the organizer a file; the very same wish again is the same order, whatever became of it.

    Raises NotAllowed, StaleButton (no such format, language or state), NoCampaign, ExportEmpty.
    """
    demand_organizer(organizer)
    state = wish.query.state
    if wish.format not in FORMATS or wish.language not in LANGUAGES or (state is not None and state not in STATES):
        raise StaleButton

    async def unit(tx: Transaction) -> ExportOrder:
        campaign = await _campaign(tx, wish.campaign)
        order, is_new = await export_orders.insert(
            tx,
            person_id=organizer.id,
            campaign_id=campaign.id,
            format=wish.format,
            language=wish.language,
            internal=wish.internal,
            filters=wish.filters,
            request=wish.request,
            now=now,
        )
        if not is_new:
            return order
        states = None if wish.internal else PUBLIC
        if not await exports.has_numbered(tx, campaign.id, states, {**wish.filters}):
            raise ExportEmpty
        await deliveries.owe(tx, organizer.id, "export", {"order": order.id}, f"export:{order.id}", now)
        return order

    return await db.write(unit)


async def _campaign(tx: Transaction, campaign_id: int) -> Campaign:
    campaign = await campaigns.find(tx, campaign_id) if campaign_id else await campaigns.find_latest(tx)
    if campaign is None:
        raise NoCampaign
    return campaign


def query_of(order: ExportOrder) -> ExportQuery:
    """Which proposals are in what is still to be sent of an order."""
    filters = order.filters
    return ExportQuery(filters.get("place"), filters.get("topic"), filters.get("state"), after=order.after)


async def find(db: Database, organizer: Person, order_id: int) -> ExportOrder:
    """One's own order. Raises NotAllowed, StaleButton."""
    demand_organizer(organizer)
    order = await db.read(lambda tx: export_orders.find(tx, order_id))
    if order is None or order.person_id != organizer.id:
        raise StaleButton
    return order


async def shown_in(db: Database, order: ExportOrder, message_id: int) -> None:
    """Its progress is shown in this message."""
    await db.write(lambda tx: export_orders.set_message(tx, order.id, message_id))


async def cancel(db: Database, organizer: Person, order_id: int, now: datetime) -> ExportOrder:
    """Stop making one's own order; as it is then: one that had ended before stays as it was.

    Raises NotAllowed, StaleButton.
    """
    await find(db, organizer, order_id)

    async def unit(tx: Transaction) -> None:
        if await export_orders.end(tx, order_id, "cancelled", now):
            await deliveries.cancel(tx, f"export:{order_id}", deliveries.UNWANTED)

    await db.write(unit)
    return await find(db, organizer, order_id)


async def begin(db: Database, order_id: int) -> ExportOrder | None:
    """Whoever sends what is owed takes it in hand; as it is now. None: there is no such order."""
    return await db.write(lambda tx: export_orders.begin(tx, order_id))


async def look(db: Database, order_id: int, admin_ids: Collection[int]) -> ExportOrder | None:
    """The order as it is now, None when it is gone. Raises NotAllowed when its owner is no organizer any more."""

    async def work(tx: Transaction) -> tuple[ExportOrder | None, Person | None]:
        order = await export_orders.find(tx, order_id)
        return order, None if order is None else await people.find(tx, order.person_id)

    order, person = await db.read(work)
    if order is not None and not (person and (person.is_organizer or person.telegram_id in admin_ids)):
        raise NotAllowed
    return order


async def mark_part(
    db: Database, order: ExportOrder, rows: int, after: int, ended_at: datetime | None
) -> ExportOrder | None:
    """A part was sent, with so many rows up to the number ``after``; ``ended_at``: it was the last one.

    The order as it is then; None when it is not being made any more.
    """

    async def unit(tx: Transaction) -> ExportOrder | None:
        if not await export_orders.note_part(tx, order, rows, after, ended_at):
            return None
        return await export_orders.find(tx, order.id)

    return await db.write(unit)
