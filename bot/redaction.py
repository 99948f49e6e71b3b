"""What may be written about something that happened: no token, no phone number, nothing a person wrote.

The rule is to know where each word comes from: sentences of the program's own are kept, values are kept when they
are numbers or plain words, and what an exception or a library says is kept only as far as it cannot repeat a text.
"""

from __future__ import annotations

import re
import traceback
from typing import Final

from pydantic import ValidationError

OURS: Final = ("bot", "handlers", "forum", "storage", "locales", "sandbox")
_TOKEN: Final = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{6,}")
_PHONE: Final = re.compile(r"(?<!\d)(?:\+?7|8)[ (-]{0,2}7\d\d[ )-]{0,2}\d{3}[ -]?\d\d[ -]?\d\d(?!\d)")
_QUOTED: Final = re.compile(r'"[^"]*(?:"|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)')
_QUOTED_WORDS: Final = re.compile(r"'[^']*\s[^']*(?:'|$)")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f…].*")
# Exceptions of these modules say what happened without repeating what a person wrote, quoted words left out.
_SPEAKING: Final = (*OURS, "aiogram.exceptions", "aiohttp", "sqlite3", "apscheduler", "sqlalchemy.exc")
_SPEAKING_TYPES: Final = (OSError, TypeError, AttributeError, RuntimeError, NameError, ImportError)
_CAUSES: Final = 4
_FRAMES: Final = 12


def without_tokens(text: str) -> str:
    """The text with everything that looks like a bot's token taken out."""
    return _TOKEN.sub("***", text)


def without_secrets(text: str) -> str:
    """The same without what looks like a mobile number of Kazakhstan."""
    return _PHONE.sub("***", without_tokens(text))


def harmless(text: str) -> str:
    """The first line of ``text`` without quoted words, up to the first letter that is not ASCII.

    For words that were put together at run time: people here write in Cyrillic, and what repeats a value quotes it.
    """
    line = text.splitlines()[0] if text else ""
    return _FOREIGN.sub("…", _QUOTED_WORDS.sub("'…'", _QUOTED.sub('"…"', line)))


def describe(problem: BaseException) -> str:
    """Name an exception and its causes in one line, without values that may be a person's text."""
    said: list[str] = []
    link: BaseException | None = problem
    while link is not None and len(said) < _CAUSES:
        said.append(_name(link))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return " <- ".join(said)


def where(problem: BaseException) -> str:
    """The innermost frames of an exception, outermost first: file:line function."""
    frames = traceback.extract_tb(problem.__traceback__)[-_FRAMES:]
    return " > ".join(f"{'/'.join(frame.filename.rsplit('/', 2)[-2:])}:{frame.lineno} {frame.name}" for frame in frames)


def _name(problem: BaseException) -> str:
    kind = type(problem)
    if isinstance(problem, ValidationError):
        places = [f"{'.'.join(map(str, error['loc']))} {error['type']}" for error in problem.errors()[:3]]
        return f"{kind.__name__}({harmless(', '.join(places))})"
    if kind.__module__.startswith("asyncpg"):
        return f"{kind.__name__}({_of_postgresql(problem)})"
    speaks = kind.__module__.split(".")[0] in OURS or kind.__module__.startswith(_SPEAKING)
    if speaks or isinstance(problem, _SPEAKING_TYPES):
        return f"{kind.__name__}({harmless(str(problem))})"
    return kind.__name__


def _of_postgresql(problem: BaseException) -> str:
    """What the server or the driver said: its DETAIL repeats the row, and a value stands behind a colon."""
    said = harmless(str(problem.args[0]) if problem.args else "").partition(":")[0]
    constraint = getattr(problem, "constraint_name", None)
    return f"{said}, {constraint}" if constraint else said
