"""Help for the role one has, and an answer to whatever the bot does not understand."""

from collections.abc import Awaitable, Callable

import pytest

from locales import translator
from sandbox.person import Person
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
PAGES = ("submit", "vote", "find", "after", "report", "law", "data")


@both
async def test_help_is_short_screens_that_lead_back(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    await aigul.taps(t.plain("menu-help"))
    await aigul.sees("/submit", "/settings")
    await aigul.sees("/search", "/next", "/privacy")
    assert aigul.labels() == [t.plain(f"help-button-{page}") for page in (*PAGES, "rights")]
    for page in PAGES:
        await aigul.taps(t.plain(f"help-button-{page}"))
        assert len(aigul.shown.text) < 1000
        await aigul.taps(t.plain("help-back"))
    assert not bot.sandbox.refused


async def test_help_says_what_a_vote_and_a_proposal_are_not(bot_on_sqlite: RunningBot) -> None:
    aigul, sergey = bot_on_sqlite.sandbox.person("aigul"), bot_on_sqlite.sandbox.person("sergey")
    await bot_on_sqlite.make_resident(aigul, "kk")
    await bot_on_sqlite.make_resident(sergey, "ru")
    await aigul.says("/help")
    await aigul.taps(translator("kk").plain("help-button-law"))
    await aigul.sees("петицияға қойылған қол емес", "жолданым емес", "epetition.kz")
    await sergey.says("/help")
    await sergey.taps(translator("ru").plain("help-button-law"))
    await sergey.sees("не подпись под петицией", "не обращение", "epetition.kz")


@both
async def test_help_shows_what_the_role_needs(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    marat, dinara, aigul = (bot.sandbox.person(key) for key in ("marat", "dinara", "aigul"))
    await bot.make_resident(aigul, language)
    await bot.make_moderator(marat, "KZ-59", language=language)
    await bot.make_organizer(dinara, language)
    for person, page, command in ((marat, "moderator", "/queue"), (dinara, "organizer", "/export")):
        await person.says("/help")
        await person.sees(command)
        await person.taps(t.plain(f"help-button-{page}"))
        await person.taps(t.plain("help-back"))
    await aigul.says("/help")
    shown = await aigul.sees("/submit")
    assert "/queue" not in shown.words
    assert "/export" not in shown.words
    await aigul.forges("hlp:moderator", shown)
    assert t.plain("help-choose") in aigul.shown.words
    await aigul.forges("hlp:nowhere", shown)
    assert t.plain("help-choose") in aigul.shown.words


async def every_oddity(person: Person) -> list[str]:
    """Things nobody asked for; what the bot answers to each."""
    answers = []
    acts: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: person.says("Сәлем!"),
        lambda: person.sends_sticker(),
        lambda: person.sends_voice(),
        lambda: person.sends_photo(),
        lambda: person.sends_document("a.txt"),
        lambda: person.sends_location(51.1, 71.4),
        lambda: person.shares_contact(),
        lambda: person.forwards("Арнадағы жазба"),
    )
    for act in acts:
        await act()
        answers.append((await person.sees("/help")).words)
    return answers


@both
async def test_whatever_is_not_understood_gets_an_answer_with_a_way_on(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    assert set(await every_oddity(aigul)) == {t.plain("menu-lost")}
    await aigul.says("/nosuchcommand@usynys_bot please")
    await aigul.sees(t.plain("error-unknown-command"))
    said = await aigul.says("Сәлем!")
    await aigul.sees(t.plain("menu-lost"))
    await aigul.edits(said, "Қайырлы күн!")
    await aigul.sees(t.plain("menu-edited"))
    assert t.plain("menu-submit") in aigul.reply_labels()
    assert not bot.sandbox.refused


async def test_somebody_without_a_language_is_asked_for_it_first(bot_on_sqlite: RunningBot) -> None:
    newcomer = bot_on_sqlite.sandbox.person("yerlan")
    await newcomer.starts()
    await newcomer.sees("Тілді таңдаңыз")
    for text in ("Сәлем!", "/submit", "/settings", "/nosuchcommand"):
        await newcomer.says(text)
        await newcomer.sees("Тілді таңдаңыз · Выберите язык")


BROKEN = ("x", "zzz:1:2", "set:nothing", "mnu", "crd", "hst:abc", "wdr:1", "dsc:1:yes", "🙂", "lng:kk:start:more")


@both
async def test_broken_buttons_are_answered_as_stale(bot_on_sqlite: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot_on_sqlite.make_resident(aigul, language)
    await aigul.sees_button(t.plain("menu-help"))
    for data in BROKEN:
        answer = await aigul.forges(data)
        assert answer is not None, data
        assert (answer.text, answer.show_alert) == (t.plain("error-stale-button"), True), data


@both
async def test_buttons_of_other_roles_are_refused(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    await bot.open_campaign()
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul, language, "KZ-59")
    await bot.make_resident(sergey, language, "KZ-59")
    proposal = await bot.submit(sergey)
    ids = f"{proposal.id}:1:"
    forged = (f"pub:{ids}", f"tak:{proposal.id}:0:", f"rej:{ids}", "que:0::1", "org:main", "exp:csv")
    for data in forged:
        answer = await aigul.forges(data)
        assert answer is not None
        assert answer.show_alert
        assert answer.text != t.plain("error-unexpected")
    (row,) = await bot.rows("SELECT state FROM proposals")
    assert row["state"] == "pending"
