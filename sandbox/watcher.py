"""What a person sees and waits for in their chat with the bot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from sandbox.chats import Chat
from sandbox.queries import CallbackAnswer
from sandbox.shapes import Json
from sandbox.shown import ShownMessage, best_match, plain
from sandbox.world import World

SCREENS_SHOWN = 3

Found = TypeVar("Found")


@dataclass(frozen=True)
class ReceivedFile:
    """A file the bot has sent."""

    name: str
    data: bytes
    caption: str


class Watcher:
    """The looking half of a Person: nothing here changes anything."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat
        self._acted_at = 0
        self.last_answer: CallbackAnswer | None = None

    def __repr__(self) -> str:
        return f"<{self._chat.account.key} {self.id}>"

    @property
    def id(self) -> int:
        """Telegram id of the person and of their chat."""
        return self._chat.account.id

    @property
    def phone(self) -> str:
        """The person's own number, as their contact carries it."""
        return self._chat.account.phone

    @property
    def moment(self) -> int:
        """The number of the sandbox's last change, to ask later what came since."""
        return self._world.changes.number

    @property
    def messages(self) -> list[ShownMessage]:
        """The chat from the oldest to the newest message, the person's own included."""
        return [ShownMessage(message) for message in self._chat.messages.values()]

    @property
    def shown(self) -> ShownMessage:
        """The bot's message that was sent or edited last. Raises AssertionError when there is none."""
        newest = self._bot_messages(-1)
        assert newest, f"{self!r} has no message of the bot"
        return newest[0]

    @property
    def screen(self) -> str:
        """`shown` in words, its buttons in brackets; "" when the bot has sent nothing yet."""
        return str(self.shown) if self._chat.changed else ""

    @property
    def commands(self) -> list[Json]:
        """The commands in the person's menu, {command, description} each."""
        return self._world.profile.commands_for(self._chat.account)

    @property
    def bot_texts(self) -> Json:
        """The bot's name, description and short_description as this person reads them."""
        return self._world.profile.in_language_of(self._chat.account)

    def labels(self) -> list[str]:
        """Labels of the buttons under `shown`."""
        return self.shown.labels

    def reply_labels(self) -> list[str]:
        """Labels of the keyboard under the input field."""
        keyboard = self._chat.reply_keyboard
        return [button["text"] for row in keyboard["keyboard"] for button in row] if keyboard else []

    def link(self, part: str = "t.me/") -> str:
        """The first link with `part` in it, on the newest message that has one."""
        links = (link for message in self._bot_messages(-1) for link in message.links() if part in link)
        found = next(links, None)
        if found is None:
            self._fail(f"has no link with {part!r}")
        return found

    def data_behind(self, label: str) -> str:
        """The callback data of a button this person sees."""
        found = self._inline_button(label)
        if found is None:
            self._fail(f"has no button {label!r}")
        message, row, column = found
        return str(message.rows[row][column]["callback_data"])

    async def sees(self, *texts: str, timeout: float | None = None) -> ShownMessage:
        """A message of the bot, new or edited since the person's last action, that has all the texts."""
        wanted = [plain(text) for text in texts]

        def look() -> ShownMessage | None:
            for message in self._bot_messages(self._acted_at):
                if all(text in message.words for text in wanted):
                    return message
            return None

        found = await self._until(look, timeout)
        if found is None:
            self._fail(f"does not see {' and '.join(map(repr, texts))}")
        return found

    async def sees_button(self, label: str, timeout: float | None = None) -> str:
        """The label of a button under a message changed since the last action, or on the reply keyboard."""

        def look() -> str | None:
            for message in self._bot_messages(self._acted_at):
                button = message.button(label)
                if button is not None:
                    return str(button["text"])
            pressed = self._reply_button(label)
            return str(pressed["text"]) if pressed else None

        found = await self._until(look, timeout)
        if found is None:
            self._fail(f"does not see the button {label!r}")
        return found

    async def alerted(self, *parts: str) -> CallbackAnswer:
        """The last answer to a tap, which has all the parts in its text."""
        answer = self.last_answer
        if answer is None or not all(plain(part) in plain(answer.text) for part in parts):
            heard = answer.text if answer else None
            self._fail(f"was not told {' and '.join(map(repr, parts))} but {heard!r}")
        return answer

    async def receives_file(self, ending: str, timeout: float | None = None) -> ReceivedFile:
        """The newest file since the last action whose name ends so."""
        files = self._world.files

        def look() -> ReceivedFile | None:
            for message in self._bot_messages(self._acted_at):
                stored = files.find(message.file_id) if message.file_id else None
                name = (stored.name or stored.path.rpartition("/")[2]) if stored else ""
                if stored is not None and name.endswith(ending):
                    return ReceivedFile(name, files.read(stored), message.text)
            return None

        found = await self._until(look, timeout)
        if found is None:
            self._fail(f"receives no file {ending!r}")
        return found

    async def hears_nothing(self, for_: float = 0.5, since: int | None = None) -> None:
        """No message of the bot comes or changes for so many seconds from now, nor has since that moment."""
        begin = self.moment if since is None else since
        heard = await self._until(lambda: next(iter(self._bot_messages(begin)), None), for_)
        if heard is not None:
            self._fail(f"heard something:\n{heard}\n")

    def _bot_messages(self, since: int) -> list[ShownMessage]:
        """The bot's messages sent or edited after a moment, the last changed first."""
        changed = [(moment, number) for number, moment in self._chat.changed.items() if moment > since]
        return [ShownMessage(self._chat.messages[number]) for _, number in sorted(changed, reverse=True)]

    def _inline_button(self, label: str) -> tuple[ShownMessage, int, int] | None:
        """The button on the lowest message of the bot that has it."""
        for number in reversed(self._chat.messages):
            if number in self._chat.changed:
                message = ShownMessage(self._chat.messages[number])
                place = message.find_button(label) if message.rows else None
                if place is not None:
                    return message, *place
        return None

    def _reply_button(self, label: str) -> Json | None:
        keyboard = self._chat.reply_keyboard
        buttons: list[Json] = [button for row in keyboard["keyboard"] for button in row] if keyboard else []
        place = best_match(label, [plain(button["text"]) for button in buttons])
        return None if place is None else buttons[place]

    async def _until(self, look: Callable[[], Found | None], timeout: float | None) -> Found | None:
        """Wait `timeout` seconds, or the sandbox's patience."""
        return await self._world.changes.until(self.id, look, self._world.patience if timeout is None else timeout)

    def _fail(self, what: str) -> NoReturn:
        """Raise AssertionError with the last screens and the keyboard."""
        screens = [str(message) for message in self._bot_messages(-1)[:SCREENS_SHOWN]]
        shown = "\n--- before it ---\n".join(screens) or "(nothing from the bot)"
        keyboard = " ".join(f"[{label}]" for label in self.reply_labels())
        raise AssertionError(f"{self!r} {what}; on the screen:\n{shown}\nkeyboard: {keyboard or 'none'}")
