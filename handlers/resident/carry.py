"""A supporter's answer after a join: the vote goes over, or stays."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from forum import carrying
from forum.organizer_errors import VotingPaused
from handlers.callbacks import AnswerCarry
from handlers.resident.paused import say_paused
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
    try:
        carried = await carrying.answer(
            services.db, person, callback_data.decision, callback_data.answer, services.now(), services.rules
        )
    except VotingPaused as paused:
        await say_paused(callback, paused, t)
        return
    await show(callback, carry_answered(carried, t))
