"""Typed answers about what was sent: names of an addressee, the day it went out, the day an answer is due."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from aiogram.types import Message

from forum import addressees, outcome_checks, texts
from handlers.dates import read_day
from handlers.services import Services
from handlers.typed import length_before
from locales import Markup, Translator
from storage.records import Person

WORDS_MOST: Final = 100
YEAR: Final = re.compile(r"\d{4}")
Answers = dict[str, Any]


async def with_words(
    message: Message, answers: Answers, services: Services, person: Person, t: Translator
) -> tuple[Markup | None, Answers]:
    """What is wrong with the words (or None), and the answers with them. Raises DomainError of what is wrong."""
    words, before, today = message.text or "", length_before(message, answers), today_of(services)
    match answers["step"]:
        case "addressee":
            return None, {**answers, "words": texts.clean_line(words)[:WORDS_MOST], "page": 1}
        case "name_kk":
            name = addressees.check_name(words, before)
            await addressees.demand_free(services.db, "kk", name)
            return None, {**answers, "name_kk": name, "step": "name_ru"}
        case "name_ru":
            name = addressees.check_name(words, before)
            added = await addressees.add(services.db, person, str(answers["name_kk"]), name, services.now())
            return None, onward({**answers, "addressee": added.id, "words": ""}, "sent")
    day = read_day(words, today)
    if day is None:
        return t.html("error-date-format"), answers
    if answers["step"] == "sent":
        day = outcome_checks.check_sent(_lately(day, words, today), today)
        return None, with_sent({**answers, "sent": day.isoformat()})
    due = outcome_checks.check_due(day, day_of(answers, "sent"), today)
    return None, {**answers, "due": due.isoformat(), "step": "preview"}


def _lately(day: date, words: str, today: date) -> date:
    """Without a year the last day that is so called is meant, not the next one."""
    if day <= today or YEAR.search(words):
        return day
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day


def with_sent(answers: Answers) -> Answers:
    """Another day it was sent needs another day it is due."""
    return {**{name: value for name, value in answers.items() if name != "due"}, "step": "due"}


def onward(answers: Answers, step: str) -> Answers:
    """The next question, or the preview when everything is known."""
    return {**answers, "step": "preview" if "sent" in answers and "due" in answers else step}


def day_of(answers: Mapping[str, Any], field: str) -> date:
    """A day that was chosen."""
    return date.fromisoformat(str(answers[field]))


def today_of(services: Services) -> date:
    """The day it is in the forum's zone."""
    return services.now().astimezone(services.zone).date()
