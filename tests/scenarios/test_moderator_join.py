"""A moderator joins a proposal to another: from the similar ones, by number, by words; and what readers see then."""

import pytest

from locales import translator
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.moderator_steps import one_waiting, opened, state_of
from tests.scenarios.resident_steps import bare, published

both = pytest.mark.parametrize("language", ["kk", "ru"])
OTHER_TITLE = "Емханадағы кезекті азайту"
OTHER_TEXT = "Емханада дәрігерге жазылу қиын, адамдар таңертеңнен кезекте тұрады. Электронды жазылу керек."


@both
async def test_an_item_is_joined_to_a_similar_one_and_the_next_opens_by_itself(bot: RunningBot, language: str) -> None:
    proposal, aigul, marat = await one_waiting(bot, language, language)
    t, saule = translator(language), bot.sandbox.add_person("Сәуле", "kk")
    await bot.make_resident(saule, "kk", "KZ-59")
    target = await bot.submit(saule, title=TITLE + " керек", text=TEXT)
    await bot.publish(target, marat)
    await bot.submit(saule, title=OTHER_TITLE, text=OTHER_TEXT)
    await opened(marat)
    await marat.forges(f"tak:{proposal.id}:0:na")  # as from the queue of new ones only
    await marat.taps(t.plain("joining-button"))
    await marat.sees(bare(t.plain("joining-title", number="1", title=TITLE)), t.plain("joining-how"), "№ 2")
    await marat.taps(t.plain("joining-button-one", number="2"))
    preview = await marat.sees(bare(t.plain("joining-preview")), TITLE, TITLE + " керек")
    assert preview.labels == [
        t.plain("joining-button-do", number="2"),
        t.plain("joining-button-other"),
        t.plain("button-back"),
    ]
    await marat.taps(t.plain("joining-button-do", number="2"))
    await marat.sees(OTHER_TITLE)
    await marat.sees_button(t.plain("item-button-publish"))
    assert marat.data_behind(t.plain("button-next")).endswith(":na"), "the next one is of the same queue"
    assert await state_of(bot, proposal) == "joined"
    told = await aigul.sees(bare(t.plain("joining-button-target", number="2")).split()[1], "№ 1", TITLE + " керек")
    assert t.plain("joining-button-target", number="2") in told.labels
    await aigul.taps(t.plain("joining-button-target", number="2"), message=told)
    await aigul.sees(TITLE + " керек", "№ 2")
    assert not bot.sandbox.refused


@both
async def test_numbers_and_words_are_typed_and_wrong_ones_lose_nothing(bot: RunningBot, language: str) -> None:
    proposal, aigul, marat = await one_waiting(bot, language, language)
    t = translator(language)
    target = await published(bot, aigul, OTHER_TITLE, text=OTHER_TEXT)
    await opened(marat)
    await marat.taps(t.plain("joining-button"))
    await marat.sees(t.plain("joining-how"))
    for words, complaint in (
        ("1", "error-join-self"),
        ("№ 77", "error-proposal-not-found"),
        ("9" * 30, "error-proposal-not-found"),
        ("?!", "error-search-empty"),
    ):
        await marat.says(words)
        await marat.sees(t.plain(complaint), t.plain("joining-how"))
    await marat.sends_sticker()
    await marat.sees(t.plain("error-text-expected"), t.plain("joining-how"))
    await marat.says("ғарышқа <b>ұшу</b>")
    await marat.sees(t.plain("joining-found-none", words="ғарышқа <b>ұшу</b>"))
    await marat.says("емхана кезек")
    await marat.taps(t.plain("joining-button-one", number="2"))
    await marat.sees(bare(t.plain("joining-preview")), OTHER_TITLE)
    await marat.taps(t.plain("joining-button-other"))
    await marat.says("№ 2")
    await marat.sees(bare(t.plain("joining-preview")), OTHER_TITLE)
    await marat.taps(t.plain("button-back"))
    await marat.sees(TITLE)
    await marat.sees_button(t.plain("item-button-publish"))
    assert await state_of(bot, proposal) == "pending"
    assert target.number == 2
    assert not bot.sandbox.refused


@both
async def test_a_published_one_is_joined_from_its_card_and_leads_its_readers_on(bot: RunningBot, language: str) -> None:
    t, aigul, marat = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, "KZ-59")
    await bot.make_moderator(marat, "KZ-59", language=language, name="Марат Жұмабеков")
    one = await published(bot, aigul)
    await published(bot, aigul, OTHER_TITLE, text=OTHER_TEXT)
    bot.app.outbox.wake()
    await aigul.sees(OTHER_TITLE)
    await marat.starts(f"p_{one.id}")
    await marat.taps(t.plain("button-more"))
    await marat.taps(t.plain("work-button"))
    work = await marat.sees(TITLE, t.plain("work-about"))
    assert work.labels[:2] == [t.plain("joining-button"), t.plain("correct-button")]
    await marat.taps(t.plain("joining-button"))
    await marat.says("2")
    await marat.taps(t.plain("joining-button-do", number="2"))
    await marat.sees("№ 1", "№ 2", t.plain("decide-author-told"))
    assert await state_of(bot, one) == "joined"
    words = t.plain("joining-notice", number="1", title=TITLE, target="2", other=OTHER_TITLE)
    await aigul.sees(words.splitlines()[-1])
    await aigul.starts(f"p_{one.id}")
    card = await aigul.sees(TITLE, bare(t.plain("joining-card", number="2", title=OTHER_TITLE)))
    assert t.plain("joining-button-target", number="2") in card.labels
    assert not [label for label in card.labels if t.plain("button-support") in label]
    await aigul.taps(t.plain("joining-button-target", number="2"))
    await aigul.sees(OTHER_TITLE)
    await aigul.taps(t.plain("menu-mine"))
    await aigul.sees(TITLE, t.plain("state-joined"))
    await marat.taps(t.plain("undo-button"))
    await marat.sees(t.plain("undo-state-published"))
    await aigul.sees("№ 1", TITLE, t.plain("undo-notice", number="1", title=TITLE, state="published").splitlines()[-1])
    assert await state_of(bot, one) == "published"
    assert not bot.sandbox.refused


async def test_two_press_at_once_and_forged_buttons_change_nothing(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    proposal, aigul, marat = await one_waiting(bot)
    saule, stranger = bot.sandbox.add_person("Сәуле", "kk"), bot.sandbox.add_person("Ержан", "kk")
    await bot.make_moderator(saule, name="Сәуле Оспанова")
    await bot.make_resident(stranger)
    await published(bot, aigul, OTHER_TITLE, text=OTHER_TEXT)
    target = proposal.id + 1
    await opened(marat)
    for data in (f"joi:{proposal.id}:1:", f"jop:{proposal.id}:1:{target}:", f"joc:{proposal.id}:1:{target}:"):
        for person in (stranger, saule):  # no role; and an item that Marat has open
            answer = await person.forges(data)
            assert answer is not None
            assert answer.show_alert, data
    await marat.forges(f"joc:{proposal.id}:1:{target}:")
    await marat.forges(f"joc:{proposal.id}:1:{target}:")
    assert await state_of(bot, proposal) == "joined"
    await saule.forges(f"joc:{proposal.id}:1:{target}:")
    await saule.alerted("шешім қабылданған", "Марат Жұмабеков")
    assert len(await bot.rows("SELECT id FROM decisions WHERE kind = 'join'")) == 1
