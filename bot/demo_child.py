"""``usynys run`` as the demo's child: ends when the demo is gone, even when it had no time to say so."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress

from bot.__main__ import app

STDIN = 0
STOP_WITHIN = 10.0  # seconds, as everywhere


def _end_with_the_demo() -> None:
    """The demo holds the other end of stdin and writes nothing: it can be read only when the demo has ended."""
    # Not sys.stdin: its lock would be held while the interpreter ends.
    with suppress(OSError):
        os.read(STDIN, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_WITHIN)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_demo, daemon=True).start()
    app(["run"], prog_name="usynys")
