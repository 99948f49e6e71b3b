"""The list: the fair order, filters that combine and are remembered, what rises, what has an outcome."""

import pytest

from locales import Translator, translator
from sandbox.person import Person
from storage.database import Transaction
from tests.running import RunningBot
from tests.scenarios.resident_steps import bare, onboard, published
from tests.scenarios.test_resident_browse import many, numbers

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def choose(reader: Person, t: Translator, *keys: str) -> None:
    """Through the screen of filters, one choice after the other."""
    for key in keys:
        await reader.taps(t.plain("browse-filters"))
        await reader.taps(t.plain(key))
    await reader.sees_button(t.plain("browse-filters"))


async def run(bot: RunningBot, sql: str, **values: object) -> None:
    """What moderators and organizers will do one day, straight in the tables."""

    async def unit(tx: Transaction) -> None:
        await tx.run(sql, **values)

    await bot.db.write(unit)


@both
async def test_the_list_is_in_the_readers_own_order_each_once_there_and_back(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader = translator(language), bot.sandbox.person("sergey")
    await many(bot, 12)
    await onboard(reader, t)
    await reader.taps(t.plain("menu-browse"))
    first = await reader.sees(bare(t.plain("browse-title")), t.plain("browse-order-fair"), t.plain("browse-all-places"))
    pages = [numbers(reader)]
    while "›" in reader.labels():
        await reader.taps("›")
        await reader.sees_button(t.plain("browse-page", number=len(pages) + 1))
        pages.append(numbers(reader))
    assert [len(page) for page in pages] == [5, 5, 2]
    assert sorted(int(number) for page in pages for number in page) == list(range(1, 13))
    for page in reversed(pages[:-1]):
        await reader.taps("‹")
        assert numbers(reader) == page
    assert reader.shown.id == first.id, "the list edits itself"
    await bot.restart()
    await reader.taps("›")
    assert numbers(reader) == pages[1], "a page works after a restart"
    await reader.taps(t.plain("menu-browse"))
    await bot.idle()
    assert numbers(reader) == pages[0]
    assert not bot.sandbox.refused


@both
async def test_choices_are_marked_said_in_words_and_remembered(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader = translator(language), bot.sandbox.person("sergey")
    aigul, yerlan = bot.sandbox.person("aigul"), bot.sandbox.person("yerlan")
    await bot.make_resident(aigul, "kk", "KZ-39")
    await bot.make_resident(yerlan, "kk", "KZ-59")
    await published(bot, aigul, "Аялдамаларға пандус орнату")
    await published(bot, aigul, "Стадионға жарық орнату керек", topic="sport")
    await published(bot, yerlan, "Ауыл мектебіне спорт залы", topic="sport")
    await onboard(reader, t)
    await reader.taps(t.plain("menu-browse"))
    await reader.taps(t.plain("browse-filters"))
    await reader.sees(t.plain("browse-filter-place", place=t.plain("browse-all-places")))
    assert t.plain("browse-reset") not in reader.labels(), "there is nothing to reset"
    await reader.taps(t.plain("browse-to-list"))
    await choose(reader, t, "browse-new", "browse-standing-voted")
    await reader.taps(t.plain("browse-filters"))
    await reader.taps(t.plain("browse-button-place"))
    await reader.taps(t.plain("button-back"))
    await reader.taps(t.plain("browse-button-place"))
    await reader.taps(t.region("KZ-39", "short"))
    await reader.sees(
        t.region("KZ-39", "title"), t.plain("browse-standing-voted"), t.plain("browse-order-new"),
        t.plain("browse-found", total=2),
    )  # fmt: skip
    assert numbers(reader) == ["2", "1"]
    await bot.restart()
    await reader.says("/list")
    await reader.sees(t.region("KZ-39", "title"), t.plain("browse-standing-voted"), t.plain("browse-order-new"))
    await reader.taps(t.plain("browse-filters"))
    for key in ("browse-new", "browse-standing-voted", "browse-button-place"):
        marked = reader.shown.button(t.plain("browse-chosen", label=t.plain(key)))
        assert marked is not None
        assert marked["style"] == "success"
    await reader.sees(t.plain("browse-filter-order", order=t.plain("browse-order-new")))
    await reader.taps(t.plain("browse-reset"))
    await reader.sees(t.plain("browse-all-places"), t.plain("browse-order-fair"), t.plain("browse-found", total=3))
    await reader.taps(t.plain("menu-browse"))
    await bot.idle()
    await reader.sees(t.plain("browse-all-places"), t.plain("browse-found", total=3))
    assert not bot.sandbox.refused


@both
async def test_a_card_from_a_link_leads_to_the_list_as_it_was_chosen(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader, aigul = translator(language), bot.sandbox.person("sergey"), bot.sandbox.person("aigul")
    await bot.make_resident(aigul)
    await bot.make_resident(reader, language)
    proposal = await published(bot, aigul)
    await reader.taps(t.plain("menu-browse"))
    await choose(reader, t, "browse-top")
    await reader.starts(f"p_{proposal.id}")
    await reader.taps(t.plain("browse-open-list"))
    await reader.sees(t.plain("browse-order-top"))
    assert not bot.sandbox.refused


@both
async def test_what_has_an_outcome_is_found_with_its_state(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader = translator(language), bot.sandbox.person("sergey")
    made = await many(bot, 6)
    await bot.make_resident(reader, language)
    await reader.taps(t.plain("menu-browse"))
    await choose(reader, t, "browse-standing-outcome")
    await reader.sees(t.plain("browse-empty"))
    await reader.taps(t.plain("browse-reset"))
    await reader.sees(t.plain("browse-found", total=6))
    await run(bot, "UPDATE proposals SET state = 'in_progress' WHERE id = :id", id=made[2].id)
    await choose(reader, t, "browse-standing-outcome")
    await reader.sees("№ 3", t.plain("state-in-progress"), t.plain("browse-found", total=1))
    assert numbers(reader) == ["3"]
    await choose(reader, t, "browse-standing-voted")
    await reader.sees(t.plain("browse-found", total=5))
    assert not bot.sandbox.refused


@both
async def test_what_gains_support_now_rises(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader, voter = translator(language), bot.sandbox.person("sergey"), bot.sandbox.person("yerlan")
    made = await many(bot, 3)
    await bot.make_resident(reader, language)
    await bot.make_resident(voter)
    await voter.starts(f"p_{made[1].id}")
    await voter.taps("Қолдаймын")
    await reader.taps(t.plain("menu-browse"))
    await choose(reader, t, "browse-rising")
    assert numbers(reader) == ["3", "2", "1"], "not counted yet"
    await bot.app.schedule.count_rising()
    await reader.taps(t.plain("menu-browse"))
    await bot.idle()
    await reader.sees(t.plain("browse-order-rising"))
    assert numbers(reader) == ["2", "3", "1"]
    bot.clock.move(hours=73)
    await bot.app.schedule.count_rising()
    await reader.taps(t.plain("menu-browse"))
    await bot.idle()
    assert numbers(reader) == ["3", "2", "1"]
    assert not bot.sandbox.refused


@pytest.mark.parametrize("data", ["flt:filters:zz:zz:zz", "flt:filters::::", "flt:nowhere:::f"])
async def test_odd_filters_are_no_filters_and_unknown_screens_are_stale(bot_on_sqlite: RunningBot, data: str) -> None:
    bot, t, reader = bot_on_sqlite, translator("kk"), bot_on_sqlite.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(reader, "kk")
    await reader.taps(t.plain("menu-browse"))
    await reader.forges(data)
    if data == "flt:filters:zz:zz:zz":
        await reader.sees(t.plain("browse-filter-order", order=t.plain("browse-order-fair")))
    else:
        assert (await reader.alerted(t.plain("error-stale-button"))).show_alert


@pytest.mark.parametrize("choice", ["", "ls", "ls:zz:99:??::1:0", "xx:1:2", "ls:59::t:zz.1:9:1"])
async def test_a_choice_nobody_understands_is_the_whole_list(bot_on_sqlite: RunningBot, choice: str) -> None:
    bot, t, reader = bot_on_sqlite, translator("ru"), bot_on_sqlite.sandbox.person("sergey")
    await bot.open_campaign()
    await bot.make_resident(reader, "ru")
    await run(bot, "UPDATE people SET list_choice = :choice", choice=choice)
    await reader.taps(t.plain("menu-browse"))
    await reader.sees(bare(t.plain("browse-title")))
    understood = choice.startswith("ls:59")
    await reader.sees(t.region("KZ-59", "title") if understood else t.plain("browse-all-places"))
