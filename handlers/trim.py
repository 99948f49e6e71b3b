"""Updates without what nobody reads, so that less has to be validated: each nested object costs some 10 µs.

The update of a pressed button carries the whole message with its text and every other button; of an answer to a
message Telegram sends the message answered to. What handlers read of them is little (a test holds the list).
"""

from __future__ import annotations

from typing import Any, Final

Update = dict[str, Any]

PRESSED: Final = "pressed_message"
"""Where a trimmed press says which message it can edit. An aiogram Message for that alone costs as much as the rest of
the update (100 fields, most of them None): 120 µs a press against 45 without.
"""
# Of any other message with a button: which one it is, whether it can be reached (``date``), whether it is a text, and
# in which topic of a group it stands.
_OF_A_BUTTON: Final = ("message_id", "date", "text", "message_thread_id", "is_topic_message")
_OF_ITS_CHAT: Final = ("id", "type")
# Of a message somebody wrote: everything but what decorates it and what it answers.
_UNREAD: Final = ("entities", "caption_entities", "link_preview_options", "reply_to_message", "external_reply", "quote")


def trimmed(update: Update) -> Update:
    """The same update without the parts no handler reads; trimming again changes nothing. The original stays."""
    press = update.get("callback_query")
    if isinstance(press, dict) and isinstance(press.get("message"), dict):
        return {**update, "callback_query": _press(press, press["message"])}
    for kind in ("message", "edited_message"):
        message = update.get(kind)
        if isinstance(message, dict):
            return {**update, kind: {name: value for name, value in message.items() if name not in _UNREAD}}
    return update


def _press(press: Update, message: Update) -> Update:
    chat = message.get("chat")
    is_private = isinstance(chat, dict) and chat.get("type") == "private"
    if is_private and message.get("date") and "text" in message:
        return {**{name: value for name, value in press.items() if name != "message"}, PRESSED: message["message_id"]}
    kept: Update = {name: message[name] for name in _OF_A_BUTTON if name in message}
    if "text" in kept:
        kept["text"] = ""  # whether there is one is all that matters
    kept["chat"] = {name: chat[name] for name in _OF_ITS_CHAT if name in chat} if isinstance(chat, dict) else chat
    return {**press, "message": kept}
