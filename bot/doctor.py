"""``usynys doctor``: looks at one thing after another and says in plain words what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.logs import without_tokens
from bot.settings import NO_TOKEN, Settings, WrongSettings, load_settings
from bot.telegram.getme import NotGreeted, ask_username
from locales import LANGUAGES, TOPIC_SLUGS, MissingMessage, translator
from storage.errors import DatabaseProblem


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
    """Look at settings, database, words and token; each finding comes as soon as it is known."""
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
    if settings is not None:
        yield _telegram(settings)


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


def _telegram(settings: Settings) -> Finding:
    if settings.bot_token is None:
        return Finding("Telegram", False, NO_TOKEN)
    try:
        username = ask_username(settings.token, settings.telegram_api_url)
    except NotGreeted as problem:
        return Finding("Telegram", False, str(problem))
    return Finding("Telegram", True, f"the token is good, the bot is @{username}")
