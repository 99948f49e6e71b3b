"""Screens about outcomes at their longest stay within a message: words are shortened, the markup is whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forum.addressees import PAGE, Choice
from forum.became import Became, Told, Words
from forum.browsing import Card
from forum.due_answers import DueClock
from forum.outcome_lists import OutcomePage, OutcomeQuery, Overview, Section
from forum.outcomes import Followed
from forum.policies import Rules
from forum.recommending import Batch
from handlers.screen import Screen
from handlers.views import outcome_forms, outcome_list, outcome_work
from handlers.views.outcome import answer_screen, told_screen
from handlers.views.proposal import Frame, card_screen
from handlers.views.shorten import units
from handlers.views.switches import with_stop
from locales import translator
from storage.addressees import Addressee
from storage.lists import OUTCOME_STATES
from storage.outcome_lists import Standing
from storage.outcomes import Outcome, OutcomeFile
from storage.records import Campaign
from tests.handlers.test_digest_views import MANY, NOW, Reading, proposal

both = pytest.mark.parametrize("language", ["kk", "ru"])
DAY = date(2026, 11, 30)
LONGEST, NAME = "🌳" * 1999 + "<", "🌳" * 199 + "&"
FROM_LIST = "59,12,fo,1i8e5q0.1y2p0ij32e8e7,40000,0"


def step(number: int, state: str, **fields: Any) -> Outcome:
    """A step with the longest words."""
    outcome = Outcome(number, 1, state, None, None, None, None, None, 7, NOW)
    return replace(outcome, **fields)


STEPS = (
    step(1, "recommended"),
    step(2, "sent", addressee_id=1, sent_on=DAY, due_on=DAY),
    step(
        3, "answered", answer_kk=LONGEST, answer_ru=LONGEST, answered_count=MANY, partly_count=MANY, formal_count=MANY
    ),
    *(step(n, "in_progress", answer_kk=LONGEST, answer_ru=LONGEST, due_on=DAY) for n in range(4, 12)),
)
FILES = tuple(OutcomeFile(n, n, 1, "photo", "id", "unique", NAME, MANY) for n in (3, 10, 11))
BECAME = Became(STEPS, Addressee(1, NAME, NAME), FILES, "formal", True, DueClock(DAY, 5, 15, True, 999))
PROPOSAL = proposal(1)._replace(state="in_progress", published_at=NOW, id=2**40)


def fits(screen: Screen) -> None:
    """Within 4,096 units, markup whole, button data within 64 bytes."""
    read = Reading(screen.text)
    assert read.open == []
    assert units(read.text) <= 4096, units(read.text)
    assert screen.keyboard is not None
    for row in screen.keyboard["inline_keyboard"]:
        assert len(row) <= 4
        for one in row:
            assert len(one.get("callback_data", "").encode()) <= 64
            assert units(one["text"]) <= 90


@both
def test_the_longest_card_message_and_answer_fit(language: str) -> None:
    t = translator(language)
    card = Card(PROPOSAL, (), 1, is_own=True, is_followed=True, votes_left=MANY)
    frame = Frame(FROM_LIST, "https://t.me/usynys_bot?start=p_1", is_voting=False, became=BECAME)
    screen = card_screen(card, t, frame)
    fits(screen)
    assert "…</blockquote>" in screen.text
    for last in (1, 2, 3, 4, len(STEPS)):
        for is_own in (False, True):
            fits(with_stop(told_screen(Told(PROPOSAL, replace(BECAME, steps=STEPS[:last]), is_own), t), "outcome", t))
    for outcome in STEPS[2:4]:
        words = Words(PROPOSAL, outcome, BECAME.addressee, outcome is STEPS[2])
        for origin in (FROM_LIST, "org"):
            fits(answer_screen(words, language, origin, t))


@both
def test_the_longest_screens_of_organizers_fit(language: str) -> None:
    t = translator(language)
    followed = Followed(PROPOSAL, STEPS, {7: NAME})
    for became in (BECAME, None):
        fits(outcome_work.outcome_screen(followed, became, NOW, Rules(), t, t.html("outcomes-saved")))
    campaign = Campaign(1, NAME[:120], NAME[:120], "open", NOW, NOW, NOW, NOW)
    counts = dict.fromkeys(OUTCOME_STATES, MANY)
    fits(outcome_list.overview_screen(Overview(campaign, counts, MANY, MANY), t))
    section = Section(2**33, NAME[:120], NAME[:120])
    items = tuple((Standing(PROPOSAL, DAY, (99_999_999, 2**40)), BECAME.clock) for _ in range(8))
    for state in OUTCOME_STATES:
        query = OutcomeQuery(state, f"s{2**33}")
        fits(outcome_list.list_screen(OutcomePage(query, items, MANY, True, True, section), t))
    batch = Batch(2**40, NOW, MANY, NOW)
    whole = OutcomePage(OutcomeQuery("recommended", f"s{2**33}"), items, MANY, True, True, section)
    fits(outcome_list.list_screen(whole, t, t.html("outcomes-recommended-all", count=MANY), batch))
    fits(outcome_list.narrow_screen("in_progress", [section] * 12, t))
    fits(outcome_list.recommend_screen(section, MANY, 2**40, t))


@both
def test_the_longest_forms_fit(language: str) -> None:
    t = translator(language)
    addressee = Addressee(2**40, NAME, NAME)
    sending = outcome_forms.Sending(PROPOSAL, addressee, DAY, DAY)
    fits(outcome_forms.addressees_screen(sending, Choice((addressee,) * PAGE, 2, 3), NAME[:100], t))
    for screen in (
        outcome_forms.name_screen("ru", NAME, t),
        outcome_forms.sent_screen(sending, DAY, DAY, t),
        outcome_forms.due_screen(sending, DAY, t),
        outcome_forms.sending_preview(sending, t),
    ):
        fits(screen)
    answers = {"kk": LONGEST, "ru": LONGEST, "meaning": "in_progress", "until": "2027-03-01", "files": [1] * 5}
    for one in ("kk", "ru"):
        fits(outcome_forms.words_screen(one, answers, PROPOSAL, t))
        whole = outcome_forms.answering_preview({**answers, one: None}, PROPOSAL, ("kk", "ru"), t)
        fits(whole)
        publish = next(iter(whole.keyboard["inline_keyboard"]))[0] if whole.keyboard else None
        assert publish is not None
        assert "callback_data" not in publish, "in one language it cannot be published"
    for written in (answers, {**answers, "to": "in_progress"}):
        whole = outcome_forms.answering_preview(written, PROPOSAL, ("kk", "ru"), t)
        fits(whole)
        assert "ouw:until" in str(whole.keyboard), "the day can be chosen anew"
        assert "ouw:save" in str(whole.keyboard)
        without = outcome_forms.answering_preview({**written, "until": None}, PROPOSAL, (), t)
        assert "ouw:save" not in str(without.keyboard), "without a day it cannot be published"
        assert t.html("outcomes-missing-until") in without.text
    fits(outcome_forms.files_screen(answers, 5, t))
    fits(outcome_forms.meaning_screen(t))
    fits(outcome_forms.until_screen(DAY, t))
