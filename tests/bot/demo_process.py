"""The demo as a process of its own, for whoever tests or photographs it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.bot.command import environment


class Demo:
    """A demo in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[str] | None = None
        self.url = ""
        self.machine: dict[str, str] = {}  # variables that happen to stand in the environment

    def start(self, *arguments: str) -> str:
        """Start; gives what was printed until it stood ready, or ended."""
        self.close()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", *(arguments or ("--port", "0"))],
            cwd=self.folder, env=environment(**self.machine), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        printed = ""
        for line in self.process.stdout:
            printed += line
            if "Ctrl-C" in line:
                break
        found = re.search(r"http://127\.0\.0\.1:\d+", printed)
        self.url = found.group() if found else ""
        return printed

    def stop(self, number: signal.Signals = signal.SIGINT) -> tuple[int | None, float]:
        """Ctrl-C; the exit code and the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode, time.monotonic() - began

    def close(self) -> None:
        """Leave nothing running."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.kill()
        if self.process.stdout is not None and not self.process.stdout.closed:
            self.process.communicate()

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Use the page's own interface."""
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self.url + path, data, {"Content-Type": "application/json"}), timeout=10) as answer:
            return json.load(answer)

    def texts(self, person: int) -> list[str]:
        """What the bot has written to somebody."""
        chat = self.ask(f"/sandbox/people/{person}/chat")
        return [message["text"] for message in chat["messages"] if message["from"] == "bot"]
