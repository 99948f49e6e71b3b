"""An organizer invites, lists and revokes; who was invited joins by a link that works once."""

import pytest

from handlers.callbacks import InviteRole, MakeInvitation, OpenQueue, PublishItem
from handlers.callbacks.ids import new_request
from locales import REGION_CODES, translator
from sandbox.person import Person
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
NORTH = "KZ-59"


async def organizer(bot: RunningBot, language: str = "kk") -> Person:
    """Dinara, organizer by the settings."""
    dinara = bot.sandbox.person("dinara")
    await bot.make_resident(dinara, language, "KZ-71")
    return dinara


async def invitation(dinara: Person, role: str = "moderator", *regions: str) -> str:
    """A fresh link, made by buttons."""
    chosen = sum(1 << REGION_CODES.index(region) for region in regions)
    await dinara.forges(MakeInvitation(role=role, chosen=chosen, request=new_request()).pack())
    await dinara.sees("t.me/")
    return dinara.link("start=i_")


@both
async def test_a_moderator_joins_by_a_link_for_two_regions(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot, language), translator(language)
    await dinara.says("/team")
    await dinara.taps(t.plain("team-button-moderator"))
    assert t.plain("team-button-link") not in dinara.labels()
    await dinara.taps(t.region(NORTH, "short"))
    await dinara.sees(t.region(NORTH, "title"))
    await dinara.taps(t.region("KZ-75", "short"))
    await dinara.taps(t.region("KZ-10", "short"))
    await dinara.taps(t.region("KZ-10", "short"))
    await dinara.sees_button("✓ " + t.region(NORTH, "short"))
    await dinara.taps(t.plain("team-button-link"))
    ready = await dinara.sees(t.region(NORTH, "title"), t.region("KZ-75", "title"), t.plain("team-invite-once", days=7))
    assert "copy_text" in ready.rows[0][0]
    link = dinara.link("start=i_")
    assert ready.rows[0][0]["copy_text"]["text"] == link

    marat = bot.sandbox.person("marat")
    await bot.make_resident(marat, language, NORTH)
    await marat.follows(link)
    await marat.sees(t.region(NORTH, "title"), t.region("KZ-75", "title"))
    assert t.plain("menu-queue") in marat.reply_labels()
    assert {"queue", "digest"} <= {command["command"] for command in marat.commands}
    await marat.taps(t.plain("join-button-queue"))
    await marat.sees(t.plain("queue-empty"))
    plans = await bot.rows("SELECT region, cadence, minute FROM digest_plans ORDER BY region")
    assert plans == [{"region": region, "cadence": "workdays", "minute": 540} for region in (NORTH, "KZ-75")]
    await dinara.says("/team")
    await dinara.sees("Марат Жұмабеков – " + t.region(NORTH, "title"))
    assert not bot.sandbox.refused


@both
async def test_a_newcomer_comes_through_onboarding_to_the_role(bot: RunningBot, language: str) -> None:
    dinara = await organizer(bot)
    link, t = await invitation(dinara, "organizer"), translator(language)
    yerlan = bot.sandbox.person("yerlan")
    await yerlan.follows(link)
    await yerlan.taps({"kk": "Қазақша", "ru": "Русский"}[language])
    await yerlan.taps(t.plain("start-agree"))
    await yerlan.taps(t.region(NORTH, "short"))
    await yerlan.sees(t.plain("join-organizer").split("\n")[0])
    assert t.plain("menu-organizer") in yerlan.reply_labels()
    assert {"campaign", "export", "team"} <= {command["command"] for command in yerlan.commands}
    await yerlan.says("/campaign")
    await yerlan.sees_button(t.plain("campaign-button-new"))


@both
async def test_a_used_an_old_and_an_unknown_link_are_explained(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot), translator(language)
    marat, olga, sergey = (bot.sandbox.person(key) for key in ("marat", "olga", "sergey"))
    for person in (marat, olga, sergey):
        await bot.make_resident(person, language, NORTH)
    link = await invitation(dinara, "moderator", NORTH)
    await marat.follows(link)
    await marat.sees({"kk": "Қош келдіңіз!", "ru": "Добро пожаловать!"}[language])
    await marat.follows(link)
    await marat.sees(t.region(NORTH, "title"))
    await olga.follows(link)
    await olga.sees(t.plain("error-invitation-used"))
    again = await invitation(dinara, "moderator", NORTH)
    await marat.follows(again)
    await marat.sees(t.plain("error-already-member"))
    bot.clock.move(days=8)
    await sergey.follows(again)
    await sergey.sees(t.plain("error-invitation-expired"))
    await sergey.starts("i_nosuchtokenatall0000000")
    await sergey.sees(t.plain("error-invitation-unknown"))
    assert not (await bot.person(olga)).memberships
    assert not (await bot.person(sergey)).memberships


async def test_one_link_followed_by_two_at_once_makes_one_moderator(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    marat, olga = bot.sandbox.person("marat"), bot.sandbox.person("olga")
    for person in (marat, olga):
        await bot.make_resident(person, "kk", NORTH)
    link = await invitation(dinara, "moderator", NORTH)
    await marat.follows(link)
    await olga.follows(link)
    told = [(await person.sees("қ")).words for person in (marat, olga)]
    assert sum("пайдаланылған" in words for words in told) == 1
    assert len(await bot.rows("SELECT id FROM team WHERE role = 'moderator'")) == 1


@both
async def test_a_revoked_moderator_loses_every_button_at_once(bot: RunningBot, language: str) -> None:
    dinara, t = await organizer(bot, language), translator(language)
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", NORTH)
    proposal = await bot.submit(aigul)
    await bot.make_moderator(marat, NORTH, language=language, name="Марат Жұмабеков")
    await marat.says("/queue")
    await marat.taps("№ 1")
    await dinara.says("/team")
    await dinara.sees("1. Марат Жұмабеков")
    await dinara.taps("1")
    await dinara.taps(t.plain("team-button-revoke"))
    asked = await dinara.sees("Марат Жұмабеков", t.region(NORTH, "title"))
    assert asked.rows[0][0]["style"] == "danger"
    sure = dinara.data_behind(t.plain("team-button-revoke"))
    await dinara.taps(t.plain("team-button-revoke"))
    await dinara.sees(t.plain("team-revoked", name="Марат Жұмабеков"), t.plain("team-empty"))

    refusal = t.plain("error-not-allowed")
    for data in (PublishItem(proposal=proposal.id, round=proposal.round), OpenQueue()):
        answer = await marat.forges(data.pack())
        assert answer is not None
        assert answer.text == refusal
    await marat.says("/queue")
    await marat.sees(refusal)
    assert "queue" not in {command["command"] for command in marat.commands}
    assert await bot.rows("SELECT state FROM proposals") == [{"state": "pending"}]
    bot.clock.move(days=3)
    await bot.wake()
    assert await bot.rows("SELECT * FROM digests") == []
    # The same button again shows the same, and nothing breaks.
    answer = await dinara.forges(sure)
    assert answer is not None
    assert not answer.show_alert
    await dinara.sees(t.plain("team-revoked", name="Марат Жұмабеков"))


async def test_a_remark_begun_before_the_role_was_revoked_decides_nothing(bot: RunningBot) -> None:
    dinara = await organizer(bot)
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", NORTH)
    await bot.submit(aigul)
    await bot.make_moderator(marat, NORTH)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps("Пысықтауға қайтару")
    await dinara.says("/team")
    await dinara.taps("1")
    await dinara.taps("Рөлін қайтарып алу")
    await dinara.taps("Рөлін қайтарып алу")
    await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("Бұл әрекетке құқығыңыз жоқ")
    assert await bot.rows("SELECT state FROM proposals") == [{"state": "pending"}]


async def test_a_long_team_is_shown_in_pages(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    dinara = await organizer(bot)
    marat = bot.sandbox.person("marat")
    await bot.make_moderator(marat, *REGION_CODES)
    olga = bot.sandbox.person("olga")
    await bot.make_organizer(olga)
    await dinara.says("/team")
    first = await dinara.sees("Ұйымдастырушылар", "1. ", "20. ")
    assert "21. " not in first.words
    await dinara.taps("Келесі")
    await dinara.sees("21. ")
    await dinara.taps("Алдыңғы")
    await dinara.sees("1. ")
    assert not bot.sandbox.refused


@pytest.mark.parametrize(
    "data",
    [
        InviteRole(role="moderator", chosen=-1),
        InviteRole(role="moderator", chosen=1 << 20),
        MakeInvitation(role="moderator", chosen=0),
        MakeInvitation(role="admin", chosen=0),
        MakeInvitation(role="organizer", chosen=1),
    ],
)
async def test_an_invitation_nobody_could_ask_for_is_not_made(
    bot_on_sqlite: RunningBot, data: InviteRole | MakeInvitation
) -> None:
    dinara = await organizer(bot_on_sqlite)
    answer = await dinara.forges(data.pack())
    assert answer is not None
    assert answer.show_alert
    assert await bot_on_sqlite.rows("SELECT id FROM invitations") == []
