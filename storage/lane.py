"""A lane: what waits at the same moment is done together, writes acknowledged after their common commit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from storage.errors import DatabaseUnavailable

GROUP_MOST = 256
CLOSE_WITHIN = 3.0  # seconds for the queued jobs when the process ends


class Job(NamedTuple):
    """A piece of work that waits: a unit, or one request (with its key) for work that is done for many together."""

    work: Callable[..., Awaitable[Any]]
    is_shared: bool = False
    request: Any = None
    key: Hashable = None


class Outcome(NamedTuple):
    """What became of a job within its group: a value, or the exception that left nothing of it."""

    value: Any = None
    problem: BaseException | None = None


Perform = Callable[[list[Job]], Awaitable[list[Outcome]]]
Waiting = tuple[Job, "asyncio.Future[Any]"]  # a job in the lane and the future of the one who waits for it


def parts(jobs: list[Job]) -> list[list[int]]:
    """Positions of the jobs that are done by one call: requests of the same work together, every unit alone."""
    shared: dict[int, list[int]] = {}
    found: list[list[int]] = []
    for position, job in enumerate(jobs):
        if not job.is_shared:
            found.append([position])
        elif id(job.work) in shared:
            shared[id(job.work)].append(position)
        else:
            found.append(shared.setdefault(id(job.work), [position]))
    return found


async def perform(tx: Any, jobs: list[Job]) -> list[Outcome]:
    """Do one part in the transaction; a unit's exception is raised, a refused request's is its outcome."""
    work = jobs[0].work
    if not jobs[0].is_shared:
        return [Outcome(await work(tx))]
    answers = await work(tx, [job.request for job in jobs])
    return [Outcome(problem=answer) if isinstance(answer, Exception) else Outcome(answer) for answer in answers]


def _tell(group: list[Waiting], outcomes: list[Outcome]) -> None:
    for (_, done), outcome in zip(group, outcomes, strict=True):
        if done.done():
            continue
        if outcome.problem is not None:
            done.set_exception(outcome.problem)
        else:
            done.set_result(outcome.value)


@dataclass(slots=True)
class Lane:
    """Collects jobs that wait at the same moment and hands them to ``perform`` as one group.

    Outcomes reach their waiters only after ``perform`` returned, so "accepted" always means committed. Of requests
    with the same key each group holds one: the others take their turn in the groups that follow.

    ``linger`` is how many seconds a group gathers while several are at work at once (the group before it held more
    than one): fewer, larger groups cost less. Where people come one after the other nobody waits.
    """

    perform: Perform
    most: int = GROUP_MOST
    linger: float = 0.0
    _queue: list[Waiting] = field(default_factory=list)
    _worker: asyncio.Task[None] | None = None
    _closed: bool = False
    _last_size: int = 0

    @property
    def waiting(self) -> int:
        """How many jobs no group has taken yet."""
        return len(self._queue)

    async def submit(self, job: Job) -> Any:
        """Queue a job and wait for its group's commit. Raises DatabaseUnavailable once closed."""
        if self._closed:
            raise DatabaseUnavailable("the database is closed")
        hash(job.key)  # a key that cannot be one is its caller's mistake, not the lane's end
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._queue.append((job, done))
        if self._worker is None or self._worker.done():
            # A context of its own: what is logged here belongs to no single update.
            self._worker = asyncio.create_task(self._drain(), name="lane", context=Context())
        return await done

    async def _drain(self) -> None:
        # One turn of the loop lets callers that are ready right now join the first group.
        await asyncio.sleep(0)
        group: list[Waiting] = []
        while self._queue:
            try:
                if self.linger and self._last_size > 1 and len(self._queue) < self.most:
                    group = []
                    await asyncio.sleep(self.linger)
                group = self._next_group()
                self._last_size = len(group)
                outcomes = await self.perform([job for job, _ in group]) if group else []
            except DatabaseUnavailable as away:
                # One exception each: raised by hundreds of waiters, a shared one would grow a traceback of them all.
                outcomes = [Outcome(problem=DatabaseUnavailable(str(away))) for _ in group]
            except Exception as problem:
                outcomes = [Outcome(problem=problem) for _ in group]
            except asyncio.CancelledError:
                self._refuse(group + self._queue)
                raise
            _tell(group, outcomes)

    @staticmethod
    def _refuse(waiting: list[Waiting]) -> None:
        _tell(waiting, [Outcome(problem=DatabaseUnavailable("the database is closed")) for _ in waiting])

    def _next_group(self) -> list[Waiting]:
        group: list[Waiting] = []
        left: list[Waiting] = []
        keys: set[tuple[int, Hashable]] = set()
        for position, (job, done) in enumerate(self._queue):
            if len(group) == self.most:
                left.extend(self._queue[position:])
                break
            if done.done():
                continue  # nobody waits for it any more
            if job.is_shared:
                key = (id(job.work), job.key)
                if key in keys:
                    left.append((job, done))
                    continue
                keys.add(key)
            group.append((job, done))
        self._queue = left
        return group

    async def close(self) -> None:
        """Refuse new jobs and finish the queued ones."""
        self._closed = True
        if self._worker is not None:
            await asyncio.wait({self._worker}, timeout=CLOSE_WITHIN)
            self._worker.cancel()  # a server that answers nothing must not keep the process from ending
