"""The picture of a week: letters, widths, colours and numbers, from the list of what is drawn and from its PNG."""

from __future__ import annotations

import asyncio
import struct
import sys
import zlib
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from forum.digest_content import Waiting
from forum.week_figures import DayVotes, WeekFigures
from handlers.pictures.caption import week_caption
from handlers.pictures.drawing import PAPER, Bar, Drawing, NotDrawn, Text
from handlers.pictures.letters import face, fitted
from handlers.pictures.week import week_drawing
from handlers.views.shorten import units
from locales import LANGUAGES, REGION_CODES, TOPIC_SLUGS, translator

MONDAY = date(2026, 11, 16)
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
both = pytest.mark.parametrize("language", LANGUAGES)


def week(*votes: tuple[int, int], is_national: bool = False, topics: int = 5, each: int = 1203) -> WeekFigures:
    """A week of these votes and the week before, with topics of the longest names."""
    votes = votes or ((412, 380), (1250, 640), (933, 870), (70, 512), (0, 33), (215, 190), (-3, 1))
    longest = sorted(TOPIC_SLUGS, key=lambda slug: -max(len(translator(one).topic(slug, "short")) for one in LANGUAGES))
    regions = sorted(REGION_CODES, key=lambda code: -len(translator("ru").region(code, "short")))
    return WeekFigures(
        "" if is_national else regions[0],
        tuple(DayVotes(MONDAY + timedelta(days=n), *pair) for n, pair in enumerate(votes)),
        tuple((slug, each - n) for n, slug in enumerate(longest[:topics])),
        tuple((code, Waiting(fresh=300 - n, near=7, late=40 - 2 * n)) for n, code in enumerate(regions))
        if is_national
        else (),
    )


HUGE = week(*[(1_234_567, 7_654_321)] * 7, is_national=True, each=99_999_999)
EMPTY = week(*[(0, 0)] * 7, topics=0)
WEEKS = [week(), week(is_national=True), HUGE, EMPTY]


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the unpacked lines of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    place, packed = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    return width, height, zlib.decompress(packed)


def drawn(letter: str) -> bytes:
    """What a letter looks like."""
    drawing = Drawing(60, 60)
    drawing.texts.append(Text(5, 45, letter, 40, "#000000"))
    return pixels(drawing.png())[2]


@both
@pytest.mark.parametrize("figures", WEEKS)
def test_it_is_a_png_a_phone_shows_whole(figures: WeekFigures, language: str) -> None:
    png = week_drawing(figures, translator(language)).png()
    width, height, lines = pixels(png)
    assert 700 <= width <= 1080
    assert height <= 1121
    assert len(lines) % height == 0
    assert len(set(lines)) > 3, "something stands on it"
    assert len(png) < (95_000 if figures is HUGE else 80_000)


def test_each_kazakh_letter_is_drawn_as_itself() -> None:
    missing = drawn("字")
    shapes = {letter: drawn(letter) for letter in KAZAKH + "нНкК"}
    assert missing not in shapes.values()
    assert len(set(shapes.values())) == len(shapes)
    assert drawn(" ") != missing


@both
@pytest.mark.parametrize("figures", WEEKS)
def test_the_font_has_every_letter_and_no_text_meets_another_or_leaves_the_picture(
    figures: WeekFigures, language: str
) -> None:
    drawing = week_drawing(figures, translator(language))
    for text in drawing.texts:
        left, top, right, bottom = text.box
        assert face(is_bold=text.is_bold).has(text.words), text.words
        assert left >= 0, text.words
        assert right <= drawing.width, text.words
        assert top >= 0
        assert bottom <= drawing.height
    for one, other in combinations(drawing.texts, 2):
        assert not _meet(one.box, other.box), (one.words, other.words)
    for text in drawing.texts:
        assert not [bar for bar in drawing.bars if bar.width and bar.height and _meet(text.box, _box(bar))], text.words


def _box(bar: Bar) -> tuple[float, float, float, float]:
    return bar.x, bar.y, bar.x + bar.width, bar.y + bar.height


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@both
def test_its_numbers_are_those_of_the_figures_and_the_caption_says_them_all(language: str) -> None:
    t, figures = translator(language), week(is_national=True)
    drawing, caption = week_drawing(figures, t), week_caption(figures, t)
    words = [text.words for text in drawing.texts]
    for day in figures.days:
        for count in (day.votes, day.before):
            assert t.number(count).replace("-", "–") in words
            assert t.number(count).replace("-", "–") in caption
    for total in (2877, 2626):
        assert any(t.number(total) in line for line in words)
        assert t.number(total) in caption
    assert [line for line in words if " + " in line] == ["40 + 307", "38 + 306", "36 + 305", "34 + 304", "32 + 303"]
    assert caption.count(" + 30") == 5
    assert [line for line in words if line in {t.number(1203 - n) for n in range(5)}] == [
        t.number(1203 - n) for n in range(3)
    ], "beside regions three topics have room"


def test_bars_are_as_high_as_the_votes_and_none_where_more_were_taken_back_than_given() -> None:
    figures = week((100, 50), (50, 100), (25, 0), (-3, 10), (0, 0), (1, 1), (99, 99))
    drawing = week_drawing(figures, translator("kk"))
    shades = {fill: [bar.height for bar in drawing.bars if bar.fill == fill and bar.width == wide]
              for fill, wide in (("#1a5fb4", 62), ("#7392b5", 34))}  # fmt: skip
    most = max(shades["#1a5fb4"])
    assert [round(100 * high / most) for high in shades["#1a5fb4"]] == [100, 50, 25, 0, 0, 1, 99]
    assert [round(100 * high / most) for high in shades["#7392b5"]] == [50, 100, 0, 10, 0, 1, 99]


@both
@pytest.mark.parametrize("figures", WEEKS)
def test_the_caption_fits_telegrams_limit(figures: WeekFigures, language: str) -> None:
    assert units(week_caption(figures, translator(language))) <= 1024


def test_long_names_are_shortened_to_their_column_and_short_ones_stay() -> None:
    assert fitted("Білім", 36, 500) == "Білім"
    cut = fitted("Өте ұзын тақырып атауы, бағанға сыймайды", 36, 300)
    assert cut.endswith("…")
    assert face().width(cut, 36) <= 300
    assert fitted("Өте ұзын", 36, 1) == "…"


def test_colours_are_told_apart_from_the_paper() -> None:
    drawing = week_drawing(week(is_national=True), translator("kk"))
    assert all(contrast(text.fill, PAPER) >= 4.5 for text in drawing.texts)
    assert all(contrast(bar.fill, PAPER) >= 3 for bar in drawing.bars)


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines count it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_are_never_markup() -> None:
    drawing = Drawing(300, 60)
    drawing.texts.append(Text(5, 45, "</text><b>&", 20, "#000000"))
    assert "&lt;/text&gt;&lt;b&gt;&amp;" in drawing.svg
    assert drawing.png()


async def test_it_is_drawn_beside_the_loop_as_it_would_be_here() -> None:
    drawing = week_drawing(week(), translator("kk"))
    beside, tick = asyncio.create_task(drawing.png_beside()), 0
    while not beside.done():
        await asyncio.sleep(0.001)
        tick += 1
    assert beside.result() == drawing.png()
    assert tick > 1, "the loop went on meanwhile"


async def test_what_cannot_be_drawn_says_so_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg", None)
    with pytest.raises(NotDrawn) as problem:
        week_drawing(week(), translator("kk")).png()
    assert str(problem.value) == "ModuleNotFoundError"
    monkeypatch.setattr("handlers.pictures.drawing.RENDERER", Path("/nowhere"))
    with pytest.raises(NotDrawn) as problem:
        await week_drawing(week(), translator("kk")).png_beside()
    assert str(problem.value) == "CalledProcessError"
