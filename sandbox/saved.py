"""The sandbox's memory on the disk: one JSON file, replaced whole, and the files beside it."""

import asyncio
import contextlib
import json
import logging
import os
from pathlib import Path

from sandbox.chats import Chat, GroupChat
from sandbox.people import Account
from sandbox.shapes import Json
from sandbox.world import World

_log = logging.getLogger("sandbox")

FILE_NAME = "state.json"
FORMAT = 1
DELAY_SECONDS = 0.8


class Saver:
    """Writes the world down soon after it changes; a burst of changes is written once."""

    def __init__(self, world: World, folder: Path) -> None:
        self._world = world
        self._path = folder / FILE_NAME
        self._is_due = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Watch for changes from now on."""
        self._world.on_change = self._is_due.set
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Write the last state and watch no longer."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        write_state(self._path, json.dumps(dump(self._world), ensure_ascii=False))

    async def _keep(self) -> None:
        while True:
            await self._is_due.wait()
            await asyncio.sleep(DELAY_SECONDS)
            self._is_due.clear()
            text = json.dumps(dump(self._world), ensure_ascii=False)
            try:
                await asyncio.to_thread(write_state, self._path, text)
            except OSError:
                _log.exception("The sandbox could not write down its state; it tries again at the next change")


def write_state(path: Path, text: str) -> None:
    """Replace the file at once, so that a kill leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def load(world: World, folder: Path) -> bool:
    """Fill the world from a folder; False when nothing was saved there.

    Raises ValueError when the file is broken or was written by another version of the sandbox, OSError.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return False
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise ValueError(f"{path.name} was written by another version of the sandbox")
        _restore(world, record)
    except (json.JSONDecodeError, LookupError, TypeError, AttributeError) as broken:
        raise ValueError(f"{path.name} is not what the sandbox writes: {type(broken).__name__}") from broken
    return True


def dump(world: World) -> Json:
    """Everything that outlives the process."""
    profile = world.profile
    return {
        "format": FORMAT,
        "people": world.people.dump(),
        "chats": [chat.dump() for chat in world.chats.values()],
        "groups": [group.dump() for group in world.groups.values()],
        "files": world.files.dump(),
        "updates": world.updates.dump(),
        "next_message_id": world.next_message_id,
        "webhook": world.webhook,
        "profile": {
            "names": profile.names,
            "descriptions": profile.descriptions,
            "short_descriptions": profile.short_descriptions,
            "commands": profile.commands,
            "menu_button": profile.menu_button,
        },
    }


def _restore(world: World, record: Json) -> None:
    world.people.restore(record["people"])
    for chat_record in record["chats"]:
        account: Account = world.people.by_id[chat_record["id"]]
        chat: Chat = world.settle(account)
        chat.restore(chat_record)
    for group_record in record.get("groups", []):
        group = GroupChat(*(group_record[name] for name in ("id", "title", "is_super", "is_member", "migrated_to")))
        group.is_channel = group_record.get("is_channel", False)
        group.linked_to = group_record.get("linked_to")
        group.may_write = group_record.get("may_write", True)
        group.allows_ephemeral = group_record.get("allows_ephemeral", True)
        group.topics = dict(group_record.get("topics", []))
        group.restore(group_record)
        world.groups[group.id] = group
    world.files.restore(record["files"])
    world.updates.restore(record["updates"])
    world.next_message_id = record["next_message_id"]
    world.webhook = record["webhook"]
    for name, value in record["profile"].items():
        setattr(world.profile, name, value)
