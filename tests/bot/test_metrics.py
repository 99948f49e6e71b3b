"""Metrics: what was counted comes out in Prometheus' format, with a bounded number of labels."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import metrics as module
from bot.metrics import Metrics


async def scraped(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels."""
    samples = {}
    for family in text_string_to_metric_families((await metrics.scrape()).decode()):
        for sample in family.samples:
            samples[(sample.name, *sample.labels.values())] = sample.value
    return samples


async def test_updates_are_counted_and_timed_by_kind() -> None:
    metrics = Metrics()
    for seconds in (0.004, 0.02, 0.02, 40.0):
        metrics.update_done("callback_query", "ok", seconds)
    metrics.update_done("message", "failed", 0.2)
    samples = await scraped(metrics)
    assert samples["usynys_updates_total", "callback_query", "ok"] == 4
    assert samples["usynys_updates_total", "message", "failed"] == 1
    assert samples["usynys_update_seconds_count", "callback_query"] == 4
    assert samples["usynys_update_seconds_sum", "callback_query"] == pytest.approx(40.044)
    buckets = {
        key[2]: value for key, value in samples.items() if key[:2] == ("usynys_update_seconds_bucket", "callback_query")
    }
    assert (buckets["0.005"], buckets["0.01"], buckets["0.025"], buckets["30"], buckets["+Inf"]) == (1, 1, 3, 3, 4)


async def test_a_bucket_takes_what_is_exactly_its_size() -> None:
    metrics = Metrics()
    metrics.group(256, "sqlite")
    metrics.group(1, "sqlite")
    metrics.group(2, "postgresql")
    samples = await scraped(metrics)
    assert samples["usynys_database_group_size_bucket", "sqlite", "1"] == 1
    assert samples["usynys_database_group_size_bucket", "sqlite", "128"] == 1
    assert samples["usynys_database_group_size_bucket", "sqlite", "256"] == 2
    assert samples["usynys_database_group_size_count", "postgresql"] == 1


async def test_calls_and_deliveries_are_counted_by_what_became_of_them() -> None:
    metrics = Metrics()
    metrics.call_done("editMessageText", "ok", 0.1)
    metrics.call_done("editMessageText", "retry_after", 0.1)
    metrics.delivery("sent", "decision")
    metrics.delivery("sent", "decision")
    metrics.delivery("unreachable", "digest")
    samples = await scraped(metrics)
    assert samples["usynys_calls_total", "editMessageText", "ok"] == 1
    assert samples["usynys_calls_total", "editMessageText", "retry_after"] == 1
    assert samples["usynys_call_seconds_count", "editMessageText"] == 2
    assert samples["usynys_deliveries_total", "sent", "decision"] == 2
    assert samples["usynys_deliveries_total", "unreachable", "digest"] == 1


async def test_watched_values_are_read_at_every_scrape() -> None:
    metrics, waiting = Metrics(), [3]

    async def owed() -> int:
        await asyncio.sleep(0)
        return waiting[0] * 10

    metrics.watch("write_lane_waiting", lambda: waiting[0])
    metrics.watch("deliveries_owed", owed)
    first = await scraped(metrics)
    waiting[0] = 4
    second = await scraped(metrics)
    assert [found["usynys_write_lane_waiting",] for found in (first, second)] == [3, 4]
    assert [found["usynys_deliveries_owed",] for found in (first, second)] == [30, 40]


async def test_a_value_that_cannot_be_read_is_left_out_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READ_WITHIN", 0.05)
    metrics, is_broken = Metrics(), [False]

    def owed() -> Awaitable[float]:
        return asyncio.sleep(60 if is_broken[0] else 0, 7.0)

    def unfinished() -> float:
        if is_broken[0]:
            raise ConnectionError
        return 1.0

    metrics.watch("deliveries_owed", owed)
    metrics.watch("updates_unfinished", unfinished)
    metrics.watch("write_lane_waiting", lambda: 5)
    assert ("usynys_deliveries_owed",) in await scraped(metrics)
    is_broken[0] = True
    samples = await scraped(metrics)
    assert ("usynys_deliveries_owed",) not in samples
    assert ("usynys_updates_unfinished",) not in samples
    assert samples["usynys_write_lane_waiting",] == 5


async def test_labels_are_bounded_whatever_comes() -> None:
    metrics = Metrics()
    for first in "abcdefghijklmnopqrstuvwxyz":
        for second in "abcdefghijklmnopqrstuvwxyz":
            metrics.update_done(first + second, "ok", 0.1)
    samples = await scraped(metrics)
    kinds = [key for key in samples if key[0] == "usynys_updates_total"]
    assert len(kinds) <= module.VALUES_MOST + 1
    assert sum(samples[key] for key in kinds) == 26 * 26
    assert len([key for key in samples if key[0] == "usynys_update_seconds_count"]) <= module.VALUES_MOST + 1


@pytest.mark.parametrize("label", ["700000001", "kind 5", "сөз", "", "x" * 41, 'a"b', "a\nb", "id7"])
async def test_a_label_that_is_no_plain_word_is_other(label: str) -> None:
    metrics = Metrics()
    metrics.update_done(label, "ok", 0.1)
    metrics.update_done(label, "ok", 0.1)
    samples = await scraped(metrics)
    assert [key[1:] for key in samples if key[0] == "usynys_updates_total"] == [("other", "other")]
    assert samples["usynys_updates_total", "other", "other"] == 2
    assert samples["usynys_update_seconds_count", "other"] == 2


async def test_two_bots_in_one_process_count_for_themselves() -> None:
    one, other = Metrics(), Metrics()
    one.delivery("sent", "digest")
    assert ("usynys_deliveries_total", "sent", "digest") in await scraped(one)
    assert ("usynys_deliveries_total", "sent", "digest") not in await scraped(other)


async def test_the_process_itself_is_measured() -> None:
    samples = await scraped(Metrics())
    assert samples["process_resident_memory_bytes",] > 1_000_000
    assert samples["process_open_fds",] > 0
