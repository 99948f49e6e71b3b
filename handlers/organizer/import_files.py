"""Files of an import: the one an organizer sent, the template, the report."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, FSInputFile, Message
from aiohttp import ClientError

from forum.import_report import write_report
from forum.import_template import write_template
from forum.importing import Report
from handlers.services import Services
from locales import Translator
from locales.import_words import ImportWords

FETCHED_WITHIN = 120  # seconds for 20 MB


class NotFetched(Exception):
    """Telegram did not give the file, or not in time."""


@asynccontextmanager
async def fetched(bot: Bot, file_id: str) -> AsyncIterator[Path]:
    """The file, for as long as the block lasts. Raises NotFetched."""
    with tempfile.TemporaryDirectory(prefix="usynys-") as folder:
        path = Path(folder) / "import"
        try:
            await bot.download(file_id, path, timeout=FETCHED_WITHIN)
        except (TelegramAPIError, ClientError, TimeoutError, OSError):
            raise NotFetched from None  # its text would hold the token, which stands in the address
        yield path


async def send_template(event: CallbackQuery, services: Services, format: str, t: Translator) -> None:
    """The file to fill in, as a message of its own."""
    day = services.now().astimezone(services.zone).date()
    with tempfile.TemporaryDirectory(prefix="usynys-") as folder:
        path = Path(folder) / "template"
        await asyncio.to_thread(write_template, path, format, ImportWords(t), day)
        caption = t.html("import-template-caption" if format == "xlsx" else "import-template-caption-csv")
        await _send(event, path, f"{t.plain('import-template-name')}.{format}", caption)


async def send_report(event: Message | CallbackQuery, report: Report, name: str, t: Translator) -> None:
    """Everything that was found, as a table."""
    with tempfile.TemporaryDirectory(prefix="usynys-") as folder:
        path = Path(folder) / "report"
        await asyncio.to_thread(write_report, path, report.problems, ImportWords(t))
        await _send(event, path, t.plain("import-report-file"), t.html("import-report-caption", name=name))


async def _send(event: Message | CallbackQuery, path: Path, name: str, caption: str) -> None:
    bot, user = event.bot, event.from_user
    if bot is not None and user is not None:
        await bot.send_document(user.id, FSInputFile(path, filename=name), caption=caption)
