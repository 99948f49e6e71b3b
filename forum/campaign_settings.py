"""The settings of a campaign as an organizer reads and types them: names, whole days, numbers, choices.

Days are of the forum's zone; those of the ends are inclusive. Nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from forum.errors import CampaignName, DatePast, StaleButton, VoteBudgetRange
from forum.organizer_errors import DateFar, DatesClash, PhaseBegun, PhonesNotKept, ShortlistRange
from forum.policies import Rules
from forum.texts import clean_line
from storage.database import to_ms
from storage.records import Campaign
from storage.vocabulary import VERIFICATIONS

Value = str | int | date | None

NAMES: Final = ("name_kk", "name_ru")
DATES: Final = ("collecting_from", "collecting_until", "voting_from", "voting_until", "follow_up_from")
NUMBERS: Final = ("vote_budget", "shortlist_per_region", "shortlist_per_topic")
SETTINGS: Final = (*NAMES, *DATES, *NUMBERS, "verification")
# These may be missing: then it is as if the campaign said nothing about it.
OPTIONAL: Final = ("follow_up_from", *NUMBERS, "verification")
BEGINNINGS: Final = ("collecting_from", "voting_from", "follow_up_from")
# Which phase begins with such a date.
PHASE_OF: Final = {"collecting_from": "collecting", "voting_from": "voting", "follow_up_from": "follow-up"}

NAME_LENGTH: Final = (3, 120)
VOTE_BUDGET: Final = (1, 1000)
SHORTLIST: Final = (1, 100)
YEARS_AHEAD: Final = 3
DAY: Final = timedelta(days=1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant a day begins in the zone."""
    return datetime.combine(day, time(), zone)


def last_day(instant: datetime, zone: ZoneInfo) -> date:
    """The last whole day before an exclusive end."""
    return (instant.astimezone(zone) - timedelta(microseconds=1)).date()


def check_name(text: str) -> str:
    """The name on one line. Raises CampaignName (facts: minimum, maximum characters)."""
    name = clean_line(text)
    if not NAME_LENGTH[0] <= len(name) <= NAME_LENGTH[1]:
        raise CampaignName(minimum=NAME_LENGTH[0], maximum=NAME_LENGTH[1])
    return name


def value_of(campaign: Campaign, setting: str, zone: ZoneInfo) -> Value:
    """How a setting stands, as it is shown and typed."""
    held = getattr(campaign, setting)
    if not isinstance(held, datetime):
        return held if isinstance(held, str | int) else None
    return last_day(held, zone) if setting.endswith("_until") else held.astimezone(zone).date()


def instant_of(setting: str, day: date, zone: ZoneInfo) -> datetime:
    """The instant a typed day stands for: its beginning, or of an end the beginning of the next one."""
    return midnight(day + DAY if setting.endswith("_until") else day, zone)


def column_of(setting: str, value: Value, zone: ZoneInfo) -> str | int | None:
    """The value as the table holds it."""
    return to_ms(instant_of(setting, value, zone)) if isinstance(value, date) else value


def check(setting: str, value: Value, now: datetime, rules: Rules) -> Value:
    """The value as it is kept, looked at by itself.

    Raises CampaignName, DatePast, DateFar (year), VoteBudgetRange, ShortlistRange, PhonesNotKept, StaleButton (no such
    setting, or a value of another kind).
    """
    if value is None and setting in OPTIONAL:
        return None
    if setting in NAMES and isinstance(value, str):
        return check_name(value)
    if setting in DATES and isinstance(value, date):
        return _check_day(value, now, rules.zone)
    if setting in NUMBERS and isinstance(value, int):
        return _check_number(setting, value)
    if setting == "verification" and value in VERIFICATIONS:
        if value == "phone" and not rules.phone_possible:
            raise PhonesNotKept
        return value
    raise StaleButton


def _check_day(day: date, now: datetime, zone: ZoneInfo) -> date:
    today = now.astimezone(zone).date()
    if day < today:
        raise DatePast
    if day.year > today.year + YEARS_AHEAD:
        raise DateFar(year=str(today.year + YEARS_AHEAD))
    return day


def _check_number(setting: str, number: int) -> int:
    least, most = VOTE_BUDGET if setting == "vote_budget" else SHORTLIST
    if not least <= number <= most:
        raise (VoteBudgetRange if setting == "vote_budget" else ShortlistRange)(minimum=least, maximum=most)
    return number


def changed(campaign: Campaign, setting: str, value: Value, now: datetime, rules: Rules) -> Campaign:
    """The campaign with a setting so. Raises as :func:`check`, PhaseBegun, DatesClash (rule)."""
    value = check(setting, value, now, rules)
    if setting in BEGINNINGS:
        begins = getattr(campaign, setting)
        if begins is not None and begins <= now:
            raise PhaseBegun
    held: Any = instant_of(setting, value, rules.zone) if isinstance(value, date) else value
    whole: Campaign = replace(campaign, **{setting: held})
    demand_order(whole)
    return whole


def demand_order(campaign: Campaign) -> None:
    """Pass dates that follow each other.

    Raises DatesClash; ``rule`` names what comes too early: collecting (its last day before its first), voting (the
    same), voting-start (before collecting starts), voting-end (before collecting ends), follow-up (before voting ends).
    """
    follow_up = campaign.follow_up_from
    for rule, is_broken in (
        ("collecting", campaign.collecting_until <= campaign.collecting_from),
        ("voting", campaign.voting_until <= campaign.voting_from),
        ("voting-start", campaign.voting_from < campaign.collecting_from),
        ("voting-end", campaign.voting_until < campaign.collecting_until),
        ("follow-up", follow_up is not None and follow_up < campaign.voting_until),
    ):
        if is_broken:
            raise DatesClash(rule=rule)


def suggestions(setting: str, days: Mapping[str, date], today: date) -> tuple[date, ...]:
    """Two days that make sense for a date, given the other ``days`` that are known (by their settings)."""
    begins = max(today, days.get("collecting_from", today))
    collected = max(begins, days.get("collecting_until", begins + timedelta(days=30)))
    voted = max(collected, days.get("voting_until", collected + timedelta(days=30)))
    match setting:
        case "collecting_from":
            return today, today + timedelta(days=7 - today.weekday())
        case "collecting_until":
            return begins + timedelta(days=30), begins + timedelta(days=60)
        case "voting_from":
            return begins, collected + DAY
        case "voting_until":
            return collected + timedelta(days=14), collected + timedelta(days=30)
        case "follow_up_from":
            return voted + DAY, voted + timedelta(days=30)
    return ()
