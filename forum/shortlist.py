"""The shortlist: an organizer confirms who is on it, puts it into a section of the forum, takes it off again.

Nothing is confirmed by a machine: the ranking offers, and whoever is chosen without it needs a reason in words.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from forum import notices, texts
from forum.candidates import Board, Figures, demand_votes_counted, figures, latest
from forum.errors import DomainError, NotAllowed, ProposalNotFound
from forum.organizer_errors import (
    SectionGone,
    ShortlistFurther,
    ShortlistMissing,
    ShortlistNotOffered,
    ShortlistRemark,
    ShortlistRemarkEmpty,
    ShortlistState,
    ShortlistTaken,
    ShortlistTakenByAdmin,
)
from forum.policies import OUTCOMES, demand_organizer
from storage import deliveries, history, proposals, sections, selections, team
from storage.database import Database, Transaction
from storage.records import Person, Proposal
from storage.selections import Selected, Selection

REMARK_LENGTH: Final = (10, 300)
NO_SECTION: Final = 0  # in details of the history
LISTED: Final = "shortlisted"  # kinds of deliveries
UNLISTED: Final = "unlisted"
DROPPED: Final = "dropped"


def check_remark(text: str, before: int = 0) -> str:
    """Why, on one line; ``before``: how much of it came in messages before this one.

    Raises ShortlistRemarkEmpty, ShortlistRemark (length, minimum, maximum).
    """
    remark = texts.clean_line(text)
    if not texts.has_words(remark):
        raise ShortlistRemarkEmpty
    length = before + len(remark)
    minimum, maximum = REMARK_LENGTH
    if not minimum <= length <= maximum:
        raise ShortlistRemark(length=length, minimum=minimum, maximum=maximum)
    return remark


async def confirm(
    db: Database, organizer: Person, board: Board, proposal_id: int, section_id: int | None, now: datetime
) -> Selected:
    """Put a candidate of a ranking on the shortlist; the same press again is the same.

    Raises NotAllowed, NoCampaign, ShortlistEarly, ProposalNotFound, SectionGone, ShortlistNotOffered, ShortlistState
    (state), ShortlistTaken (by), ShortlistTakenByAdmin.
    """
    found = await figures(db, organizer, board, proposal_id, now)
    return await _put(db, organizer, found, section_id, None, now)


async def choose(
    db: Database, organizer: Person, proposal_id: int, remark: str, section_id: int | None, now: datetime
) -> Selected:
    """Put a published proposal on the shortlist without a ranking, for the reason ``remark``.

    Raises ShortlistRemarkEmpty, ShortlistRemark and as :func:`confirm`.
    """
    why = check_remark(remark)
    found = await figures(db, organizer, None, proposal_id, now)
    return await _put(db, organizer, found, section_id, why, now)


async def _put(
    db: Database, organizer: Person, found: Figures, section_id: int | None, remark: str | None, now: datetime
) -> Selected:
    async def unit(tx: Transaction) -> Selected:
        await _demand_still(tx, organizer)
        # The dates may have been moved since the figures were read.
        demand_votes_counted(await latest(tx), now)
        before = await proposals.find_locked(tx, found.proposal.id)
        if before is None:
            raise ProposalNotFound
        await _demand_section(tx, section_id, before)
        if before.state != "published":
            return await _already(tx, organizer, before)
        selection = _selection(found, before, organizer, section_id, remark, now)
        after = await selections.mark_shortlisted(tx, before.id, now)
        assert after is not None  # it is locked
        await selections.insert(tx, selection)
        details = {"basis": selection.basis, "section": section_id or NO_SECTION}
        await _note(tx, before, after, organizer, now, details)
        put = await _in_force(tx, before.id)
        cause = cause_of(LISTED, put.selection)
        await notices.owe_to_author(tx, after, LISTED, {"proposal": after.id}, cause, now)
        return put

    return await db.write(unit)


def _selection(
    found: Figures, proposal: Proposal, organizer: Person, section_id: int | None, remark: str | None, now: datetime
) -> Selection:
    """With the figures of this moment. Raises ShortlistNotOffered."""
    candidate = found.candidate
    if remark is None and (candidate is None or found.board is None):
        raise ShortlistNotOffered
    by_ranking = remark is None and candidate is not None
    return Selection(
        proposal_id=proposal.id,
        campaign_id=proposal.campaign_id,
        section_id=section_id,
        basis=found.board.basis if by_ranking and found.board else "organizer",
        rank=candidate.place if by_ranking and candidate else None,
        support=proposal.support_count,
        objections=proposal.object_count,
        breadth=found.breadth.regions,
        margin=candidate.margin if by_ranking and candidate else None,
        remark=remark,
        selected_by=organizer.id,
        selected_at=now,
    )


async def _already(tx: Transaction, organizer: Person, proposal: Proposal) -> Selected:
    """It is on the shortlist: the same for whoever put it there, else it is said who did.

    Its section stays as it is now: an old press of the same button does not undo what came after it.
    """
    selected = await selections.find_selected(tx, proposal.id)
    if selected is None:
        raise ShortlistState(state=proposal.state)
    if selected.selection.selected_by != organizer.id:
        raise taken(selected)
    return selected


def taken(selected: Selected) -> DomainError:
    """Who has put it on the shortlist."""
    return ShortlistTaken(by=selected.by) if selected.by else ShortlistTakenByAdmin()


async def assign(db: Database, organizer: Person, proposal_id: int, section_id: int | None, now: datetime) -> Selected:
    """Put what is on the shortlist into another section, or (None) into none; again is the same.

    Raises NotAllowed, ProposalNotFound, SectionGone, ShortlistMissing.
    """
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> Selected:
        await _demand_still(tx, organizer)
        proposal = await proposals.find_locked(tx, proposal_id)
        if proposal is None:
            raise ProposalNotFound
        await _demand_section(tx, section_id, proposal)
        await _move(tx, organizer, await _in_force(tx, proposal_id), section_id, now)
        return await _in_force(tx, proposal_id)

    return await db.write(unit)


async def _move(tx: Transaction, organizer: Person, selected: Selected, section_id: int | None, now: datetime) -> None:
    was = selected.selection.section_id
    if was == section_id:
        return
    await selections.set_section(tx, selected.proposal.id, section_id)
    details = {"field": "section", "from": was or NO_SECTION, "to": section_id or NO_SECTION}
    await history.add(
        tx,
        selected.proposal,
        from_state=selected.proposal.state,
        actor_id=organizer.id,
        actor_role="organizer",
        now=now,
        act="correct",
        details=details,
    )


async def drop(db: Database, organizer: Person, proposal_id: int, now: datetime) -> Proposal:
    """Take a proposal off the shortlist: it is published again; pressed again it is the same.

    Raises NotAllowed, ProposalNotFound, ShortlistFurther (state; it has gone on), ShortlistMissing.
    """
    demand_organizer(organizer)

    async def unit(tx: Transaction) -> Proposal:
        await _demand_still(tx, organizer)
        before = await proposals.find_locked(tx, proposal_id)
        if before is None:
            raise ProposalNotFound
        selected = await selections.find_selected(tx, proposal_id)
        after = await selections.mark_published(tx, proposal_id, now)
        if after is None or selected is None:
            return await _demand_dropped(tx, organizer, before)
        await selections.mark_dropped(tx, proposal_id, organizer.id, now)
        await _note(tx, before, after, organizer, now, {})
        await _tell_dropped(tx, after, selected.selection, now)
        return after

    return await db.write(unit)


async def _demand_dropped(tx: Transaction, organizer: Person, proposal: Proposal) -> Proposal:
    if proposal.state in OUTCOMES:
        raise ShortlistFurther(state=proposal.state)
    last = await selections.find_last(tx, proposal.id)
    if last is None or last.dropped_by != organizer.id:
        raise ShortlistMissing
    return proposal


async def _tell_dropped(tx: Transaction, proposal: Proposal, selection: Selection, now: datetime) -> None:
    """The author who was told of the shortlist hears that it is on it no more; who was not hears of neither."""
    listed = cause_of(LISTED, selection)
    if await deliveries.cancel(tx, listed, DROPPED) or not await deliveries.is_known(tx, listed):
        return
    await notices.owe_to_author(tx, proposal, UNLISTED, {"proposal": proposal.id}, cause_of(UNLISTED, selection), now)


def cause_of(kind: str, selection: Selection) -> str:
    """The cause of the notice of a kind about a selection: each is told once."""
    return f"{kind}:{selection.id}"


async def _note(
    tx: Transaction, before: Proposal, after: Proposal, organizer: Person, now: datetime, details: dict[str, object]
) -> None:
    await history.add(
        tx,
        after,
        from_state=before.state,
        actor_id=organizer.id,
        actor_role="organizer",
        now=now,
        details=details,
    )


async def _in_force(tx: Transaction, proposal_id: int) -> Selected:
    selected = await selections.find_selected(tx, proposal_id)
    if selected is None:
        raise ShortlistMissing
    return selected


async def _demand_still(tx: Transaction, organizer: Person) -> None:
    """A role taken back at the same moment confirms nothing any more."""
    if not organizer.is_admin and not await team.lock_organizer(tx, organizer.id):
        raise NotAllowed


async def _demand_section(tx: Transaction, section_id: int | None, proposal: Proposal) -> None:
    """A section of the same campaign, which nobody removes meanwhile."""
    if section_id is None:
        return
    section = await sections.lock(tx, section_id)
    if section is None or section.campaign_id != proposal.campaign_id:
        raise SectionGone
