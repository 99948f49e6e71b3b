"""The team as organizers look back on it: who came and went by whom, the links still open, what somebody did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from forum.errors import MemberNotFound
from forum.organizer_errors import InvitationNotOpen
from forum.policies import Rules, demand_organizer
from storage import team_history
from storage.database import Database, Transaction
from storage.records import Person
from storage.team_history import Link, Role, Work


class TeamAct(NamedTuple):
    """Something that happened: ``what`` is invited, joined, revoked or ended (a link, before its time).

    ``name``: whom it is about, None of a link. ``by``: the name of who did it, '' of an admin of the settings, None
    where nobody is known. ``regions`` are empty for organizers.
    """

    at: datetime
    what: str
    role: str
    regions: tuple[str, ...]
    name: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody of the team: every role they have or had, and what they did."""

    person_id: int
    name: str
    roles: tuple[Role, ...]
    work: Work


async def acts(db: Database, organizer: Person, now: datetime, rules: Rules) -> tuple[TeamAct, ...]:
    """Everything that happened, the newest first. Raises NotAllowed."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> tuple[TeamAct, ...]:
        found = _came_and_went(await team_history.roles(tx)) + _of_links(await team_history.links(tx), now, rules)
        return tuple(sorted(found, key=lambda act: act.at, reverse=True))

    return await db.read(work)


def _came_and_went(roles: tuple[Role, ...]) -> list[TeamAct]:
    joined: dict[tuple[int, str, datetime], list[Role]] = {}
    for one in roles:
        joined.setdefault((one.person_id, one.role, one.given_at), []).append(one)  # one link for several regions
    found = [
        TeamAct(at, "joined", role, tuple(one.region for one in given if one.region), given[0].name, given[0].given_by)
        for (_, role, at), given in joined.items()
    ]
    for one in roles:
        if one.revoked_at is not None:
            regions = (one.region,) if one.region else ()
            found.append(TeamAct(one.revoked_at, "revoked", one.role, regions, one.name, one.revoked_by))
    return found


def _of_links(links: tuple[Link, ...], now: datetime, rules: Rules) -> list[TeamAct]:
    found = [TeamAct(one.created_at, "invited", one.role, one.regions, None, one.by) for one in links]
    for one in links:
        # Taken back, or ended with the role of who made it; one that ran out by itself is no act of anybody.
        is_early = one.expires_at < one.created_at + rules.invitation_for
        if not one.is_used and is_early and one.expires_at <= now:
            found.append(TeamAct(one.expires_at, "ended", one.role, one.regions, None, one.ended_by))
    return found


async def open_links(db: Database, organizer: Person, now: datetime) -> tuple[Link, ...]:
    """Links somebody may still use, the newest first. Raises NotAllowed."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> tuple[Link, ...]:
        return await team_history.open_links(tx, now)

    return await db.read(work)


async def find_open_link(db: Database, organizer: Person, invitation_id: int, now: datetime) -> Link:
    """One of them. Raises NotAllowed, InvitationNotOpen."""
    found = await open_links(db, organizer, now)
    link = next((one for one in found if one.id == invitation_id), None)
    if link is None:
        raise InvitationNotOpen
    return link


async def take_link_back(db: Database, organizer: Person, invitation_id: int, now: datetime) -> None:
    """End a link before anybody uses it. Raises NotAllowed, InvitationNotOpen (also when that was done already)."""
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> bool:
        return await team_history.take_back(tx, invitation_id, organizer.id, now)

    if not await db.write(unit):
        raise InvitationNotOpen


async def profile(db: Database, organizer: Person, membership_id: int) -> Profile:
    """The person who has or had this role. Raises NotAllowed, MemberNotFound."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> Profile:
        roles = await team_history.roles_of(tx, membership_id)
        if not roles:
            raise MemberNotFound
        person_id = roles[0].person_id
        return Profile(person_id, roles[-1].name, roles, await team_history.work_of(tx, person_id))

    return await db.read(work)
