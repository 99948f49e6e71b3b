"""Updates: what people do reaches the bot once it asks, and stays until the bot confirms it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.types import Chat, MessageOriginChannel, Update
from aiogram.types.base import TelegramObject
from aiohttp import web

from sandbox import Person, Sandbox
from sandbox.sample_files import png
from tests.sandbox.conftest import Ask, bot_of


async def taken(bot: Bot) -> list[Update]:
    """All waiting updates, confirmed."""
    updates = await bot.get_updates(timeout=0)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return updates


def extras(value: object) -> list[str]:
    """Names in an update that Telegram's own types do not have."""
    if isinstance(value, TelegramObject):
        found = list(value.model_extra or {})
        return found + [name for field in type(value).model_fields for name in extras(getattr(value, field))]
    if isinstance(value, list):
        return [name for item in value for name in extras(item)]
    return []


async def test_whatever_a_person_does_is_an_update_as_telegram_sends_it(
    sandbox: Sandbox, bot: Bot, aigul: Person
) -> None:
    said = await aigul.says("Сәлем @usynys_bot")
    await aigul.edits(said, "Сәлем!")
    await aigul.says("жауап", reply_to=said)
    await aigul.sends_photo(png(800, 600), caption="сурет")
    await aigul.sends_document("смета.xlsx", b"1")
    await aigul.sends_sticker()
    await aigul.sends_voice()
    await aigul.shares_contact()
    await aigul.shares_contact(own=False)
    await aigul.sends_location(53.2, 63.6)
    await aigul.forwards("арнадағы жазба")
    await aigul.forges("x", wait=False)
    aigul.blocks_bot()
    updates = await taken(bot)
    assert [name for update in updates for name in extras(update)] == []
    kinds = [update.message.content_type if update.message else update.event_type for update in updates]
    assert kinds == [
        *("text", "text", "edited_message", "text", "photo", "document", "sticker", "voice"),
        *("contact", "contact", "location", "text", "callback_query", "my_chat_member"),
    ]
    numbers = [update.update_id for update in updates]
    assert numbers == list(range(numbers[0], numbers[0] + len(updates)))


async def test_the_details_of_updates_are_telegrams(bot: Bot, aigul: Person) -> None:
    await aigul.starts("p_214")
    await aigul.shares_contact()
    await aigul.shares_contact(own=False, phone="+77021112233")
    await aigul.forwards("жазба")
    messages = [update.message for update in await taken(bot)][1:]
    start, own, other, forwarded = messages
    assert start is not None
    assert start.entities is not None
    assert (start.text, start.entities[0].type, start.entities[0].length) == ("/start p_214", "bot_command", 6)
    assert start.from_user is not None
    assert start.from_user.model_dump(exclude_none=True) == {
        "id": 700000001,
        "is_bot": False,
        "first_name": "Айгүл",
        "last_name": "Сәрсенова",
        "username": "aigul_sarsenova",
        "language_code": "kk",
    }
    assert start.chat.id == aigul.id
    assert own is not None
    assert own.contact is not None
    assert (own.contact.user_id, own.contact.phone_number) == (aigul.id, aigul.phone)
    assert other is not None
    assert other.contact is not None
    assert (other.contact.user_id, other.contact.phone_number) == (None, "+77021112233")
    assert forwarded is not None
    assert isinstance(forwarded.forward_origin, MessageOriginChannel)
    assert isinstance(forwarded.forward_origin.chat, Chat)
    assert forwarded.forward_origin.chat.type == "channel"


async def test_a_tap_brings_the_whole_message_as_it_was_then(ask: Ask, bot: Bot, aigul: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Ашу", "callback_data": "op:214"}]]}
    sent = (await ask("sendMessage", chat_id=aigul.id, text="бір", reply_markup=keyboard))["result"]
    await taken(bot)
    await aigul.taps("Ашу", wait=False)
    await ask("editMessageText", chat_id=aigul.id, message_id=sent["message_id"], text="екі")
    query = (await taken(bot))[0].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("op:214", aigul.id)
    assert query.chat_instance
    assert query.message is not None
    assert query.message.model_dump(mode="json")["text"] == "бір"


async def test_updates_stay_until_they_are_confirmed(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    await aigul.says("бір")
    first = await bot.get_updates(timeout=0)
    again = await bot.get_updates(timeout=0)
    assert [update.update_id for update in first] == [update.update_id for update in again]
    rest = await bot.get_updates(offset=first[0].update_id + 1, timeout=0)
    assert [update.message.text for update in rest if update.message] == ["бір"]
    restarted = bot_of(sandbox)
    redelivered = await restarted.get_updates(timeout=0)
    assert [update.message.text for update in redelivered if update.message] == ["бір"]
    await restarted.session.close()


async def test_a_negative_offset_takes_from_the_end(bot: Bot, aigul: Person) -> None:
    await aigul.says("бір")
    await aigul.says("екі")
    last = await bot.get_updates(offset=-1, timeout=0)
    assert [update.message.text for update in last if update.message] == ["екі"]
    assert len(await bot.get_updates(timeout=0)) == 1


async def test_a_long_poll_wakes_with_the_first_update(bot: Bot, aigul: Person) -> None:
    await taken(bot)
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    await aigul.says("оян")
    async with asyncio.timeout(5):
        updates = await poll
    assert [update.message.text for update in updates if update.message] == ["оян"]


async def test_a_poll_with_a_limit_gives_so_many(bot: Bot, aigul: Person) -> None:
    await aigul.says("бір")
    assert len(await bot.get_updates(limit=1, timeout=0)) == 1


async def test_of_two_pollers_the_older_is_sent_away(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    await taken(bot)
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    second = bot_of(sandbox)
    newer = asyncio.create_task(second.get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await older
    await aigul.says("кімге")
    assert len(await newer) == 1
    await second.session.close()


async def test_a_poller_that_was_killed_bothers_nobody(sandbox: Sandbox, bot: Bot, aigul: Person) -> None:
    await taken(bot)
    killed = bot_of(sandbox)
    poll = asyncio.create_task(killed.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    poll.cancel()
    await killed.session.close()
    await aigul.says("қалды")
    assert [update.message.text for update in await taken(bot) if update.message] == ["қалды"]
    assert sandbox.refused == []


async def test_only_wanted_kinds_of_updates_come(bot: Bot, aigul: Person) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["callback_query"])
    await taken(bot)
    await aigul.says("керексіз")
    await aigul.forges("керек", wait=False)
    assert [update.event_type for update in await taken(bot)] == ["callback_query"]


async def test_a_tap_is_answered_once_in_time_and_shortly(ask: Ask, bot: Bot, aigul: Person) -> None:
    await aigul.forges("x", wait=False)
    query = (await taken(bot))[-1].callback_query
    assert query is not None
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query.id, "ә" * 201)
    assert await bot.answer_callback_query(query.id, "ә" * 200, show_alert=True)
    too_old = "query is too old and response timeout expired or query ID is invalid"
    with pytest.raises(TelegramBadRequest, match=too_old):
        await bot.answer_callback_query(query.id)
    with pytest.raises(TelegramBadRequest, match=too_old):
        await bot.answer_callback_query("214")


async def test_a_late_answer_is_too_old() -> None:
    async with Sandbox(callback_lifetime=0.0) as sandbox:
        bot = bot_of(sandbox)
        await sandbox.person("aigul").forges("x", wait=False)
        query = (await taken(bot))[-1].callback_query
        assert query is not None
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await query.answer().as_(bot)
        await bot.session.close()


class Hook:
    """A webhook of a bot that fails `failing` times before it takes updates."""

    def __init__(self, failing: int = 0) -> None:
        self.failing = failing
        self.url = ""
        self.taken: list[tuple[str | None, str]] = []

    async def handle(self, request: web.Request) -> web.Response:
        if self.failing:
            self.failing -= 1
            return web.Response(status=500)
        message = (await request.json())["message"]
        self.taken.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), message["text"]))
        reply = {"method": "sendMessage", "chat_id": message["chat"]["id"], "text": f"жауап: {message['text']}"}
        return web.json_response(reply)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    listening = Hook(failing=1)
    application = web.Application()
    application.router.add_post("/hook", listening.handle)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listening.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listening
    await runner.cleanup()


async def test_a_webhook_gets_updates_in_order_again_after_a_failure_and_may_answer_in_place(
    bot: Bot, hook: Hook, aigul: Person
) -> None:
    await aigul.says("бір")
    await bot.set_webhook(hook.url, secret_token="kupiya-1")
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await aigul.sees("жауап: бір")
    await aigul.says("екі")
    await aigul.sees("жауап: екі")
    assert hook.taken == [("kupiya-1", "/start"), ("kupiya-1", "бір"), ("kupiya-1", "екі")]
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""


async def test_a_webhook_elsewhere_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="bad webhook"):
        await bot.set_webhook("https://example.org/hook")
