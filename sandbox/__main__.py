"""`python -m sandbox`: the sandbox alone, for a bot started elsewhere."""

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path

from sandbox.server import DEFAULT_TOKEN, Sandbox


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="A local Telegram: the Bot API for one bot and a chat page for its people, on 127.0.0.1.",
    )
    parser.add_argument("--port", type=int, default=8081, help="port to listen on, 0 for any free one")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the one token accepted (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="folder to remember everything in (default: nothing is kept)")
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    done = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has none: Ctrl-C ends the loop there
            asyncio.get_running_loop().add_signal_handler(name, done.set)
    async with Sandbox(arguments.token, arguments.folder, arguments.port) as sandbox:
        sys.stdout.write(f"chat page: {sandbox.url}/\n")
        sys.stdout.write(f"for the bot: TELEGRAM_API_URL={sandbox.url} BOT_TOKEN={arguments.token}\n")
        sys.stdout.flush()
        await done.wait()


def main() -> int:
    """Run until told to stop; 2 when the port is taken or the folder cannot be used."""
    try:
        asyncio.run(_serve(_arguments()))
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"sandbox: {problem}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
