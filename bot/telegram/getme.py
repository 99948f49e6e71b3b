"""Asks Telegram whose token it is, without Telegram's library (which takes seconds to load)."""

from __future__ import annotations

import json
import ssl
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

import certifi

WITHIN = 10  # seconds


class NotGreeted(Exception):
    """The question brought no good answer; ``str()`` says why, without the token."""


def ask_username(token: str, api_url: str) -> str:
    """The bot's username. Raises NotGreeted."""
    # As the bot itself: no proxy of the environment, and the bundle of certificates it brings along.
    secure = HTTPSHandler(context=ssl.create_default_context(cafile=certifi.where()))
    opener = build_opener(ProxyHandler({}), secure)
    try:
        with opener.open(Request(f"{api_url}/bot{token}/getMe"), timeout=WITHIN) as response:
            answer = json.load(response)
    except HTTPError as refused:
        if refused.code in (401, 404):
            line = "Telegram does not know this BOT_TOKEN (or TELEGRAM_API_URL is not a Bot API)"
            raise NotGreeted(line) from None
        raise NotGreeted(f"{api_url} answered with error {refused.code}") from None
    except (URLError, HTTPException, OSError) as problem:
        reason = getattr(problem, "reason", None) or type(problem).__name__
        raise NotGreeted(f"{api_url} cannot be reached: {reason}") from None
    except ValueError:
        raise NotGreeted(f"{api_url} is not a Bot API: it answers with something else") from None
    try:
        return str(answer["result"]["username"])
    except (KeyError, TypeError):
        raise NotGreeted(f"{api_url} is not a Bot API: it answers with something else") from None
