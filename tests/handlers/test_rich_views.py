"""Digests and histories in the rich form: within Telegram's limits at their longest, the facts those of the classic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic_core import to_jsonable_python

from forum.acts import History
from forum.digest_content import DigestContent, Pace, Waiting
from forum.duty import Duty
from forum.national_digest import NationalContent, RegionLine
from forum.queue import QueueItem
from handlers.callbacks import OpenHistory
from handlers.rich import Rich
from handlers.screen import Screen
from handlers.views.acts import PAGE, acts_screen
from handlers.views.digest import digest_screen
from handlers.views.national_digest import national_screen
from handlers.views.rich_digest import with_tables
from handlers.views.rich_history import PAGES
from locales import REGION_CODES, translator
from sandbox.rich import read_rich, tables_of, words_of
from sandbox.shapes import Json
from storage.acts import Act, Carries, SanctionAct
from storage.digest_facts import Reported
from storage.records import HistoryEntry, Membership, Person, Reason
from tests.handlers.test_digest_views import MANY, NOW, Reading, due, fits, longest, proposal

both = pytest.mark.parametrize("language", ["kk", "ru"])
MODERATOR = Membership("moderator", "KZ-59", "Марат")


def taken(screen: Screen) -> Json:
    """The message as Telegram keeps it. Raises the sandbox's Refusal where it would not take it."""
    assert screen.rich is not None
    blocks = to_jsonable_python(list(screen.rich.blocks), exclude_none=True)
    return read_rich({"blocks": blocks})


def numbers(text: str) -> set[str]:
    """Every number that stands by itself."""
    return set(re.findall(r"\d+(?:[,.]\d+)?", text.replace("\u00a0", "")))


def country(lines: Iterable[RegionLine], waiting: Waiting) -> NationalContent:
    slow = Pace(MANY, MANY, timedelta(days=365))
    return NationalContent(
        cadence="weekly", since=NOW - timedelta(days=30), until=NOW, lines=tuple(lines), moderated=frozenset(),
        waiting=waiting, published=MANY, returned=MANY, rejected=MANY, joined=MANY, undone=MANY,
        reports=Reported(MANY, MANY), appeals_filed=MANY, appealed=MANY, to_decide=MANY, pace=slow, pace_before=slow,
        weeks=5, due=due(), answered=MANY,
    )  # fmt: skip


def told_apart() -> DigestContent:
    """A region's digest with another number in each place."""
    named = [proposal(n)._replace(number=9000 + n, title="Жаңа саябақ") for n in range(9)]
    return replace(
        longest("KZ-59"), waiting=110, fresh=111, near=112, late=113, reported=114, appealed=115, published=116,
        oldest=tuple(QueueItem(one, None, 30 + n) for n, one in enumerate(named[:3])), returned=117, rejected=118,
        joined=119, undone=120, support_gained=121, top=tuple((one, 130 + n) for n, one in enumerate(named[3:6])),
        rising=tuple(named[6:]), reports=Reported(122, 123), appeals_filed=124, appeals_waiting=125,
        pace=Pace(126, 27, timedelta(days=4)), pace_before=Pace(50, 3, timedelta(hours=19)), weeks=5,
        on_duty=Duty("Марат", "Ольга", 1, 2), answers_soon=128, answers_overdue=129,
    )  # fmt: skip


@both
def test_the_longest_digests_fit(language: str) -> None:
    t = translator(language)
    for region in REGION_CODES:
        content = longest(region)
        rich = taken(with_tables(digest_screen(content, t), content, "rich", t))
        assert "🌳<&" not in words_of(rich), "titles are shortened"
    waiting = Waiting(MANY, MANY, MANY)
    lines = [RegionLine(region, waiting, MANY, Pace(MANY, MANY, timedelta(days=365))) for region in REGION_CODES]
    national = country(lines, waiting)
    taken(with_tables(national_screen(national, t), national, "rich", t))


@both
@pytest.mark.parametrize("can_decide", [True, False])
def test_every_number_and_name_of_a_regions_digest_is_in_its_tables(language: str, can_decide: bool) -> None:
    t, content = translator(language), told_apart()
    classic = digest_screen(content, t, can_decide=can_decide)
    screen = with_tables(classic, content, "rich", t, can_decide=can_decide)
    rich = taken(screen)
    said = words_of(rich)
    assert numbers(Reading(classic.text).text) <= numbers(said)
    assert {"Марат", "Ольга", "Жаңа саябақ"} <= {word for word in ("Марат", "Ольга", "Жаңа саябақ") if word in said}
    assert (t.plain("national-look") in said) is not can_decide
    assert (screen.text, screen.keyboard) == (classic.text, classic.keyboard)
    oldest = next(table for table in tables_of(rich["blocks"]) if t.plain("rich-day") in table[0])
    assert oldest[1:] == [["9000", "Жаңа саябақ", "30"], ["9001", "Жаңа саябақ", "31"], ["9002", "Жаңа саябақ", "32"]]
    assert rich["blocks"][-1 if can_decide else -2]["type"] == "details", "what wins support now is collapsed"


@both
def test_every_region_is_a_row_and_the_quiet_ones_are_collapsed(language: str) -> None:
    t = translator(language)
    busy = [
        RegionLine("KZ-75", Waiting(4, 3, 2), 5, Pace(6, 1, timedelta(days=3))),
        RegionLine("KZ-59", Waiting(1, 0, 0), 0, Pace()),
    ]
    content = replace(country(busy, Waiting(5, 3, 2)), moderated=frozenset(REGION_CODES) - {"KZ-10"})
    classic = national_screen(content, t)
    rich = taken(with_tables(classic, content, "rich", t))
    assert numbers(Reading(classic.text).text) <= numbers(words_of(rich))
    regions = [table for table in tables_of(rich["blocks"]) if table[0][0] == t.plain("rich-region")]
    assert [row[:4] for row in regions[0][1:]] == [
        [t.region("KZ-75", "short"), "9", "2", "5"], [t.region("KZ-59", "short"), "1", "0", "0"],
    ]  # fmt: skip
    (collapsed,) = [block for block in rich["blocks"] if block["type"] == "details"]
    assert "is_open" not in collapsed
    quiet = {row[0] for row in regions[1][1:]}
    assert quiet == {t.region(region, "short") for region in content.moderated} - {row[0] for row in regions[0]}
    assert words_of(rich).count(t.region("KZ-10", "short")) == 1, "as one without a moderator"


@both
def test_when_nothing_happened_it_says_so(language: str) -> None:
    t, nothing = translator(language), Pace()
    content = replace(
        told_apart(), waiting=0, reported=0, appealed=0, oldest=(), published=0, returned=0, rejected=0, joined=0,
        undone=0, support_gained=0, top=(), rising=(), reports=Reported(0, 0), appeals_filed=0, appeals_waiting=0,
        pace=nothing, pace_before=nothing, on_duty=None,
    )  # fmt: skip
    rich = taken(with_tables(digest_screen(content, t), content, "rich", t))
    assert t.plain("digest-waiting-none") in words_of(rich)
    assert t.plain("digest-quiet") in words_of(rich)
    assert list(tables_of(rich["blocks"])) == []


def test_nobody_gets_tables_who_did_not_choose_them() -> None:
    t, content = translator("kk"), told_apart()
    classic = digest_screen(content, t)
    assert with_tables(classic, content, "classic", t) == classic


def reader(form: str) -> Person:
    return Person(1, 7, "kk", "KZ-59", 1, NOW, None, (MODERATOR,), message_form=form)


def done(count: int, remark: str) -> History:
    """So many acts, the newest numbered highest; one of three is a sanction."""
    name = "🌳" * 64
    grounds = Reason("x" * 8, "Себебі " + "ұ" * 60, "Причина " + "п" * 60, "", "", True, True, 1)
    made: list[Act | SanctionAct] = []
    for number in range(count, 0, -1):
        at = NOW + timedelta(days=number)
        if number % 3 == 0:
            made.append(SanctionAct(at, "mute", "insult", at + timedelta(days=7), name, is_lifted=False))
            continue
        said = f"<b>{number}</b> {remark}"
        entry = HistoryEntry(at, "moderator", "pending", "returned", "return", grounds, said)
        made.append(Act(entry, name, Carries(MANY, MANY, MANY)))
    return History(proposal(1), tuple(made))


@both
def test_the_longest_history_fits_and_says_what_the_classic_one_says(language: str) -> None:
    t, history = translator(language), done(4 * PAGE * PAGES, "🌳" * 1000)
    page = acts_screen(history, 1, reader("rich"), t)
    rich = taken(page)
    acts = [block for block in rich["blocks"] if block["type"] == "details"]
    assert len(acts) == PAGE * PAGES
    assert [bool(act.get("is_open")) for act in acts[:2]] == [True, False]
    fits(acts_screen(history, 1, reader("classic"), t))
    assert acts_screen(history, 1, reader("classic"), t).rich is None
    short = done(PAGE, "Мекенжайын жазыңыз & жіберіңіз")
    both_forms = acts_screen(short, 1, reader("rich"), t)
    said = words_of(taken(both_forms))
    assert numbers(Reading(both_forms.text).text) <= numbers(said)
    assert "<b>1</b> Мекенжайын жазыңыз & жіберіңіз" in said
    assert both_forms.rich is not None
    assert both_forms.rich.keyboard == both_forms.keyboard


@both
def test_turning_the_pages_of_a_long_history_shows_every_act_once(language: str) -> None:
    t, total = translator(language), 2 * PAGE * PAGES + 5
    history = done(total, "Жазыңыз")
    seen: list[str] = []
    page: int | None = 1
    while page is not None:
        screen = acts_screen(history, page, reader("rich"), t)
        seen += [block["summary"] for block in taken(screen)["blocks"] if block["type"] == "details"]
        page = older(screen.rich, t.plain("acts-older"))
    assert len(seen) == len(set(seen)) == total


def older(rich: Rich | None, label: str) -> int | None:
    """The page that the button for older acts opens; None without one."""
    assert rich is not None
    assert rich.keyboard is not None
    found = [one["callback_data"] for row in rich.keyboard["inline_keyboard"] for one in row if one["text"] == label]
    return OpenHistory.unpack(str(found[0])).page if found else None
