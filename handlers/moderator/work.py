"""The moderator's screen of a published proposal."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import workable
from handlers.callbacks import OpenWork
from handlers.form_storage import LoadedForm
from handlers.screen import show
from handlers.services import Services
from handlers.views.work import work_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the screen."""
    work = Router(name="work")
    work.callback_query.register(open_work, OpenWork.filter())
    return work


async def open_work(
    callback: CallbackQuery,
    callback_data: OpenWork,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """What can be done with it, in place of the card's further buttons."""
    await state.clear()
    await show(callback, work_screen(await workable.open_public(services.db, person, callback_data.proposal), t))
