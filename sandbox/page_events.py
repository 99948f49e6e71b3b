"""Server-sent events: what happens in one person's chat, as it happens."""

import asyncio
import json

from aiohttp import web

from sandbox.listeners import Listeners
from sandbox.shapes import Json

HEARTBEAT_SECONDS = 15.0


async def stream_events(request: web.Request, listeners: Listeners, person_id: int) -> web.StreamResponse:
    """Send a person's events until the page goes or the sandbox stops."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    await response.prepare(request)
    queue = listeners.open(person_id)
    try:
        await response.write(b": listening\n\n")
        while (event := await _next(queue)) is not None:
            await response.write(event)
    except ConnectionResetError:
        pass  # the page has gone; it reconnects by itself
    finally:
        listeners.close(person_id, queue)
    return response


async def _next(queue: asyncio.Queue[Json | None]) -> bytes | None:
    """The next event as bytes, a comment when nothing happens for a while, None at the end."""
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            event = await queue.get()
    except TimeoutError:
        return b": still here\n\n"
    if event is None:
        return None
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
