"""What ``usynys campaign`` does and says: English lines over the forum's own rules."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Final

from bot.database_ready import demand_ready
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.settings import Settings
from forum import campaign_changes, campaigns, pauses
from forum.campaign_settings import DATES, NUMBERS, OPTIONAL, SETTINGS, Value, value_of
from forum.campaigns import CampaignPlan
from forum.errors import DomainError
from forum.policies import Rules
from storage.campaigns import PAUSABLE
from storage.database import Database, open_database
from storage.records import Campaign
from storage.vocabulary import PHASES

Say = Callable[[str], None]

# What stands for a refusal of the forum, by its key.
LINES: Final = {
    "no-campaign": "There is no such campaign.",
    "campaign-exists": "A campaign is open already: end it first.",
    "campaign-over": "The campaign has ended.",
    "campaign-name": "A name has {minimum} to {maximum} characters.",
    "date-past": "A day lies in the past.",
    "date-far": "A day lies after the end of {year}.",
    "vote-budget-range": "The vote budget is a number from {minimum} to {maximum}.",
    "shortlist-range": "A size of the shortlist is a number from {minimum} to {maximum}.",
    "setting-same": "It is so already.",
    "setting-moved": "Somebody changed it at this moment: look at it again.",
    "phase-begun": "The phase has begun: its first day stays.",
    "phones-not-kept": "PHONE_PEPPER is not set, so no phone numbers can be verified.",
    "pause-text": "A sentence has {minimum} to {maximum} characters.",
}
CLASHES: Final = {
    "collecting": "The last day of collecting comes before its first.",
    "voting": "The last day of voting comes before its first.",
    "voting-start": "Voting would begin before collecting.",
    "voting-end": "Voting would end before collecting.",
    "follow-up": "The follow-up would begin before voting is over.",
}
UNKNOWN: Final = "There is no setting {name!r}. Settings: {names}."
UNREADABLE: Final = "{value!r} is no {kind}."
NOT_SURE: Final = "Nothing was done: an ended campaign is never opened again. If that is meant, say --yes."
STAYS: Final = (
    "shortlist: {count} stay as they were confirmed; votes for the others go on until that day and change the rankings"
)
NOTHING: Final = "-"


def line_of(refusal: DomainError) -> str:
    """A refusal in one English line."""
    if refusal.key == "dates-clash":
        return CLASHES[str(refusal.facts["rule"])]
    return LINES.get(refusal.key, f"Refused: {refusal.key}.").format(**refusal.facts)


def run(settings: Settings, say: Say, work: Callable[[Console], Awaitable[None]]) -> None:
    """Do one piece of work at the database of the settings. Raises CommandFailed, DatabaseProblem."""
    demand_ready(settings.database)
    try:
        asyncio.run(_run(settings, say, work))
    except DomainError as refusal:
        raise CommandFailed(ExitCode.PROBLEM, line_of(refusal)) from None


async def _run(settings: Settings, say: Say, work: Callable[[Console], Awaitable[None]]) -> None:
    db = await open_database(settings.database)
    try:
        await work(Console(db, settings.rules, say))
    finally:
        await db.close()


class Console:
    """The operator at the command line; every method raises DomainError, CommandFailed, DatabaseUnavailable."""

    def __init__(self, db: Database, rules: Rules, say: Say) -> None:
        self._db = db
        self._rules = rules
        self._say = say

    async def show(self, campaign_id: int | None) -> None:
        """Everything about one campaign."""
        found = await campaigns.of_list(self._db, campaign_id)
        current = campaigns.phases(found, datetime.now(UTC))
        self._say(f"Campaign {found.id}: {found.state}")
        self._say(f"phase: {', '.join(phase for phase in PHASES if phase in current)}")
        for setting in SETTINGS:
            self._say(f"{_shown(setting)}: {_text(value_of(found, setting, self._rules.zone))}")
        for what, pause in zip(PAUSABLE, (found.submitting_pause, found.voting_pause), strict=True):
            if pause is not None:
                since = pause.since.astimezone(self._rules.zone)
                self._say(f"{what} paused since {since:%Y-%m-%d %H:%M}: {pause.text_kk} / {pause.text_ru}")

    async def list(self) -> None:
        """One line a campaign."""
        open_one = await campaigns.find_open(self._db)
        found = [*([open_one] if open_one else []), *await campaign_changes.ended(self._db)]
        for one in found:
            days = [value_of(one, setting, self._rules.zone) for setting in ("collecting_from", "voting_until")]
            self._say(f"{one.id}  {one.state:5}  {days[0]} – {days[1]}  {one.name_kk} / {one.name_ru}")
        if not found:
            self._say("No campaigns.")

    async def create(self, plan: CampaignPlan) -> None:
        """Open one."""
        made = await campaigns.create(self._db, None, plan, datetime.now(UTC), self._rules)
        self._say(f"Campaign {made.id} is open.")

    async def change(self, name: str, typed: str, *, is_dry: bool) -> None:
        """Change one setting of the open campaign."""
        setting = name.strip().lower().replace("-", "_")
        if setting not in SETTINGS:
            raise CommandFailed(
                ExitCode.PROBLEM, UNKNOWN.format(name=name, names=", ".join(_shown(one) for one in SETTINGS))
            )
        value, now = _value(setting, typed), datetime.now(UTC)
        found = await self._open()
        seen = value_of(found, setting, self._rules.zone)
        if is_dry:
            _, wanted = campaign_changes.pair(found, setting, value, now, self._rules)
        else:
            saved = await campaign_changes.change(self._db, None, found.id, setting, value, now, self._rules, seen=seen)
            wanted = value_of(saved, setting, self._rules.zone)
        self._say(f"{_shown(setting)}: {_text(seen)} -> {_text(wanted)}{' (nothing was changed)' if is_dry else ''}")
        if count := await campaign_changes.shortlisted(self._db, found.id, setting):
            self._say(STAYS.format(count=count))

    async def pause(self, what: str, kk: str, ru: str) -> None:
        """Pause at once."""
        await pauses.pause(self._db, None, (await self._open()).id, what, kk, ru, datetime.now(UTC))
        self._say(f"{what.capitalize()} is paused.")

    async def resume(self, what: str) -> None:
        """Go on."""
        await pauses.resume(self._db, None, (await self._open()).id, what, datetime.now(UTC))
        self._say(f"{what.capitalize()} goes on.")

    async def end(self, *, is_sure: bool) -> None:
        """End the open one for good."""
        found = await self._open()
        if not is_sure:
            raise CommandFailed(ExitCode.PROBLEM, NOT_SURE)
        await campaigns.end(self._db, None, found.id, datetime.now(UTC))
        self._say(f"Campaign {found.id} has ended.")

    async def _open(self) -> Campaign:
        found = await campaigns.find_open(self._db)
        if found is None:
            raise CommandFailed(ExitCode.PROBLEM, "No campaign is open.")
        return found


def _shown(setting: str) -> str:
    return setting.replace("_", "-")


def _text(value: Value) -> str:
    return NOTHING if value is None else str(value)


def _value(setting: str, typed: str) -> Value:
    if typed.strip() == NOTHING and setting in OPTIONAL:
        return None
    try:
        if setting in DATES:
            return date.fromisoformat(typed.strip())
        if setting in NUMBERS:
            return int(typed)
    except ValueError:
        kind = "day (write it as 2027-09-01)" if setting in DATES else "number"
        raise CommandFailed(ExitCode.PROBLEM, UNREADABLE.format(value=typed, kind=kind)) from None
    if setting == "verification" and typed not in ("none", "phone"):
        raise CommandFailed(ExitCode.PROBLEM, UNREADABLE.format(value=typed, kind="level (none, phone or -)"))
    return typed
