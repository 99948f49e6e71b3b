"""Proposals in the reader's language, where a moderator has translated them."""

from __future__ import annotations

from collections.abc import Sequence

from storage import translations
from storage.database import Database, Transaction
from storage.records import Proposal, Translation
from storage.vocabulary import LANGUAGES


def other_language(code: str) -> str:
    """Kazakh for Russian and the other way round."""
    return next(language for language in LANGUAGES if language != code)


def worded(proposal: Proposal, translation: Translation) -> Proposal:
    """The proposal with the translation's title and text."""
    return proposal._replace(title=translation.title, text=translation.text)


async def in_language(tx: Transaction, proposals: Sequence[Proposal], language: str | None) -> tuple[Proposal, ...]:
    """Titles and texts in the language where there are translations; None: all as they were written.

    One more statement at most, and none where all are in the language already.
    """
    foreign = [one.id for one in proposals if language is not None and one.language not in (None, language)]
    found = await translations.find_many(tx, foreign)
    return tuple(worded(one, found[one.id]) if one.id in found else one for one in proposals)


async def titled(db: Database, proposal: Proposal, language: str) -> Proposal:
    """One proposal as :func:`in_language` gives it, for a message about it."""

    async def work(tx: Transaction) -> Proposal:
        (found,) = await in_language(tx, (proposal,), language)
        return found

    return await db.read(work) if proposal.language not in (None, language) else proposal
