"""What the bot has done, counted without a bound, for tests that ask how often and how soon."""

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of the bot; `at` is monotonic seconds (a pace is told by differences)."""

    chat_id: int
    message_id: int
    at: float
    text: str


@dataclass(slots=True)
class Tally:
    """Counts since the start or the last `clear`.

    `calls` are calls by method, polls too; `refused` those answered with an error, by its code, faults included;
    `faults` are calls that met a fault, by its kind and their method; `impatient` are calls to a chat before the
    pause of its last 429 was over.
    """

    calls: Counter[str] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    impatient: int = 0
    sent: list[Sent] = field(default_factory=list)
    _quiet_until: dict[int, float] = field(default_factory=dict)
    _of_chat: defaultdict[int, list[Sent]] = field(default_factory=lambda: defaultdict(list))

    def note_call(self, method: str, chat_id: int | None) -> None:
        """The bot has called a method."""
        self.calls[method] += 1
        if chat_id is not None and self._quiet_until.get(chat_id, 0.0) > time.monotonic():
            self.impatient += 1

    def note_refusal(self, code: int, chat_id: int | None, retry_after: int | None) -> None:
        """A call was answered with an error, perhaps with a pause to keep in its chat."""
        self.refused[code] += 1
        if chat_id is not None and retry_after is not None:
            self._quiet_until[chat_id] = time.monotonic() + retry_after

    def note_sent(self, chat_id: int, message_id: int, text: str) -> None:
        """A message of the bot has come into a chat."""
        message = Sent(chat_id, message_id, time.monotonic(), text)
        self.sent.append(message)
        self._of_chat[chat_id].append(message)

    def sent_to(self, chat_id: int) -> list[Sent]:
        """Every message of the bot to one chat, the oldest first, deleted ones too."""
        return list(self._of_chat[chat_id])

    def clear(self) -> None:
        """Begin to count anew; pauses asked for stay in force."""
        self.calls.clear()
        self.refused.clear()
        self.faults.clear()
        self.impatient = 0
        self.sent.clear()
        self._of_chat.clear()
