"""Organizers make the shortlist: rankings with reasons, a tie, sections, somebody chosen without a ranking."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from forum import people, reports, sections, voting
from handlers.callbacks import ConfirmCandidate, DropSelected, MoveSelected, OpenCandidate, OpenRanking, OpenRankings
from locales import REGION_CODES, Translator, translator
from sandbox.person import Person
from storage.records import Proposal
from tests.forum.many_proposals import run
from tests.forum.people import Cast
from tests.running import RunningBot
from tests.scenarios.resident_steps import bare, published

both = pytest.mark.parametrize("language", ["kk", "ru"])
REGION = "KZ-59"
CODE = f"r_{REGION}"
WHY = "Бұл мәселе үш өңірдің <жиналысында> & бірге айтылды"
NAMES = ("Бірінші ұсыныстың атауы", "Екінші ұсыныстың атауы", "Үшінші ұсыныстың атауы", "Төртінші ұсыныстың атауы")


@dataclass
class Stage:
    """An organizer on the screen of the campaign; four proposals: one leads, two are equal at the edge, one is last."""

    dinara: Person
    author: Person
    t: Translator
    proposals: list[Proposal]
    section: int


async def built(bot: RunningBot, language: str) -> Stage:
    campaign = await bot.open_campaign(collecting_days=1, voting_days=2)
    dinara, author = bot.sandbox.person("dinara"), bot.sandbox.person("aigul")
    await bot.make_resident(author, language, REGION)
    await bot.make_resident(dinara, language, "KZ-71")
    made = [await published(bot, author, title) for title in NAMES[:3]]
    bot.clock.move(days=1)
    made.append(await published(bot, author, NAMES[3]))
    for proposal, homes in zip(made, ((59, 59, 39, 75), (59, 39), (59, 39), (59,)), strict=True):
        for number, home in enumerate(homes):
            voter = await people.arrive(bot.db, 900_000 + proposal.id * 10 + number, bot.now())
            voter = await people.choose_language(bot.db, voter, "kk", bot.now())
            voter = await people.give_consent(bot.db, voter, bot.now())
            voter = await people.choose_region(bot.db, voter, f"KZ-{home}", bot.now())
            await voting.cast(bot.db, voter, proposal.id, 1, bot.now(), bot.rules)
    organizer = replace(await bot.person(dinara), is_admin=True)
    (section,) = await sections.add(bot.db, organizer, campaign.id, "Ауыл секциясы", "Сельская секция", bot.now())
    return Stage(dinara, author, translator(language), made, section.id)


async def sized(bot: RunningBot) -> None:
    await run(Cast(bot.db), "UPDATE campaigns SET shortlist_per_region = 2, shortlist_per_topic = 1")


@both
async def test_the_shortlist_from_the_end_of_voting_to_the_whole_of_it(bot: RunningBot, language: str) -> None:
    stage = await built(bot, language)
    dinara, t = stage.dinara, stage.t
    first, second, third, last = stage.proposals
    await dinara.says("/shortlist")
    early = await dinara.sees(t.plain("shortlist-early", name="", start="").split("\n")[-1][:30])
    assert t.plain("shortlist-button-other") not in early.labels
    await dinara.forges(OpenRanking(of=CODE).pack())
    await dinara.alerted(t.plain("error-shortlist-early", start="").strip())
    bot.clock.move(days=3)
    await dinara.says("/campaign")
    await dinara.taps(t.plain("campaign-button-shortlist"))
    await dinara.sees(t.plain("shortlist-no-size-region"))
    await dinara.sees_button(t.plain("shortlist-button-settings"))
    await sized(bot)
    await dinara.taps(t.plain("shortlist-tab-topic"))
    await dinara.taps(t.plain("shortlist-tab-region"))
    tie = t.plain("shortlist-line-tie", name=t.region(REGION, "title"), offered=3, confirmed=0, tied=2, room=1)
    overview = await dinara.sees(bare(tie), t.plain("shortlist-left-out-regions", count=len(REGION_CODES) - 1))
    assert t.region("KZ-10", "title") not in overview.words
    await dinara.taps(t.region(REGION, "short"))
    listed = await dinara.sees(
        *NAMES[:3], t.plain("shortlist-board-counts", size=2, offered=3, confirmed=0),
        t.plain("shortlist-board-tie", tied=2, room=1),
        t.plain("shortlist-row-figures", support=4, objection=0, net=4, regions=3),
        t.plain("shortlist-left", number="4", net=1, support=1),
    )  # fmt: skip
    assert NAMES[3] not in listed.words
    # The first candidate: reasons in words, confirmed with a section.
    await dinara.taps("№ 1")
    await dinara.sees(
        NAMES[0], t.plain("shortlist-why-votes", support=4, objection=0, net=4),
        t.plain("shortlist-why-breadth", regions=3, elsewhere=2),
        t.plain("shortlist-why-place", place=1, size=2, name=t.region(REGION, "title")),
        t.plain("shortlist-why-margin", number="4", margin=3), t.plain("shortlist-section-open"),
    )  # fmt: skip
    await dinara.taps(t.plain("shortlist-button-card"))
    await dinara.taps(t.plain("shortlist-back"))
    await dinara.taps(t.plain("shortlist-button-confirm-in"))
    name = {"kk": "Ауыл секциясы", "ru": "Сельская секция"}[language]
    await dinara.sees(name)
    await dinara.taps("1")
    await dinara.sees(
        t.plain("shortlist-done"), t.plain("shortlist-author-told"), t.plain("shortlist-section", section=name),
        t.plain("shortlist-basis-region", rank=1), t.plain("shortlist-margin-then", margin=3),
    )  # fmt: skip
    await stage.author.sees(bare(t.html("shortlist-told", number="1", title=NAMES[0])).split("\n")[0], NAMES[0])
    # The next one stands in a tie: it is said, and the organizer decides; one is passed over.
    await dinara.taps(t.plain("shortlist-button-next"))
    await dinara.sees(
        NAMES[1], t.plain("shortlist-why-tied", numbers="№ 3"), t.plain("shortlist-why-edge", room=1, tied=2),
        t.plain("shortlist-section-suggested", section=name),
    )  # fmt: skip
    await dinara.taps(t.plain("shortlist-button-skip"))
    await dinara.sees(NAMES[2])
    await dinara.taps(t.plain("shortlist-button-confirm"))
    await dinara.sees(t.plain("shortlist-done"), t.plain("shortlist-section", section=name))
    await dinara.taps(t.plain("shortlist-button-move"))
    await dinara.taps(t.plain("shortlist-button-no-section"))
    await dinara.sees(t.plain("shortlist-moved"), t.plain("shortlist-section-none"))
    await other_one(dinara, t, last)
    # The whole of it, by sections; one is taken off again.
    await dinara.says("/shortlist")
    await dinara.taps(t.plain("shortlist-button-whole", count=3))
    await dinara.sees(t.plain("shortlist-whole-line", position=1, section=name, count=2))
    await dinara.taps(t.plain("shortlist-button-without"))
    await dinara.sees(NAMES[2], t.plain("shortlist-then", support=2, objection=0, net=2, regions=2))
    await dinara.taps("№ 3")
    await dinara.taps(t.plain("shortlist-button-drop"))
    told = t.plain("shortlist-author-told")
    await dinara.sees(t.plain("shortlist-drop-ask", number="3", title=NAMES[2]).split("\n")[-1], told)
    await dinara.taps(t.plain("shortlist-button-drop-sure"))
    await dinara.sees(t.plain("shortlist-dropped"), told)
    await stage.author.sees(bare(t.html("shortlist-told-dropped", number="3", title=NAMES[2])).split("\n")[0])
    states = await bot.rows("SELECT state FROM proposals ORDER BY id")
    assert [row["state"] for row in states] == ["shortlisted", "published", "published", "shortlisted"]
    kept = await bot.rows("SELECT proposal_id, basis, rank, breadth, remark FROM selections ORDER BY id")
    assert [tuple(row.values()) for row in kept] == [
        (first.id, "region", 1, 3, None), (third.id, "region", 2, 2, None), (last.id, "organizer", None, 1, WHY),
    ]  # fmt: skip
    assert second.id not in {row["proposal_id"] for row in kept}
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


async def other_one(dinara: Person, t: Translator, last: Proposal) -> None:
    """Somebody no ranking offers: the number and the reason are typed, with everything that can be wrong about them."""
    await dinara.says("/shortlist")
    await dinara.taps(t.plain("shortlist-button-other"))
    for typed, complaint in (
        ("төрт / четыре", t.plain("error-number-expected")),
        ("999", t.plain("error-proposal-not-found")),
        ("1", t.plain("error-shortlist-taken-by-admin")),
    ):
        await dinara.says(typed)
        await dinara.sees(complaint, "214")
    await dinara.sends_sticker()
    await dinara.sees(t.plain("error-text-expected"))
    await dinara.says(f"№ {last.number}")
    await dinara.sees(NAMES[3], "10–300")
    await dinara.says("***")
    await dinara.sees(t.plain("error-shortlist-remark-empty"))
    await dinara.says("Қысқа")
    await dinara.sees(t.plain("error-shortlist-remark", minimum=10, maximum=300, length=5))
    await dinara.says("Ұ" * 4096 + "бірге айтылды")  # two messages, the second would pass by itself
    await dinara.sees(t.plain("error-shortlist-remark", minimum=10, maximum=300, length=4096 + 13))
    await dinara.sends_sticker()
    await dinara.sees(t.plain("error-text-expected"))
    await dinara.says("Себебін әлі ойлануым керек")
    await dinara.taps(t.plain("shortlist-button-remark"))
    await dinara.sees("Себебін әлі ойлануым керек")
    await dinara.says(WHY)
    await dinara.sees(NAMES[3], WHY, t.plain("shortlist-other-preview").removeprefix("<b>").removesuffix("</b>"))
    await dinara.says("Растаймын")
    await dinara.sees(t.plain("shortlist-buttons-only"))
    # A section that was removed meanwhile takes nothing of what was written.
    await dinara.forges(ConfirmCandidate(of="other", proposal=last.id, section=99).pack())
    await dinara.alerted(t.plain("error-section-gone"))
    confirm = dinara.data_behind(t.plain("shortlist-button-confirm"))
    await dinara.taps(t.plain("shortlist-button-confirm-in"))
    await dinara.taps(t.plain("button-back"))
    await dinara.taps(t.plain("shortlist-button-confirm"))
    await dinara.sees(t.plain("shortlist-done"), WHY)
    again = await dinara.forges(confirm)
    assert again is not None
    assert not again.show_alert, "pressed again it shows the same"


async def test_two_organizers_and_an_author_meet_at_one_candidate(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    stage = await built(bot, "kk")
    dinara, t = stage.dinara, stage.t
    yerlan = bot.sandbox.person("yerlan")
    await bot.make_organizer(yerlan, "ru", "Ерлан")
    await sized(bot)
    bot.clock.move(days=3)
    await dinara.forges(OpenCandidate(of=CODE, proposal=stage.proposals[0].id).pack())
    await yerlan.forges(OpenCandidate(of=CODE, proposal=stage.proposals[0].id).pack())
    await yerlan.taps("Подтвердить")
    await yerlan.sees("Включено в шорт-лист")
    await dinara.taps(t.plain("shortlist-button-confirm"))
    await dinara.alerted(t.plain("error-shortlist-taken", by="Ерлан"))
    await dinara.sees("Ерлан", t.plain("shortlist-basis-region", rank=1))
    # Meanwhile hidden by three reports: the button of the old screen says so, the screen too.
    second = stage.proposals[1]
    await dinara.forges(OpenCandidate(of=CODE, proposal=second.id).pack())
    for number in range(3):
        resident = bot.sandbox.add_person(f"Тұрғын {number}")
        await bot.make_resident(resident, "kk", REGION, starts=False)
        await reports.report(bot.db, await bot.person(resident), second.id, "insult", bot.now(), bot.rules)
    await dinara.taps(t.plain("shortlist-button-confirm"))
    await dinara.alerted(t.plain("error-shortlist-state", state="hidden"))
    await dinara.sees(t.plain("shortlist-not-published", state=t.plain("state-hidden")))
    for forged in (
        OpenRanking(of="r_KZ-00"), OpenRanking(of=""), OpenRankings(kind="nonsense"),
        OpenCandidate(of="x_rural", proposal=1), ConfirmCandidate(of="", proposal=1),
        ConfirmCandidate(of="other", proposal=stage.proposals[2].id),
        DropSelected(of="", proposal=stage.proposals[2].id),
    ):  # fmt: skip
        await dinara.forges(forged.pack())
        await dinara.alerted(t.plain("error-stale-button"))
    await dinara.forges(MoveSelected(of="", proposal=stage.proposals[2].id, section=stage.section).pack())
    await dinara.alerted(t.plain("error-shortlist-missing"))
    await dinara.forges(ConfirmCandidate(of=CODE, proposal=stage.proposals[3].id, section=99).pack())
    await dinara.alerted(t.plain("error-section-gone"))
    await dinara.forges(ConfirmCandidate(of=CODE, proposal=stage.proposals[3].id).pack())
    await dinara.alerted(t.plain("error-shortlist-not-offered"))
