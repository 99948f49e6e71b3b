"""Import of proposals: the dry run, adding all or nothing, the same again, two at once."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from forum import (
    browsing,
    campaigns,
    importing,
    items,
    moderation,
    people,
    sanctions,
    search,
    staff_groups,
    team,
    texts,
    voting,
)
from forum.errors import NoCampaign, NotAllowed
from forum.organizer_errors import NoAuthorInBot
from storage import imports
from storage.database import Database, Transaction
from tests.forum.import_files import HALL, KAZAKH, RUSSIAN, as_csv, as_xlsx, dry_run, kinds, row, rows
from tests.forum.people import NOW, RULES, Cast
from tests.forum.people import rows as found


async def test_a_file_of_two_thousand_is_looked_through_added_and_adds_nothing_again(
    cast: Cast, tmp_path: Path
) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    mine = await cast.pending()
    data = as_csv([KAZAKH, *rows(2000)])
    report = await dry_run(cast.db, organizer, tmp_path, data)
    assert (report.row_count, len(report.proposals), report.already, report.problems) == (2000, 2000, 0, ())
    assert await found(cast.db, "SELECT count(*) FROM proposals") == [(1,)]
    done = await importing.run(cast.db, organizer, report, NOW)
    assert (done.added, done.already, done.numbers) == (2000, 0, (2, 2001))
    again = await importing.run(cast.db, organizer, report, NOW)
    assert (again.added, again.already, again.numbers) == (0, 2000, None)
    second = await dry_run(cast.db, organizer, tmp_path, data)
    assert (len(second.proposals), second.already, second.may_go_on) == (0, 2000, False)
    assert second.earlier is not None
    assert (second.earlier.added_count, second.earlier.imported_by) == (2000, organizer.id)
    assert await found(cast.db, "SELECT row_count, added_count, sha256, campaign_id FROM imports") == [
        (2000, 2000, hashlib.sha256(data).hexdigest(), campaign.id)
    ]
    assert await found(
        cast.db, "SELECT count(*), min(number), max(number), count(DISTINCT place_in_turn) FROM proposals"
    ) == [(2001, 1, 2001, 2001)]
    assert await found(cast.db, "SELECT count(*) FROM history WHERE act = 'state' AND from_state IS NULL") == [(2000,)]
    # The next one somebody sends takes the next number.
    assert mine.number == 1
    assert (await cast.pending()).number == 2002


async def test_an_imported_one_is_whole_and_found_and_waits_in_the_queue_of_its_region(
    cast: Cast, tmp_path: Path
) -> None:
    await cast.campaign()
    organizer, moderator = await cast.organizer(), await cast.moderator("KZ-39")
    headings = [*RUSSIAN, "Перевод названия", "Перевод текста"]
    translated = ["Быстрый интернет сельской школе", "В сельской школе медленный интернет. Предлагаем провести оптику."]
    report = await dry_run(cast.db, organizer, tmp_path, as_csv([headings, [*row(7), *translated]]))
    assert not report.problems
    await importing.run(cast.db, organizer, report, NOW)
    ((id_, author, state, place, region, topic, language, print_),) = await found(
        cast.db,
        "SELECT id, author_id, state, place, region, topic, language, fingerprint FROM proposals",
    )
    assert (author, state, place, region, topic, language) == (None, "pending", "KZ-39", "KZ-39", "digital", "kk")
    assert print_ == texts.fingerprint(report.proposals[0].title, report.proposals[0].text)
    item = await items.next_item(cast.db, moderator, NOW, RULES)
    assert item is not None
    assert item.meeting is not None
    assert (item.proposal.id, item.meeting.place, f"{item.meeting.on}") == (id_, HALL, "2026-11-20")
    assert [(one.actor_role, one.to_state, dict(one.details)) for one in item.history] == [
        ("organizer", "pending", {"import": 1})
    ]
    with pytest.raises(NoAuthorInBot):
        await moderation.send_back(cast.db, moderator, id_, 1, "Қайта жазыңыз", NOW, RULES)
    with pytest.raises(NoAuthorInBot):
        await sanctions.author_of(cast.db, moderator, id_)
    await moderation.publish(cast.db, moderator, id_, 1, NOW)
    campaign = report.campaign
    for words in ("интернет", "сельской школе", "ауылдағы"):
        assert [one.id for one in (await search.find(cast.db, campaign, words)).items] == [id_], words
    reader = await cast.resident()
    card = await voting.cast(cast.db, reader, id_, 1, NOW, RULES)
    assert card.meeting == item.meeting == (await browsing.card(cast.db, reader, id_)).meeting
    (own,) = (await browsing.list_page(cast.db, campaign, browsing.PageQuery(), reader)).items
    assert (await browsing.card(cast.db, reader, own.id)).proposal.support_count == 1


async def test_published_at_once_it_is_public_and_no_decision_is_made_up(cast: Cast, tmp_path: Path) -> None:
    await cast.campaign()
    organizer = await cast.organizer()
    report = await dry_run(cast.db, organizer, tmp_path, as_xlsx([RUSSIAN, *rows(3)]))
    await importing.run(cast.db, organizer, report, NOW, publish=True)
    assert await found(cast.db, "SELECT DISTINCT state, published_at = queued_at FROM proposals") in (
        [("published", 1)],
        [("published", True)],
    )
    assert await found(cast.db, "SELECT count(*) FROM decisions") == [(0,)]
    entries = await browsing.history(cast.db, await cast.resident(), 1)
    assert [(one.actor_role, one.from_state, one.to_state) for one in entries] == [("organizer", None, "published")]


async def test_one_broken_row_stops_all_with_its_address(cast: Cast, tmp_path: Path) -> None:
    await cast.campaign()
    organizer = await cast.organizer()
    lines = rows(40)
    lines[16] = row(17, place="Москва", title="Қысқа")
    report = await dry_run(cast.db, organizer, tmp_path, as_csv([KAZAKH, *lines]))
    assert kinds(report) == [(18, 1, "place-unknown"), (18, 4, "short")]
    assert not report.may_go_on
    with pytest.raises(ValueError, match="errors"):
        await importing.run(cast.db, organizer, report, NOW)
    assert await found(cast.db, "SELECT count(*) FROM proposals") == [(0,)]


async def test_two_imports_of_one_file_at_once_add_each_row_once(cast: Cast, replica: Database, tmp_path: Path) -> None:
    await cast.campaign()
    first, second = await cast.organizer(), await cast.organizer()
    report = await dry_run(cast.db, first, tmp_path, as_csv([KAZAKH, *rows(60)]))
    other = await dry_run(replica, second, tmp_path, as_csv([RUSSIAN, *rows(80)[30:]]))
    results = await asyncio.gather(
        *(importing.run(db, who, one, NOW) for db, who, one in
          ((cast.db, first, report), (replica, second, other), (replica, second, report), (cast.db, second, other)))
    )  # fmt: skip
    assert sum(done.added for done in results) == 80
    assert await found(cast.db, "SELECT count(*), count(DISTINCT source_key) FROM imported_proposals") == [(80, 80)]
    assert await found(cast.db, "SELECT count(*), min(number), max(number) FROM proposals") == [(80, 1, 80)]
    assert await found(cast.db, "SELECT last_number FROM campaigns") == [(80,)]
    assert await found(cast.db, "SELECT sum(added_count) FROM imports") in ([(80,)],)


async def test_an_import_and_somebody_who_sends_share_the_numbers(
    cast: Cast, replica: Database, tmp_path: Path
) -> None:
    await cast.campaign()
    organizer, authors = await cast.organizer(), [await cast.resident() for _ in range(6)]
    report = await dry_run(cast.db, organizer, tmp_path, as_csv([KAZAKH, *rows(50)]))
    other = Cast(replica)
    await asyncio.gather(importing.run(cast.db, organizer, report, NOW), *(other.pending(one) for one in authors))
    assert await found(cast.db, "SELECT count(*), count(DISTINCT number), max(number) FROM proposals") == [(56, 56, 56)]


async def test_what_a_process_left_unfindable_the_same_import_makes_findable(cast: Cast, tmp_path: Path) -> None:
    await cast.campaign()
    organizer = await cast.organizer()
    report = await dry_run(cast.db, organizer, tmp_path, as_csv([KAZAKH, *rows(3)]))
    await importing.run(cast.db, organizer, report, NOW)

    async def unit(tx: Transaction) -> None:
        await tx.run("DELETE FROM proposal_stems")

    await cast.db.write(unit)
    await importing.run(cast.db, organizer, report, NOW)
    assert await found(cast.db, "SELECT count(DISTINCT proposal_id) FROM proposal_stems") == [(3,)]


async def test_rows_imported_before_are_skipped_and_a_changed_one_is_pointed_at(cast: Cast, tmp_path: Path) -> None:
    await cast.campaign()
    organizer = await cast.organizer()
    first = await dry_run(cast.db, organizer, tmp_path, as_csv([KAZAKH, *rows(5)]))
    await importing.run(cast.db, organizer, first, NOW)
    changed = [row(1, title="Ауыл мектебіне жаңа кітапхана"), *rows(7)[1:]]
    report = await dry_run(cast.db, organizer, tmp_path, as_csv([KAZAKH, *changed]))
    assert (len(report.proposals), report.already) == (2, 5)
    assert [(one.row, one.kind, one.is_warning) for one in report.problems] == [(2, "changed-since", True)]
    done = await importing.run(cast.db, organizer, report, NOW)
    assert (done.added, done.already, done.numbers) == (2, 5, (6, 7))


async def test_national_ones_wait_where_the_meeting_was_or_where_the_organizer_lives(
    cast: Cast, tmp_path: Path
) -> None:
    await cast.campaign()
    organizer = replace(await cast.resident("KZ-71"), is_admin=True)
    lines = [
        [*KAZAKH, "Кездесу өткен өңір"],
        [*row(1, place="Бүкіл ел"), "ВКО"],
        [*row(2, place="вся страна"), ""],
        [*row(3), "Астана"],
    ]
    report = await dry_run(cast.db, organizer, tmp_path, as_csv(lines))
    assert [(one.place, one.desk) for one in report.proposals] == [
        ("national", "KZ-63"), ("national", "KZ-71"), ("KZ-39", "KZ-39"),
    ]  # fmt: skip
    # The operator lives nowhere.
    report = await dry_run(cast.db, None, tmp_path, as_csv(lines))
    assert kinds(report) == [(3, 1, "desk-needed")]


async def test_only_organizers_import_and_only_into_an_open_campaign(cast: Cast, tmp_path: Path) -> None:
    resident, admin = await cast.resident(), await cast.organizer()
    data = as_csv([KAZAKH, *rows(2)])
    with pytest.raises(NoCampaign):
        await dry_run(cast.db, admin, tmp_path, data)
    campaign = await cast.campaign(collecting=1, voting=2)
    with pytest.raises(NotAllowed):
        await dry_run(cast.db, resident, tmp_path, data)
    token = await team.invite(cast.db, admin, "organizer", (), NOW, RULES)
    await team.accept(cast.db, resident, token, "Динара", NOW, RULES)
    organizer = await people.find(cast.db, resident.id)
    assert organizer is not None
    report = await dry_run(cast.db, organizer, tmp_path, data)
    (member,) = [one.id for one in await team.members(cast.db, admin) if one.person_id == resident.id]
    await team.revoke(cast.db, admin, member, NOW)
    with pytest.raises(NotAllowed):
        await importing.run(cast.db, organizer, report, NOW)
    # After the days of collecting an organizer still may, after its end nobody.
    late = NOW + timedelta(days=20)
    await campaigns.end(cast.db, admin, campaign.id, late)
    with pytest.raises(NoCampaign):
        await importing.run(cast.db, admin, report, late)
    assert await found(cast.db, "SELECT count(*) FROM proposals") == [(0,)]


async def test_what_ends_in_the_middle_leaves_nothing(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cast.campaign()
    organizer = await cast.organizer()
    report = await dry_run(cast.db, organizer, tmp_path, as_csv([KAZAKH, *rows(20)]))

    async def breaks(*_: object) -> None:
        raise RuntimeError("the power is gone")

    with monkeypatch.context() as broken:
        broken.setattr(imports, "set_last_number", breaks)
        with pytest.raises(RuntimeError, match="power"):
            await importing.run(cast.db, organizer, report, NOW)
    for table in ("proposals", "history", "imports", "imported_proposals", "proposal_stems"):
        assert await found(cast.db, f"SELECT count(*) FROM {table}") == [(0,)], table
    assert (await importing.run(cast.db, organizer, report, NOW)).numbers == (1, 20)


async def test_a_staff_group_hears_of_all_rows_of_its_region_once(cast: Cast, tmp_path: Path) -> None:
    await cast.campaign()
    organizer, moderator = await cast.organizer(), await cast.moderator("KZ-39", "KZ-59")
    for telegram_id, region in ((-100, "KZ-39"), (-200, "KZ-59")):
        await staff_groups.connect(
            cast.db, moderator, telegram_id,
            region=region, instead_of="", topic_id=None, language="kk", now=NOW, rules=RULES,
        )  # fmt: skip
    lines = [*rows(7), row(8, place="СҚО")]
    report = await dry_run(cast.db, organizer, tmp_path, as_csv([KAZAKH, *lines]))
    await importing.run(cast.db, organizer, report, NOW)
    owed = await found(cast.db, "SELECT group_id, facts FROM deliveries WHERE kind = 'new_item' ORDER BY group_id")
    assert [(group, json.loads(facts)) for group, facts in owed] == [
        (1, {"proposal": 1, "round": 1, "together": 7}),
        (2, {"proposal": 8, "round": 1}),
    ]
