"""What the process counts and times, for Prometheus. Labels are kinds and outcomes, never ids.

Counting is our own (a dict entry, no lock: everything is counted in the event loop), because prometheus_client's
children cost five times as much on every update and call; its part is the registry, the process and the format.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import math
import re
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

log = logging.getLogger(__name__)

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
READ_WITHIN: Final = 2.0  # seconds for all watched values together
VALUES_MOST: Final = 64  # different labels of one metric; whatever comes after them is "other"
_OTHER: Final = "other"
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z_]{0,39}")
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_GROUPS: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)

Reading = float | Awaitable[float]


def _bounded(labels: tuple[str, ...], known: int) -> tuple[str, ...]:
    """The labels; "other" for those that are no plain words, or one too many."""
    if known >= VALUES_MOST or not all(_WORD.fullmatch(label) for label in labels):
        return (_OTHER,) * len(labels)
    return labels


class _Counts(Collector):
    """A counter."""

    def __init__(self, name: str, says: str, *labels: str) -> None:
        self._about = (f"usynys_{name}", says)
        self._labels = labels
        self._values: dict[tuple[str, ...], int] = {}

    def add(self, *labels: str) -> None:
        """One more."""
        try:
            self._values[labels] += 1
        except KeyError:
            labels = _bounded(labels, len(self._values))
            self._values[labels] = self._values.get(labels, 0) + 1

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it."""
        family = CounterMetricFamily(*self._about, labels=self._labels)
        for labels, value in self._values.items():
            family.add_metric(labels, value)
        yield family


class _Spread(Collector):
    """A histogram with one label."""

    def __init__(self, name: str, says: str, label: str, bounds: Sequence[float]) -> None:
        self._about = (f"usynys_{name}", says)
        self._label = label
        self._bounds = bounds
        self._names = [*(f"{bound:g}" for bound in bounds), "+Inf"]
        self._rows: dict[str, list[float]] = {}  # one number a bucket, the sum behind them

    def add(self, label: str, amount: float) -> None:
        """One more of this size."""
        row = self._rows.get(label)
        if row is None:
            (label,) = _bounded((label,), len(self._rows))
            row = self._rows.setdefault(label, [0.0] * (len(self._names) + 1))
        row[bisect_left(self._bounds, amount)] += 1
        row[-1] += amount

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it."""
        family = HistogramMetricFamily(*self._about, labels=(self._label,))
        for label, row in self._rows.items():
            family.add_metric((label,), list(zip(self._names, accumulate(row[:-1]), strict=True)), row[-1])
        yield family


class _Watched(Collector):
    """Gauges whose values were read just before the scrape; one that could not be read is left out."""

    def __init__(self) -> None:
        self.readers: dict[str, tuple[str, Callable[[], Reading]]] = {}
        self._values: dict[str, float] = {}

    async def read(self) -> None:
        """Ask everybody at once, for READ_WITHIN seconds at most."""
        names = list(self.readers)
        values = await asyncio.gather(*[self._value(name) for name in names])
        self._values = {name: value for name, value in zip(names, values, strict=True) if not math.isnan(value)}

    async def _value(self, name: str) -> float:
        try:
            value = self.readers[name][1]()
            if not inspect.isawaitable(value):
                return float(value)
            async with asyncio.timeout(READ_WITHIN):
                return float(await value)
        except Exception as problem:
            # Whatever it is, the other metrics are still worth having.
            log.debug("value not read", extra={"metric": name, "problem": type(problem).__name__})
            return math.nan

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it: what was read last."""
        for name, value in self._values.items():
            yield GaugeMetricFamily(f"usynys_{name}", self.readers[name][0], value=value)


class Metrics:
    """The metrics of one running bot, in a registry of their own. To be called in the event loop only."""

    def __init__(self) -> None:
        self._updates = _Counts("updates", "Updates finished", "kind", "outcome")
        self._update_seconds = _Spread("update_seconds", "From taken to finished", "kind", _SECONDS)
        self._calls = _Counts("calls", "Calls of Bot API methods", "method", "outcome")
        self._call_seconds = _Spread("call_seconds", "From sent to answered", "method", _SECONDS)
        self._deliveries = _Counts("deliveries", "Deliveries settled", "fate", "kind")
        self._groups = _Spread("database_group_size", "Units committed together", "dialect", _GROUPS)
        self._watched = _Watched()
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        ours: tuple[Collector, ...] = (
            self._updates, self._update_seconds, self._calls, self._call_seconds,
            self._deliveries, self._groups, self._watched,
        )  # fmt: skip
        for collector in ours:
            self._registry.register(collector)

    def update_done(self, kind: str, outcome: str, seconds: float) -> None:
        """An update of a kind (message, callback_query, …) ended ("ok", "failed", …) after ``seconds``."""
        self._updates.add(kind, outcome)
        self._update_seconds.add(kind, seconds)

    def call_done(self, method: str, outcome: str, seconds: float) -> None:
        """A call of a Bot API method was answered, or failed, after ``seconds``."""
        self._calls.add(method, outcome)
        self._call_seconds.add(method, seconds)

    def delivery(self, fate: str, kind: str) -> None:
        """A delivery was sent, put off, found unreachable or given up."""
        self._deliveries.add(fate, kind)

    def group(self, size: int, dialect: str) -> None:
        """So many units of work were committed together."""
        self._groups.add(dialect, size)

    def watch(self, name: str, read: Callable[[], Reading], says: str = "") -> None:
        """Show ``usynys_<name>`` as a gauge whose value is read, or awaited, at every scrape."""
        self._watched.readers[name] = (says or name.replace("_", " "), read)

    async def scrape(self) -> bytes:
        """Everything in Prometheus' text format (CONTENT_TYPE)."""
        await self._watched.read()
        return generate_latest(self._registry)
