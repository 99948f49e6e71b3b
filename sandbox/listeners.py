"""Pages that listen to one person's chat by server-sent events."""

import asyncio
from collections.abc import Callable
from functools import partial

from sandbox.shapes import Json

QUEUE_LENGTH = 1000


class Listeners:
    """Queues of events per person; with nobody listening an event is not even built."""

    def __init__(self) -> None:
        self._queues: dict[int, set[asyncio.Queue[Json | None]]] = {}

    def open(self, person_id: int) -> asyncio.Queue[Json | None]:
        """A new queue of this person's events; None in it means the end."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue(QUEUE_LENGTH)
        self._queues.setdefault(person_id, set()).add(queue)
        return queue

    def close(self, person_id: int, queue: asyncio.Queue[Json | None]) -> None:
        """Nobody reads this queue any more."""
        queues = self._queues.get(person_id, set())
        queues.discard(queue)
        if not queues:
            self._queues.pop(person_id, None)

    def send(self, person_id: int, build: Callable[[], Json]) -> None:
        """Give an event to the pages that show this person."""
        queues = self._queues.get(person_id)
        if queues:
            event = build()
            for queue in list(queues):
                self._put(person_id, queue, event)

    def send_all(self, build: Callable[[int], Json]) -> None:
        """Give every listening page an event about its own person."""
        for person_id in list(self._queues):
            self.send(person_id, partial(build, person_id))

    def end(self) -> None:
        """Tell every page that the sandbox stops."""
        for person_id, queues in list(self._queues.items()):
            for queue in list(queues):
                self._put(person_id, queue, None)

    def _put(self, person_id: int, queue: asyncio.Queue[Json | None], event: Json | None) -> None:
        try:
            queue.put_nowait(event)
        except asyncio.QueueFull:
            # A page that stopped reading reconnects and loads the chat anew.
            self.close(person_id, queue)
            queue.get_nowait()
            queue.put_nowait(None)
