"""Screens of verification: why a phone number is asked for, and the keyboard that shares it."""

from __future__ import annotations

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from handlers.screen import Screen
from locales import Translator


def ask(t: Translator, problem: str | None = None) -> Screen:
    """Why, and what becomes of the number; ``problem`` (HTML) stands above it."""
    text = t.html("verify-why")
    return Screen(text if problem is None else f"{problem}\n\n{text}")


def keyboard(t: Translator) -> ReplyKeyboardMarkup:
    """Share one's own contact, or not now."""
    return ReplyKeyboardMarkup(
        keyboard=[
            [KeyboardButton(text=t.plain("verify-share"), request_contact=True)],
            [KeyboardButton(text=t.plain("verify-later"))],
        ],
        resize_keyboard=True,
        is_persistent=True,
    )
