"""The Bot API over HTTP: /bot{token}/{method} and /file/bot{token}/{path}."""

import asyncio
import inspect
import json
from typing import Any

from aiohttp import web

from sandbox import methods_edits, methods_messages, methods_profile, methods_updates
from sandbox.call import Call, read_call
from sandbox.limits import DOWNLOAD_BYTES
from sandbox.refusals import Refusal
from sandbox.shapes import Json
from sandbox.world import World

METHODS: dict[str, Any] = (
    methods_messages.METHODS | methods_edits.METHODS | methods_profile.METHODS | methods_updates.METHODS
)
NOT_COUNTED = "getUpdates"
_SPELLING = {name.lower(): name for name in METHODS}


class BotApi:
    """Answers the bot as Telegram would."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, application: web.Application) -> None:
        """Serve the two addresses the bot knows."""
        application.router.add_route("*", "/bot{token}/{method}", self.answer)
        application.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def answer(self, request: web.Request) -> web.Response:
        """One call of a method."""
        try:
            if request.match_info["token"] != self._world.token:
                raise Refusal(401, "Unauthorized")
            call = await read_call(request)
            return await self._answer(request, call)
        except Refusal as refusal:
            return _refused(refusal)

    async def _answer(self, request: web.Request, call: Call) -> web.Response:
        chat_id = _chat_of(call)
        fault = self._world.faults.strike(call.method, chat_id)
        if fault is not None and fault.kind == "drop_before":
            return _dropped(request)
        if fault is not None and fault.kind != "drop_after":
            return _refused(fault.refusal())
        result = await self.call(call)
        if fault is not None:
            return _dropped(request)
        return _json({"ok": True, "result": result}, 200)

    async def call(self, call: Call) -> Any:
        """Do a call and remember it. Raises Refusal."""
        error = None
        name = _SPELLING.get(call.method, call.method)
        try:
            if name not in METHODS:
                raise Refusal(404, "Not Found")
            result = METHODS[name](self._world, call)
            return await result if inspect.isawaitable(result) else result
        except Refusal as refusal:
            error = refusal.description
            raise
        finally:
            if name != NOT_COUNTED or error is not None:
                self._world.record(name, _chat_of(call), call.values, error)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file by the path getFile gave."""
        if request.match_info["token"] != self._world.token:
            return _refused(Refusal(401, "Unauthorized"))
        stored = self._world.files.at(request.match_info["path"])
        if stored is None or stored.size > DOWNLOAD_BYTES:
            return _refused(Refusal(404, "Not Found"))
        data = await asyncio.to_thread(self._world.files.read, stored)
        return web.Response(body=data, content_type="application/octet-stream")


def _chat_of(call: Call) -> int | None:
    try:
        return int(call.values["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _refused(refusal: Refusal) -> web.Response:
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return _json(body, refusal.code)


def _json(body: Json, status: int) -> web.Response:
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=data, status=status, content_type="application/json", charset="utf-8")


def _dropped(request: web.Request) -> web.Response:
    """Break the connection: what is returned here reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=502)
