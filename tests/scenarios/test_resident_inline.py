"""Inline mode: "@bot words" in any chat shows proposals with a link to vote, to anybody."""

from itertools import count

import pytest

from forum import voting
from locales import translator
from sandbox.person import Person
from storage.database import Transaction
from storage.records import Proposal
from tests.running import TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, at_step, heading, onboard, published

both = pytest.mark.parametrize("language", ["kk", "ru"])
NEWCOMERS = {"kk": "yerlan", "ru": "olga"}
MARKUP = ("<b>пандус</b>", "<script>", "&lt;", "%", "_", '"', "'", "*", "\\", "' OR 1=1 --", "NEAR(", "/start", "p_1")
UNSEEN = (
    "\u200b\u200f",
    "\u202eсудан",
    "\u0301\u0301",
    "\x00",
    "пандус\nпандус",
    "🙂",
    "👨\u200d👩\u200d👧",
    "а" * 256,
)
ODD = (*MARKUP, *UNSEEN, "№", "#", "№ 0", "9" * 40)
_numbers = count(900_000_001)


async def three_proposals(bot: RunningBot) -> list[Proposal]:
    """Published ones of Қостанай облысы, the second of them supported once; and one that waits."""
    await bot.open_campaign()
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul, "kk", REGION)
    await bot.make_resident(sergey, "ru", REGION)
    first = await published(bot, aigul)
    second = await published(bot, aigul, "Детские площадки во дворах", text="Во дворах негде играть. Нужны площадки.")
    third = await published(
        bot, aigul, "Ауыл мектебіне интернет", text="Сабақ кезінде интернет жоқ, оқушылар қиналады."
    )
    await bot.submit(sergey, title="Пандус туралы қаралып жатқан ұсыныс")
    await voting.cast(bot.db, await bot.person(sergey), second.id, 1, bot.now(), bot.rules)
    return [first, second, third]


async def asked_raw(bot: RunningBot, person: Person, words: str) -> None:
    """A query longer than any application sends."""
    user = bot.sandbox.world.people.by_id[person.id].user
    query = {"id": str(next(_numbers)), "from": user, "query": words, "offset": "", "chat_type": "private"}
    bot.sandbox.world.updates.add(person.id, "inline_query", query)
    await bot.idle()


@both
async def test_anybody_finds_proposals_in_any_chat_and_a_friend_votes(bot: RunningBot, language: str) -> None:
    first, second, third = await three_proposals(bot)
    t, stranger = translator(language), bot.sandbox.person(NEWCOMERS[language])
    (people_before,) = await bot.rows("SELECT count(*) AS n FROM people")
    newest = await stranger.types_inline("")
    assert newest.titles[0] == t.plain("inline-title", number=str(second.number), title=second.title)
    assert {result.id for result in newest.results} == {f"p{one.id}" for one in (first, second, third)}
    for words in ("пандус", "ПАНДУСЫ", f"№ {first.number}", f" {first.number} "):
        found = await stranger.types_inline(words)
        assert found.titles == [t.plain("inline-title", number=str(first.number), title=TITLE)], words
    about = t.plain("inline-about", place=t.region(REGION, "title"), topic=t.topic("inclusion"), support=0)
    assert found.results[0].description == about
    card = await stranger.picks_result(0)
    assert card.labels == [t.plain("inline-vote")]
    assert t.plain("inline-message-forum") in card.text
    assert await bot.rows("SELECT count(*) AS n FROM people") == [people_before]  # asking registers nobody
    (link,) = [link for link in card.links() if "start=" in link]
    await stranger.follows(link)
    await stranger.taps(t.plain(f"language-{language}"))
    await stranger.taps(t.plain("start-agree"))
    await stranger.taps(t.region(REGION, "short"))
    await stranger.sees(TITLE)
    await stranger.taps(t.plain("button-support"))
    await stranger.alerted(t.plain("browse-voted-support"))
    assert not bot.sandbox.refused


@both
async def test_the_list_is_in_the_language_chosen_here(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    await three_proposals(bot)
    other = "ru" if language == "kk" else "kk"
    t, person = translator(other), bot.sandbox.person(NEWCOMERS[language])
    await bot.make_resident(person, other)
    found = await person.types_inline("пандус")
    await person.picks_result(0)
    assert found.results[0].message.labels == [t.plain("inline-vote")]
    assert found.is_personal
    foreign = bot.sandbox.add_person("Ann", "en")
    found = await foreign.types_inline("пандус")
    assert found.results[0].message.labels == [translator("kk").plain("inline-vote")]


@both
async def test_nothing_found_is_an_empty_list_with_a_way_into_the_bot(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    stranger = bot.sandbox.person(NEWCOMERS[language])
    nothing = {"text": t.plain("inline-nothing"), "start_parameter": "inline"}
    found = await stranger.types_inline("")  # there is no campaign
    assert (found.results, found.button) == ((), nothing)
    await three_proposals(bot)
    for words in ("мұндайсөзжоқ", "қаралып жатқан", "№ 4000"):  # a proposal that waits is nobody's to see
        found = await stranger.types_inline(words)
        assert (found.results, found.button) == ((), nothing)
    await stranger.starts("inline")
    await stranger.sees("Тілді таңдаңыз · Выберите язык")


@both
async def test_whatever_is_typed_is_plain_words(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, stranger = bot_on_sqlite, bot_on_sqlite.sandbox.person(NEWCOMERS[language])
    first, *_ = await three_proposals(bot)
    for words in ODD:
        found = await stranger.types_inline(words)
        if "пандус" in words:
            assert f"p{first.id}" in {result.id for result in found.results}, words
    for words in ("пандус " * 2000, "<b>" * 4000, "\u202e" * 10_000):
        await asked_raw(bot, stranger, words)
    refused = [call for call in bot.sandbox.refused if "query is too old" not in (call.error or "")]
    assert refused == []  # the longest ones are of no application, so no list waits for an answer to them
    assert (await stranger.types_inline("интернет")).titles


async def test_markup_of_an_author_stays_text(bot_on_sqlite: RunningBot) -> None:
    bot, aigul = bot_on_sqlite, bot_on_sqlite.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", REGION)
    title, text = "<b>Пандус</b> & <a href='x'>сілтеме</a>", "<i>Мәтін</i> &amp; басқа <script>alert(1)</script> сөздер"
    await published(bot, aigul, title, text=text)
    found = await bot.sandbox.person("yerlan").types_inline("")
    assert title in found.titles[0]
    assert title in found.results[0].message.text
    assert text in found.results[0].message.text
    assert not bot.sandbox.refused


async def test_the_longest_proposals_fit(bot_on_sqlite: RunningBot) -> None:
    bot, moderator = bot_on_sqlite, bot_on_sqlite.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_moderator(moderator, REGION)
    for number in range(12):
        author = bot.sandbox.add_person(f"Автор {number}")
        await bot.make_resident(author, "kk", REGION)
        await bot.publish(await bot.submit(author, title="Ә" * 120, text="Ұ👍" * 1000), moderator)
    found = await bot.sandbox.person("yerlan").types_inline("")
    assert len(found.results) == 10
    assert not bot.sandbox.refused


async def test_a_query_costs_one_call_and_a_flood_none_that_is_refused(bot_on_sqlite: RunningBot) -> None:
    bot, stranger = bot_on_sqlite, bot_on_sqlite.sandbox.person("yerlan")
    await three_proposals(bot)
    before = len(bot.sandbox.calls)
    await stranger.types_inline("пандус")
    assert [call.method for call in bot.sandbox.calls[before:]] == ["answerInlineQuery"]
    await stranger.types_inline("пандус")  # kept by Telegram
    assert len(bot.sandbox.calls) == before + 1
    limit = bot.settings.actions_a_minute
    for number in range(limit + 20):
        bot.sandbox.world.inline_queries.ask(stranger.id, f"сөз{number}")
        await asked_raw(bot, stranger, f"сөз{number}")
    answers = sum(call.method == "answerInlineQuery" for call in bot.sandbox.calls[before:])
    assert answers <= limit + 5
    await stranger.starts()  # what is typed elsewhere takes nothing from the conversation
    await stranger.sees("Тілді таңдаңыз · Выберите язык")


async def test_trouble_inside_is_an_empty_list(bot_on_sqlite: RunningBot) -> None:
    bot, stranger = bot_on_sqlite, bot_on_sqlite.sandbox.person("yerlan")
    await three_proposals(bot)

    async def take_away(tx: Transaction) -> None:
        await tx.run("ALTER TABLE proposals RENAME TO proposals_away")

    await bot.db.write(take_away)
    found = await stranger.types_inline("пандус")
    assert (found.results, found.cache_time) == ((), 0)


@both
async def test_a_card_put_into_the_chat_with_the_bot_is_nothing_said_to_it(
    bot_on_sqlite: RunningBot, language: str
) -> None:
    bot, t = bot_on_sqlite, translator(language)
    await three_proposals(bot)
    person = bot.sandbox.person(NEWCOMERS[language])
    await onboard(person, t)
    await at_step(person, t, "title")
    await person.sees(heading(t, 3))
    moment = person.moment
    await person.types_inline("пандус", place="sender")
    await person.picks_result(0, into=person)
    await bot.idle()
    await person.hears_nothing(for_=0, since=moment)
    await person.says("Көшеге жарық орнату керек")
    await person.sees(heading(t, 4))
