"""What deliveries say of joins, undone decisions and corrections."""

from __future__ import annotations

from forum import carrying, joining, notices, wordings
from forum.moderation import DecisionNotice
from handlers.screen import Screen
from handlers.services import Services
from handlers.views.carrying import carry_question
from handlers.views.correcting import corrected_notice
from handlers.views.joining import joined_notice
from handlers.views.undoing import undone_notice
from locales import Translator
from storage.records import Delivery


async def joined(services: Services, notice: DecisionNotice, t: Translator) -> Screen:
    """To the author of a joined proposal: with which one. Raises ProposalNotFound."""
    target = await joining.final_of(services.db, notice.proposal.id)
    return joined_notice(notice.proposal, await wordings.titled(services.db, target, t.language), t)


async def undone(services: Services, delivery: Delivery, t: Translator) -> Screen:
    """To the author: a decision was taken back. Raises ProposalNotFound."""
    proposal = await notices.told(services.db, int(str(delivery.facts["proposal"])))
    return undone_notice(proposal, str(delivery.facts["state"]), t)


async def corrected(services: Services, delivery: Delivery, t: Translator) -> Screen:
    """To the author: what has which value now. Raises ProposalNotFound."""
    proposal = await notices.told(services.db, int(str(delivery.facts["proposal"])))
    return corrected_notice(proposal, str(delivery.facts["field"]), str(delivery.facts["to"]), t)


async def carry(services: Services, delivery: Delivery, t: Translator) -> Screen | None:
    """The question to a supporter of a joined proposal; None when there is nothing to ask any more."""
    decision_id = int(str(delivery.facts["decision"]))
    if delivery.person_id is None:
        return None
    question = await carrying.question(services.db, delivery.person_id, decision_id, services.now())
    return None if question is None else carry_question(question, decision_id, t)
