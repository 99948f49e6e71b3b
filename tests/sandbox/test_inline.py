"""Inline mode: words after the bot's name, the bot's list, one line of it sent into a chat."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from aiohttp import ClientSession

from sandbox import Person, Sandbox
from tests.sandbox.conftest import Ask
from tests.sandbox.test_control import Page
from tests.sandbox.test_updates import extras, taken

LINK = "https://t.me/usynys_bot?start=p_7"


def article(number: str = "1", title: str = "№ 214", text: str = "<b>Пандус</b>") -> InlineQueryResultArticle:
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Дауыс беру", url=LINK)]])
    content = InputTextMessageContent(message_text=text, parse_mode="HTML")
    return InlineQueryResultArticle(
        id=number, title=title, description="Қолдау: 3", input_message_content=content, reply_markup=keyboard
    )


async def asked(bot: Bot) -> Update:
    """The one update that waits, as soon as it is there."""
    (update,) = await bot.get_updates(timeout=5)
    await bot.get_updates(offset=update.update_id + 1, timeout=0)
    assert extras(update) == []
    return update


async def typed(bot: Bot, person: Person, words: str, **answer: Any) -> Any:
    """Words of a person, and the bot's one answer to them."""
    typing = asyncio.create_task(person.types_inline(words))
    query = (await asked(bot)).inline_query
    assert query is not None
    await bot.answer_inline_query(query.id, **({"results": [article()]} | answer))
    return await typing


@pytest.fixture
async def writer(bot: Bot, sandbox: Sandbox) -> Person:
    """Somebody whose first words the bot has read already."""
    person = sandbox.person("aigul")
    await person.starts()
    await taken(bot)
    return person


async def test_words_reach_the_bot_and_its_list_comes_back(bot: Bot, sandbox: Sandbox) -> None:
    yerlan = sandbox.person("yerlan")  # has never pressed Start
    typing = asyncio.create_task(yerlan.types_inline(" <b>пандус", place="group"))
    query = (await asked(bot)).inline_query
    assert query is not None
    assert (query.query, query.chat_type, query.offset) == ("<b>пандус", "group", "")
    assert query.from_user.id == yerlan.id
    await bot.answer_inline_query(query.id, results=[article("1"), article("2", "№ 215")])
    answer = await typing
    assert answer.titles == ["№ 214", "№ 215"]
    assert answer.results[0].message.text == "Пандус"
    assert answer.results[0].message.links() == [LINK]
    assert (answer.cache_time, answer.is_personal) == (300, False)


async def test_a_line_is_sent_via_the_bot_where_the_person_is(bot: Bot, sandbox: Sandbox, writer: Person) -> None:
    group = sandbox.add_group("Көршілер")
    await taken(bot)
    await typed(bot, writer, "пандус")
    elsewhere = await writer.picks_result(0)
    assert (elsewhere.text, elsewhere.labels) == ("Пандус", ["Дауыс беру"])
    assert await taken(bot) == []
    await writer.picks_result(0, into=group)
    await writer.picks_result(0, into=writer)
    in_group, own = [update.message for update in await taken(bot)]
    assert in_group is not None
    assert own is not None
    assert (in_group.chat.id, own.chat.id) == (group.id, writer.id)
    for message in (in_group, own):
        assert message.via_bot is not None
        assert message.via_bot.id == bot.id
        assert message.reply_markup is not None
    with pytest.raises(AssertionError, match="there is no such result"):
        await writer.picks_result(1)


async def test_telegram_asks_again_only_when_the_kept_answer_is_over(
    bot: Bot, sandbox: Sandbox, writer: Person
) -> None:
    await typed(bot, writer, "бірге", cache_time=300)
    await typed(bot, writer, "жеке", cache_time=300, is_personal=True)
    await typed(bot, writer, "бос", cache_time=0)
    sergey = sandbox.person("sergey")
    for person, words in ((writer, "бірге"), (sergey, "бірге"), (writer, "жеке")):
        assert (await person.types_inline(words)).titles == ["№ 214"]
    assert await taken(bot) == []
    assert (await typed(bot, sergey, "жеке")).titles == ["№ 214"]
    assert (await typed(bot, writer, "бос", results=[])).titles == []
    sandbox.world.inline_queries.forget_answers()
    await typed(bot, writer, "бірге")


async def test_long_words_are_cut_as_telegram_cuts_them(bot: Bot, writer: Person) -> None:
    typing = asyncio.create_task(writer.types_inline("п" * 10_000))
    query = (await asked(bot)).inline_query
    assert query is not None
    assert len(query.query) == 256
    await bot.answer_inline_query(query.id, results=[])
    assert (await typing).results == ()


async def test_a_bot_that_wants_no_inline_queries_gets_none(bot: Bot, writer: Person) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["message"])
    with pytest.raises(AssertionError, match="got no list"):
        await writer.types_inline("пандус", timeout=0.05)
    assert await taken(bot) == []


@pytest.mark.parametrize(
    ("results", "more", "why"),
    [
        ([article(str(n)) for n in range(51)], {}, "RESULTS_TOO_MUCH"),
        ([article("a"), article("a")], {}, "RESULT_ID_DUPLICATE"),
        ([article("")], {}, "RESULT_ID_INVALID"),
        ([article("ә" * 33)], {}, "RESULT_ID_INVALID"),
        ([article(title=" ")], {}, "ARTICLE_TITLE_EMPTY"),
        ([article(text="")], {}, "message text is empty"),
        ([article(text="а" * 4097)], {}, "MESSAGE_TOO_LONG"),
        ([article(text="<b>a")], {}, "can't parse entities"),
        ([article()], {"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ([article()], {"button": {"text": "Бот", "start_parameter": "бос орын"}}, "START_PARAM_INVALID"),
        ([article()], {"button": {"text": " ", "start_parameter": "a"}}, "SWITCH_PM_TEXT_EMPTY"),
        ([{"type": "photo", "id": "1"}], {}, "can't parse inline query result"),
        ([{"type": "article", "id": "1", "title": "a"}], {}, "SEND_MESSAGE_TYPE_INVALID"),
        (["a"], {}, "can't parse inline query result"),
        ("{", {}, "can't parse inline query results JSON object"),
    ],
)
async def test_lists_telegram_would_not_show_are_refused(
    bot: Bot, writer: Person, ask: Ask, results: Any, more: Any, why: str
) -> None:
    typing = asyncio.create_task(writer.types_inline("a"))
    query = (await asked(bot)).inline_query
    assert query is not None
    dumped = [each if isinstance(each, dict | str) else each.model_dump(exclude_defaults=True) for each in results]
    shown = results if isinstance(results, str) else [
        each | {"type": "article"} if isinstance(each, dict) and "type" not in each else each for each in dumped
    ]  # fmt: skip
    answer = await ask("answerInlineQuery", inline_query_id=query.id, results=shown, **more)
    assert why in answer["description"]
    await bot.answer_inline_query(query.id, results=[])
    assert (await typing).results == ()


async def test_a_list_is_answered_once_and_for_a_query_that_was_asked(bot: Bot, writer: Person, ask: Ask) -> None:
    typing = asyncio.create_task(writer.types_inline("a"))
    query = (await asked(bot)).inline_query
    assert query is not None
    await bot.answer_inline_query(query.id, results=[])
    await typing
    for number in (query.id, "17"):
        answer = await ask("answerInlineQuery", inline_query_id=number, results=[])
        assert "query is too old" in answer["description"]


async def test_the_page_types_and_picks(bot: Bot, writer: Person, client: ClientSession) -> None:
    page = Page(client, writer)
    query_id = (await page.does("inline", text="пандус"))["query_id"]
    query = (await asked(bot)).inline_query
    assert query is not None
    assert query.id == query_id
    await bot.answer_inline_query(query.id, results=[article()])
    again = await page.does("inline", text="пандус")
    assert again["results"] == [{"title": "№ 214", "description": "Қолдау: 3"}]
    sent = await page.does("pick", query_id=again["query_id"], index=0)
    assert (sent["message"]["text"], sent["message"]["via_bot"]) == ("Пандус", "usynys_bot")
    await page.does("pick", 400, query_id=again["query_id"], index=5)
    await page.does("pick", 400, query_id="17", index=0)
