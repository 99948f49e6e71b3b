"""Faults on request: 429, 5xx, broken and hanging connections, to see how the bot bears them."""

import asyncio
import random
from dataclasses import dataclass

from sandbox.pace import Pace
from sandbox.refusals import ActionRefused, Refusal, too_many_requests
from sandbox.shapes import Json

REFUSING = frozenset({"too_many_requests", "server_error", "refusal"})
BREAKING = frozenset({"drop_before", "drop_after", "cut", "gateway_page", "hang_before", "hang_after"})
KINDS = REFUSING | BREAKING
NOT_DONE = frozenset({"drop_before", "gateway_page", "hang_before"})


@dataclass(slots=True)
class Fault:
    """What goes wrong, for which calls and how often.

    kind: too_many_requests (429), server_error (`status`), refusal (`status` and `description` of your own),
    gateway_page (502 with a page of HTML instead of JSON), drop_before (the connection breaks and the call is not
    done), drop_after (the call is done, its answer is lost), cut (the call is done, half of its answer comes),
    hang_before (nothing comes for `seconds`, then it goes on as if nothing were; a client that gives up sooner was
    not served) and hang_after (the call is done at once, its answer comes `seconds` later); None is for ever.
    method and chat_id narrow it; `times` is how many calls it strikes, None for all until cleared; `chance` is the
    share of matching calls it strikes.
    """

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    retry_after: int = 1
    status: int = 500
    description: str = ""
    seconds: float | None = None
    chance: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ActionRefused(f"unknown fault {self.kind!r}; known: {', '.join(sorted(KINDS))}")
        self.method = self.method.lower() if self.method else None

    @property
    def is_refusing(self) -> bool:
        """Whether the call gets an ordinary answer that says no."""
        return self.kind in REFUSING

    @property
    def is_done(self) -> bool:
        """Whether the call has its effect although something goes wrong."""
        return self.kind in BREAKING - NOT_DONE

    def refusal(self) -> Refusal:
        """The answer a struck call gets."""
        if self.kind == "too_many_requests":
            return too_many_requests(self.retry_after)
        named = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
        return Refusal(self.status, self.description or named.get(self.status, "Bad Gateway"))


class Faults:
    """Faults that wait for their calls, and the pace above which every call is one."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._pace = Pace()
        self._freed = asyncio.Event()
        self.random = random.Random(0)

    def add(self, fault: Fault) -> None:
        """Strike the next matching calls."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """No more faults and no more pace limits; calls that hang are let go."""
        self._waiting.clear()
        self._pace = Pace()
        self.free()

    def free(self) -> None:
        """Let go the calls that hang now."""
        self._freed.set()
        self._freed = asyncio.Event()

    def set_pace(
        self, per_second: int | None = None, per_chat: int | None = None, per_group_minute: int | None = None
    ) -> None:
        """Refuse with 429 what is sent faster: messages a second overall and to one chat, a minute to one group."""
        self._pace = Pace(per_second, per_chat, per_group_minute)

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault this call meets, if any; each meeting uses one of its times."""
        for fault in self._waiting:
            if fault.method not in {None, method} or fault.chat_id not in {None, chat_id}:
                continue
            if fault.chance < 1 and self.random.random() >= fault.chance:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
            return fault
        pause = self._pace.meet(method, chat_id)
        return Fault("too_many_requests", retry_after=pause) if pause else None

    async def hang(self, seconds: float | None) -> None:
        """Wait so long, or until hanging calls are let go."""
        try:
            async with asyncio.timeout(seconds):
                await self._freed.wait()
        except TimeoutError:
            return


def fault_from(record: Json) -> Fault:
    """A fault as the control page asks for it. Raises ActionRefused for one that does not exist."""
    if not isinstance(record.get("kind"), str):
        raise ActionRefused("a fault has a kind")
    return Fault(**{name: value for name, value in record.items() if name in Fault.__dataclass_fields__})
