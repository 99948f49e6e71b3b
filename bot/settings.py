"""Settings from the environment and from ``.env``, checked once at the start."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.addresses import api_address, demand_database
from bot.logs import without_tokens
from forum.policies import Rules

ENV_FILE = Path(".env")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
NO_TOKEN = "BOT_TOKEN: is missing; @BotFather gives one, put it into .env or the environment"


class WrongSettings(Exception):
    """Settings that cannot be used; ``problems`` holds one plain line a problem, never a secret."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """Everything that differs from one installation to another; ``.env.example`` says what each one means."""

    # The file is named by load_settings alone, so that nothing reads a developer's .env by accident.
    model_config = SettingsConfigDict(env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    database_url: SecretStr = SecretStr("sqlite:///usynys.db")
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    timezone: str = "Asia/Almaty"
    operator_name_kk: Name = "Қазақстанның Азаматтық альянсы"
    operator_name_ru: Name = "Гражданский Альянс Казахстана"
    proposals_a_day: int = Field(default=3, ge=1, le=1000)
    proposals_a_campaign: int = Field(default=10, ge=1, le=10_000)
    # The table of attachments numbers them 1 to 5, and Telegram lets a bot download 20 MB at most.
    attachments_most: int = Field(default=5, ge=1, le=5)
    attachment_megabytes: int = Field(default=20, ge=1, le=20)
    own_vote_allowed: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("bot_token")
    @classmethod
    def _check_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("does not look like a bot token (digits, a colon, letters and digits)")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _check_api_url(cls, value: str) -> str:
        return api_address(value)

    @field_validator("database_url")
    @classmethod
    def _check_database_url(cls, value: SecretStr) -> SecretStr:
        demand_database(value.get_secret_value())
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        numbers = [part.strip() for part in value.split(",") if part.strip()]
        if not all(number.isascii() and number.isdigit() and int(number) > 0 for number in numbers):
            raise ValueError("must be Telegram ids separated by commas, like 700000004,700000009")
        return frozenset(int(number) for number in numbers)

    @field_validator("timezone")
    @classmethod
    def _check_timezone(cls, value: str) -> str:
        try:
            zone = ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must be a zone's name like Asia/Almaty") from None
        offset = datetime.now(UTC).astimezone(zone).utcoffset()
        if offset is None or offset.total_seconds() % 3600:
            raise ValueError("must differ from UTC by whole hours, because votes are counted by the hour")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @property
    def token(self) -> str:
        """The bot's token in clear; raises WrongSettings when there is none."""
        if self.bot_token is None:
            raise WrongSettings((NO_TOKEN,))
        return self.bot_token.get_secret_value()

    @property
    def database(self) -> str:
        """The database's address in clear (it may hold a password)."""
        return self.database_url.get_secret_value()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be written to a log."""
        password = urlsplit(self.database).password if "@" in self.database else None
        token = self.bot_token.get_secret_value() if self.bot_token else None
        return tuple(secret for secret in (token, password) if secret)

    @property
    def operator(self) -> dict[str, str]:
        """Who processes the personal data, by language."""
        return {"kk": self.operator_name_kk, "ru": self.operator_name_ru}

    @property
    def rules(self) -> Rules:
        """The limits as the forum knows them."""
        return Rules(
            attachments_most=self.attachments_most,
            attachment_megabytes=self.attachment_megabytes,
            proposals_a_day=self.proposals_a_day,
            proposals_a_campaign=self.proposals_a_campaign,
            own_vote_allowed=self.own_vote_allowed,
            zone=ZoneInfo(self.timezone),
        )


class BotSettings(Settings):
    """Settings of a process that talks to Telegram: the token must be there."""

    bot_token: SecretStr


def load_settings(*, needs_token: bool = True, env_file: Path | None = ENV_FILE) -> Settings:
    """Read the settings. Raises WrongSettings with a line for every problem.

    ``needs_token`` False suits commands that never talk to Telegram.
    """
    kind = BotSettings if needs_token else Settings
    try:
        return kind(_env_file=env_file)
    except ValidationError as problem:
        raise told_plainly(problem) from None
    except (UnicodeDecodeError, OSError) as problem:
        line = f"{env_file}: cannot be read ({type(problem).__name__}); it must be a text file in UTF-8"
        raise WrongSettings((line,)) from None


_SECRET = ("BOT_TOKEN", "DATABASE_URL")


def told_plainly(problem: ValidationError) -> WrongSettings:
    """What pydantic found, as a line a setting."""
    return WrongSettings(tuple(_line(error) for error in problem.errors(include_url=False)))


def _line(error: ErrorDetails) -> str:
    name = str(error["loc"][0]).upper()
    limits = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return NO_TOKEN
        case "int_parsing" | "int_type" | "int_from_float":
            says = "must be a whole number"
        case "bool_parsing":
            says = "must be true or false"
        case "greater_than_equal":
            says = f"must be {limits['ge']} or more"
        case "less_than_equal":
            says = f"must be {limits['le']} or less"
        case "literal_error":
            says = f"must be one of {limits['expected']}"
        case "string_too_short":
            says = "must not be empty"
        case "string_too_long":
            says = f"must be {limits['max_length']} characters or shorter"
        case _:
            says = error["msg"].removeprefix("Value error, ")
    given = error["input"]
    # Whatever has the shape of user:password@host may be a secret pasted into the wrong line.
    hidden = name in _SECRET or not isinstance(given, str) or (":" in given and "@" in given)
    shown = "" if hidden else f" (now: {without_tokens(repr(given)):.60})"
    return f"{name}: {says}{shown}"
