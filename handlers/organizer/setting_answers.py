"""What organizers type, or choose by a button, for a setting of a campaign, read into a value."""

from __future__ import annotations

from datetime import date, datetime

from aiogram.types import Message

from forum import campaign_settings, texts
from forum.campaign_settings import DATES, NAMES, NUMBERS, Value
from forum.errors import DomainError, StaleButton
from forum.policies import Rules
from handlers.dates import read_day
from handlers.middlewares import sentence
from handlers.services import Services
from handlers.typed import complaint_key
from locales import Markup, Translator, escape

NOTHING = "-"


class Unacceptable(Exception):
    """An answer that cannot be taken; ``complaint`` is the sentence for the person."""

    def __init__(self, complaint: Markup) -> None:
        super().__init__()
        self.complaint = complaint


def typed_value(message: Message, setting: str, services: Services, t: Translator) -> Value:
    """The value of a typed answer, as it is kept. Raises Unacceptable."""
    problem = complaint_key(message)
    if problem is None and setting == "verification":
        problem = "setting-buttons-only"
    if problem is not None:
        raise Unacceptable(t.html(problem))
    now = services.now()
    try:
        return campaign_settings.check(
            setting, _read(message.text or "", setting, now, services, t), now, services.rules
        )
    except DomainError as wrong:
        raise Unacceptable(escape(sentence(wrong, t))) from None


def _read(typed: str, setting: str, now: datetime, services: Services, t: Translator) -> Value:
    if setting in NAMES:
        if not texts.has_words(typed):
            raise Unacceptable(t.html("campaign-name-empty"))
        return typed
    if setting in DATES:
        day = read_day(typed, now.astimezone(services.zone).date())
        if day is None:
            raise Unacceptable(t.html("error-date-format"))
        return day
    figures = typed.strip()
    if not (figures.isascii() and figures.isdecimal() and len(figures) <= 6):
        raise Unacceptable(t.html("setting-number-expected"))
    return int(figures)


def chosen_value(setting: str, value: str, now: datetime, rules: Rules) -> Value:
    """The value that a button carries. Raises StaleButton for one no button has, and what cannot be taken now."""
    chosen: Value = value
    if value == NOTHING:
        chosen = None
    elif setting in DATES:
        try:
            chosen = date.fromisoformat(value)
        except ValueError:
            raise StaleButton from None
    elif setting in NUMBERS:
        if not (value.isascii() and value.isdecimal() and len(value) <= 6):
            raise StaleButton
        chosen = int(value)
    elif setting in NAMES:
        raise StaleButton
    return campaign_settings.check(setting, chosen, now, rules)


def code_of(value: Value) -> str:
    """A value as a button carries it."""
    if value is None:
        return NOTHING
    return value.strftime("%Y%m%d") if isinstance(value, date) else str(value)
