"""Next: one proposal after the other that one has not seen, to support, to object, to pass over."""

import pytest

from locales import translator
from sandbox.person import Person
from tests.running import RunningBot
from tests.scenarios.resident_steps import onboard, published, votes_in
from tests.scenarios.test_resident_browse import many

both = pytest.mark.parametrize("language", ["kk", "ru"])


def number(person: Person) -> int:
    """The number of the card on screen."""
    return int(person.screen.split("№ ")[1].split(" ")[0])


async def seen(bot: RunningBot) -> dict[int, int]:
    """How many were shown each number."""
    rows = await bot.rows("SELECT number, seen_count FROM proposals")
    return {row["number"]: row["seen_count"] for row in rows}


@both
async def test_one_goes_through_all_of_them_with_votes_and_skips(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader = translator(language), bot.sandbox.person("sergey")
    made = await many(bot, 4)
    await onboard(reader, t)
    await reader.taps(t.plain("menu-next"))
    message = await reader.sees("№ ", t.plain("browse-card-counts", support=0, objection=0))
    shown = [number(reader)]
    await reader.taps(t.plain("button-support"))
    await reader.sees(t.plain("browse-my-support"))
    assert t.plain("button-skip") not in reader.labels(), "nothing is skipped that one has voted on"
    await reader.taps(t.plain("more-next"))
    shown.append(number(reader))
    await reader.taps(t.plain("button-skip"))
    shown.append(number(reader))
    await reader.taps(t.plain("button-object"))
    await reader.taps(t.plain("more-next"))
    shown.append(number(reader))
    assert sorted(shown) == [1, 2, 3, 4]
    await reader.taps(t.plain("button-skip"))
    await reader.sees(t.plain("next-none"))
    assert reader.shown.id == message.id, "one message, whatever is passed over"
    assert await votes_in(bot, made[shown[0] - 1]) == [1]
    assert await seen(bot) == {1: 1, 2: 1, 3: 1, 4: 1}
    await reader.taps(t.plain("browse-open-list"))
    await reader.sees(t.plain("browse-found", total=4))
    assert not bot.sandbox.refused


@both
async def test_opened_anew_it_goes_on_where_one_stopped(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader = translator(language), bot.sandbox.person("sergey")
    await many(bot, 3)
    await bot.make_resident(reader, language)
    await reader.taps(t.plain("menu-next"))
    await reader.sees_button(t.plain("button-skip"))
    first = number(reader)
    await bot.restart()
    await reader.says("/next")
    await bot.idle()
    await reader.sees_button(t.plain("button-skip"))
    assert number(reader) == first
    assert sum((await seen(bot)).values()) == 1
    await reader.taps(t.plain("button-support"))
    await reader.taps(t.plain("menu-next"))
    await bot.idle()
    await reader.sees_button(t.plain("button-skip"))
    assert number(reader) != first
    assert not bot.sandbox.refused


@both
async def test_two_readers_are_sent_to_different_ones_and_the_author_to_none(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.make_resident(aigul, language)
    await published(bot, aigul, "Бірінші ұсыныстың аты")
    await published(bot, aigul, "Екінші ұсыныстың аты")
    found = []
    for key in ("sergey", "yerlan"):
        reader = bot.sandbox.person(key)
        await bot.make_resident(reader, language)
        await reader.taps(t.plain("menu-next"))
        await reader.sees_button(t.plain("button-skip"))
        found.append(number(reader))
    assert sorted(found) == [1, 2]
    await aigul.taps(t.plain("menu-next"))
    await aigul.sees(t.plain("next-none"))
    await aigul.sees_button(t.plain("browse-open-list"))
    assert not bot.sandbox.refused


@both
async def test_a_card_of_the_list_leads_to_the_next_one(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader = translator(language), bot.sandbox.person("sergey")
    made = await many(bot, 2)
    await bot.make_resident(reader, language)
    await reader.starts(f"p_{made[0].id}")
    await reader.sees("№ 1")
    await reader.taps(t.plain("more-next"))
    await reader.sees("№ 2")
    await reader.taps(t.plain("button-skip"))
    await reader.sees(t.plain("next-none"))
    assert await seen(bot) == {1: 1, 2: 1}
    assert not bot.sandbox.refused


@both
async def test_one_may_look_without_consent_and_is_asked_when_voting(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, newcomer = translator(language), bot.sandbox.add_person("Асқар", language)
    await many(bot, 1)
    await newcomer.starts()
    await newcomer.taps(t.plain(f"language-{language}"))
    await newcomer.taps(t.plain("start-read-only"))
    await newcomer.taps(t.plain("menu-next"))
    await newcomer.sees("№ 1")
    await newcomer.taps(t.plain("button-support"))
    await newcomer.sees(t.plain("start-consent-needed"))
    assert await seen(bot) == {1: 1}
    assert not bot.sandbox.refused


async def test_pressing_the_same_button_twice_is_one_step(bot_on_sqlite: RunningBot) -> None:
    bot, t, reader = bot_on_sqlite, translator("ru"), bot_on_sqlite.sandbox.person("sergey")
    await bot.open_campaign()
    await many(bot, 3)
    await bot.make_resident(reader, "ru")
    await reader.taps(t.plain("menu-next"))
    await reader.sees_button(t.plain("button-skip"))
    skip = reader.shown.button(t.plain("button-skip"))
    assert skip is not None
    await reader.forges(skip["callback_data"])
    second = number(reader)
    await reader.forges(skip["callback_data"])
    assert number(reader) == second
    assert sum((await seen(bot)).values()) == 2


@pytest.mark.parametrize("data", ["nx2:x", "nx2:-1", "nx2", "nx2:99999999999999999999"])
async def test_a_broken_button_is_stale_and_an_unknown_proposal_does_no_harm(
    bot_on_sqlite: RunningBot, data: str
) -> None:
    bot, t, reader = bot_on_sqlite, translator("kk"), bot_on_sqlite.sandbox.person("sergey")
    await bot.open_campaign()
    await many(bot, 1)
    await bot.make_resident(reader, "kk")
    await reader.forges(data)
    assert (await reader.alerted(t.plain("error-stale-button"))).show_alert
    await reader.forges("nx2:4711")
    await reader.sees("№ 1")


@both
async def test_between_campaigns_it_says_so(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t, reader = bot_on_sqlite, translator(language), bot_on_sqlite.sandbox.person("sergey")
    await bot.make_resident(reader, language)
    await reader.taps(t.plain("menu-next"))
    await reader.sees(t.plain("error-no-campaign"))
