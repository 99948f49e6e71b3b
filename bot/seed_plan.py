"""A first campaign to try the bot out: which rows it is made of. Pure: the same instant gives the same plan."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.seed_outcomes import SeedOutcome, load_outcomes
from locales import NATIONAL, REGION_CODES

DATA: Final = Path(__file__).parent / "seed_data" / "proposals.json"
NAME_KK: Final = "Азаматтық форум – {year}"
NAME_RU: Final = "Гражданский форум – {year}"
VOTERS: Final = 560
COLLECTING_LEFT: Final = timedelta(days=45)
VOTING_LEFT: Final = timedelta(days=75)
QUIET_UNTIL: Final = 7  # hours after midnight in which hardly anybody votes
HOUR_MS: Final = 3_600_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One made-up proposal as the file tells it. ``days_ago`` is when it was sent for moderation."""

    language: str
    scope: str
    region: str
    topic: str
    title: str
    text: str
    state: str
    days_ago: float
    support: int = 0
    object: int = 0
    reason: str | None = None
    remark: str | None = None
    key: str = ""

    @property
    def place(self) -> str:
        """What it is about: the region, or the whole country."""
        return NATIONAL if self.scope == NATIONAL else self.region


@dataclass(frozen=True, slots=True)
class SeedCampaign:
    """Names and last days of the campaign; it began before the oldest sample."""

    name_kk: str
    name_ru: str
    begins: datetime
    collecting_until: date
    voting_until: date


@dataclass(frozen=True, slots=True)
class SeedVote:
    """One vote: which voter (index), for or against, when (milliseconds since 1970 UTC)."""

    voter: int
    value: int
    at: int


@dataclass(frozen=True, slots=True)
class SeedProposal:
    """A sample with its instants and votes. ``decided_at`` also stands for the withdrawal of a withdrawn one;
    ``outcome`` is what became of it after the vote.
    """

    sample: Sample
    submitted_at: datetime
    decided_at: datetime | None
    votes: tuple[SeedVote, ...]
    outcome: SeedOutcome | None = None

    @property
    def hours(self) -> dict[int, tuple[int, int]]:
        """Votes for and against in each whole hour since 1970 UTC."""
        support = Counter(vote.at // HOUR_MS for vote in self.votes if vote.value > 0)
        objection = Counter(vote.at // HOUR_MS for vote in self.votes if vote.value < 0)
        return {hour: (support[hour], objection[hour]) for hour in sorted({*support, *objection})}


@dataclass(frozen=True, slots=True)
class SeedPlan:
    """The whole: proposals in the order of their numbers, and the region and language of every voter."""

    campaign: SeedCampaign
    proposals: tuple[SeedProposal, ...]
    voters: tuple[tuple[str, str], ...]


def load_samples() -> tuple[Sample, ...]:
    """The made-up proposals that come with the program."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return tuple(Sample(**row) for row in rows)


def plan_seed(now: datetime, zone: ZoneInfo) -> SeedPlan:
    """Lay out a campaign that has been going on for some weeks at ``now``."""
    chance = random.Random(20270901)
    voters = tuple((chance.choice(REGION_CODES), chance.choices(("kk", "ru"), (6, 4))[0]) for _ in range(VOTERS))
    samples = sorted(load_samples(), key=lambda sample: -sample.days_ago)
    became = load_outcomes(now, zone)
    proposals = tuple(_proposal(sample, now, zone, chance, became.get(sample.key)) for sample in samples)
    return SeedPlan(_campaign(samples, now, zone), proposals, voters)


def _campaign(samples: list[Sample], now: datetime, zone: ZoneInfo) -> SeedCampaign:
    today = now.astimezone(zone)
    first = today - timedelta(days=samples[0].days_ago + 2)
    last = today + VOTING_LEFT
    return SeedCampaign(
        NAME_KK.format(year=last.year),
        NAME_RU.format(year=last.year),
        first.replace(hour=0, minute=0, second=0, microsecond=0),
        (today + COLLECTING_LEFT).date(),
        last.date(),
    )


def _proposal(
    sample: Sample, now: datetime, zone: ZoneInfo, chance: random.Random, outcome: SeedOutcome | None
) -> SeedProposal:
    submitted = now - timedelta(days=sample.days_ago)
    decided = None
    if sample.state != "pending":
        waited = min(chance.uniform(0.3, 2.2), sample.days_ago / 3)
        decided = submitted + timedelta(days=waited)
    until = now if outcome is None else outcome.since
    votes = _votes(sample, decided, until, zone, chance) if decided else ()
    return SeedProposal(sample, submitted, decided, votes, outcome)


def _votes(
    sample: Sample, since: datetime, now: datetime, zone: ZoneInfo, chance: random.Random
) -> tuple[SeedVote, ...]:
    chosen = chance.sample(range(VOTERS), min(sample.support + sample.object, VOTERS))
    span = now - since
    votes = []
    for index, voter in enumerate(chosen):
        # Most people vote in the first days; some every day until now.
        at = since + span * chance.betavariate(1.0, 1.6)
        local = at.astimezone(zone)
        if local.hour < QUIET_UNTIL and at + timedelta(hours=9) < now:
            at += timedelta(hours=9)
        votes.append(SeedVote(voter, 1 if index < sample.support else -1, int(at.timestamp() * 1000)))
    return tuple(votes)
