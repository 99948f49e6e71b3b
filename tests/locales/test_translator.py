"""The Translator: keys, arguments, escaping, numbers, dates, and what happens when something is missing."""

import logging
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.runtime import FluentBundle
from fluent.syntax import ast

from locales import LANGUAGES, Markup, MissingMessage, Translator, escape, set_strict, translator
from tests.locales.reading import entries, messages

both = pytest.mark.parametrize("language", LANGUAGES)
NBSP = "\u00a0"

WORDS = """
greeting-name = Сәлем, { $name }!
card-title = <b>№ { $number }</b> { $title }
card-link = <a href="{ $url }">100%</a>
votes-count = { $count ->
    [0] жоқ
    [one] { $count } голос
    [few] { $count } голоса
    [many] { $count } голосов
   *[other] { $count } голоса
}
place-kind = { $kind ->
    [city] қала
   *[village] ауыл
}
-forum = Форум
forum-welcome = { -forum }: { greeting-name }{ "" }
number-odd = { NUMBER($share, style: "percent") } { $name }
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.ftl").write_text(WORDS, encoding="utf-8")
    (tmp_path / "ru" / "more.ftl").write_text("only-russian = Только { $name } & <b>\n", encoding="utf-8")
    return tmp_path


def speaker(language: str, home: Path, strict: bool | None = None) -> Translator:
    return translator(language, home=home, strict=strict)


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        translator("de")


def test_a_translator_is_made_once_for_a_language_and_a_zone() -> None:
    almaty = ZoneInfo("Asia/Almaty")
    assert translator("kk", zone=almaty) is translator("kk", zone=almaty)
    assert translator("kk", zone=almaty).language == "kk"


def test_text_of_a_person_is_escaped_for_html_only(home: Path) -> None:
    t = speaker("kk", home)
    name = """<b>&"'Ә</b>"""
    assert t.html("greeting-name", name=name) == """Сәлем, &lt;b&gt;&amp;&quot;'Ә&lt;/b&gt;!"""
    assert t.plain("greeting-name", name=name) == f"Сәлем, {name}!"
    assert t.html("card-link", url='https://t.me/?a="&b') == '<a href="https://t.me/?a=&quot;&amp;b">100%</a>'


def test_markup_passes_into_html_as_it_is(home: Path) -> None:
    t = speaker("kk", home)
    assert t.html("greeting-name", name=Markup("<i>1</i>")) == "Сәлем, <i>1</i>!"
    assert t.html("greeting-name", name=t.html("card-title", number=1, title="<")) == "Сәлем, <b>№ 1</b> &lt;!"
    assert isinstance(escape("<"), Markup)


def test_markup_has_no_place_in_plain_text(home: Path) -> None:
    with pytest.raises(MissingMessage):
        speaker("kk", home).plain("greeting-name", name=Markup("<i>1</i>"))


def test_a_long_text_passes_whole(home: Path) -> None:
    text = "&" * 4000
    assert speaker("ru", home).html("card-title", number=1, title=text) == f"<b>№ 1</b> {'&amp;' * 4000}"


def test_thousands_are_grouped_but_the_number_of_a_proposal_is_not(home: Path) -> None:
    t = speaker("ru", home)
    assert t.number(999) == "999"
    assert t.number(1234567) == f"1{NBSP}234{NBSP}567"
    assert t.number(-1234) == f"-1{NBSP}234"
    assert t.plain("votes-count", count=12345) == f"12{NBSP}345 голосов"
    assert t.plain("card-title", number=12345, title="") == "<b>№ 12345</b> "


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "жоқ"),
        (1, "1 голос"),
        (2, "2 голоса"),
        (5, "5 голосов"),
        (11, "11 голосов"),
        (12, "12 голосов"),
        (21, "21 голос"),
        (22, "22 голоса"),
        (111, "111 голосов"),
        (1.5, "1,5 голоса"),
    ],
)
def test_russian_plurals(home: Path, count: float, text: str) -> None:
    assert speaker("ru", home).plain("votes-count", count=count) == text


def test_variants_are_chosen_by_name_and_otherwise_the_default(home: Path) -> None:
    class Kind(StrEnum):
        CITY = "city"

    t = speaker("kk", home)
    assert [t.plain("place-kind", kind=kind) for kind in ("city", "sea", Kind.CITY)] == [
        "қала",
        "ауыл",
        "қала",
    ]
    assert t.plain("greeting-name", name=Kind.CITY) == "Сәлем, city!"


def test_messages_are_made_of_other_messages_and_terms(home: Path) -> None:
    assert speaker("kk", home).html("forum-welcome", name="<") == "Форум: Сәлем, &lt;!"


def test_functions_of_fluent_work_too(home: Path) -> None:
    assert speaker("ru", home).html("number-odd", share=0.5, name="<") == f"50{NBSP}% &lt;"


def test_a_missing_message_is_an_error_when_strict(home: Path) -> None:
    with pytest.raises(MissingMessage, match="only-russian"):
        speaker("kk", home).plain("only-russian", name="x")
    assert not speaker("kk", home).has("only-russian")
    assert speaker("ru", home).has("only-russian")


def test_a_missing_message_is_said_in_the_other_language_in_service(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    set_strict(False)
    t = speaker("kk", home)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert t.html("only-russian", name="<Аян>") == "Только &lt;Аян&gt; & <b>"
            assert t.plain("only-russian", name="<Аян>") == "Только <Аян> & <b>"
        assert t.plain("nowhere-at-all") == "nowhere-at-all"
    assert len([record for record in caplog.records if "only-russian" in record.getMessage()]) == 1
    assert "Аян" not in caplog.text


def test_a_missing_argument_is_an_error_when_strict_and_a_dash_of_dots_in_service(home: Path) -> None:
    for arguments in ({}, {"name": None}, {"name": ["x"]}, {"name": True}):
        with pytest.raises(MissingMessage, match="name"):
            speaker("kk", home, strict=True).plain("greeting-name", **arguments)
        assert speaker("kk", home, strict=False).plain("greeting-name", **arguments) == "Сәлем, …!"
    with pytest.raises(MissingMessage, match="count"):
        speaker("ru", home, strict=True).plain("votes-count")


def test_an_unreadable_line_leaves_the_other_messages_whole(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.ftl").write_text("good-one = 1\nbad line\ngood-two = 2\n", encoding="utf-8")
    t = translator("kk", home=tmp_path)
    assert (t.plain("good-one"), t.plain("good-two")) == ("1", "2")
    assert "locales/kk/words.ftl: bad line" in caplog.text


def test_dates_are_written_the_way_of_the_language() -> None:
    day = date(2027, 9, 1)
    kk, ru = translator("kk"), translator("ru")
    assert kk.date(day) == "2027 жылғы 1 қыркүйек"
    assert ru.date(day) == "1 сентября 2027 года"
    assert (kk.day_month(day), ru.day_month(day)) == ("1 қыркүйек", "1 сентября")
    assert kk.short_date(day) == ru.short_date(day) == "01.09.2027"


def test_moments_are_those_of_the_zone() -> None:
    evening = datetime(2027, 8, 31, 20, 5, 59, tzinfo=UTC)
    kk, ru = translator("kk"), translator("ru")
    assert (kk.moment(evening), ru.moment(evening)) == ("1 қыркүйек, 01:05", "1 сентября, 01:05")
    assert kk.date(evening) == "2027 жылғы 1 қыркүйек"
    assert translator("kk", zone=ZoneInfo("UTC")).moment(evening) == "31 тамыз, 20:05"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        translator("kk").moment(datetime(2027, 9, 1, 12, 0))  # noqa: DTZ001


def test_dates_given_as_arguments_are_written(home: Path) -> None:
    t = speaker("ru", home)
    assert t.plain("greeting-name", name=date(2027, 9, 1)) == "Сәлем, 1 сентября 2027 года!"
    assert t.plain("greeting-name", name=datetime(2027, 9, 1, tzinfo=UTC)) == "Сәлем, 1 сентября, 05:00!"


def bundle_of(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(ast.Resource([entry.node for entry in entries(language).values()]))
    return bundle


@both
def test_every_message_reads_as_fluent_itself_would_write_it(language: str) -> None:
    bundle, t = bundle_of(language), translator(language)
    for entry in messages(language):
        variants = {name for select in entry.selects for name in select.variants}
        for value in (0, 1, 2, 5, 11, 21, 1.5, "Аян", *sorted(variants)):
            arguments = dict.fromkeys(entry.variables, value)
            pattern = bundle.get_message(entry.key).value
            assert pattern is not None
            expected, errors = bundle.format_pattern(pattern, arguments)
            assert not errors, entry
            assert t.plain(entry.key, **arguments) == expected, f"{entry} with {value!r}"
