"""From a button's prefix straight to the router that owns it.

aiogram asks every handler of every router in turn whether a button is its own: 45 µs a router. Here a button meets
only the handlers of its prefix, found when the dispatcher is built, and one nobody knows ends at once as stale.
"""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.types import CallbackQuery

from forum.errors import StaleButton


class NotIndexable(Exception):
    """A handler cannot stand behind the index; the text says why. Raised when the dispatcher is built."""


class CallbackIndex:
    """The routers of each prefix: one as a rule, several in their order where pages of a class have owners of
    their own. A prefix belongs to one class of buttons.
    """

    def __init__(self, root: Router) -> None:
        self.routers: dict[str, list[Router]] = {}
        classes: dict[str, type[CallbackData]] = {}
        for router in root.chain_tail:
            _demand_indexable(router, root)
            for handler in router.callback_query.handlers:
                data = class_of(handler)
                prefix = data.__prefix__
                if classes.setdefault(prefix, data) is not data:
                    raise NotIndexable(f"{prefix!r} is of {classes[prefix].__name__} and of {data.__name__}")
                routers = self.routers.setdefault(prefix, [])
                if router not in routers:
                    routers.append(router)

    async def route(self, callback: CallbackQuery, **data: Any) -> Any:
        """Handle a button as its router would, inner middlewares included. Raises StaleButton for nobody's."""
        prefix = (callback.data or "").partition(":")[0]
        for router in self.routers.get(prefix, ()):
            result = await router.callback_query.trigger(callback, **data)
            if result is not UNHANDLED:
                return result
        raise StaleButton


def class_of(handler: HandlerObject) -> type[CallbackData]:
    """The class of the buttons a handler takes. Raises NotIndexable when its first filter names none."""
    first = handler.filters[0].callback if handler.filters else None
    if not isinstance(first, CallbackQueryFilter):
        raise NotIndexable(f"{handler.callback.__qualname__} takes buttons, but not of one callback class")
    return first.callback_data


def _demand_indexable(router: Router, root: Router) -> None:
    """What the way through the index would skip, or do twice, must not be there."""
    observer = router.callback_query
    if observer._handler.filters or (router is not root and len(observer.outer_middleware)):
        raise NotIndexable(f"{router.name!r} has filters or outer middlewares of its own for buttons")
    if router is root and len(observer.middleware):
        raise NotIndexable("inner middlewares of the dispatcher itself would run twice for buttons")
