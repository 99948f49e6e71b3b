"""The form of a campaign and what else happens meanwhile: another organizer, an old form of a proposal."""

from dataclasses import replace

from forum import campaigns
from locales import translator
from tests.running import RunningBot
from tests.scenarios.test_organizer_campaign import filled, organizer

kk = translator("kk")


async def test_a_campaign_opened_meanwhile_ends_the_form(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    await filled(dinara)
    await bot.open_campaign()
    await dinara.taps("Құру")
    await dinara.sees(kk.plain("error-campaign-exists"), "XIII Азаматтық форум")
    assert not await bot.rows("SELECT state FROM conversations WHERE state IS NOT NULL")
    await dinara.sees_button(kk.plain("campaign-button-end"))


async def test_an_old_proposal_form_leaves_the_campaign_form_alone(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    campaign = await bot.open_campaign()
    await dinara.taps(kk.plain("menu-submit"))
    await dinara.taps(kk.region("KZ-71", "short"))
    old = await dinara.sees(kk.plain("submit-step", step=2, steps=5))
    await bot.idle()
    await campaigns.end(bot.db, replace(await bot.person(dinara), is_admin=True), campaign.id, bot.now())
    await dinara.says("/campaign")
    await dinara.taps("Науқан құру")
    await dinara.says("XIV Азаматтық форум")
    await dinara.sees("2-қадам")
    await dinara.taps(kk.plain("button-cancel"), message=old)
    await dinara.taps(kk.plain("submit-later"), message=old)
    await dinara.sees(kk.plain("submit-kept"))
    await dinara.says("XIV Гражданский форум")
    await dinara.sees("3-қадам")
