"""The bot as ``usynys run``, with Telegram's limits taken to be so many times as wide: ``announcement_child SPEED``."""

from __future__ import annotations

import asyncio
import signal
import sys

from bot.app import App
from bot.logs import configure_logs
from bot.settings import load_settings


async def run(speed: float) -> None:
    """Until SIGTERM."""
    settings = load_settings(env_file=None)
    configure_logs(settings.log_level, settings.secrets)
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asked.set)
    app = App(settings, speed=speed)
    await app.start()
    await asked.wait()
    await app.stop()


if __name__ == "__main__":
    asyncio.run(run(float(sys.argv[1])))
