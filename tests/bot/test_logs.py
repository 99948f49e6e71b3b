"""Logs: one line a record, the update's number in it, no token and nothing that a person wrote."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator

import asyncpg
import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe
from aiogram.types import Update
from pydantic import ValidationError

from bot.logs import configure_logs, current_update

TOKEN = "500000001:AbCdEf-secret_part"
LETTER = "Менің мекенжайым: Абай көшесі, 5"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[str]]]:
    """Everything logged so far, line by line."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    aiogram_level = logging.getLogger("aiogram.event").level
    stream = io.StringIO()
    configure_logs("DEBUG", (TOKEN, "hidden"), stream)
    yield lambda: stream.getvalue().splitlines()
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    logging.getLogger("aiogram.event").setLevel(aiogram_level)


def _log_failure(problem: Exception, logger: str = "bot.updates.polling") -> None:
    try:
        raise problem
    except type(problem):
        logging.getLogger(logger).exception("update failed")


def test_a_record_is_one_line_of_keys_and_values(lines: Callable[[], list[str]]) -> None:
    logging.getLogger("bot.outbox").info("delivery sent", extra={"delivery": 5, "kind": "decision"})
    (line,) = lines()
    assert line.startswith("at=20")
    assert line.endswith('level=info from=bot.outbox message="delivery sent" delivery=5 kind=decision')


def test_lines_within_an_update_carry_its_number(lines: Callable[[], list[str]]) -> None:
    token = current_update.set(4711)
    logging.getLogger("handlers").warning("something")
    current_update.reset(token)
    logging.getLogger("handlers").warning("something")
    assert ["update=4711" in line for line in lines()] == [True, False]


def test_the_token_is_taken_out_of_everything(lines: Callable[[], list[str]]) -> None:
    logging.getLogger("aiohttp.client").error("GET https://api.telegram.org/bot%s/getMe failed", TOKEN)
    _log_failure(TelegramNetworkError(GetMe(), f"cannot connect to /bot{TOKEN}/getMe"))
    _log_failure(OSError("postgresql://usynys:hidden@db is away, so is bot9876543:other_token"))
    text = "\n".join(lines())
    for secret in (TOKEN, "AbCdEf", "hidden", "other_token"):
        assert secret not in text
    assert "***" in text


def test_an_exception_tells_kind_and_place_but_no_text_of_a_person(lines: Callable[[], list[str]]) -> None:
    _log_failure(ValueError(LETTER))
    _log_failure(KeyError(LETTER))
    problem = asyncpg.UniqueViolationError("duplicate key value violates unique constraint")
    problem.detail = f"Key (text)=({LETTER}) already exists."
    _log_failure(problem)
    with pytest.raises(ValidationError) as invalid:
        Update.model_validate({"update_id": LETTER, "message": {"text": LETTER}})
    _log_failure(invalid.value)
    text = "\n".join(lines())
    assert "Абай" not in text
    assert "ValueError" in text
    assert "duplicate key value violates" in text
    assert "test_logs.py" in text
    assert len(lines()) == 4


def test_what_a_library_says_on_further_lines_is_left_out(lines: Callable[[], list[str]]) -> None:
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: %s", LETTER)
    assert "Абай" not in lines()[0]


def test_aiograms_own_lines_about_updates_are_silent(lines: Callable[[], list[str]]) -> None:
    logging.getLogger("aiogram.event").error("Cause exception while process update: %s", LETTER)
    assert lines() == []
