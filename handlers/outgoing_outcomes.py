"""What a delivery about an outcome says: the step it was owed for, in the words of its recipient's language."""

from __future__ import annotations

from forum import became, notices
from forum.errors import ProposalNotFound
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.outcome import told_screen
from handlers.views.switches import with_stop
from locales import Translator
from storage.records import Delivery, Person


async def told(services: Services, delivery: Delivery, t: Translator) -> Screen | None:
    """A step somebody is told of; None when it was taken back. Raises ProposalNotFound when it is nobody's to read."""
    if delivery.person_id is None:
        raise ProposalNotFound
    outcome_id, rules = int(str(delivery.facts["outcome"])), services.rules
    found = await became.told(services.db, outcome_id, delivery.person_id, t.language, services.now(), rules)
    return None if found is None else told_screen(found, t)


async def again(services: Services, person: Person, outcome_id: int, t: Translator) -> Screen | None:
    """The same message once more, for the one it was sent to, after the answer was rated from it."""
    found = await became.told(services.db, outcome_id, person.id, t.language, services.now(), services.rules)
    if found is None:
        return None
    return with_stop(told_screen(found, t), notices.OWN if found.is_own else notices.OUTCOME, t)
