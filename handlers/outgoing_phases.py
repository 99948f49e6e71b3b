"""Word of a phase of the campaign that began: put together when it is sent, and nothing where it is over by then."""

from __future__ import annotations

from forum import phases
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.phases import phase_screen
from locales import Translator
from storage.database import from_ms
from storage.records import Delivery


async def phase(services: Services, delivery: Delivery, t: Translator) -> Screen | None:
    """The phases that came at the date of the delivery and still go on. Raises NoCampaign."""
    facts, now = delivery.facts, services.now()
    due_at = from_ms(int(str(facts["due"])))
    campaign, current = await phases.begun(services.db, int(str(facts["campaign"])), due_at, now)
    if not current:
        return None
    return phase_screen(campaign, current, t, is_late=now - due_at > phases.LATE)
