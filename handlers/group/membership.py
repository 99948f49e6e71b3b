"""What happens to a group and to the bot in it: put out, silenced, taken back, moved."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import ChatMemberUpdated, Message

from forum import staff_groups
from handlers.services import Services

GONE = frozenset({"left", "kicked"})


def router() -> Router:
    """A fresh router of the bot's own membership."""
    membership = Router(name="membership")
    membership.my_chat_member.register(note_membership)
    membership.message.register(note_move, F.migrate_to_chat_id)
    return membership


async def note_membership(event: ChatMemberUpdated, services: Services) -> None:
    """Nothing is said in the group: whom it concerns hears of it in private."""
    member, now = event.new_chat_member, services.now()
    if member.status in GONE:
        await staff_groups.note_put_out(services.db, event.chat.id, now)
    else:
        may_write = member.status != "restricted" or bool(getattr(member, "can_send_messages", False))
        await staff_groups.note_may_write(services.db, event.chat.id, now, may_write=may_write)
    services.wake()


async def note_move(message: Message, services: Services) -> None:
    """The group is a supergroup from now on."""
    if message.migrate_to_chat_id is not None:
        await staff_groups.note_moved(services.db, message.chat.id, message.migrate_to_chat_id, services.now())
