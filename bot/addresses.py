"""Addresses in the settings: which ones can be used. What is said of a wrong one never repeats it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

API: Final = "must be an address like https://api.telegram.org"
API_TOKEN: Final = "must end before /bot: the token is a setting of its own"
API_NAME: Final = "must be an address without a name and a password"
DATABASE: Final = "must be sqlite:///file.db or postgresql://user:password@host/name"
SQLITE: Final = "must name a file: sqlite:///file.db, without ? and not :memory:"
POSTGRESQL: Final = (
    "must be postgresql://user:password@host:port/name; in the password write [ as %5B, ] %5D, / %2F, # %23, ? %3F"
)
WEBHOOK: Final = "must be an address with a path of its own, like https://forum.example.kz/updates"
WEBHOOK_TLS: Final = "must begin with https://: Telegram sends nothing to other addresses"
WEBHOOK_PORTS: Final = "must have port 443, 80, 88 or 8443 (or none): Telegram sends to no other"
TELEGRAM: Final = "api.telegram.org"
_PATH: Final = re.compile(r"(/[A-Za-z0-9._~-]+)+")
_OURS: Final = ("/healthz", "/readyz", "/metrics")


def api_address(value: str) -> str:
    """The Bot API's address without a slash at its end. Raises ValueError with what is wrong."""
    parts = _split(value, API)
    if "@" in parts.netloc:
        raise ValueError(API_NAME)
    if re.search(r"/bot(\d|/|$)", value):
        raise ValueError(API_TOKEN)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(API)
    return value.rstrip("/")


def demand_webhook(url: str, *, api_url: str) -> None:
    """Pass only an address to which the Bot API at ``api_url`` can send. Raises ValueError with what is wrong."""
    parts = _split(url, WEBHOOK)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or "?" in url or "#" in url:
        raise ValueError(WEBHOOK)
    if not _PATH.fullmatch(parts.path) or parts.path in _OURS:
        raise ValueError(WEBHOOK)
    if urlsplit(api_url).hostname != TELEGRAM:
        return  # a Bot API server of one's own is less particular
    if parts.scheme != "https":
        raise ValueError(WEBHOOK_TLS)
    if parts.port not in (None, 443, 80, 88, 8443):
        raise ValueError(WEBHOOK_PORTS)


def demand_database(url: str) -> None:
    """Pass only an SQLite file or a PostgreSQL server. Raises ValueError with what is wrong."""
    if url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite:///")
        if not path.strip() or ":memory:" in path or "?" in path:
            raise ValueError(SQLITE)
        return
    if not url.startswith("postgresql://"):
        raise ValueError(DATABASE)
    parts = _split(url, POSTGRESQL)
    # A server without a network name is found by its socket's folder: postgresql:///name?host=/folder
    if parts.fragment or not (parts.hostname or parse_qs(parts.query).get("host")):
        raise ValueError(POSTGRESQL)


def _split(value: str, says: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError(says) from None
    return parts
