"""The team: invitations that work once, who has which role, roles taken back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from forum import texts
from forum.digest_plans import plan_organizer, plan_region
from forum.errors import (
    AlreadyMember,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    MemberNotFound,
    NotAllowed,
    StaleButton,
)
from forum.organizer_errors import LastOrganizer
from forum.policies import Rules, demand_organizer
from storage import people, team
from storage.database import Database, Transaction
from storage.records import Membership, Person, TeamMember

NAME_MOST = 64
ORGANIZER_REGION = ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def invite(
    db: Database,
    organizer: Person,
    role: str,
    regions: tuple[str, ...],
    now: datetime,
    rules: Rules,
    *,
    token: str | None = None,
) -> str:
    """The token of a link (22 characters of A–Z a–z 0–9 _ -); it works once and for a week.

    ``regions`` names a moderator's regions and is empty for an organizer. A ``token`` given again is the same link;
    without one it is fresh. Raises NotAllowed, StaleButton (also when that link is used or over).
    """
    demand_organizer(organizer)
    if (role == "moderator") != bool(regions) or role not in ("moderator", "organizer"):
        raise StaleButton
    token = token or secrets.token_urlsafe(16)
    token_hash = _hash(token)

    async def unit(tx: Transaction) -> None:
        # A role taken back ends its links; one made at the same moment must not outlive it.
        if not organizer.is_admin and not await team.lock_organizer(tx, organizer.id):
            raise NotAllowed
        known = await team.find_invitation(tx, token_hash)
        if known is not None and (known.used_by is not None or known.expires_at <= now):
            raise StaleButton
        await team.insert_invitation(
            tx,
            token_hash=token_hash,
            role=role,
            regions=regions,
            created_by=organizer.id,
            now=now,
            expires_at=now + rules.invitation_for,
        )

    await db.write(unit)
    return token


async def accept(
    db: Database, person: Person, token: str, display_name: str, now: datetime, rules: Rules
) -> tuple[Membership, ...]:
    """Take the roles of a link; the same person following it again is told the same.

    Raises InvitationUnknown, InvitationUsed, InvitationExpired, AlreadyMember (the link stays good).
    """
    name = texts.clean_line(display_name)[:NAME_MOST] or "—"

    async def unit(tx: Transaction) -> tuple[Membership, ...]:
        invitation = await team.find_invitation(tx, _hash(token))
        if invitation is None:
            raise InvitationUnknown
        regions = invitation.regions or (ORGANIZER_REGION,)
        granted = tuple(Membership(invitation.role, region, name) for region in regions)
        if invitation.used_by == person.id:
            return await _still_in_force(tx, person, granted)
        if invitation.used_by is not None:
            raise InvitationUsed
        await _grant(tx, person, granted, invitation.created_by, now, rules)
        if not await team.mark_used(tx, invitation.id, person.id, now):
            raise InvitationExpired if invitation.expires_at <= now else InvitationUsed
        return granted

    return await db.write(unit)


async def _still_in_force(tx: Transaction, person: Person, granted: tuple[Membership, ...]) -> tuple[Membership, ...]:
    known = await people.find(tx, person.id)
    held = {(m.role, m.region) for m in (known.memberships if known else ())}
    if not any((m.role, m.region) in held for m in granted):
        raise InvitationUsed  # the role was revoked since: the old link does not bring it back
    return granted


async def _grant(
    tx: Transaction,
    person: Person,
    memberships: tuple[Membership, ...],
    by: int,
    now: datetime,
    rules: Rules,
) -> None:
    is_new = False
    for membership in memberships:
        is_new |= await team.grant(
            tx,
            person_id=person.id,
            role=membership.role,
            region=membership.region,
            display_name=membership.display_name,
            granted_by=by,
            now=now,
        )
        if membership.role == "moderator":
            await plan_region(tx, person.id, membership.region, now, rules)
        else:
            await plan_organizer(tx, person.id, now, rules)
    if not is_new:
        raise AlreadyMember


async def members(db: Database, organizer: Person) -> tuple[TeamMember, ...]:
    """Everybody's roles in force. Raises NotAllowed."""
    demand_organizer(organizer)
    return await db.read(team.members)


async def get_member(db: Database, organizer: Person, membership_id: int) -> TeamMember:
    """One role in force. Raises NotAllowed, MemberNotFound."""
    demand_organizer(organizer)

    async def work(tx: Transaction) -> TeamMember:
        member = await team.find_member(tx, membership_id)
        if member is None:
            raise MemberNotFound
        return member

    return await db.read(work)


async def revoke(db: Database, organizer: Person, membership_id: int, now: datetime) -> TeamMember:
    """Take a role back: every button of it is dead at once; again by the same organizer is the same.

    Raises NotAllowed, LastOrganizer (but for admins of the settings, who are never locked out), MemberNotFound (also
    when somebody else has taken it back).
    """
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> TeamMember:
        if not organizer.is_admin:
            await _demand_others_left(tx, organizer, membership_id)
        member = await team.revoke(tx, membership_id, organizer.id, now)
        if member is None:
            member = await team.find_revoked(tx, membership_id, organizer.id)
        if member is None:
            raise MemberNotFound
        return member

    return await db.write(unit)


async def _demand_others_left(tx: Transaction, organizer: Person, membership_id: int) -> None:
    """Two organizers who take each other's role back at once must not both succeed: the team would have nobody."""
    organizers = await team.lock_organizers(tx)
    if organizer.id not in organizers:
        raise NotAllowed
    member = await team.find_member(tx, membership_id)
    if member is not None and member.role == "organizer" and len(organizers) == 1:
        raise LastOrganizer
