"""Who may order an export, of what, and what the file is called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from forum import exports
from forum.errors import ExportEmpty, NoCampaign, NotAllowed, StaleButton
from storage.database import Database, Transaction, open_database
from tests.forum.export_campaign import (
    NOW,
    Row,
    make_campaign,
    person,
)


async def test_an_organizer_orders_a_file_and_a_double_tap_orders_one(database: Database) -> None:
    await make_campaign(database)
    dana = person(organizer=True)
    assert await exports.order_export(database, dana, "xlsx", "kk", False, "one", NOW)
    assert not await exports.order_export(database, dana, "xlsx", "kk", False, "one", NOW)
    assert await exports.order_export(database, dana, "csv", "kk", False, "one", NOW)
    assert await exports.order_export(database, dana, "xlsx", "kk", True, "one", NOW)
    assert not await exports.order_export(database, dana, "xlsx", "kk", True, "one", NOW + timedelta(hours=1))
    assert await exports.order_export(database, dana, "xlsx", "kk", True, "two", NOW)

    async def owed(tx: Transaction) -> list[str]:
        rows = await tx.all("SELECT facts FROM deliveries WHERE kind = 'export' ORDER BY id")
        return [row["facts"] for row in rows]

    facts = await database.read(owed)
    assert facts[0] == '{"campaign":1,"format":"xlsx","internal":false,"language":"kk"}'
    assert len(facts) == 4


async def test_only_an_organizer_orders_and_only_what_exists(database: Database) -> None:
    dana = person(organizer=True)
    with pytest.raises(NoCampaign):
        await exports.order_export(database, dana, "csv", "ru", False, "one", NOW)
    await make_campaign(database, (Row(1, "pending"), Row(None, "draft")))
    with pytest.raises(NotAllowed):
        await exports.order_export(database, person(organizer=False), "csv", "ru", False, "one", NOW)
    for format_, language in (("exe", "ru"), ("csv", "en")):
        with pytest.raises(StaleButton):
            await exports.order_export(database, dana, format_, language, False, "one", NOW)
    with pytest.raises(ExportEmpty):
        await exports.order_export(database, dana, "csv", "ru", False, "one", NOW)
    assert await exports.order_export(database, dana, "csv", "ru", True, "one", NOW)


async def test_a_campaign_is_exported_after_its_end_too(database: Database) -> None:
    with pytest.raises(NoCampaign):
        await exports.campaign_to_export(database)
    campaign = await make_campaign(database)

    async def end(tx: Transaction) -> None:
        await tx.run("UPDATE campaigns SET state = 'ended'")

    await database.write(end)
    assert (await exports.campaign_to_export(database)).id == campaign.id
    assert (await exports.campaign_to_export(database, campaign.id)).name_ru == "XII Гражданский форум"
    with pytest.raises(NoCampaign):
        await exports.campaign_to_export(database, campaign.id + 1)
    assert await exports.order_export(database, person(organizer=True), "csv", "kk", False, "one", NOW)


async def test_the_file_is_named_after_the_day_in_the_forums_zone(sqlite_url: str) -> None:
    db = await open_database(sqlite_url)
    campaign = await make_campaign(db)
    await db.close()
    late = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert exports.file_name(campaign, "xlsx", "kk", late) == "usynys-1-2026-11-23-kk.xlsx"
    assert exports.file_name(campaign, "csv", "ru", late, internal=True) == "usynys-internal-1-2026-11-23-ru.csv"
