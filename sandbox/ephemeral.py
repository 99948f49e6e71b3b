"""Messages in a group that one person sees and nobody else: sent by the bot, edited, deleted."""

import time
from typing import Any

from sandbox.call import Call
from sandbox.chats import AnyChat, GroupChat
from sandbox.keyboards import is_inline
from sandbox.refusals import bad_request
from sandbox.shapes import Json
from sandbox.world import World

KEPT = 100


def send_ephemeral(world: World, chat: AnyChat, call: Call, content: Json, markup: Json | None) -> Json:
    """A message for one person of a group. Raises Refusal where the group or the person does not allow it."""
    given = call.structure("ephemeral_message_parameters", "ephemeral message parameters")
    if not isinstance(given, dict) or "receiver_user_id" not in given:
        raise bad_request("receiver_user_id is not specified")
    if not isinstance(chat, GroupChat) or chat.is_channel:
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    if not chat.allows_ephemeral:
        raise bad_request("EPHEMERAL_MESSAGES_FORBIDDEN")
    account = world.people.by_id.get(int(given["receiver_user_id"]))
    if account is None:
        raise bad_request("USER_ID_INVALID")
    if markup is not None and not is_inline(markup):
        raise bad_request("ephemeral messages take an inline keyboard only")
    number = max((message["ephemeral_message_id"] for message in chat.ephemeral), default=0) + 1
    message: Json = {"message_id": 0, "ephemeral_message_id": number, "from": world.profile.user()}
    message |= {"chat": chat.public, "date": int(time.time()), "receiver_user": account.user} | content
    if markup is not None:
        message["reply_markup"] = markup
    chat.ephemeral.append(message)
    del chat.ephemeral[:-KEPT]
    world.changes.mark(account.id)
    world.on_change()
    return message


def delete_ephemeral_message(world: World, call: Call) -> bool:
    """deleteEphemeralMessage"""
    chat = world.chat_to_write(call.chat_id())
    number, receiver = call.integer("ephemeral_message_id"), call.integer("receiver_user_id")
    found = [m for m in getattr(chat, "ephemeral", []) if _is(m, number, receiver)]
    if not isinstance(chat, GroupChat) or not found:
        raise bad_request("message to delete not found")
    chat.ephemeral.remove(found[0])
    return True


def _is(message: Json, number: int, receiver: int) -> bool:
    return bool(message["ephemeral_message_id"] == number and message["receiver_user"]["id"] == receiver)


METHODS: dict[str, Any] = {"deleteEphemeralMessage": delete_ephemeral_message}
