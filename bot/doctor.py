"""``usynys doctor``: looks at one thing after another and says in plain words what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.listening import ask_ready, why_not
from bot.redaction import without_tokens
from bot.settings import NO_TOKEN, Settings, WrongSettings, load_settings
from bot.telegram.questions import NotAnswered, ask_username, ask_webhook
from forum import embedding
from locales import LANGUAGES, TOPIC_SLUGS, MissingMessage, translator
from storage.errors import DatabaseProblem

LATELY = timedelta(hours=1)  # a webhook that failed before that and not since has recovered


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, whether it is well, and what was seen."""

    subject: str
    is_well: bool
    seen: str

    @property
    def line(self) -> str:
        """As it is printed: no token, wherever it was pasted."""
        return without_tokens(f"{'ok     ' if self.is_well else 'PROBLEM'}  {self.subject}: {self.seen}")


def examine() -> Iterator[Finding]:
    """Look at settings, database, words, the port and Telegram; each finding comes as soon as it is known."""
    settings: Settings | None = None
    try:
        settings = load_settings(needs_token=False)
    except WrongSettings as wrong:
        yield from (Finding("settings", False, problem) for problem in wrong.problems)
    else:
        yield Finding("settings", True, f"read; zone {settings.timezone}, admins: {len(settings.admin_ids)}")
        if not settings.admin_ids:
            yield Finding("settings", False, "ADMIN_IDS: is empty, so nobody can open a campaign or invite others")
    if settings is not None:
        yield _database(settings)
    yield _words()
    yield _similar()
    if settings is not None:
        if settings.http_address is not None:
            yield _port(*settings.http_address)
        telegram = _telegram(settings)
        yield telegram
        if telegram.is_well:
            yield from _updates(settings)


def _database(settings: Settings) -> Finding:
    kind = settings.database.partition("://")[0]
    try:
        demand_ready(settings.database)
    except (DatabaseProblem, CommandFailed) as problem:
        return Finding("database", False, str(problem))
    return Finding("database", True, f"{kind}, reachable, its tables are of this version")


def _words() -> Finding:
    try:
        for language in LANGUAGES:
            t = translator(language, strict=True)
            for topic in TOPIC_SLUGS:
                t.topic(topic)
            t.plain("profile-name")
    except (MissingMessage, KeyError, OSError, ValueError) as problem:
        return Finding("words", False, f"the texts cannot be read: {type(problem).__name__} {problem}")
    return Finding("words", True, "Kazakh and Russian texts are there")


def _similar() -> Finding:
    if not embedding.is_installed():
        return Finding("similar", True, "found by words; usynys[similar] (other language too) is not installed")
    if not embedding.can_run():
        return Finding("similar", False, "usynys[similar] is installed, but this processor has no AVX2; found by words")
    return Finding("similar", True, "found by words and, with usynys[similar], in the other language")


def _port(host: str, port: int) -> Finding:
    place = f"{host}:{port}"
    told = ask_ready(host, port)
    if told is None:
        reason = why_not(host, port)
        return Finding("port", reason is None, reason or f"{place} is free; the bot will listen there")
    if told.get("ready") is True:
        return Finding("port", True, f"a bot listens on {place} and is ready")
    parts = ", ".join(f"{part}: {state}" for part, state in told.items() if part != "ready" and state != "ok")
    return Finding("port", False, f"a bot listens on {place} and is not ready ({parts})")


def _telegram(settings: Settings) -> Finding:
    if settings.bot_token is None:
        return Finding("Telegram", False, NO_TOKEN)
    try:
        username = ask_username(settings.token, settings.telegram_api_url)
    except NotAnswered as problem:
        return Finding("Telegram", False, str(problem))
    return Finding("Telegram", True, f"the token is good, the bot is @{username}")


def _updates(settings: Settings) -> Iterator[Finding]:
    """How updates come, where there is something to say about it."""
    try:
        seen = ask_webhook(settings.token, settings.telegram_api_url)
    except NotAnswered as problem:
        yield Finding("updates", False, str(problem))
        return
    if settings.webhook_url is None:
        if seen.url:
            yield Finding("updates", True, "fetched; the webhook that is set now goes when the bot starts")
    elif seen.url != settings.webhook_url:
        yield Finding("updates", True, "by webhook; Telegram hears of WEBHOOK_URL when the bot starts")
    elif seen.last_error and seen.last_error_at is not None and datetime.now(UTC) - seen.last_error_at < LATELY:
        yield Finding(
            "updates", False, f"Telegram cannot deliver to WEBHOOK_URL: {seen.last_error} ({seen.pending} waiting)"
        )
    else:
        yield Finding("updates", True, f"Telegram sends them to WEBHOOK_URL ({seen.pending} waiting)")
