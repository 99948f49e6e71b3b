"""What goes with a proposal beside its text: photos, documents, one place on the map; few, each once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forum import texts
from forum.errors import AttachmentsFull, AttachmentTooLarge
from forum.policies import Rules, demand_drafter
from forum.submission import Draft, demand_editable, draft_of
from storage import attachments, proposals
from storage.database import Database, Transaction
from storage.records import Attachment, Person

MEGABYTE: Final = 1_000_000
# Instead of ids of Telegram: a place is no file, and the constraint on them keeps it to one a proposal.
PLACE: Final = "location"


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file as Telegram names it; ``size`` in bytes."""

    kind: str
    file_id: str
    file_unique_id: str
    name: str
    size: int


async def attach(
    db: Database, author: Person, proposal_id: int, file: NewAttachment, now: datetime, rules: Rules
) -> Draft:
    """Add a photo or a document; the same file again changes nothing.

    Raises AttachmentTooLarge, AttachmentsFull, ProposalNotFound, NotEditable.
    """
    demand_drafter(author, now)
    if file.size > rules.attachment_megabytes * MEGABYTE:
        raise AttachmentTooLarge(maximum=rules.attachment_megabytes)

    async def add(tx: Transaction, draft: Draft) -> None:
        if all(known.file_unique_id != file.file_unique_id for known in draft.attachments):
            await attachments.add(
                tx,
                proposal_id,
                position=_free_position(draft.attachments, rules),
                kind=file.kind,
                file_id=file.file_id,
                file_unique_id=file.file_unique_id,
                name=texts.clean_line(file.name)[:120],
                size=file.size,
                now=now,
            )

    return await _altered(db, author, proposal_id, add)


async def attach_place(
    db: Database, author: Person, proposal_id: int, latitude: float, longitude: float, now: datetime, rules: Rules
) -> Draft:
    """Put the place on the map, in place of the former one if there was one.

    Raises AttachmentsFull, ProposalNotFound, NotEditable.
    """
    demand_drafter(author, now)

    async def put(tx: Transaction, draft: Draft) -> None:
        former = place_of(draft.attachments)
        if former is not None:
            await attachments.delete(tx, proposal_id, former.id)
        others = tuple(known for known in draft.attachments if known is not former)
        await attachments.add(
            tx,
            proposal_id,
            position=_free_position(others, rules),
            kind="location",
            file_id=PLACE,
            file_unique_id=PLACE,
            name="",
            size=0,
            now=now,
            latitude=latitude,
            longitude=longitude,
        )

    return await _altered(db, author, proposal_id, put)


def place_of(files: tuple[Attachment, ...]) -> Attachment | None:
    """The place among a proposal's files, or None."""
    return next((file for file in files if file.kind == "location"), None)


async def detach(db: Database, author: Person, proposal_id: int, attachment_id: int) -> Draft:
    """Take one file off; one that is gone already changes nothing. Raises ProposalNotFound, NotEditable."""

    async def take_off(tx: Transaction, draft: Draft) -> None:
        await attachments.delete(tx, proposal_id, attachment_id)

    return await _altered(db, author, proposal_id, take_off)


async def detach_all(db: Database, author: Person, proposal_id: int) -> Draft:
    """Take all files off. Raises ProposalNotFound, NotEditable."""

    async def take_off(tx: Transaction, draft: Draft) -> None:
        await attachments.delete_all(tx, proposal_id)

    return await _altered(db, author, proposal_id, take_off)


def _free_position(files: tuple[Attachment, ...], rules: Rules) -> int:
    """The lowest number no file has. Raises AttachmentsFull."""
    if len(files) >= rules.attachments_most:
        raise AttachmentsFull(maximum=rules.attachments_most)
    return min(set(range(1, len(files) + 2)) - {file.position for file in files})


async def _altered(
    db: Database,
    author: Person,
    proposal_id: int,
    alter: Callable[[Transaction, Draft], Awaitable[None]],
) -> Draft:
    async def unit(tx: Transaction) -> Draft:
        # Locked: files sent at once must each see the others, and none may slip in beside the sending.
        proposal = demand_editable(await proposals.find_locked(tx, proposal_id), author)
        await alter(tx, await draft_of(tx, proposal))
        return await draft_of(tx, proposal)

    return await db.write(unit)
