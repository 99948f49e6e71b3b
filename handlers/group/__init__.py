"""Staff groups: connecting them, deciding in them. Whoever presses or types there is asked for their own rights.

These routers hang on no other: what belongs to a private chat cannot answer in a group, and the other way round.
"""

from __future__ import annotations

from aiogram import Router

from handlers.group import connecting, digest, items, membership
from handlers.group.arriving import AnswerAlone, GroupPerson
from handlers.index import CallbackIndex
from handlers.services import Services


def routers() -> Router:
    """Fresh routers of everything that happens in groups, without what surrounds them."""
    group = Router(name="group")
    group.include_routers(membership.router(), connecting.router(), items.router(), digest.router())
    return group


def router(services: Services) -> Router:
    """The same with who it was, one answer to each button, and buttons found by their prefixes."""
    group = routers()
    answer, person = AnswerAlone(services), GroupPerson(services)
    for observer in (group.message, group.callback_query):
        observer.outer_middleware(answer)
        observer.outer_middleware(person)
    group.callback_query.register(CallbackIndex(group).route)
    return group
