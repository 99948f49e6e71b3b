"""New items arrive in a staff group and are decided there, by moderators of its region only."""

from dataclasses import replace

import pytest

from forum import team
from handlers.callbacks import GiveReasonInGroup, OpenGroupItem, PublishInGroup, PublishItem, RejectInGroup, TakeItem
from locales import Translator, translator
from sandbox.group import Group
from sandbox.person import Person
from storage.records import Proposal
from tests.running import RunningBot
from tests.scenarios.moderator_steps import state_of

both = pytest.mark.parametrize("language", ["kk", "ru"])


async def staffed(bot: RunningBot, language: str) -> tuple[Group, Person, Person, Translator]:
    """A connected group, its moderator Marat and the author Aigul, in an open campaign."""
    marat, aigul = bot.sandbox.person("marat"), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_moderator(marat, language=language, name="Марат Жұмабеков")
    await bot.make_resident(aigul, "kk", "KZ-59")
    group = bot.sandbox.add_group("Модераторлар", is_super=True)
    await marat.says_in(group, "/connect")
    await group.sees("/disconnect")
    return group, marat, aigul, translator(language)


@both
async def test_a_new_item_is_opened_and_published_in_the_group(bot: RunningBot, language: str) -> None:
    group, marat, aigul, t = await staffed(bot, language)
    olga = bot.sandbox.person("olga")
    proposal = await bot.submit(aigul)
    card = await group.sees("№ 1", "Аялдамаларға пандус орнату", t.topic("inclusion"))
    assert "Мүмкіндігі шектеулі жандар" not in card.words
    assert card.labels == [t.plain("button-open"), t.plain("queue-button-queue")]
    await olga.taps_in(group, t.plain("button-open"))
    await olga.told_alone(group, "модератор")
    await marat.taps_in(group, t.plain("button-open"))
    item = await group.sees("Мүмкіндігі шектеулі жандар", "Марат Жұмабеков")
    assert item.id == card.id
    publish = marat.data_in(group, t.plain("item-button-publish"))
    await olga.forges_in(group, publish)
    assert await state_of(bot, proposal) == "pending"
    await marat.taps_in(group, t.plain("item-button-publish"))
    decided = await group.sees("№ 1", "Марат Жұмабеков")
    assert decided.id == card.id
    assert decided.labels == [t.plain("undo-button"), t.plain("queue-button-queue")]
    assert await state_of(bot, proposal) == "published"
    await aigul.sees("Ұсынысыңыз жарияланды")
    assert not bot.sandbox.refused
    await marat.forges_in(group, publish)  # again: the same result
    saule = bot.sandbox.add_person("Сәуле", language)
    await bot.make_moderator(saule, language=language, name="Сәуле Оспанова")
    await saule.forges_in(group, publish)
    await saule.told_alone(group, "Марат Жұмабеков")


@both
async def test_an_item_is_rejected_with_a_reason_and_words_are_for_the_private_chat(
    bot: RunningBot, language: str
) -> None:
    group, marat, aigul, t = await staffed(bot, language)
    first, olga = await bot.submit(aigul), bot.sandbox.person("olga")
    second = await bot.submit(aigul, title="Емханадағы кезекті азайту")
    await group.sees("Емханадағы кезекті азайту")
    await marat.says_in(group, "/queue")
    queue = await group.sees("№ 1", "№ 2", "Аялдамаларға пандус орнату")
    assert queue.labels == ["№ 1", "№ 2", t.plain("button-refresh")]
    await marat.taps_in(group, "№ 1")
    item = await group.sees("Мүмкіндігі шектеулі жандар")
    link = next(link for link in item.links() if "start=q_" in link)
    await marat.taps_in(group, t.plain("item-button-reject"))
    reasons = await group.sees("№ 1")
    assert len(reasons.labels) == 9
    await marat.taps_in(group, t.plain("button-back"))
    await marat.taps_in(group, t.plain("item-button-reject"))
    await marat.taps_in(group, reasons.labels[2])
    await group.sees("Марат Жұмабеков", reasons.labels[2])
    assert await state_of(bot, first) == "rejected"
    undo = marat.data_in(group, t.plain("undo-button"))
    await olga.forges_in(group, undo)
    await olga.told_alone(group, "модератор")
    await marat.taps_in(group, t.plain("undo-button"))
    await group.sees("№ 1", "Марат Жұмабеков")
    assert await state_of(bot, first) == "pending"
    await marat.follows(link.replace(f"q_{first.id}", f"q_{second.id}"))
    await marat.sees("Емханадағы кезекті азайту", "№ 2")
    await marat.sees_button(t.plain("item-button-return"))
    await bot.make_resident(olga, language)
    await olga.follows(link.replace(f"q_{first.id}", f"q_{second.id}"))
    await olga.sees(t.plain("error-not-allowed"))
    assert not bot.sandbox.refused


async def test_buttons_of_groups_and_of_private_chats_are_never_each_others(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    group, marat, aigul, t = await staffed(bot, "kk")
    proposal = await bot.submit(aigul)
    await group.sees("№ 1")
    ids = {"proposal": proposal.id, "round": proposal.round}
    private = (PublishItem(**ids).pack(), TakeItem(proposal=proposal.id).pack(), "mnu:main", "nonsense")
    for data in private:
        await marat.forges_in(group, data)
        await marat.told_alone(group, t.plain("error-stale-button"))
    await marat.says("/start")
    for button in (PublishInGroup(**ids), OpenGroupItem(proposal=proposal.id), RejectInGroup(**ids)):
        await marat.forges(button.pack())
        await marat.alerted(t.plain("error-stale-button"))
    for words in ("/start", "/list", "/submit", "Ұсыныс жіберу", t.plain("menu-queue"), "/export"):
        await marat.says_in(group, words)
    await bot.idle()
    assert len(group.messages) == 2
    await marat.forges_in(group, GiveReasonInGroup(**ids, reason="nonsense").pack())
    assert await state_of(bot, proposal) == "pending"


async def test_an_item_of_another_region_is_not_shown_in_the_group(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    group, marat, _, t = await staffed(bot, "kk")
    saule, sergey = bot.sandbox.add_person("Сәуле", "kk"), bot.sandbox.person("sergey")
    await bot.make_moderator(saule, "KZ-59", "KZ-10", name="Сәуле Оспанова")
    await bot.make_resident(sergey, "ru", "KZ-10")
    theirs: Proposal = await bot.submit(sergey)
    before = len(group.messages)
    await saule.forges_in(group, OpenGroupItem(proposal=theirs.id).pack())
    await saule.told_alone(group, t.plain("error-stale-button"))
    assert len(group.messages) == before
    (member,) = await bot.rows("SELECT id FROM team WHERE display_name = 'Марат Жұмабеков'")
    organizer = replace(await bot.person(bot.sandbox.person("dinara")), is_admin=True)
    await team.revoke(bot.db, organizer, member["id"], bot.now())
    await marat.taps_in(group, t.plain("queue-button-queue"))
    await marat.told_alone(group, t.plain("error-moderators-only"))


@both
async def test_what_came_while_the_bot_was_away_is_one_message(bot_on_sqlite: RunningBot, language: str) -> None:
    bot = bot_on_sqlite
    group, marat, aigul, t = await staffed(bot, language)
    sergey = bot.sandbox.person("sergey")
    await bot.make_resident(sergey, "ru", "KZ-59")
    await bot.app.stop(within=2)
    for number, author in enumerate((aigul, aigul, aigul, sergey, sergey, sergey), 1):
        await bot.submit(author, title=f"Аялдамаларға пандус орнату, {number}-кезең")
    before = len(group.messages)
    await bot.start()
    told = await group.sees(t.html("group-new-many", count=6).split("</b>")[0].removeprefix("<b>"))
    assert told.labels == [t.plain("queue-button-queue")]
    await marat.taps_in(group, t.plain("queue-button-queue"))
    queue = await group.sees("№ 1", "№ 6")
    assert queue.id != told.id
    assert len(group.messages) == before + 2
