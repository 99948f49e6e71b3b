"""The sample campaign: consistent with every counter, quiet towards its made-up people, usable at once."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo_people import register_demo_people
from bot.seed import CampaignThere, seed
from bot.seed_plan import HOUR_MS, plan_seed
from forum import browsing, campaigns, due_answers, moderation, outcome_telling, people
from forum.browsing import PageQuery
from forum.calendar import Calendar
from forum.policies import PUBLIC, Rules
from locales import REGION_CODES
from storage.database import Database, Transaction, open_database, to_ms
from tests.conftest import BOTH, apart
from tests.postgresql import PostgresServer
from tests.postgresql_databases import TEMPLATE
from tests.running import RunningBot

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
RULES = Rules()


@pytest.fixture
async def seeded(database: Database) -> Database:
    await seed(database, NOW, RULES)
    return database


@pytest.fixture(scope="module", params=BOTH)
def looked_at_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A seeded database of each kind for tests that change nothing."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("seeded") / "usynys.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_template")
        apart(asyncio.run, server.run(f"CREATE DATABASE looked_at TEMPLATE {TEMPLATE}"))
        url = server.url("looked_at")
    apart(asyncio.run, fill(url))
    return url


async def fill(url: str) -> None:
    db = await open_database(url)
    await seed(db, NOW, RULES)
    await db.close()


@pytest.fixture
async def looked_at(looked_at_url: str) -> AsyncIterator[Database]:
    """The seeded database, open."""
    db = await open_database(looked_at_url)
    yield db
    await db.close()


async def rows(db: Database, sql: str) -> list[dict[str, Any]]:
    async def work(tx: Transaction) -> list[dict[str, Any]]:
        return [dict(row) for row in await tx.all(sql)]

    return await db.read(work)


async def test_there_are_some_sixty_proposals_everywhere_in_both_languages(looked_at: Database) -> None:
    found = await rows(looked_at, "SELECT * FROM proposals")
    assert len(found) >= 60
    assert {row["region"] for row in found} == set(REGION_CODES)
    assert min(Counter(row["language"] for row in found).values()) >= 20
    assert sorted(row["number"] for row in found) == list(range(1, len(found) + 1))


async def test_the_counters_are_the_votes(looked_at: Database) -> None:
    wrong = await rows(
        looked_at,
        """
        SELECT p.number
          FROM proposals p
         WHERE p.support_count <> (SELECT count(*) FROM votes v WHERE v.proposal_id = p.id AND v.value = 1)
            OR p.object_count <> (SELECT count(*) FROM votes v WHERE v.proposal_id = p.id AND v.value = -1)
            OR p.support_count <> (SELECT COALESCE(sum(h.support), 0) FROM vote_hours h WHERE h.proposal_id = p.id)
            OR p.object_count <> (SELECT COALESCE(sum(h.objection), 0) FROM vote_hours h WHERE h.proposal_id = p.id)
        """,
    )
    assert wrong == []
    (last,) = await rows(looked_at, "SELECT max(cast_at) AS at, min(cast_at) AS since FROM votes")
    assert to_ms(NOW - timedelta(days=1)) < last["at"] <= to_ms(NOW)
    hours = await rows(looked_at, "SELECT region, hour, proposal_id FROM vote_hours")
    regions = {row["id"]: row["region"] for row in await rows(looked_at, "SELECT id, region FROM proposals")}
    assert all(regions[row["proposal_id"]] == row["region"] for row in hours)
    assert max(row["hour"] for row in hours) <= to_ms(NOW) // HOUR_MS


async def test_nobody_votes_on_the_own_proposal_or_before_it_is_published(looked_at: Database) -> None:
    assert not await rows(
        looked_at,
        """
        SELECT v.proposal_id FROM votes v JOIN proposals p ON p.id = v.proposal_id
         WHERE v.person_id = p.author_id OR v.cast_at < p.published_at OR p.published_at IS NULL
            OR EXISTS (SELECT 1 FROM selections s WHERE s.proposal_id = p.id AND s.selected_at < v.cast_at)
        """,
    )


async def test_every_decision_has_its_history(looked_at: Database) -> None:
    decided = await rows(looked_at, "SELECT * FROM decisions")
    history = await rows(looked_at, "SELECT * FROM history WHERE decision_id IS NOT NULL")
    assert {row["id"] for row in decided} == {row["decision_id"] for row in history}
    states = await rows(looked_at, "SELECT p.state, h.to_state FROM proposals p JOIN history h ON h.proposal_id = p.id")
    assert all(row["to_state"] in (row["state"], "pending", *PUBLIC) for row in states)
    last = await rows(
        looked_at,
        "SELECT p.state, (SELECT h.to_state FROM history h WHERE h.proposal_id = p.id ORDER BY h.id DESC LIMIT 1) AS h"
        " FROM proposals p",
    )
    assert all(row["state"] == row["h"] for row in last)
    assert Counter(row["kind"] for row in decided)["publish"] >= 40


async def test_five_came_through_the_vote_and_two_answers_are_rated(seeded: Database) -> None:
    found = await rows(seeded, "SELECT state FROM proposals WHERE state <> 'published' AND published_at IS NOT NULL")
    assert sorted(row["state"] for row in found) == ["answered", "in_progress", "recommended", "sent", "sent"]
    rated = await rows(
        seeded,
        """
        SELECT o.answered_count, o.partly_count, o.formal_count,
               (SELECT count(*) FROM ratings r WHERE r.outcome_id = o.id AND r.rating = 'answered') AS answered,
               (SELECT count(*) FROM ratings r WHERE r.outcome_id = o.id AND r.rating = 'partly') AS partly,
               (SELECT count(*) FROM ratings r WHERE r.outcome_id = o.id AND r.rating = 'formal') AS formal
          FROM outcomes o WHERE o.answer_kk IS NOT NULL ORDER BY o.id
        """,
    )
    assert [(row["answered_count"], row["partly_count"], row["formal_count"]) for row in rated] == [
        (row["answered"], row["partly"], row["formal"]) for row in rated
    ]
    assert sum(row["answered"] + row["partly"] + row["formal"] for row in rated) == 186
    assert not await rows(
        seeded,
        """
        SELECT r.id FROM ratings r JOIN outcomes o ON o.id = r.outcome_id
         WHERE NOT EXISTS (SELECT 1 FROM votes v
                            WHERE v.proposal_id = o.proposal_id AND v.person_id = r.person_id AND v.value = 1)
        """,
    )

    async def due(tx: Transaction) -> tuple[int, int]:
        return await due_answers.count(tx, Calendar(RULES.zone), NOW)

    assert await seeded.read(due) == (0, 1), "one answer is overdue, another one is awaited"
    assert await outcome_telling.tell_due(seeded, NOW, RULES) == 0, "nobody is told of what was made up"


async def test_nothing_can_ever_be_sent_to_made_up_people(looked_at: Database) -> None:
    assert not await rows(
        looked_at, "SELECT id FROM people WHERE telegram_id IS NOT NULL OR unreachable_at IS NULL OR language IS NULL"
    )
    assert await rows(looked_at, "SELECT id FROM deliveries") == []


async def test_the_campaign_collects_and_votes_now_and_numbers_go_on(seeded: Database) -> None:
    campaign = await campaigns.current(seeded)
    assert campaigns.phases(campaign, NOW) == {"collecting", "voting"}
    (row,) = await rows(seeded, "SELECT last_number FROM campaigns")
    assert row["last_number"] == len(await rows(seeded, "SELECT id FROM proposals"))
    reader = await people.find(seeded, 1)
    assert reader is not None
    page = await browsing.list_page(seeded, campaign, PageQuery(order="top"), reader)
    assert [item.support_count for item in page.items] == sorted(
        (item.support_count for item in page.items), reverse=True
    )


async def test_a_used_database_is_refused_and_left_alone(seeded: Database) -> None:
    before = await rows(seeded, "SELECT count(*) AS n FROM people")
    with pytest.raises(CampaignThere):
        await seed(seeded, NOW, RULES)
    assert await rows(seeded, "SELECT count(*) AS n FROM people") == before


async def test_the_same_instant_gives_the_same_plan() -> None:
    zone = ZoneInfo("Asia/Almaty")
    assert plan_seed(NOW, zone) == plan_seed(NOW, zone)


async def test_the_demo_knows_two_residents_a_moderator_and_leaves_two_newcomers(seeded: Database) -> None:
    await register_demo_people(seeded, NOW, RULES)
    known = await rows(seeded, "SELECT telegram_id, language, region FROM people WHERE telegram_id IS NOT NULL")
    assert {(row["telegram_id"], row["language"], row["region"]) for row in known} == {
        (700000001, "kk", "KZ-39"),
        (700000002, "ru", "KZ-59"),
        (700000003, "kk", "KZ-59"),
        (700000004, "ru", "KZ-71"),
    }
    marat = await people.arrive(seeded, 700000003, NOW)
    assert marat.moderated_regions == ("KZ-59",)
    queue = await moderation.queue(seeded, marat, NOW, RULES)
    assert queue.total >= 3


async def test_a_resident_finds_and_supports_a_seeded_proposal(database_url: str) -> None:
    async with RunningBot(database_url) as bot:
        await seed(bot.db, bot.now(), bot.rules)
        aigul = bot.sandbox.person("aigul")
        await bot.make_resident(aigul)
        await aigul.taps("Ұсыныстар")
        await aigul.sees("№")
        await asyncio.sleep(0)
        assert not bot.sandbox.refused
