"""/history: every act with who and why, page by page; what is asked for wrongly is said in a sentence."""

import pytest

from forum import appeals, moderation, submission, translating
from forum.translating import Seen
from locales import translator
from tests.running import RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened
from tests.scenarios.resident_steps import bare
from tests.scenarios.test_moderator_translate import TEXT_RU, TITLE_RU

both = pytest.mark.parametrize("language", ["kk", "ru"])


@both
async def test_the_team_reads_who_did_what_when_and_why(bot: RunningBot, language: str) -> None:
    proposal, aigul, marat = await one_waiting(bot, language=language)
    t, moderator, author = translator(language), await bot.person(marat), await bot.person(aigul)
    remark = "Қай ауыл екенін <нақтылаңыз> & жіберіңіз"
    for round_ in range(1, 4):
        await moderation.open_item(bot.db, moderator, proposal.id, bot.now(), bot.rules)
        await moderation.send_back(bot.db, moderator, proposal.id, round_, remark, bot.now(), bot.rules)
        bot.clock.move(hours=1)
        await submission.send(bot.db, author, proposal.id, round_, "kk", bot.now(), bot.rules)
        bot.clock.move(hours=1)
    seen = Seen(proposal.fingerprint or "", "ru", 0)
    await translating.save(bot.db, moderator, proposal.id, TITLE_RU, TEXT_RU, seen, bot.now(), bot.rules)
    await opened(marat)
    await marat.taps(t.plain("work-button-history"))
    state = t.plain("state-pending")
    page = await marat.sees(bare(t.plain("acts-title", number="1", title=proposal.title, state=state)))
    assert page.words.index(t.plain("acts-translated", what="add", language="ru")) < page.words.index(remark)
    assert t.plain("acts-page", page=1, pages=2) in page.words
    assert t.plain("acts-by", role="moderator", name="Марат Жұмабеков") in page.words
    await marat.taps(t.plain("acts-older"))
    older = await marat.sees(t.plain("acts-page", page=2, pages=2))
    assert older.words.rstrip().endswith(t.plain("acts-by-role", role="author"))
    await marat.taps(t.plain("acts-newer"))
    await marat.taps(t.plain("button-back"))
    await marat.sees_button(t.plain("item-button-publish"))
    await marat.says("/history №1")
    await marat.sees(t.plain("acts-page", page=1, pages=2))
    # The author is told all of it, and no name.
    await aigul.says("/mine")
    await aigul.taps("1")
    await aigul.taps(translator("kk").plain("button-more"))
    await aigul.taps(translator("kk").plain("mine-history"))
    own = await aigul.sees(remark)
    assert "Марат" not in own.words
    assert not bot.sandbox.refused


@both
async def test_a_history_that_cannot_be_shown_is_said_in_a_sentence(bot_on_sqlite: RunningBot, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    proposal, aigul, marat = await one_waiting(bot, author_language=language, language=language)
    await submission.begin(bot.db, await bot.person(aigul), bot.now(), bot.rules)
    olga, dinara = bot.sandbox.person("olga"), bot.sandbox.person("dinara")
    await bot.make_moderator(olga, "KZ-75", language=language)
    await bot.make_resident(dinara, language, "KZ-71")
    for person, words, refusal in (
        (marat, "/history", "error-history-number"),
        (marat, "/history ауыл", "error-history-number"),
        (marat, "/history 2", "error-proposal-not-found"),
        (marat, "/history " + "9" * 30, "error-proposal-not-found"),
        (olga, "/history 1", "error-not-your-region"),
        (aigul, "/history 1", "error-not-allowed"),
    ):
        await person.says(words)
        await person.sees(t.plain(refusal))
    moderator, author = await bot.person(marat), await bot.person(aigul)
    await moderation.reject(bot.db, moderator, proposal.id, 1, "unclear", None, bot.now(), bot.rules)
    await dinara.says("/history 1")
    await dinara.sees("Марат Жұмабеков")
    await dinara.taps(t.plain("queue-button-queue"))
    await appeals.file(bot.db, author, proposal.id, "Бұл шешіммен келіспеймін", bot.now(), bot.rules)
    await dinara.says("/history 1")
    await dinara.sees(t.plain("error-history-closed"))
