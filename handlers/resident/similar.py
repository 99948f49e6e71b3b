"""«My proposal differs»: the preview without the similar ones."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks import HideSimilar
from handlers.form_storage import LoadedForm
from handlers.resident.form import Form
from handlers.resident.visit import Visit
from handlers.screen import Notice
from handlers.services import Services
from handlers.views import form as views
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the similar proposals' own button; the others open cards."""
    similar = Router(name="similar")
    similar.callback_query.register(hide, HideSimilar.filter())
    return similar


async def hide(
    callback: CallbackQuery,
    callback_data: HideSimilar,
    state: LoadedForm,
    services: Services,
    person: Person,
    t: Translator,
) -> Notice:
    """Show the preview again without them; they stay away while this draft is being written."""
    form = await Form.of(Visit(callback, state, services, person, t), callback_data.proposal)
    form.demand_open_step()
    draft = await form.load(callback_data.proposal)
    form.data["differs"] = True
    await form.ask(views.first_missing(draft.proposal) or views.PREVIEW, draft)
    return Notice(t.plain("similar-hidden"))
