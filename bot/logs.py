"""Logs as lines of key=value: an id per update, no token, no text of a person."""

from __future__ import annotations

import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Final, TextIO
from urllib.parse import unquote

from bot.redaction import OURS, describe, harmless, where, without_secrets, without_tokens

__all__ = ["configure_logs", "current_update", "describe", "note_update", "without_tokens"]

current_update: ContextVar[int | None] = ContextVar("current_update", default=None)

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_PLAIN: Final = (int, float, datetime, timedelta, type(None))
# A library's sentence that was put together before it came here: a value in it begins at one of these.
_VALUE: Final = re.compile(r"""[\n'"<(\[{=:].*""", re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NEEDS_QUOTES: Final = re.compile(rf'[\s"=\\]|{_CONTROL.pattern}')

_updates = logging.getLogger("bot.updates")
_process = logging.getLogger("bot.process")


def note_update(kind: str, outcome: str, seconds: float) -> None:
    """One line at DEBUG for a finished update: its kind (message, callback_query, …), outcome and seconds."""
    if _updates.isEnabledFor(logging.DEBUG):
        facts = {"kind": kind, "outcome": outcome, "milliseconds": round(seconds * 1000, 1)}
        _updates.debug("update finished", extra=facts)


class LineFormatter(logging.Formatter):
    """Writes one record as one line and takes secrets out of it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        # A password is written in an address as %-codes, and by a driver in clear.
        self._secrets = tuple({kind: None for secret in secrets for kind in (secret, unquote(secret)) if kind})

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        is_ours = record.name.split(".")[0] in OURS
        fields: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if (update := current_update.get()) is not None:
            fields["update"] = update
        fields["message"] = _message(record, is_ours=is_ours)
        if is_ours:
            fields |= {key: _safe(value) for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = describe(record.exc_info[1])
            fields["where"] = where(record.exc_info[1])
        return " ".join(f"{key}={_quoted(self._redact(str(value)))}" for key, value in fields.items())

    def _redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return without_secrets(text)


def _message(record: logging.LogRecord, *, is_ours: bool) -> str:
    """The sentence. Its template is the program's own; what is filled in may be anything."""
    template = str(record.msg)
    if not record.args:
        return template if is_ours else harmless(_VALUE.sub("…", template))
    safe = _safe if is_ours else _untrusted
    values: Any
    if isinstance(record.args, Mapping):
        values = {key: safe(value) for key, value in record.args.items()}
    else:
        values = tuple(safe(value) for value in record.args)
    try:
        said = template % values
    except (TypeError, ValueError, KeyError):
        said = template
    # Libraries put what they were given on the further lines.
    return said.splitlines()[0] if said else ""


def _safe(value: object) -> object:
    """A value of ours: numbers and times as they are, words only as far as they are plain."""
    if isinstance(value, BaseException):
        return describe(value)
    return value if isinstance(value, _PLAIN) else harmless(str(value))


def _untrusted(value: object) -> object:
    """A value given to a library: whatever it is, only numbers and kinds of exceptions are shown."""
    if isinstance(value, BaseException):
        return describe(value)
    return value if isinstance(value, _PLAIN) else "…"


def _quoted(text: str) -> str:
    if text and not _NEEDS_QUOTES.search(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", escaped) + '"'


class _Lines(logging.StreamHandler[TextIO]):
    """Writes the lines; when one cannot be written, it says so without showing the record."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Replaces a traceback on stderr with the record's values in it."""
        sys.stderr.write(f"usynys: a line of the log could not be written, from={record.name}\n")


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


def _log_uncaught(kind: type[BaseException], problem: BaseException | None, trace: TracebackType | None = None) -> None:
    """What nobody caught, instead of Python's traceback, which shows the exception's text."""
    if problem is not None and not isinstance(problem, KeyboardInterrupt):
        _process.critical("not caught", exc_info=(kind, problem, trace))


def configure_logs(level: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send every log of the process to ``stream`` (stderr by default) as lines without secrets.

    ``level`` is for the program's own loggers. Libraries are heard from WARNING on: at DEBUG they write down
    statements with their values, and at INFO addresses of people.
    """
    handler = _Lines(stream or sys.stderr)
    handler.setFormatter(LineFormatter(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.getLevelName(level), logging.WARNING))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    # Its lines tell what failed in an update; that is logged in bot.updates, with the update's id.
    logging.getLogger("aiogram.event").setLevel(logging.CRITICAL + 1)
    warnings.showwarning = _log_warning
    sys.excepthook = _log_uncaught
    sys.unraisablehook = lambda found: _log_uncaught(found.exc_type, found.exc_value, found.exc_traceback)
    threading.excepthook = lambda found: _log_uncaught(found.exc_type, found.exc_value, found.exc_traceback)
