"""What proposals mean: a vector for each that was sent, and which ones are near a draft, in whichever language.

Only where the extra usynys[similar] is installed. The model and the arithmetic run in one thread of their own; the
module of the arithmetic, and with it numpy, is imported there when it is first needed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, Final

from forum.embedding import Embed, Model, OneThread, Vector
from forum.first_means import COUNTED, first_mean
from forum.languages import detected
from forum.recalled import Recalled
from storage import meanings
from storage.database import Database, Transaction, Unit
from storage.meanings import Kept, Mean, Told
from storage.records import Proposal
from storage.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from forum.vectors import Means

log = logging.getLogger(__name__)

THRESHOLD: Final = 0.38  # cosine; set on tests/forum/similar_dev.json
WITHIN = 0.7  # seconds of the second that a preview waits at most
MOST: Final = 20  # compared again as the database has them
LETTERS: Final = 300  # of title and text, three milliseconds a word: what it is about stands there
REMEMBERED: Final = 64  # vectors of drafts: what came too late for a preview is there for the next, and for sending
WINDOW, BATCH, SUMMED = 1000, 20, 1000
BREATH: Final = 0.01  # seconds between two windows of the catch-up
NOTED_MOST: Final = 100  # sent ones whose vectors are being made; what is over that the catch-up finds


class Meanings:
    """Made once a process; close it before the database."""

    def __init__(self, db: Database, now: Callable[[], datetime], model: Model) -> None:
        self._db = db
        self._now = now
        self._model = model
        self._thread = OneThread("meanings")
        self._recalled = Recalled(db, model.name, self._thread)
        self._embed: Embed | Exception | None = None
        self._remembered: dict[int, Vector] = {}
        self._noted: set[asyncio.Task[None]] = set()
        self._made = 0  # since the means were last looked at
        self._is_failing = False

    async def near(self, draft: Proposal) -> dict[int, float]:
        """Public or rejected ones of the draft's campaign by their cosine; none when it takes too long or fails."""
        try:
            async with asyncio.timeout(WITHIN):
                found = await self._near(draft)
        except Exception as problem:
            self._tell(problem)
            return {}
        self._is_failing = False
        return found

    def note(self, proposal_id: int) -> None:
        """A text was sent: make its vector, beside everything else."""
        if len(self._noted) < NOTED_MOST:
            task = asyncio.create_task(self._make_noted(proposal_id), name="meaning")
            self._noted.add(task)
            task.add_done_callback(self._noted.discard)

    async def catch_up(self, may_go_on: Callable[[], bool] = lambda: True) -> int:
        """Make the vectors that are missing; how many there were. Again it looks and finds nothing.

        A few at a time, each kept at once. ``may_go_on`` is asked before each window. Raises DatabaseUnavailable and
        whatever the model raises.
        """
        done, after = 0, 0
        while may_go_on():
            missing, last = await self._db.read(self._missing(after))
            for start in range(0, len(missing), BATCH):
                done += await self._make(missing[start : start + BATCH])
            if last is None:
                break
            after = last
            await asyncio.sleep(BREATH)
        if self._made:
            await self._renew_means()
        return done

    async def close(self) -> None:
        """Leave what is not finished to the next catch-up."""
        tasks = [*self._noted, *self._recalled.tasks]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._thread.close()

    async def _near(self, draft: Proposal) -> dict[int, float]:
        title, text = draft.title or "", draft.text or ""
        vector = await self._thread.run(self._vector, title, text)
        language = await asyncio.to_thread(detected, f"{title}\n{text}") or draft.language or LANGUAGES[0]
        means = await self._means()
        wanted = await self._thread.run(means.draft, vector, language)
        ids = await self._recalled.nearest(draft.campaign_id, wanted, means, THRESHOLD, MOST)
        found = await self._db.read(lambda tx: meanings.of(tx, self._model.name, ids)) if ids else []
        # A mean counted since, by another process: whoever names it is found the next time.
        kept = [one for one in found if means.knows(one)]
        scores = await self._thread.run(means.scores, kept, wanted) if kept else {}
        return {one: score for one, score in scores.items() if score >= THRESHOLD and one != draft.id}

    def _vector(self, title: str, text: str) -> Vector:
        """In the thread. A model that could not be loaded is not tried again."""
        if self._embed is None:
            try:
                self._embed = self._model.load()
            except Exception as problem:
                self._embed = problem
        if isinstance(self._embed, Exception):
            raise self._embed
        beginning = f"{title}\n{text}"[:LETTERS]
        vector = self._remembered.pop(hash(beginning), None)
        if vector is None:
            vector = self._embed(beginning)
        self._remembered[hash(beginning)] = vector
        if len(self._remembered) > REMEMBERED:
            del self._remembered[next(iter(self._remembered))]
        return vector

    async def _make_noted(self, proposal_id: int) -> None:
        try:
            await self._make([proposal_id])
        except Exception as problem:
            self._tell(problem)  # the catch-up makes it later

    async def _make(self, ids: Collection[int]) -> int:
        told = await self._db.read(lambda tx: meanings.told(tx, ids))
        if not told:
            return 0
        means = await self._means()
        kept = {one: await self._thread.run(self._as_kept, one, means) for one in told}

        async def unit(tx: Transaction) -> int:
            # Read again, locked: meanwhile a text may have been sent anew, or withdrawn.
            now = await meanings.told(tx, [one.proposal_id for one in told], is_held=True)
            still = [one for one in now if one in kept]
            await meanings.put(tx, self._model.name, [kept[one] for one in still])
            return len(still)

        count = await self._db.write(unit)
        self._made += count
        return count

    def _as_kept(self, told: Told, means: Means) -> Kept:
        from forum.vectors import as_kept

        mean = means.current[told.language]
        return Kept(told.proposal_id, mean.id, as_kept(self._vector(told.title, told.text), mean))

    def _missing(self, after: int) -> Unit[tuple[list[int], int | None]]:
        async def work(tx: Transaction) -> tuple[list[int], int | None]:
            return await meanings.missing(tx, self._model.name, after, WINDOW)

        return work

    async def _means(self) -> Means:
        """As the database has them; the first ones come with the program."""
        found = await self._db.read(lambda tx: meanings.means(tx, self._model.name))
        if {mean.language for mean in found} != set(LANGUAGES):
            found = await self._db.write(self._first_means)
        return await self._thread.run(_arranged, found)

    async def _first_means(self, tx: Transaction) -> list[Mean]:
        # Two processes may add them at once; they are equal, and vectors name the one they were kept with.
        there = {mean.language for mean in await meanings.means(tx, self._model.name)}
        for language in LANGUAGES:
            if language not in there:
                first = first_mean(language)
                await meanings.add_mean(tx, self._model.name, language, COUNTED[language], first, self._now())
        return await meanings.means(tx, self._model.name)

    async def _renew_means(self) -> None:
        """Count the mean of a language anew when there are twice as many vectors as when it was last counted."""
        self._made = 0
        means = await self._means()
        counts = await self._db.read(lambda tx: meanings.counts(tx, self._model.name))
        for language, count in counts.items():
            if count >= 2 * means.current[language].counted:
                vector = await self._mean_of(language, count, means)
                await self._db.write(self._new_mean(language, count, vector))
                log.info("mean of meanings counted anew", extra={"language": language, "count": count})

    async def _mean_of(self, language: str, count: int, means: Means) -> bytes:
        from forum.vectors import shrunk, summed

        total, after = None, 0
        while some := await self._db.read(self._following(after)):
            after = some[-1].proposal_id
            total = await self._thread.run(summed, total, means, some, language)
            await asyncio.sleep(BREATH)
        return await self._thread.run(shrunk, first_mean(language), COUNTED[language], total, count)

    def _following(self, after: int) -> Unit[list[Kept]]:
        async def work(tx: Transaction) -> list[Kept]:
            return await meanings.following(tx, self._model.name, after, SUMMED)

        return work

    def _new_mean(self, language: str, count: int, vector: bytes) -> Unit[None]:
        async def unit(tx: Transaction) -> None:
            await meanings.add_mean(tx, self._model.name, language, count, vector, self._now())

        return unit

    def _tell(self, problem: Exception) -> None:
        """Once, until it works again; never the text."""
        if not self._is_failing:
            self._is_failing = True
            log.warning("meanings of proposals are not told", extra={"problem": type(problem).__name__})


def _arranged(found: list[Mean]) -> Means:
    from forum.vectors import Means

    return Means(found)
