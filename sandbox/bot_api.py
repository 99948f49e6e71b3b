"""The Bot API over HTTP: /bot{token}/{method} and /file/bot{token}/{path}."""

import asyncio
import inspect
import json
from typing import Any

from aiohttp import web

from sandbox import (
    ephemeral,
    methods_chats,
    methods_edits,
    methods_inline,
    methods_messages,
    methods_profile,
    methods_rich,
    methods_updates,
)
from sandbox.call import Call, read_call
from sandbox.faults import Fault
from sandbox.limits import DOWNLOAD_BYTES
from sandbox.refusals import Refusal
from sandbox.shapes import Json
from sandbox.world import World

METHODS: dict[str, Any] = {
    **methods_messages.METHODS,
    **methods_rich.METHODS,
    **ephemeral.METHODS,
    **methods_edits.METHODS,
    **methods_inline.METHODS,
    **methods_chats.METHODS,
    **methods_profile.METHODS,
    **methods_updates.METHODS,
}
NOT_COUNTED = "getUpdates"
GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
_SPELLING = {name.lower(): name for name in METHODS}


class BotApi:
    """Answers the bot as Telegram would."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, application: web.Application) -> None:
        """Serve the two addresses the bot knows."""
        application.router.add_route("*", "/bot{token}/{method}", self.answer)
        application.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        try:
            if request.match_info["token"] != self._world.token:
                raise Refusal(401, "Unauthorized")
            call = await read_call(request)
        except Refusal as refusal:
            return _refused(refusal)
        chat_id = _chat_of(call)
        name = _SPELLING.get(call.method, call.method)
        self._world.tally.note_call(name, chat_id)
        fault = self._world.faults.strike(call.method, chat_id)
        if fault is not None:
            self._world.tally.faults[fault.kind, name] += 1
        if fault is None or fault.kind == "hang_before":
            if fault is not None:
                await self._world.faults.hang(fault.seconds)
            return await self._answer(call, chat_id)
        if fault.is_refusing:
            return self._refuse(fault.refusal(), chat_id)
        if fault.kind == "gateway_page":
            self._world.tally.note_refusal(502, chat_id, None)
            return web.Response(text=GATEWAY_PAGE, status=502, content_type="text/html")
        response = await self._answer(call, chat_id) if fault.is_done else None
        return await self._break(request, fault, response)

    async def _answer(self, call: Call, chat_id: int | None) -> web.Response:
        try:
            return _json({"ok": True, "result": await self.call(call)}, 200)
        except Refusal as refusal:
            return self._refuse(refusal, chat_id)

    def _refuse(self, refusal: Refusal, chat_id: int | None) -> web.Response:
        self._world.tally.note_refusal(refusal.code, chat_id, refusal.parameters.get("retry_after"))
        return _refused(refusal)

    async def _break(self, request: web.Request, fault: Fault, response: web.Response | None) -> web.StreamResponse:
        """Let a connection die as the fault says; what is returned after that reaches nobody."""
        if response is not None and fault.kind == "hang_after":
            await self._world.faults.hang(fault.seconds)
            return response
        if response is not None and fault.kind == "cut":
            await _send_half(request, response)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=502)

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
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return _json(body, refusal.code)


def _json(body: Json, status: int) -> web.Response:
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=data, status=status, content_type="application/json", charset="utf-8")


async def _send_half(request: web.Request, response: web.Response) -> None:
    body = response.body
    assert isinstance(body, bytes)
    begun = web.StreamResponse(status=response.status, headers={"Content-Length": str(len(body))})
    begun.content_type = "application/json"
    await begun.prepare(request)
    await begun.write(body[: len(body) // 2])
