"""Groups: the bot writes there, the group becomes a supergroup, the bot is put out and taken back."""

from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat
from aiohttp import ClientSession

from sandbox import Person, Sandbox
from tests.sandbox.conftest import Ask
from tests.sandbox.test_updates import extras, taken


async def test_the_bot_writes_and_edits_in_a_group(sandbox: Sandbox, bot: Bot) -> None:
    group = sandbox.add_group("Қостанай альянсы")
    sent = await bot.send_message(group.id, "Кезекте: 3")
    assert (sent.chat.id, sent.chat.type, sent.chat.title) == (group.id, "group", "Қостанай альянсы")
    await group.sees("Кезекте: 3")
    await bot.edit_message_text("Кезекте: 2", chat_id=group.id, message_id=sent.message_id)
    assert [message.text for message in group.messages] == ["Кезекте: 2"]
    assert (await bot.get_chat(group.id)).title == "Қостанай альянсы"
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"
    assert sandbox.add_group("Тағы", is_super=True).id < -1_000_000_000_000


async def test_a_group_that_became_a_supergroup_names_its_new_id(sandbox: Sandbox, bot: Bot) -> None:
    group = sandbox.add_group("Қостанай альянсы")
    new = group.migrates()
    with pytest.raises(TelegramMigrateToChat, match="upgraded to a supergroup chat") as refused:
        await bot.send_message(group.id, "ескі")
    assert refused.value.migrate_to_chat_id == new.id
    assert (await bot.send_message(new.id, "жаңа")).chat.type == "supergroup"
    await new.sees("жаңа")
    updates = await taken(bot)
    assert [name for update in updates for name in extras(update)] == []
    messages = [update.message for update in updates if update.message]
    moves = [(each.chat.id, each.migrate_to_chat_id, each.migrate_from_chat_id) for each in messages]
    assert moves == [(group.id, new.id, None), (new.id, None, group.id)]


async def test_a_bot_put_out_is_refused_until_it_is_taken_back(sandbox: Sandbox, bot: Bot) -> None:
    group = sandbox.add_group("Қостанай альянсы")
    group.kicks_bot()
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "a")
    group.takes_bot_back()
    await bot.send_message(group.id, "a")
    changes = [update.my_chat_member for update in await taken(bot)]
    assert [change.new_chat_member.status for change in changes if change] == ["member", "kicked", "member"]


async def test_groups_are_made_and_moved_over_http(ask: Ask, client: ClientSession) -> None:
    async def post(path: str, **body: object) -> dict[str, object]:
        async with client.post(f"/sandbox/groups{path}", json=body) as response:
            assert response.status == 200
            group: dict[str, object] = (await response.json())["group"]
            return group

    group = await post("", title="Альянс")
    await ask("sendMessage", chat_id=group["id"], text="бірінші")
    async with client.get(f"/sandbox/groups/{group['id']}") as response:
        assert [message["text"] for message in (await response.json())["messages"]] == ["бірінші"]
    new = await post(f"/{group['id']}/migrate")
    answer = await ask("sendMessage", chat_id=group["id"], text="екінші")
    assert answer["parameters"] == {"migrate_to_chat_id": new["id"]}
    assert (await post(f"/{new['id']}/kick"))["is_member"] is False
    assert (await ask("sendMessage", chat_id=new["id"], text="a"))["error_code"] == 403
    assert (await post(f"/{new['id']}/invite"))["is_member"] is True
    for path in ("/-1/kick", f"/{new['id']}/dance", "/abc/kick"):
        async with client.post(f"/sandbox/groups{path}") as response:
            assert response.status == 404
    async with client.post(f"/sandbox/groups/{new['id']}/migrate") as response:
        assert response.status == 400


async def test_groups_outlive_the_sandbox(tmp_path: Path, aigul: Person) -> None:
    async with Sandbox(folder=tmp_path) as sandbox:
        old = sandbox.add_group("Альянс")
        new = old.migrates()
        sandbox.world.post(sandbox.world.groups[new.id], {"text": "сақталды"})
    async with Sandbox(folder=tmp_path) as sandbox:
        groups = sandbox.world.groups
        assert groups[old.id].migrated_to == new.id
        assert [message["text"] for message in groups[new.id].messages.values() if "text" in message] == ["сақталды"]
