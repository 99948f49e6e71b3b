"""/healthz, /readyz and /metrics: what a service manager, a load balancer and Prometheus ask."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from aiohttp import web

from bot.http_server import HttpServer
from bot.metrics import CONTENT_TYPE, Metrics
from storage.database import Database, Transaction
from storage.errors import DatabaseUnavailable

log = logging.getLogger(__name__)

READ_WITHIN: Final = 2.0  # seconds the database may take to answer
_UNCACHED: Final = {"Cache-Control": "no-store"}


class Health:
    """What is known of the bot's parts. ``updates_are_taken`` looks at whatever brings the updates.

    The server may listen before there is a database or anything that takes updates: until then it is not ready.
    """

    def __init__(self) -> None:
        self.db: Database | None = None
        self.updates_are_taken: Callable[[], bool] = lambda: False
        self.is_stopping = False

    async def parts(self) -> dict[str, str]:
        """Every part in one word; the bot is ready when all of them say "ok"."""
        return {
            "database": await self._database(),
            "updates": "ok" if self.updates_are_taken() else "not taken",
            "process": "stopping" if self.is_stopping else "ok",
        }

    async def _database(self) -> str:
        if self.db is None:
            return "not open"
        try:
            async with asyncio.timeout(READ_WITHIN):
                await self.db.read(_read_something)
        except TimeoutError:
            return "slow"
        except DatabaseUnavailable:
            return "away"
        except Exception as broken:
            log.warning("the database cannot be read", extra={"problem": type(broken).__name__})
            return "failing"
        return "ok"


async def _read_something(tx: Transaction) -> None:
    await tx.one("SELECT id FROM people LIMIT 1")


def mount_health(server: HttpServer, health: Health, metrics: Metrics) -> None:
    """Add /healthz, /readyz and /metrics to a server that has not started yet."""

    async def tell_alive(_: web.Request) -> web.Response:
        return web.Response(text="ok\n", headers=_UNCACHED)

    async def tell_ready(_: web.Request) -> web.Response:
        parts = await health.parts()
        is_ready = all(state == "ok" for state in parts.values())
        return web.json_response({"ready": is_ready, **parts}, status=200 if is_ready else 503, headers=_UNCACHED)

    async def tell_metrics(_: web.Request) -> web.Response:
        return web.Response(body=await metrics.scrape(), headers={"Content-Type": CONTENT_TYPE, **_UNCACHED})

    server.add_get("/healthz", tell_alive)
    server.add_get("/readyz", tell_ready)
    server.add_get("/metrics", tell_metrics)
