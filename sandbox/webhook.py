"""Delivery of updates to a webhook on this machine: in order within a chat, several chats at once."""

import asyncio
import contextlib
import json
import time

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.bot_api import BotApi
from sandbox.call import Call
from sandbox.refusals import Refusal
from sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
ANSWER_SECONDS = 60.0


class WebhookDelivery:
    """Sends what waits as soon as a webhook is set; an update counts as confirmed with the answer 200."""

    def __init__(self, world: World, api: BotApi) -> None:
        self._world = world
        self._api = api
        self._queues: dict[int, list[int]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._session: ClientSession | None = None
        self._room = asyncio.Semaphore(1)
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
        """Another webhook, or none: what still waits is sent to the one there is now."""
        self._queues.clear()
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
            if number in self._world.updates.pending and not await self._is_taken(number):
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                continue
            pause = FIRST_PAUSE_SECONDS
            self._world.updates.confirm(number)
            self._world.on_change()
            with contextlib.suppress(KeyError, ValueError):
                self._queues[chat_id].remove(number)
        self._queues.pop(chat_id, None)

    async def _is_taken(self, number: int) -> bool:
        webhook = self._world.webhook
        update = self._world.updates.pending[number]
        if webhook is None:
            return False
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS))
        headers = {SECRET_HEADER: webhook["secret_token"]} if webhook["secret_token"] else {}
        try:
            async with self._room, self._session.post(webhook["url"], json=update, headers=headers) as answer:
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
