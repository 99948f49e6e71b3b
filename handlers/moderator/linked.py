"""An item opened by a link: from a staff group into the private chat, where there is room for words."""

from __future__ import annotations

from forum import moderation
from handlers.moderator.noticed import shown_item
from handlers.resident.visit import Visit
from handlers.screen import send


async def send_item(visit: Visit, proposal_id: int) -> None:
    """The item as a new message. Raises as :func:`forum.moderation.open_item`."""
    services = visit.services
    item = await moderation.open_item(services.db, visit.person, proposal_id, services.now(), services.rules)
    await send(visit.event, await shown_item(item, services, visit.person, visit.t))
