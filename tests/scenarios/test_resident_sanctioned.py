"""Somebody muted or banned is told what cannot be done until when, and goes on reading."""

import pytest

from forum import sanctions
from forum.sanctions import Wanted
from handlers.callbacks import CastVote, ReportProposal, SetFollow
from locales import translator
from sandbox.person import Person
from storage.records import Proposal
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def sanctioned(bot: RunningBot, language: str, kind: str, days: int) -> tuple[Person, Proposal]:
    """Aigul after a sanction by Marat, and a published proposal of somebody else."""
    aigul, marat, sergey = (bot.sandbox.person(key) for key in ("aigul", "marat", "sergey"))
    await bot.open_campaign()
    await bot.make_resident(aigul, language, "KZ-59")
    await bot.make_resident(sergey, "ru", "KZ-59")
    moderator = await bot.make_moderator(marat)
    proposal, theirs = await bot.submit(aigul), await bot.submit(sergey, title="Емханадағы кезекті азайту")
    await bot.publish(theirs, marat)
    wanted = Wanted(kind, days, "flood", 0)
    await sanctions.sanction(bot.db, moderator, proposal.id, wanted, None, bot.now(), bot.rules)
    bot.app.outbox.wake()
    return aigul, theirs


@both
async def test_somebody_muted_votes_but_sends_nothing_until_then(bot: RunningBot, language: str) -> None:
    t = translator(language)
    aigul, theirs = await sanctioned(bot, language, "mute", 7)
    notice = await aigul.sees(t.plain("sanction-notice-mute-still"), t.plain("sanction-reason-flood"))
    until = t.moment(bot.now().replace(day=30))
    assert until.replace("\u00a0", " ") in notice.words
    for words in ("/submit", t.plain("menu-submit")):
        await aigul.says(words)
        await aigul.sees(t.plain("error-muted", until=until))
    await aigul.forges(ReportProposal(proposal=theirs.id, reason=1).pack())
    await aigul.alerted(t.plain("error-muted", until=until))
    await aigul.starts(f"p_{theirs.id}")
    await aigul.sees("Емханадағы кезекті азайту")
    await aigul.forges(CastVote(proposal=theirs.id, value=1, origin="list").pack())
    assert await bot.rows("SELECT value FROM votes") == [{"value": 1}]
    bot.clock.move(days=8)  # nothing has to run for it to end
    await aigul.says("/submit")
    await bot.idle()
    assert await bot.rows("SELECT id FROM proposals WHERE state = 'draft'")
    assert not bot.sandbox.refused


@both
async def test_somebody_banned_reads_asks_for_the_own_data_and_no_more(bot: RunningBot, language: str) -> None:
    t = translator(language)
    aigul, theirs = await sanctioned(bot, language, "ban", 0)
    await aigul.sees(t.plain("sanction-notice-ban-still"))
    await aigul.starts(f"p_{theirs.id}")
    await aigul.sees("Емханадағы кезекті азайту")
    buttons = CastVote(proposal=theirs.id, value=1), SetFollow(proposal=theirs.id, wanted=1)
    for button in (*buttons, ReportProposal(proposal=theirs.id, reason=1)):
        await aigul.forges(button.pack())
        await aigul.alerted(t.plain("error-banned"))
    await aigul.says("/submit")
    await aigul.sees(t.plain("error-banned"))
    await aigul.says("/mydata")
    await aigul.receives_file(".json")
    await aigul.says("/forget")
    await aigul.sees(t.html("privacy-forget-sanctions", count=1))
    assert await bot.rows("SELECT value FROM votes") == []
    assert not bot.sandbox.refused
