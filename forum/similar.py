"""Similar proposals for somebody who is about to send one: few, only when they are alike, never merged by machine.

The rarest beginnings of the draft's words bring candidates; those that share the most weight are read and compared word
by word. Where the extra is installed, what texts mean is compared beside that (forum.meanings). Nothing is better than
something weak: opposites and neighbours look alike to a machine too.
"""

from __future__ import annotations

import asyncio
import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from forum import folding
from forum.meanings import Meanings
from forum.policies import PUBLIC, WAITING
from storage import decisions, reasons, stems
from storage.database import Database, Transaction
from storage.errors import DatabaseUnavailable
from storage.records import Proposal, Reason
from storage.stems import Term
from storage.vocabulary import NATIONAL

MOST = 3
COUNTED = 2001  # proposals of a stem, counted no further
RAREST = 10  # stems whose proposals are candidates
POSTINGS = 1000  # newest proposals of each
READ = 60  # candidates whose texts are compared
FEWEST = 2  # stems that a draft must have to be compared at all
WORDS = 60  # of a text, those of its title first
TYPO_LETTERS = 7
ONE_TYPO, FOUR_LETTERS, THREE_LETTERS = 0.8, 0.7, 0.4
THRESHOLD = 0.31  # set on tests/forum/similar_dev.json


@dataclass(frozen=True, slots=True)
class Similar:
    """A proposal like the draft; ``reason``: why it was rejected (then it cannot be opened), else None."""

    proposal: Proposal
    reason: Reason | None
    score: float


@dataclass(frozen=True, slots=True)
class _Words:
    """The telling words of a title and of a whole text, and how others find themselves among them."""

    title: list[str]
    words: list[str]
    found: frozenset[str]
    fours: frozenset[str]
    threes: frozenset[str]
    long: list[str]

    @classmethod
    def of(cls, proposal: Proposal) -> _Words:
        """Of a title and a text as they are kept."""
        title = folding.telling(folding.words(proposal.title or ""))
        words = folding.telling([*title, *folding.words(proposal.text or "")])[:WORDS]
        return cls(
            title,
            words,
            frozenset(map(folding.stem, words)),
            frozenset(word[:4] for word in words if len(word) >= 4),
            frozenset(word[:3] for word in words if len(word) >= 3),
            [word[:TYPO_LETTERS] for word in words if len(word) > folding.STEM],
        )

    def stems(self) -> list[str]:
        """Each once, those of the title first."""
        return list(dict.fromkeys(map(folding.stem, self.words)))

    def nearest(self, word: str) -> float:
        """How near a word of the other text comes to one of these: 1 the same stem, 0 none."""
        if folding.stem(word) in self.found:
            return 1.0
        if len(word) > folding.STEM and process.extractOne(
            word[:TYPO_LETTERS], self.long, scorer=Levenshtein.distance, score_cutoff=1
        ):
            return ONE_TYPO
        if word[:4] in self.fours:
            return FOUR_LETTERS
        return THREE_LETTERS if word[:3] in self.threes else 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    """What one read brings: the texts to compare, why the rejected ones were, how much each stem tells."""

    proposals: Sequence[Proposal]
    reasons: Mapping[int, Reason | None]
    weights: Mapping[str, float]


async def find(
    db: Database, draft: Proposal, meanings: Meanings | None = None, regions: Collection[str] = ()
) -> tuple[Similar, ...]:
    """At most three of the draft's campaign, those near (its place, national) first: public ones, and those rejected
    for a reason that may be told. A moderator of ``regions`` is shown all that wait or were rejected there, too.

    By words, and by what they mean where ``meanings`` can tell: then also in the other language. Costs the same in a
    campaign of any size; the comparing runs in a thread. What meanings do not tell in time is left out.
    """
    wanted = _Words.of(draft).stems()
    if len(wanted) < FEWEST:
        return ()
    if meanings is None:
        return _chosen(draft, await _by_words(db, draft, wanted, regions))
    meant = asyncio.create_task(_by_meaning(db, draft, meanings, regions), name="similar by meaning")
    try:
        by_words = await _by_words(db, draft, wanted, regions)
        return _chosen(draft, [*by_words, *await meant])
    finally:
        meant.cancel()


async def _by_words(db: Database, draft: Proposal, wanted: list[str], regions: Collection[str]) -> list[Similar]:
    async def work(tx: Transaction) -> _Found:
        return await _candidates(tx, draft, wanted, regions)

    found = await db.read(work)
    return await asyncio.to_thread(_alike, draft, found) if found.proposals else []


async def _by_meaning(db: Database, draft: Proposal, meanings: Meanings, regions: Collection[str]) -> list[Similar]:
    near = await meanings.near(draft)
    if not near:
        return []

    async def work(tx: Transaction) -> tuple[list[Proposal], dict[int, Reason | None]]:
        return await _shown(tx, draft, near, regions)

    try:
        proposals, why = await db.read(work)
    except DatabaseUnavailable:
        return []  # what the words are asked for says so
    return [Similar(one, why.get(one.id), near[one.id]) for one in proposals]


async def _candidates(tx: Transaction, draft: Proposal, wanted: list[str], regions: Collection[str]) -> _Found:
    counted = dict(zip(wanted, await stems.counts(tx, [Term(stem) for stem in wanted], COUNTED), strict=True))
    whole = await stems.newest_id(tx)
    weights = {stem: _weight(count, whole) for stem, count in counted.items()}
    points: dict[int, float] = defaultdict(float)
    for stem in sorted((stem for stem in wanted if counted[stem]), key=counted.__getitem__)[:RAREST]:
        for proposal_id in await stems.newest(tx, stem, whole + 1, POSTINGS):
            points[proposal_id] += weights[stem]
    points.pop(draft.id, None)
    likely = heapq.nlargest(READ, points, key=points.__getitem__)
    shown, why = await _shown(tx, draft, likely, regions)
    return _Found(shown, why, weights)


async def _shown(
    tx: Transaction, draft: Proposal, ids: Collection[int], regions: Collection[str]
) -> tuple[list[Proposal], dict[int, Reason | None]]:
    """Those that may be shown, and why the rejected ones were."""
    states = PUBLIC | {"rejected"} | (WAITING if regions else frozenset())
    read = await stems.among(tx, draft.campaign_id, ids, states)
    why = await _reasons(tx, [one for one in read if one.state == "rejected"])
    return [one for one in read if _may_be_told(one, why.get(one.id)) or one.region in regions], why


async def _reasons(tx: Transaction, rejected: Sequence[Proposal]) -> dict[int, Reason | None]:
    kept = {reason.code: reason for reason in await reasons.list_all(tx)} if rejected else {}
    found: dict[int, Reason | None] = {}
    for one in rejected:
        decision = await decisions.find_of_round(tx, one.id, one.round)
        found[one.id] = kept.get(decision.reason or "") if decision is not None else None
    return found


def _may_be_told(one: Proposal, reason: Reason | None) -> bool:
    """Public ones, and refusals the next author should know of; those with a hidden reason stay unseen."""
    return one.state in PUBLIC or (reason is not None and reason.is_public)


def _weight(count: int, whole: int) -> float:
    """How much a stem tells. One that is counted no further is taken for one in a tenth of all texts."""
    return math.log(1 + whole / (max(count, whole / 10) if count >= COUNTED else max(1, count)))


def _alike(draft: Proposal, found: _Found) -> list[Similar]:
    mine = _Words.of(draft)
    scored = [
        Similar(one, found.reasons.get(one.id), likeness(mine, _Words.of(one), found.weights))
        for one in found.proposals
    ]
    return [one for one in scored if one.score >= THRESHOLD]


def _chosen(draft: Proposal, found: Iterable[Similar]) -> tuple[Similar, ...]:
    """The best of all, each once by the better of its scores."""
    best: dict[int, Similar] = {}
    for one in sorted(found, key=lambda one: -one.score):
        best.setdefault(one.proposal.id, one)
    near = {draft.place, NATIONAL}
    return tuple(sorted(list(best.values())[:MOST], key=lambda one: (one.proposal.place not in near, -one.score)))


def likeness(mine: _Words, other: _Words, weights: Mapping[str, float]) -> float:
    """0 to 1: how much of either text, by the weight of its words, is in the other; titles count as much as all words.

    Harmonic: a long text that happens to hold all words of a short one is not like it for that alone.
    """
    usual = sum(weights.values()) / len(weights)

    def share(words: Sequence[str], of: _Words) -> float:
        told = [weights.get(folding.stem(word), usual) for word in words]
        had = sum(weight * of.nearest(word) for word, weight in zip(words, told, strict=True))
        return had / sum(told) if told else 0.0

    titles = _harmonic(share(mine.title, other), share(other.title, mine))
    return (titles + _harmonic(share(mine.words, other), share(other.words, mine))) / 2


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
