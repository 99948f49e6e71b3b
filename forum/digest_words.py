"""The titles a digest names, in the language it comes in. What waits is named as it was written."""

from __future__ import annotations

from dataclasses import replace

from forum.digest_content import DigestContent
from forum.wordings import in_language
from storage.database import Database, Transaction


async def worded(db: Database, content: DigestContent, language: str) -> DigestContent:
    """The same with the translations of what gains support, where there are any; one statement at most."""
    named = [*(one for one, _ in content.top), *content.rising]
    if all(one.language == language for one in named):
        return content

    async def work(tx: Transaction) -> DigestContent:
        read = {one.id: one for one in await in_language(tx, named, language)}
        top = tuple((read[one.id], gained) for one, gained in content.top)
        return replace(content, top=top, rising=tuple(read[one.id] for one in content.rising))

    return await db.read(work)
