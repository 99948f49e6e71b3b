"""The sandbox as one server on this machine: Bot API, control API and chat page."""

import asyncio
import secrets
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from sandbox import actions_group, saved
from sandbox.bot_api import BotApi
from sandbox.control import Control
from sandbox.control_groups import GroupControl
from sandbox.faults import Fault
from sandbox.group import Group
from sandbox.limits import CALLBACK_LIFETIME_SECONDS, UPLOAD_BYTES
from sandbox.person import Person
from sandbox.tally import Tally
from sandbox.webhook import WebhookDelivery
from sandbox.world import RecordedCall, Spread, World

DEFAULT_TOKEN = "500000001:sandbox"
HOST = "127.0.0.1"


class Sandbox:
    """A local Telegram for one bot.

    `async with Sandbox() as sandbox:` starts it; `sandbox.url` is the address for TELEGRAM_API_URL and for
    the browser. With a `folder` it remembers everything there; `port=0` takes a free one.
    `callback_lifetime` is how many seconds a tap waits for its answer before it is too old.
    """

    def __init__(
        self,
        token: str | None = None,
        folder: Path | None = None,
        port: int = 0,
        callback_lifetime: float = CALLBACK_LIFETIME_SECONDS,
    ) -> None:
        self.token = token or f"{DEFAULT_TOKEN}{secrets.token_hex(8)}"
        self.world = World(self.token, folder, callback_lifetime)
        self._folder = folder
        self._port = port
        self._runner: web.AppRunner | None = None
        self._saver = saved.Saver(self.world, folder) if folder else None
        self._webhook: WebhookDelivery | None = None
        self._people: dict[int, Person] = {}
        self._load()

    def _load(self) -> None:
        if self._folder is None or not saved.load(self.world, self._folder):
            self.world.people.load_start_set()
        for account in self.world.people.by_id.values():
            if account.id not in self.world.chats:
                self.world.settle(account)

    @property
    def url(self) -> str:
        """The address of the running server, without a slash at the end."""
        return f"http://{HOST}:{self._port}"

    @property
    def calls(self) -> list[RecordedCall]:
        """The last 10,000 calls of the bot, polls left out."""
        return list(self.world.calls)

    @property
    def tally(self) -> Tally:
        """Every call and message of the bot, counted."""
        return self.world.tally

    @property
    def refused(self) -> list[RecordedCall]:
        """The calls that were answered with an error; faults asked for are not among them."""
        return list(self.world.refused)

    def person(self, key: str) -> Person:
        """Somebody of the start set by key ("aigul"). Raises KeyError for an unknown one."""
        return self._person(self.world.people.by_key[key].id)

    def add_person(
        self, first_name: str, language_code: str | None = "kk", last_name: str = "", username: str = ""
    ) -> Person:
        """Somebody new, who has never pressed Start."""
        account = self.world.people.add(first_name, language_code, last_name, username)
        self.world.settle(account)
        return self._person(account.id)

    def add_group(self, title: str, is_super: bool = False) -> Group:
        """A new group with the bot in it."""
        return Group(self.world, actions_group.make(self.world, title, is_super))

    def add_channel(self, title: str, discussed_in: Group | None = None) -> Group:
        """A new channel with the bot as an administrator; its posts are forwarded into a group if it has one."""
        group = self.world.groups[discussed_in.id] if discussed_in else None
        return Group(self.world, actions_group.make_channel(self.world, title, group))

    def fails(
        self, kind: str, method: str | None = None, chat_id: int | None = None, times: int | None = 1, **more: Any
    ) -> None:
        """Let the next matching calls go wrong: see sandbox.faults.Fault, also for what else may be said."""
        self.world.faults.add(Fault(kind, method, chat_id, times, **more))

    def spreads_webhook(self, *origins: str, copies: int = 1) -> None:
        """Send each update to `copies` of the replicas at these origins, in turn, by the path setWebhook was given.

        When an update counts as taken is said in sandbox.webhook.
        """
        self.world.spread = Spread(origins, copies) if origins else None

    def keeps_pace(
        self, per_second: int | None = 30, per_chat: int | None = 1, per_group_minute: int | None = 20
    ) -> None:
        """Refuse with 429 whatever is sent faster, by default than Telegram allows."""
        self.world.faults.set_pace(per_second, per_chat, per_group_minute)

    def heals(self) -> None:
        """No more faults and no more pace."""
        self.world.faults.clear()

    def _person(self, number: int) -> Person:
        if number not in self._people:
            self._people[number] = Person(self.world, self.world.chats[number])
        return self._people[number]

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken or the folder cannot be used."""
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        application = web.Application(client_max_size=UPLOAD_BYTES + 2 * 1024 * 1024)
        api = BotApi(self.world)
        api.add_routes(application)
        Control(self.world).add_routes(application)
        GroupControl(self.world).add_routes(application)
        self._runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self._port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = int(self._runner.addresses[0][1])
        if self._saver is not None:
            self._saver.start()
        self._webhook = WebhookDelivery(self.world, api)
        self._webhook.start()

    async def stop(self) -> None:
        """Let waiting polls and pages go, stop listening, write everything down."""
        self.world.updates.close()
        self.world.faults.free()
        self.world.listeners.end()
        if self._webhook is not None:
            await self._webhook.stop()
        if self._runner is not None:
            await asyncio.sleep(0)
            await self._runner.cleanup()
            # A connection accepted in the last moment is closed by callbacks of which each waits for the one before.
            for _ in range(10):
                await asyncio.sleep(0)
            await asyncio.sleep(0.01)
        if self._saver is not None:
            await self._saver.stop()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
