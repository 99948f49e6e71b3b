"""What is mine: proposals with their states and history, votes, withdrawing."""

from datetime import date

import pytest

from forum import moderation
from locales import translator
from tests.canned import reason_name
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import at_step, bare, proposals_in, published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_mine_lists_the_draft_and_every_state(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, "KZ-59")
    await aigul.taps(t.plain("menu-mine"))
    await aigul.sees(t.plain("mine-empty"))
    await published(bot, aigul, "Жарияланған ұсыныс аты")
    await bot.submit(aigul, title="Қаралып жатқан ұсыныс")
    await at_step(aigul, t, "text")
    await aigul.taps(t.plain("menu-mine"))
    await aigul.sees(
        "№ 1 Жарияланған ұсыныс аты", t.plain("state-published"),
        "№ 2 Қаралып жатқан ұсыныс", t.plain("state-pending"), TITLE,
    )  # fmt: skip
    await aigul.taps(t.plain("mine-draft"))
    await aigul.sees(TITLE, t.plain("state-draft"))
    await aigul.taps(t.plain("mine-continue"))
    await aigul.sees(t.plain("submit-step", step=4, steps=5))
    assert not bot.sandbox.refused


@both
async def test_a_rejection_shows_its_reason_and_history(bot: RunningBot, language: str) -> None:
    t, aigul, marat = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, "KZ-59")
    proposal = await bot.submit(aigul)
    moderator = await bot.make_moderator(marat, "KZ-59")
    await moderation.open_item(bot.db, moderator, proposal.id, bot.now(), bot.rules)
    await moderation.reject(bot.db, moderator, proposal.id, 1, "unclear", "Нақты <мекенжай> жоқ", bot.now(), bot.rules)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.taps("1", message=await aigul.sees(bare(t.plain("mine-title"))))
    await aigul.sees(t.plain("state-rejected"), reason_name("unclear", t.language), "Нақты <мекенжай> жоқ")
    await aigul.taps(t.plain("button-more"))
    await aigul.sees(t.plain("more-choose"))
    assert t.plain("mine-withdraw") not in aigul.labels()
    await aigul.taps(t.plain("mine-history"))
    await aigul.sees(t.plain("history-sent"), t.plain("state-rejected"), "Нақты <мекенжай> жоқ")
    assert "Марат" not in aigul.screen
    await aigul.taps(t.plain("mine-back-to-proposal"))
    await aigul.sees("№ 1", TITLE)
    assert not bot.sandbox.refused


@both
async def test_withdrawing_asks_first_and_again_is_the_same(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, "KZ-59")
    await published(bot, aigul)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.taps("1", message=await aigul.sees(bare(t.plain("mine-title"))))
    await aigul.taps(t.plain("button-more"))
    await aigul.taps(t.plain("mine-withdraw"))
    await aigul.taps(t.plain("mine-withdraw-no"))
    assert await proposals_in(bot) == [("published", 1)]
    await aigul.taps(t.plain("button-more"))
    await aigul.taps(t.plain("mine-withdraw"))
    sure, yes = aigul.shown, aigul.shown.button(t.plain("mine-withdraw-yes"))
    assert yes is not None
    assert yes["style"] == "danger"
    await aigul.taps(t.plain("mine-withdraw-yes"))
    await aigul.alerted(t.plain("mine-withdrawn", number="1"))
    await aigul.sees(t.plain("state-withdrawn"))
    await aigul.forges(yes["callback_data"], sure)
    assert await proposals_in(bot) == [("withdrawn", 1)]
    assert len(await bot.rows("SELECT id FROM history WHERE to_state = 'withdrawn'")) == 1
    await aigul.taps(t.plain("menu-browse"))
    await aigul.sees(t.plain("browse-empty-all"))


async def test_a_published_text_is_frozen(bot_on_sqlite: RunningBot) -> None:
    bot, t, aigul = bot_on_sqlite, translator("kk"), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    proposal = await published(bot, aigul)
    await aigul.sees_button(t.plain("menu-mine"))
    await aigul.forges(f"edt:{proposal.id}:0")
    assert (await aigul.alerted(t.plain("error-not-editable"))).show_alert


@both
async def test_my_votes_are_listed_with_what_they_say(bot: RunningBot, language: str) -> None:
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(aigul)
    await bot.make_resident(sergey, language)
    first = await published(bot, aigul, "Бірінші ұсыныстың аты")
    second = await published(bot, aigul, "Екінші ұсыныстың аты")
    for proposal, key in ((first, "button-support"), (second, "button-object")):
        await sergey.starts(f"p_{proposal.id}")
        await sergey.sees(proposal.title or "")
        await sergey.taps(t.plain(key))
    await sergey.taps(t.plain("menu-mine"))
    await sergey.taps(t.plain("mine-votes"))
    await sergey.sees(
        bare(t.plain("mine-vote-support", number="1", title="Бірінші ұсыныстың аты")),
        bare(t.plain("mine-vote-objection", number="2", title="Екінші ұсыныстың аты")),
    )
    await sergey.taps("2", message=sergey.shown)
    await sergey.taps(t.plain("button-object"))
    await sergey.taps(t.plain("mine-back"))
    assert "Екінші" not in sergey.screen
    assert await votes_in(bot, second) == [0]
    assert not bot.sandbox.refused


async def test_many_of_mine_come_in_pages(bot_on_sqlite: RunningBot) -> None:
    bot, t, aigul = bot_on_sqlite, translator("kk"), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    for number in range(10):
        await bot.submit(aigul, title=f"Ұсыныстың аты {number + 1:02}")
        bot.clock.move(days=1)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.sees("Ұсыныстың аты 10", "Ұсыныстың аты 03")
    await aigul.taps("›")
    await aigul.sees("Ұсыныстың аты 02", "Ұсыныстың аты 01")
    await aigul.taps("‹")
    await aigul.sees("Ұсыныстың аты 10")
    for odd in ("min:proposals-99", "min:proposals-x", "min:what"):
        await aigul.forges(odd)
        assert not (aigul.last_answer and aigul.last_answer.show_alert)


@both
async def test_the_author_sees_the_day_of_the_moderators_term_and_when_it_is_late(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot = bot_on_sqlite
    t, aigul = translator(language), bot.sandbox.person("aigul")
    # Sent on the Friday before a weekend and, on Wednesday, Independence Day.
    bot.clock.set(date(2026, 12, 11), 16)
    await bot.open_campaign(collecting_days=60, voting_days=60)
    await bot.make_resident(aigul, language, "KZ-59")
    await at_step(aigul, t, "preview")
    await aigul.taps(t.plain("button-send"))
    await aigul.sees(t.plain("submit-receipt-until", date=date(2026, 12, 15), weekday=t.plain("digest-weekday-2")))
    for day, counted in {11: 1, 13: 1, 14: 2, 15: 3, 16: 3}.items():
        bot.clock.set(date(2026, 12, day), 18)
        await aigul.taps(t.plain("menu-mine"))
        facts = {"state": t.plain("state-pending"), "day": counted, "limit": 3}
        await aigul.sees(TITLE, t.plain("mine-item-clock", **facts))
    await aigul.taps("1", message=aigul.shown)
    await aigul.sees(t.plain("mine-clock", day=3, limit=3))
    bot.clock.set(date(2026, 12, 18), 9)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.sees(t.plain("mine-item-late", state=t.plain("state-pending"), day=5, limit=3))
    await aigul.taps("1", message=aigul.shown)
    await aigul.sees(t.plain("mine-clock-late", day=5, limit=3))
    assert not bot.sandbox.refused
