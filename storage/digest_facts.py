"""What digests tell: counts and times of what waits and of what changed in a period, never the rows themselves.

Each is asked of one region or (None) of all at once, and costs what happened in the period, however large the campaign.
``offset`` is the zone's distance from UTC, by which an instant's day is found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from storage.database import Row, Transaction, to_ms
from storage.decisions import WAITING_IN_REGIONS, Desk, Waiting
from storage.proposals import QUALIFIED, proposal_of
from storage.records import Proposal
from storage.vocabulary import DECISION_KINDS
from storage.votes import hour_of

_DAY_MS = 86_400_000
_FIRST_DAY = date(1970, 1, 1)
# A decision is taken back within minutes; so much before the period it may have been made.
_UNDONE_WITHIN = timedelta(days=1)
# What became of a decision within the period; a published one that was joined has waited for nobody.
_STOOD, _UNDONE, _STOOD_AT_ONCE, _FATES = 1, 2, 3, 4
_AT_ONCE = "d.kind = 'join' AND d.decided_at = d.queued_at"
_FATE = f"""CASE WHEN d.undone_at IS NULL OR d.undone_at >= :until
                            THEN CASE WHEN d.decided_at < :since THEN 0 WHEN {_AT_ONCE} THEN {_STOOD_AT_ONCE}
                                      ELSE {_STOOD} END
                            WHEN d.undone_at >= :since THEN {_UNDONE} ELSE 0 END"""
_WAITED = f"""d.decided_at >= :since AND d.decided_at < :until AND (d.undone_at IS NULL OR d.undone_at >= :until)
           AND NOT ({_AT_ONCE})"""
_TOOK = "d.decided_at - d.queued_at AS took"
# How days and kinds stand in one number beside the fate.
_DAYS, _KINDS = 1_000_000, len(DECISION_KINDS)
_WHENS = " ".join(f"WHEN '{kind}' THEN {number}" for number, kind in enumerate(DECISION_KINDS))
_KIND_NUMBER = f"CASE d.kind {_WHENS} END"


class Arrived(NamedTuple):
    """So many that wait in a state came on a day."""

    region: str
    state: str
    day: date
    many: int


class Decided(NamedTuple):
    """So many decisions of a kind were made on a day about what came on another.

    ``has_waited``: False for published ones that were joined, which decides about nothing that waits.
    """

    region: str
    kind: str
    queued_on: date
    decided_on: date
    many: int
    has_waited: bool


class Decisions(NamedTuple):
    """What was decided in a period, and the median time from being queued to the decision: by region, and of all."""

    made: tuple[Decided, ...]
    medians: dict[str, timedelta]
    median: timedelta | None
    undone: int


class Reported(NamedTuple):
    """So many reports about so many proposals."""

    reports: int
    proposals: int


def _of(region: str | None, table: str = "d") -> str:
    return "" if region is None else f"AND {table}.region = :region"


def _values(region: str | None, since: datetime, until: datetime) -> dict[str, int | str]:
    values: dict[str, int | str] = {"since": to_ms(since), "until": to_ms(until)}
    return values if region is None else values | {"region": region}


def _day(number: int) -> date:
    return _FIRST_DAY + timedelta(days=number)


def _milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


async def waiting_of_desk(tx: Transaction, desk: Desk, offset: timedelta) -> tuple[Arrived, ...]:
    """What waits in the regions of a desk, and the appeals it may decide."""
    parts = [
        f"""
        SELECT p.region, p.state, (p.queued_at + :offset) / {_DAY_MS} AS day, count(*) AS n
          FROM proposals p
         WHERE {waits}
         GROUP BY p.region, p.state, (p.queued_at + :offset) / {_DAY_MS}
        """
        for waits in WAITING_IN_REGIONS
    ]
    rows = await tx.all(" UNION ALL ".join(parts), offset=_milliseconds(offset), **desk.values)
    return _arrived(rows)


async def oldest_of_desk(tx: Transaction, desk: Desk, most: int) -> tuple[Waiting, ...]:
    """Of the same the oldest; who has one open is not told: that changes within minutes."""
    # The ids alone are sorted: the texts of thousands would be a hundred times as much to carry.
    parts = [
        f"SELECT id FROM (SELECT p.id FROM proposals p WHERE {waits} ORDER BY p.queued_at, p.id LIMIT :most) AS part"
        for waits in WAITING_IN_REGIONS
    ]
    rows = await tx.all(
        f"""
        SELECT {QUALIFIED}
          FROM ({" UNION ALL ".join(parts)}) AS chosen
          JOIN proposals p ON p.id = chosen.id
         ORDER BY p.queued_at, p.id
         LIMIT :most
        """,
        most=most,
        **desk.values,
    )
    return tuple(Waiting(proposal_of(row), None) for row in rows)


async def waiting_in(tx: Transaction, offset: timedelta) -> tuple[Arrived, ...]:
    """What waits in all regions for their moderators, and the appeals that wait elsewhere."""
    rows = await tx.all(
        f"""
        SELECT p.region, p.state, (p.queued_at + :offset) / {_DAY_MS} AS day, count(*) AS n
          FROM proposals p
         WHERE p.state IN ('pending', 'hidden', 'appealed')
         GROUP BY p.region, p.state, day
        """,
        offset=_milliseconds(offset),
    )
    return _arrived(rows)


def _arrived(rows: Iterable[Row]) -> tuple[Arrived, ...]:
    return tuple(Arrived(row["region"], row["state"], _day(row["day"]), row["n"]) for row in rows)


async def count_appealed(tx: Transaction, region: str) -> int:
    """Appeals against decisions of a region that wait for somebody of another."""
    row = await tx.one(
        "SELECT count(*) AS n FROM proposals WHERE state = 'appealed' AND region = :region", region=region
    )
    return 0 if row is None else int(row["n"])


async def decided(
    tx: Transaction, region: str | None, since: datetime, until: datetime, offset: timedelta
) -> Decisions:
    """Decisions made within [since, until) and not taken back within it, and how many were taken back within it."""
    # Counted there, by one number a decision: a busy week has tens of thousands, and each row that comes costs.
    rows = await tx.all(
        f"""
        SELECT region, packed, count(*) AS n
          FROM (SELECT d.region,
                       (((d.queued_at + :offset) / {_DAY_MS} * {_DAYS} + (d.decided_at + :offset) / {_DAY_MS})
                        * {_KINDS} + {_KIND_NUMBER}) * {_FATES} + {_FATE} AS packed
                  FROM decisions d
                 WHERE d.decided_at >= :earliest AND d.decided_at < :until {_of(region)}) AS made
         GROUP BY region, packed
        """,
        offset=_milliseconds(offset),
        earliest=to_ms(since - _UNDONE_WITHIN),
        **_values(region, since, until),
    )
    fates = Counter[int]()
    for row in rows:
        fates[row["packed"] % _FATES] += row["n"]
    made = tuple(_unpacked(*row) for row in rows if row["packed"] % _FATES in (_STOOD, _STOOD_AT_ONCE))
    if region is None:
        medians, median = await _medians(tx, since, until)
    else:
        median = await _median_in(tx, region, since, until, fates[_STOOD])
        medians = {} if median is None else {region: median}
    return Decisions(made, medians, median, fates[_UNDONE])


def _unpacked(region: str, packed: int, many: int) -> Decided:
    rest, fate = divmod(packed, _FATES)
    days, kind = divmod(rest, _KINDS)
    came, made = divmod(days, _DAYS)
    return Decided(region, DECISION_KINDS[kind], _day(came), _day(made), many, fate == _STOOD)


async def _median_in(tx: Transaction, region: str, since: datetime, until: datetime, count: int) -> timedelta | None:
    """Of the ``count`` decisions of a region that had waited: the one or two in the middle."""
    rows = await tx.all(
        f"SELECT {_TOOK} FROM decisions d WHERE {_WAITED} {_of(region)} ORDER BY took LIMIT :many OFFSET :before",
        many=2 - count % 2,
        before=max(count - 1, 0) // 2,
        **_values(region, since, until),
    )
    return _median([row["took"] for row in rows]) if rows else None


async def _medians(tx: Transaction, since: datetime, until: datetime) -> tuple[dict[str, timedelta], timedelta | None]:
    """Of each region, and of all."""
    rows = await tx.all(
        f"SELECT d.region, {_TOOK} FROM decisions d WHERE {_WAITED}",
        **_values(None, since, until),
    )
    took = defaultdict[str, list[int]](list)
    for region, span in rows:
        took[region].append(span)
    return (
        {region: _median(spans) for region, spans in took.items()},
        _median(list(chain(*took.values()))) if took else None,
    )


def _median(spans: list[int]) -> timedelta:
    spans.sort()
    middle = len(spans) // 2
    return timedelta(milliseconds=(spans[~middle] + spans[middle]) // 2)


async def reported(tx: Transaction, region: str | None, since: datetime, until: datetime) -> dict[str, Reported]:
    """What residents reported within [since, until), by region."""
    # CROSS JOIN: SQLite goes from the reports to their proposals, never through the proposals of a region.
    rows = await tx.all(
        f"""
        SELECT p.region, CAST(sum(r.n) AS BIGINT) AS n, count(*) AS proposals
          FROM (SELECT proposal_id, count(*) AS n
                  FROM reports
                 WHERE reported_at >= :since AND reported_at < :until
                 GROUP BY proposal_id) AS r CROSS JOIN proposals p
         WHERE p.id = r.proposal_id {_of(region, "p")}
         GROUP BY p.region
        """,
        **_values(region, since, until),
    )
    return {row["region"]: Reported(row["n"], row["proposals"]) for row in rows}


async def appealed(tx: Transaction, region: str | None, since: datetime, until: datetime) -> dict[str, int]:
    """How many appeals were filed within [since, until) against decisions of each region."""
    rows = await tx.all(
        f"""
        SELECT d.region, count(*) AS n
          FROM appeals a CROSS JOIN decisions d
         WHERE d.id = a.decision_id AND a.filed_at >= :since AND a.filed_at < :until {_of(region)}
         GROUP BY d.region
        """,
        **_values(region, since, until),
    )
    return {row["region"]: row["n"] for row in rows}


async def moderated_regions(tx: Transaction) -> frozenset[str]:
    """Regions that have a moderator."""
    rows = await tx.all("SELECT DISTINCT region FROM team WHERE role = 'moderator' AND revoked_at IS NULL")
    return frozenset(row["region"] for row in rows)


async def support_gained(
    tx: Transaction, region: str, since: datetime, until: datetime, most: int
) -> tuple[int, tuple[tuple[Proposal, int], ...]]:
    """Net support gained within the whole hours of [since, until): of the region and of its best proposals.

    The hours of a busy week are hundreds of thousands of rows: both are answered by one walk over them.
    """
    rows = await tx.all(
        f"""
        SELECT {QUALIFIED}, g.gained, g.total
          FROM (SELECT proposal_id, CAST(sum(support) AS BIGINT) AS gained,
                       CAST(sum(sum(support)) OVER () AS BIGINT) AS total
                  FROM vote_hours
                 WHERE region = :region AND hour >= :since AND hour < :until
                 GROUP BY proposal_id
                 ORDER BY gained DESC, proposal_id
                 LIMIT :most) AS g
          JOIN proposals p ON p.id = g.proposal_id
         ORDER BY g.gained DESC, p.id
        """,
        region=region,
        since=hour_of(since),
        until=hour_of(until),
        most=most,
    )
    top = tuple((proposal_of(row), int(row["gained"])) for row in rows if row["gained"] > 0)
    return (int(rows[0]["total"]) if rows else 0), top
