"""Calls to the Bot API: what is sent, what comes back, and that a person gets an answer whatever goes wrong."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage
from aiogram.types import (
    BufferedInputFile,
    Chat,
    CopyTextButton,
    FSInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    User,
)

from bot.logs import LineFormatter
from bot.telegram import session as session_module
from bot.telegram.pacing import Pacing
from bot.telegram.session import BotSession, open_bot, owed
from sandbox import Person, Sandbox
from tests.bot.odd_server import DROP, HANG, OddServer, http, ok, refused

TOKEN = "500000001:AbCdEf-secret_part"
LETTER = "Менің мекенжайым: Абай көшесі, 5"
SHOWN = {
    "message_id": 9,
    "date": 1_800_000_000,
    "chat": {"id": 42, "type": "private", "first_name": "Айгүл"},
    "text": LETTER,
}
Reports = list[tuple[str, str]]


@asynccontextmanager
async def talking(
    url: str, token: str = TOKEN, pacing: Pacing | None = None, reports: Reports | None = None
) -> AsyncIterator[Bot]:
    """A bot at the address; closed afterwards."""

    def observe(method: str, outcome: str, seconds: float) -> None:
        assert seconds >= 0
        if reports is not None:
            reports.append((method, outcome))

    bot, session = open_bot(token, url, pacing, observe)
    yield bot
    await session.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with talking(sandbox.url, sandbox.token) as one:
        yield one


@pytest.fixture
async def aigul(sandbox: Sandbox) -> Person:
    person = sandbox.person("aigul")
    await person.starts()
    return person


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attempts end soon."""
    monkeypatch.setattr(session_module, "ATTEMPT", 0.3)
    monkeypatch.setattr(session_module, "BRIEF_ATTEMPT", 0.3)
    monkeypatch.setattr(session_module, "FILE_ATTEMPT", 0.3)


# --- what is sent


async def test_the_body_is_json_with_the_defaults_and_without_nulls() -> None:
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text="Қолдаймын", callback_data="vo:1", style="success")],
            [InlineKeyboardButton(text="Көшіру", copy_text=CopyTextButton(text="№ 214"))],
        ]
    )
    async with OddServer(ok(SHOWN)) as server, talking(server.url) as bot:
        await bot.send_message(42, LETTER, reply_markup=keyboard)
        await bot.edit_message_text(LETTER, chat_id=42, message_id=9, parse_mode=None)
    (head, _), _ = server.requests
    assert head.startswith(f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\n")
    assert "Content-Type: application/json\r\n" in head
    sent, edited = server.bodies
    assert sent == {
        "chat_id": 42,
        "text": LETTER,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "disable_web_page_preview": True,
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "Қолдаймын", "callback_data": "vo:1", "style": "success"}],
                [{"text": "Көшіру", "copy_text": {"text": "№ 214"}}],
            ]
        },
    }
    assert "parse_mode" not in edited


async def test_moments_are_sent_as_telegram_counts_them() -> None:
    until = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    async with OddServer(ok(True)) as server, talking(server.url) as bot:
        await bot.ban_chat_member(-1001, 42, until_date=until)
    assert server.bodies[0]["until_date"] == int(until.timestamp())


async def test_media_that_are_there_already_go_as_json_with_their_own_defaults() -> None:
    async with OddServer(ok([SHOWN, SHOWN])) as server, talking(server.url) as bot:
        media = [InputMediaPhoto(media="AgAC", caption="<b>Пандус</b>"), InputMediaPhoto(media="BgAC")]
        sent = await bot.send_media_group(42, list(media))
    assert [message.message_id for message in sent] == [9, 9]
    assert server.bodies[0]["media"] == [
        {"type": "photo", "media": "AgAC", "caption": "<b>Пандус</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": "BgAC", "parse_mode": "HTML"},
    ]


async def test_options_of_a_call_win_over_the_defaults() -> None:
    async with OddServer(ok(SHOWN)) as server, talking(server.url) as bot:
        preview = LinkPreviewOptions(url="https://example.kz", show_above_text=True)
        await bot.send_message(42, "…", link_preview_options=preview, disable_notification=False)
    body = server.bodies[0]
    assert body["link_preview_options"] == {"is_disabled": True, "url": "https://example.kz", "show_above_text": True}
    assert body["disable_notification"] is False


async def test_half_a_character_does_not_stop_a_message() -> None:
    async with OddServer(ok(SHOWN)) as server, talking(server.url) as bot:
        await bot.send_message(42, "Әліппе \ud83d")
    assert server.bodies[0]["text"] == "Әліппе ?"


async def test_files_go_as_multipart(bot: Bot, aigul: Person, tmp_path: Path) -> None:
    path = tmp_path / "ұсыныстар.csv"
    path.write_bytes(b"number;title\r\n" * 1000)
    await bot.send_document(aigul.id, FSInputFile(path), caption="<b>Экспорт</b>")
    file = await aigul.receives_file(".csv")
    assert (file.data, file.caption) == (path.read_bytes(), "Экспорт")
    documents = [
        InputMediaDocument(media=BufferedInputFile(b"one", "бір.txt")),
        InputMediaDocument(media=FSInputFile(path)),
    ]
    sent = await bot.send_media_group(aigul.id, list(documents))
    assert len(sent) == 2


async def test_a_file_is_sent_again_after_a_failure(bot: Bot, aigul: Person, sandbox: Sandbox) -> None:
    sandbox.fails("server_error", method="sendDocument")
    await bot.send_document(aigul.id, BufferedInputFile(b"all of it", "export.csv"))
    assert (await aigul.receives_file(".csv")).data == b"all of it"


# --- what comes back


async def test_a_message_is_a_message_that_can_be_worked_with(bot: Bot, aigul: Person, sandbox: Sandbox) -> None:
    sent = await bot.send_message(aigul.id, "<b>Сәлеметсіз бе</b>")
    assert isinstance(sent, Message)
    assert isinstance(sent.chat, Chat)
    assert (sent.chat.id, sent.chat.type, sent.date.tzinfo) == (aigul.id, "private", UTC)
    assert abs((datetime.now(UTC) - sent.date).total_seconds()) < 60
    await sent.edit_text("Басқа сөз")
    await aigul.sees("Басқа сөз")
    answer = await sent.answer("Тағы бірі")
    assert answer.message_id > sent.message_id
    await answer.delete()


async def test_other_results_are_read_whole(bot: Bot, aigul: Person) -> None:
    me = await bot.get_me()
    assert isinstance(me, User)
    assert (me.is_bot, me.bot) == (True, bot)
    assert await bot.set_my_commands([]) is True
    assert await bot.get_my_commands() == []


async def test_an_inline_messages_edit_brings_true() -> None:
    async with OddServer(ok(True)) as server, talking(server.url) as bot:
        assert await bot.edit_message_text("…", inline_message_id="abc") is True


async def test_refusals_are_the_exceptions_aiogram_would_raise() -> None:
    says: list[tuple[int, str, dict[str, int]]] = [
        (400, "Bad Request: message is not modified", {}),
        (401, "Unauthorized", {}),
        (403, "Forbidden: bot was blocked by the user", {}),
        (404, "Not Found", {}),
        (409, "Conflict: terminated by other getUpdates request", {}),
        (413, "Request Entity Too Large", {}),
        (418, "I am a teapot", {}),
        (429, "Too Many Requests: retry after 5", {"retry_after": 5}),
        (400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -1001}),
        (500, "Internal Server Error", {}),
        (500, "Internal Server Error: restart", {}),
    ]
    theirs = AiohttpSession()
    for status, description, parameters in says:
        answer = refused(status, description, **parameters)
        async with OddServer(answer) as server, talking(server.url) as bot:
            with pytest.raises(TelegramAPIError) as ours:
                await bot.send_message(42, "…", request_timeout=0)
            content = answer.partition(b"\r\n\r\n")[2].decode()
            with pytest.raises(TelegramAPIError) as expected:
                theirs.check_response(bot, SendMessage(chat_id=42, text="…"), status, content)
        assert type(ours.value) is type(expected.value)
        assert str(ours.value) == str(expected.value)
        assert vars(ours.value) | {"method": None} == vars(expected.value) | {"method": None}
    await theirs.close()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (http(b"<html>502 Bad Gateway</html>", 502), TelegramServerError),
        (http(b"<html>what is this</html>", 200), TelegramNetworkError),
        (http(b"[]", 200), TelegramNetworkError),
        (http(b"", 200), TelegramNetworkError),
        (http(b"\xff\xfe\x00", 503), TelegramServerError),
        (http(b'{"ok":true}', 500), TelegramServerError),
        (http(b"slow down", 429), TelegramRetryAfter),
        (b"SSH-2.0-OpenSSH\r\n\r\n", TelegramNetworkError),
        (http(b'{"ok":true,"result":{"message_id":9}}', 200), ClientDecodeError),
        (http(b'{"ok":true,"result":[1]}', 200), ClientDecodeError),
    ],
    ids=range(10),
)
async def test_odd_answers_have_a_kind(answer: bytes, kind: type[AiogramError]) -> None:
    async with OddServer(answer) as server, talking(server.url) as bot:
        with pytest.raises(kind):
            await bot.send_message(42, "…", request_timeout=0)


async def test_answers_without_a_length_or_in_chunks_are_read() -> None:
    whole = b'{"ok":true,"result":true}'
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(whole), whole)
    endless = b"HTTP/1.1 200 OK\r\nUntil: the end\r\n\r\n" + whole
    async with OddServer(chunked, endless, ok(True)) as server, talking(server.url) as bot:
        assert await bot.delete_message(42, 9)
        assert await bot.delete_message(42, 9)
        assert await bot.delete_message(42, 9)
    assert server.connections == 2, "the second answer ended its connection"


# --- when something goes wrong


@pytest.mark.parametrize("fault", ["too_many_requests", "server_error", "drop_before", "gateway_page"])
async def test_a_reply_arrives_after_a_failure(bot: Bot, aigul: Person, sandbox: Sandbox, fault: str) -> None:
    sandbox.fails(fault, method="sendMessage")
    await bot.send_message(aigul.id, "Рақмет")
    await aigul.sees("Рақмет")
    assert sum("Рақмет" in message.words for message in aigul.messages) == 1


async def test_a_reply_whose_receipt_was_lost_is_sent_again(bot: Bot, aigul: Person, sandbox: Sandbox) -> None:
    sandbox.fails("drop_after", method="sendMessage")
    await bot.send_message(aigul.id, "Рақмет")
    assert sum("Рақмет" in message.words for message in aigul.messages) == 2


async def test_an_answer_to_a_button_arrives_after_failures(impatient: None) -> None:
    done = ok(True)
    async with OddServer(DROP, HANG, refused(502, "Bad Gateway"), done) as server, talking(server.url) as bot:
        assert await bot.answer_callback_query("1", "Дауысыңыз есептелді")
    assert len(server.requests) == 4
    assert server.bodies == [{"callback_query_id": "1", "text": "Дауысыңыз есептелді"}] * 4


async def test_a_call_that_hangs_ends(impatient: None) -> None:
    async with OddServer(HANG) as server, talking(server.url) as bot:
        with pytest.raises(TelegramNetworkError, match="no answer within"):
            await bot.send_message(42, "…", request_timeout=0)
        with pytest.raises(TelegramNetworkError, match="not sent within"):
            await bot.send_document(42, BufferedInputFile(b"x", "x.txt"), request_timeout=0)


async def test_nobody_listening_is_a_network_error_and_patience_ends() -> None:
    async with OddServer(DROP) as server:
        url = server.url
    async with talking(url) as bot:
        with pytest.raises(TelegramNetworkError, match="no connection"):
            await bot.send_message(42, "…", request_timeout=1)


async def test_what_the_start_asks_is_asked_once() -> None:
    async with OddServer(refused(502, "Bad Gateway"), ok(True)) as server, talking(server.url) as bot:
        with pytest.raises(TelegramServerError):
            await bot.get_me()
        assert len(server.requests) == 1


async def test_the_outbox_hears_of_a_failure_at_once(bot: Bot, aigul: Person, sandbox: Sandbox) -> None:
    session = bot.session
    assert isinstance(session, BotSession)
    mark = owed.set(True)
    try:
        for fault, kind in (("too_many_requests", TelegramRetryAfter), ("server_error", TelegramServerError)):
            sandbox.fails(fault, method="sendMessage", retry_after=30)
            with pytest.raises(kind):
                await bot.send_message(aigul.id, "Сізге хабар")
        session.pacing.hold(aigul.id, 30)
        await bot.send_message(aigul.id, "Сізге хабар")
    finally:
        owed.reset(mark)
    assert session.pacing.counts().direct == 0
    await aigul.sees("Сізге хабар")


async def test_direct_messages_are_counted_and_what_is_no_message_is_not(bot: Bot, aigul: Person) -> None:
    session = bot.session
    assert isinstance(session, BotSession)
    sent = await bot.send_message(aigul.id, "Бір")
    await bot.edit_message_text("Екі", chat_id=aigul.id, message_id=sent.message_id)
    await bot.send_chat_action(aigul.id, "typing")
    await bot.get_me()
    assert session.pacing.counts().direct == 2


async def test_the_metrics_hear_of_every_attempt(sandbox: Sandbox, aigul: Person) -> None:
    reports: Reports = []
    async with talking(sandbox.url, sandbox.token, reports=reports) as bot:
        sandbox.fails("server_error", method="sendMessage")
        await bot.send_message(aigul.id, "Рақмет")
        sandbox.fails("drop_before", method="sendMessage")
        await bot.send_message(aigul.id, "Рақмет")
        sandbox.fails("too_many_requests", method="sendMessage")
        await bot.send_message(aigul.id, "Рақмет")
        with pytest.raises(TelegramBadRequest):
            await bot.edit_message_text("…", chat_id=aigul.id, message_id=10_000)
        aigul.blocks_bot()
        with pytest.raises(TelegramAPIError):
            await bot.send_message(aigul.id, "Рақмет")
    sends = [outcome for method, outcome in reports if method == "sendMessage"]
    assert sends == ["server_error", "ok", "network", "ok", "retry_after", "ok", "forbidden"]
    assert ("editMessageText", "refused") in reports


# --- connections


async def test_calls_share_connections_and_make_new_ones_when_the_server_ended_them() -> None:
    reports: Reports = []
    async with OddServer(ok(True)) as server, talking(server.url, reports=reports) as bot:
        for _ in range(20):
            await bot.delete_message(42, 9)
        assert server.connections == 1
        server.break_all()
        await asyncio.sleep(0.05)
        await bot.delete_message(42, 9)
        assert server.connections == 2
    assert {outcome for _, outcome in reports} == {"ok"}


async def test_a_hundred_calls_and_more_run_at_once_and_a_cancelled_one_spoils_none() -> None:
    async with OddServer(*[HANG] * 150, ok(True)) as server, talking(server.url) as bot:
        hanging = [asyncio.ensure_future(bot.delete_message(42, number)) for number in range(150)]
        await server.asked(150)
        for call in hanging:
            call.cancel()
        await asyncio.wait(hanging)
        assert all(call.cancelled() for call in hanging)
        assert await bot.delete_message(42, 9)
        assert server.connections == 151, "an answer to the cancelled question must not meet another one"


async def test_closing_ends_what_runs() -> None:
    async with OddServer(HANG) as server:
        bot, session = open_bot(TOKEN, server.url)
        call = asyncio.ensure_future(bot.delete_message(42, 9, request_timeout=0))
        await server.asked(1)
        await session.close()
        with pytest.raises(TelegramNetworkError):
            await call


# --- nothing leaks


def _chain(problem: BaseException) -> list[BaseException]:
    found = [problem]
    for one in found:
        found += [link for link in (one.__cause__, one.__context__) if link is not None and link not in found]
    return found


@pytest.fixture
def lines() -> AsyncIterator[Callable[[], str]]:  # type: ignore[misc]
    """Everything any logger says, with causes and arguments, as plain as Python would print it and as we do."""
    stream, ours = io.StringIO(), io.StringIO()
    handlers = [logging.StreamHandler(stream), logging.StreamHandler(ours)]
    handlers[0].setFormatter(logging.Formatter("%(message)s %(method)s", defaults={"method": ""}))
    handlers[1].setFormatter(LineFormatter())
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    for handler in handlers:
        root.addHandler(handler)
    yield lambda: stream.getvalue() + ours.getvalue()
    for handler in handlers:
        root.removeHandler(handler)
    root.setLevel(level)


Calling = Callable[[Bot], Coroutine[Any, Any, object]]
CALLS: dict[str, Calling] = {
    "send": lambda bot: bot.send_message(42, LETTER, request_timeout=1),
    "edit": lambda bot: bot.edit_message_text(LETTER, chat_id=42, message_id=9, request_timeout=1),
    "file": lambda bot: bot.send_document(42, BufferedInputFile(b"x", "x"), caption=LETTER, request_timeout=1),
    "updates": lambda bot: bot.session.updates(bot, None, 0),  # type: ignore[attr-defined]
    "greeting": lambda bot: bot.get_me(request_timeout=1),
}
GOES_WRONG: dict[str, bytes] = {
    "hangs": HANG,
    "breaks": DROP,
    "page": http(b"<html>/bot" + TOKEN.encode() + LETTER.encode(), 502),
    "no http": b"/bot" + TOKEN.encode() + b"\r\n\r\n",
    "redirect": http(b"", 302, f"Location: http://nowhere.invalid/bot{TOKEN}/getMe"),
    "refused": refused(400, f"Bad Request: can't parse entities: Unsupported start tag {LETTER}"),
    "quoted": refused(400, f"Bad Request: inline keyboard button URL '{LETTER}' or field \"{LETTER}\" is invalid"),
    "silence": refused(429, "Too Many Requests", retry_after=100),
    "odd shape": ok({"text": LETTER, "chat": {"first_name": LETTER}}),
}


@pytest.mark.parametrize("wrong", [*GOES_WRONG, "nobody listens"])
@pytest.mark.parametrize("calling", CALLS)
async def test_neither_token_nor_text_is_in_an_exception_or_a_log(
    calling: str, wrong: str, lines: Callable[[], str], impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "SLACK", 0.3)
    async with OddServer(GOES_WRONG.get(wrong, DROP)) as server:
        url = server.url if wrong != "nobody listens" else "http://127.0.0.1:1"
        async with talking(url) as bot:
            with pytest.raises(AiogramError) as raised:
                await CALLS[calling](bot)
    logging.getLogger("bot.test").error("update failed", exc_info=raised.value)
    logging.getLogger("bot.test").error("update failed: %r", raised.value)
    for said in (lines(), *[f"{one} {one!r}" for one in _chain(raised.value)]):
        assert "AbCdEf" not in said
        assert "Абай" not in said


async def test_repeated_calls_say_their_method_and_nothing_more(lines: Callable[[], str]) -> None:
    async with OddServer(DROP, ok(SHOWN)) as server, talking(server.url) as bot:
        await bot.send_message(42, LETTER)
    assert "sendMessage" in lines()
    assert "Абай" not in lines()
    assert "AbCdEf" not in lines()
