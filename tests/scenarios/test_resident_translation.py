"""Residents read a proposal in their own language where a moderator has translated it; the original is one tap away."""

import pytest

from forum import translating
from forum.translating import Seen
from locales import translator
from storage.records import Proposal
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.moderator_steps import one_waiting
from tests.scenarios.resident_steps import votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])
KK, RU = (
    (TITLE, TEXT),
    (
        "Установить пандусы на остановках",
        "Люди с ограниченными возможностями не могут войти в автобус. Каждой остановке нужен пандус.",
    ),
)
MARK = {"kk": "Аударма. Түпнұсқа тілі: орысша", "ru": "Перевод. Язык оригинала: казахский"}


async def translated_for(bot: RunningBot, language: str) -> Proposal:
    """A published proposal of Aigul in the other language, translated into this one by Marat."""
    other = "ru" if language == "kk" else "kk"
    (title, text), own = (KK, RU) if other == "kk" else (RU, KK)
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, other, "KZ-59")
    await bot.make_moderator(marat, name="Марат Жұмабеков")
    proposal = await bot.submit(aigul, title=title, text=text)
    assert proposal.language == other
    seen = Seen(proposal.fingerprint or "", language, 0)
    moderator = await bot.person(marat)
    await translating.save(bot.db, moderator, proposal.id, *own, seen, bot.now(), bot.rules)
    await bot.publish(proposal, marat)
    return proposal


@both
async def test_a_reader_sees_the_translation_marked_and_the_original_one_tap_away(
    bot: RunningBot, language: str
) -> None:
    proposal, t = await translated_for(bot, language), translator(language)
    shown, original = (KK, RU) if language == "kk" else (RU, KK)
    sergey = bot.sandbox.person("sergey")
    await bot.make_resident(sergey, language, "KZ-59")
    await sergey.says("/list")
    await sergey.sees(shown[0])
    await sergey.taps(str(proposal.number))
    card = await sergey.sees(*shown, MARK[language])
    assert original[1] not in card.words
    await sergey.taps(t.plain("translated-button-original"))
    card = await sergey.sees(*original, t.plain("browse-card-language", language=proposal.language))
    assert MARK[language] not in card.words
    # A vote, and what else the card offers, leave the chosen words on the screen.
    await sergey.taps(t.plain("button-support"))
    await sergey.alerted(t.plain("browse-voted-support"))
    await sergey.sees(*original)
    assert await votes_in(bot, proposal) == [1]
    await sergey.taps(t.plain("button-more"))
    await sergey.sees(original[0])
    await sergey.taps(t.plain("mine-back-to-proposal"))
    await sergey.sees(*original)
    await sergey.taps(t.plain("translated-button-translation"))
    await sergey.sees(*shown, MARK[language])
    await sergey.taps(t.plain("button-support"))
    await sergey.sees(*shown)
    await sergey.taps(t.plain("browse-to-list"))
    await sergey.sees(shown[0])
    await sergey.says("/search " + {"kk": "жандар көлікке", "ru": "остановкам автобусом"}[language])
    await sergey.sees(shown[0])
    await sergey.says("/next")
    await sergey.sees(*shown, MARK[language])
    found = await sergey.types_inline("пандус")
    assert shown[0] in found.titles[0]
    assert not bot.sandbox.refused


@both
async def test_an_author_reads_the_own_words_first_and_the_plain_history(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot = bot_on_sqlite
    proposal = await translated_for(bot, language)
    other = "ru" if language == "kk" else "kk"
    t, aigul = translator(other), bot.sandbox.person("aigul")
    own, translation = (RU, KK) if language == "kk" else (KK, RU)
    await aigul.says("/mine")
    await aigul.sees(own[0])
    await aigul.taps(str(proposal.number))
    await aigul.sees(*own)
    await aigul.taps(t.plain("translated-button-translation"))
    await aigul.sees(*translation)
    await aigul.taps(t.plain("translated-button-original"))
    await aigul.sees(*own)
    await aigul.taps(t.plain("button-more"))
    await aigul.taps(t.plain("mine-history"))
    history = await aigul.sees(t.plain("acts-translated", what="add", language=language))
    assert "Марат" not in history.words
    # Of a proposal in the reader's own language nothing more is offered.
    olga = bot.sandbox.person("olga")
    await bot.make_resident(olga, other, "KZ-59")
    await olga.says("/list")
    await olga.taps(str(proposal.number))
    await olga.sees(*own)
    assert t.plain("translated-button-translation") not in olga.labels()


@both
async def test_a_translation_of_words_that_were_changed_is_not_shown(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    proposal, aigul, marat = await one_waiting(bot)
    moderator, seen = await bot.person(marat), Seen(proposal.fingerprint or "", "ru", 0)
    await translating.save(bot.db, moderator, proposal.id, *RU, seen, bot.now(), bot.rules)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps("Пысықтауға қайтару")
    await marat.says("Қай аялдама екенін жазыңыз")
    notice = await aigul.sees("Қай аялдама екенін жазыңыз")
    await aigul.taps("Пысықтау", message=notice)
    await aigul.taps("Атауы")
    await aigul.says("Барлық аялдамаға пандус орнату")
    await aigul.taps("Жіберу")
    await aigul.sees("қайта жіберілді")
    sergey = bot.sandbox.person("sergey")
    await bot.make_resident(sergey, language, "KZ-59")
    (row,) = await bot.rows("SELECT round FROM proposals")
    await bot.publish(proposal._replace(round=row["round"]), marat)
    await sergey.says("/list")
    await sergey.sees("Барлық аялдамаға пандус орнату")
    await sergey.taps("1")
    await sergey.sees("Барлық аялдамаға пандус орнату", TEXT)
    assert t.plain("translated-button-translation") not in sergey.labels()
    assert await bot.rows("SELECT title FROM translations") == []
