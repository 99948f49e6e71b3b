"""Organizers record what became of a proposal; residents are told, read the answer and rate it."""

from datetime import date, timedelta

import pytest

from sandbox.person import Person
from storage.database import Transaction
from tests.running import TITLE, RunningBot
from tests.scenarios.outcome_steps import AKIMAT, KK, RU, WORDS, on_shortlist, recorded, select
from tests.scenarios.resident_steps import bare, published

both = pytest.mark.parametrize("language", ["kk", "ru"])
LAW = date(2026, 12, 14)  # fifteen working days after Monday, 23 November


async def states(bot: RunningBot) -> list[str]:
    """The steps that stand, the oldest first."""
    return [row["state"] for row in await bot.rows("SELECT state FROM outcomes WHERE undone_at IS NULL ORDER BY id")]


async def complains(person: Person, t_text: str, *typed: str) -> None:
    """Every one of the typed texts gets the sentence."""
    for words in typed:
        await person.says(words)
        await person.sees(t_text)


@both
async def test_a_proposal_goes_from_the_shortlist_to_an_answer_in_two_languages(bot: RunningBot, language: str) -> None:
    proposal, aigul, sergey, t = await on_shortlist(bot, language)
    dinara = bot.sandbox.person("dinara")
    await dinara.says("/outcomes")
    await dinara.sees(t.plain("outcomes-line", state=t.plain("state-shortlisted"), count=1))
    await dinara.taps(t.plain("outcomes-button-state", state=t.plain("outcomes-short-shortlisted"), count=1))
    await dinara.sees(TITLE, bare(t.html("outcomes-list-title", state=t.plain("state-shortlisted"), total=1)))
    await dinara.taps(t.plain("outcomes-button-narrow"))
    await dinara.taps(t.region("KZ-39", "short"))
    await dinara.sees(t.plain("outcomes-empty"))
    await dinara.taps(t.plain("outcomes-button-narrow"))
    await dinara.taps(t.plain("outcomes-button-all"))
    await dinara.taps(t.plain("outcomes-button-recommend-all"))
    await dinara.sees(t.plain("outcomes-all-sections"))
    await dinara.taps(t.plain("outcomes-button-recommend-sure", count=1))
    await dinara.sees(t.plain("outcomes-recommended-all", count=1), TITLE)
    await dinara.taps("1")
    await dinara.sees(TITLE, t.plain("state-recommended"))
    # Sent: to an addressee that is not in the catalogue yet.
    await dinara.taps(t.plain("outcomes-button-sent"))
    await dinara.sees(t.plain("outcomes-addressees-none"))
    await complains(dinara, t.plain("outcomes-found-none", words="акимат"), "акимат")
    await dinara.taps(t.plain("outcomes-button-new-addressee"))
    long = t.plain("error-addressee-length", length=300, minimum=3, maximum=200)
    await complains(dinara, long, "А" * 300)
    await dinara.says(AKIMAT["kk"])
    await dinara.says(AKIMAT["ru"])
    await dinara.sees(AKIMAT[language])
    await complains(dinara, t.plain("error-date-format"), "кеше емес", "32.13.2026")
    await complains(dinara, t.plain("error-sent-ahead"), "24.11.2026")
    await complains(dinara, t.plain("error-sent-long-ago"), "01.01.2020")
    await dinara.taps(t.plain("outcomes-button-today", date="23.11.2026"))
    await complains(dinara, t.plain("error-due-before-sent"), "22.11.2026")
    await dinara.sees_button(t.plain("outcomes-button-suggested", date="14.12.2026"))
    await dinara.taps(t.plain("outcomes-button-suggested", date="14.12.2026"))
    await dinara.sees(AKIMAT[language], t.date(LAW))
    await complains(dinara, t.plain("outcomes-buttons-only"), "OK")
    await dinara.taps(t.plain("outcomes-button-save"))
    await dinara.sees(t.plain("outcomes-saved"), t.plain("state-sent"))
    assert await states(bot) == ["recommended", "sent"]
    # An answer: too short, the same in both languages, then in one language only, which cannot be published.
    await dinara.taps(t.plain("outcomes-button-answer"))
    await complains(dinara, t.plain("error-answer-length", length=3, minimum=10, maximum=2000), "Иә!")
    await dinara.sends_sticker()
    await dinara.sees(t.plain("error-text-expected"))
    await dinara.says(KK)
    await complains(dinara, t.plain("error-answer-same"), KK.upper())
    await dinara.taps(t.plain("outcomes-button-preview"))
    await dinara.sees(KK, t.plain("outcomes-missing-ru"))
    await dinara.forges("ouw:save")
    await dinara.alerted(t.plain("error-stale-button"))
    assert await states(bot) == ["recommended", "sent"]
    # Left for something else and come back to: what was written is there.
    await dinara.says("/outcomes 1")
    await dinara.taps(t.plain("outcomes-button-answer"))
    await dinara.sees(t.plain("outcomes-kept"), t.plain("outcomes-kept-hint"))
    await dinara.says(RU)
    await dinara.sees(bare(t.html("outcomes-ask-files", count=0, maximum=5))[:16])
    await complains(dinara, t.plain("outcomes-files-expected"), "файл жоқ")
    await dinara.sends_photo()
    await dinara.sees(bare(t.html("outcomes-ask-files", count=1, maximum=5))[-8:])
    await dinara.taps(t.plain("button-continue"))
    await dinara.taps(t.plain("outcomes-means-in-progress"))
    await complains(dinara, t.plain("error-date-past"), "01.11.2026")
    await dinara.says("01.03.2027")
    preview = await dinara.sees(
        KK, RU, t.plain("outcome-until", date=date(2027, 3, 1)), t.plain("outcomes-preview-told")
    )
    assert t.plain("outcomes-foreign-kk") not in preview.words
    await dinara.taps(t.plain("outcomes-button-publish"))
    await dinara.sees(t.plain("outcomes-saved"), t.plain("state-in-progress"))
    await dinara.taps(t.plain("outcomes-button-words", state=t.plain("state-in-progress")))
    other = "ru" if language == "kk" else "kk"
    await dinara.sees(WORDS[language])
    await dinara.taps(t.plain(f"language-{other}"))
    await dinara.sees(WORDS[other])
    assert await states(bot) == ["recommended", "sent", "in_progress"]
    # Nobody was told a word yet; ten minutes later everybody is, once.
    assert not await bot.rows("SELECT id FROM deliveries WHERE kind IN ('outcome', 'change')")
    bot.clock.move(minutes=11)
    await bot.wake()
    told = await sergey.sees(AKIMAT[language], WORDS[language], t.plain("state-in-progress"), t.date(date(2027, 3, 1)))
    await aigul.sees(bare(t.html("outcome-told-answer-own", number="1", title=TITLE)), WORDS[language])
    assert t.plain("switch-button-stop") in told.labels
    await sergey.taps(t.plain("outcome-button-files", count=1), message=told)
    await sergey.sees(t.plain("outcome-files-of", number="1"))
    await sergey.taps(t.plain("outcome-button-partly"), message=told)
    await sergey.alerted(t.plain("outcome-rated"))
    await sergey.taps(t.plain("button-open"), message=told)
    marked = t.plain("browse-chosen", label=t.plain("outcome-button-partly"))
    card = await sergey.sees(AKIMAT[language], WORDS[language], t.plain("outcome-ask-rating"))
    assert marked in card.labels
    await sergey.taps(t.plain("outcome-button-formal"))
    await sergey.sees("100 % (1)")
    assert [row["rating"] for row in await bot.rows("SELECT rating FROM ratings")] == ["formal"]
    await bot.wake()
    assert len(await bot.rows("SELECT id FROM deliveries WHERE kind IN ('outcome', 'change')")) == 6
    assert proposal.number == 1
    assert not bot.sandbox.refused


@both
async def test_a_mistake_is_taken_back_and_nobody_hears_of_it(bot: RunningBot, language: str) -> None:
    proposal, aigul, sergey, t = await on_shortlist(bot, language)
    dinara = bot.sandbox.person("dinara")
    await recorded(bot, proposal, "recommended", "sent")
    since = sergey.moment
    await dinara.says("/outcomes 1")
    await dinara.taps(t.plain("outcomes-button-answer"))
    await dinara.says(RU)
    await dinara.says(KK)
    await dinara.taps(t.plain("button-continue"))
    await dinara.taps(t.plain("outcomes-means-declined"))
    await dinara.sees(t.plain("outcomes-foreign-kk"), t.plain("outcomes-foreign-ru"))
    publish = dinara.data_behind(t.plain("outcomes-button-publish"))
    await dinara.forges(publish)
    await dinara.sees(t.plain("state-declined"))
    undo = dinara.data_behind(t.plain("outcomes-button-undo"))
    # Another organizer opened it before: too late for the same step.
    erlan = bot.sandbox.add_person("Ерлан", language)
    await bot.make_organizer(erlan, language, "Ерлан")
    await erlan.says("/outcomes 1")
    await erlan.sees_button(t.plain("outcomes-button-undo"))  # before she presses hers
    await dinara.taps(t.plain("outcomes-button-undo"))
    await dinara.sees(t.plain("outcomes-undone"), t.plain("state-sent"))
    assert await states(bot) == ["recommended", "sent"]
    await erlan.taps(t.plain("outcomes-button-undo"))
    await erlan.alerted(t.plain("error-outcome-undone", by=bot.name_of(dinara)))
    shown = await erlan.sees(t.plain("state-sent"))
    assert t.plain("outcomes-button-undo") not in shown.labels
    await erlan.taps(t.plain("outcomes-button-answer"))
    await recorded(bot, proposal, "done")
    for words in (KK, RU):
        await erlan.says(words)
    await erlan.taps(t.plain("button-continue"))
    await erlan.taps(t.plain("outcomes-means-answered"))
    await erlan.taps(t.plain("outcomes-button-publish"))
    await erlan.alerted(t.plain("error-outcome-recorded", by=bot.name_of(dinara), state="done"))
    await erlan.sees(t.plain("state-done"))
    # His words are kept, for the step may be taken back; hers were published.
    assert [KK in row["data"] for row in await bot.rows("SELECT data FROM conversations")] == [True]
    heard = [one.words for one in sergey.messages if one.id > since]
    assert not any(t.plain("state-declined") in words for words in heard)
    await aigul.sees(t.plain("state-done"))
    await sergey.says("/outcomes")
    await sergey.sees(t.plain("error-not-allowed")[:20])
    assert not bot.sandbox.refused
    again = await dinara.forges(undo)  # the press comes again
    assert again is not None
    assert not again.show_alert
    assert await states(bot) == ["recommended", "sent", "done"]


async def test_what_was_recommended_at_once_is_taken_back_by_one_button(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    _, aigul, _, t = await on_shortlist(bot, "ru")
    dinara, erlan = bot.sandbox.person("dinara"), bot.sandbox.add_person("Ерлан", "ru")
    await bot.make_organizer(erlan, "ru", "Ерлан")
    await select(bot, await published(bot, aigul, "Екінші ұсыныстың атауы"))
    await dinara.says("/outcomes")
    await dinara.taps(t.plain("outcomes-button-state", state=t.plain("outcomes-short-shortlisted"), count=2))
    await dinara.taps(t.plain("outcomes-button-recommend-all"))
    await dinara.taps(t.plain("outcomes-button-recommend-sure", count=2))
    undo = t.plain("outcomes-button-undo-all", count=2)
    await dinara.sees(t.plain("outcomes-undo-all", count=2, until=bot.now() + timedelta(minutes=8)))
    await erlan.says("/outcomes")
    await erlan.taps(t.plain("outcomes-button-state", state=t.plain("outcomes-short-recommended"), count=2))
    await dinara.taps(undo)
    await dinara.sees(t.plain("outcomes-undone-all", count=2), TITLE)
    await erlan.taps(undo)
    await erlan.alerted(t.plain("error-outcome-undone", by=bot.name_of(dinara)))
    shown = await erlan.sees(t.plain("outcomes-empty"))
    assert undo not in shown.labels
    bot.clock.move(minutes=11)
    await bot.wake()
    assert await states(bot) == []
    assert not await bot.rows("SELECT id FROM deliveries WHERE kind IN ('outcome', 'change')")
    assert not bot.sandbox.refused


@both
async def test_the_card_has_the_clock_and_the_whole_answer_and_strangers_do_not_rate(
    bot: RunningBot, language: str
) -> None:
    proposal, _, sergey, t = await on_shortlist(bot, language)
    await recorded(bot, proposal, "recommended", "sent")
    stranger = bot.sandbox.add_person("Бөтен", language)
    await bot.make_resident(stranger, language, "KZ-39")
    await stranger.starts(f"p_{proposal.id}")
    due = bot.clock.today + timedelta(days=21)
    await stranger.sees(AKIMAT[language], t.plain("outcome-due", date=due))
    bot.clock.move(days=2)
    await stranger.starts(f"p_{proposal.id}")
    await stranger.sees(t.plain("outcome-due-clock", date=due, day=2, limit=15))
    bot.clock.move(days=23)
    await stranger.starts(f"p_{proposal.id}")
    await stranger.sees(t.plain("outcome-due-over", date=due, late=3))
    answer = await recorded(bot, proposal, "answered")

    async def unit(tx: Transaction) -> None:
        for column, words in (("answer_kk", KK), ("answer_ru", RU)):
            await tx.run(f"UPDATE outcomes SET {column} = :long WHERE id = :id", long=(words + " ") * 30, id=answer.id)

    await bot.db.write(unit)
    await stranger.starts(f"p_{proposal.id}")
    card = await stranger.sees(WORDS[language], t.plain("outcome-unrated"))
    assert t.plain("outcome-button-formal") not in card.labels
    await stranger.taps(t.plain("outcome-button-whole"))
    whole = await stranger.sees(bare(t.html("outcome-whole", number="1", title=TITLE)))
    assert whole.words.count(WORDS[language]) == 30
    await stranger.taps(t.plain("mine-back-to-proposal"))
    await stranger.forges(f"ras:{answer.id}:f:list")
    await stranger.alerted(t.plain("error-rating-not-yours"))
    await stranger.taps(t.plain("button-more"))
    await stranger.taps(t.plain("mine-history"))
    await stranger.sees(t.plain("state-recommended"), t.plain("state-sent"), t.plain("state-answered"))
    assert await bot.rows("SELECT id FROM ratings") == []
    await sergey.taps(t.plain("outcome-button-answered"))
    await sergey.alerted(t.plain("outcome-rated"))
    assert not bot.sandbox.refused


@both
async def test_the_organizers_digest_reminds_of_answers_that_are_due(bot: RunningBot, language: str) -> None:
    proposal, _, _, t = await on_shortlist(bot, language)
    dinara = bot.sandbox.person("dinara")
    await recorded(bot, proposal, "recommended", "sent")
    bot.clock.set(date(2026, 12, 17))
    await bot.wake()
    digest = await dinara.sees(t.plain("outcomes-due", soon=0, overdue=1), TITLE)
    await dinara.taps(t.plain("queue-button-item", number="1"), message=digest)
    await dinara.sees(t.plain("outcome-due-over", date=bot.clock.today - timedelta(days=3), late=2))
    await dinara.taps(t.plain("national-button-due"), message=digest)
    await dinara.sees(t.plain("outcomes-due", soon=0, overdue=1), t.plain("outcomes-hint"))
    await recorded(bot, proposal, "answered")
    bot.clock.set(date(2026, 12, 18))
    await bot.wake()
    later = await dinara.sees(t.plain("national-answered", count=1))
    assert t.plain("national-button-due") not in later.labels
    assert not bot.sandbox.refused
