"""Correcting topic, place or language by buttons that say the wanted value."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import correcting, workable
from forum.errors import StaleButton
from forum.policies import may_moderate
from handlers.callbacks import ChooseCorrection, OpenCorrect, SetCorrection
from handlers.form_storage import LoadedForm
from handlers.screen import show
from handlers.services import Services
from handlers.views.correcting import CHOICES, choosing_screen, correct_screen, corrected_screen, moved_screen
from locales import LANGUAGES, NATIONAL, REGION_CODES, TOPIC_SLUGS, Translator
from storage.records import Person

KNOWN = {"topic": TOPIC_SLUGS, "place": (NATIONAL, *REGION_CODES), "language": LANGUAGES}


def router() -> Router:
    """A fresh router of corrections."""
    correct = Router(name="correct")
    correct.callback_query.register(open_correct, OpenCorrect.filter())
    correct.callback_query.register(choose, ChooseCorrection.filter())
    correct.callback_query.register(set_value, SetCorrection.filter())
    return correct


async def open_correct(
    callback: CallbackQuery,
    callback_data: OpenCorrect,
    services: Services,
    person: Person,
    t: Translator,
    state: LoadedForm,
) -> None:
    """The fields as they are."""
    await state.clear()
    ids = callback_data.proposal, callback_data.round
    proposal = await workable.open_workable(services.db, person, *ids, services.now())
    await show(callback, correct_screen(proposal, t, callback_data.view))


async def choose(
    callback: CallbackQuery, callback_data: ChooseCorrection, services: Services, person: Person, t: Translator
) -> None:
    """The list of topics or of places."""
    if callback_data.field not in CHOICES:
        raise StaleButton
    ids = callback_data.proposal, callback_data.round
    proposal = await workable.open_workable(services.db, person, *ids, services.now())
    await show(callback, choosing_screen(proposal, callback_data.field, t, callback_data.view))


async def set_value(
    callback: CallbackQuery, callback_data: SetCorrection, services: Services, person: Person, t: Translator
) -> None:
    """Correct it; one that went to another region is no longer this moderator's."""
    field, value = callback_data.field, callback_data.value
    if value not in KNOWN.get(field, ()):
        raise StaleButton
    ids = callback_data.proposal, callback_data.round
    corrected = await correcting.correct(services.db, person, *ids, field, value, services.now())
    services.wake()
    if may_moderate(person, corrected.proposal.region):
        await show(callback, corrected_screen(corrected, t, callback_data.view))
    else:
        await show(callback, moved_screen(corrected.proposal, t, callback_data.view))
