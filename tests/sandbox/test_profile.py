"""What the bot says about itself, per language and scope."""

import pytest
from aiogram import Bot
from aiogram import methods as aiogram_methods
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound, TelegramUnauthorizedError
from aiogram.methods import TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)

from sandbox import Person, Sandbox
from sandbox.bot_api import METHODS
from tests.sandbox.conftest import Ask, same


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username, me.first_name) == (500000001, True, "usynys_bot", "Ұсыныс")


def test_every_method_is_one_of_telegrams() -> None:
    known = {
        method.__api_method__
        for method in vars(aiogram_methods).values()
        if isinstance(method, type) and issubclass(method, TelegramMethod) and method is not TelegramMethod
    }
    assert set(METHODS) <= known


async def test_commands_are_found_in_telegrams_order_of_scopes(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    sergey = sandbox.person("sergey")

    def names(person: Person) -> list[str]:
        return [command["command"] for command in person.commands]

    async def give(name: str, **where: object) -> None:
        await bot.set_my_commands([BotCommand(command=name, description="a")], **where)  # type: ignore[arg-type]

    await give("everywhere")
    await give("everywhere_kk", language_code="kk")
    assert (names(aigul), names(sergey)) == (["everywhere_kk"], ["everywhere"])
    await give("private", scope=BotCommandScopeAllPrivateChats())
    assert names(aigul) == ["private"]
    await give("private_kk", scope=BotCommandScopeAllPrivateChats(), language_code="kk")
    assert (names(aigul), names(sergey)) == (["private_kk"], ["private"])
    await give("moderator", scope=BotCommandScopeChat(chat_id=aigul.id))
    assert (names(aigul), names(sergey)) == (["moderator"], ["private"])
    got = await bot.get_my_commands(BotCommandScopeChat(chat_id=aigul.id))
    assert [command.command for command in got] == ["moderator"]
    await bot.delete_my_commands(BotCommandScopeChat(chat_id=aigul.id))
    assert names(aigul) == ["private_kk"]


@pytest.mark.parametrize(
    ("command", "description", "why"),
    [
        ("Start", "a", "BOT_COMMAND_INVALID"),
        ("көмек", "a", "BOT_COMMAND_INVALID"),
        ("a" * 33, "a", "command length must not exceed 32"),
        ("", "a", "command must be non-empty"),
        ("start", " ", "command description must be non-empty"),
        ("start", "a" * 257, "command description length must not exceed 256"),
    ],
)
async def test_wrong_commands_are_refused(ask: Ask, command: str, description: str, why: str) -> None:
    answer = await ask("setMyCommands", commands=[{"command": command, "description": description}])
    assert answer["description"] == f"Bad Request: {why}"


async def test_wrong_scopes_and_languages_are_refused(bot: Bot, ask: Ask) -> None:
    command = {"command": "start", "description": "a"}
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.set_my_commands([BotCommand(command="start", description="a")], BotCommandScopeChat(chat_id=1))
    answer = await ask("setMyCommands", commands=[command], language_code="kaz")
    assert answer["description"] == "Bad Request: LANG_CODE_INVALID"
    assert not (await ask("setMyCommands", commands=[command], scope={"type": "room"}))["ok"]
    assert not (await ask("setMyCommands", commands=[command] * 101))["ok"]


async def test_texts_are_shown_in_the_readers_language(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    await bot.set_my_name("Форум")
    await bot.set_my_description("Сипаттама", language_code="kk")
    await bot.set_my_description("Описание")
    await bot.set_my_short_description("Коротко")
    assert aigul.bot_texts == {
        "name": "Форум",
        "description": "Сипаттама",
        "short_description": "Коротко",
    }
    assert sandbox.person("sergey").bot_texts["description"] == "Описание"
    assert (await bot.get_my_name(language_code="ru")).name == "Форум"
    assert (await bot.get_my_description(language_code="kk")).description == "Сипаттама"
    assert (await bot.get_my_short_description()).short_description == "Коротко"
    await bot.set_my_description("", language_code="kk")
    assert aigul.bot_texts["description"] == "Описание"


async def test_texts_that_are_too_long_are_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="BOT_TITLE_INVALID"):
        await bot.set_my_name("ә" * 65)
    with pytest.raises(TelegramBadRequest, match="BOT_DESC_INVALID"):
        await bot.set_my_description("ә" * 513)
    with pytest.raises(TelegramBadRequest, match="BOT_ABOUT_INVALID"):
        await bot.set_my_short_description("ә" * 121)


async def test_the_menu_button_is_set_for_all_or_for_one(bot: Bot, aigul: Person) -> None:
    assert same(await bot.get_chat_menu_button(), MenuButtonDefault())
    await bot.set_chat_menu_button(chat_id=aigul.id, menu_button=MenuButtonCommands())
    assert same(await bot.get_chat_menu_button(aigul.id), MenuButtonCommands())
    assert same(await bot.get_chat_menu_button(), MenuButtonDefault())


async def test_chats_and_members_are_described(bot: Bot, aigul: Person) -> None:
    chat = await bot.get_chat(aigul.id)
    assert (chat.type, chat.first_name, chat.model_extra) == ("private", "Айгүл", {})
    member = await bot.get_chat_member(aigul.id, aigul.id)
    assert member.status == "member"
    with pytest.raises(TelegramBadRequest, match="PARTICIPANT_ID_INVALID"):
        await bot.get_chat_member(aigul.id, 1)


async def test_a_wrong_token_and_an_unknown_method_are_refused(sandbox: Sandbox, ask: Ask) -> None:
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    stranger = Bot("500000001:wrong", session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))
    with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
        await stranger.get_me()
    await stranger.session.close()
    answer = await ask("sendTelepathy")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_leaving_is_allowed(bot: Bot) -> None:
    assert await bot.close()
    assert await bot.log_out()
    with pytest.raises(TelegramNotFound):
        await bot.get_star_transactions()
