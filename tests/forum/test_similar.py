"""Similar proposals: the labelled pairs are found, unrelated texts bring nothing, only what may be shown is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.seed_plan import load_samples
from forum import moderation, search, similar
from storage import proposals
from storage.database import Database, Transaction, to_ms
from storage.records import Campaign, Proposal
from storage.vocabulary import NATIONAL
from tests.forum.people import NOW, Cast

PAIRS = json.loads((Path(__file__).parent / "similar_dev.json").read_text(encoding="utf-8"))["pairs"]
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
SAME_LANGUAGE = [pair for pair in PAIRS if pair["lang_a"] == pair["lang_b"]]


async def fill(db: Database, campaign: Campaign, texts: list[tuple[str, str]], **fields: str) -> list[int]:
    """Public proposals with these titles and texts; their ids in this order."""
    at = to_ms(NOW)
    values = {"place": "KZ-59", "region": "KZ-59", "state": "published", **fields}

    async def unit(tx: Transaction) -> list[int]:
        ids = []
        last = await tx.one("SELECT max(number) AS n FROM proposals")
        first = 1 + (last["n"] or 0 if last else 0)
        for number, (title, text) in enumerate(texts, start=first):
            row = await tx.one(
                """
                INSERT INTO proposals (campaign_id, number, state, round, place, region, topic, title, text, language,
                                       fingerprint, created_at, changed_at, submitted_at, queued_at, published_at)
                VALUES (:campaign, :number, :state, 1, :place, :region, 'rural', :title, :text, 'kk', 'f',
                        :at, :at, :at, :at, :at)
                RETURNING id
                """,
                campaign=campaign.id, number=number, title=title, text=text, at=at, **values,
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


def as_text(side: dict[str, Any]) -> tuple[str, str]:
    return side["title"], side["text"]


async def found_by(db: Database, campaign: Campaign, side: dict[str, Any]) -> list[str | None]:
    """The titles shown to somebody who is about to send this."""
    return [one.proposal.title for one in await similar.find(db, await draft(db, campaign, *as_text(side)))]


async def test_the_labelled_pairs_are_found_among_everything(cast: Cast) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [as_text(pair["b"]) for pair in PAIRS])
    await fill(cast.db, campaign, [(sample.title, sample.text) for sample in load_samples()])
    wanted = [pair for pair in SAME_LANGUAGE if pair["label"] == 1]
    missed = [pair["id"] for pair in wanted if pair["b"]["title"] not in await found_by(cast.db, campaign, pair["a"])]
    assert len(missed) <= 0.05 * len(wanted), missed


async def test_unrelated_texts_bring_nothing(cast: Cast) -> None:
    campaign = await cast.campaign()
    samples = [{"title": sample.title, "text": sample.text} for sample in load_samples()]
    pairs = [pair[side] for pair in PAIRS for side in "ab"]
    await fill(cast.db, campaign, [as_text(pair) for pair in pairs])
    disturbed = [one for one in samples if await _unrelated(cast.db, campaign, one)]
    await cast.db.write(lambda tx: tx.run("UPDATE proposals SET state = 'hidden' WHERE state = 'published'"))
    await fill(cast.db, campaign, [as_text(sample) for sample in samples])
    disturbed += [one for one in pairs if await _unrelated(cast.db, campaign, one)]
    drafts = len(samples) + len(pairs)
    assert drafts >= 100
    assert len(disturbed) <= 0.02 * drafts, disturbed


async def _unrelated(db: Database, campaign: Campaign, side: dict[str, Any]) -> list[str | None]:
    mine, found = side["title"], await found_by(db, campaign, side)
    return [title for title in found if not {(mine, title), (title, mine)} & ABOUT_THE_SAME]


async def test_only_what_may_be_shown_is(cast: Cast) -> None:
    campaign = await cast.campaign()
    one = ("Аулаға балалар алаңын салу", "Біздің аулада балалар ойнайтын алаң жоқ. Әткеншек пен сырғанақ орнатылсын.")
    for state in ("pending", "returned", "hidden", "withdrawn", "rejected"):
        (shut,) = await fill(cast.db, campaign, [one], state=state)
    (joined,) = await fill(cast.db, campaign, [one])
    join = "UPDATE proposals SET state = 'joined', joined_to = :other WHERE id = :id"
    await cast.db.write(lambda tx: tx.run(join, other=shut, id=joined))
    mine = await draft(cast.db, campaign, *one)
    assert await similar.find(cast.db, mine) == ()
    (shown,) = await fill(cast.db, campaign, [one], state="declined")
    assert [found.proposal.id for found in await similar.find(cast.db, mine)] == [shown]


@pytest.mark.parametrize(("reason", "is_shown"), [("out-of-scope", True), ("abuse", False), ("personal-data", False)])
async def test_a_refusal_is_shown_with_its_reason_where_it_tells(cast: Cast, reason: str, is_shown: bool) -> None:
    campaign = await cast.campaign()
    moderator, pending = await cast.moderator("KZ-59"), await cast.pending()
    await moderation.reject(cast.db, moderator, pending.id, pending.round, reason, None, cast.now, cast.rules)
    mine = await draft(cast.db, campaign, pending.title or "", pending.text or "")
    found = await similar.find(cast.db, mine)
    assert [one.reason and one.reason.code for one in found] == ([reason] if is_shown else [])


async def test_at_most_three_and_those_near_first(cast: Cast) -> None:
    campaign = await cast.campaign()
    one = ("Аулаға балалар алаңын салу", "Біздің аулада балалар ойнайтын алаң жоқ. Әткеншек пен сырғанақ орнатылсын.")
    await fill(cast.db, campaign, [one], place="KZ-75", region="KZ-75")
    (near,) = await fill(cast.db, campaign, [(one[0], one[1] + " Шам да керек.")])
    found = await similar.find(cast.db, await draft(cast.db, campaign, *one))
    assert found[0].proposal.id == near
    assert len(found) == 2
    await fill(cast.db, campaign, [one] * 5)
    assert len(await similar.find(cast.db, await draft(cast.db, campaign, *one))) == similar.MOST


@pytest.mark.parametrize("text", ["", "😀 " * 20, "%%% ___ '''", "және керек болсын", "а б в г д е ж"])
async def test_a_text_that_tells_nothing_brings_nothing(cast: Cast, text: str) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [("Көшеге жарық орнатылсын", "Көшеде жарық жоқ, кешке қараңғы болады, қауіпті.")])
    assert await similar.find(cast.db, await draft(cast.db, campaign, "Керек болсын", text)) == ()
