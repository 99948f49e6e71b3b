"""Asks Telegram about the bot without Telegram's library (which takes seconds to load)."""

from __future__ import annotations

import json
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

import certifi

WITHIN = 10  # seconds


class NotAnswered(Exception):
    """The question brought no good answer; ``str()`` says why, without the token."""


@dataclass(frozen=True, slots=True)
class WebhookSeen:
    """What Telegram knows of the webhook. Empty: ``url`` when updates are fetched, ``last_error`` when all is well."""

    url: str
    pending: int
    last_error: str
    last_error_at: datetime | None


def ask_username(token: str, api_url: str) -> str:
    """The bot's username. Raises NotAnswered."""
    try:
        return str(_ask("getMe", token, api_url)["username"])
    except KeyError:
        raise NotAnswered(f"{api_url} is not a Bot API: it answers with something else") from None


def ask_webhook(token: str, api_url: str) -> WebhookSeen:
    """Where Telegram sends updates and how that goes. Raises NotAnswered."""
    seen = _ask("getWebhookInfo", token, api_url)
    at = seen.get("last_error_date")
    return WebhookSeen(
        url=str(seen.get("url", "")),
        pending=int(seen.get("pending_update_count", 0)),
        last_error=str(seen.get("last_error_message", "")),
        last_error_at=datetime.fromtimestamp(at, UTC) if isinstance(at, int) else None,
    )


def _ask(method: str, token: str, api_url: str) -> dict[str, Any]:
    # As the bot itself: no proxy of the environment, and the bundle of certificates it brings along.
    secure = HTTPSHandler(context=ssl.create_default_context(cafile=certifi.where()))
    opener = build_opener(ProxyHandler({}), secure)
    try:
        with opener.open(Request(f"{api_url}/bot{token}/{method}"), timeout=WITHIN) as response:
            result = json.load(response)["result"]
    except HTTPError as refused:
        if refused.code in (401, 404):
            line = "Telegram does not know this BOT_TOKEN (or TELEGRAM_API_URL is not a Bot API)"
            raise NotAnswered(line) from None
        raise NotAnswered(f"{api_url} answered with error {refused.code}") from None
    except (URLError, HTTPException, OSError) as problem:
        reason = getattr(problem, "reason", None) or type(problem).__name__
        raise NotAnswered(f"{api_url} cannot be reached: {reason}") from None
    except (ValueError, KeyError, TypeError):
        result = None
    if not isinstance(result, dict):
        raise NotAnswered(f"{api_url} is not a Bot API: it answers with something else")
    return result
