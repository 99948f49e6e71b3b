"""The forum pack read back by python-docx and compared with the tables."""

from __future__ import annotations

import asyncio
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx.shared import Mm

from forum import pack
from forum.export_words import ExportQuery
from forum.pack_xml import clean
from locales import LANGUAGES, translator
from locales.export_words import Words
from storage.database import Database
from tests.forum.export_campaign import AUTHOR, MODERATOR, NOW, TEXT, Row, make_campaign
from tests.forum.pack_campaign import (
    ANSWER_KK,
    ANSWER_RU,
    LONG_WORD,
    ODD,
    REMARK,
    SHORTLIST,
    ReadPack,
    make_forum,
    read_pack,
)

both = pytest.mark.parametrize("language", LANGUAGES)
ORGANIZER = {"kk": "Өңірлік альянс", "ru": "Региональный альянс"}


def files_in(folder: Path) -> list[str]:
    """What is there of a pack, parts included."""
    return sorted(one.name for one in folder.glob("pack*"))


def words_of(language: str) -> Words:
    return Words(translator(language), {})


@both
async def test_the_pack_says_what_the_tables_hold_by_section_topic_and_region(
    database: Database, tmp_path: Path, language: str
) -> None:
    campaign = await make_forum(database)
    words, path, heard = words_of(language), tmp_path / "pack.docx", list[int]()
    written = await pack.write_pack(
        database, path, campaign, words, progress=heard.append, organizer=ORGANIZER, now=NOW
    )
    assert written == heard[-1] == 5
    assert files_in(tmp_path) == ["pack.docx"]
    read = read_pack(path)
    section = [{"kk": f"{n}-секция", "ru": f"Секция {n}"}[language] for n in (2, 1)]
    states = {1: "in_progress", 2: "sent", 3: "shortlisted", 4: "shortlisted", 8: "recommended"}
    titles = {number: words.pack("entry", number=str(number), state=words.state(one)) for number, one in states.items()}
    assert {title: read.entries[title].under for title in read.entries} == {
        titles[1]: (section[0], words.topic("health"), words.region("KZ-39")),
        titles[3]: (section[1], words.topic("education"), words.region("national")),
        titles[2]: (section[1], words.topic("health"), words.region("KZ-39")),
        titles[8]: (section[1], words.topic("sport"), words.region("KZ-59")),
        titles[4]: (words.pack("no-section"), words.topic("education"), words.region("KZ-10")),
    }
    assert list(read.entries) == [titles[number] for number in (1, 3, 8, 2, 4)]

    left, right = (0, 1) if language == "kk" else (1, 0)
    answered = read.entries[titles[1]]
    heads, title, text, told, answer, rated = answered.cells
    assert heads[left] == words.pack("original", "kk")
    assert heads[right] == words.pack("translation", "ru")
    assert (title[left], title[right]) == (SHORTLIST[0].title, words.pack("missing", "ru"))
    assert (text[left], text[right]) == (TEXT, "")
    assert told[0] == " ".join(
        [
            words.pack("answer", state=words.state("in_progress"), day=date(2026, 11, 23)),
            words.pack("due", day=date(2027, 3, 1)),
        ]
    )
    assert (answer[left], answer[right]) == (ANSWER_KK, ANSWER_RU)
    assert rated[0] == words.pack("ratings", answered=14, partly=0, formal=2)
    assert answered.lines == [
        words.pack("votes", support=40, objections=1, breadth=2),
        words.pack("submitted", day=date(2026, 11, 21)) + " " + words.pack("published", day=date(2026, 11, 23)),
        words.pack("selected-region", rank=1),
        words.pack("step", state=words.state("recommended"), day=date(2026, 11, 23)),
        words.pack("sent", addressee={"kk": "Қостанай әкімдігі", "ru": "Акимат Костаная"}[language],
                   day=date(2026, 11, 20)) + " " + words.pack("due", day=date(2026, 12, 20)),
    ]  # fmt: skip
    odd = read.entries[titles[3]].cells
    assert (odd[1][left], odd[1][right]) == (LONG_WORD, "Перевод названия")
    assert odd[2][left] == clean(ODD) == "Бірінші жол\nекінші\nүшінші <w:p>&amp; 'тырнақша' \tсоңы осында"
    assert odd[0][right] == words.pack("translation", "ru")
    assert all(name in read.cover for name in (campaign.name_kk, campaign.name_ru, ORGANIZER[language]))
    assert words.pack("date", day=date(2026, 11, 23)) in read.cover
    assert words.pack("is-shortlist") in read.cover


async def test_the_tables_of_counts_add_up_to_the_campaign(database: Database, tmp_path: Path) -> None:
    campaign, words, path = await make_forum(database), words_of("kk"), tmp_path / "pack.docx"
    await pack.write_pack(database, path, campaign, words, now=NOW)
    counts, by_region, by_topic = read_pack(path).document.tables[:3]
    for found in (by_region, by_topic):
        assert [cell.text for cell in found.rows[-1].cells][1:] == ["8", "6", "5", "1", "187", "1"]
    kostanay = next(row for row in by_region.rows if row.cells[0].text == words.region("KZ-39"))
    assert [cell.text for cell in kostanay.cells][1:] == ["5", "3", "2", "1", "180", "1"]
    assert [row.cells[1].text for row in counts.rows] == ["8", "6", "5", "1", "187", "1", "5"]


async def test_before_a_shortlist_it_holds_the_most_supported_and_says_how_many_it_leaves_out(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tuple(Row(n, "published", support=10 * n, topic="sport" if n % 2 else "health") for n in range(1, 6))
    campaign, words, path = await make_campaign(database, rows), words_of("ru"), tmp_path / "pack.docx"
    monkeypatch.setattr(pack, "PUBLISHED_MOST", 3)
    assert await pack.write_pack(database, path, campaign, words, now=NOW) == 3
    read = read_pack(path)
    state = words.state("published")
    assert list(read.entries) == [words.pack("entry", number=str(n), state=state) for n in (5, 3, 4)]
    assert words.pack("is-published", most=3) in read.cover
    assert words.pack("left-out", count=2) in read.cover
    assert {level for level, _ in read.headings} == {"Heading 1", "Heading 2"}
    query = ExportQuery(topic="health")
    assert await pack.write_pack(database, path, campaign, words, query=query, now=NOW) == 2
    narrowed = read_pack(path)
    assert words.pack("narrowed", names=words.topic("health")) in narrowed.cover
    assert await pack.write_pack(database, path, campaign, words, query=ExportQuery(place="KZ-10"), now=NOW) == 0
    assert words.pack("nothing") in read_pack(path).words


async def test_a_filter_by_state_holds_what_it_says_or_why_nothing_is_there(database: Database, tmp_path: Path) -> None:
    campaign, words, path = await make_forum(database), words_of("kk"), tmp_path / "pack.docx"

    async def written(state: str) -> ReadPack:
        await pack.write_pack(database, path, campaign, words, query=ExportQuery(state=state), internal=True, now=NOW)
        return read_pack(path)

    rest = await written("published")
    assert list(rest.entries) == [words.pack("entry", number="5", state=words.state("published"))]
    assert words.pack("is-rest", most=pack.PUBLISHED_MOST) in rest.cover
    for state, why in (("pending", "nothing-unpublished"), ("done", "nothing-shortlisted")):
        read = await written(state)
        assert not read.entries
        assert words.pack(why) in read.words


async def test_the_public_copy_names_nobody_and_the_internal_one_says_what_it_is_on_every_page(
    database: Database, tmp_path: Path
) -> None:
    campaign, words, path = await make_forum(database), words_of("kk"), tmp_path / "pack.docx"
    await pack.write_pack(database, path, campaign, words, now=NOW)
    with zipfile.ZipFile(path) as file:
        whole = "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
        assert not [name for name in file.namelist() if name.endswith((".jpeg", "customXml/item1.xml"))]
    secrets = (REMARK, str(AUTHOR), str(MODERATOR), "700000", words.pack("internal"))
    assert not [secret for secret in secrets if secret in whole]
    await pack.write_pack(database, path, campaign, words, internal=True, now=NOW)
    read = read_pack(path)
    section = read.document.sections[0]
    for header in (section.header, section.first_page_header):
        assert words.pack("internal") in [line.text for line in header.paragraphs]
    chosen = read.entries[words.pack("entry", number="4", state=words.state("shortlisted"))]
    assert words.pack("remark", remark=REMARK) in chosen.lines
    assert words.pack("selected-figures", support=11, objections=2, breadth=3) in chosen.lines


async def test_it_is_an_a4_document_with_numbered_headings_contents_and_page_numbers(
    database: Database, tmp_path: Path
) -> None:
    campaign, words, path = await make_forum(database), words_of("ru"), tmp_path / "pack.docx"
    await pack.write_pack(database, path, campaign, words, now=NOW)
    read = read_pack(path)
    section = read.document.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert campaign.name_ru in [line.text for line in section.header.paragraphs]
    footer = section.footer.paragraphs[0]._p.xml
    assert re.findall(r"instrText[^>]*> (\w+) <", footer) == ["PAGE", "NUMPAGES"]
    body = read.document.element.body.xml
    wanted = re.findall(r"> PAGEREF (\w+) ", body)
    assert (
        wanted == re.findall(r'w:anchor="(\w+)"', body) == re.findall(r'bookmarkStart w:id="\d+" w:name="(\w+)"', body)
    )
    assert len(wanted) == len(read.headings)
    contents = [line.text for line in read.document.paragraphs if (line.style.name or "").startswith("toc")]
    assert [re.sub(r"^[\d.]+ |\t…$", "", line) for line in contents] == [text for _, text in read.headings]
    assert [line.split()[0] for line in contents][:5] == ["1.", "1.1.", "1.2.", "2.", "2.1."]
    styles = read.document.styles
    assert styles["Heading 1"].element.pPr.numPr is not None
    assert {styles[name].font.name for name in ("Normal", "Title", "Heading 1", "Heading 4")} == {"Times New Roman"}
    assert read.document.core_properties.author == words.pack("organizer")


async def test_one_that_nobody_wants_any_more_leaves_nothing_and_odd_codes_stop_nothing(
    database: Database, tmp_path: Path
) -> None:
    odd = Row(1, "published", place="KZ-99", region="KZ-99", topic="gone")
    campaign, words, path = await make_campaign(database, (odd,)), words_of("kk"), tmp_path / "pack.docx"
    work = asyncio.create_task(pack.write_pack(database, path, campaign, words, now=NOW))
    await asyncio.sleep(0.02)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert not files_in(tmp_path)
    assert await pack.write_pack(database, path, campaign, words, now=NOW) == 1
    assert read_pack(path).headings[-2:] == [("Heading 1", "gone"), ("Heading 2", "KZ-99")]
