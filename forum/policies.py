"""The rules of a campaign as numbers, and who may do what as small predicates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from forum.errors import (
    Banned,
    ConsentNeeded,
    LanguageNeeded,
    Muted,
    NotAllowed,
    NotYourRegion,
    PhoneNeeded,
    RegionNeeded,
)
from storage.records import Campaign, Person
from storage.vocabulary import PUBLIC_STATES

CONSENT_VERSION = 2
APPEAL_FOR = timedelta(days=7)

# Sets of states by what may be done in them; nothing compares states one by one.
EDITABLE = frozenset({"draft", "returned"})
WITHDRAWABLE = frozenset({"draft", "pending", "returned", "published"})
VOTABLE = frozenset({"published"})
REPORTABLE = frozenset({"published"})
# What became of it after the forum: its author, supporters and followers hear of each.
OUTCOMES = frozenset({"recommended", "sent", "answered", "in_progress", "done", "declined"})
# What stands in a moderator's queue, and what of it may go back to its author.
WAITING = frozenset({"pending", "hidden", "appealed"})
RETURNABLE = frozenset({"pending"})
# What a moderator of its region joins to another one, and corrects.
WORKABLE = frozenset({"pending", "hidden", "published"})
# Deliveries that somebody asked for: a file just ordered, the digest at the hour its moderator chose.
ASKED_FOR = frozenset({"export", "export_failed", "digest", "digest_picture"})
PUBLIC = frozenset(PUBLIC_STATES)
# Votes for these count against a budget: a hidden one may come back, a withdrawn one has given its votes back.
HOLDS_VOTES = PUBLIC | {"hidden"}


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits that the settings may change; lengths in characters after trimming.

    Quiet hours begin at the hour ``quiet_from`` and end at ``quiet_until`` in the forum's zone; None or equal: there
    are none. ``phone_possible``: there is something to hash phone numbers with, so a campaign may ask for them.
    """

    title_min: int = 10
    title_max: int = 120
    text_min: int = 30
    text_max: int = 2000
    attachments_most: int = 5
    attachment_megabytes: int = 20
    remark_max: int = 1000
    proposals_a_day: int = 3
    proposals_a_campaign: int = 10
    own_vote_allowed: bool = False
    phone_needed: bool = False
    phone_possible: bool = False
    reports_a_day: int = 5
    reports_to_hide: int = 3
    appeal_min: int = 10
    appeal_max: int = 500
    appeal_for: timedelta = APPEAL_FOR
    taken_for: timedelta = timedelta(minutes=10)
    undo_for: timedelta = timedelta(minutes=10)
    invitation_for: timedelta = timedelta(days=7)
    export_part_megabytes: int = 49
    digest_late_after: timedelta = timedelta(hours=12)
    decision_workdays: int = 3
    quiet_from: int | None = None
    quiet_until: int | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Almaty"))


def quiet_until(kind: str, now: datetime, rules: Rules) -> datetime | None:
    """When a delivery of this kind may go, if quiet hours hold it now; None when it may go at once."""
    begins, ends = rules.quiet_from, rules.quiet_until
    if kind in ASKED_FOR or begins is None or ends is None or begins == ends:
        return None
    local = now.astimezone(rules.zone)
    over_midnight = begins > ends
    is_evening, is_morning = local.hour >= begins, local.hour < ends
    if not (is_evening or is_morning if over_midnight else is_evening and is_morning):
        return None
    day = local.date() + timedelta(days=1) if over_midnight and is_evening else local.date()
    return datetime(day.year, day.month, day.day, ends, tzinfo=rules.zone).astimezone(UTC)


def has_consent(person: Person) -> bool:
    """Whether the person agreed to the consent text in force."""
    return person.consent_version == CONSENT_VERSION


def demand_resident(person: Person) -> None:
    """Pass only somebody who has gone through the onboarding.

    Raises LanguageNeeded, ConsentNeeded or RegionNeeded: the first step that is missing.
    """
    if person.language is None:
        raise LanguageNeeded
    if not has_consent(person):
        raise ConsentNeeded
    if person.region is None:
        raise RegionNeeded


def demand_writer(person: Person, now: datetime) -> None:
    """Pass only somebody whose words are taken now.

    Raises as :func:`demand_resident`, Banned, and Muted (until).
    """
    demand_resident(person)
    _demand_not_silenced(person, now)


def demand_drafter(person: Person, now: datetime) -> None:
    """Pass whoever may go on with a draft: the consent it was begun under is enough until it is sent.

    Raises as :func:`demand_writer`.
    """
    if person.language is None or person.consent_version is None or person.region is None:
        demand_resident(person)
    _demand_not_silenced(person, now)


def demand_voter(person: Person, rules: Rules) -> None:
    """Pass only somebody whose word counts as one person's, where no campaign says more; somebody muted may vote.

    Raises as :func:`demand_resident`, Banned, and PhoneNeeded.
    """
    demand_participant(person)
    demand_phone(person, rules, None)


def demand_participant(person: Person) -> None:
    """Pass a resident who is not banned. Raises as :func:`demand_resident`, and Banned."""
    demand_resident(person)
    demand_not_banned(person)


def needs_phone(rules: Rules, campaign: Campaign | None) -> bool:
    """Whether votes and proposals need a number of one's own: as the campaign has it, else as the settings say."""
    if campaign is None or campaign.verification is None:
        return rules.phone_needed
    return campaign.verification == "phone"


def demand_phone(person: Person, rules: Rules, campaign: Campaign | None) -> None:
    """Pass somebody with a number of their own where one is needed. Raises PhoneNeeded."""
    if not person.is_verified and needs_phone(rules, campaign):
        raise PhoneNeeded


def demand_not_banned(person: Person) -> None:
    """Pass everybody but the banned. Raises Banned."""
    if person.banned_at is not None:
        raise Banned


def _demand_not_silenced(person: Person, now: datetime) -> None:
    demand_not_banned(person)
    if person.muted_until is not None and person.muted_until > now:
        raise Muted(until=person.muted_until)


def may_moderate(person: Person, region: str | None) -> bool:
    """Whether the person moderates the region."""
    return region is not None and region in person.moderated_regions


def demand_moderator(person: Person, region: str | None = None) -> None:
    """Pass only a moderator (of the region, if one is named). Raises NotAllowed or NotYourRegion."""
    if not person.is_moderator:
        raise NotAllowed
    if region is not None and not may_moderate(person, region):
        raise NotYourRegion


def demand_team(person: Person) -> None:
    """Pass only a moderator, an organizer or an admin of the settings. Raises NotAllowed."""
    if not (person.is_moderator or person.is_organizer):
        raise NotAllowed


def demand_organizer(person: Person) -> None:
    """Pass only an organizer or an admin of the settings. Raises NotAllowed."""
    if not person.is_organizer:
        raise NotAllowed
