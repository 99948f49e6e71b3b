"""The outbox: a steady stream of what is owed, claimed no further ahead than can be sent in a moment."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from aiogram import Bot

from bot.sending import InHand, Sender
from bot.telegram.pacing import Pacing
from forum import announcements, deliveries
from forum.deliveries import CLAIMED_FOR, Round
from handlers.services import Services
from storage.errors import DatabaseUnavailable
from storage.lead import Alone, Lead

log = logging.getLogger(__name__)

IN_HAND_MOST = 60  # two seconds of what Telegram takes
ANNOUNCED_MOST = 30  # of these what is announced to thousands: there is always room for the others
LOOK_EVERY = 1.0  # seconds between looks when nobody wakes us
LOOK_GAP = 0.05  # seconds between looks however often we are woken
LEASE = CLAIMED_FOR.total_seconds()
RENEW_EVERY = LEASE / 4
STRAINED_AFTER = 10  # passing errors in a row: Telegram is away, not somebody's chat
REST_MOST = 30.0  # seconds between the single messages that try whether it is back


class Outbox:
    """One worker. ``wake`` makes it look at once; otherwise it looks every second.

    ``observe`` is told (fate, kind) of every message settled. Of several replicas the one that has the ``lead`` sends,
    because Telegram's pace is one for all of them.
    """

    def __init__(
        self,
        bot: Bot,
        services: Services,
        pacing: Pacing,
        observe: Callable[[str, str], None] = lambda fate, kind: None,
        lead: Lead | None = None,
    ) -> None:
        self._services = services
        self._sender = Sender(bot, services, pacing, observe)
        self._lead = lead or Alone()
        self._in_hand: dict[InHand, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._room = asyncio.Event()  # half of what may be in hand has gone
        self._stopped = asyncio.Event()
        self.begun = asyncio.Event()  # what a process before had claimed was given back
        self._round = Round()
        self._looked_at = -LOOK_GAP
        self._trials = 0  # single messages sent in vain since Telegram went away

    def wake(self) -> None:
        """Something is owed: do not wait for the next look."""
        self._woken.set()

    @property
    def in_hand(self) -> int:
        """How many messages are claimed and not settled."""
        return len(self._in_hand)

    def stop(self) -> None:
        """Claim no more; ``run`` ends when what is being sent has arrived and the rest is given back."""
        self._stopped.set()
        self._woken.set()
        self._room.set()

    async def run(self) -> None:
        """Deliver until stopped; cancelled, it leaves everything as a power cut would."""
        keeper = asyncio.create_task(self._keep_leases(), name="outbox-leases")
        try:
            await self._release_left()
            self.begun.set()
            while not self._stopped.is_set():
                self._woken.clear()
                await self._rest(is_full=await self._take())
            await self._finish()
        finally:
            keeper.cancel()
            for task in self._in_hand.values():
                task.cancel()
            await asyncio.wait([keeper, *self._in_hand.values()])
            await self._lead.close()

    async def _release_left(self) -> None:
        while not self._stopped.is_set():
            try:
                if count := await deliveries.release_left(self._services.db):
                    log.info("deliveries of the process before go out now", extra={"count": count})
            except DatabaseUnavailable:
                await self._wait(self._stopped, LOOK_EVERY)
            else:
                return

    async def _take(self) -> bool:
        """Claim what fits into the hand; whether it is full now."""
        is_strained = self._is_strained()
        room = (1 if is_strained else IN_HAND_MOST) - len(self._in_hand)
        if room <= 0:
            return True
        loop = asyncio.get_running_loop()
        lease_ends = loop.time() + LEASE
        services, in_hand = self._services, frozenset(item.delivery.id for item in self._in_hand)
        announced = ANNOUNCED_MOST - sum(item.delivery.kind == announcements.KIND for item in self._in_hand)
        try:
            if not await self._lead.is_ours():
                return False
            claimed = await deliveries.claim(
                services.db, services.now(), room, services.rules, in_hand, self._round, announced
            )
        except DatabaseUnavailable:
            log.warning("deliveries wait: the database is away")
            return False
        self._trials = self._trials + len(claimed) if is_strained else 0
        self._looked_at = loop.time()
        for delivery in claimed:
            item = InHand(delivery, lease_ends)
            task = asyncio.create_task(self._sender.settle(item), name=f"delivery-{delivery.id}")
            self._in_hand[item] = task
            task.add_done_callback(partial(self._settled, item))
        return len(claimed) == room

    def _settled(self, item: InHand, task: asyncio.Task[None]) -> None:
        del self._in_hand[item]
        if not task.cancelled() and (problem := task.exception()) is not None:
            # It stays claimed and comes back when its lease is over.
            log.error("delivery not settled", extra={"delivery": item.delivery.id}, exc_info=problem)
        if len(self._in_hand) <= IN_HAND_MOST // 2:
            self._room.set()
        self._woken.set()  # the recipient's next one can be claimed now

    async def _rest(self, *, is_full: bool) -> None:
        """Until the next look makes sense."""
        loop = asyncio.get_running_loop()
        rest_ends = loop.time() + min(LOOK_EVERY * 2**self._trials, REST_MOST)
        while self._is_strained() and not self._stopped.is_set() and loop.time() < rest_ends:
            self._woken.clear()
            await self._wait(self._woken, rest_ends - loop.time())
        if is_full:
            self._room.clear()
            if self._stopped.is_set():
                return
            if len(self._in_hand) > IN_HAND_MOST // 2:
                await self._room.wait()
            return
        if self._round.is_over:
            await self._wait(self._woken, LOOK_EVERY)
        await self._wait(self._stopped, self._looked_at + LOOK_GAP - loop.time())

    def _is_strained(self) -> bool:
        return self._sender.failures >= STRAINED_AFTER

    @staticmethod
    async def _wait(event: asyncio.Event, within: float) -> None:
        if within <= 0:
            return
        try:
            async with asyncio.timeout(within):
                await event.wait()
        except TimeoutError:
            return

    async def _keep_leases(self) -> None:
        """Long waits and long files: nobody else may claim what is still in hand."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(RENEW_EVERY)
            items, ends = list(self._in_hand), loop.time() + LEASE
            if not items:
                continue
            try:
                claimed = [item.delivery for item in items]
                ours = await deliveries.renew(self._services.db, claimed, self._services.now())
            except DatabaseUnavailable:
                continue  # until it is back nobody else can claim either
            for item in items:
                item.lease_ends = ends if item.delivery.id in ours else loop.time()

    async def _finish(self) -> None:
        """Let what is leaving arrive, give back the rest."""
        unsent = [item for item in self._in_hand if not item.is_leaving]
        tasks = list(self._in_hand.values())
        for item in unsent:
            self._in_hand[item].cancel()
        if tasks:
            await asyncio.wait(tasks)
        if unsent:
            try:
                await deliveries.release(self._services.db, [item.delivery for item in unsent])
            except DatabaseUnavailable:
                log.warning("claimed deliveries wait for their lease: the database is away")
