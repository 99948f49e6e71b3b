"""Digests at their longest stay within a message: what people wrote is shortened, the markup is whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from forum.digest_content import DigestContent, Pace, Waiting
from forum.due_answers import DueAnswers, DueClock
from forum.duty import Duty
from forum.errors import StaleButton
from forum.national_digest import NationalContent, RegionLine
from forum.queue import QueueItem
from handlers.callbacks.digests import Whose
from handlers.screen import Screen
from handlers.views.digest import digest_screen
from handlers.views.digest_lines import span
from handlers.views.national_digest import national_screen
from handlers.views.shorten import units
from locales import REGION_CODES, translator
from storage.digest_facts import Reported
from storage.outcome_lists import Standing
from storage.records import Proposal

both = pytest.mark.parametrize("language", ["kk", "ru"])
NOW = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
MANY = 123_456_789
SLOW = Pace(MANY, MANY, timedelta(days=365))


class Reading(HTMLParser):
    """The text of a message as Telegram counts it; tags that are left open stay in ``open``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.open = "", list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def proposal(number: int) -> Proposal:
    """With the longest title there is, every character of two units and some of them markup."""
    title = "🌳" * 118 + "<&"
    return Proposal(
        number, 1, MANY, 1, "pending", 1, "KZ-59", "KZ-59", "rural", title, "🌳" * 2000, "kk", "f", 0, 0,
        NOW, NOW, NOW, NOW, None, None, None,
    )  # fmt: skip


def fits(screen: Screen) -> None:
    """Within 4,096 units, markup whole, labels that a phone shows."""
    read = Reading(screen.text)
    assert read.open == []
    assert units(read.text) <= 4096
    assert screen.keyboard is not None
    for row in screen.keyboard["inline_keyboard"]:
        for one in row:
            assert len(one["text"]) <= 32
            assert len(one["callback_data"].encode()) <= 64


def longest(region: str) -> DigestContent:
    return DigestContent(
        region=region, cadence="weekly", since=NOW - timedelta(days=30), until=NOW, waiting=MANY, fresh=MANY,
        near=MANY, late=MANY, reported=MANY, appealed=MANY,
        oldest=tuple(QueueItem(proposal(n), None, 999) for n in range(3)), published=MANY, returned=MANY,
        rejected=MANY, joined=MANY, undone=MANY, support_gained=MANY,
        top=tuple((proposal(n), MANY) for n in range(3)), rising=tuple(proposal(n) for n in range(3)),
        reports=Reported(MANY, MANY), appeals_filed=MANY, appeals_waiting=MANY, pace=SLOW, pace_before=SLOW, weeks=5,
        on_duty=Duty("🌳" * 64, "🌳" * 64, 1, 2), answers_soon=MANY, answers_overdue=MANY,
    )  # fmt: skip


def due() -> DueAnswers:
    """The longest ones, overdue for years."""
    clock = DueClock(NOW.date(), 15, 15, is_overdue=True, late=999)
    return DueAnswers(MANY, MANY, tuple((Standing(proposal(n), NOW.date(), (1, n)), clock) for n in range(3)))


@both
@pytest.mark.parametrize("whose", [None, Whose("KZ-59", 2**63 - 1)])
def test_the_longest_digest_of_a_region_fits(language: str, whose: Whose | None) -> None:
    for region in REGION_CODES:
        fits(digest_screen(longest(region), translator(language), whose))
        fits(digest_screen(longest(region), translator(language), can_decide=False))


@both
@pytest.mark.parametrize("moderated", [frozenset[str](), frozenset(REGION_CODES)])
def test_the_longest_digest_of_the_country_has_every_region_and_fits(language: str, moderated: frozenset[str]) -> None:
    t = translator(language)
    waiting = Waiting(MANY, MANY, MANY)
    content = NationalContent(
        cadence="weekly", since=NOW - timedelta(days=30), until=NOW,
        lines=tuple(RegionLine(region, waiting, MANY, SLOW) for region in REGION_CODES[3:]), moderated=moderated,
        waiting=waiting, published=MANY, returned=MANY, rejected=MANY, joined=MANY, undone=MANY,
        reports=Reported(MANY, MANY), appeals_filed=MANY, appealed=MANY, to_decide=MANY, pace=SLOW,
        pace_before=SLOW, weeks=5, due=due(), answered=MANY,
    )  # fmt: skip
    screen = national_screen(content, t)
    fits(screen)
    lines = Reading(screen.text).text.splitlines()
    named = {line.partition(":")[0] for line in lines}
    without = {region for region in REGION_CODES if t.region(region, "short") not in named}
    assert without == set(REGION_CODES[:3]) - moderated, "they are named as those without a moderator"
    assert all(t.region(region, "short") in screen.text for region in REGION_CODES)


@both
def test_a_span_is_written_so_that_everybody_understands_it(language: str) -> None:
    t = translator(language)
    assert span(timedelta(seconds=5), t).startswith("1 ")
    assert span(timedelta(minutes=59), t).startswith("59 ")
    assert span(timedelta(hours=47), t).startswith("47 ")
    assert span(timedelta(days=2), t).startswith("2 ")
    assert span(timedelta(days=2, hours=3), t).startswith("2,1 ")


@pytest.mark.parametrize(
    "code", ["", "KZ-99", "KZ-59.", "KZ-59.²", "KZ-59.-1", f"KZ-59.{2**63}", "national.1", "kz-59"]
)
def test_a_forged_digest_is_nobodys(code: str) -> None:
    with pytest.raises(StaleButton):
        Whose.of(code)


@pytest.mark.parametrize("whose", [Whose(), Whose("KZ-59"), Whose("KZ-75", 7)])
def test_whose_digest_comes_back_whole(whose: Whose) -> None:
    assert Whose.of(whose.code) == whose
