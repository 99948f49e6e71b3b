"""A bare vote bot in pyTelegramBotAPI's async half with sqlite3: ``telebot_votes API_URL DATABASE [PORT]``.

With a port it takes updates by webhook, else by polling.
"""

from __future__ import annotations

import asyncio
import sys

from telebot import asyncio_helper, types
from telebot.async_telebot import AsyncTeleBot

from benchmarks.peers.bare import SECRET, TOKEN, Votes, parsed, thanks


def keyboard(proposal: int, up: int, down: int, rest: list[list[dict[str, str]]]) -> types.InlineKeyboardMarkup:
    """Two buttons with the numbers, and what stood below them."""
    rows = [
        [
            types.InlineKeyboardButton(f"👍 {up}", callback_data=f"vt:{proposal}:1:list"),
            types.InlineKeyboardButton(f"👎 {down}", callback_data=f"vt:{proposal}:-1:list"),
        ],
        *([types.InlineKeyboardButton(**button) for button in row] for row in rest),
    ]
    return types.InlineKeyboardMarkup(rows, row_width=8)


def build(api_url: str, votes: Votes) -> AsyncTeleBot:
    """The bot with its one handler."""
    asyncio_helper.API_URL = api_url + "/bot{0}/{1}"
    bot = AsyncTeleBot(TOKEN, parse_mode="HTML")

    async def vote(call: types.CallbackQuery) -> None:
        proposal, value = parsed(call.data)
        card = votes.cast(call.from_user.id, proposal, value)
        await bot.edit_message_text(
            card.text,
            call.message.chat.id,
            call.message.message_id,
            reply_markup=keyboard(proposal, card.up, card.down, card.rest),
        )
        await bot.answer_callback_query(call.id, thanks(value))

    bot.register_callback_query_handler(vote, func=lambda call: call.data.startswith("vt:"))
    return bot


async def by_webhook(bot: AsyncTeleBot, port: int) -> None:
    """aiohttp serves, the update is handled before it is answered."""
    from aiohttp import web

    async def take(request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return web.Response(status=401)
        await bot.process_new_updates([types.Update.de_json(await request.json())])
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
    await asyncio.Event().wait()


async def main(api_url: str, database: str, port: int | None) -> None:
    """Run until ended."""
    bot = build(api_url, Votes(database))
    if port is not None:
        await by_webhook(bot, port)
    await bot.polling(non_stop=True, timeout=20, request_timeout=30)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None))
