"""Searching by words and by number, bad input, pages; and similar proposals below a preview."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from forum import similar
from handlers.resident import preview
from locales import Translator, translator
from sandbox.person import Person
from storage.records import Proposal
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import at_step, bare, onboard, published

Act = Callable[[Person], Awaitable[object]]
both = pytest.mark.parametrize("language", ["kk", "ru"])
WORDS = {"kk": "МЕКТЕПКЕ интернет", "ru": "школьный автобус"}
TITLES = {"kk": "Ауыл мектебіне жылдам интернет", "ru": "Школьный автобус для трёх сёл"}
NOT_WORDS: dict[str, Act] = {
    "sticker": lambda person: person.sends_sticker(),
    "voice": lambda person: person.sends_voice(),
    "photo": lambda person: person.sends_photo(),
    "location": lambda person: person.sends_location(54.87, 69.16),
    "forwarded": lambda person: person.forwards("мектеп"),
}


async def reader_of(bot: RunningBot, language: str) -> tuple[Person, Translator]:
    """Sergey with the menu in front of him."""
    await bot.open_campaign()
    reader = bot.sandbox.person("sergey")
    await bot.make_resident(reader, language, "KZ-59")
    return reader, translator(language)


async def many(bot: RunningBot, count: int, title: str = "Көшеге шам {n:02}") -> list[Proposal]:
    """So many published proposals, three an author."""
    made: list[Proposal] = []
    while len(made) < count:
        author = bot.sandbox.add_person(f"Автор {len(made)}")
        await bot.make_resident(author, "kk", "KZ-39")
        for _ in range(min(3, count - len(made))):
            made.append(await published(bot, author, title.format(n=len(made) + 1)))
    return made


def numbers(person: Person) -> list[str]:
    """The numbers on the buttons of the results."""
    return [button["text"] for button in person.shown.rows[0]]


@both
async def test_words_find_a_proposal_and_its_card_leads_back_to_the_results(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader, author = translator(language), bot.sandbox.person("sergey"), bot.sandbox.person("aigul")
    await bot.make_resident(author)
    await published(bot, author, TITLES["kk"])
    await published(bot, author, TITLES["ru"])
    await onboard(reader, t)
    await reader.taps(t.plain("menu-browse"))
    await reader.taps(t.plain("search-open"))
    await reader.sees("2–100" if language == "kk" else "от 2 до 100")
    await reader.says(WORDS[language])
    found = await reader.sees(bare(t.plain("search-title", query=WORDS[language])), TITLES[language])
    assert numbers(reader) == ["1" if language == "kk" else "2"]
    await reader.taps(numbers(reader)[0])
    await reader.sees(TITLES[language], TEXT)
    await reader.taps(t.plain("button-support"))
    await reader.taps(t.plain("search-back"))
    await reader.sees(bare(t.plain("search-title", query=WORDS[language])), TITLES[language])
    assert reader.shown.id == found.id
    await reader.taps(t.plain("browse-open-list"))
    await reader.sees(bare(t.plain("browse-title")))
    assert not bot.sandbox.refused


@both
async def test_pages_of_results_turn_in_place(bot: RunningBot, language: str) -> None:
    reader, t = await reader_of(bot, language)
    await many(bot, 12)
    await reader.says("/search шам")
    first = await reader.sees("Көшеге шам 12")
    assert numbers(reader) == ["12", "11", "10", "9", "8"]
    await reader.taps("›")
    assert numbers(reader) == ["7", "6", "5", "4", "3"]
    await reader.taps("›")
    assert numbers(reader) == ["2", "1"]
    assert "›" not in reader.labels()
    await reader.taps("‹")
    await reader.taps("‹")
    assert numbers(reader) == ["12", "11", "10", "9", "8"]
    assert reader.shown.id == first.id
    assert reader.shown.button(t.plain("search-again"))
    assert not bot.sandbox.refused


@both
async def test_a_number_opens_the_card(bot: RunningBot, language: str) -> None:
    reader, t = await reader_of(bot, language)
    (one,) = await many(bot, 1)
    for typed in ("1", "№ 1", "#1"):
        await reader.says("/search")
        await reader.sees_button(t.plain("browse-open-list"))
        await reader.says(typed)
        await reader.sees("№ 1", "Көшеге шам 01", TEXT)
    await reader.says("/search 214")
    await reader.sees(bare(t.plain("search-nothing", query="214")))
    assert one.number == 1
    assert not bot.sandbox.refused


@both
async def test_nothing_found_leads_on(bot: RunningBot, language: str) -> None:
    reader, t = await reader_of(bot, language)
    await many(bot, 1)
    await reader.says("/search тротуар")
    await reader.sees(bare(t.plain("search-nothing", query="тротуар")))
    assert set(reader.labels()) == {
        t.plain("search-again"),
        t.plain("browse-open-list"),
        t.plain("menu-submit"),
    }
    await reader.taps(t.plain("search-again"))
    await reader.says("шам")
    await reader.sees("Көшеге шам 01")
    await reader.says("/search тротуар")
    nothing = await reader.sees(bare(t.plain("search-nothing", query="тротуар")))
    await reader.taps(t.plain("menu-submit"), message=nothing)
    await reader.sees_button(t.plain("button-cancel"))


@both
async def test_a_query_without_letters_gets_a_sentence_and_the_question_stays(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    reader, t = await reader_of(bot_on_sqlite, language)
    await many(bot_on_sqlite, 1)
    for typed in ("%", '"', "*", "'", "_", "😀😀", "👨‍👩‍👧", "\u200b\u202e\u2067\u200f", "<>&"):
        await reader.says("/search")
        await reader.says(typed)
        await reader.sees(t.plain("error-search-empty"))
        await reader.says("шам")
        await reader.sees("Көшеге шам 01")
    assert not bot_on_sqlite.sandbox.refused


@both
async def test_a_query_of_a_wrong_length_gets_a_sentence(bot: RunningBot, language: str) -> None:
    reader, t = await reader_of(bot, language)
    await reader.says("/search")
    await reader.says("ж")
    await reader.sees(t.plain("error-search-short", minimum=2))
    await reader.says("х" * 4096)
    await reader.sees(t.plain("error-search-long", length=4096, maximum=100))
    await reader.says("/search " + "шам " * 100)
    await reader.sees(t.plain("error-search-long", length=399, maximum=100))
    assert not bot.sandbox.refused


@both
@pytest.mark.parametrize("kind", list(NOT_WORDS))
async def test_what_is_no_text_gets_a_sentence(bot_on_sqlite: RunningBot, kind: str, language: str) -> None:
    reader, t = await reader_of(bot_on_sqlite, language)
    await reader.says("/search")
    await NOT_WORDS[kind](reader)
    await reader.sees(t.plain("error-forwarded" if kind == "forwarded" else "error-text-expected"))
    await reader.says("шам")
    await reader.sees(bare(t.plain("search-nothing", query="шам")))


@both
async def test_markup_and_signs_are_plain_text(bot_on_sqlite: RunningBot, language: str) -> None:
    reader, _ = await reader_of(bot_on_sqlite, language)
    await many(bot_on_sqlite, 1)
    for typed, shown in (
        ("<b>шам</b> & %", "<b>шам</b> & %"),
        ("ша\u200bм\u202e", "шам"),
        ('"шам" OR *', '"шам" OR *'),
        ("*шам_", "*шам_"),
        ("  ШАМ   көшеге ", "ШАМ көшеге"),
        ("cам шам", "cам шам"),
    ):
        await reader.says("/search")
        await reader.says(typed)
        await reader.sees(shown)
        for row in reader.shown.rows:
            assert all("шам" not in button.get("callback_data", "") for button in row)
    assert not bot_on_sqlite.sandbox.refused


@both
async def test_pages_of_a_search_that_is_over_say_so(bot: RunningBot, language: str) -> None:
    reader, t = await reader_of(bot, language)
    await many(bot, 6)
    await reader.says("/search шам")
    await reader.sees("Көшеге шам 06")
    old = reader.shown
    await reader.says("/search көше")
    await reader.sees(bare(t.plain("search-title", query="көше")))
    await reader.taps("›", message=old)
    await reader.sees(t.plain("search-expired"))
    await reader.taps(t.plain("search-again"))
    await reader.says("шам")
    newer = await reader.sees("Көшеге шам 06")
    await reader.taps(t.plain("menu-submit"))
    await reader.sees_button(t.plain("button-cancel"))
    await reader.taps("›", message=newer)
    await reader.sees(t.plain("search-expired"))
    assert reader.shown.button(t.plain("browse-open-list"))


@pytest.mark.parametrize(
    "data", ["srp:forged:1", "srp:forged:0", "srp::9999", "crd:1:sr.x.1", "crd:1:sr.x.y", "crd:1:dr.9"]
)
async def test_forged_pages_and_ways_back_are_harmless(bot_on_sqlite: RunningBot, data: str) -> None:
    reader, _ = await reader_of(bot_on_sqlite, "ru")
    await many(bot_on_sqlite, 1)
    await reader.forges(data)
    assert reader.labels()


async def test_the_menu_leads_out_of_the_search(bot_on_sqlite: RunningBot) -> None:
    reader, t = await reader_of(bot_on_sqlite, "kk")
    await reader.says("/search")
    await reader.taps(t.plain("menu-mine"))
    await reader.sees(t.plain("mine-empty"))
    await reader.says("шам")
    await reader.sees(bare(t.plain("menu-lost")))


async def test_without_a_campaign_there_is_nothing_to_search(bot_on_sqlite: RunningBot) -> None:
    reader, t = bot_on_sqlite.sandbox.person("sergey"), translator("ru")
    await bot_on_sqlite.make_resident(reader, "ru", "KZ-59")
    await reader.says("/search школа")
    await reader.sees(t.plain("error-no-campaign"))


@both
async def test_a_preview_shows_what_is_similar_and_leads_there_and_back(bot: RunningBot, language: str) -> None:
    t, aigul, author = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("yerlan")
    await bot.open_campaign()
    await bot.make_resident(author, "kk", "KZ-59")
    await published(bot, author, "Аялдамаларға пандус салу")
    await onboard(aigul, t)
    await at_step(aigul, t, "preview")
    await aigul.sees(bare(t.plain("similar-title")), "Аялдамаларға пандус салу")
    shown = aigul.shown
    await aigul.taps(t.plain("similar-support", number="1"))
    await aigul.sees("№ 1", "Аялдамаларға пандус салу")
    await aigul.taps(t.plain("button-support"))
    await aigul.taps(t.plain("similar-back"))
    await aigul.sees(TITLE, "№ 1")
    assert aigul.shown.id == shown.id
    answer = await aigul.taps(t.plain("similar-differs"))
    assert answer is not None
    assert answer.text == t.plain("similar-hidden")
    assert t.plain("similar-differs") not in aigul.labels()
    await aigul.taps(t.plain("submit-change-title"))
    await aigul.says("Аялдамаларға пандус қою керек")
    await aigul.sees("Аялдамаларға пандус қою керек")
    assert t.plain("similar-differs") not in aigul.labels()
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 2")
    assert not bot.sandbox.refused


@both
async def test_a_preview_of_something_else_shows_nothing(bot: RunningBot, language: str) -> None:
    t, aigul, author = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("yerlan")
    await bot.open_campaign()
    await bot.make_resident(author, "kk", "KZ-59")
    await bot.submit(author)  # as one's own, but nobody has published it
    await published(bot, author, "Кітапханаға жаңа кітаптар алу", text="Оқырмандарға қазақша жаңа кітап жетіспейді.")
    await onboard(aigul, t)
    await at_step(aigul, t, "preview")
    await aigul.sees_button(t.plain("button-send"))
    assert t.plain("similar-differs") not in aigul.labels()


async def test_a_preview_does_not_wait_for_what_is_similar(
    bot_on_sqlite: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object) -> tuple[similar.Similar, ...]:
        await asyncio.Event().wait()
        return ()

    monkeypatch.setattr(similar, "find", never)
    monkeypatch.setattr(preview, "WITHIN", 0.05)
    await bot_on_sqlite.open_campaign()
    t, aigul = translator("kk"), bot_on_sqlite.sandbox.person("aigul")
    await onboard(aigul, t)
    await at_step(aigul, t, "preview")
    await aigul.sees_button(t.plain("button-send"))
