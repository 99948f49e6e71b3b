"""Settings: what is read, what is refused and how it is said; the example file is complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, WrongSettings, load_settings
from forum.policies import Rules

EXAMPLE = Path(__file__).parents[2] / ".env.example"
TOKEN = "500000001:AbC-def_123"
HOOK = "https://forum.example.kz/updates"
SECRET = "sixteen-letters_and-more"


@pytest.fixture
def problems(tmp_path: Path) -> ProblemsOf:
    """Reads settings from the text of an .env and gives the lines of what is wrong."""
    return ProblemsOf(tmp_path / ".env")


class ProblemsOf:
    """Calls ``load_settings`` on a text."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, text: str, *, needs_token: bool = True) -> tuple[str, ...]:
        self.path.write_text(text, encoding="utf-8")
        try:
            load_settings(env_file=self.path, needs_token=needs_token)
        except WrongSettings as wrong:
            return wrong.problems
        return ()


def test_only_a_token_is_needed(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text(f"BOT_TOKEN={TOKEN}\n")
    settings = load_settings(env_file=env)
    assert settings.token == TOKEN
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database == "sqlite:///usynys.db"
    assert settings.admin_ids == frozenset()
    assert settings.operator == {"kk": "Қазақстанның Азаматтық альянсы", "ru": "Гражданский Альянс Казахстана"}


def test_the_limits_are_the_forums_own_unless_set(problems: ProblemsOf) -> None:
    assert Settings(quiet_hours="off").rules == Rules()
    problems.path.write_text("PROPOSALS_A_DAY=7\nOWN_VOTE_ALLOWED=true\nATTACHMENTS_MOST=2\n")
    rules = load_settings(env_file=problems.path, needs_token=False).rules
    assert (rules.proposals_a_day, rules.own_vote_allowed, rules.attachments_most) == (7, True, 2)


def test_the_environment_wins_over_the_file(problems: ProblemsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    problems.path.write_text("PROPOSALS_A_DAY=7\n")
    monkeypatch.setenv("PROPOSALS_A_DAY", "9")
    assert load_settings(env_file=problems.path, needs_token=False).proposals_a_day == 9


def test_admins_are_a_list_with_commas(problems: ProblemsOf) -> None:
    problems.path.write_text("ADMIN_IDS= 700000004, 700000009,\n")
    assert load_settings(env_file=problems.path, needs_token=False).admin_ids == {700000004, 700000009}


def test_a_missing_token_is_one_line(problems: ProblemsOf) -> None:
    (line,) = problems("")
    assert line.startswith("BOT_TOKEN: is missing")
    assert problems("BOT_TOKEN=\n") == (line,)
    assert problems("", needs_token=False) == ()


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("BOT_TOKEN=hello", "BOT_TOKEN: does not look like a bot token"),
        ("BOT_TOKEN=12345:with/slash", "BOT_TOKEN: does not look like a bot token"),
        ("TELEGRAM_API_URL=api.telegram.org", "TELEGRAM_API_URL: must be an address like https://"),
        ("DATABASE_URL=mysql://usynys:hidden@db/usynys", "DATABASE_URL: must be sqlite:///"),
        ("DATABASE_URL=sqlite:///", "DATABASE_URL: must name a file: sqlite:///"),
        ("TELEGRAM_API_URL=http://localhost:abc", "TELEGRAM_API_URL: must be an address like https://"),
        ("TELEGRAM_API_URL=https://api.telegram.org/bot", "TELEGRAM_API_URL: must end before /bot"),
        (f"TELEGRAM_API_URL=https://api.telegram.org/bot{TOKEN}", "TELEGRAM_API_URL: must end before /bot"),
        ("TELEGRAM_API_URL=https://me:hidden@api.telegram.org", "TELEGRAM_API_URL: must be an address without a name"),
        ("DATABASE_URL=sqlite:///:memory:", "DATABASE_URL: must name a file"),
        ("DATABASE_URL=sqlite:///x.db?mode=ro", "DATABASE_URL: must name a file"),
        ("DATABASE_URL=postgresql://", "DATABASE_URL: must be postgresql://user:password@host"),
        ("DATABASE_URL=postgresql:///usynys", "DATABASE_URL: must be postgresql://user:password@host"),
        ("DATABASE_URL=postgresql://u:pa[ss@h/db", "DATABASE_URL: must be postgresql://user:password@host"),
        ("DATABASE_URL=postgresql://u:pa@h:abc/x", "DATABASE_URL: must be postgresql://user:password@host"),
        ("DATABASE_URL=postgresql://u:pa@h:99999/x", "DATABASE_URL: must be postgresql://user:password@host"),
        ("OPERATOR_NAME_KK='   '", "OPERATOR_NAME_KK: must not be empty"),
        ("ADMIN_IDS=0", "ADMIN_IDS: must be Telegram ids separated by commas"),
        ("ATTACHMENTS_MOST=0", "ATTACHMENTS_MOST: must be 1 or more"),
        ("ADMIN_IDS=dinara", "ADMIN_IDS: must be Telegram ids separated by commas"),
        ("TIMEZONE=Asia/Nowhere", "TIMEZONE: must be a zone's name"),
        ("TIMEZONE=Asia/Kolkata", "TIMEZONE: must differ from UTC by whole hours"),
        ("PROPOSALS_A_DAY=ten", "PROPOSALS_A_DAY: must be a whole number (now: 'ten')"),
        ("PROPOSALS_A_DAY=0", "PROPOSALS_A_DAY: must be 1 or more (now: '0')"),
        ("ATTACHMENTS_MOST=6", "ATTACHMENTS_MOST: must be 5 or less"),
        ("OWN_VOTE_ALLOWED=perhaps", "OWN_VOTE_ALLOWED: must be true or false"),
        ("LOG_LEVEL=LOUD", "LOG_LEVEL: must be one of"),
        ("ACTIONS_A_MINUTE=0", "ACTIONS_A_MINUTE: must be 1 or more"),
        ("VOTES_AN_HOUR=many", "VOTES_AN_HOUR: must be a whole number"),
        ("QUIET_HOURS=night", "QUIET_HOURS: must be two different hours like 21-9, or off (now: 'night')"),
        ("QUIET_HOURS=21-24", "QUIET_HOURS: must be two different hours"),
        ("QUIET_HOURS=9-9", "QUIET_HOURS: must be two different hours"),
        ("QUIET_HOURS=09-9", "QUIET_HOURS: must be two different hours"),
        ("HTTP_PORT=0", "HTTP_PORT: must be 1 or more"),
        ("HTTP_PORT=65536", "HTTP_PORT: must be 65535 or less"),
        ("HTTP_HOST=0.0.0.0", "HTTP_HOST: has no effect: nothing listens without HTTP_PORT or WEBHOOK_URL"),
        (f"WEBHOOK_SECRET={SECRET}", "WEBHOOK_SECRET: belongs to WEBHOOK_URL: set both"),
        (f"WEBHOOK_URL={HOOK}", "WEBHOOK_SECRET: belongs to WEBHOOK_URL: set both"),
        (f"WEBHOOK_URL={HOOK}\nWEBHOOK_SECRET=short", "WEBHOOK_SECRET: must be 16 to 256 characters"),
        (f"WEBHOOK_URL={HOOK}\nWEBHOOK_SECRET=sixteen letters!!", "WEBHOOK_SECRET: must be 16 to 256 characters"),
    ],
)
def test_a_wrong_setting_is_one_plain_line(problems: ProblemsOf, setting: str, says: str) -> None:
    (line,) = problems(f"BOT_TOKEN={TOKEN}\n{setting}\n")
    assert line.startswith(says)
    assert "\n" not in line


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("forum.example.kz/updates", "must be an address with a path of its own"),
        ("https://forum.example.kz", "must be an address with a path of its own"),
        ("https://forum.example.kz/", "must be an address with a path of its own"),
        ("https://forum.example.kz/updates/", "must be an address with a path of its own"),
        ("https://forum.example.kz/up{date}s", "must be an address with a path of its own"),
        ("https://forum.example.kz/healthz", "must be an address with a path of its own"),
        ("https://forum.example.kz/updates?x=1", "must be an address with a path of its own"),
        ("https://forum.example.kz/updates#x", "must be an address with a path of its own"),
        ("https://me:hidden@forum.example.kz/updates", "must be an address with a path of its own"),
        ("https:///updates", "must be an address with a path of its own"),
        ("https://forum.example.kz:abc/updates", "must be an address with a path of its own"),
        ("http://forum.example.kz/updates", "must begin with https://"),
        ("https://forum.example.kz:8080/updates", "must have port 443, 80, 88 or 8443"),
    ],
)
def test_a_webhook_telegram_could_not_use_is_one_plain_line(problems: ProblemsOf, url: str, says: str) -> None:
    (line,) = problems(f"BOT_TOKEN={TOKEN}\nWEBHOOK_URL={url}\nWEBHOOK_SECRET={SECRET}\n")
    assert line.startswith(f"WEBHOOK_URL: {says}")
    assert "hidden" not in line


def test_a_bot_api_of_ones_own_takes_any_address(problems: ProblemsOf) -> None:
    here = "TELEGRAM_API_URL=http://127.0.0.1:8081\nWEBHOOK_URL=http://127.0.0.1:9000/updates\n"
    assert problems(f"{here}WEBHOOK_SECRET={SECRET}\n", needs_token=False) == ()


@pytest.mark.parametrize(
    ("text", "webhook", "address"),
    [
        ("", None, None),
        ("HTTP_PORT=9000\n", None, ("127.0.0.1", 9000)),
        ("HTTP_PORT=9000\nHTTP_HOST=0.0.0.0\n", None, ("0.0.0.0", 9000)),
        (f"WEBHOOK_URL={HOOK}\nWEBHOOK_SECRET={SECRET}\n", (HOOK, SECRET), ("127.0.0.1", 8080)),
        (f"WEBHOOK_URL={HOOK}\nWEBHOOK_SECRET={SECRET}\nHTTP_PORT=9000\n", (HOOK, SECRET), ("127.0.0.1", 9000)),
        (f"WEBHOOK_URL={HOOK}\nWEBHOOK_SECRET={SECRET}\nHTTP_HOST=::1\n", (HOOK, SECRET), ("::1", 8080)),
    ],
)
def test_the_way_of_getting_updates_follows_from_the_settings(
    problems: ProblemsOf, text: str, webhook: tuple[str, str] | None, address: tuple[str, int] | None
) -> None:
    problems.path.write_text(text)
    settings = load_settings(env_file=problems.path, needs_token=False)
    assert (settings.webhook, settings.http_address) == (webhook, address)
    assert settings.is_alone


def test_only_a_webhook_on_postgresql_is_served_by_several_processes() -> None:
    on_server = {"database_url": "postgresql://usynys@db/usynys"}
    assert Settings.model_validate(on_server).is_alone
    assert not Settings.model_validate(on_server | {"webhook_url": HOOK, "webhook_secret": SECRET}).is_alone


@pytest.mark.parametrize(
    ("hours", "quiet"),
    [("21-9", (21, 9)), ("9-21", (9, 21)), ("22-07", (22, 7)), ("0-6", (0, 6)), ("off", (None,) * 2)],
)
def test_quiet_hours_are_the_forums(hours: str, quiet: tuple[int | None, int | None]) -> None:
    rules = Settings(quiet_hours=hours).rules
    assert (rules.quiet_from, rules.quiet_until) == quiet


def test_every_problem_is_told_at_once(problems: ProblemsOf) -> None:
    lines = problems("ADMIN_IDS=x\nTIMEZONE=y\nLOG_LEVEL=z\n")
    assert [line.partition(":")[0] for line in lines] == ["BOT_TOKEN", "ADMIN_IDS", "TIMEZONE", "LOG_LEVEL"]


def test_secrets_are_never_repeated(problems: ProblemsOf) -> None:
    told = problems("BOT_TOKEN=secret!value\nDATABASE_URL=mysql://usynys:hidden@db/usynys\n")
    assert "secret" not in str(told)
    assert "hidden" not in str(told)
    settings = Settings.model_validate({"bot_token": TOKEN, "database_url": "postgresql://usynys:hidden@db/usynys"})
    assert "hidden" not in repr(settings)
    assert TOKEN not in repr(settings)
    assert set(settings.secrets) == {TOKEN, "hidden"}


def test_the_webhooks_secret_is_a_secret(problems: ProblemsOf) -> None:
    (line,) = problems(f"WEBHOOK_URL={HOOK}\nWEBHOOK_SECRET=short!\n", needs_token=False)
    assert "short" not in line
    settings = Settings.model_validate({"webhook_url": HOOK, "webhook_secret": SECRET})
    assert SECRET not in repr(settings)
    assert SECRET in settings.secrets


@pytest.mark.parametrize(
    "setting",
    [
        f"TELEGRAM_API_URL=api.telegram.org/bot{TOKEN}",
        f"TELEGRAM_API_URL=https://api.telegram.org/bot{TOKEN}",
        f"ADMIN_IDS={TOKEN}",
        f"TIMEZONE={TOKEN}",
        "TELEGRAM_API_URL=https://me:AbC-def_123@api.telegram.org",
        "LOG_LEVEL=postgresql://usynys:AbC-def_123@db/usynys",
    ],
)
def test_a_secret_in_the_wrong_line_is_not_repeated(problems: ProblemsOf, setting: str) -> None:
    (line,) = problems(f"{setting}\n", needs_token=False)
    assert "AbC-def_123" not in line
    assert "ABC-DEF_123" not in line


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////data/usynys.db",
        "postgresql://usynys:p%5Bss@[::1]:5432/usynys",
        "postgresql:///usynys?host=/run/postgresql",
    ],
)
def test_addresses_of_databases_that_can_be_used(problems: ProblemsOf, url: str) -> None:
    assert problems(f"DATABASE_URL={url}\n", needs_token=False) == ()


def test_the_operators_name_is_trimmed(problems: ProblemsOf) -> None:
    problems.path.write_text("OPERATOR_NAME_RU='  Альянс  '\n", encoding="utf-8")
    assert load_settings(env_file=problems.path, needs_token=False).operator_name_ru == "Альянс"


def test_a_file_that_is_not_text_is_told_plainly(problems: ProblemsOf) -> None:
    problems.path.write_bytes("OPERATOR_NAME_RU=Альянс".encode("cp1251"))
    with pytest.raises(WrongSettings, match="must be a text file in UTF-8"):
        load_settings(env_file=problems.path)


def _example_names() -> dict[str, str]:
    lines = re.findall(r"^#?([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(lines)


def test_the_example_names_every_setting_and_no_other() -> None:
    assert set(_example_names()) == {name.upper() for name in Settings.model_fields}


def test_the_example_shows_the_defaults(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("\n".join(f"{name}={value}" for name, value in _example_names().items()), encoding="utf-8")
    assert load_settings(env_file=env, needs_token=False) == Settings()


def test_the_example_works_once_the_token_is_filled_in(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    text = EXAMPLE.read_text(encoding="utf-8").replace("BOT_TOKEN=\n", f"BOT_TOKEN={TOKEN}\n")
    env.write_text(text, encoding="utf-8")
    assert load_settings(env_file=env).token == TOKEN


def test_verification_needs_a_pepper_that_nobody_can_guess(problems: ProblemsOf) -> None:
    (missing,) = problems("VERIFICATION=phone\n", needs_token=False)
    assert missing.startswith("PHONE_PEPPER: is needed with VERIFICATION=phone")
    (short,) = problems("VERIFICATION=phone\nPHONE_PEPPER=too-short-to-keep\n", needs_token=False)
    assert short.startswith("PHONE_PEPPER: must be at least 32 characters")
    assert "too-short" not in short
    (odd,) = problems("VERIFICATION=iin\n", needs_token=False)
    assert odd.startswith("VERIFICATION: must be one of")


def test_the_pepper_is_a_secret_and_verification_a_rule(problems: ProblemsOf) -> None:
    pepper = "a-pepper-of-thirty-two-characters"
    assert problems(f"VERIFICATION=Phone\nPHONE_PEPPER={pepper}\n", needs_token=False) == ()
    settings = load_settings(env_file=problems.path, needs_token=False)
    assert settings.rules.phone_needed
    assert settings.pepper == pepper
    assert pepper in settings.secrets
    assert pepper not in repr(settings)
    assert not Settings().rules.phone_needed
