"""Know your rights: screens that open from the help."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks import OpenRights
from handlers.screen import show
from handlers.views import rights as views
from locales import Translator


def router() -> Router:
    """A fresh router of these screens."""
    rights = Router(name="rights")
    rights.callback_query.register(press_rights, OpenRights.filter())
    return rights


async def press_rights(callback: CallbackQuery, callback_data: OpenRights, t: Translator) -> None:
    """A screen in place; one that does not exist is the first one."""
    page = callback_data.page
    await show(callback, views.rights_page(page, t) if page in views.PAGES else views.rights_main(t))
