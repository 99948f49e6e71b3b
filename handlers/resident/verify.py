"""Before a vote or a sending: one's own phone number, shared once, where the campaign or the settings ask for it."""

from __future__ import annotations

from typing import Final

from forum import verification
from handlers.resident.visit import Visit
from handlers.screen import send
from handlers.views import verify as views

# Where the person was going, beside whatever form is open: sharing a number loses nothing of it.
PENDING: Final = "verify"


async def was_unverified(visit: Visit, then: str) -> bool:
    """Ask for the number if it is needed and not there; the way goes on to ``then`` afterwards."""
    if visit.person.is_verified:
        return False
    if not (await verification.in_force(visit.services.db, visit.services.rules)).phone_needed:
        return False
    await ask(visit, then)
    return True


async def ask(visit: Visit, then: str) -> None:
    """The question as a new message: Telegram offers one's own contact on the keyboard below only."""
    await visit.state.update_data({PENDING: then})
    await send(visit.event, views.ask(visit.t), views.keyboard(visit.t))
