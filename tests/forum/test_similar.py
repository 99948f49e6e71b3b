"""Similar proposals: the labelled pairs are found, unrelated texts bring nothing, only what may be shown is."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

import pytest

from forum import moderation, similar
from forum.similar import Similar
from storage.records import Proposal
from tests.forum.people import Cast
from tests.forum.similar_texts import (
    PAIRS,
    Text,
    alike,
    disturbed,
    draft,
    fill,
    hide_all,
    labelled,
    missed,
    samples,
    side,
)

YARD = Text("Аулаға балалар алаңын салу", "Біздің аулада балалар ойнайтын алаң жоқ. Әткеншек пен сырғанақ орнатылсын.")


async def test_the_labelled_pairs_are_found_among_everything(cast: Cast) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [*(side(pair, "b") for pair in PAIRS), *samples()])
    wanted = alike(is_same_language=True)
    not_found = await missed(cast.db, campaign, wanted, lambda mine: similar.find(cast.db, mine))
    assert len(not_found) <= 0.05 * len(wanted), not_found


async def test_unrelated_texts_bring_nothing(cast: Cast) -> None:
    def ask(mine: Proposal) -> Awaitable[Sequence[Similar]]:
        return similar.find(cast.db, mine)

    campaign = await cast.campaign()
    await fill(cast.db, campaign, labelled())
    wrong = await disturbed(cast.db, campaign, samples(), ask)
    await hide_all(cast.db)
    await fill(cast.db, campaign, samples())
    wrong += await disturbed(cast.db, campaign, labelled(), ask)
    drafts = len(samples()) + len(labelled())
    assert drafts >= 100
    assert len(wrong) <= 0.02 * drafts, wrong


async def test_only_what_may_be_shown_is(cast: Cast) -> None:
    campaign = await cast.campaign()
    one = Text(
        "Аулаға балалар алаңын салу", "Біздің аулада балалар ойнайтын алаң жоқ. Әткеншек пен сырғанақ орнатылсын."
    )
    for state in ("pending", "returned", "hidden", "withdrawn", "rejected"):
        (shut,) = await fill(cast.db, campaign, [one], state=state)
    (joined,) = await fill(cast.db, campaign, [one])
    join = "UPDATE proposals SET state = 'joined', joined_to = :other WHERE id = :id"
    await cast.db.write(lambda tx: tx.run(join, other=shut, id=joined))
    mine = await draft(cast.db, campaign, one.title, one.text)
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
    one = Text(
        "Аулаға балалар алаңын салу", "Біздің аулада балалар ойнайтын алаң жоқ. Әткеншек пен сырғанақ орнатылсын."
    )
    await fill(cast.db, campaign, [one], place="KZ-75", region="KZ-75")
    (near,) = await fill(cast.db, campaign, [one._replace(text=one.text + " Шам да керек.")])
    found = await similar.find(cast.db, await draft(cast.db, campaign, one.title, one.text))
    assert found[0].proposal.id == near
    assert len(found) == 2
    await fill(cast.db, campaign, [one] * 5)
    assert len(await similar.find(cast.db, await draft(cast.db, campaign, one.title, one.text))) == similar.MOST


@pytest.mark.parametrize("text", ["", "😀 " * 20, "%%% ___ '''", "және керек болсын", "а б в г д е ж"])
async def test_a_text_that_tells_nothing_brings_nothing(cast: Cast, text: str) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [Text("Көшеге жарық орнатылсын", "Көшеде жарық жоқ, кешке қараңғы болады, қауіпті.")])
    assert await similar.find(cast.db, await draft(cast.db, campaign, "Керек болсын", text)) == ()
