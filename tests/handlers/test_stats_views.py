"""Statistics at their longest: pages and captions fit, pictures show every letter, nothing overlaps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest

from forum.paces import Pace
from forum.statistics import DayFigures, Figures, Turnout, Whole
from handlers.pictures.drawing import PAPER, Drawing
from handlers.pictures.letters import face
from handlers.pictures.stats import ROWS_MOST, days_caption, days_drawing, figures_caption, figures_drawing, largest
from handlers.screen import Screen
from handlers.views.shorten import units
from handlers.views.stats import (
    answers_screen,
    campaigns_screen,
    days_screen,
    figures_screen,
    pace_screen,
    turnout_screen,
    whole_screen,
)
from locales import LANGUAGES, NATIONAL, REGION_CODES, TOPIC_SLUGS, translator
from storage.records import Campaign
from storage.statistics import Answered
from storage.vocabulary import PROPOSAL_STATES
from tests.handlers.test_week_picture import contrast, pixels

both = pytest.mark.parametrize("language", LANGUAGES)
AT = datetime(2026, 11, 23, tzinfo=UTC)
NAME = "Ұ" * 120
CAMPAIGN = Campaign(2**53, NAME, NAME, "ended", AT, AT, AT, AT)
MANY = 99_999_999
PLACES = tuple(Figures(code, MANY - n, MANY - n - 7 * n, 5, 5, MANY, MANY) for n, code in
               enumerate((*REGION_CODES, NATIONAL, "KZ-99")))  # fmt: skip
TOPICS = tuple(Figures(slug, MANY - n, 0, 5, 5, MANY, MANY) for n, slug in enumerate(TOPIC_SLUGS))
DAYS = tuple(DayFigures(date(2026, 9, 1) + timedelta(days=n), n * 1000, 1000 * n - 3000) for n in range(120))
PACES = tuple(Pace(region, MANY, MANY, timedelta(days=99, hours=5), MANY) for region in ("", *REGION_CODES))
TURNOUTS = tuple(Turnout(region, MANY, MANY) for region in ("", *REGION_CODES))
ANSWERED = Answered(MANY, MANY, MANY, (MANY, MANY, MANY))


def screens(language: str) -> list[Screen]:
    t = translator(language)
    whole = Whole(Figures("", MANY, MANY, MANY, MANY, MANY, MANY), tuple((s, MANY) for s in PROPOSAL_STATES), MANY)
    return [
        whole_screen(CAMPAIGN, whole, (Figures("kk", MANY), Figures("ru", MANY)), t),
        figures_screen(CAMPAIGN, "place", PLACES, t),
        figures_screen(CAMPAIGN, "topic", TOPICS, t, is_rich=True),
        figures_screen(CAMPAIGN, "topic", [Figures("rural", 1), *(Figures(slug) for slug in TOPIC_SLUGS)], t),
        days_screen(CAMPAIGN, DAYS, t, is_rich=True),
        pace_screen(CAMPAIGN, PACES, t, is_rich=True),
        answers_screen(CAMPAIGN, ANSWERED, t),
        turnout_screen(CAMPAIGN, TURNOUTS, t, is_rich=True),
        campaigns_screen([CAMPAIGN] * 20, t),
    ]


@both
def test_every_page_fits_a_message_and_its_buttons(language: str) -> None:
    for screen in screens(language):
        assert units(screen.text) <= 4096
        assert screen.keyboard is not None
        for line in screen.keyboard["inline_keyboard"]:
            assert len(line) <= 2
            assert all(units(one["text"]) <= 32 and len(one["callback_data"]) <= 64 for one in line)


def drawings(language: str) -> list[Drawing]:
    t = translator(language)
    return [
        figures_drawing(NAME, "place", PLACES, t),
        figures_drawing(NAME, "topic", TOPICS, t),
        figures_drawing("Форум", "topic", [Figures("rural", 1)], t),
        days_drawing(NAME, DAYS, t),
        days_drawing("Форум", DAYS[:1], t),
        days_drawing("Форум", [DayFigures(DAYS[0].day, 0, -5)] * 5, t),
    ]


@both
def test_pictures_have_every_letter_and_nothing_meets_or_leaves_them(language: str) -> None:
    for drawing in drawings(language):
        for text in drawing.texts:
            left, top, right, bottom = text.box
            assert face(is_bold=text.is_bold).has(text.words), text.words
            assert left >= 0, text.words
            assert right <= drawing.width, text.words
            assert top >= 0
            assert bottom <= drawing.height
            assert contrast(text.fill, PAPER) >= 4.5
        for one, other in combinations([text.box for text in drawing.texts], 2):
            assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])
        for curve in drawing.curves:
            assert all(0 <= x <= drawing.width and 0 <= y <= curve.ground for x, y in curve.points)
        assert contrast(drawing.bars[0].fill, PAPER) >= 3


def test_a_picture_is_a_png_a_phone_shows_whole() -> None:
    for drawing in drawings("kk")[::3]:
        png = drawing.png()
        width, height, lines = pixels(png)
        assert 700 <= width <= 1080
        assert height <= 1121
        assert len(set(lines)) > 3
        assert len(png) < 130_000


@both
def test_captions_fit_and_say_what_the_picture_shows(language: str) -> None:
    t = translator(language)
    for by, figures in (("place", PLACES), ("topic", TOPICS)):
        caption, words = (
            figures_caption(NAME, by, figures, t),
            [text.words for text in figures_drawing(NAME, by, figures, t).texts],
        )
        assert units(caption) <= 1024
        for one in largest(figures)[:ROWS_MOST]:
            assert t.number(one.submitted) in words
            assert t.number(one.submitted) in caption
        assert t.plain("stats-caption-more", count=len(figures) - ROWS_MOST) in caption
    told = days_caption(NAME, DAYS, t)
    assert units(told) <= 1024
    assert t.number(sum(one.submitted for one in DAYS)) in told
    [highest] = [text.words for text in days_drawing(NAME, DAYS, t).texts if text.words == t.number(119_000)]
    assert highest in told
