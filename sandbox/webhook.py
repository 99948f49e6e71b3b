"""Delivery of updates to a webhook on this machine: in order within a chat, several chats at once.

One address is the webhook itself. With a `Spread` the webhook's address stands for several replicas, as behind a
balancer: each update goes to one of them in turn, or to several at once, which is harder on a bot than Telegram is.
What counts: an update is taken when at least one of its copies was answered 200 and all the others were answered
too or broke off. Not before that the next update of its chat is sent, so a copy never comes late into a chat that
has gone on. With no 200 at all it is sent again after a pause, to the next replicas in turn, so that a dead one
costs time and no update.
"""

import asyncio
import contextlib
import json
import time
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from sandbox.bot_api import BotApi
from sandbox.call import Call
from sandbox.refusals import Refusal
from sandbox.shapes import Json
from sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
ANSWER_SECONDS = 60.0


class WebhookDelivery:
    """Sends what waits as soon as a webhook is set."""

    def __init__(self, world: World, api: BotApi) -> None:
        self._world = world
        self._api = api
        self._queues: dict[int, list[int]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._session: ClientSession | None = None
        self._room = asyncio.Semaphore(1)
        self._turn = 0
        self._set_anew = asyncio.Event()
        self._is_stopped = False

    def start(self) -> None:
        """Follow the bot's webhook setting from now on."""
        self._world.updates.on_new = self._queue
        self._world.on_webhook = self._change
        self._change()

    async def stop(self) -> None:
        """Send nothing more."""
        self._is_stopped = True
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self._session is not None:
            await self._session.close()

    def _change(self) -> None:
        """The webhook is set (anew), or there is none: what still waits is sent at once to the one there is now."""
        self._queues.clear()
        self._set_anew.set()
        self._set_anew = asyncio.Event()
        if self._world.webhook is None:
            return
        self._room = asyncio.Semaphore(self._world.webhook["max_connections"])
        for number in self._world.updates.pending:
            self._queue(number, self._world.updates.chat_of(number))

    def _queue(self, number: int, chat_id: int) -> None:
        if self._world.webhook is None or self._is_stopped:
            return
        self._queues.setdefault(chat_id, []).append(number)
        if chat_id not in self._tasks:
            task = self._tasks[chat_id] = asyncio.create_task(self._send_chat(chat_id))
            task.add_done_callback(lambda _: self._finish(chat_id))

    def _finish(self, chat_id: int) -> None:
        del self._tasks[chat_id]
        if self._is_stopped:
            return
        for number in self._queues.pop(chat_id, []):
            self._queue(number, chat_id)

    async def _send_chat(self, chat_id: int) -> None:
        """Send a chat's updates one after another, each until it is taken."""
        pause = FIRST_PAUSE_SECONDS
        while self._world.webhook is not None and self._queues.get(chat_id):
            number = self._queues[chat_id][0]
            update = self._world.updates.pending.get(number)
            if update is not None and not await self._is_taken(update):
                await self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                continue
            pause = FIRST_PAUSE_SECONDS
            self._world.updates.confirm(number)
            self._world.on_change()
            with contextlib.suppress(KeyError, ValueError):
                self._queues[chat_id].remove(number)
        self._queues.pop(chat_id, None)

    async def _rest(self, seconds: float) -> None:
        """Wait before the next attempt, but not beyond the moment the bot sets its webhook again."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._set_anew.wait()

    async def _is_taken(self, update: Json) -> bool:
        webhook = self._world.webhook
        if webhook is None:
            return False
        async with self._room:
            copies = [self._is_sent(url, update, webhook) for url in self._addresses(webhook["url"])]
            taken = any(await asyncio.gather(*copies))
        if taken:
            self._world.updates.note_served()
        return taken

    def _addresses(self, url: str) -> list[str]:
        """Where the copies of one update go now."""
        spread = self._world.spread
        if spread is None:
            return [url]
        self._turn += 1
        parts = urlsplit(url)
        way = f"{parts.path}?{parts.query}" if parts.query else parts.path
        count = len(spread.origins)
        chosen = [spread.origins[(self._turn + place) % count] for place in range(min(spread.copies, count))]
        return [f"{origin.rstrip('/')}{way}" for origin in chosen]

    async def _is_sent(self, url: str, update: Json, webhook: Json) -> bool:
        if self._session is None:
            self._session = ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(total=ANSWER_SECONDS))
        headers = {SECRET_HEADER: webhook["secret_token"]} if webhook["secret_token"] else {}
        try:
            async with self._session.post(url, json=update, headers=headers) as answer:
                body = await answer.read()
                if answer.status == 200:
                    await self._do_reply(answer.content_type, body)
                    return True
                reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (ClientError, TimeoutError, OSError):
            reason = "Connection refused"
        webhook["last_error"] = {"last_error_date": int(time.time()), "last_error_message": reason}
        return False

    async def _do_reply(self, content_type: str, body: bytes) -> None:
        """A call the bot put into its answer; nobody hears what came of it, as with Telegram."""
        if content_type != "application/json" or not body.strip():
            return
        with contextlib.suppress(ValueError, Refusal):
            values = json.loads(body)
            if isinstance(values, dict) and isinstance(values.get("method"), str):
                await self._api.call(Call(values.pop("method").lower(), values))
