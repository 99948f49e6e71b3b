"""Before sending, the author is shown what others might better not read, and decides; long texts, other languages."""

import pytest

from forum import moderation, withdrawal
from locales import Translator, translator
from sandbox.person import Person
from sandbox.shown import ShownMessage
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.odd_updates import heard
from tests.scenarios.resident_steps import REGION, TOPIC, at_step, heading, proposals_in

both = pytest.mark.parametrize("language", ["kk", "ru"])
TELLING = TEXT + " Хабарласыңыз: +7 701 234 56 78, менің ЖСН 900101300126."


async def at_preview(
    bot: RunningBot, language: str, title: str = TITLE, text: str = TELLING
) -> tuple[Person, Translator]:
    """Aigul at the preview of a proposal."""
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "title")
    await aigul.says(title)
    await aigul.sees(heading(t, 4))
    await aigul.says(text)
    await aigul.sees(heading(t, 5))
    await aigul.taps(t.plain("button-skip"))
    await aigul.sees(t.plain("submit-preview-hint"))
    return aigul, t


def underlined(shown: ShownMessage) -> list[str]:
    """What is underlined in a message."""
    text = shown.text.encode("utf-16-le")
    marks = [entity for entity in shown.entities if entity["type"] == "underline"]
    return [text[2 * mark["offset"] : 2 * (mark["offset"] + mark["length"])].decode("utf-16-le") for mark in marks]


@both
async def test_personal_data_is_shown_before_sending_and_can_be_taken_out(bot: RunningBot, language: str) -> None:
    aigul, t = await at_preview(bot, language)
    await aigul.taps(t.plain("button-send"))
    warned = await aigul.sees(t.plain("check-outro"), t.plain("check-phone"), t.plain("check-iin"), "Хабарласыңыз: ")
    assert underlined(warned) == ["+7 701 234 56 78", "900101300126"]
    assert t.plain("check-change-title") not in aigul.labels()
    assert await proposals_in(bot) == [("draft", None)]
    await aigul.taps(t.plain("check-change-text"))
    await aigul.sees(heading(t, 4), TELLING)
    await aigul.says(TEXT)
    await aigul.sees(TEXT, t.plain("submit-preview-hint"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    assert await proposals_in(bot) == [("pending", 1)]
    assert not bot.sandbox.refused


@both
async def test_the_author_may_send_all_the_same(bot: RunningBot, language: str) -> None:
    aigul, t = await at_preview(bot, language, title="Пандус керек: жазыңыз @aigul_kst")
    await aigul.taps(t.plain("button-send"))
    await aigul.sees(t.plain("check-in-title", kind=t.plain("check-username")), t.plain("check-iin"))
    await aigul.taps(t.plain("button-back"))
    await aigul.sees(t.plain("submit-preview-hint"))
    await aigul.taps(t.plain("button-send"))
    await aigul.taps(t.plain("check-change-title"))
    await aigul.sees(heading(t, 3))
    await aigul.taps(t.plain("button-back"))
    await aigul.taps(t.plain("button-send"))
    anyway, screen = aigul.data_behind(t.plain("check-send")), aigul.shown
    await aigul.taps(t.plain("check-send"))
    await aigul.sees("№ 1")
    await aigul.forges(anyway, screen)
    assert await proposals_in(bot) == [("pending", 1)]
    assert len(await bot.rows("SELECT id FROM history")) == 1


@both
async def test_what_was_not_shown_is_not_sent(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    aigul, t = await at_preview(bot, language)
    await aigul.taps(t.plain("button-send"))
    anyway, warned = aigul.data_behind(t.plain("check-send")), aigul.shown
    await aigul.taps(t.plain("check-change-text"))
    await aigul.says(TEXT + " Сайт: https://example.com/menu")
    await aigul.sees(t.plain("submit-preview-hint"))
    await aigul.forges(anyway, warned)  # the button of the former text
    warned = await aigul.sees(t.plain("check-link"))
    assert underlined(warned) == ["https://example.com/menu"]
    assert await proposals_in(bot) == [("draft", None)]
    await aigul.forges(anyway.rsplit(":", 1)[0] + ":made-up")
    assert await proposals_in(bot) == [("draft", None)]
    await aigul.taps(t.plain("check-send"))
    await aigul.sees("№ 1")


async def test_markup_in_what_is_quoted_is_shown_as_it_was_typed(bot_on_sqlite: RunningBot) -> None:
    text = "<b>Пандус</b> керек & жарық: <u>+77012345678</u>" + ", оны орнату керек" * 12 + " <i>сука</i>"
    aigul, t = await at_preview(bot_on_sqlite, "ru", text=text)
    await aigul.taps(t.plain("button-send"))
    warned = await aigul.sees("<u>+77012345678</u>", t.plain("check-obscene"))
    assert underlined(warned) == ["+77012345678", "сука"]
    assert not bot_on_sqlite.sandbox.refused


@both
async def test_thirty_taps_on_sending_are_one_proposal(bot: RunningBot, language: str) -> None:
    aigul, t = await at_preview(bot, language, text=TEXT)
    data, preview = aigul.data_behind(t.plain("button-send")), aigul.shown
    presses = [aigul.presses(data, preview) for _ in range(30)]
    for press in presses:
        await aigul.answered(press)
    await aigul.sees("№ 1")
    assert await proposals_in(bot) == [("pending", 1)]
    assert len(await bot.rows("SELECT id FROM history")) == 1


@both
@pytest.mark.parametrize(("step", "most"), [("title", 120), ("text", 2000)])
async def test_a_text_that_telegram_cuts_is_refused_whole_with_how_much_to_cut(
    bot: RunningBot, language: str, step: str, most: int
) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, step)
    await aigul.says("ә" * 4096)
    facts = {"length": 4096, "maximum": most, "excess": 4096 - most}
    await aigul.sees(t.plain(f"error-{step}-long", **facts))
    await bot.idle()
    await aigul.says("Ә" * 4096 + "ң" * 100)  # two messages, the second would pass by itself
    long = {"length": 4096 + 4096 + 100, "maximum": most, "excess": 4096 + 4096 + 100 - most}
    await aigul.sees(t.plain(f"error-{step}-long", **long))
    (row,) = await bot.rows(f"SELECT {step} FROM proposals")
    assert row[step] is None
    assert heard(aigul, heading(t, 3 if step == "title" else 4)) == 2
    assert not bot.sandbox.refused


@both
async def test_the_form_goes_on_in_the_new_language_from_where_it_is(bot: RunningBot, language: str) -> None:
    other = "ru" if language == "kk" else "kk"
    t, then, aigul = translator(language), translator(other), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await aigul.taps(t.plain("menu-settings"))
    await aigul.taps(t.plain("settings-language"))
    languages = aigul.shown
    await at_step(aigul, t, "text")
    await aigul.taps(then.plain(f"language-{other}"), message=languages)
    await aigul.says(TEXT)
    await aigul.sees(heading(then, 5))
    await aigul.sends_photo()
    await aigul.sees(then.plain("submit-files-photos", count=1))
    await aigul.taps(then.plain("submit-done"))
    await aigul.sees(TITLE, TEXT, then.topic(TOPIC), then.plain("submit-preview-hint"))
    await aigul.taps(then.plain("button-send"))
    await aigul.sees("№ 1")
    (row,) = await bot.rows("SELECT title, text, language FROM proposals")
    assert row == {"title": TITLE, "text": TEXT, "language": "kk"}
    assert not bot.sandbox.refused


@both
@pytest.mark.parametrize("at", ["text", "files", "preview"])
async def test_a_form_whose_proposal_was_withdrawn_meanwhile_says_so(
    bot_on_sqlite: RunningBot, language: str, at: str
) -> None:
    bot, t = bot_on_sqlite, translator(language)
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    proposal = await bot.submit(aigul)
    moderator = await bot.make_moderator(marat, REGION)
    await moderation.open_item(bot.db, moderator, proposal.id, bot.now(), bot.rules)
    await moderation.send_back(bot.db, moderator, proposal.id, 1, "Нақтылаңыз", bot.now(), bot.rules)
    await aigul.forges(f"edt:{proposal.id}:1")
    await aigul.sees(t.plain("submit-preview-hint"))
    if at != "preview":
        await aigul.taps(t.plain(f"submit-change-{at}"))
    await withdrawal.withdraw(bot.db, await bot.person(aigul), proposal.id, bot.now())  # on another device
    if at == "preview":
        answer = await aigul.taps(t.plain("button-send"))
        assert answer is not None
        assert answer.text == t.plain("error-not-editable")
    elif at == "files":
        await aigul.sends_photo()
        await aigul.sees(t.plain("error-not-editable"))
    else:
        await aigul.says(TEXT)
        await aigul.sees(t.plain("error-not-editable"))
    assert [state for state, _ in await proposals_in(bot)] == ["withdrawn"]
    await aigul.taps(t.plain("menu-submit"))
    await aigul.sees(heading(t, 1))
    assert not bot.sandbox.refused


@both
async def test_the_limit_of_a_campaign_is_told_before_anything_is_typed(database_url: str, language: str) -> None:
    async with RunningBot(database_url, proposals_a_campaign=2) as bot:
        t, aigul = translator(language), bot.sandbox.person("aigul")
        await bot.open_campaign()
        await bot.make_resident(aigul, language, REGION)
        for number in range(2):
            await bot.submit(aigul, title=f"{TITLE} {number}")
        await aigul.taps(t.plain("menu-submit"))
        await aigul.sees(t.plain("error-campaign-limit", limit=2))
        assert [state for state, _ in await proposals_in(bot)] == ["pending", "pending"]
