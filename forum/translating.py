"""Moderators translate proposals of their regions; the original stays what was sent, and one tap away."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forum import languages, search, texts
from forum.errors import (
    NotAllowed,
    NotTranslatable,
    OriginalChanged,
    ProposalNotFound,
    TranslationClash,
    TranslationGone,
    TranslationSame,
)
from forum.policies import PUBLIC, Rules, demand_moderator
from forum.wordings import other_language
from storage import decisions, deliveries, history, proposals, translations
from storage.database import Database, Transaction
from storage.records import Person, Proposal, Translation

TRANSLATABLE: Final = PUBLIC | {"pending", "hidden"}


@dataclass(frozen=True, slots=True)
class Original:
    """A proposal to be translated into ``language``; ``translation`` stands now, written ``by`` this moderator."""

    proposal: Proposal
    language: str
    translation: Translation | None
    by: str

    @property
    def version(self) -> int:
        """Of the translation that stands; 0: none."""
        return 0 if self.translation is None else self.translation.version


@dataclass(frozen=True, slots=True)
class Seen:
    """What a moderator had before the eyes when translating: the original's fingerprint, the language asked for,
    the version that was to be replaced (0: there was none).
    """

    fingerprint: str
    language: str
    version: int


async def find_original(db: Database, moderator: Person, proposal_id: int) -> Original:
    """A proposal with its translation. Raises ProposalNotFound, NotAllowed, NotYourRegion, NotTranslatable."""

    async def work(tx: Transaction) -> Original:
        return await _original(tx, moderator, await proposals.find(tx, proposal_id))

    return await db.read(work)


async def _original(tx: Transaction, moderator: Person, proposal: Proposal | None) -> Original:
    if proposal is None or proposal.number is None or proposal.language is None:
        raise ProposalNotFound
    demand_moderator(moderator, proposal.region)
    if proposal.state not in TRANSLATABLE:
        raise NotTranslatable
    translation = await translations.find(tx, proposal.id)
    by = translation.translated_by if translation is not None else None
    name = "" if by is None else await decisions.name_of(tx, by)
    return Original(proposal, other_language(proposal.language), translation, name)


async def is_other_language(title: str, text: str, language: str) -> bool:
    """Whether the words are certainly not in the language: worth a warning, never a refusal."""
    told = await asyncio.to_thread(languages.detected, f"{title}\n{text}")
    return told is not None and told != language


async def save(
    db: Database,
    moderator: Person,
    proposal_id: int,
    title: str,
    text: str,
    seen: Seen,
    now: datetime,
    rules: Rules,
) -> Translation:
    """Keep the translation; the same once more is the same. The moderator whose words it replaces is told.

    Raises TitleEmpty … TextLong, TranslationSame, OriginalChanged, TranslationClash (another one came since ``seen``)
    and as :func:`find_original`.
    """
    title, text = texts.check_title(title, rules), texts.check_text(text, rules)

    async def unit(tx: Transaction) -> Translation:
        # Locked: the text stays what was translated, and of two translators the second sees the first.
        original = await _original(tx, moderator, await proposals.find_locked(tx, proposal_id))
        before = original.translation
        if before is not None and (before.title, before.text, before.translated_by) == (title, text, moderator.id):
            return before
        _demand_unchanged(original, title, text, seen)
        return await _save(tx, moderator, original, title, text, now)

    return await db.write(unit)


def _demand_unchanged(original: Original, title: str, text: str, seen: Seen) -> None:
    if (original.proposal.fingerprint, original.language) != (seen.fingerprint, seen.language):
        raise OriginalChanged
    if texts.fingerprint(title, text) == original.proposal.fingerprint:
        raise TranslationSame
    # One that was deleted meanwhile stands in nobody's way.
    if original.version not in (0, seen.version):
        raise TranslationClash(by=original.by)


async def _save(
    tx: Transaction, moderator: Person, original: Original, title: str, text: str, now: datetime
) -> Translation:
    proposal = original.proposal
    saved = await translations.save(
        tx,
        proposal.id,
        language=original.language,
        title=title,
        text=text,
        fingerprint=proposal.fingerprint or "",
        seen=original.version,
        states=TRANSLATABLE,
        moderator_id=moderator.id,
        now=now,
    )
    if saved is None:
        raise NotAllowed  # the role was taken back a moment ago
    await _note(tx, moderator, original, "add" if original.translation is None else "change", now)
    return saved


async def _note(tx: Transaction, moderator: Person, original: Original, what: str, now: datetime) -> None:
    """The history, what it is found by, and a word to the other moderator whose translation it was."""
    proposal, before = original.proposal, original.translation
    await history.add(
        tx,
        proposal,
        from_state=proposal.state,
        actor_id=moderator.id,
        actor_role="moderator",
        now=now,
        act="translate",
        details={"language": original.language, "what": what},
    )
    await search.make_findable(tx, proposal)
    if before is None or before.translated_by in (None, moderator.id):
        return
    facts: dict[str, object] = {"proposal": proposal.id, "by": moderator.id, "what": what}
    cause = f"translation:{proposal.id}:{before.version}"
    await deliveries.owe(tx, before.translated_by, "translation", facts, cause, now)


async def delete(db: Database, moderator: Person, proposal_id: int, version: int, now: datetime) -> None:
    """Delete the translation that was seen. Raises TranslationGone (it is another one now, or none), NotAllowed and as
    :func:`find_original`.
    """

    async def unit(tx: Transaction) -> None:
        original = await _original(tx, moderator, await proposals.find_locked(tx, proposal_id))
        if original.version != version or original.translation is None:
            raise TranslationGone
        if not await translations.delete_seen(
            tx, proposal_id, version=version, states=TRANSLATABLE, moderator_id=moderator.id
        ):
            raise NotAllowed  # the role was taken back a moment ago
        await _note(tx, moderator, original, "delete", now)

    await db.write(unit)


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a moderator is told whose translation another one changed or deleted (``what``)."""

    proposal: Proposal
    by: str


async def replaced(db: Database, person_id: int, proposal_id: int, by: int) -> Replaced:
    """For the message to the earlier translator. Raises ProposalNotFound, NotAllowed (no moderator there any more)."""

    async def work(tx: Transaction) -> Replaced:
        proposal = await proposals.find(tx, proposal_id)
        if proposal is None or proposal.number is None:
            raise ProposalNotFound
        if not await translations.may_translate(tx, proposal_id, person_id):
            raise NotAllowed
        return Replaced(proposal, await decisions.name_of(tx, by))

    return await db.read(work)
