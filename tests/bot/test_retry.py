"""Direct calls: made again when that helps, given up when it does not, and never for longer than anybody waits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import AnswerCallbackQuery, SendMessage

from bot.telegram.pacing import Pacing
from bot.telegram.retry import PATIENCE, Retrying, outcome_of
from tests.bot.virtual_time import VirtualTime

CHAT = 7
SEND = SendMessage(chat_id=CHAT, text="…")
NETWORK = TelegramNetworkError(SEND, "connection broken")
SERVER = TelegramServerError(SEND, "Bad Gateway")


def silence(seconds: int) -> TelegramRetryAfter:
    return TelegramRetryAfter(SEND, "Too Many Requests", seconds)


class Line:
    """A direct call that fails as told, one failure after the other, and then succeeds; ``at`` has its attempts."""

    def __init__(self, *failures: TelegramAPIError, for_ever: bool = False) -> None:
        self.time = VirtualTime()
        self.pacing = Pacing(self.time, self.time.sleep)
        self.retrying = Retrying(self.pacing, self.time, self.time.sleep)
        self.at: list[float] = []
        self.result = ""
        self._failures: Sequence[TelegramAPIError] = failures
        self._for_ever = for_ever
        self.start = self.time.now

    async def once(self) -> str:
        self.at.append(self.time.now - self.start)
        number = len(self.at) - 1
        if self._for_ever:
            raise self._failures[number % len(self._failures)]
        if number < len(self._failures):
            raise self._failures[number]
        return "done"

    async def call(self, chat: int | None = CHAT, patience: float = PATIENCE) -> None:
        async def work() -> None:
            self.result = await self.retrying.call(self.once, SEND, chat, patience)

        await self.time.run(work())


async def test_a_call_that_succeeds_is_made_once_and_at_once() -> None:
    line = Line()
    await line.call()
    assert (line.result, line.at, line.time.slept) == ("done", [0.0], [])


@pytest.mark.parametrize("failure", [NETWORK, SERVER], ids=["network", "server error"])
async def test_what_passes_is_tried_again_with_growing_pauses(failure: TelegramAPIError) -> None:
    line = Line(*[failure] * 5)
    await line.call()
    assert line.result == "done"
    pauses = [round(later - earlier, 3) for earlier, later in pairwise(line.at)]
    assert pauses == [0.3, 1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize("failure", [NETWORK, SERVER, silence(7)], ids=["network", "server error", "silence"])
async def test_patience_ends(failure: TelegramAPIError) -> None:
    line = Line(failure, for_ever=True)
    with pytest.raises(type(failure)):
        await line.call()
    assert PATIENCE / 2 < line.at[-1] <= PATIENCE
    assert len(line.at) > 3


async def test_a_call_with_less_patience_ends_sooner() -> None:
    line = Line(SERVER, for_ever=True)
    with pytest.raises(TelegramServerError):
        await line.call(patience=2)
    assert line.at == [0.0, pytest.approx(0.3), pytest.approx(1.3)]


async def test_a_call_without_patience_is_made_once() -> None:
    line = Line(NETWORK)
    with pytest.raises(TelegramNetworkError):
        await line.call(patience=0)
    assert line.at == [0.0]


async def test_silence_is_kept_as_long_as_telegram_asked() -> None:
    line = Line(silence(3), silence(5))
    await line.call()
    assert line.result == "done"
    assert line.at == [0.0, pytest.approx(3), pytest.approx(8)]


async def test_silence_in_a_chat_is_kept_by_the_next_call_to_it_and_by_no_other() -> None:
    line = Line(silence(3))
    left: dict[str, float] = {}

    async def call_later(name: str, chat: int) -> None:
        async def once() -> None:
            left[name] = line.time.now - line.start

        await line.time.sleep(1)
        await line.retrying.call(once, SEND, chat)

    async def first() -> None:
        await line.retrying.call(line.once, SEND, CHAT)

    await line.time.run(first(), call_later("same", CHAT), call_later("other", CHAT + 1))
    assert left == {"same": pytest.approx(3), "other": pytest.approx(1)}


async def test_silence_longer_than_anybody_waits_is_told_at_once() -> None:
    line = Line(silence(3600))
    with pytest.raises(TelegramRetryAfter):
        await line.call()
    assert line.at == [0.0]
    with pytest.raises(TelegramRetryAfter) as held:
        await line.call()
    assert line.at == [0.0], "Telegram is not asked while it wants silence"
    assert held.value.retry_after == 3600


async def test_silence_that_belongs_to_no_chat_holds_no_chat() -> None:
    line = Line(silence(2))
    await line.call(chat=None)
    assert line.at == [0.0, pytest.approx(2)]
    assert line.pacing.held_for(CHAT) == 0


@pytest.mark.parametrize(
    "refusal",
    [
        TelegramBadRequest(SEND, "Bad Request: message is not modified"),
        TelegramBadRequest(
            AnswerCallbackQuery(callback_query_id="1"),
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
        TelegramForbiddenError(SEND, "Forbidden: bot was blocked by the user"),
        TelegramNotFound(SEND, "Not Found"),
        TelegramUnauthorizedError(SEND, "Unauthorized"),
        TelegramConflictError(SEND, "Conflict"),
        TelegramEntityTooLarge(SEND, "Request Entity Too Large"),
        TelegramMigrateToChat(SEND, "group chat was upgraded", -1001),
        TelegramAPIError(SEND, "I'm a teapot"),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
async def test_what_telegram_refuses_for_good_is_not_tried_again(refusal: TelegramAPIError) -> None:
    line = Line(refusal)
    with pytest.raises(type(refusal)) as raised:
        await line.call()
    assert raised.value is refusal
    assert line.at == [0.0]


async def test_a_refusal_after_a_failure_ends_the_attempts() -> None:
    line = Line(NETWORK, TelegramForbiddenError(SEND, "Forbidden: bot was blocked by the user"))
    with pytest.raises(TelegramForbiddenError):
        await line.call()
    assert len(line.at) == 2


def test_every_failure_has_a_name_for_the_metrics() -> None:
    assert outcome_of(silence(1)) == "retry_after"
    assert outcome_of(SERVER) == "server_error"
    assert outcome_of(NETWORK) == "network"
    assert outcome_of(TelegramForbiddenError(SEND, "Forbidden")) == "forbidden"
    assert outcome_of(TelegramBadRequest(SEND, "Bad Request")) == "refused"
    assert outcome_of(TelegramEntityTooLarge(SEND, "too large")) == "refused"
