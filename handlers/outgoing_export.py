"""An ordered file as whoever sends it needs it: how it is built, and what is said of it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from forum import export_orders, exports, reasons
from forum.export_orders import ExportOrder
from forum.exports import Part, part_path
from handlers.callbacks.ids import new_request
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.export import caption, order_screen, waiting_screen
from locales import Markup, Translator, translator
from locales.export_words import Words
from storage.records import Campaign, Delivery


@dataclass(frozen=True, slots=True)
class Parcel:
    """An order that is owed: built, and sent in as many parts as it takes."""

    order_id: int


@dataclass(frozen=True, slots=True)
class Built:
    """The parts that are left of an order, in a folder; ``name`` is what the whole is called."""

    parts: list[Part]
    name: Path
    campaign: Campaign


def parcel_of(delivery: Delivery) -> Parcel:
    """The order a delivery is about. Raises KeyError, ValueError for facts that cannot be read."""
    return Parcel(int(str(delivery.facts["order"])))


async def build(services: Services, order: ExportOrder, folder: Path, progress: Callable[[int], None]) -> Built:
    """Write what is not sent yet into the folder, in the language it was ordered in.

    Raises NoCampaign, DatabaseUnavailable, OSError.
    """
    t, db = translator(order.language, services.zone), services.db
    campaign = await exports.campaign_to_export(db, order.campaign_id)
    words = Words(t, await reasons.names(db, t.language))
    shown = exports.file_name(
        campaign, order.format, t.language, services.now(), internal=order.is_internal, zone=services.zone
    )
    parts = await exports.write_parts(
        db,
        folder / shown,
        campaign,
        words,
        order.format,
        internal=order.is_internal,
        query=export_orders.query_of(order),
        progress=progress,
        most=services.rules.export_part_megabytes * 1_000_000,
        sent=order.parts_sent,
        organizer=services.operator,
        now=services.now(),
    )
    return Built(parts, folder / shown, campaign)


async def total_of(services: Services, order: ExportOrder) -> int:
    """How many rows will be read."""
    campaign = await exports.campaign_to_export(services.db, order.campaign_id)
    return await exports.rows_of(services.db, campaign, order.format, export_orders.query_of(order))


def caption_of(services: Services, order: ExportOrder, built: Built, number: int, total: int) -> tuple[str, Markup]:
    """The name and the caption (HTML) of part ``number`` of ``total``."""
    t = translator(order.language, services.zone)
    name = part_path(built.name, number, total).name
    return name, caption(built.campaign.name(t.language), order, services.now(), number, total, t)


def written_screen(order: ExportOrder, done: int, total: int, t: Translator) -> Screen:
    """So many rows are written of how many; ``total`` 0 is not known."""
    written = t.html("export-written", done=min(done, total), total=total) if total else None
    return waiting_screen(order, t, written or t.html("export-written-document", done=done))


def sending_screen(order: ExportOrder, part: int, total: int, t: Translator) -> Screen:
    """The next of several parts is on its way."""
    return waiting_screen(order, t, t.html("export-sending", part=part, total=total))


def now_screen(order: ExportOrder, t: Translator) -> Screen:
    """The order as it is now: how it ended, if it has."""
    return order_screen(order, new_request(), t)


def taken_back_screen(t: Translator) -> Screen:
    """To somebody who is no organizer any more."""
    return Screen(t.html("export-taken-back"))


async def failed(services: Services, delivery: Delivery, t: Translator) -> Screen:
    """A file could not be sent: so it is said, with a button that orders it anew."""
    order_id = delivery.facts.get("order")
    order = None if order_id is None else await export_orders.look(services.db, int(str(order_id)), services.admin_ids)
    return Screen(t.html("export-failed")) if order is None else now_screen(order, t)
