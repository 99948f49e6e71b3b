"""Which processor core runs what: the bot has one for itself, everything else shares another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

CORES = sorted(os.sched_getaffinity(0))
STUB_CORE = CORES[0]
BOT_CORE = CORES[-1]


def pin(core: int) -> None:
    """Keep this process, with every thread it starts from now on, on one core."""
    os.sched_setaffinity(0, {core})


def pinned(core: int) -> Callable[[], None]:
    """What a child process does before it begins (``preexec_fn``)."""
    return lambda: pin(core)


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Processes started inside stay on the core; this one comes back."""
    before = os.sched_getaffinity(0)
    pin(core)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
