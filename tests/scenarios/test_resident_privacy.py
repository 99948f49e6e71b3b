"""The policy, all of one's data as a file, being forgotten in two steps; consent asked again when its text changes."""

import json

import pytest

from forum.policies import CONSENT_VERSION
from locales import Translator, translator
from sandbox.person import Person
from storage.database import Transaction
from tests.forum.test_forgetting import every_value
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import at_step, heading, onboard, proposals_in, published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])
PAGES = ("kept", "why", "where", "rights")


async def traces_of(bot: RunningBot, person: Person) -> list[tuple[str, str, str]]:
    """Where the Telegram id or the name of somebody stands in any column."""
    await bot.idle()
    words = (str(person.id), bot.name_of(person))
    return [found for found in await every_value(bot.db) if any(word in found[2] for word in words)]


async def asks_to_forget(person: Person, t: Translator) -> None:
    """The first step."""
    await person.says("/forget")
    await person.sees_button(t.plain("privacy-forget-sure"))


@both
async def test_the_policy_is_short_screens_that_lead_back(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await onboard(aigul, t)
    await aigul.says("/privacy")
    await aigul.sees(bot.settings.operator[language])
    shown = aigul.shown
    for page in PAGES:
        await aigul.taps(t.plain(f"privacy-button-{page}"))
        assert len(aigul.shown.text) < 1100
        await aigul.taps(t.plain("privacy-back"))
    assert aigul.shown.id == shown.id, "one message edits itself"
    await aigul.taps(t.plain("privacy-to-settings"))
    await aigul.taps(t.plain("settings-privacy"))
    await aigul.sees_button(t.plain("privacy-forget-me"))
    await aigul.taps(t.plain("menu-help"))
    await aigul.taps(t.plain("help-button-data"))
    await aigul.taps(t.plain("help-button-privacy"))
    await aigul.sees_button(t.plain("privacy-my-data"))
    assert not bot.sandbox.refused
    await aigul.forges("prv:nowhere", aigul.shown)
    assert t.plain("privacy-button-kept") in aigul.labels()


@both
async def test_my_data_come_as_a_file_from_the_command_and_from_the_button(bot: RunningBot, language: str) -> None:
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await onboard(aigul, t)
    await bot.make_resident(sergey)
    proposal = await published(bot, sergey)
    await aigul.starts(f"p_{proposal.id}")
    await aigul.taps(t.plain("button-support"))
    await at_step(aigul, t, "text")
    await aigul.says("/mydata")
    file = await aigul.receives_file(".json")
    assert file.name.startswith("usynys-my-data-")
    data = json.loads(file.data.decode("utf-8"))
    assert data["profile"]["telegram_id"] == aigul.id
    assert data["profile"]["language"] == language
    assert [vote["value"] for vote in data["votes"]] == [1]
    assert data["proposals"][0]["title"] == TITLE
    assert data["form"]["data"]["step"] == "text"
    assert str(sergey.id) not in file.data.decode("utf-8")
    await aigul.says(TEXT)
    await aigul.sees(heading(t, 5))
    await aigul.says("/privacy")
    await aigul.taps(t.plain("privacy-my-data"))
    await aigul.alerted(t.plain("privacy-my-data-sent"))
    await aigul.receives_file(".json")
    assert not bot.sandbox.refused


@both
async def test_forgetting_says_what_goes_and_stays_and_leaves_no_trace(bot: RunningBot, language: str) -> None:
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await onboard(aigul, t)
    await bot.make_resident(sergey)
    theirs, mine = await published(bot, sergey), await published(bot, aigul, title="Көшеге жарық орнату керек")
    await aigul.sees("Көшеге жарық орнату керек")  # the notice, before everything that is looked at below
    await aigul.starts(f"p_{theirs.id}")
    await aigul.taps(t.plain("button-support"))
    await at_step(aigul, t, "text")
    await aigul.says("/privacy")
    await aigul.taps(t.plain("privacy-forget-me"))
    await aigul.sees(
        t.plain("privacy-forget-published", count=1),
        t.plain("privacy-forget-votes", count=1),
        t.plain("privacy-forget-drafts", count=1),
    )
    await aigul.taps(t.plain("privacy-forget-not"))
    await aigul.sees_button(t.plain("privacy-forget-me"))
    await aigul.taps(t.plain("privacy-forget-me"))
    await aigul.taps(t.plain("privacy-forget-sure"))
    await aigul.sees(t.plain("privacy-forgotten").splitlines()[0])
    assert not aigul.reply_labels()
    assert not await traces_of(bot, aigul)
    assert await votes_in(bot, theirs) == [1]
    (row,) = await bot.rows("SELECT author_id, state, title FROM proposals WHERE id = :id", id=mine.id)
    assert (row["author_id"], row["state"]) == (None, "published")
    assert (len(await proposals_in(bot)), aigul.labels()) == (2, [])
    await aigul.starts()
    await aigul.taps("Қазақша")
    await aigul.taps(translator("kk").plain("start-agree"))
    await aigul.taps(translator("kk").region("KZ-59", "short"))
    await aigul.taps(translator("kk").plain("menu-mine"))
    await aigul.sees(translator("kk").plain("mine-empty"))
    assert not bot.sandbox.refused


@both
async def test_forgetting_in_the_middle_of_a_form_keeps_it_until_one_is_sure(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await onboard(aigul, t)
    await at_step(aigul, t, "title")
    await asks_to_forget(aigul, t)
    await aigul.says(TITLE)
    await aigul.sees(heading(t, 4))
    await asks_to_forget(aigul, t)
    await aigul.taps(t.plain("privacy-forget-sure"))
    await aigul.sees("/start")
    assert not await traces_of(bot, aigul)
    assert await proposals_in(bot) == []
    await aigul.says(TEXT)
    await aigul.sees_button("Қазақша")
    assert await proposals_in(bot) == []


@both
async def test_pressed_twice_it_says_the_same_and_leaves_nothing(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await onboard(aigul, t)
    await asks_to_forget(aigul, t)
    screen, data = aigul.shown, aigul.data_behind(t.plain("privacy-forget-sure"))
    queries = [aigul.presses(data, screen) for _ in range(2)]
    for query in queries:
        await aigul.answered(query)
    await bot.idle()
    assert sum(t.plain("privacy-forgotten").splitlines()[0] in message.words for message in aigul.messages) == 2
    assert not await traces_of(bot, aigul)


@both
async def test_a_forged_or_outdated_second_step_shows_the_first(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(sergey, language)
    theirs = await published(bot, sergey)
    await onboard(aigul, t)
    for forged in ("fgt:12345678:kk", "fgt::", "fgt:x:zz"):
        await aigul.forges(forged)
        assert t.plain("privacy-forget-sure") in aigul.labels()
    outdated = aigul.data_behind(t.plain("privacy-forget-sure"))
    await aigul.starts(f"p_{theirs.id}")
    await aigul.taps(t.plain("button-support"))
    await aigul.forges(outdated)
    await aigul.sees(t.plain("privacy-forget-votes", count=1))
    await sergey.forges(outdated)
    await sergey.sees_button(t.plain("privacy-forget-sure"))
    assert len(await traces_of(bot, aigul)) > 0
    assert len(await traces_of(bot, sergey)) > 0


@both
async def test_a_moderator_loses_the_role_and_decisions_stay_without_a_name(bot: RunningBot, language: str) -> None:
    t, marat, sergey = translator(language), bot.sandbox.person("marat"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_moderator(marat, "KZ-59", language=language)
    await bot.make_resident(sergey, language, "KZ-59")
    decided = await bot.submit(sergey)
    await bot.publish(decided, marat)
    await asks_to_forget(marat, t)
    await marat.sees(t.plain("privacy-forget-roles", count=1), t.plain("privacy-forget-decisions"))
    queue_button = t.plain("menu-queue")
    assert queue_button in marat.reply_labels()
    await marat.taps(t.plain("privacy-forget-sure"))
    await marat.sees("/start")
    assert not await traces_of(bot, marat)
    assert "queue" not in {command["command"] for command in marat.commands}
    assert len(await bot.rows("SELECT id FROM decisions WHERE proposal_id = :id", id=decided.id)) == 1
    await marat.starts()
    await marat.taps(t.plain(f"language-{language}"))
    await marat.taps(t.plain("start-read-only"))
    await marat.sees_button(t.plain("menu-help"))
    assert queue_button not in marat.reply_labels()


async def test_whoever_is_not_known_is_told_so_and_not_remembered(bot_on_sqlite: RunningBot) -> None:
    bot, stranger = bot_on_sqlite, bot_on_sqlite.sandbox.add_person("Жаңа Келген", "ru")
    await stranger.says("/forget")
    await stranger.sees(translator("ru").plain("privacy-forgotten").splitlines()[0])
    assert not await traces_of(bot, stranger)
    stranger.blocks_bot()
    await bot.idle()
    stranger.unblocks_bot()
    assert not await traces_of(bot, stranger)


async def agreed_to_an_older_text(bot: RunningBot, person: Person) -> None:
    """As if the text of the consent had changed since this person agreed to it."""
    await bot.idle()

    async def unit(tx: Transaction) -> None:
        changed = "UPDATE people SET consent_version = :version WHERE telegram_id = :id"
        await tx.run(changed, version=CONSENT_VERSION - 1, id=person.id)

    await bot.db.write(unit)


@both
async def test_a_new_text_of_the_consent_is_asked_at_the_sending_and_no_form_is_lost(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await onboard(aigul, t)
    await at_step(aigul, t, "title")
    await agreed_to_an_older_text(bot, aigul)
    await aigul.says(TITLE)
    await aigul.sees(heading(t, 4))
    await aigul.says(TEXT)
    await aigul.sees(heading(t, 5))
    await aigul.taps(t.plain("button-skip"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees(t.plain("start-consent-needed"))
    assert await proposals_in(bot) == [("draft", None)]
    await aigul.taps(t.plain("start-agree"))
    await aigul.taps(t.plain("button-continue"))
    await aigul.sees(TITLE, TEXT)
    await aigul.taps(t.plain("button-send"))
    await aigul.sees_button(t.plain("submit-open"))
    assert await proposals_in(bot) == [("pending", 1)]
    assert not bot.sandbox.refused


@both
async def test_a_new_text_of_the_consent_is_asked_before_a_vote_and_reading_goes_on(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t = bot_on_sqlite, translator(language)
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(sergey, language)
    theirs = await published(bot, sergey)
    await onboard(aigul, t)
    await agreed_to_an_older_text(bot, aigul)
    await aigul.starts(f"p_{theirs.id}")
    await aigul.sees(TITLE)
    await aigul.taps(t.plain("menu-browse"))
    await aigul.sees(TITLE)
    await aigul.taps(str(theirs.number))
    await aigul.taps(t.plain("button-support"))
    await aigul.sees(t.plain("start-consent-needed"))
    assert await votes_in(bot, theirs) == []
    await aigul.taps(t.plain("start-agree"))
    await aigul.sees(t.plain("browse-my-support"))
    assert await votes_in(bot, theirs) == [1]
    assert not bot.sandbox.refused


async def test_the_last_organizer_is_warned_before_the_second_step(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    bot.change_settings(admin_ids="")  # where the settings name an admin, somebody is always left
    await bot.restart()
    kk, ru = translator("kk"), translator("ru")
    yerlan, olga = bot.sandbox.add_person("Ерлан", "kk"), bot.sandbox.person("olga")
    await bot.make_organizer(yerlan, "kk")
    await asks_to_forget(yerlan, kk)
    alone = await yerlan.sees(kk.plain("privacy-forget-last"))
    await bot.make_organizer(olga, "ru")
    await yerlan.taps(kk.plain("privacy-forget-sure"), message=alone)  # it was said of other numbers
    assert kk.plain("privacy-forget-last") not in yerlan.shown.words
    await yerlan.taps(kk.plain("privacy-forget-sure"))
    await yerlan.sees(kk.plain("privacy-forgotten").splitlines()[0])
    await asks_to_forget(olga, ru)
    await olga.sees(ru.plain("privacy-forget-last"))
    await olga.sees_button(ru.plain("campaign-button-team"))
    await olga.taps(ru.plain("privacy-forget-sure"))
    await olga.sees(ru.plain("privacy-forgotten").splitlines()[0])
    assert not bot.sandbox.refused
