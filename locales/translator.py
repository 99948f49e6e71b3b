"""The Translator: one language and one time zone, speaking."""

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from locales import formats, places
from locales.messages import HOME, load_messages

LANGUAGES: Final = ("kk", "ru")
HOME_ZONE: Final = ZoneInfo("Asia/Almaty")
LOG: Final = logging.getLogger(__name__)

_strict_by_default = False


class Markup(str):
    """Text that already is HTML for Telegram and passes into a message as it stands."""

    __slots__ = ()


class MissingMessage(LookupError):
    """No such message in the asked language, or an argument it needs was not given or cannot be written."""


def set_strict(strict: bool) -> None:
    """Choose what a missing message or argument is: an error, or a log line and the other language."""
    global _strict_by_default
    _strict_by_default = strict


def escape(text: str) -> Markup:
    """Make a person's text safe inside a message of parse mode HTML, between tags and inside quotes."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return Markup(safe)


class Translator:
    """Says messages by their keys.

    Arguments are given by name: str as it is (escaped by `html`), int grouped, a date or an aware datetime as
    `date` and `moment` write them, an enumeration's member by its value.
    """

    def __init__(self, language: str, zone: ZoneInfo, strict: bool | None = None, home: Path = HOME) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"unknown language: {language!r}")
        self.language = language
        self.zone = zone
        self._strict = strict
        self._home = home
        self._messages = load_messages(language, home)
        self._markups = {key: Markup(text) for key, text in self._messages.items() if isinstance(text, str)}
        self._html = _Voice(self, {str: escape, Markup: str})
        self._plain = _Voice(self, {str: str})
        self._told: set[str] = set()

    @property
    def is_strict(self) -> bool:
        """Whether a missing message or argument is an error here."""
        return _strict_by_default if self._strict is None else self._strict

    def has(self, key: str) -> bool:
        """Tell whether this language has the message."""
        return key in self._messages

    def html(self, key: str, /, **args: object) -> Markup:
        """Say a message for parse mode HTML; str arguments are escaped, Markup passes as it is."""
        text = self._markups.get(key)
        if text is not None:
            return text
        message = self._messages.get(key)
        if message is None:
            return self._instead(key, "html", args)
        return Markup(message if isinstance(message, str) else message(args, self._html))

    def plain(self, key: str, /, **args: object) -> str:
        """Say a message where Telegram reads no markup: buttons, alerts, commands, headers of files."""
        message = self._messages.get(key)
        if message is None:
            return str(self._instead(key, "plain", args))
        return message if isinstance(message, str) else message(args, self._plain)

    def number(self, number: int) -> str:
        """Write a whole number with thousands grouped by U+00A0."""
        return formats.whole_number(number)

    def date(self, when: dt.date) -> str:
        """Write the day in full: 2027 жылғы 1 қыркүйек, 1 сентября 2027 года."""
        return formats.written_date(self._day(when), formats.LONG_DATE[self.language], self.language)

    def day_month(self, when: dt.date) -> str:
        """Write the day without its year: 1 қыркүйек, 1 сентября."""
        return formats.written_date(self._day(when), formats.DAY_MONTH, self.language)

    def short_date(self, when: dt.date) -> str:
        """Write the day in digits: 01.09.2027."""
        return formats.written_date(self._day(when), formats.SHORT_DATE, self.language)

    def moment(self, when: dt.datetime) -> str:
        """Write day and minute in the zone: 1 қыркүйек, 18:00. A naive datetime is a ValueError."""
        local = self._local(when).replace(second=0, microsecond=0, tzinfo=None, fold=0)
        return formats.written_minute(local, formats.MOMENT, self.language)

    def region(self, code: str | None, form: str = "name") -> str:
        """Name a region; None or "national" is the whole country.

        Forms are those of REGION_FORMS; an unknown code or form is a KeyError.
        """
        return places.region_forms()[self.language][code or places.NATIONAL][form]

    def topic(self, slug: str, form: str = "name") -> str:
        """Name a topic, in full or ("short") for a button; an unknown one is a KeyError."""
        return places.topic_forms()[self.language][slug][form]

    def _local(self, when: dt.datetime) -> dt.datetime:
        if when.tzinfo is None:
            raise ValueError("a datetime must be aware to be shown")
        return when.astimezone(self.zone)

    def _day(self, when: dt.date) -> dt.date:
        return self._local(when).date() if isinstance(when, dt.datetime) else when

    def _instead(self, key: str, manner: str, args: Mapping[str, object]) -> Markup:
        self.complain(key, f"no message {key!r} in {self.language!r}")
        for language in LANGUAGES:
            other = translator(language, self.zone, self._strict, self._home)
            if other.has(key):
                say: Callable[..., str] = getattr(other, manner)
                return Markup(say(key, **args))
        return Markup(key)

    def complain(self, subject: str, complaint: str) -> None:
        """Raise MissingMessage when strict; otherwise log it, once for a subject."""
        if self.is_strict:
            raise MissingMessage(complaint)
        if subject not in self._told:
            self._told.add(subject)
            LOG.error("%s", complaint)


class _Voice:
    """Writes arguments for one manner of one translator; see messages.Voice."""

    def __init__(self, speaker: Translator, texts: dict[type, Callable[[Any], str]]) -> None:
        self._speaker = speaker
        self.by_type: Mapping[type, Callable[..., str]] = {
            **texts,
            int: formats.whole_number,
            dt.date: speaker.date,
            dt.datetime: speaker.moment,
            float: partial(formats.decimal_number, language=speaker.language),
        }

    def say(self, key: str, name: str, value: object) -> str:
        plain = value.value if isinstance(value, Enum) else value
        write = self.by_type.get(type(plain))
        if write is not None:
            return write(plain)
        if isinstance(plain, str) and not isinstance(plain, Markup):
            return self.by_type[str](str(plain))
        self._speaker.complain(f"{key}.{name}", f"cannot write {name!r} of {key!r}: {type(value).__name__}")
        return str(plain) if isinstance(plain, str) else "…"

    def lacks(self, key: str, name: str) -> str:
        self._speaker.complain(f"{key}.{name}", f"no argument {name!r} for {key!r}")
        return "…"

    def fails(self, key: str, errors: list[Exception]) -> None:
        self._speaker.complain(key, f"cannot say {key!r}: {', '.join(map(str, errors))}")


@lru_cache(maxsize=64)
def translator(language: str, zone: ZoneInfo = HOME_ZONE, strict: bool | None = None, home: Path = HOME) -> Translator:
    """Give the Translator of a language and a zone, made once. Unknown language: ValueError.

    `strict` None follows `set_strict`; `home` is the folder that holds kk/*.ftl and ru/*.ftl.
    """
    return Translator(language, zone, strict, home)
