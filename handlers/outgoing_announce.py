"""What deliveries say of announcements: to everybody it is for, and to the organizers who answer for it."""

from __future__ import annotations

from forum import announced, announcements, people
from forum.errors import NotAllowed
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.announce import notice_screen, orphaned_screen, result_screen
from locales import Translator
from storage.records import Delivery


async def notice(services: Services, delivery: Delivery, t: Translator) -> Screen:
    """The announcement itself, in the language its reader has now. Raises StaleButton when it is gone."""
    return notice_screen(await announced.text_for(services.db, _id_of(delivery), t.language), t)


async def ended(services: Services, delivery: Delivery, t: Translator) -> Screen:
    """What became of it. Raises NotAllowed for somebody who organizes no more."""
    await _demand_organizer(services, delivery)
    return result_screen(await announcements.told(services.db, _id_of(delivery)), t)


async def orphaned(services: Services, delivery: Delivery, t: Translator) -> Screen | None:
    """One was paused because its organizer is none any more; None when somebody has seen to it since."""
    await _demand_organizer(services, delivery)
    progress = await announcements.told(services.db, _id_of(delivery))
    return orphaned_screen(progress, t) if progress.announcement.state == "paused" else None


def _id_of(delivery: Delivery) -> int:
    return int(str(delivery.facts["announcement"]))


async def _demand_organizer(services: Services, delivery: Delivery) -> None:
    person = None if delivery.person_id is None else await people.find(services.db, delivery.person_id)
    if person is None or not (person.is_organizer or person.telegram_id in services.admin_ids):
        raise NotAllowed
