"""``python -m benchmarks.similar``: what a preview finds with the extra usynys[similar] and without, and its cost.

Recall and unrelated ones on the labelled pairs of tests/forum among the samples, as the tests hold them; the time of a
preview at so many vectors, and the memory, each in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from benchmarks.processes import spent_by
from benchmarks.tables import percentile, say, table
from forum import embedding, meanings, similar
from forum.embedding import Model
from forum.meanings import Meanings
from forum.similar import Similar
from storage import meanings as stored
from storage.database import Database, open_database
from storage.meanings import Kept
from storage.migrate import upgrade
from storage.proposals import COLUMNS, proposal_of
from storage.records import Campaign, Proposal
from tests.forum.people import NOW, Cast
from tests.forum.similar_texts import (
    PAIRS,
    Text,
    alike,
    disturbed,
    draft,
    fill,
    labelled,
    missed,
    samples,
    side,
)

SIZES = (200, 20_000)
ALL = 60.0  # seconds a preview may wait here: what is measured is how long it would take
WRITTEN = 1000  # vectors at once


async def fresh(folder: Path, name: str) -> tuple[Database, Campaign]:
    """A database with an open campaign."""
    url = f"sqlite:///{folder / name}.db"
    await asyncio.to_thread(upgrade, url)
    db = await open_database(url)
    return db, await Cast(db).campaign()


Ask = Callable[[Proposal], Awaitable[Sequence[Similar]]]


class Found:
    """What is shown, on texts of its own; ``model`` None: by words alone."""

    def __init__(self, folder: Path, model: Model | None) -> None:
        self._folder = folder
        self._model = model
        self._made = 0

    async def recall(self, *, is_same_language: bool) -> str:
        """How many drafts are shown what is the same proposal, in both directions."""
        pairs = alike(is_same_language=is_same_language)
        lost = 0
        for which, asked in (("b", pairs), ("a", [(b, a) for a, b in pairs])):
            db, campaign, ask = await self._among([*(side(pair, which) for pair in PAIRS), *samples()])
            lost += len(await missed(db, campaign, asked, ask))
            await db.close()
        return f"{1 - lost / (2 * len(pairs)):.2f} of {2 * len(pairs)}"

    async def unrelated(self) -> str:
        """How many drafts are shown something else."""
        wrong = 0
        for there, drafts in ((labelled(), samples()), (samples(), labelled())):
            db, campaign, ask = await self._among(there)
            wrong += len(await disturbed(db, campaign, drafts, ask))
            await db.close()
        return f"{wrong} of {len(labelled()) + len(samples())}"

    async def _among(self, texts: Sequence[Text]) -> tuple[Database, Campaign, Ask]:
        self._made += 1
        db, campaign = await fresh(self._folder, f"found-{self._made}-{self._model is not None}")
        await fill(db, campaign, texts)
        if self._model is None:
            return db, campaign, lambda mine: similar.find(db, mine)
        opened = Meanings(db, lambda: NOW, self._model)
        await opened.catch_up()
        return db, campaign, lambda mine: similar.find(db, mine, opened)


async def prepare(folder: Path, size: int, model: Model | None) -> str:
    """A campaign of so many made proposals, and drafts; its address.

    Vectors are those of the samples, each a little off: to ask the model for all would take long.
    """
    db, campaign = await fresh(folder, f"cost-{size}")
    await fill(db, campaign, samples())
    if model is not None:
        opened = Meanings(db, lambda: NOW, model)
        await opened.catch_up()
        await opened.close()
    more = [one._replace(title=f"{one.title} {n}") for n in range(size // len(samples()) + 1) for one in samples()]
    ids = await fill(db, campaign, more[: size - len(samples())])
    if model is not None:
        have = await db.read(lambda tx: stored.following(tx, model.name, 0, len(samples())))
        for start in range(0, len(ids), WRITTEN):
            made = _like(have, ids[start : start + WRITTEN])
            await db.write(partial(stored.put, model=model.name, vectors=made))
    for one in [*labelled(), *samples()]:
        await draft(db, campaign, one.title, one.text)
    await db.close()
    return f"sqlite:///{folder / f'cost-{size}'}.db"


def _like(have: Sequence[Kept], ids: Sequence[int]) -> list[Kept]:
    import numpy as np

    chance = np.random.default_rng(ids[0])
    made = []
    for number in ids:
        like = have[number % len(have)]
        numbers = np.frombuffer(like.vector, "<f2").astype(np.float32)
        off = numbers + chance.normal(0, numbers.std(), len(numbers))
        made.append(replace(like, proposal_id=number, vector=bytes(off.astype("<f2").tobytes())))
    return made


async def measure(url: str, *, with_extra: bool) -> dict[str, float]:
    """Milliseconds of a preview, the first and the others, and MB; in this process."""
    db = await open_database(url)
    rows = await db.read(lambda tx: tx.all(f"SELECT {COLUMNS} FROM proposals WHERE state = 'draft' ORDER BY id"))
    drafts = [proposal_of(row) for row in rows]
    meanings.WITHIN = ALL
    model = embedding.installed() if with_extra else None
    await similar.find(db, drafts[-1])
    resident = spent_by(os.getpid()).rss
    opened = None if model is None else Meanings(db, lambda: NOW, model)
    times = []
    for mine in drafts:  # each once: a draft asked about again has its vector
        began = time.perf_counter()
        await similar.find(db, mine, opened)
        times.append((time.perf_counter() - began) * 1000)
    grown = (spent_by(os.getpid()).rss - resident) / 1e6
    if opened is not None:
        await opened.close()
    await db.close()
    ordered = sorted(times[1:])
    return {"first": times[0], "p50": percentile(ordered, 50), "p95": percentile(ordered, 95), "MB": grown}


def measured(url: str, *, with_extra: bool) -> dict[str, float]:
    """The same in a process of its own."""
    options = ["--measure", url, *(["--with-extra"] if with_extra else [])]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.similar", *options], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


async def show(folder: Path, sizes: Sequence[int]) -> None:
    """Everything, as tables."""
    meanings.WITHIN = ALL
    installed = embedding.installed()
    ways: list[tuple[str, Model | None]] = [("by words", None)]
    if installed is None:
        say("usynys[similar] is not installed (make similar): by words alone.\n")
    else:
        once = cache(installed.load())  # each text is asked several times here
        installed = Model(installed.name, lambda: once)
        ways.append(("with usynys[similar]", installed))
    rows = []
    for name, model in ways:
        found = Found(folder, model)
        same, across = await found.recall(is_same_language=True), await found.recall(is_same_language=False)
        rows.append((name, same, across, await found.unrelated()))
    table(("similar ones", "same language, in the first three", "kk–ru", "shown something unrelated"), rows)
    say()
    costs = []
    for size in sizes:
        url = await prepare(folder, size, installed)
        for name, model in ways:
            spent = await asyncio.to_thread(measured, url, with_extra=model is not None)
            costs.append((f"{size:,}, {name}", *(f"{spent[key]:.0f}" for key in ("first", "p50", "p95", "MB"))))
    table(("a preview among", "first ms", "p50 ms", "p95 ms", "MB more"), costs)


def main() -> None:
    """Read the options, measure, print."""
    options = argparse.ArgumentParser(prog="benchmarks.similar", description=__doc__)
    options.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    options.add_argument("--measure", metavar="DATABASE_URL", help="one measurement as JSON, for this program itself")
    options.add_argument("--with-extra", action="store_true")
    given = options.parse_args()
    if given.measure:
        say(json.dumps(asyncio.run(measure(given.measure, with_extra=given.with_extra))))
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(show(Path(folder), given.sizes))


if __name__ == "__main__":
    main()
