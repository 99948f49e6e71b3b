"""The longest proposals stay under Telegram's limits on the screens of joins, undone decisions and corrections."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from forum.browsing import Card
from forum.carrying import Carried
from forum.correcting import Corrected
from forum.joining import Joined
from forum.undoing import Undone
from handlers.screen import Screen
from handlers.views import carrying, correcting, joining, proposal, undoing, work
from locales import Translator, translator
from sandbox.entities import utf16_units
from sandbox.html import parse_html
from sandbox.limits import CALLBACK_DATA_BYTES, MARKUP_BYTES, TEXT_UNITS
from storage.records import Decision
from tests.scenarios.test_resident_limits import BIG, LINK, NOW, REGION, RULES, files, written

WORDS = "<🧩>" * 25


def screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every one of these screens, filled to the brim."""
    decision = Decision(BIG, BIG, 2, "join", 1, None, None, NOW, REGION, target_id=BIG)
    waiting, public, target = written(1, "pending"), written(2), written(3)
    joined = written(4)._replace(state="joined", joined_to=target.id)
    yield "choosing", joining.choosing_screen(public, [target] * 5, t, WORDS)
    yield "choosing none", joining.choosing_screen(waiting, [], t, WORDS)
    yield "preview", joining.preview_screen(public, target, t)
    yield "joined", joining.joined_screen(Joined(joined, target, decision, "published"), RULES, t)
    yield "joined notice", joining.joined_notice(joined, target, t)
    card = Card(joined, files(), my_vote=1, is_own=True, joined_to=target)
    for one in (card, replace(card, is_own=False)):
        yield "card", proposal.card_screen(one, t, proposal.Frame("list", LINK, is_voting=True))
    for state in ("pending", "hidden", "appealed", "published"):
        yield "undone", undoing.undone_screen(Undone(written(5, state), decision), t)
        yield "undone notice", undoing.undone_notice(written(5, state), state, t)
    yield "correct", correcting.corrected_screen(Corrected(public, "topic", "other"), t)
    yield "correct topic", correcting.choosing_screen(public, "topic", t)
    yield "correct place", correcting.choosing_screen(public, "place", t)
    yield "moved", correcting.moved_screen(public, t)
    yield "corrected notice", correcting.corrected_notice(public, "place", REGION, t)
    yield "work", work.work_screen(public, t)
    for answer in ("carry", "leave"):
        yield "carried", carrying.carry_answered(Carried(joined, target, answer), t)
    yield "question", carrying.carry_question(Carried(joined, target, None), BIG, t)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_screen_stays_under_the_limits(language: str) -> None:
    for name, screen in screens(translator(language)):
        text, _ = parse_html(screen.text)
        # The sentence of a refused answer (200 characters at most) may stand above the question what to join to.
        assert 0 < utf16_units(text) <= TEXT_UNITS - 200, name
        assert len(json.dumps(screen.keyboard, ensure_ascii=False).encode()) <= MARKUP_BYTES, name
        rows = screen.keyboard["inline_keyboard"] if screen.keyboard else []
        for button in [button for row in rows for button in row]:
            assert len(button.get("callback_data", "x").encode()) <= CALLBACK_DATA_BYTES, (name, button["text"])
        assert all(1 <= len(row) <= 2 for row in rows), name
