"""Channels: the bot is added, reads posts, and sees them discussed in a group."""

from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import MessageOriginChannel

from sandbox import Sandbox
from tests.sandbox.test_updates import extras, taken


async def test_a_bot_added_to_a_channel_is_told_reads_posts_and_writes(sandbox: Sandbox, bot: Bot) -> None:
    channel = sandbox.add_channel("Азаматтық форум")
    post = channel.posts("Ұсыныс қабылдау басталды")
    updates = await taken(bot)
    assert [name for update in updates for name in extras(update)] == []
    added, posted = updates
    assert added.my_chat_member is not None
    assert added.my_chat_member.chat.type == "channel"
    assert added.my_chat_member.new_chat_member.status == "administrator"
    assert posted.channel_post is not None
    assert (posted.channel_post.message_id, posted.channel_post.text) == (post.id, "Ұсыныс қабылдау басталды")
    assert posted.channel_post.from_user is None
    await bot.send_message(channel.id, "Жарияланды")
    await channel.sees("Жарияланды")
    channel.kicks_bot()
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the channel chat"):
        await bot.send_message(channel.id, "a")


async def test_posts_of_a_linked_channel_come_into_its_group_by_themselves(
    sandbox: Sandbox, bot: Bot, tmp_path: Path
) -> None:
    group = sandbox.add_group("Талқылау", is_super=True)
    channel = sandbox.add_channel("Азаматтық форум", discussed_in=group)
    post = channel.posts("Жаңа ұсыныс")
    messages = [update.message for update in await taken(bot) if update.message]
    (forwarded,) = messages
    assert forwarded.is_automatic_forward
    assert forwarded.chat.id == group.id
    assert forwarded.sender_chat is not None
    assert forwarded.sender_chat.id == channel.id
    assert isinstance(forwarded.forward_origin, MessageOriginChannel)
    assert (forwarded.forward_origin.chat.id, forwarded.forward_origin.message_id) == (channel.id, post.id)


async def test_channels_outlive_the_sandbox(tmp_path: Path) -> None:
    async with Sandbox(folder=tmp_path) as sandbox:
        group = sandbox.add_group("Талқылау", is_super=True)
        channel = sandbox.add_channel("Форум", discussed_in=group)
        channel.posts("сақталды")
    async with Sandbox(folder=tmp_path) as sandbox:
        kept = sandbox.world.groups[channel.id]
        assert (kept.kind, kept.linked_to) == ("channel", group.id)
