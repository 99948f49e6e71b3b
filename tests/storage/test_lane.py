"""The lane by itself: who shares a group with whom."""

from __future__ import annotations

import asyncio

from storage.lane import Job, Lane, Outcome


class Groups:
    """Takes groups and remembers their sizes."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    async def perform(self, jobs: list[Job]) -> list[Outcome]:
        """As a database that is at once done."""
        self.sizes.append(len(jobs))
        await asyncio.sleep(0)
        return [Outcome() for _ in jobs]


async def _nothing() -> None: ...


async def test_while_several_are_at_work_a_group_gathers_whoever_comes_a_little_later() -> None:
    groups = Groups()
    lane = Lane(groups.perform, linger=1)
    await asyncio.gather(lane.submit(Job(_nothing)), lane.submit(Job(_nothing)))
    first = asyncio.create_task(lane.submit(Job(_nothing)))
    await asyncio.sleep(0)
    await asyncio.gather(first, lane.submit(Job(_nothing)))
    assert groups.sizes == [2, 2]


async def test_who_comes_alone_after_another_alone_is_served_at_once() -> None:
    groups = Groups()
    lane = Lane(groups.perform, linger=3600)
    for _ in range(3):
        await asyncio.wait_for(lane.submit(Job(_nothing)), 60)
    assert groups.sizes == [1, 1, 1]


async def test_a_lane_that_is_closed_refuses_whom_it_gathers() -> None:
    groups = Groups()
    lane = Lane(groups.perform, linger=3600)
    await asyncio.gather(lane.submit(Job(_nothing)), lane.submit(Job(_nothing)))
    waiting = asyncio.create_task(lane.submit(Job(_nothing)))
    await asyncio.sleep(0)
    await lane.close()
    outcome = (await asyncio.gather(waiting, return_exceptions=True))[0]
    assert type(outcome).__name__ == "DatabaseUnavailable"
