"""What a person does in their Telegram application, whether from the page or from a test."""

import re
import secrets
import time
from typing import Any

from sandbox.chats import Chat
from sandbox.entities import utf16_units
from sandbox.formatting import from_person
from sandbox.images import picture_size
from sandbox.limits import START_PAYLOAD_CHARACTERS, TEXT_UNITS
from sandbox.media import content_of
from sandbox.methods_messages import without_reply
from sandbox.queries import Query
from sandbox.refusals import ActionRefused
from sandbox.sample_files import OGG, WEBP
from sandbox.shapes import Json
from sandbox.world import World

CHANNEL = {
    "id": -1_001_700_000_001,
    "type": "channel",
    "title": "Азаматтық форум",
    "username": "azamat_forum",
}
_PAYLOAD = re.compile(rf"[A-Za-z0-9_-]{{1,{START_PAYLOAD_CHARACTERS}}}")
_FILE_KINDS = frozenset({"photo", "document", "video", "voice", "sticker"})
_ALBUM_KINDS = frozenset({"photo", "document", "video"})
_ALBUM = re.compile(r"[0-9]{1,20}")


def start(world: World, chat: Chat, payload: str | None = None) -> Json:
    """Press Start (or Restart after a block), with the payload of a deep link if there is one."""
    if payload and not _PAYLOAD.fullmatch(payload):
        raise ActionRefused("a start parameter has 1-64 of the characters A-Z a-z 0-9 _ -")
    if chat.is_blocked:
        block(world, chat, False)
    return say(world, chat, f"/start {payload}" if payload else "/start")


def say(world: World, chat: Chat, text: str, reply_to: int | None = None) -> Json:
    """Write a message; a long one is cut into several, as Telegram's application does.

    Raises ActionRefused for an empty one.
    """
    text, _ = from_person(text)
    if not text:
        raise ActionRefused("an empty message cannot be sent")
    while utf16_units(text) > TEXT_UNITS:
        head, text = _cut(text)
        write(world, chat, text_content(head), reply_to)
    return write(world, chat, text_content(text), reply_to)


def text_content(source: str) -> Json:
    """The part of a Message that holds somebody's words."""
    text, entities = from_person(source)
    return {"text": text, "entities": entities} if entities else {"text": text}


def _cut(text: str) -> tuple[str, str]:
    head = text.encode("utf-16-le")[: TEXT_UNITS * 2].decode("utf-16-le", "ignore")
    return head, text[len(head) :]


def edit(world: World, chat: Chat, message_id: int, text: str) -> Json:
    """Change a text message one has written."""
    message = chat.messages.get(message_id)
    if message is None or chat.is_from_bot(message) or "text" not in message:
        raise ActionRefused("only one's own text message can be edited")
    kept = {name: value for name, value in message.items() if name not in {"text", "entities"}}
    changed = kept | {"edit_date": int(time.time())} | text_content(text)
    world.receive_edit(chat, changed)
    return changed


def tap(world: World, chat: Chat, message_id: int, row: int, column: int) -> Query | None:
    """Tap a button under a message; the query when the bot has to answer, None for links and the like.

    Raises ActionRefused when there is no such button or it is disabled.
    """
    message = chat.messages.get(message_id, {})
    try:
        button = message["reply_markup"]["inline_keyboard"][row][column]
    except (KeyError, IndexError):
        raise ActionRefused("there is no such button any more") from None
    if "disabled" in button:
        raise ActionRefused(f"the button {button['text']!r} is disabled")
    if "callback_data" not in button:
        return None
    return _query(world, chat, message, button["callback_data"])


def forge(world: World, chat: Chat, data: str, message_id: int | None = None) -> Query:
    """Send callback data no button has, as a modified client can; by default from the newest bot message."""
    number = message_id or next((n for n, m in reversed(chat.messages.items()) if chat.is_from_bot(m)), 0)
    gone = {"chat": chat.account.chat, "message_id": number or 1, "date": 0}
    return _query(world, chat, chat.messages.get(number, gone), data)


def _query(world: World, chat: Chat, message: Json, data: str) -> Query:
    demand_open(chat)
    query = world.queries.ask(chat.account.id)
    content = {
        "id": query.id,
        "from": chat.account.user,
        "message": message,
        "chat_instance": str(chat.account.id * 7_919 + 4_000_000_000_000_000_000),
        "data": data,
    }
    world.updates.add(chat.account.id, "callback_query", content)
    world.on_change()
    return query


def send_file(
    world: World,
    chat: Chat,
    data: bytes,
    kind: str,
    name: str = "",
    mime: str = "",
    caption: str = "",
    album: str = "",
) -> Json:
    """Send a photo, document, video, voice note or sticker; `album` is the number its album goes by."""
    if album and (kind not in _ALBUM_KINDS or not _ALBUM.fullmatch(album)):
        raise ActionRefused("an album holds photos, videos or documents")
    if kind not in _FILE_KINDS:
        raise ActionRefused(f"unknown kind of file {kind!r}")
    if not data:
        raise ActionRefused("an empty file cannot be sent")
    if kind == "photo" and picture_size(data) is None:
        raise ActionRefused("this file is no picture")
    demand_open(chat)
    stored = world.files.add(data, kind, "" if kind == "photo" else name, mime)
    content = content_of(world.files, stored)
    text, entities = from_person(caption)
    if text:
        content["caption"] = text
    if entities:
        content["caption_entities"] = entities
    if album:
        content["media_group_id"] = album
    return write(world, chat, content)


def send_sticker(world: World, chat: Chat) -> Json:
    """Send a sticker."""
    return send_file(world, chat, WEBP, "sticker", mime="image/webp")


def send_voice(world: World, chat: Chat) -> Json:
    """Send a voice note."""
    return send_file(world, chat, OGG, "voice", mime="audio/ogg")


def forward(world: World, chat: Chat, text: str) -> Json:
    """Forward a post of a channel."""
    origin = {"type": "channel", "date": int(time.time()) - 3600, "chat": CHANNEL}
    origin["message_id"] = secrets.randbelow(10_000) + 1
    return write(world, chat, {"forward_origin": origin, **text_content(text)})


def block(world: World, chat: Chat, blocked: bool) -> None:
    """Block the bot or let it write again."""
    if chat.is_blocked == blocked:
        return
    chat.is_blocked = blocked
    bot = world.profile.user()
    member: Json = {"status": "member", "user": bot}
    kicked: Json = {"status": "kicked", "user": bot, "until_date": 0}
    old, new = (member, kicked) if blocked else (kicked, member)
    content = {"chat": chat.account.chat, "from": chat.account.user, "date": int(time.time())}
    content |= {"old_chat_member": old, "new_chat_member": new}
    world.updates.add(chat.account.id, "my_chat_member", content)
    world.show(chat, {"type": "state", "started": chat.is_started, "blocked": blocked})


def delete_account(chat: Chat) -> None:
    """The person's account is gone: Telegram tells the bot so when it writes, and not before."""
    chat.is_deleted = True


def demand_open(chat: Chat) -> None:
    """Raise ActionRefused when the person has blocked the bot."""
    if chat.is_blocked:
        raise ActionRefused("the bot is blocked: unblock it first")


def write(world: World, chat: Chat, content: dict[str, Any], reply_to: int | None = None) -> Json:
    """A message of the person with this content. Raises ActionRefused when the bot is blocked."""
    demand_open(chat)
    if reply_to is not None:
        replied = chat.messages.get(reply_to)
        if replied is None:
            raise ActionRefused("the message to reply to is gone")
        content = {"reply_to_message": without_reply(replied), **content}
    was_started = chat.is_started
    message = world.receive(chat, content)
    if not was_started:
        world.show(chat, {"type": "state", "started": True, "blocked": False})
    _hide_one_time_keyboard(world, chat)
    return message


def _hide_one_time_keyboard(world: World, chat: Chat) -> None:
    if chat.reply_keyboard is not None and chat.reply_keyboard.get("one_time_keyboard"):
        world.set_reply_keyboard(chat, None)
