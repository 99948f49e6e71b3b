"""Pace: how fast one person may act, when the person is told so, and when there is silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import pace as pace_module
from bot.pace import Bucket, Pace
from handlers.services import Verdict

GO, TELL, SILENT = Verdict.GO, Verdict.TELL, Verdict.SILENT
AIGUL, MARAT = 700000001, 700000002


@pytest.mark.parametrize(
    ("limit", "period", "times", "verdicts"),
    [
        # A whole period's worth may come at once.
        (3, 60, [0, 0, 0], [GO, GO, GO]),
        # Beyond that: one sentence, then silence.
        (3, 60, [0, 0, 0, 0, 0, 0], [GO, GO, GO, TELL, SILENT, SILENT]),
        # One action is given back every 20 seconds, without a second sentence.
        (3, 60, [0, 0, 0, 1, 20, 21, 40, 41], [GO, GO, GO, TELL, GO, SILENT, GO, SILENT]),
        # After half a period of rest the next hurry is a new one.
        (4, 60, [0, 0, 0, 0, 0, 30, 30, 30, 30], [GO, GO, GO, GO, TELL, GO, GO, TELL, SILENT]),
        # A pause that is too short to recover is the same hurry still.
        (4, 60, [0, 0, 0, 0, 0, 29, 29, 29], [GO, GO, GO, GO, TELL, GO, SILENT, SILENT]),
        # Whoever keeps the pace is never stopped.
        (2, 60, [0, 30, 60, 90, 120, 150], [GO] * 6),
        # A limit of one.
        (1, 60, [0, 1, 2, 60, 61, 62], [GO, TELL, SILENT, GO, TELL, SILENT]),
    ],
)
def test_a_person_goes_on_is_told_once_or_meets_silence(
    limit: int, period: float, times: list[float], verdicts: list[Verdict]
) -> None:
    bucket = Bucket(limit, period)
    assert [bucket.take(AIGUL, 1000.0 + now) for now in times] == verdicts


def test_a_hurry_of_one_person_is_nobody_elses() -> None:
    bucket = Bucket(3, 60)
    assert [bucket.take(AIGUL, 0) for _ in range(4)] == [GO, GO, GO, TELL]
    assert bucket.take(MARAT, 0) is GO


def test_actions_are_counted_by_the_minute_and_votes_by_the_hour() -> None:
    pace = Pace(actions_a_minute=2, votes_an_hour=3)
    assert [pace.action(AIGUL, 0) for _ in range(3)] == [GO, GO, TELL]
    assert [pace.vote(AIGUL, 0) for _ in range(4)] == [GO, GO, GO, TELL]
    assert [pace.action(AIGUL, 60), pace.vote(AIGUL, 60)] == [GO, SILENT]
    assert pace.vote(AIGUL, 1200) is GO


def test_who_has_rested_is_forgotten() -> None:
    bucket = Bucket(60, 60)
    for second in range(10_000):
        bucket.take(second, float(second))
    assert len(bucket) < 10


def test_many_people_at_once_are_remembered_only_as_long_as_needed() -> None:
    bucket = Bucket(60, 60)
    for person in range(5000):
        bucket.take(person, 0.0)
    assert len(bucket) == 5000
    for second in range(5000):
        bucket.take(AIGUL, 60.0 + second)
    assert len(bucket) == 1


def test_whoever_hurries_is_not_forgotten_among_others() -> None:
    bucket = Bucket(5, 60)
    for _ in range(5):
        bucket.take(AIGUL, 0.0)
    others = [bucket.take(person, 1.0) for person in range(1000)]
    assert set(others) == {GO}
    assert [bucket.take(AIGUL, 2.0), bucket.take(AIGUL, 3.0)] == [TELL, SILENT]


_LIMITS = st.integers(1, 100)
_PAUSES = st.lists(st.floats(0, 40, allow_nan=False), min_size=1, max_size=300)


@given(_LIMITS, st.sampled_from([60.0, 3600.0]), _PAUSES)
def test_no_window_holds_more_than_the_limit_beyond_one_full_bucket(
    limit: int, period: float, pauses: list[float]
) -> None:
    bucket = Bucket(limit, period)
    now, done = 5000.0, []
    for pause in pauses:
        now += pause
        if bucket.take(AIGUL, now) is GO:
            done.append(now)
    for first, begins in enumerate(done):
        for count, ends in enumerate(done[first:], start=1):
            assert count <= limit + (ends - begins) * limit / period + 0.001


@given(_LIMITS, _PAUSES)
def test_between_two_sentences_there_is_a_real_rest(limit: int, pauses: list[float]) -> None:
    bucket = Bucket(limit, 60.0)
    now, told = 5000.0, None
    for pause in pauses:
        now += pause
        verdict = bucket.take(AIGUL, now)
        if verdict is TELL:
            assert told is None or now - told >= min(30.0, 60.0 * (limit - 1) / limit) - 0.001
            told = now
        elif verdict is SILENT:
            assert told is not None


@given(st.integers(2, 100), st.floats(0.01, 1.0))
def test_a_steady_flood_is_told_once(limit: int, pause: float) -> None:
    bucket = Bucket(limit, 60.0)
    verdicts = [bucket.take(AIGUL, 5000.0 + step * min(pause, 30.0 / limit)) for step in range(3 * limit + 50)]
    assert verdicts.count(TELL) <= 1


def test_an_update_handled_again_is_the_same_action() -> None:
    bucket = Bucket(2, 60)
    assert [bucket.take(AIGUL, 0, update) for update in (1, 1, 1, 2, 2, 1)] == [GO] * 6
    assert [bucket.take(AIGUL, 0, update) for update in (3, 3, 4)] == [TELL, TELL, SILENT]
    assert bucket.take(AIGUL, 60, 3) is TELL, "it is said again, as it was"
    assert bucket.take(AIGUL, 60, 5) is GO


def test_votes_and_actions_of_an_update_are_counted_once_each() -> None:
    pace = Pace(actions_a_minute=2, votes_an_hour=2)
    for _ in range(5):
        assert pace.action(AIGUL, 0, 7) is pace.vote(AIGUL, 0, 7) is GO
    assert [pace.vote(AIGUL, 0, 8), pace.vote(AIGUL, 0, 9)] == [GO, TELL]
    assert [pace.action(AIGUL, 0, 8), pace.action(AIGUL, 0, 9)] == [GO, TELL]


def test_only_so_many_verdicts_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace_module, "REMEMBERED", 3)
    bucket = Bucket(3, 60)
    assert [bucket.take(AIGUL, 0, update) for update in (1, 2, 3, 1, 4, 1)] == [GO, GO, GO, GO, TELL, SILENT]
