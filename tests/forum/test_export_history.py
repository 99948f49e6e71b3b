"""The history as a file: every act in its order, names for organizers only, nothing of a blind appeal's first judge."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl

from forum import appeals, correcting, exports, joining, moderation, reasons, translating, undoing
from forum.export_columns import HISTORY_COLUMNS, visible
from forum.translating import Seen
from locales import LANGUAGES, translator
from locales.export_words import Words
from storage.database import Database, open_database, to_ms
from storage.records import Campaign
from tests.forum.people import NOW, RULES, Cast
from tests.forum.test_translating import TEXT_RU, TITLE_RU


async def busy_campaign(cast: Cast) -> Campaign:
    """A corrected, translated, published, undone and joined proposal; a rejected one under appeal; a waiting one."""
    campaign = await cast.campaign()
    marat, asel = await cast.moderator("KZ-59", name="=Марат"), await cast.moderator("KZ-59", name="Әсел")
    target = await cast.published(marat)  # 1
    proposal = await cast.pending()  # 2
    await correcting.correct(cast.db, asel, proposal.id, 1, "topic", "health", NOW)
    seen = Seen(proposal.fingerprint or "", "ru", 0)
    await translating.save(cast.db, asel, proposal.id, TITLE_RU, TEXT_RU, seen, NOW, RULES)
    await translating.save(
        cast.db, marat, target.id, TITLE_RU, TEXT_RU, Seen(target.fingerprint or "", "ru", 0), NOW, RULES
    )
    decision = await moderation.publish(cast.db, marat, proposal.id, 1, NOW)
    await undoing.undo(cast.db, asel, decision.id, NOW, RULES)
    await joining.join(cast.db, marat, proposal.id, 2, target.id, NOW)
    author = await cast.resident()
    appealed = await cast.pending(author)  # 3
    await moderation.reject(cast.db, marat, appealed.id, 1, "unclear", "Марат жазды", NOW, RULES)
    await appeals.file(cast.db, author, appealed.id, "Бұл шешіммен келіспеймін", NOW, RULES)
    await cast.pending()  # 4
    values = {"author": author.id, "by": marat.id, "proposal": appealed.id, "now": to_ms(NOW)}
    await cast.db.write(
        lambda tx: tx.run(
            """
            INSERT INTO sanctions (person_id, kind, reason, proposal_id, region, set_by, set_at)
            VALUES (:author, 'warn', 'insult', :proposal, 'KZ-59', :by, :now)
            """,
            **values,
        )
    )
    return campaign


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


async def words_of(db: Database, language: str) -> Words:
    return Words(translator(language), await reasons.names(db, language))


async def test_the_internal_copy_has_every_act_in_words_with_who_and_why(cast: Cast, tmp_path: Path) -> None:
    campaign = await busy_campaign(cast)
    path = tmp_path / "history.csv"
    words = await words_of(cast.db, "ru")
    written = await exports.write(cast.db, path, campaign, words, "history-csv", internal=True)
    note, headings, *rows = read(path)
    assert note == [words.heading("internal-history-note")]
    assert headings == [words.heading(column.key) for column in HISTORY_COLUMNS]
    place = {column.key: number for number, column in enumerate(HISTORY_COLUMNS)}
    told = [tuple(row[place[key]] for key in ("number", "act", "role", "actor", "reason", "remark")) for row in rows]
    assert told == [
        ("1", "На рассмотрении", "Автор", "", "", ""),
        ("1", "Опубликовано", "Модератор", "'=Марат", "", ""),
        ("1", "Русский перевод добавлен", "Модератор", "'=Марат", "", ""),
        ("2", "На рассмотрении", "Автор", "", "", ""),
        ("2", f"Исправлена сфера: {words.topic('rural')} → {words.topic('health')}", "Модератор", "Әсел", "", ""),
        ("2", "Русский перевод добавлен", "Модератор", "Әсел", "", ""),
        ("2", "Опубликовано", "Модератор", "'=Марат", "", ""),
        ("2", "Решение отменено. Статус: На рассмотрении", "Модератор", "Әсел", "", ""),
        ("2", "Объединено с предложением № 1", "Модератор", "'=Марат", "", ""),
        ("3", "На рассмотрении", "Автор", "", "", ""),
        # While the appeal is decided, whoever reads the file may be its judge.
        ("3", "Отклонено", "Модератор", "", "Суть неясна", ""),
        ("3", "Решение обжалуется", "Автор", "", "", ""),
        ("3", "Автору сделано предупреждение", "Модератор", "", "", ""),
        ("4", "На рассмотрении", "Автор", "", "", ""),
    ]
    assert written == len(told)


async def test_the_public_copy_has_roles_only_and_what_everybody_may_read(cast: Cast, tmp_path: Path) -> None:
    campaign = await busy_campaign(cast)
    for language in LANGUAGES:
        path, words = tmp_path / f"{language}.csv", await words_of(cast.db, language)
        assert await exports.write(cast.db, path, campaign, words, "history-csv") == 2
        headings, *rows = read(path)
        assert headings == [words.heading(column.key) for column in visible(HISTORY_COLUMNS, internal=False)]
        assert [row[0] for row in rows] == ["1", "1"]
        whole = path.read_text(encoding="utf-8-sig")
        assert not any(secret in whole for secret in ("Марат", "Әсел", "Суть неясна", words.heading("actor")))


async def test_a_workbook_keeps_formulas_as_text_and_an_empty_campaign_its_headings(
    sqlite_url: str, tmp_path: Path
) -> None:
    db = await open_database(sqlite_url)
    cast = Cast(db)
    campaign = await cast.campaign()
    words, path = await words_of(db, "kk"), tmp_path / "history.xlsx"
    assert await exports.write(db, path, campaign, words, "history-xlsx", internal=True) == 0
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [words.heading(column.key) for column in HISTORY_COLUMNS]
    await cast.published(await cast.moderator("KZ-59", name="=1+1"))
    assert await exports.write(db, path, campaign, words, "history-xlsx", internal=True) == 2
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet.title == words.sheet("history")
    cells = [cell for row in sheet.iter_rows(min_row=3) for cell in row]
    assert [cell.value for cell in cells if cell.value == "=1+1" and cell.data_type == "s"] == ["=1+1"]
    assert exports.file_name(campaign, "history-xlsx", "kk", NOW, internal=True).startswith(
        "usynys-internal-history-1-"
    )
    await db.close()


async def test_a_translation_stands_in_the_column_of_its_language(cast: Cast, tmp_path: Path) -> None:
    campaign, path = await busy_campaign(cast), tmp_path / "proposals.csv"
    words = await words_of(cast.db, "kk")
    await exports.write_csv(cast.db, path, campaign, words)
    headings, *rows = read(path)
    (row,) = [dict(zip(headings, row, strict=True)) for row in rows if row[0] == "1"]
    assert row[words.heading("title-kk")] == "Ауыл мектебіне жылдам интернет"
    assert row[words.heading("title-ru")] == TITLE_RU
    assert row[words.heading("text-ru")] == TEXT_RU
    assert row[words.heading("language")] == "Қазақша"
