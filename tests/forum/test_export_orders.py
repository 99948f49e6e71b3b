"""Who may order an export, of what, how an order ends, and what the file is called."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from forum import deliveries as outbox
from forum import export_orders, exports
from forum.errors import ExportEmpty, NoCampaign, NotAllowed, StaleButton
from forum.export_orders import Wish
from forum.exports import ExportQuery
from storage.database import Database, Transaction, open_database
from tests.forum.export_campaign import (
    NOW,
    Row,
    make_campaign,
    person,
)
from tests.forum.people import rows

DANA = person(organizer=True)
WISH = Wish("xlsx", "kk", False, "one")


async def order(db: Database, **changes: Any) -> export_orders.ExportOrder:
    return await export_orders.order_export(db, DANA, replace(WISH, **changes), NOW)


async def test_an_organizer_orders_a_file_and_a_double_tap_orders_one(database: Database) -> None:
    await make_campaign(database)
    first = await order(database)
    twice = await asyncio.gather(order(database), order(database))
    assert [one.id for one in twice] == [first.id, first.id]
    others = [
        await order(database, format="csv"),
        await order(database, internal=True),
        await order(database, request="2"),
    ]
    assert len({first.id, *(one.id for one in others)}) == 4
    owed = await rows(database, "SELECT facts, cause FROM deliveries WHERE kind = 'export' ORDER BY id")
    assert owed[0] == (f'{{"order":{first.id}}}', f"export:{first.id}")
    assert len(owed) == 4


async def test_only_an_organizer_orders_and_only_what_exists(database: Database) -> None:
    with pytest.raises(NoCampaign):
        await order(database)
    await make_campaign(database, (Row(1, "pending"), Row(None, "draft")))
    with pytest.raises(NotAllowed):
        await export_orders.order_export(database, person(organizer=False), WISH, NOW)
    for changes in ({"format": "exe"}, {"language": "en"}, {"query": ExportQuery(state="draft")}):
        with pytest.raises(StaleButton):
            await order(database, **changes)
    with pytest.raises(ExportEmpty):
        await order(database)
    with pytest.raises(NoCampaign):
        await order(database, campaign=7)
    with pytest.raises(ExportEmpty):
        await order(database, internal=True, query=ExportQuery(topic="sport"))
    assert await rows(database, "SELECT id FROM export_orders") == []
    made = await order(database, internal=True, query=ExportQuery(topic="health", state="pending"))
    assert made.filters == {"topic": "health", "state": "pending"}
    assert export_orders.query_of(made) == ExportQuery(topic="health", state="pending")


async def test_one_of_two_wins_when_an_order_is_cancelled_as_it_is_sent(database: Database) -> None:
    await make_campaign(database)
    made = await order(database)
    running = await export_orders.begin(database, made.id)
    assert running is not None
    assert running.state == "running"
    noted, cancelled = await asyncio.gather(
        export_orders.mark_part(database, running, 4, 7, NOW), export_orders.cancel(database, DANA, made.id, NOW)
    )
    last = await export_orders.find(database, DANA, made.id)
    assert last.state == ("cancelled" if noted is None else "done")
    assert cancelled.state in ("cancelled", "done")
    assert not await export_orders.begin(database, 99)


async def test_a_part_that_was_sent_is_not_sent_again_and_the_rest_goes_on_behind_it(database: Database) -> None:
    await make_campaign(database)
    made = await order(database, query=ExportQuery(topic="sport"))
    running = await export_orders.begin(database, made.id)
    assert running is not None
    after = await export_orders.mark_part(database, running, 1, 3, None)
    assert after is not None
    assert (after.parts_sent, after.rows_done, after.state) == (1, 1, "running")
    assert export_orders.query_of(after) == ExportQuery(topic="sport", after=3)
    assert await export_orders.mark_part(database, running, 1, 3, None) is None, "another worker has noted it"
    again = await export_orders.begin(database, made.id)
    assert again == after


async def test_a_cancelled_order_is_not_sent_and_is_not_said_to_have_failed(database: Database) -> None:
    await make_campaign(database)
    made = await order(database)
    for _ in range(2):
        assert (await export_orders.cancel(database, DANA, made.id, NOW)).state == "cancelled"
    assert await rows(database, "SELECT state FROM deliveries") == [("failed",)]
    assert await outbox.claim(database, NOW, 10) == ()
    with pytest.raises(NotAllowed):
        await export_orders.cancel(database, person(organizer=False), made.id, NOW)
    with pytest.raises(StaleButton):
        await export_orders.cancel(database, replace(DANA, id=990001), made.id, NOW)
    with pytest.raises(StaleButton):
        await export_orders.cancel(database, DANA, made.id + 1, NOW)


async def test_whoever_waits_for_a_file_that_failed_is_told_once_with_its_order(database: Database) -> None:
    await make_campaign(database)
    for cancelled, told in ((False, 1), (True, 1)):
        made = await order(database, request=str(cancelled))
        (delivery,) = [one for one in await outbox.claim(database, NOW, 10) if one.kind == "export"]
        if cancelled:
            await export_orders.cancel(database, DANA, made.id, NOW)
        assert await outbox.mark_failed(database, delivery, "refused", NOW)
        words = await rows(database, "SELECT facts FROM deliveries WHERE kind = 'export_failed'")
        assert len(words) == told
        await database.write(lambda tx: tx.run("UPDATE deliveries SET state = 'sent' WHERE state = 'owed'"))
    assert await rows(database, "SELECT state FROM export_orders ORDER BY id") == [("failed",), ("cancelled",)]


async def test_somebody_who_is_no_organizer_any_more_is_refused_while_it_is_made(database: Database) -> None:
    await make_campaign(database)
    made = await order(database)
    assert await export_orders.look(database, made.id, {7000003}) == made, "an admin of the settings"
    with pytest.raises(NotAllowed):
        await export_orders.look(database, made.id, set())
    assert await export_orders.look(database, 99, set()) is None


async def test_a_campaign_is_exported_after_its_end_too_and_a_past_one_by_its_number(database: Database) -> None:
    with pytest.raises(NoCampaign):
        await exports.campaign_to_export(database)
    campaign = await make_campaign(database)

    async def end(tx: Transaction) -> None:
        await tx.run("UPDATE campaigns SET state = 'ended'")
        await tx.run(
            "INSERT INTO campaigns (id, name_kk, name_ru, collecting_from, collecting_until, voting_from, voting_until,"
            " created_at) VALUES (2, 'XIII', 'XIII форум', 1, 2, 1, 3, 4)"
        )

    await database.write(end)
    assert (await exports.campaign_to_export(database)).id == 2
    assert (await exports.campaign_to_export(database, campaign.id)).name_ru == "XII Гражданский форум"
    with pytest.raises(NoCampaign):
        await exports.campaign_to_export(database, 3)
    assert [one.name("ru") for one in await exports.campaigns_to_export(database)] == [
        "XIII форум", "XII Гражданский форум",
    ]  # fmt: skip
    with pytest.raises(ExportEmpty):
        await order(database)
    assert (await order(database, campaign=1)).campaign_id == 1


async def test_the_file_is_named_after_the_day_in_the_forums_zone(sqlite_url: str) -> None:
    db = await open_database(sqlite_url)
    campaign = await make_campaign(db)
    await db.close()
    late = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert exports.file_name(campaign, "xlsx", "kk", late) == "usynys-1-2026-11-23-kk.xlsx"
    assert exports.file_name(campaign, "csv", "ru", late, internal=True) == "usynys-internal-1-2026-11-23-ru.csv"
    assert exports.file_name(campaign, "jsonl", "ru", late + timedelta(days=1)).endswith("-ru.jsonl")
