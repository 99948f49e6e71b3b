"""Taking a decision back by the button below its result."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import undoing
from handlers.callbacks import UndoDecision
from handlers.screen import show
from handlers.services import Services
from handlers.views.undoing import undone_screen
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of undoing."""
    undo = Router(name="undo")
    undo.callback_query.register(undo_decision, UndoDecision.filter())
    return undo


async def undo_decision(
    callback: CallbackQuery, callback_data: UndoDecision, services: Services, person: Person, t: Translator
) -> None:
    """The result's screen says that it was taken back; a question that stands open below it stays open."""
    undone = await undoing.undo(services.db, person, callback_data.decision, services.now(), services.rules)
    services.wake()
    await show(callback, undone_screen(undone, t, callback_data.view))
