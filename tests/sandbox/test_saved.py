"""A sandbox with a folder goes on where it was."""

import asyncio
import json
from pathlib import Path

import pytest
from aiogram.types import BotCommand

from sandbox import Sandbox
from tests.sandbox.conftest import bot_of


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "sandbox"
    async with Sandbox(token="500000001:kept", folder=folder) as sandbox:
        asel = sandbox.add_person("Әсел", "kk")
        await asel.starts()
        await asel.sends_photo(caption="сурет")
        bot = bot_of(sandbox)
        await bot.set_my_commands([BotCommand(command="start", description="Бастау")])
        await bot.send_message(asel.id, "Сәлем")
        await bot.session.close()
        asel.blocks_bot()
    async with Sandbox(token="500000001:kept", folder=folder) as sandbox:
        again = sandbox.person(f"person{asel.id}")
        assert [message.text for message in again.messages] == ["/start", "сурет", "Сәлем"]
        assert again.screen == "Сәлем"
        assert [command["command"] for command in again.commands] == ["start"]
        bot = bot_of(sandbox)
        updates = await bot.get_updates(timeout=0)
        assert [update.event_type for update in updates] == ["message", "message", "my_chat_member"]
        photo = again.messages[1].file_id
        assert photo is not None
        assert (await bot.get_file(photo)).file_size
        await again.starts()
        sent = await bot.send_message(again.id, "Қайта")
        assert sent.message_id > again.messages[-2].id
        await bot.session.close()


async def test_changes_are_written_while_it_runs(tmp_path: Path) -> None:
    async with Sandbox(folder=tmp_path) as sandbox:
        aigul = sandbox.person("aigul")
        await aigul.starts()
        state = tmp_path / "state.json"
        for _ in range(200):
            if state.exists():
                break
            await asyncio.sleep(0.05)
        saved = json.loads(state.read_text(encoding="utf-8"))
        texts = [message["text"] for chat in saved["chats"] for message in chat["messages"]]
        assert texts == ["/start"]


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(ValueError, match="another version"):
        Sandbox(folder=tmp_path)


@pytest.mark.parametrize("state", ["{", "[]", "{}", '{"format": 1}', '{"format": 1, "people": [{"a": 1}]}', "\0"])
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, state: str) -> None:
    (tmp_path / "state.json").write_text(state, encoding="utf-8")
    with pytest.raises(ValueError, match="not what the sandbox writes"):
        Sandbox(folder=tmp_path)
    assert (tmp_path / "state.json").read_text(encoding="utf-8") == state, "it is left for whoever wants to look"


async def test_a_taken_port_is_an_error_and_leaves_nothing_open() -> None:
    async with Sandbox() as sandbox:
        port = int(sandbox.url.rpartition(":")[2])
        with pytest.raises(OSError, match=str(port)):
            await Sandbox(port=port).start()
