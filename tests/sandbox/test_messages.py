"""Messages of the bot, sent and edited by aiogram over real HTTP."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from sandbox import Person, Sandbox
from sandbox.sample_files import JPEG, png
from tests.sandbox.conftest import Ask, same

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Қолдаймын", callback_data="su:1", style="success")]]
)


async def test_a_message_comes_back_as_telegram_returns_it(bot: Bot, aigul: Person) -> None:
    sent = await bot.send_message(aigul.id, "<b>№ 214</b> ұсыныс", parse_mode="HTML", reply_markup=KEYBOARD)
    assert sent.text == "№ 214 ұсыныс"
    assert sent.html_text == "<b>№ 214</b> ұсыныс"
    assert sent.from_user is not None
    assert sent.from_user.username == "usynys_bot"
    assert sent.chat.type == "private"
    assert same(sent.reply_markup, KEYBOARD)
    assert sent.model_extra == {}


async def test_a_text_has_1_to_4096_units_after_parsing(bot: Bot, aigul: Person) -> None:
    await bot.send_message(aigul.id, f"<b>{'😀' * 2048}</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(aigul.id, "😀" * 2048 + "a")
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(aigul.id, "")
    with pytest.raises(TelegramBadRequest, match="text must be non-empty"):
        await bot.send_message(aigul.id, "<b> </b>\n", parse_mode="HTML")


async def test_a_caption_has_at_most_1024_units(bot: Bot, aigul: Person) -> None:
    photo = BufferedInputFile(JPEG, "a.jpg")
    sent = await bot.send_photo(aigul.id, photo, caption="ә" * 1024)
    assert sent.caption == "ә" * 1024
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(aigul.id, photo, caption="ә" * 1025)


async def test_an_unknown_chat_a_newcomer_and_a_blocker_cannot_be_written_to(
    sandbox: Sandbox, bot: Bot, aigul: Person
) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(1, "a")
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(sandbox.person("yerlan").id, "a")
    aigul.blocks_bot()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(aigul.id, "a")
    aigul.unblocks_bot()
    await bot.send_message(aigul.id, "a")
    assert [call.error for call in sandbox.refused] == [
        "Bad Request: chat not found",
        "Forbidden: bot can't initiate conversation with a user",
        "Forbidden: bot was blocked by the user",
    ]


async def test_an_edit_changes_text_and_keyboard_and_only_really(bot: Bot, aigul: Person) -> None:
    sent = await bot.send_message(aigul.id, "бір", reply_markup=KEYBOARD)
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content"):
        await sent.edit_text("<b></b>бір", parse_mode="HTML", reply_markup=KEYBOARD)
    edited = await sent.edit_text("екі")
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("екі", None)
    assert edited.edit_date is not None
    again = await sent.edit_reply_markup(reply_markup=KEYBOARD)
    assert not isinstance(again, bool)
    assert again.text == "екі"
    assert same(again.reply_markup, KEYBOARD)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_reply_markup(reply_markup=KEYBOARD)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await sent.edit_text("ә" * 4097)


async def test_what_cannot_be_edited_is_refused(ask: Ask, bot: Bot, aigul: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("a", chat_id=aigul.id, message_id=9_999)
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("a", chat_id=aigul.id, message_id=aigul.messages[0].id)
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Мәзір")]])
    with_keys = await bot.send_message(aigul.id, "a", reply_markup=keys)
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await with_keys.edit_text("b")
    plain = await bot.send_message(aigul.id, "a")
    refused = await ask(
        "editMessageText",
        chat_id=aigul.id,
        message_id=plain.message_id,
        text="b",
        reply_markup={"keyboard": [["Мәзір"]]},
    )
    assert refused["description"] == "Bad Request: inline keyboard expected"
    photo = await bot.send_photo(aigul.id, BufferedInputFile(JPEG, "a.jpg"))
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await photo.edit_text("b")
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await plain.edit_caption(caption="b")


async def test_a_caption_is_edited(bot: Bot, aigul: Person) -> None:
    photo = await bot.send_photo(aigul.id, BufferedInputFile(JPEG, "a.jpg"), caption="бір")
    edited = await photo.edit_caption(caption="<i>екі</i>", parse_mode="HTML")
    assert not isinstance(edited, bool)
    assert edited.caption == "екі"
    assert edited.photo is not None


async def test_a_deleted_message_is_gone(bot: Bot, aigul: Person) -> None:
    sent = await bot.send_message(aigul.id, "a")
    assert await sent.delete()
    assert all(message.id != sent.message_id for message in aigul.messages)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await sent.delete()
    assert await bot.delete_messages(aigul.id, [aigul.messages[0].id, 9_999])


async def test_a_reply_names_what_it_answers(bot: Bot, aigul: Person) -> None:
    asked = aigul.messages[0]
    sent = await bot.send_message(aigul.id, "a", reply_parameters=ReplyParameters(message_id=asked.id))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(aigul.id, "a", reply_parameters=ReplyParameters(message_id=9_999))
    lenient = ReplyParameters(message_id=9_999, allow_sending_without_reply=True)
    assert (await bot.send_message(aigul.id, "a", reply_parameters=lenient)).reply_to_message is None


async def test_an_album_is_one_group_of_messages(bot: Bot, aigul: Person) -> None:
    photo = BufferedInputFile(png(400, 300), "a.png")
    first = InputMediaPhoto(media=photo, caption="<b>екі</b> сурет", parse_mode="HTML")
    sent = await bot.send_media_group(aigul.id, [first, InputMediaPhoto(media=photo)])
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].html_text == "<b>екі</b> сурет"
    assert sent[0].photo is not None
    assert [(size.width, size.height) for size in sent[0].photo] == [(320, 240), (400, 300)]
    document = InputMediaDocument(media=BufferedInputFile(b"a", "a.txt"))
    with pytest.raises(TelegramBadRequest, match="can't be mixed"):
        await bot.send_media_group(aigul.id, [first, document])
    with pytest.raises(TelegramBadRequest, match="2-10"):
        await bot.send_media_group(aigul.id, [first])


async def test_a_place_and_an_action_are_shown(bot: Bot, aigul: Person) -> None:
    sent = await bot.send_location(aigul.id, 54.87, 69.16)
    assert sent.location is not None
    assert sent.location.latitude == 54.87
    assert await bot.send_chat_action(aigul.id, "upload_document")
    with pytest.raises(TelegramBadRequest, match="wrong parameter action in request"):
        await bot.send_chat_action(aigul.id, "dance")


async def test_only_the_last_five_hundred_messages_are_kept(ask: Ask, aigul: Person) -> None:
    for number in range(501):
        await ask("sendMessage", chat_id=aigul.id, text=str(number))
    assert len(aigul.messages) == 500
    assert aigul.messages[0].text == "1"


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": "@nobody", "text": "a"}, "chat not found"),
        ({"chat_id": 700000001, "text": {"a": 1}}, 'field "text" must be of type String'),
        ({"chat_id": 700000001, "text": "a", "parse_mode": "Wiki"}, "unsupported parse_mode"),
        ({"chat_id": 700000001, "text": "a", "entities": "["}, "can't parse entities JSON object"),
        (
            {"chat_id": 700000001, "text": "a", "entities": [{"type": "bold", "offset": 2, "length": 1}]},
            "entity begins after the end of the text at UTF-16 offset 2",
        ),
        (
            {"chat_id": 700000001, "text": "a", "entities": [{"type": "bold", "offset": 0, "length": 9}]},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
        (
            {"chat_id": 700000001, "text": "a", "entities": [{"type": "huge", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        ({"chat_id": 700000001, "text": "a", "reply_parameters": {}}, 'can\'t find field "message_id"'),
    ],
)
async def test_wrong_parameters_are_refused(ask: Ask, aigul: Person, params: dict[str, object], why: str) -> None:
    answer = await ask("sendMessage", **params)
    assert answer["description"] == f"Bad Request: {why}"


async def test_unknown_parameters_are_passed_over(ask: Ask, aigul: Person) -> None:
    assert (await ask("SENDMESSAGE", chat_id=str(aigul.id), text=214, new_thing={"a": 1}))["ok"]
