"""Faults on request: 429, 5xx and broken connections, to see how the bot bears them."""

import time
from collections import deque
from dataclasses import dataclass

from sandbox.refusals import ActionRefused, Refusal, too_many_requests
from sandbox.shapes import Json

KINDS = frozenset({"too_many_requests", "server_error", "drop_before", "drop_after"})
PACED = ("send", "edit", "forward", "copy")


@dataclass(slots=True)
class Fault:
    """What goes wrong, for which calls and how often.

    kind: too_many_requests (429), server_error (`status`), drop_before (the connection breaks and the call
    is not done), drop_after (the call is done, its answer is lost).
    method and chat_id narrow it; `times` is how many calls it strikes, None for all until cleared.
    """

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    retry_after: int = 1
    status: int = 500

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ActionRefused(f"unknown fault {self.kind!r}; known: {', '.join(sorted(KINDS))}")
        self.method = self.method.lower() if self.method else None

    def refusal(self) -> Refusal:
        """The answer a struck call gets."""
        if self.kind == "too_many_requests":
            return too_many_requests(self.retry_after)
        return Refusal(self.status, "Internal Server Error" if self.status == 500 else "Bad Gateway")


class Faults:
    """Faults that wait for their calls, and the pace above which every call is one."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._per_second: int | None = None
        self._per_chat: int | None = None
        self._recent: deque[tuple[float, int]] = deque()

    def add(self, fault: Fault) -> None:
        """Strike the next matching calls."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """No more faults and no more pace limits."""
        self._waiting.clear()
        self.set_pace(None, None)

    def set_pace(self, per_second: int | None, per_chat: int | None) -> None:
        """Refuse with 429 what is sent faster than so many messages a second, overall and to one chat."""
        self._per_second, self._per_chat = per_second, per_chat
        self._recent.clear()

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault this call meets, if any; each meeting uses one of its times."""
        if not self._waiting and self._per_second is None and self._per_chat is None:
            return None
        for fault in self._waiting:
            if fault.method in {None, method} and fault.chat_id in {None, chat_id}:
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                return fault
        return self._out_of_pace(method, chat_id)

    def _out_of_pace(self, method: str, chat_id: int | None) -> Fault | None:
        if chat_id is None or not method.startswith(PACED):
            return None
        now = time.monotonic()
        while self._recent and self._recent[0][0] <= now - 1:
            self._recent.popleft()
        in_chat = sum(1 for _, chat in self._recent if chat == chat_id)
        too_fast = self._per_second is not None and len(self._recent) >= self._per_second
        if too_fast or (self._per_chat is not None and in_chat >= self._per_chat):
            return Fault("too_many_requests")
        self._recent.append((now, chat_id))
        return None


def fault_from(record: Json) -> Fault:
    """A fault as the control page asks for it. Raises ActionRefused for one that does not exist."""
    names = {"kind", "method", "chat_id", "times", "retry_after", "status"}
    if not isinstance(record.get("kind"), str):
        raise ActionRefused("a fault has a kind")
    return Fault(**{name: value for name, value in record.items() if name in names})
