"""Warnings, mutes and bans of authors, by moderators of the region of one of their proposals.

What each forbids is read by :mod:`forum.policies` from the person; here it is set, told and taken back. An author is
never named: moderators see what somebody did, not who it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from forum import texts
from forum.errors import (
    AlreadyLifted,
    AlreadySanctioned,
    AuthorGone,
    AuthorOnTeam,
    NotAllowed,
    NotYourRegion,
    ProposalNotFound,
    StaleButton,
)
from forum.organizer_errors import NoAuthorInBot
from forum.policies import Rules, demand_moderator, demand_team
from storage import decisions, deliveries, imports, proposals, sanctions, team
from storage.database import Database, Transaction
from storage.records import Person, Proposal
from storage.sanctions import Record, Sanction
from storage.vocabulary import SANCTION_KINDS, SANCTION_REASONS

MUTE_DAYS: Final = (1, 7, 30)
SHOWN_MOST: Final = 10  # earlier ones on the author's screen
PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Author:
    """What a moderator may know of the author of ``proposal``; ``latest`` is the newest sanction's id (0: none).

    Nothing tells an author who belongs to the team from any other: of two colleagues each would know who wrote it. Only
    setting a sanction is refused. ``is_own``: the moderator is the author.
    """

    proposal: Proposal
    record: Record
    sanctions: tuple[Sanction, ...]
    is_own: bool

    @property
    def latest(self) -> int:
        """What is seen before something is set, so that two moderators do not set two things."""
        return self.sanctions[0].id if self.sanctions else 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a moderator is about to set: ``days`` of a mute (else 0), ``seen`` as :attr:`Author.latest` was."""

    kind: str
    days: int
    reason: str
    seen: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what is in force; ``has_more``: there is another page."""

    sanctions: tuple[Sanction, ...]
    number: int
    has_more: bool


async def author_of(db: Database, moderator: Person, proposal_id: int) -> Author:
    """The author, to a moderator of the proposal's region. Raises ProposalNotFound, NotAllowed, NotYourRegion,
    AuthorGone, NoAuthorInBot (imported).
    """
    demand_moderator(moderator)

    async def work(tx: Transaction) -> Author:
        return await _author(tx, moderator, await proposals.find(tx, proposal_id))

    return await db.read(work)


async def _author(tx: Transaction, moderator: Person, proposal: Proposal | None) -> Author:
    if proposal is None or proposal.number is None:
        raise ProposalNotFound
    demand_moderator(moderator, proposal.region)
    if proposal.author_id is None:
        raise AuthorGone if await imports.meeting_of(tx, proposal.id) is None else NoAuthorInBot
    return Author(
        proposal,
        await sanctions.record_of(tx, proposal.author_id),
        await sanctions.list_of(tx, proposal.author_id, SHOWN_MOST),
        proposal.author_id == moderator.id,
    )


def check(kind: str, days: int, reason: int) -> str:
    """The code of a reason by its place from 1. Raises StaleButton for what no button of ours says."""
    if kind not in SANCTION_KINDS or days not in (MUTE_DAYS if kind == "mute" else (0,)):
        raise StaleButton
    if not 1 <= reason <= len(SANCTION_REASONS):
        raise StaleButton
    return SANCTION_REASONS[reason - 1]


async def sanction(
    db: Database, moderator: Person, proposal_id: int, wanted: Wanted, remark: str | None, now: datetime, rules: Rules
) -> Sanction:
    """Warn, mute or ban the author; the same again by the same moderator is the same result.

    Raises as :func:`author_of`, StaleButton, RemarkEmpty, RemarkLong, AuthorOnTeam, AlreadySanctioned (by).
    """
    check(wanted.kind, wanted.days, 1)
    if wanted.reason not in SANCTION_REASONS:
        raise StaleButton
    remark = None if remark is None else texts.check_remark(remark, rules)
    demand_moderator(moderator)

    async def unit(tx: Transaction) -> Sanction:
        proposal = await proposals.find(tx, proposal_id)
        author_id = None if proposal is None else proposal.author_id
        is_gone = author_id is not None and not await sanctions.lock_person(tx, author_id)
        author = await _author(tx, moderator, proposal)
        if is_gone:
            raise AuthorGone  # forgotten a moment ago
        assert author_id is not None
        assert author.proposal.region is not None
        if (earlier := _same(author, moderator, proposal_id, wanted)) is not None:
            return earlier
        if author.is_own:
            raise AuthorOnTeam
        if moderator.id not in await team.moderators_of(tx, author.proposal.region):
            raise NotAllowed  # the role was taken back a moment ago
        if author.latest != wanted.seen:
            raise _first(author)
        # Last: any refusal behind it would tell a colleague from a resident, and nobody would have been warned.
        if await sanctions.is_on_team(tx, author_id):
            raise AuthorOnTeam
        until = now + timedelta(days=wanted.days) if wanted.kind == "mute" else None
        done = await sanctions.insert(
            tx,
            person_id=author_id,
            kind=wanted.kind,
            reason=wanted.reason,
            remark=remark,
            proposal_id=proposal_id,
            region=author.proposal.region,
            until=until,
            set_by=moderator.id,
            now=now,
            seen=wanted.seen,
        )
        if done is None:
            raise _first(author)
        await sanctions.apply(tx, author_id)
        await deliveries.owe(tx, author_id, "sanction", {"sanction": done.id}, f"sanction:{done.id}", now)
        return done

    return await db.write(unit)


def _first(author: Author) -> AlreadySanctioned:
    return AlreadySanctioned(by=author.sanctions[0].set_by_name if author.sanctions else "")


def _same(author: Author, moderator: Person, proposal_id: int, wanted: Wanted) -> Sanction | None:
    """What this very press, or the same words sent again, has set before."""
    if not author.sanctions or author.latest <= wanted.seen:
        return None
    latest = author.sanctions[0]
    mine = (latest.set_by, latest.proposal_id, latest.kind, latest.reason, latest.lifted_at)
    is_next = len(author.sanctions) == 1 or author.sanctions[1].id == wanted.seen
    return latest if is_next and mine == (moderator.id, proposal_id, wanted.kind, wanted.reason, None) else None


async def lift(db: Database, person: Person, sanction_id: int, now: datetime) -> Sanction:
    """Take one back: a moderator of its region or an organizer; the person hears of it.

    Raises NotAllowed, NotYourRegion, StaleButton (no such one), AlreadyLifted (by).
    """
    demand_team(person)

    async def unit(tx: Transaction) -> Sanction:
        found = await sanctions.find(tx, sanction_id)
        if found is None:
            raise StaleButton
        if not person.is_organizer and found.region not in person.moderated_regions:
            raise NotYourRegion
        if not await _still_may_lift(tx, person, found.region):
            raise NotAllowed  # the role was taken back a moment ago
        is_there = found.person_id is not None and await sanctions.lock_person(tx, found.person_id)
        if not await sanctions.mark_lifted(tx, sanction_id, person.id, now):
            lifted = await sanctions.find(tx, sanction_id)
            if lifted is not None and lifted.lifted_by == person.id:
                return lifted
            raise AlreadyLifted(by=await decisions.name_of(tx, (lifted and lifted.lifted_by) or 0))
        if found.person_id is not None and is_there:
            await sanctions.apply(tx, found.person_id)
            facts: dict[str, object] = {"sanction": sanction_id}
            await deliveries.owe(tx, found.person_id, "sanction_lifted", facts, f"sanction-lifted:{sanction_id}", now)
        lifted = await sanctions.find(tx, sanction_id)
        assert lifted is not None
        return lifted

    return await db.write(unit)


async def _still_may_lift(tx: Transaction, person: Person, region: str) -> bool:
    if person.is_admin or person.id in await team.moderators_of(tx, region):
        return True
    return person.is_organizer and await team.lock_organizer(tx, person.id)


async def in_force(db: Database, person: Person, page: int, now: datetime) -> Page:
    """Mutes and bans that hold now, of the moderator's regions, or everywhere for organizers. Raises NotAllowed."""
    demand_team(person)
    regions = None if person.is_organizer else person.moderated_regions

    async def work(tx: Transaction) -> tuple[Sanction, ...]:
        return await sanctions.in_force(tx, regions, now, PAGE + 1, page * PAGE)

    found = await db.read(work) if page < 10**6 else ()
    return Page(found[:PAGE], page, len(found) > PAGE)


async def told(db: Database, sanction_id: int) -> Sanction:
    """For the message to the person. Raises ProposalNotFound when it is gone."""

    async def work(tx: Transaction) -> Sanction | None:
        return await sanctions.find(tx, sanction_id)

    found = await db.read(work)
    if found is None:
        raise ProposalNotFound
    return found
