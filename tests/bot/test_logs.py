"""Logs: one line a record, the update's number in it, no token and nothing that a person wrote."""

from __future__ import annotations

import asyncio
import io
import logging
import re
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import aiosqlite
import asyncpg
import pytest
from aiogram.exceptions import ClientDecodeError, TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetMe
from aiogram.types import Update
from pydantic import ValidationError

from bot.logs import configure_logs, current_update, note_update
from bot.redaction import OURS
from storage.migrate import upgrade

TOKEN = "500000001:AbCdEf-secret_part"
LETTER = "Менің мекенжайым: Абай көшесі, 5"
PHONE = "+7 701 123-45-67"
LIBRARIES = (
    "aiogram.dispatcher", "aiogram.middlewares", "aiogram.scene", "aiohttp.access", "aiohttp.client",
    "aiohttp.internal", "aiohttp.server", "aiohttp.web", "aiosqlite", "alembic.runtime.migration",
    "apscheduler.executors.default", "apscheduler.scheduler", "asyncio", "asyncpg",
    "sqlalchemy.engine.Engine", "sqlalchemy.pool", "some.other.library",
)  # fmt: skip


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """Everything logged so far at LOG_LEVEL=DEBUG, line by line."""
    for place, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(place, hook, getattr(place, hook))
    root = logging.getLogger()
    handlers = root.handlers[:]
    loggers = [root, *(logging.getLogger(name) for name in (*OURS, "aiogram.event"))]
    levels = [logger.level for logger in loggers]
    stream = io.StringIO()
    configure_logs("DEBUG", (TOKEN, "hidden", "p%40ss"), stream)
    yield lambda: stream.getvalue().splitlines()
    root.handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def _log_failure(problem: Exception, logger: str = "bot.updates.polling") -> None:
    try:
        raise problem
    except type(problem):
        logging.getLogger(logger).exception("update failed")


def _write(template: str, value: object) -> None:
    """Past the handlers of the test's runner, which refuse what does not fit."""
    record = logging.LogRecord("bot", logging.ERROR, __file__, 1, template, (value,), None)
    logging.getLogger().handlers[0].handle(record)


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


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_repeats_nothing_a_person_wrote(lines: Callable[[], list[str]], name: str) -> None:
    logger = logging.getLogger(name)
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
        logger.log(level, "cannot do %s with %r and %d", LETTER, {"text": LETTER}, 5)
        logger.log(level, "cannot do %(this)s", {"this": LETTER})
        logger.log(level, f"cannot do it: {LETTER}")
        logger.log(level, f"Exception in callback send({LETTER!r}, {PHONE!r})")
        logger.log(level, f"call {PHONE.replace(' ', '')} or {PHONE} about {LETTER}")
        logger.log(level, "cannot do it", extra={"text": LETTER, "phone": PHONE})
        logger.log(level, "cannot do it", exc_info=ValueError(LETTER))
    text = "\n".join(lines())
    for planted in ("Менің", "Абай", "көшесі", "123", "45-67"):
        assert planted not in re.sub(r"at=\S+", "", text), "the digits of a time are nobody's number"
    assert "cannot do" in text


@pytest.mark.parametrize("name", LIBRARIES)
def test_libraries_are_heard_only_when_something_is_wrong(lines: Callable[[], list[str]], name: str) -> None:
    logging.getLogger(name).debug("statement")
    logging.getLogger(name).info("request")
    assert lines() == []
    logging.getLogger(name).warning("waited %.1f seconds for %s", 2.5, "somebody")
    assert lines()[0].endswith(f'level=warning from={name} message="waited 2.5 seconds for …"')


async def test_the_driver_of_sqlite_writes_no_statement_down(lines: Callable[[], list[str]], tmp_path: Path) -> None:
    async with aiosqlite.connect(tmp_path / "any.db") as connection:
        await connection.execute("CREATE TABLE letters (text)")
        await connection.execute("INSERT INTO letters VALUES (?)", (LETTER,))
        with pytest.raises(sqlite3.OperationalError):
            await connection.execute(f'SELECT "{LETTER}" FROM nowhere')
    assert lines() == []


def test_a_migration_writes_no_statement_down(lines: Callable[[], list[str]], tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'new.db'}")
    assert lines() == []


async def test_what_the_event_loop_complains_about_carries_no_values(lines: Callable[[], list[str]]) -> None:
    def fail(text: str) -> None:
        raise ValueError(text)

    asyncio.get_running_loop().call_soon(fail, LETTER)
    await asyncio.sleep(0)
    (line,) = lines()
    assert "Exception in callback" in line
    assert "error=ValueError" in line
    assert "Абай" not in line


def test_our_own_values_are_numbers_and_plain_words(lines: Callable[[], list[str]]) -> None:
    facts = {"problem": f'Bad Request: no tag "{LETTER}"', "for": timedelta(seconds=2), "who": LETTER}
    logging.getLogger("bot.outbox").info("delivery put off %s", LETTER, extra=facts)
    (line,) = lines()
    assert line.endswith('message="delivery put off …" problem="Bad Request: no tag \\"…\\"" for=0:00:02 who=…')


@pytest.mark.parametrize(
    "problem",
    [
        TelegramBadRequest(GetMe(), f'Bad Request: can\'t parse entities: Unsupported start tag "{LETTER}"'),
        TelegramBadRequest(GetMe(), f"Bad Request: {LETTER}"),
        ClientDecodeError("Failed to decode object", ValueError(LETTER), {"text": LETTER}),
        asyncpg.DataError(f"invalid input for query argument $1: {LETTER!r} (an integer is required)"),
        asyncpg.DataError("invalid input for query argument $1: 'Abai koshesi, 5' (an integer is required)"),
        asyncpg.InvalidTextRepresentationError(f'invalid input syntax for type integer: "{LETTER}"'),
        sqlite3.OperationalError(f'fts5: syntax error near "{LETTER}"'),
        RuntimeError("cannot handle 'Abai koshesi, 5' here"),
        UnicodeEncodeError("ascii", LETTER, 0, 1, "ordinal not in range"),
        OSError(2, "No such file or directory", f"/tmp/{LETTER}"),
    ],
)
def test_an_exception_that_quotes_a_text_is_told_without_it(lines: Callable[[], list[str]], problem: Exception) -> None:
    _log_failure(problem)
    (line,) = lines()
    assert type(problem).__name__ in line
    for planted in ("Менің", "Абай", "Abai"):
        assert planted not in line


def test_a_broken_rule_of_the_tables_is_named(lines: Callable[[], list[str]]) -> None:
    problem = asyncpg.UniqueViolationError('duplicate key value violates unique constraint "uq_votes"')
    problem.constraint_name = "uq_votes"
    _log_failure(problem)
    assert "uq_votes" in lines()[0]


def test_what_nobody_caught_is_a_line_without_its_text(lines: Callable[[], list[str]]) -> None:
    def fail() -> None:
        raise ValueError(LETTER)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    sys.excepthook(ValueError, ValueError(LETTER), None)
    assert len(lines()) == 2
    for line in lines():
        assert 'level=critical from=bot.process message="not caught" error=ValueError' in line
        assert "Абай" not in line


def test_a_line_that_cannot_be_written_shows_no_record(
    lines: Callable[[], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    class Unspeakable:
        def __str__(self) -> str:
            raise ValueError(LETTER)

    _write("look at %s", Unspeakable())
    assert lines() == []
    assert capsys.readouterr().err == "usynys: a line of the log could not be written, from=bot\n"


def test_arguments_that_do_not_fit_leave_the_bare_sentence(lines: Callable[[], list[str]]) -> None:
    _write("%d deliveries", LETTER)
    assert lines()[0].endswith('message="%d deliveries"')


def test_a_password_is_taken_out_as_written_and_as_meant(lines: Callable[[], list[str]]) -> None:
    logging.getLogger("bot").error("tried %s and %s", "p%40ss", "p@ss")
    assert lines()[0].endswith('message="tried *** and ***"')


def test_control_characters_cannot_forge_a_line(lines: Callable[[], list[str]]) -> None:
    logging.getLogger("bot").error("one", extra={"problem": "two\x1b[2J\tthree"})
    (line,) = lines()
    assert line.endswith(r'problem="two\x1b[2J\x09three"')


def test_a_finished_update_is_one_line_of_facts(lines: Callable[[], list[str]]) -> None:
    token = current_update.set(4711)
    note_update("callback_query", "ok", 0.01234)
    current_update.reset(token)
    (line,) = lines()
    assert line.endswith(
        'level=debug from=bot.updates update=4711 message="update finished"'
        " kind=callback_query outcome=ok milliseconds=12.3"
    )


def test_finished_updates_are_not_told_at_info(lines: Callable[[], list[str]]) -> None:
    configure_logs("INFO", ())
    note_update("message", "ok", 1.0)
    logging.getLogger("handlers").debug("anything")
    assert lines() == []
