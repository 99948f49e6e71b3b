"""Arithmetic on vectors. Imported only where the extra is installed: numpy comes with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from forum.embedding import Vector
from storage.meanings import Kept, Mean

SIZE = 384
SCALE = 400.0  # of a number as a byte; of vectors of length one and so many numbers, none comes near 127 / 400
SLACK = 0.01  # how much a cosine of bytes may be off


def as_kept(vector: Vector, mean: Mean) -> bytes:
    """What is kept of a text's vector: the difference to the mean, two bytes a number."""
    return bytes((vector - as_mean(mean)).astype("<f2").tobytes())


def as_mean(mean: Mean) -> Vector:
    """The numbers of a mean."""
    return np.frombuffer(mean.vector, "<f4")


def summed(total: Vector, means: Means, kept: Sequence[Kept], language: str) -> Vector:
    """``total`` (None: nothing yet) and the texts' own vectors of a language."""
    known = [one for one in kept if means.knows(one)]
    if not known:
        return total
    return means.sums(known, language) + (0.0 if total is None else total)


def shrunk(given: bytes, weight: int, total: Vector, count: int) -> bytes:
    """The mean of ``count`` vectors whose sum is ``total`` and of ``weight`` more that are all ``given``."""
    whole = np.frombuffer(given, "<f4") * weight + total
    return bytes((whole / (weight + count)).astype("<f4").tobytes())


class Means:
    """Every mean by its id, and which is the current one of each language."""

    def __init__(self, means: Sequence[Mean]) -> None:
        self._place = {mean.id: place for place, mean in enumerate(means)}
        self._languages = np.array([mean.language for mean in means])
        self.current = {mean.language: mean for mean in means}
        self._all = np.stack([as_mean(mean) for mean in means])
        self._now = np.stack([as_mean(self.current[mean.language]) for mean in means])
        self.newest = means[-1].id

    def knows(self, kept: Kept) -> bool:
        """Whether it names one of these means."""
        return kept.mean_id in self._place

    def raw(self, kept: Sequence[Kept]) -> tuple[Vector, Vector]:
        """The texts' own vectors, and where in the list of means each one's is."""
        numbers = np.frombuffer(b"".join(one.vector for one in kept), "<f2").reshape(len(kept), SIZE)
        places = np.array([self._place[one.mean_id] for one in kept])
        return numbers.astype(np.float32) + self._all[places], places

    def comparable(self, kept: Sequence[Kept]) -> Vector:
        """Vectors of length one without the current mean of their language, whichever mean they were kept with."""
        raw, places = self.raw(kept)
        return _of_length_one(raw - self._now[places])

    def sums(self, kept: Sequence[Kept], language: str) -> Vector:
        """The sum of the texts' own vectors of a language."""
        raw, places = self.raw(kept)
        return raw[self._languages[places] == language].sum(axis=0, dtype=np.float64)

    def draft(self, vector: Vector, language: str) -> Vector:
        """A text's own vector, made comparable."""
        return _of_length_one((vector - as_mean(self.current[language]))[None, :])[0]

    def scores(self, kept: Sequence[Kept], wanted: Vector) -> dict[int, float]:
        """The cosine of each with a comparable vector, by proposal."""
        cosines = self.comparable(kept) @ wanted
        return {one.proposal_id: float(cosine) for one, cosine in zip(kept, cosines, strict=True)}


def _of_length_one(vectors: Vector) -> Vector:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(lengths, 1e-6)


class Index:
    """The comparable vectors of a campaign, a byte a number, in stretches of ids; used by one thread at a time.

    A coarse look: what it finds is compared again as the database has it.
    """

    def __init__(self) -> None:
        self._stretches: dict[int, tuple[Vector, Vector]] = {}

    def put(self, stretch: int, kept: Sequence[Kept], means: Means) -> None:
        """In the place of what the stretch had."""
        if not kept:
            self._stretches.pop(stretch, None)
            return
        coarse = np.clip(np.rint(means.comparable(kept) * SCALE), -127, 127).astype(np.int8)
        self._stretches[stretch] = np.array([one.proposal_id for one in kept], dtype=np.int64), coarse

    def nearest(self, wanted: Vector, at_least: float, most: int) -> list[int]:
        """Proposals whose cosine may be ``at_least`` so much, the nearest first."""
        found: list[tuple[float, int]] = []
        for ids, coarse in self._stretches.values():
            scores = coarse.astype(np.float32) @ (wanted / SCALE)
            near = np.flatnonzero(scores >= at_least - SLACK)
            if len(near) > most:
                near = near[np.argpartition(-scores[near], most)[:most]]
            found += [(float(scores[one]), int(ids[one])) for one in near]
        return [one for _, one in sorted(found, reverse=True)[:most]]
