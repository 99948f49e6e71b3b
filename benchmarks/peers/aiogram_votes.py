"""A bare vote bot in aiogram with sqlite3: ``aiogram_votes API_URL DATABASE [PORT]``; DATABASE ``-`` only echoes.

With a port it takes updates by webhook, else by polling. The echo answers and edits, and remembers nothing.
"""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.peers.bare import SECRET, TOKEN, Votes, parsed, thanks


def keyboard(proposal: int, up: int, down: int, rest: list[list[dict[str, str]]]) -> InlineKeyboardMarkup:
    """Two buttons with the numbers, and what stood below them."""
    votes = [
        InlineKeyboardButton(text=f"👍 {up}", callback_data=f"vt:{proposal}:1:list"),
        InlineKeyboardButton(text=f"👎 {down}", callback_data=f"vt:{proposal}:-1:list"),
    ]
    rows = [[InlineKeyboardButton(**button) for button in row] for row in rest]  # type: ignore[arg-type]
    return InlineKeyboardMarkup(inline_keyboard=[votes, *rows])


def with_votes(dispatcher: Dispatcher, votes: Votes) -> None:
    """The one handler of a bot that counts."""

    @dispatcher.callback_query(F.data.startswith("vt:"))
    async def vote(callback: CallbackQuery) -> None:
        assert callback.data is not None
        assert isinstance(callback.message, Message)
        proposal, value = parsed(callback.data)
        card = votes.cast(callback.from_user.id, proposal, value)
        await callback.message.edit_text(card.text, reply_markup=keyboard(proposal, card.up, card.down, card.rest))
        await callback.answer(thanks(value))


def with_echo(dispatcher: Dispatcher) -> None:
    """The one handler of a bot that only shows the same card again."""

    @dispatcher.callback_query()
    async def echo(callback: CallbackQuery) -> None:
        assert isinstance(callback.message, Message)
        assert callback.message.text is not None
        await callback.message.edit_text(
            callback.message.text, parse_mode=None, reply_markup=callback.message.reply_markup
        )
        await callback.answer()


async def by_webhook(bot: Bot, dispatcher: Dispatcher, port: int) -> None:
    """aiogram's own webhook handler, which answers when the update is done."""
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler
    from aiohttp import web

    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(app, path="/hook")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
    await asyncio.Event().wait()


async def main(api_url: str, database: str, port: int | None) -> None:
    """Run until ended."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher()
    if database == "-":
        with_echo(dispatcher)
    else:
        with_votes(dispatcher, Votes(database))
    if port is not None:
        await by_webhook(bot, dispatcher, port)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None))
