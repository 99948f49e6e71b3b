"""Settings from the environment and from ``.env``, checked once at the start."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, StringConstraints, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.addresses import api_address, demand_database, demand_webhook
from bot.wrong_settings import NO_TOKEN, WrongSettings, told_plainly
from forum.policies import Rules

__all__ = ["NO_TOKEN", "BotSettings", "Settings", "WrongSettings", "load_settings", "told_plainly"]

ENV_FILE = Path(".env")
PEPPER_LEAST = 32  # characters
WEBHOOK_PORT = 8080  # of the HTTP server, when there must be one and nothing else is said
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_HOURS = re.compile(r"([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-3])")
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


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
    verification: Literal["off", "phone"] = "off"
    phone_pepper: SecretStr | None = Field(default=None, validate_default=True)
    actions_a_minute: int = Field(default=60, ge=1, le=100_000)
    votes_an_hour: int = Field(default=300, ge=1, le=100_000)
    quiet_hours: str = "21-9"
    # Telegram takes 50 MB from a bot; an own Bot API server 2,000.
    export_part_megabytes: int = Field(default=49, ge=1, le=1900)
    open_data_folder: Path | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    http_port: int | None = Field(default=None, ge=1, le=65535)
    http_host: Name = "127.0.0.1"
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

    @field_validator("verification", mode="before")
    @classmethod
    def _lower(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @field_validator("phone_pepper")
    @classmethod
    def _check_pepper(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is None and info.data.get("verification") == "phone":
            raise ValueError("is needed with VERIFICATION=phone: make up at least 32 characters and never change them")
        if value is not None and len(value.get_secret_value()) < PEPPER_LEAST:
            raise ValueError(f"must be at least {PEPPER_LEAST} characters long, so that nobody can guess it")
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _check_hours(cls, value: str) -> str:
        hours = _HOURS.fullmatch(value)
        if value != "off" and (hours is None or int(hours[1]) == int(hours[2])):
            raise ValueError("must be two different hours like 21-9, or off")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _check_webhook_url(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and "telegram_api_url" in info.data:
            demand_webhook(value, api_url=info.data["telegram_api_url"])
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _check_webhook_secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if "webhook_url" not in info.data:
            return value  # that line says enough
        if (value is None) != (info.data["webhook_url"] is None):
            raise ValueError("belongs to WEBHOOK_URL: set both for a webhook, or none of them to fetch updates")
        if value is not None and not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("must be 16 to 256 characters of A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("http_host")
    @classmethod
    def _check_http_host(cls, value: str, info: ValidationInfo) -> str:
        listens = info.data.keys() >= {"http_port", "webhook_url"} and not (
            info.data["http_port"] is None and info.data["webhook_url"] is None
        )
        if value != cls.model_fields["http_host"].default and not listens:
            raise ValueError("has no effect: nothing listens without HTTP_PORT or WEBHOOK_URL")
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
    def webhook(self) -> tuple[str, str] | None:
        """The address and the secret in clear; None: updates are fetched."""
        if self.webhook_url is None or self.webhook_secret is None:
            return None
        return self.webhook_url, self.webhook_secret.get_secret_value()

    @property
    def http_address(self) -> tuple[str, int] | None:
        """Host and port to listen on; None: nothing listens."""
        port = self.http_port or (WEBHOOK_PORT if self.webhook_url is not None else None)
        return None if port is None else (self.http_host, port)

    @property
    def is_alone(self) -> bool:
        """Whether no other process can serve this bot: only a webhook on PostgreSQL lets several."""
        return self.webhook_url is None or not self.database.startswith("postgresql:")

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be written to a log."""
        address = urlsplit(self.database)
        password = address.password if "@" in self.database else None
        passwords = [password, *parse_qs(address.query).get("password", [])]
        fields = (self.bot_token, self.webhook_secret, self.phone_pepper)
        hidden = [field.get_secret_value() for field in fields if field is not None]
        return tuple(secret for secret in (*hidden, *passwords) if secret)

    @property
    def pepper(self) -> str | None:
        """What phone numbers are hashed with, in clear."""
        return None if self.phone_pepper is None else self.phone_pepper.get_secret_value()

    @property
    def operator(self) -> dict[str, str]:
        """Who processes the personal data, by language."""
        return {"kk": self.operator_name_kk, "ru": self.operator_name_ru}

    @property
    def rules(self) -> Rules:
        """The limits as the forum knows them."""
        hours = _HOURS.fullmatch(self.quiet_hours)
        quiet_from, quiet_until = (int(hours[1]), int(hours[2])) if hours else (None, None)
        return Rules(
            attachments_most=self.attachments_most,
            attachment_megabytes=self.attachment_megabytes,
            proposals_a_day=self.proposals_a_day,
            proposals_a_campaign=self.proposals_a_campaign,
            own_vote_allowed=self.own_vote_allowed,
            export_part_megabytes=self.export_part_megabytes,
            phone_needed=self.verification == "phone",
            phone_possible=self.phone_pepper is not None,
            quiet_from=quiet_from,
            quiet_until=quiet_until,
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
