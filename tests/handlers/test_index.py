"""The way of a button by its prefix is the way aiogram itself would have found."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from types import NoneType
from typing import Any, get_args

import pytest
from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, User

import handlers.callbacks as callbacks
from forum.errors import StaleButton
from handlers import group, moderator, organizer, resident
from handlers.index import CallbackIndex, NotIndexable
from handlers.middlewares import LeavingDecision
from handlers.resident.fallback import router as last_router
from handlers.views.campaign import STEPS

CLASSES: list[type[CallbackData]] = [getattr(callbacks, name) for name in callbacks.__all__]
WORDS = {
    "action": ("new", "cancel", "create", "end", "end-sure", *STEPS, "title", "preview", "later", "clear", "nonsense"),
    "page": ("main", "campaign", "export", "team", "invite", "proposals", "votes-2", "nonsense"),
    "what": ("main", "show", "settings", "place", "topic", "nonsense"),
    "reason": ("unclear", "nonsense"),
    "to": ("recommended", "sent", "answer", "in_progress", "nonsense"),
}


def root() -> Router:
    """The routers of the bot, in the bot's order, as a tree of their own."""
    whole = Router(name="root")
    whole.include_routers(resident.router(), moderator.router(), organizer.router(), last_router())
    return whole


def buttons_of(cls: type[CallbackData]) -> Iterator[CallbackData]:
    """Buttons of a class with every word and number its handlers tell apart."""
    names = list(cls.model_fields)
    choices = [_values(name, cls.model_fields[name].annotation) for name in names]
    for values in itertools.product(*choices):
        yield cls(**dict(zip(names, values, strict=True)))


def _values(name: str, annotation: Any) -> tuple[Any, ...]:
    kinds = set(get_args(annotation)) - {NoneType} or {annotation}
    return WORDS.get(name, ("x",)) if str in kinds else (0, 1, 2)


def press(data: str) -> CallbackQuery:
    """Somebody's press of a button."""
    return CallbackQuery(id="1", from_user=User(id=5, is_bot=False, first_name="А"), chat_instance="1", data=data)


def watched(tree: Router) -> list[str]:
    """Have every handler of buttons note its name instead of doing anything."""
    met: list[str] = []
    for router in tree.chain_tail:
        for handler in router.callback_query.handlers:
            name = handler.callback.__qualname__

            async def note(callback: CallbackQuery, *, told: str = f"{router.name}.{name}") -> str:
                met.append(told)
                return told

            handler.callback, handler.params, handler.varkw = note, set(), False
    return met


async def test_every_button_takes_the_way_aiogram_would_have_taken() -> None:
    tree = root()
    met = watched(tree)
    index = CallbackIndex(tree)
    unhandled = 0
    for button in (button for cls in CLASSES for button in buttons_of(cls)):
        event = press(button.pack())
        await tree.propagate_event("callback_query", event)
        walked = list(met)
        met.clear()
        try:
            await index.route(event)
        except StaleButton:
            unhandled += 1
        assert met == walked, button
        met.clear()
    assert unhandled  # the words no handler knows are among them


@pytest.mark.parametrize("data", ["", "nobody:1", "vt", "vt:1", "vt:1:2:3:4:5", "vt:x:1:list", "zz:", ":", "VT:1:1:l"])
async def test_a_button_of_nobody_is_stale(data: str) -> None:
    tree = root()
    met = watched(tree)
    with pytest.raises(StaleButton):
        await CallbackIndex(tree).route(press(data))
    assert not met


async def test_every_class_of_buttons_has_a_handler() -> None:
    private, groups = CallbackIndex(root()).routers, CallbackIndex(group.routers()).routers
    assert set(private) | set(groups) == {cls.__prefix__ for cls in CLASSES}


async def test_inner_middlewares_of_every_router_above_apply_once() -> None:
    passed: list[str] = []

    def noting(name: str) -> Any:
        async def note(handler: Any, event: Any, data: dict[str, Any]) -> Any:
            passed.append(name)
            return await handler(event, data)

        return note

    tree = root()
    watched(tree)
    (residents, *_) = tree.sub_routers
    residents.callback_query.middleware(noting("residents"))
    vote = next(router for router in residents.sub_routers if router.name == "vote")
    vote.callback_query.middleware(noting("vote"))
    await CallbackIndex(tree).route(press("vt:1:1:list"))
    assert passed == ["residents", "vote"]


class Mine(CallbackData, prefix="vt"):
    """A class that takes a prefix somebody has."""

    number: int


async def handle(callback: CallbackQuery) -> None:
    """Nothing."""


def test_a_prefix_of_two_classes_is_refused() -> None:
    tree, other = root(), Router(name="other")
    other.callback_query.register(handle, Mine.filter())
    tree.include_router(other)
    with pytest.raises(NotIndexable, match="'vt' is of CastVote and of Mine"):
        CallbackIndex(tree)


@pytest.mark.parametrize("filters", [(), (F.data == "x",), (StateFilter(None), callbacks.CastVote.filter())])
def test_a_handler_that_names_no_class_first_is_refused(filters: tuple[Any, ...]) -> None:
    tree, other = root(), Router(name="other")
    other.callback_query.register(handle, *filters)
    tree.include_router(other)
    with pytest.raises(NotIndexable, match="handle takes buttons"):
        CallbackIndex(tree)


def test_what_the_index_would_pass_by_is_refused() -> None:
    tree, other = root(), Router(name="other")
    other.callback_query.outer_middleware(LeavingDecision())
    tree.include_router(other)
    with pytest.raises(NotIndexable, match="'other'"):
        CallbackIndex(tree)
    narrowed = root()
    narrowed.sub_routers[0].callback_query.filter(F.data)
    with pytest.raises(NotIndexable, match="'resident'"):
        CallbackIndex(narrowed)
    around = root()
    around.callback_query.middleware(LeavingDecision())
    with pytest.raises(NotIndexable, match="twice"):
        CallbackIndex(around)
