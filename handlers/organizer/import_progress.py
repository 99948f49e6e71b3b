"""How far long work is, told by editing one message every other second while the work goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message

from forum.import_rows import Progress
from handlers.screen import Screen, edit

T = TypeVar("T")
EVERY: Final = 2.0  # seconds: an edit counts against Telegram's pace like a message


async def told(
    event: Message | CallbackQuery,
    message_id: int | None,
    screen: Callable[[tuple[int, int]], Screen],
    work: Callable[[Progress], Awaitable[T]],
) -> T:
    """What ``work`` gives. It is handed a function to say (done, total) with, on the loop."""
    latest: list[tuple[int, int]] = []
    finished = asyncio.Event()
    telling = asyncio.create_task(_tell(event, message_id, screen, latest, finished), name="import-progress")
    try:
        return await work(lambda done, total: latest.append((done, total)))
    finally:
        # Not cancelled: an edit cut off halfway could arrive after the result's.
        finished.set()
        await telling


async def _tell(
    event: Message | CallbackQuery,
    message_id: int | None,
    screen: Callable[[tuple[int, int]], Screen],
    latest: list[tuple[int, int]],
    finished: asyncio.Event,
) -> None:
    while message_id is not None and not await _is_over(finished):
        if not latest:
            continue
        here = latest[-1]
        latest.clear()
        try:
            await edit(event, message_id, screen(here))
        except TelegramAPIError:
            return  # how far it is nobody needs to know; the result is told anyway


async def _is_over(finished: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(finished.wait(), EVERY)
    except TimeoutError:
        return False
    return True
