"""What both ways of getting updates share: each update once, in its chat's order, many chats at once, bounded."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial

from bot.logs import current_update
from bot.updates.isolation import Alone, Isolation
from bot.updates.journal import Journal
from bot.updates.order import ChatOrder, Update, chat_of, kind_of
from storage.errors import DatabaseUnavailable

log = logging.getLogger(__name__)

AT_ONCE = 128  # updates being handled; those that wait for their chat are not counted
MOST = 1000  # updates taken and not finished, all together
OF_ONE_CHAT = 20  # … of which one chat counts no more: a flood of one must not shut the door to others
REMEMBERED = 10_000  # numbers of finished updates
AGAIN_AFTER = (0.5, 1.0, 2.0, 4.0)  # seconds, when the database went away in the middle
# Nobody can be told to do these again, so they wait for as long as a database takes to come back after a restart or a
# failover; no longer, because meanwhile Telegram repeats what came behind them.
UNTOLD = frozenset({"my_chat_member"})
UNTOLD_AGAIN_AFTER = (8.0, 15.0, *[30.0] * 20)

Handle = Callable[[Update, bool], Awaitable[None]]
"""Handles an update. The second argument: DatabaseUnavailable may be raised, the update is then handled again."""
Observe = Callable[[str, str, float], None]
"""Hears the kind of each finished update, what became of it and the seconds since it was taken."""


def _nobody(kind: str, outcome: str, seconds: float) -> None:
    return None


class Intake:
    """Takes raw updates and sees each through to its end. ``on_done`` hears the number of each finished one."""

    def __init__(
        self,
        handle: Handle,
        journal: Journal,
        isolation: Isolation | None = None,
        observe: Observe = _nobody,
        *,
        at_once: int = AT_ONCE,
        most: int = MOST,
    ) -> None:
        self.on_done: Callable[[int], None] = lambda number: None
        self._handle = handle
        self._journal = journal
        self._isolation = isolation or Alone()
        self._observe = observe
        self._slots = asyncio.Semaphore(at_once)
        self._most = most
        self._order = ChatOrder()
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._of_chat: Counter[int] = Counter()
        self._counted = 0
        self._finished: dict[int, None] = {}  # in the order of finishing, to forget the oldest
        self._has_room = asyncio.Event()
        self._has_room.set()

    @property
    def unfinished(self) -> int:
        """How many updates are taken and not finished."""
        return len(self._in_hand)

    @property
    def is_full(self) -> bool:
        """Whether no more should be taken for now."""
        return self._counted >= self._most

    def unfinished_of(self, chat: int) -> int:
        """How many of them belong to one chat."""
        return self._of_chat.get(chat, 0)

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._has_room.wait()

    def take(self, update: Update) -> asyncio.Task[None] | None:
        """Have an update handled; the task ends with it, and never fails.

        The task there is already for one in hand, None for one that is finished. A task that is cancelled was cut
        off: its update is to be handled by somebody else.
        """
        number = int(update["update_id"])
        if number in self._finished:
            self._journal.finished(number)
            return None
        if number in self._in_hand:
            return self._in_hand[number]
        chat = chat_of(update)
        self._of_chat[chat] += 1
        self._counted += self._of_chat[chat] <= OF_ONE_CHAT
        task = self._order.start(chat, partial(self._see_through, number, chat, update))
        self._in_hand[number] = task
        task.add_done_callback(partial(self._let_go, number, chat))
        if self.is_full:
            self._has_room.clear()
        return task

    async def finish(self, within: float) -> None:
        """Let what is in hand finish, for ``within`` seconds, and cut off the rest."""
        if self._in_hand:
            await asyncio.wait(self._in_hand.values(), timeout=within)
        await self.abandon()

    async def abandon(self) -> None:
        """Cut off whatever is in hand."""
        running = list(self._in_hand.values())
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)

    async def _see_through(self, number: int, chat: int, update: Update) -> None:
        current_update.set(number)
        loop = asyncio.get_running_loop()
        begun_at = loop.time()
        outcome = await self._handle_until_done(chat, update)
        self._observe(kind_of(update), outcome, loop.time() - begun_at)
        # The chat's next update waits for this: replayed after it, this one would undo what the next one did.
        await self._journal.strike_out(number)

    async def _handle_until_done(self, chat: int, update: Update) -> str:
        pauses = AGAIN_AFTER + UNTOLD_AGAIN_AFTER if kind_of(update) in UNTOLD else AGAIN_AFTER
        for pause in pauses:
            try:
                await self._handle_once(chat, update, may_retry=True)
            except DatabaseUnavailable as away:
                log.info("the database is away; again in a moment", extra={"after": pause, "problem": str(away)})
                await asyncio.sleep(pause)
            except Exception:
                return _failed()
            else:
                return "ok"
        try:
            await self._handle_once(chat, update, may_retry=False)
        except DatabaseUnavailable:
            return "unavailable"
        except Exception:
            return _failed()
        return "ok"

    async def _handle_once(self, chat: int, update: Update, *, may_retry: bool) -> None:
        async with self._isolation.of(chat), self._slots:
            await self._handle(update, may_retry)

    def _let_go(self, number: int, chat: int, task: asyncio.Task[None]) -> None:
        del self._in_hand[number]
        self._counted -= self._of_chat[chat] <= OF_ONE_CHAT
        self._of_chat[chat] -= 1
        if not self._of_chat[chat]:
            del self._of_chat[chat]
        if not self.is_full:
            self._has_room.set()
        if task.cancelled():
            return
        self._finished[number] = None
        if len(self._finished) > REMEMBERED:
            del self._finished[next(iter(self._finished))]
        self._journal.finished(number)
        self.on_done(number)


def _failed() -> str:
    # Handling it again would fail again: it counts as finished, and the log says where to look.
    log.exception("update failed")
    return "failed"
