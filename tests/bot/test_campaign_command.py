"""``usynys campaign``: a campaign from the command line, each refusal one clear line and an exit code."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.campaigning import CLASHES, LINES, STAYS
from bot.commands_campaign import campaign
from bot.exit_codes import ExitCode
from forum import errors, organizer_errors
from storage.database import Transaction, open_database
from storage.revision import bring_up_to_date
from tests.bot.command import environment

TODAY = datetime.now(UTC).date()
SAID = ("--kk", "Тексеру жүріп жатыр", "--ru", "Идёт проверка")


@pytest.fixture
def url(tmp_path: Path) -> str:
    """An empty database with this version's tables."""
    address = f"sqlite:///{tmp_path / 'usynys.db'}"
    bring_up_to_date(address)
    return address


class Shell:
    """``usynys campaign …`` in this process, as a clean machine would run it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.runner = CliRunner()

    def run(self, *arguments: str, **settings: str) -> tuple[int, str]:
        """The exit code, and what was said."""
        settings = {"DATABASE_URL": self.url, **settings}
        given: dict[str, str | None] = {**environment(**settings)}
        done = self.runner.invoke(campaign, list(arguments), env=given, catch_exceptions=False)
        return done.exit_code, done.output


def day(number: int) -> str:
    """So many days from today, as it is typed."""
    return (TODAY + timedelta(days=number)).isoformat()


def create(shell: Shell, *more: str) -> tuple[int, str]:
    """Open a campaign of thirty days and thirty more."""
    names = ("--name-kk", "XV Азаматтық форум", "--name-ru", "XV Гражданский форум")
    return shell.run("create", *names, "--collecting-until", day(30), "--voting-until", day(60), *more)


def put_on_shortlist(url: str) -> None:
    """One that an organizer has confirmed."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute(
            "INSERT INTO selections (proposal_id, campaign_id, basis, rank, support, objections, breadth, selected_by,"
            " selected_at) VALUES (1, 1, 'region', 1, 1, 0, 1, 1, 0)"
        )


async def acts(url: str) -> list[str]:
    """What stands in the history of the campaign."""

    async def work(tx: Transaction) -> list[str]:
        rows = await tx.all("SELECT act, actor_id FROM campaign_acts ORDER BY id")
        assert all(row["actor_id"] is None for row in rows)
        return [row["act"] for row in rows]

    db = await open_database(url)
    try:
        return await db.read(work)
    finally:
        await db.close()


def test_a_campaign_is_opened_changed_paused_and_ended(url: str) -> None:
    shell = Shell(url)
    assert shell.run("list") == (ExitCode.OK, "No campaigns.\n")
    assert shell.run("show") == (ExitCode.PROBLEM, "usynys: There is no such campaign.\n")
    budget = ("--vote-budget", "5", "--voting-from", day(10), "--follow-up-from", day(61), "--verification", "none")
    assert create(shell, *budget) == (ExitCode.OK, "Campaign 1 is open.\n")
    _, shown = shell.run("show", "--id", "1")
    for line in ("Campaign 1: open", "phase: collecting", f"voting-from: {day(10)}", "vote-budget: 5"):
        assert line in shown
    wanted = f"voting-until: {day(60)} -> {day(59)}"
    assert shell.run("change", "voting-until", day(59), "--dry-run") == (0, f"{wanted} (nothing was changed)\n")
    assert shell.run("change", "voting-until", day(59)) == (ExitCode.OK, f"{wanted}\n")
    put_on_shortlist(url)
    prolonged = f"voting-until: {day(59)} -> {day(58)}"
    for is_dry in (("--dry-run",), ()):
        done = f"{prolonged} (nothing was changed)" if is_dry else prolonged
        said = f"{done}\n{STAYS.format(count=1)}\n"
        assert shell.run("change", "voting-until", day(58), *is_dry) == (ExitCode.OK, said)
    assert shell.run("change", "vote-budget", "-") == (ExitCode.OK, "vote-budget: 5 -> -\n")
    assert shell.run("pause", "voting", *SAID) == (ExitCode.OK, "Voting is paused.\n")
    assert "Тексеру жүріп жатыр / Идёт проверка" in shell.run("show")[1]
    assert shell.run("resume", "voting") == (ExitCode.OK, "Voting goes on.\n")
    assert shell.run("end")[0] == ExitCode.PROBLEM
    assert shell.run("end", "--yes") == (ExitCode.OK, "Campaign 1 has ended.\n")
    assert "ended" in shell.run("list")[1]
    assert asyncio.run(acts(url)) == ["create", *["change"] * 3, "pause", "resume", "end"]


def test_what_cannot_be_is_one_line_and_changes_nothing(url: str) -> None:
    shell = Shell(url)
    assert shell.run("pause", "voting", *SAID) == (ExitCode.PROBLEM, "usynys: No campaign is open.\n")
    assert create(shell, "--follow-up-from", day(60)) == (ExitCode.PROBLEM, f"usynys: {CLASHES['follow-up']}\n")
    assert create(shell)[0] == ExitCode.OK
    for arguments, line in (
        (("change", "colour", "red"), "There is no setting 'colour'"),
        (("change", "voting-until", "soon"), "is no day"),
        (("change", "voting-until", day(20)), CLASHES["voting-end"]),
        (("change", "voting-until", day(-1)), LINES["date-past"]),
        (("change", "voting-from", day(5)), LINES["phase-begun"]),
        (("change", "vote-budget", "many"), "is no number"),
        (("change", "verification", "phone"), LINES["phones-not-kept"]),
        (("change", "name-kk", "аб"), "3 to 120"),
        (("pause", "voting", "--kk", "қысқа", "--ru", "коротко"), "10 to 300"),
    ):
        code, said = shell.run(*arguments)
        assert (code, said.count("\n")) == (ExitCode.PROBLEM, 1), said
        assert line in said
    assert create(shell, "--vote-budget", "7")[0] == ExitCode.PROBLEM
    assert shell.run("pause", "everything", *SAID)[0] == ExitCode.SETTINGS, "typer's own code of wrong usage"
    assert shell.run("show", DATABASE_URL="sqlite:////nowhere/usynys.db")[0] == ExitCode.DATABASE
    assert asyncio.run(acts(url)) == ["create"]


def test_every_refusal_a_campaign_can_meet_has_its_english_line() -> None:
    keys = {cls.key for module in (errors, organizer_errors) for cls in vars(module).values() if hasattr(cls, "key")}
    assert set(LINES) <= keys
