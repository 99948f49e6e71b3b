"""What a step after the vote must have: the words in both languages, days in their order, few files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from forum import texts
from forum.attaching import MEGABYTE
from forum.errors import AttachmentsFull, AttachmentTooLarge, DatePast, DayFar, StaleButton
from forum.organizer_errors import (
    AnswerLength,
    AnswerOneLanguage,
    AnswerSame,
    DueBeforeSent,
    SentAhead,
    SentLongAgo,
)
from forum.policies import Rules
from storage.outcomes import NewOutcome
from storage.vocabulary import ANSWER_STATES

ANSWER_LENGTH: Final = (10, 2000)
FURTHEST: Final = timedelta(days=731)
LONGEST_AGO: Final = timedelta(days=366)


def check_answer(raw: str, before: int = 0) -> str:
    """The words of an answer as they are kept; ``before``: how much of them came in messages before this one.

    Raises AnswerLength (length, minimum, maximum).
    """
    words = texts.clean_text(raw)
    length = before + len(words)
    minimum, maximum = ANSWER_LENGTH
    if not minimum <= length <= maximum or not texts.has_words(words):
        raise AnswerLength(length=length, minimum=minimum, maximum=maximum)
    return words


def check_sent(day: date, today: date) -> date:
    """The day it was sent. Raises SentAhead, SentLongAgo."""
    if day > today:
        raise SentAhead
    if day < today - LONGEST_AGO:
        raise SentLongAgo
    return day


def check_due(day: date, sent_on: date | None, today: date) -> date:
    """The day an answer is due, or (``sent_on`` None) until when it is being worked on.

    Raises DueBeforeSent, DatePast, DayFar (over two years).
    """
    if sent_on is not None and day < sent_on:
        raise DueBeforeSent
    if sent_on is None and day < today:
        raise DatePast
    if day > today + FURTHEST:
        raise DayFar
    return day


def check_files(files: tuple[tuple[str, str, str, str, int], ...], rules: Rules) -> None:
    """Raises AttachmentsFull, AttachmentTooLarge."""
    if len(files) > rules.attachments_most:
        raise AttachmentsFull(maximum=rules.attachments_most)
    if any(size > rules.attachment_megabytes * MEGABYTE for *_, size in files):
        raise AttachmentTooLarge(maximum=rules.attachment_megabytes)


def checked(new: NewOutcome, now: datetime, rules: Rules) -> NewOutcome:
    """A step with the fields of its state and its words cleaned; raises what :func:`forum.outcomes.record` names."""
    today = now.astimezone(rules.zone).date()
    if new.state == "sent":
        if new.addressee_id is None or new.sent_on is None or new.due_on is None:
            raise StaleButton
        check_due(new.due_on, check_sent(new.sent_on, today), today)
    elif (new.addressee_id, new.sent_on) != (None, None) or (new.state == "in_progress") != (new.due_on is not None):
        raise StaleButton
    elif new.due_on is not None:
        check_due(new.due_on, None, today)
    check_files(new.files, rules)
    if new.state not in ANSWER_STATES:
        return new
    if not new.answer_kk or not new.answer_ru:
        raise AnswerOneLanguage
    words = check_answer(new.answer_kk), check_answer(new.answer_ru)
    if words[0].casefold() == words[1].casefold():
        raise AnswerSame
    return replace(new, answer_kk=words[0], answer_ru=words[1])
