"""After a decision: what was decided in place of the item, and the next item below it by itself."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import CallbackQuery, Message

from forum import items, moderation, undoing
from forum.items import Item
from forum.moderation import DecisionNotice
from forum.queue import count_of
from handlers.callbacks.queueing import choice_of
from handlers.moderator.noticed import shown_item
from handlers.screen import pressed_message, send, show
from handlers.services import Services
from handlers.views.decide import result_screen
from locales import Translator
from storage.records import Decision, Person


async def conclude(
    event: Message | CallbackQuery,
    decision: Decision,
    services: Services,
    person: Person,
    t: Translator,
    view: str = "",
    *,
    is_again: bool = False,
) -> None:
    """Show what was decided, and below it the next item of what the moderator looks at (``view``).

    ``is_again``: the decision stood before this press. Then the item that the first press opened stands below, unless
    that press was cut short; no second one opens beside it.
    """
    services.wake()
    now = services.now()
    notice = await moderation.decision_notice(services.db, decision.id)
    is_open = is_again and await items.has_open_item(services.db, person, now)
    following = None if is_open else await _following(decision, services, person, now, view)
    left = None if is_open or following is not None else await count_of(services.db, person)
    result = result_screen(notice, t, may_undo=_may_undo(notice, person, now, services), left=left, view=view)
    item = None if following is None else await shown_item(following, services, person, t, view)
    is_in_place = isinstance(event, CallbackQuery) and pressed_message(event) is not None
    if item is None:
        await show(event, result)
    elif is_in_place:
        # The item first: pressed again, it is the result alone that is shown, and that is shown last either way.
        await send(event, item)
        await show(event, result)
    else:
        await show(event, result)
        await send(event, item)


async def _following(decision: Decision, services: Services, person: Person, now: datetime, view: str) -> Item | None:
    return await items.next_item(
        services.db, person, now, services.rules, after=decision.proposal_id, choice=choice_of(view)
    )


def _may_undo(notice: DecisionNotice, person: Person, now: datetime, services: Services) -> bool:
    """Whether forum.undoing would let this moderator take it back now."""
    decision = notice.decision
    in_time = now <= decision.decided_at + services.rules.undo_for
    return in_time and undoing.may_undo(person, decision, notice.decided_in)
