"""Logs as lines of key=value: an id per update, no token, no text of a person."""

from __future__ import annotations

import logging
import re
import sys
import traceback
import warnings
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final, TextIO

from pydantic import ValidationError

current_update: ContextVar[int | None] = ContextVar("current_update", default=None)

_OURS: Final = ("bot", "handlers", "forum", "storage", "locales", "sandbox")
_TOKEN: Final = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{6,}")
_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Exceptions of these modules say what happened without repeating what a person wrote.
_SPEAKING: Final = (*_OURS, "aiogram.exceptions", "aiohttp", "sqlite3", "apscheduler", "sqlalchemy.exc")
_SPEAKING_TYPES: Final = (OSError, TypeError, AttributeError, RuntimeError, NameError, ImportError)
_FRAMES: Final = 12


def without_tokens(text: str) -> str:
    """The text with everything that looks like a bot's token taken out."""
    return _TOKEN.sub("***", text)


def describe(problem: BaseException) -> str:
    """Name an exception and its causes in one line, without values that may be a person's text."""
    said: list[str] = []
    link: BaseException | None = problem
    while link is not None and len(said) < 4:
        said.append(_name(link))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return " <- ".join(said)


def _name(problem: BaseException) -> str:
    kind = type(problem)
    if isinstance(problem, ValidationError):
        places = [f"{'.'.join(map(str, error['loc']))} {error['type']}" for error in problem.errors()[:3]]
        return f"{kind.__name__}({', '.join(places)})"
    if kind.__module__.startswith("asyncpg") and getattr(problem, "sqlstate", None):
        # str() of these carries DETAIL, which repeats the row.
        return f"{kind.__name__}({problem.args[0] if problem.args else ''})"
    speaks = kind.__module__.split(".")[0] in _OURS or kind.__module__.startswith(_SPEAKING)
    if speaks or isinstance(problem, _SPEAKING_TYPES):
        return f"{kind.__name__}({str(problem).splitlines()[0] if str(problem) else ''})"
    return kind.__name__


def _where(problem: BaseException) -> str:
    """The innermost frames, outermost first: file:line function."""
    frames = traceback.extract_tb(problem.__traceback__)[-_FRAMES:]
    return " > ".join(f"{'/'.join(frame.filename.rsplit('/', 2)[-2:])}:{frame.lineno} {frame.name}" for frame in frames)


class LineFormatter(logging.Formatter):
    """Writes one record as one line and takes secrets out of it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        fields: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if (update := current_update.get()) is not None:
            fields["update"] = update
        fields["message"] = _message(record)
        fields |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = describe(record.exc_info[1])
            fields["where"] = _where(record.exc_info[1])
        return self.redact(" ".join(f"{key}={_value(value)}" for key, value in fields.items()))

    def redact(self, line: str) -> str:
        """Take tokens and passwords out."""
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return without_tokens(line)


def _message(record: logging.LogRecord) -> str:
    message = record.getMessage()
    if record.name.split(".")[0] in _OURS:
        return message
    # Libraries put what they were given on the further lines.
    return message.splitlines()[0] if message else ""


def _value(value: object) -> str:
    text = str(value)
    if text and not re.search(r'[\s"=]', text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning without its text: aiogram's repeats the update it did not know."""
    logging.getLogger("bot.warnings").warning(category.__name__, extra={"where": f"{filename}:{lineno}"})


def configure_logs(level: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send every log of the process to ``stream`` (stderr by default) as lines without secrets."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LineFormatter(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Its lines carry the text of exceptions; what fails in an update is logged in bot.updates.
    logging.getLogger("aiogram.event").setLevel(logging.CRITICAL + 1)
    for chatty in ("apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    warnings.showwarning = _log_warning
