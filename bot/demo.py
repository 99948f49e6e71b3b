"""``usynys demo``: the sandbox in this process, the real bot in a child process, sample data to look at."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from pathlib import Path
from typing import Final

import typer
from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.demo_people import DINARA, KNOWN
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.logs import describe
from bot.seed import CampaignThere, seed_database
from bot.settings import Settings, told_plainly
from locales import LANGUAGES, translator
from sandbox import Sandbox

TOKEN: Final = "500000001:sandbox"  # the sandbox's own: it opens nothing anywhere else
LOG: Final = "bot.log"
CHATS: Final = "telegram"
STOP_WITHIN: Final = 8.0  # seconds for the bot; the sandbox takes the rest of the ten
START_LOOKS: Final = 600  # ten a second
PROGRAM: Final = Path(__file__).resolve().parent.parent
PORT_TAKEN: Final = (errno.EADDRINUSE, errno.EACCES)
THINGS_TO_TRY: Final = ("demo-try-newcomer", "demo-try-moderator", "demo-try-vote")


class DemoSettings(Settings):
    """Settings that are what the demo says, whatever stands in the machine's environment."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Nothing but the arguments."""
        return (init_settings,)


def run_demo(port: int, folder: Path) -> None:
    """Run until Ctrl-C, SIGTERM, or the terminal is closed.

    Raises CommandFailed: port taken (PORT); folder or its data not usable, or the bot ended by itself (PROBLEM).
    WrongSettings for a folder whose name no database address can hold, DatabaseProblem.
    """
    folder = folder.absolute()
    try:
        (folder / CHATS).mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CommandFailed(ExitCode.PROBLEM, f"{folder} cannot be made: {problem.strerror}") from None
    database = f"sqlite:///{folder / 'usynys.db'}"
    try:
        asyncio.run(_serve(port, folder, database))
    except OSError:
        raise _unusable(folder) from None


def _unusable(folder: Path) -> CommandFailed:
    return CommandFailed(ExitCode.PROBLEM, f"the demo's data in {folder} cannot be read; delete it to begin anew")


async def _serve(port: int, folder: Path, database: str) -> None:
    asked = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, asked.set)
    try:
        sandbox = Sandbox(token=TOKEN, folder=folder / CHATS, port=port)
    except ValueError:
        raise _unusable(folder) from None
    try:
        await sandbox.start()
    except OSError as problem:
        if problem.errno not in PORT_TAKEN:
            raise
        other = port + 1 if 1024 <= port < 65535 else 8081
        line = f"port {port} is taken; choose another one: make demo PORT={other} (usynys demo --port {other})"
        raise CommandFailed(ExitCode.PORT, line) from None
    try:
        await asyncio.to_thread(_fill, database)
        await _live(sandbox, folder, database, asked)
    finally:
        await sandbox.stop()


def _fill(database: str) -> None:
    """Sample data for the first time; what is there later stays as people left it."""
    try:
        settings = DemoSettings.model_validate({"database_url": database})
    except ValidationError as problem:
        raise told_plainly(problem) from None
    with suppress(CampaignThere):
        seed_database(settings, demo_people=True)


async def _live(sandbox: Sandbox, folder: Path, database: str, asked: asyncio.Event) -> None:
    bot = await _start_bot(sandbox, folder, database)
    ended = asyncio.create_task(bot.wait())
    stopping = asyncio.create_task(asked.wait())
    greeting = asyncio.create_task(_greet(sandbox))
    try:
        await asyncio.wait([ended, stopping, greeting], return_when=asyncio.FIRST_COMPLETED)
        if greeting.done() and greeting.exception() is None:
            await asyncio.wait([ended, stopping], return_when=asyncio.FIRST_COMPLETED)
        if stopping.done():
            return
        if ended.done():
            raise CommandFailed(ExitCode.PROBLEM, _last_words(folder, ended.result()))
        if greeting.done() and (problem := greeting.exception()) is not None:
            raise CommandFailed(ExitCode.PROBLEM, f"the demo could not be made ready: {describe(problem)}")
    finally:
        greeting.cancel()
        stopping.cancel()
        await _stop_bot(bot, ended)


async def _start_bot(sandbox: Sandbox, folder: Path, database: str) -> Process:
    """``usynys run`` with the demo's settings only: no variable and no .env of the machine reaches it."""
    names = {name.upper() for name in Settings.model_fields}
    environment = {name: value for name, value in os.environ.items() if name.upper() not in names}
    environment |= {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": sandbox.url,
        "DATABASE_URL": database,
        "ADMIN_IDS": str(DINARA.telegram_id),
        "QUIET_HOURS": "off",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(PROGRAM), environment.get("PYTHONPATH")))),
    }
    with (folder / LOG).open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.demo_child",
            env=environment, cwd=folder, stdin=asyncio.subprocess.PIPE, stdout=log, stderr=log,
            # Ctrl-C in the terminal is for the demo alone: it then stops the bot in order.
            start_new_session=True,
        )  # fmt: skip


async def _stop_bot(bot: Process, ended: asyncio.Task[int]) -> None:
    if ended.done():
        return
    with suppress(ProcessLookupError):
        bot.send_signal(signal.SIGTERM)
    await asyncio.wait([ended], timeout=STOP_WITHIN)
    if not ended.done():
        with suppress(ProcessLookupError):
            bot.kill()
        await ended


async def _greet(sandbox: Sandbox) -> None:
    """Say where the page is, then let the four who know the bot already press Start."""
    _say("demo-starting")
    for _ in range(START_LOOKS):
        if sandbox.world.updates.is_served():
            break
        await asyncio.sleep(0.1)
    for one in KNOWN:
        if not sandbox.world.chats[one.telegram_id].is_started:
            await sandbox.person(one.key).starts()
    for language in LANGUAGES:
        t = translator(language)
        typer.echo(f"\n{t.plain('demo-title')}")
        for number, key in enumerate(THINGS_TO_TRY, start=1):
            typer.echo(f"  {number}. {t.plain(key)}")
    typer.echo("")
    _say("demo-page")
    typer.echo(f"  {sandbox.url}/\n")
    _say("demo-stop")


def _say(key: str) -> None:
    """One line in both languages."""
    typer.echo(" · ".join(translator(language).plain(key) for language in LANGUAGES))


def _last_words(folder: Path, code: int) -> str:
    log = folder / LOG
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:] if log.exists() else []
    return "\n".join([f"the bot ended by itself (exit code {code}); the end of {log}:", *lines])
