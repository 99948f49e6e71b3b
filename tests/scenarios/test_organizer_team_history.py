"""An organizer looks back on the team: its history, open links, one person; links are taken back."""

from __future__ import annotations

import pytest

from handlers.callbacks import OpenMember, TakeLinkBack
from locales import translator
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
NORTH = "KZ-59"


@both
async def test_links_are_listed_and_taken_back_and_the_history_says_who_did_what(
    bot: RunningBot, language: str
) -> None:
    dinara, t = bot.sandbox.person("dinara"), translator(language)
    marat, olga, aigul = (bot.sandbox.person(name) for name in ("marat", "olga", "aigul"))
    await bot.open_campaign()
    for person in (aigul, olga):
        await bot.make_resident(person, "kk", NORTH)
    await bot.make_organizer(dinara, language, "Динара <Орг>")
    await bot.make_moderator(marat, NORTH, "KZ-39", name="Марат Жұмабеков")
    await bot.publish(await bot.submit(aigul), marat)
    bot.clock.move(minutes=5)
    # A link is made, listed, and taken back before anybody uses it.
    await dinara.says("/team")
    await dinara.taps(t.plain("team-button-links"))
    await dinara.sees(t.plain("team-links-empty"))
    await dinara.taps(t.plain("campaign-button-team"))
    await dinara.taps(t.plain("team-button-organizer"))
    link = dinara.link("start=i_")
    await dinara.taps(t.plain("campaign-button-team"))
    await dinara.taps(t.plain("team-button-links"))
    await dinara.sees("1. " + t.plain("role-organizer"), "Динара <Орг>", t.plain("team-links-hint"))
    await dinara.taps("1")
    await dinara.sees(t.plain("team-link-then"))
    sure = dinara.data_behind(t.plain("team-button-link-back"))
    await dinara.taps(t.plain("team-button-link-back"))
    await dinara.sees(t.plain("team-link-ended"), t.plain("team-links-empty"))
    await dinara.forges(sure)
    await dinara.alerted(t.plain("error-invitation-not-open"))
    await olga.follows(link)
    await olga.sees(translator("kk").plain("error-invitation-expired"))
    # One person: roles, what they did; one of two roles is taken back, and the history tells all of it.
    await dinara.says("/team")
    await dinara.taps("2")
    await dinara.sees("Марат Жұмабеков", t.region(NORTH, "title"), t.plain("team-work-publish", count=1))
    await dinara.taps(t.plain("team-button-revoke-one", role=t.region("KZ-39", "short")))
    await dinara.taps(t.plain("button-cancel"))
    await dinara.taps(t.plain("team-button-revoke-one", role=t.region("KZ-39", "short")))
    await dinara.taps(t.plain("team-button-revoke"))
    await dinara.taps("2")
    await dinara.sees(t.plain("team-member-former"), t.region("KZ-39", "title"))
    await dinara.taps(t.plain("campaign-button-team"))
    await dinara.taps(t.plain("team-button-history"))
    role = t.plain("team-role-region", role=t.plain("role-moderator"), region=t.region("KZ-39", "title"))
    await dinara.sees(
        t.plain("team-act-revoked", name="Марат Жұмабеков", role=role), t.plain("team-by", by="Динара <Орг>"),
        t.plain("team-act-ended", role=t.plain("role-organizer")),
        t.plain("team-act-joined", name="Динара <Орг>", role=t.plain("role-organizer")),
    )  # fmt: skip
    await dinara.forges(OpenMember(member=999).pack())
    await dinara.alerted(t.plain("error-member-not-found"))
    await dinara.forges(TakeLinkBack(invitation=999).pack())
    await dinara.alerted(t.plain("error-invitation-not-open"))
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


async def test_the_last_organizer_keeps_the_role_and_is_told_why(bot_on_sqlite: RunningBot) -> None:
    bot, t = bot_on_sqlite, translator("ru")
    yerlan = bot.sandbox.person("yerlan")
    await bot.make_organizer(yerlan, "ru", "Ерлан")
    await yerlan.says("/team")
    await yerlan.taps("1")
    await yerlan.taps(t.plain("team-button-revoke"))
    await yerlan.sees(t.plain("team-revoke-self"))
    await yerlan.taps(t.plain("team-button-revoke"))
    await yerlan.alerted(t.plain("error-last-organizer"))
    assert (await bot.person(yerlan)).is_organizer
