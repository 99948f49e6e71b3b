"""An item as its moderator sees it, with what is like it; the item does not wait for that."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from forum import similar
from forum.items import Item
from forum.policies import may_moderate
from forum.similar import Similar
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.item import item_screen
from locales import Translator
from storage.errors import DatabaseUnavailable
from storage.records import Person

log = logging.getLogger(__name__)

WITHIN: Final = 1.0  # seconds; then the item is shown without


async def shown_item(item: Item, services: Services, person: Person, t: Translator, view: str = "") -> Screen:
    """The screen of an item; ``view``: what of the queue it was opened from."""
    return item_screen(
        item,
        item.proposal.taken_until or services.now() + services.rules.taken_for,
        services.rules,
        t,
        similar=await _alike(item, services, person),
        view=view,
        is_of_region=may_moderate(person, item.proposal.region),
    )


async def _alike(item: Item, services: Services, person: Person) -> tuple[Similar, ...]:
    try:
        async with asyncio.timeout(WITHIN):
            return await similar.find(services.db, item.proposal, services.meanings, person.moderated_regions)
    except (TimeoutError, DatabaseUnavailable) as problem:
        log.warning("similar proposals not found in time", extra={"problem": type(problem).__name__})
        return ()
