"""The labelled pairs, and proposals made of their texts."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from bot.seed_plan import load_samples
from forum import search
from forum.similar import Similar
from storage import proposals
from storage.database import Database, Transaction, to_ms
from storage.records import Campaign, Proposal
from storage.vocabulary import NATIONAL
from tests.forum.people import NOW

PAIRS: Final = json.loads((Path(__file__).parent / "similar_dev.json").read_text(encoding="utf-8"))["pairs"]
# Samples that happen to ask for what a labelled text asks for: to show these is right.
ABOUT_THE_SAME = {
    ("Ақжар ауданының шағын ауылдарына тұрақты интернет", "Ауылға интернет тарту"),
    (
        "Жаркентте көпбалалы отбасылардың балаларына тегін үйірме",
        "Көп балалы аналардың балаларына секциялар тегін болсын",
    ),
    ("Жаркентте көпбалалы отбасылардың балаларына тегін үйірме", "Көпбалалы отбасыларға тегін үйірмелер"),
    ("Жетісайда балабақшадағы бос орындарды картада көрсету", "Балабақша кезегін азайту"),
    ("Жетісайда балабақшадағы бос орындарды картада көрсету", "Балабақшаларда орын көбейтілсін"),
    ("Шалғай ауылдарға онкологиялық тексеруге арналған жылжымалы кешен", "Скрининг тексерісін ауылда өткізу"),
}


Ask = Callable[[Proposal], Awaitable[Sequence[Similar]]]


class Text(NamedTuple):
    """A title, a text and their language."""

    title: str
    text: str
    language: str = "kk"


def side(pair: dict[str, Any], which: str) -> Text:
    """Side a or b of a pair."""
    return Text(pair[which]["title"], pair[which]["text"], pair[f"lang_{which}"])


def alike(*, is_same_language: bool) -> list[tuple[Text, Text]]:
    """(draft, what it should find) of the pairs that are the same proposal."""
    pairs = [(side(pair, "a"), side(pair, "b")) for pair in PAIRS if pair["label"] == 1]
    return [(a, b) for a, b in pairs if (a.language == b.language) == is_same_language]


def samples() -> list[Text]:
    """The sixty that come with the program."""
    return [Text(one.title, one.text, one.language) for one in load_samples()]


def labelled() -> list[Text]:
    """Every text of the pairs."""
    return [side(pair, which) for pair in PAIRS for which in "ab"]


async def missed(db: Database, campaign: Campaign, pairs: Iterable[tuple[Text, Text]], ask: Ask) -> list[str]:
    """Drafts that are not shown what they should find, by their titles."""
    found = [(mine.title, other.title, await titles(db, campaign, mine, ask)) for mine, other in pairs]
    return [mine for mine, other, shown in found if other not in shown]


async def disturbed(db: Database, campaign: Campaign, drafts: Iterable[Text], ask: Ask) -> list[tuple[str, str]]:
    """A draft's title and what it was shown though it is about something else, one each."""
    found = []
    for mine in drafts:
        wrong = [(mine.title, one) for one in await titles(db, campaign, mine, ask)]
        found += [pair for pair in wrong if not {pair, pair[::-1]} & ABOUT_THE_SAME][:1]
    return found


async def titles(db: Database, campaign: Campaign, mine: Text, ask: Ask) -> list[str]:
    """What somebody is shown who is about to send this."""
    return [one.proposal.title or "" for one in await ask(await draft(db, campaign, mine.title, mine.text))]


async def hide_all(db: Database) -> None:
    """Nothing that is there is public any more."""
    await db.write(lambda tx: tx.run("UPDATE proposals SET state = 'hidden' WHERE state = 'published'"))


async def fill(db: Database, campaign: Campaign, texts: Sequence[Text], **fields: str) -> list[int]:
    """Public proposals with these titles and texts; their ids in this order."""
    at = to_ms(NOW)
    values = {"place": "KZ-59", "region": "KZ-59", "state": "published", **fields}

    async def unit(tx: Transaction) -> list[int]:
        ids = []
        last = await tx.one("SELECT max(number) AS n FROM proposals")
        first = 1 + (last["n"] or 0 if last else 0)
        for number, one in enumerate(texts, start=first):
            row = await tx.one(
                """
                INSERT INTO proposals (campaign_id, number, state, round, place, region, topic, title, text, language,
                                       fingerprint, created_at, changed_at, submitted_at, queued_at, published_at)
                VALUES (:campaign, :number, :state, 1, :place, :region, 'rural', :title, :text, :language, 'f',
                        :at, :at, :at, :at, :at)
                RETURNING id
                """,
                campaign=campaign.id, number=number, at=at, **values, **one._asdict(),
            )  # fmt: skip
            assert row is not None
            ids.append(int(row["id"]))
        return ids

    ids = await db.write(unit)
    await search.catch_up(db)
    return ids


async def draft(db: Database, campaign: Campaign, title: str, text: str, place: str = "KZ-59") -> Proposal:
    """A text that is about to be sent."""

    async def unit(tx: Transaction) -> Proposal:
        row = await tx.one(
            """
            INSERT INTO proposals (campaign_id, place, region, title, text, created_at, changed_at)
            VALUES (:campaign, :place, :region, :title, :text, 0, 0) RETURNING id
            """,
            campaign=campaign.id,
            place=place,
            region="KZ-59" if place == NATIONAL else place,
            title=title,
            text=text,
        )
        assert row is not None
        found = await proposals.find(tx, int(row["id"]))
        assert found is not None
        return found

    return await db.write(unit)
