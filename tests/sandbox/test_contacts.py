"""Contacts and places people share, and places the bot sends."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import KeyboardButton, Message, ReplyKeyboardMarkup
from aiohttp import ClientSession

from sandbox import Person, Sandbox
from tests.sandbox.test_control import Page
from tests.sandbox.test_updates import extras, taken


async def messages_of(bot: Bot) -> list[Message]:
    """What people have written since the last look; nothing in it is unknown to Telegram."""
    updates = await taken(bot)
    assert [name for update in updates for name in extras(update)] == []
    return [update.message for update in updates if update.message]


async def test_contacts_are_ones_own_another_accounts_or_a_bare_number(
    sandbox: Sandbox, bot: Bot, aigul: Person
) -> None:
    await aigul.shares_contact()
    await aigul.shares_contact(phone="998901234567")
    await aigul.shares_contact(of=sandbox.person("sergey"))
    await aigul.shares_contact(of=sandbox.person("sergey"), phone="+77011234567")
    await aigul.shares_contact(own=False, phone="+77021112233")
    cards = [message.contact for message in await messages_of(bot) if message.contact]
    assert [(card.phone_number, card.user_id, card.first_name) for card in cards] == [
        (aigul.phone, aigul.id, "Айгүл"),
        ("998901234567", aigul.id, "Айгүл"),
        ("+77010000002", 700000002, "Сергей"),
        ("+77011234567", 700000002, "Сергей"),
        ("+77021112233", None, "Танысым"),
    ]


async def test_keys_that_ask_for_a_number_or_a_place_send_them(bot: Bot, aigul: Person) -> None:
    number = KeyboardButton(text="Нөмірім", request_contact=True)
    place = KeyboardButton(text="Орным", request_location=True)
    await bot.send_message(aigul.id, "?", reply_markup=ReplyKeyboardMarkup(keyboard=[[number, place]]))
    await aigul.taps("Нөмірім", wait=False)
    await aigul.taps("Орным", wait=False)
    _, shared, at = await messages_of(bot)
    assert shared.contact is not None
    assert shared.contact.user_id == aigul.id
    assert at.location is not None


async def test_places_are_plain_live_or_have_a_name(bot: Bot, aigul: Person) -> None:
    await aigul.sends_location(54.87, 69.16)
    await aigul.sends_location(54.87, 69.16, live_period=900)
    await aigul.sends_venue(51.16, 71.47, "Астана әкімдігі", "Бейбітшілік көшесі, 11")
    _, plain, live, named = await messages_of(bot)
    assert plain.location is not None
    assert (plain.location.latitude, plain.location.live_period) == (54.87, None)
    assert live.location is not None
    assert live.location.live_period == 900
    assert named.venue is not None
    assert (named.venue.title, named.content_type) == ("Астана әкімдігі", "venue")
    for wrong in ((91.0, 0.0, None), (0.0, 0.0, 5)):
        with pytest.raises(AssertionError, match="cannot do this"):
            await aigul.sends_location(wrong[0], wrong[1], live_period=wrong[2])


async def test_the_bot_sends_places_and_is_refused_impossible_ones(bot: Bot, aigul: Person) -> None:
    sent = await bot.send_location(aigul.id, 54.87, 69.16, live_period=900)
    assert sent.location is not None
    assert sent.location.live_period == 900
    named = await bot.send_venue(aigul.id, 51.16, 71.47, "Әкімдік", "Бейбітшілік, 11")
    assert named.venue is not None
    assert named.venue.address == "Бейбітшілік, 11"
    with pytest.raises(TelegramBadRequest, match="wrong location"):
        await bot.send_location(aigul.id, 154.87, 69.16)
    with pytest.raises(TelegramBadRequest, match="live location period"):
        await bot.send_location(aigul.id, 54.87, 69.16, live_period=5)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_EMPTY"):
        await bot.send_venue(aigul.id, 51.16, 71.47, " ", "a")


async def test_the_page_shares_a_live_place(bot: Bot, aigul: Person, client: ClientSession) -> None:
    page = Page(client, aigul)
    await page.does("location", latitude=54.87, longitude=69.16, live_period=900)
    await page.does("location", 400, latitude=54.87, longitude=69.16, live_period="long")
    _, live = await messages_of(bot)
    assert live.location is not None
    assert live.location.live_period == 900
