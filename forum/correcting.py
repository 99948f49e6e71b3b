"""Correcting what a resident chose by mistake: topic, place or language. The words stay the author's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forum import notices, search, staff_groups
from forum.errors import NotPending, StaleButton
from forum.policies import demand_moderator
from forum.workable import find_workable
from storage import corrections, history, translations
from storage.database import Database, Transaction, to_ms
from storage.records import Person, Proposal
from storage.vocabulary import LANGUAGES, NATIONAL

FIELDS: Final = ("topic", "place", "language")


@dataclass(frozen=True, slots=True)
class Corrected:
    """The proposal as it is now; ``former`` is the value the field had, the same as now when nothing changed."""

    proposal: Proposal
    field: str
    former: str

    @property
    def is_changed(self) -> bool:
        """Whether there was anything to correct."""
        return self.former != value_of(self.proposal, self.field)


def value_of(proposal: Proposal, field: str) -> str:
    """What a field of :data:`FIELDS` holds. Raises StaleButton (no such field)."""
    match field:
        case "topic":
            return proposal.topic or ""
        case "place":
            return proposal.place or ""
        case "language":
            return proposal.language or ""
    raise StaleButton


async def correct(
    db: Database, moderator: Person, proposal_id: int, round_: int, field: str, value: str, now: datetime
) -> Corrected:
    """Make ``value`` the field's; what it holds already changes nothing. Topics and regions are the caller's lists.

    Another region's moderators decide from then on, and nobody has it taken. Raises StaleButton (no such field or
    language) and as :func:`forum.workable.find_workable`.
    """
    demand_moderator(moderator)
    if field not in FIELDS or (field == "language" and value not in LANGUAGES):
        raise StaleButton

    async def unit(tx: Transaction) -> Corrected:
        before = await find_workable(tx, moderator, proposal_id, round_, now)
        former = value_of(before, field)
        if former == value:
            return Corrected(before, field, former)
        fields = {field: value}
        if field == "place" and value != NATIONAL:
            fields["region"] = value
        after = await corrections.mark_corrected(tx, before, fields, moderator.id, now)
        if after is None:
            raise NotPending
        if field == "language":
            # What was the translation is in the original's language now.
            await translations.delete_stale(tx, after.id, after.fingerprint or "", value)
            await search.make_findable(tx, after)
        if field == "place":
            await staff_groups.tell_of(tx, after, now)
        await _note(tx, after, field, former, value, moderator, now)
        return Corrected(after, field, former)

    return await db.write(unit)


async def _note(
    tx: Transaction, after: Proposal, field: str, former: str, value: str, moderator: Person, now: datetime
) -> None:
    await history.add(
        tx,
        after,
        from_state=after.state,
        actor_id=moderator.id,
        actor_role="moderator",
        now=now,
        act="correct",
        details={"field": field, "from": former, "to": value},
    )
    facts: dict[str, object] = {"proposal": after.id, "field": field, "to": value}
    cause = f"corrected:{after.id}:{field}:{value}:{to_ms(now)}"
    await notices.owe_to_author(tx, after, "corrected", facts, cause, now)
