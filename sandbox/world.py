"""Everything the sandbox knows: one bot, its people and groups and their chats with it."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.changes import Changes
from sandbox.chats import AnyChat, Chat, GroupChat
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.inline import InlineQueries
from sandbox.keyboards import is_inline
from sandbox.limits import CALLBACK_LIFETIME_SECONDS
from sandbox.listeners import Listeners
from sandbox.page_message import keyboard_view, message_view, text_of
from sandbox.people import Account, People
from sandbox.profile import Profile
from sandbox.queries import Queries
from sandbox.refusals import bad_request
from sandbox.shapes import Json
from sandbox.tally import Tally
from sandbox.updates import Updates

CALLS_KEPT = 10_000
PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """One call of the bot; `at` is unix seconds, `error` is the sentence it was refused with."""

    method: str
    chat_id: int | None
    at: float
    params: Json
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Replicas behind the webhook's address: their origins ("http://127.0.0.1:8081") and copies of each update."""

    origins: tuple[str, ...]
    copies: int = 1


class World:
    """State and the few ways it changes; every change is numbered, shown to open pages and saved."""

    def __init__(
        self,
        token: str,
        folder: Path | None = None,
        callback_lifetime: float = CALLBACK_LIFETIME_SECONDS,
    ) -> None:
        self.token = token
        self.profile = Profile()
        self.people = People()
        self.chats: dict[int, Chat] = {}
        self.groups: dict[int, GroupChat] = {}
        self.files = Files(folder / "files" if folder else None)
        self.changes = Changes()
        self.updates = Updates(confirmed=self.changes.wake)
        self.queries = Queries(callback_lifetime)
        self.inline_queries = InlineQueries()
        self.listeners = Listeners()
        self.faults = Faults()
        self.tally = Tally()
        self.calls: deque[RecordedCall] = deque(maxlen=CALLS_KEPT)
        self.refused: deque[RecordedCall] = deque(maxlen=CALLS_KEPT)
        self.webhook: Json | None = None
        self.spread: Spread | None = None
        self.next_message_id = 1
        self.patience = PATIENCE_SECONDS
        self.on_change: Callable[[], None] = lambda: None
        self.on_webhook: Callable[[], None] = lambda: None

    def settle(self, account: Account) -> Chat:
        """The chat of an account that has just appeared."""
        chat = self.chats[account.id] = Chat(account)
        return chat

    def find_chat(self, chat_id: int) -> AnyChat | None:
        """The private chat or group of this id."""
        return self.chats.get(chat_id) or self.groups.get(chat_id)

    def chat_to_write(self, chat_id: int) -> AnyChat:
        """The chat the bot may write to.

        Raises Refusal when there is no such chat, the person never started the bot or has blocked it, the bot was
        put out of the group, or the group has become a supergroup.
        """
        chat = self.find_chat(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        chat.demand_writable()
        return chat

    def post(self, chat: AnyChat, content: Json, markup: Json | None = None) -> Json:
        """A new message of the bot, with its keyboard; the message as Telegram returns it."""
        message = self._message(chat, self.profile.user(), content)
        if is_inline(markup):
            message["reply_markup"] = markup
        chat.put(message)
        chat.stop_action()
        chat.changed[message["message_id"]] = self.changes.mark(chat.id)
        self.tally.note_sent(chat.id, message["message_id"], text_of(message))
        self._show(chat, lambda: {"type": "message", "message": message_view(message, self.files)})
        if markup is not None and not is_inline(markup):
            chat.uneditable.add(message["message_id"])
            if "force_reply" not in markup or "keyboard" in markup:
                self.set_reply_keyboard(chat, markup if "keyboard" in markup else None)
        return message

    def set_reply_keyboard(self, chat: AnyChat, markup: Json | None) -> None:
        """Show another keyboard under the input field, or none."""
        chat.reply_keyboard = markup
        self._show(chat, lambda: {"type": "keyboard", "reply_keyboard": keyboard_view(markup)})

    def replace(self, chat: AnyChat, message: Json) -> None:
        """A message of the bot has another content now."""
        chat.put(message)
        chat.changed[message["message_id"]] = self.changes.mark(chat.id)
        self._show(chat, lambda: {"type": "edit", "message": message_view(message, self.files)})

    def remove(self, chat: AnyChat, message_id: int) -> bool:
        """A message is gone for everybody; False when there was none."""
        if not chat.remove(message_id):
            return False
        self.changes.mark(chat.id)
        self._show(chat, lambda: {"type": "delete", "id": message_id})
        return True

    def receive(self, chat: Chat, content: Json) -> Json:
        """A new message of the person, and the update that brings it to the bot."""
        message = self._message(chat, chat.account.user, content)
        chat.put(message)
        chat.is_started = True
        self.updates.add(chat.id, "message", message)
        self._show(chat, lambda: {"type": "message", "message": message_view(message, self.files)})
        return message

    def receive_in_group(self, group: GroupChat, sender: Account, content: Json) -> Json:
        """Something that happened in a group, and the update that tells the bot."""
        message = self._message(group, sender.user, content)
        group.put(message)
        self.updates.add(group.id, "message", message)
        self.on_change()
        return message

    def receive_post(self, channel: GroupChat, content: Json) -> Json:
        """A new post of a channel, and the update that tells the bot in it."""
        message = self._message(channel, {}, content)
        del message["from"]
        message["sender_chat"] = channel.public
        channel.put(message)
        if channel.is_member:
            self.updates.add(channel.id, "channel_post", message)
        self.on_change()
        return message

    def receive_edit(self, chat: Chat, message: Json) -> None:
        """The person has edited a message of theirs."""
        chat.put(message)
        self.updates.add(chat.id, "edited_message", message)
        self._show(chat, lambda: {"type": "edit", "message": message_view(message, self.files)})

    def show(self, chat: AnyChat, event: Json) -> None:
        """Tell open pages and the disk about anything else that happened in a chat."""
        self._show(chat, lambda: event)

    def show_everybody(self, build: Callable[[Chat], Json]) -> None:
        """Tell every open page about a change of the bot itself."""
        self.listeners.send_all(lambda person_id: build(self.chats[person_id]))
        self.on_change()

    def record(self, method: str, chat_id: int | None, params: Json, error: str | None) -> None:
        """Remember one call of the bot for counting."""
        call = RecordedCall(method, chat_id, time.time(), params, error)
        self.calls.append(call)
        if error is not None:
            self.refused.append(call)

    def _message(self, chat: AnyChat, sender: Json, content: Json) -> Json:
        number = self.next_message_id
        self.next_message_id += 1
        message: dict[str, Any] = {"message_id": number, "from": sender, "chat": chat.public}
        message["date"] = int(time.time())
        message.update(content)
        return message

    def _show(self, chat: AnyChat, build: Callable[[], Json]) -> None:
        self.listeners.send(chat.id, build)
        self.on_change()
