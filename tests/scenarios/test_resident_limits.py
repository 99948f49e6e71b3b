"""The longest data people can write stays under Telegram's limits on every screen of a resident."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from forum.browsing import Card, Page, PageQuery
from forum.checks import Finding
from forum.days import SpecialDay
from forum.duty import Rota, in_force
from forum.policies import Rules
from forum.submission import Draft, Receipt
from handlers.callbacks import ListPage
from handlers.screen import Screen
from handlers.views import days, duty, form, form_ends, help, history, lists, menu, mine, proposal, settings, start
from handlers.views.warnings import FieldFinding, warnings_screen
from locales import REGION_CODES, TOPIC_SLUGS, Translator, translator
from sandbox.entities import utf16_units
from sandbox.html import parse_html
from sandbox.limits import CALLBACK_DATA_BYTES, MARKUP_BYTES, TEXT_UNITS
from storage.duties import Colleague, DutyRow
from storage.overview import Overview
from storage.records import Attachment, Campaign, HistoryEntry, Membership, Person, Proposal, Reason

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
BIG = 2**40
RULES = Rules()
LINK = "https://t.me/usynys_bot?start=p_1"
# The longest names there are, and characters of two UTF-16 units.
REGION = max(REGION_CODES, key=lambda code: len(translator("ru").region(code)))
TOPIC = max(TOPIC_SLUGS, key=lambda slug: len(translator("ru").topic(slug)))
TITLE, TEXT, REMARK = "🧩" * 120, "🧩" * 2000, "<🧩>" * 333


def written(number: int, state: str = "published") -> Proposal:
    """A proposal with everything at its longest."""
    return Proposal(
        id=BIG + number, campaign_id=1, number=None if state == "draft" else 99_999, author_id=1, state=state,
        round=2, place=REGION, region=REGION, topic=TOPIC, title=TITLE, text=TEXT, language="kk",
        fingerprint="ab" * 32, support_count=8_000_000, object_count=8_000_000, created_at=NOW, changed_at=NOW,
        submitted_at=NOW, queued_at=NOW, published_at=NOW if state == "published" else None, taken_by=None,
        taken_until=None,
    )  # fmt: skip


def files() -> tuple[Attachment, ...]:
    """Five of them."""
    return tuple(Attachment(n, BIG, n, "document", "f" * 90, "u" * 20, "🧩" * 120, 20_000_000) for n in range(1, 6))


def screens(t: Translator) -> Iterator[tuple[str, Screen]]:
    """Every screen of a resident, filled to the brim."""
    person = Person(
        1, 2, t.language, REGION, 1, NOW, None,
        tuple(Membership("moderator", code, "М" * 64) for code in REGION_CODES), is_admin=True,
    )  # fmt: skip
    operator = "Қ" * 200
    query = PageQuery(REGION, TOPIC, "new", (BIG, BIG), backwards=True, number=99_999, standing="outcome")
    origin = proposal.trail_of(ListPage.of(query))
    reason = Reason("x", "Р" * 40, "Р" * 40, "П" * 300, "П" * 300, is_public=True, is_offered=True, position=1)
    entry = HistoryEntry(NOW, "moderator", "pending", "rejected", "reject", reason, REMARK)
    campaign = Campaign(1, "Ф" * 120, "Ф" * 120, "open", NOW, NOW, NOW, NOW)
    yield "languages", start.choose_language("kk", "i_" + "x" * 43)
    yield "consent", start.consent(t, operator, "i_" + "x" * 43, is_needed=True)
    yield "details", start.consent_details(t, operator, "i_" + "x" * 43)
    yield "region", start.choose_region(t, f"v_{BIG}_-1")
    yield "done", start.done(t, person)
    yield "menu", menu.menu(t, person, campaign, Overview(BIG, BIG, BIG, BIG), NOW)
    yield "settings", settings.settings(t, person, RULES)
    yield "regions", settings.regions(t, person)
    yield "help", help.help_main(t, person)
    for page in help.pages_of(person):
        yield f"help {page}", help.help_page(page, t, RULES, operator, "usynys_bot")
    for state in ("draft", "returned"):
        draft = Draft(written(0, state), files())
        for step in form.STEPS:
            yield f"{state} {step}", form.step_screen(step, draft, t, RULES, REGION, is_editing=True)
            yield f"{state} {step} first", form.step_screen(step, draft, t, RULES, REGION, is_editing=False)
        yield f"{state} preview", form.preview(draft, t, REMARK)
        yield f"{state} found", form_ends.found(draft, t)
        yield f"{state} offer", menu.draft_offer(t, draft)
        yield f"{state} cancel", form_ends.cancel(draft, t, "title")
    found = [FieldFinding(field, Finding("account", 0, 100)) for field in ("title", "text") for _ in range(9)]
    yield "warnings", warnings_screen(written(0, "draft"), found, "ab" * 6, t)
    yield "receipt", form_ends.receipt(Receipt(written(0, "pending"), already_sent=False), t, RULES, LINK)
    for state in ("draft", "pending", "returned", "rejected", "published", "in_progress"):
        for is_own in (True, False):
            card = Card(written(0, state), files(), my_vote=-1, is_own=is_own)
            frame = proposal.Frame(origin, "https://t.me/usynys_bot?start=p_1", is_voting=True, decision=entry)
            yield f"card {state}", proposal.card_screen(card, t, frame)
    items = tuple(written(number) for number in range(5))
    ends = ((BIG, BIG), (BIG, BIG))
    yield "list", lists.list_screen(Page(query, items, has_previous=True, has_next=True, total=1001, ends=ends), t)
    yield "filters", lists.filters_screen(query, t)
    yield "places", lists.places_screen(query, t)
    yield "topics", lists.topics_screen(query, t)
    yield "mine", mine.mine_screen([written(number) for number in range(30)], 2, t)
    yield "votes", mine.votes_screen([(written(number), 1) for number in range(30)], 2, t)
    yield "history", history.history_screen(written(0), [entry] * 30, t, origin)
    yield "withdraw", history.withdraw_sure(written(0), t)
    day = date(2027, 9, 30)
    yield "days", days.days_screen([SpecialDay(day, "worked")] * 100, 2, t, t.html("days-taken-back", date=day))
    colleagues = tuple(Colleague(BIG + number, "🧩" * 32) for number in range(30))
    row = DutyRow(1, BIG, "🧩" * 32, BIG, "🧩" * 32, "🧩" * 32, NOW)
    rota = Rota(REGION, dict.fromkeys(range(1, 8), row), colleagues, in_force(row))
    yield "duty", duty.rota_screen(rota, t)
    yield "duty person", duty.person_screen(rota, 7, 2, t)
    yield "duty deputy", duty.deputy_screen(rota, 7, colleagues[0], 2, t)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_screen_stays_under_the_limits(language: str) -> None:
    for name, screen in screens(translator(language)):
        text, _ = parse_html(screen.text)
        # The sentence of a refused answer (200 characters at most) may stand above a step of the form.
        most = TEXT_UNITS - 200 if name.startswith(("draft", "returned")) else TEXT_UNITS
        assert 0 < utf16_units(text) <= most, name
        assert len(json.dumps(screen.keyboard, ensure_ascii=False).encode()) <= MARKUP_BYTES, name
        rows = screen.keyboard["inline_keyboard"] if screen.keyboard else []
        for button in [button for row in rows for button in row]:
            assert len(button.get("callback_data", "x").encode()) <= CALLBACK_DATA_BYTES, (name, button["text"])
            assert len(button.get("url", "")) <= 2048, (name, button["text"])
            assert "copy_text" not in button or 1 <= len(button["copy_text"]["text"]) <= 256
        assert all(1 <= len(row) <= 8 for row in rows), name


def test_a_page_of_the_list_survives_the_way_through_a_card() -> None:
    query = PageQuery("national", TOPIC, "top", (312, 214), backwards=True, number=3, standing="voted")
    page = proposal.page_of(proposal.trail_of(ListPage.of(query)))
    assert page is not None
    assert page.query() == query
    for origin in ("mine", "votes", "link", "notice", "", "a,b,c", "1,2,3,4,x,6"):
        assert proposal.page_of(origin) is None
