"""Working days: weekends and holidays are free, what organizers changed wins, and plans follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.calendar import Calendar, lateness
from tests.forum.people import RULES

DAY = timedelta(days=1)
NINE = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # Tuesday 09:00 in the forum's zone
SATURDAY, MONDAY, NEW_YEAR = date(2026, 11, 28), date(2026, 11, 30), date(2027, 1, 1)
PLAIN = Calendar(RULES.zone)
CHANGED = Calendar(RULES.zone, off=frozenset({MONDAY}), worked=frozenset({SATURDAY, NEW_YEAR}))

DAYS = st.dates(date(2026, 10, 1), date(2027, 4, 30))
CALENDARS = st.builds(
    lambda off, worked: Calendar(RULES.zone, frozenset(off - worked), frozenset(worked)),
    st.sets(DAYS, max_size=20),
    st.sets(DAYS, max_size=20),
)
CADENCES = st.sampled_from(["workdays", "daily", "weekly"])


def test_working_days_leave_weekends_and_holidays_out() -> None:
    assert PLAIN.is_working_day(date(2026, 11, 23))
    assert not PLAIN.is_working_day(date(2026, 11, 22))
    assert not PLAIN.is_working_day(date(2026, 12, 16)), "Independence Day"
    friday = datetime(2026, 11, 20, 10, 0, tzinfo=RULES.zone)
    assert PLAIN.day_of_waiting(friday, friday) == 1
    assert PLAIN.day_of_waiting(friday, friday + 3 * DAY) == 2, "the weekend does not count"
    assert PLAIN.day_of_waiting(friday, friday + 5 * DAY) == 4


def test_what_organizers_changed_wins() -> None:
    assert [PLAIN.is_working_day(day) for day in (SATURDAY, MONDAY, NEW_YEAR)] == [False, True, False]
    assert [CHANGED.is_working_day(day) for day in (SATURDAY, MONDAY, NEW_YEAR)] == [True, False, True]
    assert [PLAIN.is_holiday(day) for day in (SATURDAY, MONDAY, NEW_YEAR)] == [False, False, True]
    assert [CHANGED.is_holiday(day) for day in (SATURDAY, MONDAY, NEW_YEAR)] == [False, True, False]
    friday = datetime(2026, 11, 27, 10, 0, tzinfo=RULES.zone)
    assert [CHANGED.day_of_waiting(friday, friday + days * DAY) for days in range(5)] == [1, 2, 2, 2, 3]


def test_a_day_begins_at_midnight_of_the_forum() -> None:
    late = datetime(2026, 11, 26, 23, 59, tzinfo=RULES.zone)
    assert PLAIN.day_of_waiting(late, late + timedelta(minutes=1)) == 2


def test_waiting_is_fresh_then_nearly_late_on_the_last_day_then_late() -> None:
    assert [lateness(day, RULES) for day in range(1, 6)] == ["fresh", "fresh", "near", "late", "late"]


@pytest.mark.parametrize(
    ("cadence", "after", "expected"),
    [
        ("workdays", NINE - timedelta(minutes=1), NINE),
        ("workdays", NINE, NINE + DAY),
        ("workdays", NINE + 3 * DAY, NINE + 6 * DAY),
        ("workdays", datetime(2026, 12, 15, 4, 0, tzinfo=UTC), datetime(2026, 12, 17, 4, 0, tzinfo=UTC)),
        ("daily", NINE + 3 * DAY, NINE + 4 * DAY),
        ("weekly", NINE, datetime(2026, 11, 30, 4, 0, tzinfo=UTC)),
        ("weekly", datetime(2027, 3, 20, 4, 0, tzinfo=UTC), datetime(2027, 3, 25, 4, 0, tzinfo=UTC)),
        ("daily", datetime(2027, 3, 20, 4, 0, tzinfo=UTC), datetime(2027, 3, 25, 4, 0, tzinfo=UTC)),
        ("off", NINE, None),
    ],
)
def test_the_next_time_of_a_plan(cadence: str, after: datetime, expected: datetime | None) -> None:
    assert PLAIN.next_time(after, cadence, 540, 1) == expected


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [("workdays", NINE + 4 * DAY), ("daily", NINE + 4 * DAY), ("weekly", NINE + 7 * DAY)],
)
def test_plans_follow_the_days_that_were_changed(cadence: str, expected: datetime) -> None:
    friday = NINE + 3 * DAY
    assert CHANGED.next_time(friday, cadence, 540, 1) == expected, "Saturday works, Monday is off"
    assert CHANGED.next_time(friday + 2 * DAY, cadence, 540, 1) == NINE + 7 * DAY


def test_a_time_on_a_day_made_free_since_has_not_come() -> None:
    due = NINE + 6 * DAY
    assert PLAIN.latest_time(due, due + timedelta(minutes=1), "workdays", 540, 1) == due
    assert CHANGED.latest_time(due, due + timedelta(minutes=1), "workdays", 540, 1) is None
    assert CHANGED.latest_time(due, due + DAY, "workdays", 540, 1) == due + DAY
    assert CHANGED.latest_time(NINE, NINE + 5 * DAY, "workdays", 540, 1) == NINE + 4 * DAY, "the last that was missed"
    assert CHANGED.latest_time(due, due, "off", 540, 1) is None


@settings(max_examples=60, deadline=None)
@given(CALENDARS, st.lists(DAYS, min_size=3, max_size=3))
def test_days_of_waiting_add_up_whatever_was_changed(calendar: Calendar, bounds: list[date]) -> None:
    first, middle, last = sorted(bounds)
    assert calendar.working_days_between(first, middle) + calendar.working_days_between(
        middle, last
    ) == calendar.working_days_between(first, last)
    named = {first + offset * DAY for offset in range(1, (last - first).days + 1)}
    assert calendar.working_days_between(first, last) == sum(
        day in calendar.worked or (day.weekday() < 5 and not PLAIN.is_holiday(day) and day not in calendar.off)
        for day in named
    )


@settings(max_examples=60, deadline=None)
@given(CALENDARS, CADENCES, st.integers(0, 1439), st.integers(1, 7), DAYS)
def test_times_of_a_plan_go_on_and_never_fall_on_a_free_day(
    calendar: Calendar, cadence: str, minute: int, weekday: int, start: date
) -> None:
    after = datetime(start.year, start.month, start.day, tzinfo=RULES.zone)
    times = [after]
    for _ in range(20):
        following = calendar.next_time(times[-1], cadence, minute, weekday)
        assert following is not None
        times.append(following)
    for one, following in pairwise(times[1:]):
        assert one < following
        assert not calendar.is_holiday(calendar.today(following))
        middle = one + (following - one) / 2
        assert calendar.next_time(middle, cadence, minute, weekday) == following, "nothing between the two was skipped"
        assert calendar.latest_time(one, following, cadence, minute, weekday) == following
        assert calendar.latest_time(one, middle, cadence, minute, weekday) == one
