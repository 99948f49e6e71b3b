"""A resident reports a published proposal; three residents' reports hide it until a moderator looks."""

import pytest

from handlers.callbacks import CastVote, ReportProposal
from locales import translator
from tests.running import TITLE, RunningBot
from tests.scenarios.complaint_steps import hidden, reported
from tests.scenarios.moderator_steps import state_of
from tests.scenarios.resident_steps import bare, onboard, published

both = pytest.mark.parametrize("language", ["kk", "ru"])
kk = translator("kk")


@both
async def test_a_resident_reports_from_the_card_and_hears_what_happens_next(bot: RunningBot, language: str) -> None:
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(aigul)
    proposal = await published(bot, aigul)
    await onboard(sergey, t, payload=f"p_{proposal.id}")
    await sergey.sees(TITLE)
    await sergey.taps(t.plain("button-more"))
    await sergey.taps(t.plain("report-button"))
    for key in ("report-insult", "report-personal-data", "report-advertising", "report-not-for-forum"):
        await sergey.sees_button(t.plain(key))
    await sergey.taps(t.plain("button-back"))
    await sergey.sees(TITLE, t.plain("browse-card-published", date=t.date(bot.now())))
    await sergey.taps(t.plain("button-more"))
    await sergey.taps(t.plain("report-button"))
    reasons = sergey.shown
    await sergey.taps(t.plain("report-advertising"))
    await sergey.sees(bare(t.plain("report-thanks", number="1", people=3)))
    await sergey.forges(ReportProposal(proposal=proposal.id, reason=1, origin="link").pack(), reasons)
    await sergey.alerted(t.plain("report-again"))
    assert await bot.rows("SELECT reason FROM reports") == [{"reason": "advertising"}]
    await sergey.taps(t.plain("mine-back-to-proposal"))
    await sergey.sees(TITLE)
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


@both
async def test_the_third_report_hides_it_and_tells_the_author(bot: RunningBot, language: str) -> None:
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(aigul, language)
    await bot.make_resident(sergey, language)
    proposal = await published(bot, aigul)
    await reported(bot, proposal)
    await sergey.starts(f"p_{proposal.id}")
    card = await sergey.sees(TITLE)
    await sergey.taps(t.plain("button-more"))
    await sergey.taps(t.plain("report-button"))
    await sergey.taps(t.plain("report-personal-data"))
    await sergey.sees(bare(t.plain("report-thanks-hidden", number="1")))
    assert await state_of(bot, proposal) == "hidden"
    await aigul.sees(bare(t.plain("report-notice-hidden", number="1", title=TITLE)))
    await aigul.taps(t.plain("button-open"))
    await aigul.sees(t.plain("state-hidden"), t.plain("report-being-checked"))
    # The link, an old vote button and the list.
    await sergey.starts(f"p_{proposal.id}")
    await sergey.sees(t.plain("error-proposal-hidden"))
    await sergey.forges(CastVote(proposal=proposal.id, value=1, origin="link").pack(), card)
    await sergey.alerted(t.plain("error-proposal-hidden"))
    await sergey.forges(ReportProposal(proposal=proposal.id).pack(), card)
    await sergey.alerted(t.plain("error-proposal-hidden"))
    assert not await bot.rows("SELECT value FROM votes")
    await sergey.taps(t.plain("menu-browse"))
    await sergey.sees(t.plain("browse-empty-all"))
    assert not bot.sandbox.refused


@both
async def test_who_only_reads_is_asked_for_consent_and_then_for_the_reason(bot: RunningBot, language: str) -> None:
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(aigul)
    proposal = await published(bot, aigul)
    await sergey.starts(f"p_{proposal.id}")
    await sergey.taps(t.plain(f"language-{language}"))
    await sergey.taps(t.plain("start-read-only"))
    await sergey.sees(TITLE)
    await sergey.taps(t.plain("button-more"))
    await sergey.taps(t.plain("report-button"))
    await sergey.taps(t.plain("start-agree"))
    await sergey.taps(t.region("KZ-59", "short"))
    await sergey.taps(t.plain("report-insult"))
    await sergey.sees(bare(t.plain("report-thanks", number="1", people=3)))


@both
async def test_ones_own_and_too_many_are_refused_with_a_sentence(bot: RunningBot, language: str) -> None:
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(aigul, language)
    await bot.make_resident(sergey, language)
    proposals = []
    for number in range(6):
        proposals.append(await published(bot, aigul, f"Ұсыныстың аты {number + 1}"))
        bot.clock.move(days=number % 2)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.taps("1")
    await aigul.taps(t.plain("button-more"))
    assert t.plain("report-button") not in aigul.labels()
    for reason in (0, 1):
        await aigul.forges(ReportProposal(proposal=proposals[0].id, reason=reason).pack())
        await aigul.alerted(t.plain("error-own-report"))
    await sergey.sees_button(t.plain("menu-mine"))
    for proposal in proposals[:5]:
        await sergey.forges(ReportProposal(proposal=proposal.id, reason=4).pack())
    await sergey.forges(ReportProposal(proposal=proposals[5].id, reason=4).pack())
    await sergey.alerted(t.plain("error-report-limit", limit=5))
    for odd in (f"rpt:{proposals[5].id}:9:list", "rpt:99:1:list", "rpt:x:1:list", "rpt:1:-1:list", "rpt:1"):
        answer = await sergey.forges(odd)
        assert answer is not None
        assert answer.show_alert
        assert answer.text != t.plain("error-unexpected")
    assert len(await bot.rows("SELECT id FROM reports")) == 5


async def test_somebody_who_changed_the_language_is_told_in_the_new_one(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    proposal, aigul, marat = await hidden(bot)
    ru = translator("ru")
    await aigul.says("/settings")
    await aigul.taps(kk.plain("settings-language"))
    await aigul.taps(ru.plain("language-ru"))
    await bot.idle()
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps(kk.plain("item-button-keep"))
    await aigul.sees(bare(ru.plain("report-notice-kept", number="1", title=TITLE)))
    assert await state_of(bot, proposal) == "published"
