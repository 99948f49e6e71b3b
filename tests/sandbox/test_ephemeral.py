"""People in groups: they write, tap, use topics, and are told what nobody else sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import EphemeralMessageParameters, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox import Sandbox
from tests.sandbox.test_updates import extras, taken

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ашу", callback_data="gro:1")]])


async def test_a_message_for_one_person_is_seen_by_nobody_else(sandbox: Sandbox, bot: Bot) -> None:
    group, marat, olga = sandbox.add_group("Альянс", is_super=True), sandbox.person("marat"), sandbox.person("olga")
    said = await marat.says_in(group, "/connect")
    parameters = EphemeralMessageParameters(receiver_user_id=marat.id)
    sent = await bot.send_message(group.id, "Тек сізге", ephemeral_message_parameters=parameters)
    assert (sent.message_id, sent.ephemeral_message_id, sent.receiver_user and sent.receiver_user.id) == (
        0,
        1,
        marat.id,
    )
    assert (await marat.told_alone(group, "Тек сізге")).raw["message_id"] == 0
    with pytest.raises(AssertionError, match="is not told 'Тек сізге' alone"):
        await olga.told_alone(group, "Тек сізге", timeout=0)
    assert group.messages == []
    assert await bot.delete_ephemeral_message(group.id, marat.id, 1)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_ephemeral_message(group.id, marat.id, 1)
    updates = await taken(bot)
    assert [name for update in updates for name in extras(update)] == []
    assert [update.message.text for update in updates if update.message] == ["/connect"]
    assert said.text == "/connect"


async def test_where_it_is_not_allowed_it_is_refused(sandbox: Sandbox, bot: Bot) -> None:
    group, marat = sandbox.add_group("Альянс"), sandbox.person("marat")
    parameters = EphemeralMessageParameters(receiver_user_id=marat.id)
    group.forbids_ephemeral()
    with pytest.raises(TelegramBadRequest, match="EPHEMERAL_MESSAGES_FORBIDDEN"):
        await bot.send_message(group.id, "Тек сізге", ephemeral_message_parameters=parameters)
    await marat.starts()
    with pytest.raises(TelegramBadRequest, match="only to groups"):
        await bot.send_message(marat.id, "Тек сізге", ephemeral_message_parameters=parameters)
    stranger = EphemeralMessageParameters(receiver_user_id=1)
    with pytest.raises(TelegramBadRequest, match="USER_ID_INVALID"):
        await bot.send_message(sandbox.add_group("Тағы").id, "Сізге", ephemeral_message_parameters=stranger)


async def test_a_tap_in_a_group_says_who_tapped_where(sandbox: Sandbox, bot: Bot) -> None:
    group, marat = sandbox.add_group("Альянс", is_super=True), sandbox.person("marat")
    topic = group.opens_topic()
    await bot.send_message(group.id, "Жаңа ұсыныс", reply_markup=KEYBOARD, message_thread_id=topic)
    assert marat.data_in(group, "Ашу") == "gro:1"
    await marat.says_in(group, "Тақырыпта", topic=topic)
    query = marat.presses_in(group, marat.data_in(group, "Ашу"))
    updates = await taken(bot)
    (press,) = [update.callback_query for update in updates if update.callback_query]
    assert press.from_user.id == marat.id
    assert press.message is not None
    assert press.message.chat.id == group.id
    (message,) = [update.message for update in updates if update.message]
    assert (message.message_thread_id, message.is_topic_message, message.chat.is_forum) == (topic, True, True)
    await bot.answer_callback_query(press.id, "Қабылданды")
    assert query.answer is not None
    assert query.answer.text == "Қабылданды"


async def test_topics_are_closed_and_deleted_and_the_bot_is_silenced(sandbox: Sandbox, bot: Bot) -> None:
    group = sandbox.add_group("Альянс", is_super=True)
    topic = group.opens_topic()
    group.closes_topic(topic)
    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(group.id, "a", message_thread_id=topic)
    group.deletes_topic(topic)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(group.id, "a", message_thread_id=topic)
    group.silences_bot()
    with pytest.raises(TelegramBadRequest, match="not enough rights to send"):
        await bot.send_message(group.id, "a")
    group.lets_bot_write()
    await bot.send_message(group.id, "a")
    updates = await taken(bot)
    assert [name for update in updates for name in extras(update)] == []
    changes = [update.my_chat_member.new_chat_member.status for update in updates if update.my_chat_member]
    assert changes == ["member", "restricted", "member"]


async def test_topics_outlive_the_sandbox(tmp_path: Path) -> None:
    async with Sandbox(folder=tmp_path) as sandbox:
        group = sandbox.add_group("Альянс", is_super=True)
        topic = group.opens_topic()
        group.forbids_ephemeral()
    async with Sandbox(folder=tmp_path) as sandbox:
        kept = sandbox.world.groups[group.id]
        assert (kept.topics, kept.allows_ephemeral, kept.may_write) == ({topic: True}, False, True)
