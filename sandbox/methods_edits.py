"""Bot API methods that change a message of the bot, and the answer to a tap."""

import time
from typing import Any
from urllib.parse import urlsplit

from sandbox import limits
from sandbox.call import Call
from sandbox.chats import AnyChat
from sandbox.keyboards import read_inline_markup
from sandbox.methods_messages import read_caption, read_text
from sandbox.profile import BOT_USERNAME
from sandbox.queries import CallbackAnswer
from sandbox.refusals import NOT_MODIFIED, bad_request
from sandbox.shapes import Json
from sandbox.world import World

_CONTENT = ("text", "entities", "caption", "caption_entities", "reply_markup")


def edit_message_text(world: World, call: Call) -> Json:
    """editMessageText"""
    content = read_text(call, "MESSAGE_TOO_LONG")
    markup = read_inline_markup(call)
    chat, message = _message_to_edit(world, call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(world, chat, message, content, markup)


def edit_message_caption(world: World, call: Call) -> Json:
    """editMessageCaption"""
    content = read_caption(call)
    markup = read_inline_markup(call)
    chat, message = _message_to_edit(world, call)
    if not any(kind in message for kind in ("photo", "document", "video", "voice")):
        raise bad_request("there is no caption in the message to edit")
    return _change(world, chat, message, content, markup)


def edit_message_reply_markup(world: World, call: Call) -> Json:
    """editMessageReplyMarkup"""
    markup = read_inline_markup(call)
    chat, message = _message_to_edit(world, call)
    same = {name: message[name] for name in _CONTENT if name in message and name != "reply_markup"}
    return _change(world, chat, message, same, markup)


def answer_callback_query(world: World, call: Call) -> bool:
    """answerCallbackQuery"""
    text, url = call.text("text"), call.text("url")
    if len(text) > limits.CALLBACK_ANSWER_CHARACTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not _is_own_link(url):
        raise bad_request("URL_INVALID")
    answer = CallbackAnswer(call.text("callback_query_id"), text, call.flag("show_alert"), url)
    query = world.queries.answer(answer)
    chat = world.chats[query.chat_id]
    world.changes.mark(query.chat_id)
    event = {"query_id": query.id, "text": text, "show_alert": answer.show_alert, "url": url or None}
    world.show(chat, {"type": "callback_answer", **event})
    return True


def _is_own_link(url: str) -> bool:
    """Buttons without a game may only open the bot itself, with a start parameter."""
    parts = urlsplit(url)
    return parts.netloc in {"t.me", "telegram.me"} and parts.path.strip("/").lower() == BOT_USERNAME


def _message_to_edit(world: World, call: Call) -> tuple[AnyChat, Json]:
    chat = world.chat_to_write(call.chat_id())
    number = call.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to edit not found")
    if not chat.is_from_bot(message) or number in chat.uneditable or "sticker" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _change(world: World, chat: AnyChat, message: Json, content: Json, markup: Json | None) -> Json:
    if markup is not None:
        content = content | {"reply_markup": markup}
    if all(message.get(name) == content.get(name) for name in _CONTENT):
        raise bad_request(NOT_MODIFIED)
    # A new object: updates that wait for the bot still hold the message as it was.
    changed = {name: value for name, value in message.items() if name not in _CONTENT}
    changed["edit_date"] = int(time.time())
    changed.update(content)
    world.replace(chat, changed)
    return changed


METHODS: dict[str, Any] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "answerCallbackQuery": answer_callback_query,
}
