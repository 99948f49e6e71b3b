"""One person's private chat with the bot: messages, keyboard, what is going on in it."""

import time
from dataclasses import dataclass, field

from sandbox.limits import CHAT_ACTION_SECONDS, MESSAGES_KEPT
from sandbox.people import Account
from sandbox.shapes import Json


@dataclass(slots=True)
class Chat:
    """`messages` are Telegram's Message objects by id; a changed one is replaced, never changed in place.

    `changed` holds for every message of the bot the number of its last change (see Changes); `uneditable`
    are messages sent with a reply keyboard, which Telegram lets nobody edit.
    """

    account: Account
    messages: dict[int, Json] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    uneditable: set[int] = field(default_factory=set)
    is_started: bool = False
    is_blocked: bool = False
    reply_keyboard: Json | None = None
    menu_button: Json | None = None
    action: str | None = None
    action_until: float = 0.0

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
        return bool(message["from"]["id"] != self.account.id)

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

    def dump(self) -> Json:
        """Everything worth keeping on the disk."""
        return {
            "id": self.account.id,
            "messages": list(self.messages.values()),
            "uneditable": sorted(self.uneditable),
            "is_started": self.is_started,
            "is_blocked": self.is_blocked,
            "reply_keyboard": self.reply_keyboard,
            "menu_button": self.menu_button,
        }

    def restore(self, record: Json) -> None:
        """Take in what `dump` wrote."""
        self.messages = {message["message_id"]: message for message in record["messages"]}
        self.changed = {number: 0 for number, message in self.messages.items() if self.is_from_bot(message)}
        self.uneditable = set(record["uneditable"])
        self.is_started, self.is_blocked = record["is_started"], record["is_blocked"]
        self.reply_keyboard, self.menu_button = record["reply_keyboard"], record["menu_button"]
