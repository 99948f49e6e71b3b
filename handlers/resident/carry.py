"""A supporter's answer after a join: the vote goes over, or stays."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import carrying
from handlers.callbacks import AnswerCarry
from handlers.screen import show
from handlers.services import Services
from handlers.views.carrying import carry_answered
from locales import Translator
from storage.records import Person


def router() -> Router:
    """A fresh router of the answers."""
    carry = Router(name="carry")
    carry.callback_query.register(answer, AnswerCarry.filter())
    return carry


async def answer(
    callback: CallbackQuery, callback_data: AnswerCarry, services: Services, person: Person, t: Translator
) -> None:
    """In place of the question; pressed again it shows the same."""
    carried = await carrying.answer(
        services.db, person, callback_data.decision, callback_data.answer, services.now(), services.rules
    )
    await show(callback, carry_answered(carried, t))
