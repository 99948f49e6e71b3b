"""Where the settings ask for a phone number: shared once before a vote or a sending, and the way goes on from there."""

from collections.abc import AsyncIterator

import pytest

from forum import verification
from locales import Translator, translator
from sandbox.person import Person
from storage.records import Proposal
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import at_step, bare, onboard, proposals_in, published, votes_in

both = pytest.mark.parametrize("language", ["kk", "ru"])
PEPPER = "pepper-of-thirty-two-characters!"


@pytest.fixture
async def strict(database_url: str) -> AsyncIterator[RunningBot]:
    """The bot with VERIFICATION=phone, on each kind of database."""
    async with RunningBot(database_url, verification="phone", phone_pepper=PEPPER) as running:
        yield running


@pytest.fixture
async def strict_on_sqlite(sqlite_url: str) -> AsyncIterator[RunningBot]:
    """The same on SQLite only."""
    async with RunningBot(sqlite_url, verification="phone", phone_pepper=PEPPER) as running:
        yield running


async def hashes(bot: RunningBot) -> set[str]:
    """Every phone hash there is."""
    await bot.idle()
    return {str(row["phone_hash"]) for row in await bot.rows("SELECT phone_hash FROM people WHERE phone_hash > ''")}


def hash_for(bot: RunningBot, person: Person) -> str:
    """What is kept of the number of somebody's account."""
    return verification.hash_of(bot.sandbox.world.people.by_id[person.id].phone.removeprefix("+"), PEPPER)


async def somebodys_proposal(bot: RunningBot, language: str) -> Proposal:
    """A published proposal of somebody whose number is known already."""
    author = bot.sandbox.person("yerlan")
    made = await bot.make_resident(author, language)
    await verification.verify(bot.db, made, "77770000000", PEPPER)
    return await published(bot, author)


async def at_the_question(bot: RunningBot, person: Person, t: Translator) -> Proposal:
    """Asked for the number because of a vote."""
    await bot.open_campaign()
    proposal = await somebodys_proposal(bot, t.language)
    await onboard(person, t)
    await person.starts(f"p_{proposal.id}")
    await person.taps(t.plain("button-support"))
    await person.sees(bare(t.plain("verify-why")).splitlines()[0])
    return proposal


@both
async def test_a_vote_asks_for_the_number_once_and_is_then_cast(strict: RunningBot, language: str) -> None:
    bot, t, aigul = strict, translator(language), strict.sandbox.person("aigul")
    before = await hashes(bot)
    proposal = await at_the_question(bot, aigul, t)
    assert aigul.reply_labels() == [t.plain("verify-share"), t.plain("verify-later")]
    assert await votes_in(bot, proposal) == []
    await aigul.taps(t.plain("verify-share"))
    await aigul.sees(t.plain("browse-my-support"))
    assert await votes_in(bot, proposal) == [1]
    assert t.plain("menu-submit") in aigul.reply_labels()
    assert hash_for(bot, aigul) in await hashes(bot) - before
    await aigul.taps(t.plain("button-object"))
    await aigul.sees(t.plain("browse-my-objection"))
    assert await votes_in(bot, proposal) == [-1]
    assert not bot.sandbox.refused


@both
async def test_a_sending_asks_for_the_number_and_comes_back_to_the_preview(strict: RunningBot, language: str) -> None:
    bot, t, aigul = strict, translator(language), strict.sandbox.person("aigul")
    await bot.open_campaign()
    await onboard(aigul, t)
    await at_step(aigul, t, "preview")
    await aigul.taps(t.plain("button-send"))
    await aigul.sees(bare(t.plain("verify-why")).splitlines()[0])
    assert await proposals_in(bot) == [("draft", None)]
    await aigul.taps(t.plain("verify-share"))
    await aigul.sees(TITLE, bare(t.plain("submit-preview")))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees_button(t.plain("submit-open"))
    assert await proposals_in(bot) == [("pending", 1)]
    assert not bot.sandbox.refused


@both
async def test_not_now_brings_the_menu_back_and_the_draft_waits(strict_on_sqlite: RunningBot, language: str) -> None:
    bot, t, aigul = strict_on_sqlite, translator(language), strict_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await onboard(aigul, t)
    await at_step(aigul, t, "preview")
    await aigul.taps(t.plain("button-send"))
    await aigul.taps(t.plain("verify-later"))
    await aigul.sees_button(t.plain("menu-draft-continue"))
    assert t.plain("menu-submit") in aigul.reply_labels()
    await aigul.taps(t.plain("menu-draft-continue"))
    await aigul.taps(t.plain("button-send"))
    await aigul.taps(t.plain("verify-share"))
    await aigul.sees(bare(t.plain("submit-preview")))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees_button(t.plain("submit-open"))


@both
async def test_somebody_elses_contact_gets_a_sentence_and_the_question_stays(
    strict_on_sqlite: RunningBot, language: str
) -> None:
    bot, t, aigul = strict_on_sqlite, translator(language), strict_on_sqlite.sandbox.person("aigul")
    proposal = await at_the_question(bot, aigul, t)
    known = await hashes(bot)
    for share in (aigul.shares_contact(own=False), aigul.shares_contact(of=bot.sandbox.person("sergey"))):
        await share
        await aigul.sees(t.plain("error-phone-not-own"))
    assert await hashes(bot) == known
    assert await votes_in(bot, proposal) == []
    await aigul.taps(t.plain("verify-share"))
    await aigul.sees(t.plain("browse-my-support"))


@both
@pytest.mark.parametrize("phone", ["79161234567", "+996555123456", "+1 555 123-45-67"])
async def test_a_foreign_number_gets_a_sentence_and_the_question_stays(
    strict_on_sqlite: RunningBot, language: str, phone: str
) -> None:
    bot, t, aigul = strict_on_sqlite, translator(language), strict_on_sqlite.sandbox.person("aigul")
    proposal = await at_the_question(bot, aigul, t)
    await aigul.shares_contact(phone=phone)
    await aigul.sees(t.plain("error-phone-foreign"))
    assert await votes_in(bot, proposal) == []
    await aigul.shares_contact(phone="7 701 000 00 01")
    await aigul.sees(t.plain("browse-my-support"))


@both
async def test_one_number_is_one_voter(strict: RunningBot, language: str) -> None:
    bot, t = strict, translator(language)
    aigul, second = bot.sandbox.person("aigul"), bot.sandbox.add_person("Айгүлдің екінші аккаунты", language)
    proposal = await at_the_question(bot, aigul, t)
    await aigul.taps(t.plain("verify-share"))
    await aigul.sees(t.plain("browse-my-support"))
    await onboard(second, t)
    await second.starts(f"p_{proposal.id}")
    await second.taps(t.plain("button-support"))
    await second.shares_contact(phone=bot.sandbox.world.people.by_id[aigul.id].phone)
    await second.sees(t.plain("error-phone-taken"))
    assert await votes_in(bot, proposal) == [1]
    await second.taps(t.plain("verify-later"))
    await second.sees_button(t.plain("menu-submit"))


@both
async def test_the_settings_offer_the_number_and_say_when_it_is_known(
    strict_on_sqlite: RunningBot, language: str
) -> None:
    bot, t, aigul = strict_on_sqlite, translator(language), strict_on_sqlite.sandbox.person("aigul")
    await onboard(aigul, t)
    await aigul.taps(t.plain("menu-settings"))
    await aigul.sees(t.plain("settings-phone-none"))
    await aigul.taps(t.plain("settings-phone"))
    await aigul.taps(t.plain("verify-share"))
    await aigul.sees(t.plain("verify-done"))
    await aigul.taps(t.plain("menu-settings"))
    await aigul.sees(t.plain("settings-phone-given"))
    assert t.plain("settings-phone") not in aigul.labels()
    await aigul.forges("phn")
    await aigul.alerted(t.plain("error-stale-button"))
    assert not bot.sandbox.refused


@both
async def test_where_nobody_asks_a_contact_is_a_message_like_any_other(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t, aigul = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await onboard(aigul, t)
    await aigul.shares_contact()
    await aigul.sees(t.plain("menu-lost").split(".")[0])
    await at_step(aigul, t, "files")
    await aigul.shares_contact()
    await aigul.sees(t.plain("error-attachment-kind", kind="contact").split(".")[0])
    await aigul.forges("phn")
    await aigul.alerted(t.plain("error-stale-button"))
    assert await hashes(bot) == set()
