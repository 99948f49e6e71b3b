"""Updates the bot has not confirmed yet, and the long poll that hands them out."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from itertools import islice

from sandbox.limits import POLL_SECONDS, UPDATES_A_POLL
from sandbox.refusals import OTHER_POLLER, Refusal
from sandbox.shapes import Json

FIRST_UPDATE_ID = 100_000_001
SERVED_SECONDS = 5.0
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Kept until confirmed, in the order they happened; ids grow and are never given twice."""

    def __init__(self, confirmed: Callable[[int], None]) -> None:
        self.pending: dict[int, Json] = {}
        self.allowed: frozenset[str] = frozenset()
        self.next_id = FIRST_UPDATE_ID
        self._polled_at = float("-inf")
        self.on_new: Callable[[int, int], None] | None = None
        self._chat_of: dict[int, int] = {}
        self._last_of: dict[int, int] = {}
        self._confirmed = confirmed
        self._poller: asyncio.Future[None] | None = None
        self._closed = False

    def add(self, chat_id: int, kind: str, content: Json) -> int | None:
        """Queue an update of a chat; None when the bot asked not to get this kind."""
        if self.allowed and kind not in self.allowed:
            return None
        if not self.allowed and kind in NOT_BY_DEFAULT:
            return None
        number = self.next_id
        self.next_id += 1
        self.pending[number] = {"update_id": number, kind: content}
        self._chat_of[number] = chat_id
        self._last_of[chat_id] = number
        if self.on_new is not None:
            self.on_new(number, chat_id)
        self._wake()
        return number

    def is_quiet(self, chat_id: int) -> bool:
        """Whether the bot has confirmed everything that happened in this chat."""
        return self._last_of.get(chat_id) not in self.pending

    def is_served(self) -> bool:
        """Whether a bot takes updates: one polls now, or polled or took one by webhook a few seconds ago."""
        return self._poller is not None or time.monotonic() - self._polled_at < SERVED_SECONDS

    def note_served(self) -> None:
        """A webhook has taken an update."""
        self._polled_at = time.monotonic()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Confirm what is below `offset`, then give up to `limit` updates, waiting `timeout` seconds for one.

        Raises Refusal 409 in the older of two polls at once.
        """
        self._polled_at = time.monotonic()
        if offset < 0:
            offset = max(self.next_id + offset, next(iter(self.pending), self.next_id))
        self._confirm_below(offset)
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refusal(409, OTHER_POLLER))
        limit = min(max(limit, 1), UPDATES_A_POLL)
        if not self.pending and timeout > 0 and not self._closed:
            await self._wait(min(timeout, POLL_SECONDS))
        return list(islice(self.pending.values(), limit))

    def confirm(self, number: int) -> None:
        """The bot is done with one update."""
        if self.pending.pop(number, None) is not None:
            self._confirmed(self._chat_of.pop(number))

    def drop_all(self) -> None:
        """Forget everything that waits."""
        for number in list(self.pending):
            self.confirm(number)

    def close(self) -> None:
        """Let a waiting poll go home; later ones do not wait."""
        self._closed = True
        self._wake()

    def chat_of(self, number: int) -> int:
        """The chat an unconfirmed update happened in."""
        return self._chat_of[number]

    def dump(self) -> Json:
        """Everything unconfirmed, for the disk."""
        pending = [[self._chat_of[number], update] for number, update in self.pending.items()]
        return {"next_id": self.next_id, "pending": pending, "allowed": sorted(self.allowed)}

    def restore(self, record: Json) -> None:
        """Take in what `dump` wrote."""
        self.next_id = record["next_id"]
        self.allowed = frozenset(record["allowed"])
        for chat_id, update in record["pending"]:
            self.pending[update["update_id"]] = update
            self._chat_of[update["update_id"]] = chat_id
            self._last_of[chat_id] = update["update_id"]

    def _confirm_below(self, offset: int) -> None:
        while self.pending and (number := next(iter(self.pending))) < offset:
            self.confirm(number)

    def _wake(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    async def _wait(self, timeout: float) -> None:
        poller = asyncio.get_running_loop().create_future()
        self._poller = poller
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await poller
        finally:
            if self._poller is poller:
                self._poller = None
