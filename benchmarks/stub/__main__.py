"""``python -m benchmarks.stub --plan FILE --core N``: prints a line of JSON when ready, then one for each order.

Orders come as lines of JSON, ``{"do": "wait", …}``; the functions of Orders have their names. It ends with
its input.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.cores import pin
from benchmarks.processes import Spent, spent_by
from benchmarks.stub.api import Api
from benchmarks.stub.plan import load
from benchmarks.tables import percentile

Told = dict[str, Any]
TICK = 0.002  # seconds between looks at whether a run is over
GIVE_UP = 30.0  # seconds without a single finished vote


class Orders:
    """Does what the program that started the stub asks for."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def do(self, order: Told) -> Told:
        """Do one and tell the outcome; an outcome with ``problem`` says why not."""
        return await {"wait": self.wait, "run": self.run, "pace": self.pace, "sent": self.sent}[order["do"]](order)

    async def wait(self, order: Told) -> Told:
        """Until the bot polls (or, with ``webhook``, has set its webhook), at most ``within`` seconds."""
        self._api.by_webhook = bool(order.get("webhook"))
        event = self._api.webhook.is_set if self._api.by_webhook else self._api.polling.asked
        try:
            await asyncio.wait_for(event.wait(), order["within"])
        except TimeoutError:
            return {"problem": "the bot does not ask for updates"}
        return {"at": time.monotonic()}

    async def run(self, order: Told) -> Told:
        """Keep ``outstanding`` votes under way; after ``warm`` of them measure for ``seconds``, or ``most`` in all.

        ``pid`` is the bot whose time and memory are read. Ends when all votes that were sent are finished.
        """
        api, meter = self._api, self._api.meter
        first, done_before = api.next_serial, meter.finished
        end = api.plan.most + 1
        api.end_serial = min(end, first + order["most"]) if order.get("most") else end
        api.webhook.connect(order["outstanding"])
        api.send(order["outstanding"])
        await self._until(lambda: meter.finished >= done_before + order["warm"])
        before, own_before = spent_by(order["pid"]), time.process_time()
        meter.begin()
        if order.get("most"):
            await self._until(lambda: not meter.under_way)
        else:
            await asyncio.sleep(order["seconds"])
        meter.end()
        after, own = spent_by(order["pid"]), time.process_time() - own_before
        outcome = self._outcome(before, after, own)
        api.end_serial = api.next_serial
        await self._until(lambda: not meter.under_way)
        lost = len(meter.under_way)
        meter.under_way.clear()
        return {**outcome, "first": first, "sent": api.next_serial - first, "lost": lost, "so_far": api.next_serial - 1}

    async def _until(self, is_so: Any) -> None:
        """Wait for it, unless nothing moves any more."""
        moved, finished = time.monotonic(), self._api.meter.finished
        while not is_so() and time.monotonic() - moved < GIVE_UP:
            await asyncio.sleep(TICK)
            if self._api.meter.finished != finished:
                moved, finished = time.monotonic(), self._api.meter.finished

    def _outcome(self, before: Spent, after: Spent, own: float) -> Told:
        meter = self._api.meter
        count, seconds = len(meter.latencies), meter.ended - meter.began
        latencies, waits = sorted(meter.latencies), sorted(meter.waits)
        return {
            "votes": count,
            "seconds": seconds,
            "p50": percentile(latencies, 50),
            "p99": percentile(latencies, 99),
            "made_p50": percentile(waits, 50),
            "made_p99": percentile(waits, 99),
            "cpu": after.cpu - before.cpu,
            "rss": after.rss,
            "stub_share": own / seconds if seconds else 0.0,
            "calls": dict(meter.calls),
            "repeated": meter.repeated,
            "refused": self._api.webhook.refused,
        }

    async def pace(self, order: Told) -> Told:
        """From now on refuse what is sent faster than ``overall`` and ``per_chat`` a second."""
        self._api.pace.overall, self._api.pace.per_chat = order["overall"], order["per_chat"]
        return {}

    async def sent(self, order: Told) -> Told:
        """How many messages were taken and refused so far, and when (seconds of the monotonic clock)."""
        pace = self._api.pace
        return {"accepted": pace.accepted, "refused": pace.refused, "times": pace.times}


async def serve(plan: Path) -> None:
    """Until the input ends."""
    loop = asyncio.get_running_loop()
    api = Api(load(plan))
    gc.collect()
    gc.freeze()
    server = await loop.create_server(api.connection, "127.0.0.1", 0)
    orders = Orders(api)
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    _say({"port": server.sockets[0].getsockname()[1], "pid": os.getpid()})
    while line := await lines.readline():
        try:
            _say(await orders.do(json.loads(line)))
        except ProcessLookupError:
            _say({"problem": "the bot has ended"})


def _say(told: Told) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the options and serve."""
    options = argparse.ArgumentParser(prog="benchmarks.stub")
    options.add_argument("--plan", type=Path, required=True)
    options.add_argument("--core", type=int, required=True)
    given = options.parse_args()
    pin(given.core)
    asyncio.run(serve(given.plan))


if __name__ == "__main__":
    main()
