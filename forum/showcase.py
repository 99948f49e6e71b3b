"""What inline mode shows in other chats: published proposals only, to anybody, registered or not."""

from __future__ import annotations

from dataclasses import dataclass

from forum import search, texts
from forum.policies import PUBLIC
from forum.wordings import in_language
from storage import campaigns, lists, people, stems
from storage.database import Database, Transaction
from storage.records import Campaign, Proposal

MOST = 10
TYPED_MOST = 256  # characters; Telegram sends no more


@dataclass(frozen=True, slots=True)
class Showcase:
    """At most ten published proposals; ``language`` is what the reader chose here, None for somebody unknown.

    ``translated``: the ids of those whose words are a moderator's translation.
    """

    campaign: Campaign | None
    items: tuple[Proposal, ...]
    language: str | None
    translated: frozenset[int] = frozenset()


async def look(db: Database, telegram_id: int, raw: str, guessed: str | None = None) -> Showcase:
    """What fits the words: a number, words of proposals, or for no words the most supported. Nobody is registered.

    Words may be anything of any length: what there is nothing to look for in finds nothing. Titles are in the
    reader's language (``guessed`` for somebody unknown) where there are translations.
    """

    async def open_(tx: Transaction) -> tuple[Campaign | None, str | None]:
        reader = await people.find_by_telegram_id(tx, telegram_id)
        return await campaigns.find_open(tx), reader.language if reader else None

    campaign, language = await db.read(open_)
    if campaign is None:
        return Showcase(None, (), language)
    words = texts.clean_line(raw[:TYPED_MOST])[: search.QUERY_LENGTH[1]]
    items = await _fitting(db, campaign, words)

    async def read(tx: Transaction) -> tuple[Proposal, ...]:
        return await in_language(tx, items, language or guessed)

    shown = await db.read(read) if items else ()
    translated = frozenset(after.id for before, after in zip(items, shown, strict=True) if before is not after)
    return Showcase(campaign, shown, language, translated)


async def _fitting(db: Database, campaign: Campaign, words: str) -> tuple[Proposal, ...]:
    if not words:
        return await _most_supported(db, campaign)
    number = search.number_of(words)
    if number is not None:
        return await _numbered(db, campaign, number)
    first = await search.find(db, campaign, words)
    if first.following is None or len(first.items) >= MOST:
        return first.items[:MOST]
    return (first.items + (await search.find(db, campaign, words, first.following)).items)[:MOST]


async def _most_supported(db: Database, campaign: Campaign) -> tuple[Proposal, ...]:
    async def work(tx: Transaction) -> tuple[Proposal, ...]:
        sieve = lists.Sieve(campaign.id)
        found = await lists.page(tx, sieve, order="top", after=None, backwards=False, most=MOST)
        return tuple(one.proposal for one in found)

    return await db.read(work)


async def _numbered(db: Database, campaign: Campaign, number: int) -> tuple[Proposal, ...]:
    async def work(tx: Transaction) -> Proposal | None:
        return await stems.find_by_number(tx, campaign.id, number)

    found = await db.read(work)
    return (found,) if found is not None and found.state in PUBLIC else ()
