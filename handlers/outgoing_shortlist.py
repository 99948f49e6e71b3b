"""What a delivery about the shortlist says: to the author, that a proposal is on it, or on it no more."""

from __future__ import annotations

from forum import notices
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.shortlisted import told_screen
from locales import Translator
from storage.records import Delivery


async def told(services: Services, delivery: Delivery, t: Translator) -> Screen:
    """Raises ProposalNotFound."""
    proposal = await notices.told(services.db, int(str(delivery.facts["proposal"])))
    return told_screen(proposal, t, is_listed=delivery.kind == "shortlisted")
