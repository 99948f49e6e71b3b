"""How the control API reads a body and answers: JSON both ways, a refusal is a 400 with a sentence."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.refusals import ActionRefused
from sandbox.shapes import Json


def answering(handler: Callable[[web.Request], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A handler whose result is sent as JSON, and whose refusals are a 400 with a sentence."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(await handler(request))
        except ActionRefused as refused:
            return web.json_response({"ok": False, "error": str(refused)}, status=400)

    return answer


async def body_of(request: web.Request) -> Json:
    """The JSON object a request carries, {} for none. Raises ActionRefused for anything else."""
    try:
        body: Any = json.loads(await request.read() or b"{}")
    except ValueError:
        raise ActionRefused("the body is no JSON") from None
    if not isinstance(body, dict):
        raise ActionRefused("the body is no JSON object")
    return body
