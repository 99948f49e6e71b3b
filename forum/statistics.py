"""A campaign in figures, for organizers and for whoever looks from the command line: also one that has ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from forum.errors import NoCampaign
from forum.paces import Pace, offset_of, paces, percent
from forum.policies import PUBLIC, Rules, demand_organizer
from storage import campaigns, statistics
from storage.database import Database, Transaction
from storage.records import Campaign, Person
from storage.statistics import Answered, Group
from storage.vocabulary import ANSWER_STATES, NATIONAL

By = Literal["place", "topic", "language"]
CAMPAIGNS_MOST = 20
DAYS_MOST = 366  # of a curve; a campaign lasts some months


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a region, a topic or a language. ``shortlisted`` are also those that came further; votes are of what
    is public.
    """

    code: str
    submitted: int = 0
    published: int = 0
    shortlisted: int = 0
    answered: int = 0
    support: int = 0
    objections: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    """The campaign at a glance. ``states`` counts the submitted proposals by where they stand, the most first."""

    total: Figures
    states: tuple[tuple[str, int], ...]
    authors: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Proposals sent on a day, and votes given less votes taken back."""

    day: date
    submitted: int
    votes: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """Residents of a region, and those of them who voted in the campaign. ``region`` is empty for all."""

    region: str
    residents: int
    voters: int

    @property
    def percent(self) -> int:
        """Of a hundred residents so many voted."""
        return percent(self.voters, self.residents)


@dataclass(frozen=True, slots=True)
class Statistics:
    """All of it. ``paces`` and ``turnouts`` begin with those of the whole country."""

    campaign: Campaign
    whole: Whole
    places: tuple[Figures, ...]
    topics: tuple[Figures, ...]
    languages: tuple[Figures, ...]
    days: tuple[DayFigures, ...]
    paces: tuple[Pace, ...]
    answered: Answered
    turnouts: tuple[Turnout, ...]


async def campaign_of(db: Database, organizer: Person, campaign_id: int | None = None) -> Campaign:
    """The named campaign, or the open one, or the last. Raises NotAllowed, NoCampaign."""
    demand_organizer(organizer)
    return await find_campaign(db, campaign_id)


async def find_campaign(db: Database, campaign_id: int | None = None) -> Campaign:
    """The same for whoever has the database's own right. Raises NoCampaign."""

    async def work(tx: Transaction) -> Campaign | None:
        return await (campaigns.find_latest(tx) if campaign_id is None else campaigns.find(tx, campaign_id))

    found = await db.read(work)
    if found is None:
        raise NoCampaign
    return found


async def list_campaigns(db: Database, organizer: Person) -> tuple[Campaign, ...]:
    """Whose statistics may be asked for: the open one, then the last that ended. Raises NotAllowed."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> tuple[Campaign, ...]:
        current = await campaigns.find_open(tx)
        return *([current] if current else []), *await campaigns.list_ended(tx, CAMPAIGNS_MOST)

    return await db.read(work)


async def counts(db: Database, campaign: Campaign) -> tuple[list[Group], int]:
    """The submitted proposals by what they are, and of how many people they are."""

    async def work(tx: Transaction) -> tuple[list[Group], int]:
        return await statistics.groups(tx, campaign.id), await statistics.count_authors(tx, campaign.id)

    return await db.read(work)


def whole_of(groups: Sequence[Group], authors: int) -> Whole:
    """The campaign at a glance, from its groups."""
    states = Counter[str]()
    for one in groups:
        states[one.state] += one.many
    (total,) = _figures((("", one) for one in groups), ("",))
    return Whole(total, tuple(sorted(states.items(), key=lambda pair: (-pair[1], pair[0]))), authors)


def figures_by(by: By, groups: Iterable[Group], codes: Sequence[str] = ()) -> tuple[Figures, ...]:
    """Counts by a code; ``codes`` come first in their order, also those without any proposal."""
    return _figures(((getattr(one, by), one) for one in groups), codes)


def _figures(coded: Iterable[tuple[str, Group]], codes: Sequence[str]) -> tuple[Figures, ...]:
    found: dict[str, Counter[str]] = {}
    for code, one in coded:
        counted = found.setdefault(code, Counter())
        counted["submitted"] += one.many
        if one.state in PUBLIC:
            counted["published"] += one.many
            counted["shortlisted"] += one.many if one.state != "published" else 0
            counted["answered"] += one.many if one.state in ANSWER_STATES else 0
            counted["support"] += one.support
            counted["objections"] += one.objections
    known = [*codes, *sorted(found.keys() - set(codes))]
    return tuple(Figures(code, **found.get(code, Counter())) for code in known)


async def by_day(db: Database, campaign: Campaign, now: datetime, rules: Rules) -> tuple[DayFigures, ...]:
    """Every day from the first with a proposal or a vote to the last, at most the last DAYS_MOST."""
    offset = offset_of(now, rules)

    async def work(tx: Transaction) -> tuple[dict[date, int], dict[date, int]]:
        submitted = await statistics.submitted_by_day(tx, campaign.id, offset)
        return submitted, await statistics.votes_by_day(tx, campaign.id, offset)

    submitted, votes = await db.read(work)
    known = submitted.keys() | votes.keys()
    if not known:
        return ()
    last = max(known)
    first = max(min(known), last - timedelta(days=DAYS_MOST - 1))
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(DayFigures(day, submitted.get(day, 0), votes.get(day, 0)) for day in every)


async def answered(db: Database, campaign: Campaign, now: datetime, rules: Rules) -> Answered:
    """What became of the proposals that were sent to an addressee."""
    today = now.astimezone(rules.zone).date()
    return await db.read(lambda tx: statistics.answered(tx, campaign.id, today))


async def turnouts(db: Database, campaign: Campaign, regions: Sequence[str]) -> tuple[Turnout, ...]:
    """Who voted: the whole country first, then ``regions`` in their order."""

    async def work(tx: Transaction) -> tuple[dict[str, int], dict[str, int]]:
        return await statistics.residents_by_region(tx), await statistics.voters_by_region(tx, campaign.id)

    residents, voters = await db.read(work)
    country = Turnout("", sum(residents.values()), sum(voters.values()))
    known = [*regions, *sorted(residents.keys() - set(regions))]
    return country, *(Turnout(region, residents.get(region, 0), voters.get(region, 0)) for region in known)


async def everything(
    db: Database, campaign: Campaign, now: datetime, rules: Rules, places: Sequence[str], topics: Sequence[str]
) -> Statistics:
    """All figures, each part of a moment of its own. ``places`` has the regions and the whole country."""
    groups, authors = await counts(db, campaign)
    return Statistics(
        campaign=campaign,
        whole=whole_of(groups, authors),
        places=figures_by("place", groups, places),
        topics=figures_by("topic", groups, topics),
        languages=figures_by("language", groups),
        days=await by_day(db, campaign, now, rules),
        paces=await paces(db, campaign, now, rules),
        answered=await answered(db, campaign, now, rules),
        turnouts=await turnouts(db, campaign, [code for code in places if code != NATIONAL]),
    )
