"""A moderator lists the queue, takes an item, goes on to the next, sees its files."""

from datetime import timedelta

import pytest

from forum import attaching, moderation, submission
from forum.attaching import NewAttachment
from locales import translator
from storage.records import Proposal
from tests.canned import reason_name
from tests.running import RunningBot

both = pytest.mark.parametrize("language", ["kk", "ru"])
kk = translator("kk")


async def waiting(bot: RunningBot, *titles: str, region: str = "KZ-59") -> list[Proposal]:
    """Proposals of Aigul that wait in a region, a minute between them."""
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", region)
    proposals = []
    for title in titles:
        proposals.append(await bot.submit(aigul, title=title))
        bot.clock.move(minutes=1)
    return proposals


@both
async def test_the_queue_shows_the_oldest_first_with_their_day(bot: RunningBot, language: str) -> None:
    await waiting(bot, "Ауыл мектебіне интернет", "Емханадағы кезек")
    marat, t = bot.sandbox.person("marat"), translator(language)
    await bot.make_moderator(marat, language=language)
    await marat.says("/queue")
    screen = await marat.sees(t.plain("queue-total", total=2), "Ауыл мектебіне интернет", "Емханадағы кезек")
    assert screen.words.index("Ауыл мектебіне интернет") < screen.words.index("Емханадағы кезек")
    assert t.plain("queue-line-day", day=1) in screen.words
    await marat.taps(t.plain("queue-button-oldest"))
    await marat.sees("Ауыл мектебіне интернет", t.plain("item-others", count=1))
    assert not bot.sandbox.refused


async def test_the_queue_opens_from_the_menu_and_says_when_it_is_empty(bot: RunningBot) -> None:
    marat = bot.sandbox.person("marat")
    await bot.make_moderator(marat)
    await marat.sees_button("Кезек")
    await marat.taps("Кезек")
    await marat.sees("Кезек бос")
    await marat.taps("Жаңарту")
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


async def test_only_the_moderators_own_regions_are_in_the_queue(bot: RunningBot) -> None:
    await waiting(bot, "Көшелерді жарықтандыру", region="KZ-75")
    marat = bot.sandbox.person("marat")
    await bot.make_moderator(marat, "KZ-59")
    await marat.says("/queue")
    await marat.sees("Кезек бос")


@both
async def test_an_item_shows_the_whole_proposal_and_its_day(bot: RunningBot, language: str) -> None:
    (proposal,) = await waiting(bot, "Ауыл мектебіне интернет")
    marat, t = bot.sandbox.person("marat"), translator(language)
    await bot.make_moderator(marat, language=language)
    await marat.says("/queue")
    await marat.taps("№ 1")
    screen = await marat.sees(
        t.plain("item-title", number="1", title="Ауыл мектебіне интернет").replace("<b>", "").replace("</b>", ""),
        proposal.text or "",
        t.region("KZ-59", "title"),
        t.topic("inclusion"),
        t.plain("item-language", language="kk"),
    )
    assert (" 1 " if language == "ru" else "1-күні") in screen.words
    for label in ("item-button-publish", "item-button-return", "item-button-reject", "button-next"):
        await marat.sees_button(t.plain(label))
    for label, style in (("item-button-publish", "primary"), ("item-button-reject", "danger")):
        found = screen.button(t.plain(label))
        assert found is not None
        assert found["style"] == style


async def test_a_late_item_says_so(bot: RunningBot) -> None:
    await waiting(bot, "Ауыл мектебіне интернет")
    marat = bot.sandbox.person("marat")
    await bot.make_moderator(marat)
    bot.clock.move(days=7)  # five working days later: the sixth day of three
    await marat.says("/queue")
    await marat.sees("6-күн")
    await marat.taps("№ 1")
    await marat.sees("Мерзімі өтті: 6-күн")


async def test_while_one_moderator_has_an_item_another_is_told_who_and_until_when(bot: RunningBot) -> None:
    await waiting(bot, "Ауыл мектебіне интернет")
    marat, saule = bot.sandbox.person("marat"), bot.sandbox.add_person("Сәуле", "kk")
    await bot.make_moderator(marat, name="Марат Жұмабеков")
    await bot.make_moderator(saule, name="Сәуле Оспанова")
    await marat.says("/queue")
    await marat.taps("№ 1")
    until = kk.moment(bot.now() + timedelta(minutes=10))
    await marat.sees("сіз", until)
    await saule.says("/queue")
    await saule.sees("қарап отырған модератор: Марат Жұмабеков")
    answer = await saule.taps("№ 1")
    assert answer is not None
    assert answer.show_alert
    await saule.alerted("Марат Жұмабеков", until)
    bot.clock.move(minutes=11)
    await saule.taps("№ 1")
    await saule.sees("сіз")


async def test_next_goes_through_the_queue_and_gives_the_item_back(bot: RunningBot) -> None:
    await waiting(bot, "Ауыл мектебіне интернет", "Емханадағы кезек")
    marat, saule = bot.sandbox.person("marat"), bot.sandbox.add_person("Сәуле", "kk")
    await bot.make_moderator(marat)
    await bot.make_moderator(saule)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps("Келесі")
    await marat.sees("Емханадағы кезек", "Қаралуда")
    await saule.says("/queue")
    await saule.taps("№ 1")
    await saule.sees("Ауыл мектебіне интернет", "Қаралуда")
    # The only other item is Saule's now: Marat is shown the queue.
    await marat.taps("Келесі")
    await marat.sees("Қаралатын ұсыныстар кезегі")


async def test_the_files_of_an_item_come_to_its_moderator(bot: RunningBot) -> None:
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    author = await bot.make_resident(aigul, "kk", "KZ-59")
    photo = await aigul.sends_photo()
    assert photo.file_id is not None
    draft = await submission.begin(bot.db, author, bot.now(), bot.rules)
    await attaching.attach(
        bot.db,
        author,
        draft.proposal.id,
        NewAttachment("photo", photo.file_id, "one", "photo.jpg", 1000),
        bot.now(),
        bot.rules,
    )
    await bot.submit(aigul)
    await bot.make_moderator(marat)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps("Қоса берілген файл: 1")
    sent = await marat.sees("№ 1 ұсынысқа қоса берілген файл")
    assert sent.file_id is not None
    assert not bot.sandbox.refused


async def test_files_that_telegram_has_lost_are_named_as_gone(bot: RunningBot) -> None:
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    author = await bot.make_resident(aigul, "kk", "KZ-59")
    document = await aigul.sends_document("хат.pdf")
    assert document.file_id is not None
    draft = await submission.begin(bot.db, author, bot.now(), bot.rules)
    for file in (
        NewAttachment("photo", "lost", "one", "photo.jpg", 1000),
        NewAttachment("document", document.file_id, "two", "хат.pdf", 1000),
    ):
        await attaching.attach(bot.db, author, draft.proposal.id, file, bot.now(), bot.rules)
    await bot.submit(aigul)
    await bot.make_moderator(marat)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps("Қоса берілген файл: 2")
    await marat.alerted("Telegram-да енді қолжетімсіз")
    await marat.sees("№ 1 ұсынысқа қоса берілген файл")


async def test_the_longest_proposal_of_emoji_still_fits_one_screen(bot: RunningBot) -> None:
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.submit(aigul, title="а" + "🙂" * 119, text="а" + "🙂" * 1999)
    await bot.make_moderator(marat)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.sees("Қаралуда", "🙂…")
    assert not bot.sandbox.refused


@both
async def test_pages_and_filters_of_a_long_queue(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    await waiting(bot)
    marat = bot.sandbox.person("marat")
    await bot.make_moderator(marat, language=language)
    authors = [bot.sandbox.add_person(f"Тұрғын {number}", "kk") for number in range(7)]
    for author in authors:
        await bot.make_resident(author, "kk", "KZ-59")
    for number, author in enumerate(authors[:6] * 2, start=1):
        await bot.submit(author, title=f"Күтіп тұрған ұсыныс {number:02}", topic=("rural", "sport")[number % 2])
        bot.clock.move(minutes=1)
    bot.clock.move(days=7)
    await bot.submit(authors[6], title="Бүгін келген ұсыныс", topic="sport")
    await marat.says("/queue")
    first = await marat.sees(t.plain("queue-shown", total=13), t.plain("queue-page", page=1, pages=2))
    assert "Күтіп тұрған ұсыныс 10" in first.words
    assert "Күтіп тұрған ұсыныс 11" not in first.words
    await marat.taps("›")
    await marat.sees(t.plain("queue-page", page=2, pages=2), "Күтіп тұрған ұсыныс 11", "Бүгін келген ұсыныс")
    await marat.taps("‹")
    await marat.sees(t.plain("queue-page", page=1, pages=2), t.plain("queue-line-late"))
    await marat.taps(t.plain("queue-button-filters"))
    await marat.sees(t.plain("queue-filters-count", count=13))
    await marat.taps(t.plain("queue-filter-line", label=t.plain("queue-age-late"), count=12))
    await marat.taps(t.plain("queue-button-topic", topic=t.plain("queue-any-topic")))
    await marat.taps(t.plain("queue-filter-line", label=t.topic("sport", "short"), count=6))
    await marat.taps(t.plain("queue-button-queue"))
    chosen = f"{t.plain('queue-age-late')}, {t.topic('sport', 'short')}"
    shown = await marat.sees(t.plain("queue-chosen", choice=chosen, count=6), "Күтіп тұрған ұсыныс 01")
    assert "Күтіп тұрған ұсыныс 02" not in shown.words
    # What was chosen goes on with the items: the next one by itself, and the one after it.
    await marat.taps(t.plain("queue-button-oldest"))
    await marat.taps(t.plain("item-button-publish"))
    decided = await marat.sees(t.plain("decide-author-told"))
    await marat.sees("Күтіп тұрған ұсыныс 03")
    await marat.taps(t.plain("button-next"))
    await marat.sees("Күтіп тұрған ұсыныс 05")
    for label in ("translate-button", "item-button-author", "work-button-history"):
        await marat.taps(t.plain(label))
        await marat.taps(t.plain("button-back"))
        await marat.sees("Күтіп тұрған ұсыныс 05", t.plain("item-others", count=11))
    await marat.taps(t.plain("queue-button-queue"))
    await marat.sees(t.plain("queue-chosen", choice=chosen, count=5))
    await marat.taps(t.plain("undo-button"), message=decided)
    await marat.taps(t.plain("queue-button-queue"), message=decided)
    await marat.sees(t.plain("queue-chosen", choice=chosen, count=6))
    await marat.forges("quf:main:pf")
    await marat.taps(t.plain("queue-button-queue"))
    await marat.sees(t.plain("queue-chosen-none"))
    await marat.taps(t.plain("queue-button-everything"))
    await marat.sees(t.plain("queue-shown", total=13))
    for odd in ("quf:nonsense:zz99", "que:0:нл:7", "que:0:al999:9000000000"):
        await marat.forges(odd)
    await marat.sees(t.plain("queue-page", page=2, pages=2))
    assert not [call for call in bot.sandbox.refused if "not modified" not in (call.error or "")]


@both
async def test_an_item_points_at_what_the_machine_noticed(bot: RunningBot, language: str) -> None:
    aigul, marat, t = bot.sandbox.person("aigul"), bot.sandbox.person("marat"), translator(language)
    await bot.open_campaign()
    await bot.make_resident(aigul, "kk", "KZ-59")
    await bot.make_moderator(marat, language=language)
    alike = {
        "title": "Ауыл мектебіне интернет жүргізу",
        "text": "Ауылдағы мектепте интернет баяу, оптикалық желі керек.",
    }
    rejected = await bot.submit(aigul, **alike)
    moderator = await bot.person(marat)
    await moderation.reject(bot.db, moderator, rejected.id, 1, "abuse", None, bot.now(), bot.rules)
    text = f"{alike['text']} Хабарласыңыз: +7 701 123 45 67 немесе <https://mektep.kz/1> & т.б."
    await bot.submit(aigul, title="Ауыл мектебіне интернет: 87011234567", text=text)
    await marat.says("/queue")
    await marat.taps("№ 2")
    kinds = ", ".join([t.plain("check-phone"), t.plain("check-link")])
    item = await marat.sees(
        text,
        t.plain("item-noticed", kinds=kinds),
        t.plain("check-in-title", kind=t.plain("check-phone")),
        t.plain("similar-rejected", number="1", title=alike["title"], reason=reason_name("abuse", language)),
        t.plain("item-language", language="kk"),
    )
    underlined = [entity for entity in item.entities if entity["type"] == "underline"]
    assert len(underlined) == 3
    for label in ("joining-button", "correct-button", "translate-button", "item-button-author", "work-button-history"):
        assert t.plain(label) in item.labels
    assert not bot.sandbox.refused
