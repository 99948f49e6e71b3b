"""Reading: filters, orders, pages, cards, files, links."""

from urllib.parse import parse_qs, urlsplit

import pytest

from forum import browsing, people, withdrawal
from locales import NATIONAL, Translator, translator
from sandbox.person import Person
from storage.records import Proposal
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import at_step, bare, published

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def many(bot: RunningBot, count: int) -> list[Proposal]:
    """So many published proposals of Қостанай облысы, one a minute, three an author."""
    made: list[Proposal] = []
    moderator = bot.sandbox.person("marat")
    await bot.make_moderator(moderator, "KZ-39")
    while len(made) < count:
        author = bot.sandbox.add_person(f"Автор {len(made)}")
        await bot.make_resident(author)
        for _ in range(min(3, count - len(made))):
            proposal = await bot.submit(author, title=f"Ұсыныс реті {len(made) + 1:02}")
            bot.clock.move(minutes=1)
            await bot.publish(proposal, moderator)
            made.append(proposal)
    return made


def numbers(person: Person) -> list[str]:
    """The numbers on the buttons of a list."""
    return [button["text"] for button in person.shown.rows[0]]


async def ordered(reader: Person, t: Translator, order: str) -> None:
    """Open the list from the menu and choose an order."""
    await reader.taps(t.plain("menu-browse"))
    await reader.taps(t.plain("browse-filters"))
    await reader.taps(t.plain(order))
    await reader.sees_button(t.plain("browse-filters"))


@both
async def test_a_proposal_is_found_by_region_and_topic(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader = translator(language), bot.sandbox.person("sergey")
    aigul, yerlan = bot.sandbox.person("aigul"), bot.sandbox.person("yerlan")
    await bot.make_resident(aigul, "kk", "KZ-39")
    await bot.make_resident(yerlan, "kk", "KZ-59")
    await bot.make_resident(reader, language, "KZ-10")
    await published(bot, aigul, "Аялдамаларға пандус орнату", topic="inclusion")
    await published(bot, aigul, "Стадионға жарық орнату керек", topic="sport")
    await published(bot, yerlan, "Ауыл мектебіне спорт залы", topic="sport")
    await published(bot, yerlan, "Бүкіл елде спортты дамыту", topic="sport", place=NATIONAL)
    await reader.taps(t.plain("menu-browse"))
    await reader.sees(bare(t.plain("browse-title")), t.plain("browse-all-places"), t.plain("browse-found", total=4))
    await reader.taps(t.plain("browse-filters"))
    await reader.taps(t.plain("browse-button-place"))
    await reader.taps(t.region("KZ-39", "short"))
    await reader.sees(t.region("KZ-39", "title"), t.plain("browse-found", total=2))
    await reader.taps(t.plain("browse-filters"))
    await reader.taps(t.plain("browse-button-topic"))
    await reader.taps(t.topic("sport", "short"))
    await reader.sees(t.region("KZ-39", "title"), t.topic("sport"), "Стадионға жарық", t.plain("browse-found", total=1))
    await reader.taps(t.plain("browse-filters"))
    await reader.taps(t.plain("browse-button-place"))
    await reader.taps(t.region(NATIONAL, "short"))
    await reader.sees("Бүкіл елде спортты дамыту", t.plain("browse-found", total=1))
    await reader.taps(t.plain("browse-filters"))
    await reader.taps(t.plain("browse-button-place"))
    await reader.taps(t.region("KZ-75", "short"))
    await reader.sees(t.plain("browse-empty"))
    assert not bot.sandbox.refused


async def test_orders_are_the_newest_and_the_most_supported(bot: RunningBot) -> None:
    await bot.open_campaign()
    t, reader, voter = translator("kk"), bot.sandbox.person("sergey"), bot.sandbox.person("yerlan")
    await many(bot, 3)
    for person in (reader, voter):
        await bot.make_resident(person, "kk", "KZ-39")
    await voter.taps(t.plain("menu-browse"))
    await voter.taps("1")
    await voter.taps(t.plain("button-support"))
    await ordered(reader, t, "browse-new")
    await reader.sees("Ұсыныс реті 01", t.plain("browse-order-new"))
    assert numbers(reader) == ["3", "2", "1"]
    await reader.taps(t.plain("browse-filters"))
    await reader.taps(t.plain("browse-top"))
    assert numbers(reader) == ["1", "3", "2"]
    await reader.taps(t.plain("browse-filters"))
    assert reader.shown.button("✓ Танымал")
    await reader.taps(t.plain("browse-new"))
    assert numbers(reader) == ["3", "2", "1"]


@both
async def test_pages_turn_in_place_and_a_card_leads_back_to_its_page(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, reader = translator(language), bot.sandbox.person("sergey")
    await many(bot, 12)
    await bot.make_resident(reader, language, "KZ-39")
    await ordered(reader, t, "browse-new")
    first = await reader.sees(t.plain("browse-found", total=12))
    assert numbers(reader) == ["12", "11", "10", "9", "8"]
    await reader.taps("›")
    assert numbers(reader) == ["7", "6", "5", "4", "3"]
    assert reader.shown.id == first.id
    await reader.taps("5", message=reader.shown)
    await reader.sees("№ 5", "Ұсыныс реті 05")
    await reader.taps(t.plain("button-support"))
    await reader.taps(t.plain("browse-to-list"))
    await reader.sees_button(t.plain("browse-page", number=2))
    assert numbers(reader) == ["7", "6", "5", "4", "3"]
    await reader.taps("›")
    assert numbers(reader) == ["2", "1"]
    assert "›" not in reader.labels()
    await reader.taps("‹")
    assert numbers(reader) == ["7", "6", "5", "4", "3"]
    await reader.taps("‹")
    assert numbers(reader) == ["12", "11", "10", "9", "8"]
    assert "‹" not in reader.labels()
    assert reader.shown.id == first.id
    assert not bot.sandbox.refused


async def test_a_page_that_is_gone_shows_the_nearest_one(bot: RunningBot) -> None:
    await bot.open_campaign()
    t, reader = translator("kk"), bot.sandbox.person("sergey")
    made = await many(bot, 6)
    await bot.make_resident(reader, "kk", "KZ-39")
    await ordered(reader, t, "browse-new")
    await reader.sees("Ұсыныс реті 06")
    following = reader.shown
    (row,) = await bot.rows("SELECT telegram_id FROM people WHERE id = :id", id=made[0].author_id)
    author = await people.arrive(bot.db, row["telegram_id"], bot.now())
    await withdrawal.withdraw(bot.db, author, made[0].id, bot.now())
    await reader.taps("›", message=following)
    assert numbers(reader) == ["6", "5", "4", "3", "2"]


@both
async def test_the_files_of_a_proposal_are_sent_on_demand(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul, reader = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul, language, "KZ-59")
    await bot.make_resident(reader, language, "KZ-59")
    await at_step(aigul, t, "files", "KZ-59")
    await aigul.sends_photo()
    await aigul.sends_document("жоспар.pdf", b"%PDF")
    await aigul.taps(t.plain("submit-done"))
    await aigul.taps(t.plain("button-send"))
    await bot.make_moderator(bot.sandbox.person("marat"), "KZ-59")
    (row,) = await bot.rows("SELECT id FROM proposals")
    await bot.publish(await _proposal(bot, aigul), bot.sandbox.person("marat"))
    await reader.starts(f"p_{row['id']}")
    await reader.taps(t.plain("button-more"))
    answer = await reader.taps(t.plain("browse-files", count=2))
    file = await reader.receives_file(".pdf")
    assert (file.name, file.data) == ("жоспар.pdf", b"%PDF")
    assert answer is not None
    assert answer.text == t.plain("browse-files-sent")
    assert any(t.plain("browse-files-of", number="1") in message.words for message in reader.messages)
    assert not bot.sandbox.refused


async def _proposal(bot: RunningBot, author: Person) -> Proposal:
    return (await browsing.mine(bot.db, await bot.person(author)))[0]


@both
async def test_a_card_can_be_shared_and_its_link_opens_it(bot: RunningBot, language: str) -> None:
    await bot.open_campaign()
    t, aigul, reader = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul)
    await bot.make_resident(reader, language, "KZ-59")
    proposal = await published(bot, aigul, "Пандус & «жарық» + 100 %")
    await reader.starts(f"p_{proposal.id}")
    card = await reader.sees("Пандус & «жарық» + 100 %", TEXT)
    share = card.button(t.plain("button-share"))
    assert share is not None
    assert share["url"].startswith("https://t.me/share/url?url=")
    assert "+" not in share["url"], "a plus sign stays a plus sign in Telegram's share window"
    said = parse_qs(urlsplit(share["url"]).query)
    assert said["url"][0].endswith(f"?start=p_{proposal.id}")
    assert "Пандус & «жарық» + 100 %" in said["text"][0]
    assert t.plain("browse-open-list") in reader.labels()
    assert not bot.sandbox.refused


async def test_what_is_not_published_is_not_shown_to_others(bot: RunningBot) -> None:
    await bot.open_campaign()
    t, aigul, reader = translator("ru"), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul)
    await bot.make_resident(reader, "ru", "KZ-39")
    proposal = await bot.submit(aigul)
    await reader.starts(f"p_{proposal.id}")
    await reader.sees(t.plain("error-proposal-not-found"))
    for data in (
        "crd:{id}:link",
        "att:{id}",
        "hst:{id}:link",
        "mor:{id}:link",
        "fol:{id}:1:link",
        "wdr:{id}:1",
        "wdr:{id}:0",
        "vt:{id}:1:link",
    ):
        answer = await reader.forges(data.format(id=proposal.id))
        assert answer is not None
        assert answer.show_alert
    await reader.taps(t.plain("menu-browse"))
    await reader.sees(t.plain("browse-empty-all"))
    assert TITLE not in "".join(message.text for message in reader.messages)


@pytest.mark.parametrize(
    "data",
    ["ls:::n:zzzzzzzzzzzzzzzzzzzzzzz.1:1:0", "ls:x:99:q:?:0:9", "ls:::::0:0", "crd:1:n,,n,,1,0", "flt:place:zz:zz:z"],
)
async def test_odd_pages_fall_back_to_what_there_is(bot_on_sqlite: RunningBot, data: str) -> None:
    await bot_on_sqlite.open_campaign()
    reader = bot_on_sqlite.sandbox.person("sergey")
    await bot_on_sqlite.make_resident(bot_on_sqlite.sandbox.person("aigul"))
    await bot_on_sqlite.make_resident(reader, "ru", "KZ-39")
    await published(bot_on_sqlite, bot_on_sqlite.sandbox.person("aigul"))
    await reader.forges(data)
    assert reader.last_answer is not None
    assert not reader.last_answer.show_alert
    assert reader.labels()


@pytest.mark.parametrize("data", ["ls:::n::x:0", "crd:x:link", "flt:all:::n", "ls", "crd:99999999999999999999:link"])
async def test_broken_pages_are_stale_buttons(bot_on_sqlite: RunningBot, data: str) -> None:
    reader, t = bot_on_sqlite.sandbox.person("sergey"), translator("ru")
    await bot_on_sqlite.make_resident(reader, "ru", "KZ-39")
    await reader.sees_button(t.plain("menu-browse"))
    await reader.forges(data)
    assert (await reader.alerted(t.plain("error-stale-button"))).show_alert
