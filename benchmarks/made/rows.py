"""The rows of a made-up campaign, table by table in bundles, so that five million votes need no memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import gcd
from random import Random
from typing import Any

from benchmarks.made.size import BEGIN_MS, DAY_MS, END_MS, HOUR_MS, WEEK_MS, Size
from benchmarks.made.texts import Made, Texts
from forum.fair import place_in_turn
from forum.folding import stems
from forum.policies import CONSENT_VERSION
from forum.texts import fingerprint
from locales import REGION_CODES

Row = tuple[Any, ...]
Bundle = dict[str, list[Row]]

BUNDLE_VOTES = 50_000
YEARS_MS = 3650 * DAY_MS
FIRST_TELEGRAM_ID = 1_000_000_000
MODERATOR_OF = {region: place for place, region in enumerate(REGION_CODES, start=1)}  # person's id
ORGANIZER = len(REGION_CODES) + 1
STATES = {"published": 0.86, "rejected": 0.08, "returned": 0.03, "withdrawn": 0.03}
WEEK_PENDING = 0.15  # of the last week's proposals, so many wait for a moderator
BUSY_WEEK = (BEGIN_MS + 50 * DAY_MS, BEGIN_MS + 57 * DAY_MS)  # after the television report
KINDS = {"published": "publish", "rejected": "reject", "returned": "return"}
REASONS = ("not-for-forum", "out-of-scope", "duplicate", "unclear", "personal-data", "advertising", "abuse", "illegal")
LEAST_DAYLIGHT, MOST_DAYLIGHT = 2, 18  # hours UTC between which most people are awake in the forum's zone

COLUMNS: dict[str, tuple[str, ...]] = {
    "people": ("id", "telegram_id", "language", "region", "consent_version", "consent_at", "created_at"),
    "campaigns": (
        "id", "name_kk", "name_ru", "collecting_from", "collecting_until", "voting_from", "voting_until",
        "last_number", "created_at",
    ),
    "team": ("id", "person_id", "role", "region", "display_name", "granted_at"),
    "digest_plans": ("person_id", "region", "due_at", "covered_until"),
    "digests": ("id", "person_id", "region", "period_from", "period_until", "created_at"),
    "proposals": (
        "id", "campaign_id", "number", "author_id", "state", "round", "place", "region", "topic", "title", "text",
        "language", "fingerprint", "support_count", "object_count", "created_at", "changed_at", "submitted_at",
        "queued_at", "published_at", "place_in_turn", "seen_count", "rising",
    ),
    "attachments": ("id", "proposal_id", "position", "kind", "file_id", "file_unique_id", "name", "size", "added_at"),
    "decisions": (
        "id", "proposal_id", "round", "kind", "moderator_id", "reason", "remark", "decided_at", "region", "queued_at",
    ),
    "history": ("id", "proposal_id", "at", "actor_id", "actor_role", "from_state", "to_state", "decision_id"),
    "votes": ("proposal_id", "person_id", "value", "previous", "cast_at", "changed_at"),
    "vote_hours": ("proposal_id", "hour", "region", "support", "objection"),
    "proposal_stems": ("stem", "proposal_id"),
}  # fmt: skip


@dataclass(slots=True)
class _Counted:
    """What the votes on one proposal come to."""

    support: int = 0
    objection: int = 0
    hours: dict[int, list[int]] = field(default_factory=dict)

    @property
    def rising(self) -> int:
        """Net support of the last three days before the end."""
        return sum(counts[0] - counts[1] for hour, counts in self.hours.items() if hour > END_MS // HOUR_MS - 72)


def telegram_id(person: int) -> int:
    """The account of a made-up person, by the person's id from 1."""
    return FIRST_TELEGRAM_ID + person


def bundles(size: Size) -> Iterator[Bundle]:
    """Everything, in the order in which foreign keys allow it."""
    chance = Random(size.seed)
    texts = Texts(chance)
    yield from _people(size, texts)
    yield _frame(size)
    # What happens in the last week comes from a chance of its own: the same week, whatever came before.
    before = size.proposals - size.week_proposals
    maker = _Maker(size, chance, texts)
    yield from maker.make(1, before, size.votes - size.week_votes, BEGIN_MS, END_MS - WEEK_MS)
    maker = _Maker(size, Random(size.seed + 1), Texts(Random(size.seed + 1)), is_last_week=True)
    yield from maker.make(before + 1, size.week_proposals, size.week_votes, END_MS - WEEK_MS, END_MS)


def _people(size: Size, texts: Texts) -> Iterator[Bundle]:
    rows: list[Row] = []
    for person in range(1, size.people_count + 1):
        at = BEGIN_MS + person
        rows.append((person, telegram_id(person), texts.language(), texts.region(), CONSENT_VERSION, at, at))
        if len(rows) == BUNDLE_VOTES:
            yield {"people": rows}
            rows = []
    yield {"people": rows}


def _frame(size: Size) -> Bundle:
    """The campaign, an organizer, a moderator for every region: a plan that is due in years, one old digest."""
    names = ("Азаматтық форум", "Гражданский форум")
    until = END_MS + YEARS_MS
    team: list[Row] = [(one, one, "moderator", code, f"M {one}", BEGIN_MS) for code, one in MODERATOR_OF.items()]
    team.append((ORGANIZER, ORGANIZER, "organizer", "", "O", BEGIN_MS))
    return {
        "campaigns": [(1, *names, BEGIN_MS, until, BEGIN_MS, until, size.proposals, BEGIN_MS)],
        "team": team,
        "digest_plans": [(one, code, until, END_MS - WEEK_MS) for code, one in MODERATOR_OF.items()],
        "digests": [(one, one, code, *BUSY_WEEK, END_MS) for code, one in MODERATOR_OF.items()],
    }


class _Maker:
    """Makes proposals of one stretch of time with everything that hangs on them."""

    def __init__(self, size: Size, chance: Random, texts: Texts, *, is_last_week: bool = False) -> None:
        self._size = size
        self._chance = chance
        self._texts = texts
        self._is_last_week = is_last_week
        self._people = size.people_count
        self._owed = 0

    def make(self, first: int, count: int, votes: int, since: int, until: int) -> Iterator[Bundle]:
        """``count`` proposals from id ``first`` on, submitted and voted on within [since, until) (milliseconds)."""
        if not count:
            return
        shares = self._shares(count, votes)
        bundle: Bundle = {}
        for place in range(count):
            # A television report in the middle brings half of all within a tenth of the time.
            when = self._chance.random()
            when = 0.45 + when * 0.2 if when < 0.5 else (when - 0.5) * 2
            submitted = since + int(when * 0.9 * (until - since))
            state = "published" if place == count - 1 else self._state()
            self._proposal(bundle, first + place, state, shares[place], submitted, until)
            if len(bundle.get("votes", ())) >= BUNDLE_VOTES or len(bundle["proposals"]) >= BUNDLE_VOTES // 5:
                yield bundle
                bundle = {}
        yield bundle

    def _shares(self, count: int, votes: int) -> list[int]:
        """How many votes each gets: a few get thousands, most get a handful; together ``votes``."""
        weights = [1 / (rank + 1) ** 0.8 for rank in range(count)]
        whole = sum(weights)
        most = self._people // 2
        shares = [min(most, int(votes * weight / whole)) for weight in weights]
        left = votes - sum(shares)
        for place in range(count):
            shares[place] += left // count + (place < left % count)
        self._chance.shuffle(shares)
        return shares

    def _state(self) -> str:
        if self._size.all_published:
            return "published"
        if self._is_last_week and self._chance.random() < WEEK_PENDING:
            return "pending"
        return self._chance.choices(list(STATES), list(STATES.values()))[0]

    def _has_outcome(self, number: int, state: str) -> bool:
        """One in two hundred of the earlier weeks; those of the last week are the same whatever came before."""
        return state == "published" and number % 200 == 0 and not (self._is_last_week or self._size.all_published)

    def _seen(self, number: int, state: str) -> int:
        """Shown as "next" to as many as any other, the last week's to fewer."""
        if state != "published":
            return 0
        return number % 3 if self._is_last_week else 5 + number % 2

    def _proposal(self, bundle: Bundle, number: int, state: str, votes: int, submitted: int, until: int) -> None:
        made = self._texts.make(number)
        author = self._chance.randrange(ORGANIZER, self._people) + 1
        decided = None
        if state != "pending":
            decided = min(submitted + self._chance.randrange(HOUR_MS, 2 * DAY_MS), until - 2 * HOUR_MS)
            decided = max(decided, submitted + 1)
        published = decided if state == "published" else None
        counted = _Counted()
        # Votes that fall on one that nobody can see go to the published ones: their number stays as asked for.
        self._owed += votes
        if published is not None:
            many = min(self._owed, self._people // 2)
            self._owed -= many
            counted = self._votes(bundle, number, many, published, until)
        stands = "shortlisted" if self._has_outcome(number, state) else state
        fixed = (number, 1, number, author, stands, 1, made.place, made.region, made.topic, made.title, made.text)
        rows = bundle.setdefault("proposals", [])
        rows.append(
            (
                *fixed, made.language, fingerprint(made.title, made.text), counted.support, counted.objection,
                submitted, decided or submitted, submitted, submitted, published,
                place_in_turn(number), self._seen(number, state), counted.rising,
            )
        )  # fmt: skip
        hours = bundle.setdefault("vote_hours", [])
        hours += [(number, hour, made.region, *counts) for hour, counts in sorted(counted.hours.items())]
        if state != "withdrawn":
            found = bundle.setdefault("proposal_stems", [])
            found += [(stem, number) for stem in stems(made.title, made.text)]
        self._aside(bundle, number, made, state, author, submitted, decided)

    def _aside(
        self, bundle: Bundle, number: int, made: Made, state: str, author: int, submitted: int, decided: int | None
    ) -> None:
        history = bundle.setdefault("history", [])
        history.append((2 * number - 1, number, submitted, author, "author", "draft", "pending", None))
        if number % 20 == 0:
            name = ("document", f"file{number}", f"unique{number}", "hat.pdf", 120_000, submitted)
            bundle.setdefault("attachments", []).append((number, number, 1, *name))
        if decided is None:
            return
        if state not in KINDS:
            history.append((2 * number, number, decided, author, "author", "pending", state, None))
            return
        moderator = MODERATOR_OF[made.region]
        reason = self._chance.choice(REASONS) if state == "rejected" else None
        remark = made.text[:100] if state == "returned" else None
        decision = (number, number, 1, KINDS[state], moderator, reason, remark, decided, made.region, submitted)
        bundle.setdefault("decisions", []).append(decision)
        history.append((2 * number, number, decided, moderator, "moderator", "pending", state, number))

    def _votes(self, bundle: Bundle, number: int, count: int, since: int, until: int) -> _Counted:
        """Votes of ``count`` different people: most soon after the publication, few at night."""
        rows, counted, chance = bundle.setdefault("votes", []), _Counted(), self._chance.random
        hours, span = counted.hours, until - since
        for person in self._voters(count):
            at = since + int(chance() ** 2.5 * span)
            hour = at // HOUR_MS
            if not LEAST_DAYLIGHT <= hour % 24 < MOST_DAYLIGHT and at + 9 * HOUR_MS < until and chance() < 0.8:
                at += 9 * HOUR_MS
                hour += 9
            dice = chance()
            value = 1 if dice < 0.84 else -1 if dice < 0.99 else 0
            rows.append((number, person, value, 0 if value else 1, at, at))
            if value:
                counts = hours.get(hour)
                if counts is None:
                    counts = hours[hour] = [0, 0]
                counts[value < 0] += 1
        counted.support = sum(counts[0] for counts in hours.values())
        counted.objection = sum(counts[1] for counts in hours.values())
        return counted

    def _voters(self, count: int) -> list[int]:
        """Different people in ascending order; a tenth of the people do most of the voting."""
        people, chance = self._people, self._chance.random
        if count > people // 20:
            step = self._chance.randrange(people // 3, people) | 1
            while gcd(step, people) != 1:
                step += 2
            start = self._chance.randrange(people)
            return sorted((start + step * place) % people + 1 for place in range(count))
        chosen: set[int] = set()
        while len(chosen) < count:
            chosen.add(int(chance() ** 2 * people) + 1)
        return sorted(chosen)
