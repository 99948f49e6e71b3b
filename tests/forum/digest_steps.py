"""What several tests of digests begin with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from forum import people, staff_groups, team
from storage.database import Database, from_ms
from storage.records import Person, StaffGroup
from tests.forum.people import NOW, RULES, Cast, rows

DAY = timedelta(days=1)
NINE = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # Tuesday 09:00 in the forum's zone
GROUP_CHAT = -1_000_000_000_042


async def real_organizer(cast: Cast) -> Person:
    """Somebody who became an organizer by a link, not by the settings."""
    person = await cast.resident()
    token = await team.invite(cast.db, await cast.organizer(), "organizer", (), cast.now, cast.rules)
    await team.accept(cast.db, person, token, "Динара", cast.now, cast.rules)
    found = await people.find(cast.db, person.id)
    assert found is not None
    return found


async def connected_group(cast: Cast, moderator: Person, region: str = "KZ-59", language: str = "ru") -> StaffGroup:
    """A staff group that works on a region's queue and gets its digest."""

    return await staff_groups.connect(
        cast.db,
        moderator,
        GROUP_CHAT,
        region=region,
        instead_of="",
        topic_id=None,
        language=language,
        now=NOW,
        rules=RULES,
    )


async def periods(
    db: Database, owner: str = "person_id", owner_id: int | None = None
) -> list[tuple[datetime, datetime]]:
    """The periods that were owed, in their order; of one person or group if named."""
    of = "" if owner_id is None else f"WHERE {owner} = :owner"
    values: dict[str, Any] = {} if owner_id is None else {"owner": owner_id}
    found = await rows(db, f"SELECT period_from, period_until FROM digests {of} ORDER BY period_until", **values)
    return [(from_ms(since), from_ms(until)) for since, until in found]
