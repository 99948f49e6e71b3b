"""Chats with the bot: what every kind has in common, and one person's private chat."""

import time
from dataclasses import dataclass, field
from typing import Any

from sandbox.limits import CHAT_ACTION_SECONDS, MESSAGES_KEPT
from sandbox.people import Account
from sandbox.profile import BOT_ID
from sandbox.refusals import bad_request, forbidden
from sandbox.shapes import Json


@dataclass(slots=True, kw_only=True)
class AnyChat:
    """`messages` are Telegram's Message objects by id; a changed one is replaced, never changed in place.

    `changed` holds for every message of the bot the number of its last change (see Changes); `uneditable`
    are messages sent with a reply keyboard, which Telegram lets nobody edit.
    """

    messages: dict[int, Json] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    uneditable: set[int] = field(default_factory=set)
    reply_keyboard: Json | None = None
    menu_button: Json | None = None
    action: str | None = None
    action_until: float = 0.0

    @property
    def id(self) -> int:
        """The chat_id the bot knows it by: negative for groups."""
        raise NotImplementedError

    @property
    def public(self) -> Json:
        """Telegram's Chat, as in messages."""
        raise NotImplementedError

    def demand_writable(self) -> None:
        """Raise the Refusal Telegram answers with when the bot may not write here."""
        raise NotImplementedError

    def put(self, message: Json) -> None:
        """Add or replace a message; the oldest beyond the limit are forgotten."""
        self.messages[message["message_id"]] = message
        while len(self.messages) > MESSAGES_KEPT:
            oldest = next(iter(self.messages))
            del self.messages[oldest]
            self.changed.pop(oldest, None)
            self.uneditable.discard(oldest)

    def remove(self, message_id: int) -> bool:
        """Forget a message; False when there is none."""
        self.changed.pop(message_id, None)
        return self.messages.pop(message_id, None) is not None

    def is_from_bot(self, message: Json) -> bool:
        """Whether the bot sent this message."""
        return bool(message.get("from", {}).get("id") == BOT_ID)

    def current_action(self) -> str | None:
        """The action the bot shows right now ("typing"), None when it shows none."""
        return self.action if time.monotonic() < self.action_until else None

    def show_action(self, action: str) -> None:
        """The bot shows an action for the next seconds."""
        self.action, self.action_until = action, time.monotonic() + CHAT_ACTION_SECONDS

    def stop_action(self) -> None:
        """A message of the bot has come: the action is over."""
        self.action = None
        self.action_until = 0.0

    def dump(self) -> dict[str, Any]:
        """Everything worth keeping on the disk."""
        return {
            "id": self.id,
            "messages": list(self.messages.values()),
            "uneditable": sorted(self.uneditable),
            "reply_keyboard": self.reply_keyboard,
            "menu_button": self.menu_button,
        }

    def restore(self, record: Json) -> None:
        """Take in what `dump` wrote."""
        self.messages = {message["message_id"]: message for message in record["messages"]}
        self.changed = {number: 0 for number, message in self.messages.items() if self.is_from_bot(message)}
        self.uneditable = set(record["uneditable"])
        self.reply_keyboard, self.menu_button = record["reply_keyboard"], record["menu_button"]


@dataclass(slots=True)
class Chat(AnyChat):
    """One person's private chat with the bot."""

    account: Account
    is_started: bool = False
    is_blocked: bool = False
    is_deleted: bool = False

    @property
    def id(self) -> int:
        """The person's own id."""
        return self.account.id

    @property
    def public(self) -> Json:
        """Telegram's Chat."""
        return self.account.chat

    def demand_writable(self) -> None:
        """Raise Refusal when the account is gone, the bot is blocked or was never started."""
        if self.is_deleted:
            raise forbidden("user is deactivated")
        if self.is_blocked:
            raise forbidden("bot was blocked by the user")
        if not self.is_started:
            raise forbidden("bot can't initiate conversation with a user")

    def dump(self) -> dict[str, Any]:
        """Everything worth keeping on the disk."""
        state = {"is_started": self.is_started, "is_blocked": self.is_blocked, "is_deleted": self.is_deleted}
        return AnyChat.dump(self) | state

    def restore(self, record: Json) -> None:
        """Take in what `dump` wrote."""
        AnyChat.restore(self, record)
        self.is_started, self.is_blocked = record["is_started"], record["is_blocked"]
        self.is_deleted = record.get("is_deleted", False)


@dataclass(slots=True)
class GroupChat(AnyChat):
    """A group or channel the bot was added to; `migrated_to` is the supergroup a group has become.

    A basic group has a small negative id, a supergroup and a channel one that begins with -100. `linked_to` is the
    group in which a channel's posts are discussed. `topics` are those of a forum group and whether each is open;
    `ephemeral` are messages that only their `receiver_user` sees, which Telegram keeps for nobody else.
    """

    number: int
    title: str
    is_super: bool = False
    is_member: bool = True
    migrated_to: int | None = None
    is_channel: bool = False
    linked_to: int | None = None
    may_write: bool = True
    allows_ephemeral: bool = True
    topics: dict[int, bool] = field(default_factory=dict)
    ephemeral: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        """The group's negative id."""
        return self.number

    @property
    def kind(self) -> str:
        """Telegram's type of the chat."""
        if self.is_channel:
            return "channel"
        return "supergroup" if self.is_super else "group"

    @property
    def public(self) -> Json:
        """Telegram's Chat."""
        known: Json = {"id": self.number, "type": self.kind, "title": self.title}
        return known | {"is_forum": True} if self.topics else known

    def demand_writable(self) -> None:
        """Raise Refusal when the bot was put out or the group has another id now."""
        if self.migrated_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", self.migrated_to)
        if not self.is_member:
            raise forbidden(f"bot was kicked from the {self.kind} chat")
        if not self.may_write:
            raise bad_request("not enough rights to send text messages to the chat")

    def demand_topic(self, topic: int) -> None:
        """Raise Refusal for a topic that is closed or not there."""
        if topic not in self.topics:
            raise bad_request("message thread not found")
        if not self.topics[topic]:
            raise bad_request("TOPIC_CLOSED")

    def dump(self) -> dict[str, Any]:
        """Everything worth keeping on the disk."""
        state = {"title": self.title, "is_super": self.is_super, "is_member": self.is_member}
        state |= {"is_channel": self.is_channel, "linked_to": self.linked_to, "may_write": self.may_write}
        state |= {"allows_ephemeral": self.allows_ephemeral, "topics": list(self.topics.items())}
        return AnyChat.dump(self) | state | {"migrated_to": self.migrated_to}
