"""``usynys import`` as a shell runs it: template, dry run, errors, import, the same again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.importing import import_proposals, write_template_file
from bot.settings import Settings
from storage.database import open_database
from tests.bot.command import modules_of, usynys
from tests.forum.import_files import KAZAKH, as_csv, row, rows
from tests.forum.people import Cast
from tests.forum.people import rows as found


async def _campaign(url: str) -> None:
    db = await open_database(url)
    await Cast(db, now=datetime.now(UTC)).campaign()
    await db.close()


async def _imported(url: str) -> list[tuple[object, ...]]:
    db = await open_database(url)
    try:
        return await found(
            db,
            "SELECT p.state, p.region, h.actor_role, h.actor_id, i.imported_by, i.file_name, count(*)"
            " FROM proposals p JOIN history h ON h.proposal_id = p.id, imports i GROUP BY 1, 2, 3, 4, 5, 6",
        )
    finally:
        await db.close()


def _here(url: str, path: Path, *, dry_run: bool = False, region: str | None = "KZ-59") -> list[str]:
    """What the command says, run in this process: a shell takes a second each time."""
    said: list[str] = []
    import_proposals(
        Settings.model_validate({"database_url": url}),
        path, "ru", said.append,
        dry_run=dry_run, publish=True, sheet=None, region=region, campaign=1,
    )  # fmt: skip
    return said


def test_the_operator_imports_a_file(tmp_path: Path, sqlite_url: str) -> None:
    day = (datetime.now(UTC) - timedelta(days=3)).strftime("%d.%m.%Y")
    lines, path = [row(number, day=day) for number in range(1, 4)], tmp_path / "list.csv"
    path.write_bytes(as_csv([KAZAKH, *lines, row(4, day=day, place="Москва")]))
    with pytest.raises(CommandFailed, match="no campaign is open"):
        _here(sqlite_url, path)
    asyncio.run(_campaign(sqlite_url))
    broken = usynys(tmp_path, "import", "list.csv", "--language", "ru", DATABASE_URL=sqlite_url)
    assert broken.returncode == ExitCode.PROBLEM
    assert "Строка 5, столбец B «Өңір»: такого региона нет: «Москва»" in broken.stdout
    assert broken.stderr == "usynys: nothing was imported: 1 errors in list.csv\n"
    path.write_bytes(as_csv([KAZAKH, *lines, row(4, day=day, place="вся страна")], "kz1048"))
    assert _here(sqlite_url, path, dry_run=True) == [
        "Checked: 4 rows: 4 new, 0 imported before, 0 errors, 0 warnings.",
        "Nothing was imported.",
    ]
    options = ("import", "list.csv", "--publish", "--region", "KZ-59", "--campaign", "1")
    code, modules = modules_of(tmp_path, *options, DATABASE_URL=sqlite_url)
    assert code == ExitCode.OK
    assert not modules & {"aiogram", "sqlalchemy", "python_calamine"}
    assert asyncio.run(_imported(sqlite_url)) == [
        ("published", "KZ-39", "organizer", None, None, "list.csv", 3),
        ("published", "KZ-59", "organizer", None, None, "list.csv", 1),
    ]
    assert _here(sqlite_url, path)[-1] == "Nothing new: nothing was imported."


def test_wrong_options_are_one_line(tmp_path: Path, sqlite_url: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(as_csv([KAZAKH, *rows(1)]))
    done = usynys(tmp_path, "import", DATABASE_URL=sqlite_url)
    assert done.returncode == ExitCode.PROBLEM
    assert done.stderr == "usynys: name one file: the one to import, or --template FILE to write\n"
    with pytest.raises(CommandFailed, match="there is no file"):
        _here(sqlite_url, tmp_path / "none.csv")
    with pytest.raises(CommandFailed, match="no such region: Astana"):
        _here(sqlite_url, path, region="Astana")
    settings = Settings.model_validate({"database_url": sqlite_url})
    with pytest.raises(CommandFailed, match="must end with"):
        write_template_file(settings, tmp_path / "list.ods", "kk")
    with pytest.raises(CommandFailed, match="cannot be written"):
        write_template_file(settings, tmp_path / "nowhere" / "list.csv", "kk")
    write_template_file(settings, tmp_path / "template.xlsx", "ru")
    assert openpyxl.load_workbook(tmp_path / "template.xlsx").sheetnames == ["Предложения", "Регионы и сферы"]
