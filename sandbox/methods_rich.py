"""The Bot API method that sends rich messages.

As from a server that does not know it: sandbox.fails("refusal", method="sendRichMessage", status=404,
description="Not Found", times=None), or the same as a fault of the control API.
"""

from typing import Any

from sandbox.call import Call
from sandbox.keyboards import read_markup
from sandbox.methods_messages import reply_of, topic_of
from sandbox.rich import read_rich
from sandbox.shapes import Json
from sandbox.world import World


def send_rich_message(world: World, call: Call) -> Json:
    """sendRichMessage"""
    rich = read_rich(call.structure("rich_message", "rich message"))
    markup = read_markup(call)
    chat = world.chat_to_write(call.chat_id())
    return world.post(chat, reply_of(chat, call) | topic_of(chat, call) | {"rich_message": rich}, markup)


METHODS: dict[str, Any] = {"sendRichMessage": send_rich_message}
