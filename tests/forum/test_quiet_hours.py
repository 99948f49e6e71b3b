"""When messages that nobody asked for may go."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from forum.policies import ASKED_FOR, Rules, quiet_until

ALMATY = ZoneInfo("Asia/Almaty")
NIGHT = Rules(quiet_from=21, quiet_until=9)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(23, 20, 59, 59), None),
        (at(23, 21), at(24, 9)),
        (at(23, 23, 59, 59), at(24, 9)),
        (at(24, 0), at(24, 9)),
        (at(24, 8, 59, 59), at(24, 9)),
        (at(24, 9), None),
        (at(24, 14), None),
        (at(30, 22), datetime(2026, 12, 1, 9, tzinfo=ALMATY)),
    ],
)
def test_a_night_over_midnight(now: datetime, until: datetime | None) -> None:
    held = quiet_until("decision", now.astimezone(UTC), NIGHT)
    assert held == until
    assert held is None or held.tzinfo is UTC


@pytest.mark.parametrize(
    ("now", "until"),
    [(at(23, 12, 59), None), (at(23, 13), at(23, 15)), (at(23, 14, 59), at(23, 15)), (at(23, 15), None)],
)
def test_quiet_hours_within_a_day(now: datetime, until: datetime | None) -> None:
    assert quiet_until("decision", now, Rules(quiet_from=13, quiet_until=15)) == until


@pytest.mark.parametrize("hour", [0, 8, 9, 20, 21, 23])
@pytest.mark.parametrize(
    "rules", [Rules(), Rules(quiet_from=9, quiet_until=9), Rules(quiet_from=21), Rules(quiet_until=9)]
)
def test_no_quiet_hours_or_none_of_length_hold_nothing(hour: int, rules: Rules) -> None:
    assert quiet_until("decision", at(23, hour), rules) is None


@pytest.mark.parametrize("kind", sorted(ASKED_FOR))
def test_what_was_asked_for_goes_at_any_hour(kind: str) -> None:
    assert quiet_until(kind, at(23, 23), NIGHT) is None


def test_a_night_ends_by_the_clock_on_the_wall_where_clocks_are_changed() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    rules = Rules(quiet_from=21, quiet_until=9, zone=berlin)
    before = datetime(2026, 10, 24, 22, tzinfo=berlin)  # summer time ends that night
    assert quiet_until("decision", before, rules) == datetime(2026, 10, 25, 9, tzinfo=berlin)
    assert quiet_until("decision", before, rules) == datetime(2026, 10, 25, 8, tzinfo=UTC)
