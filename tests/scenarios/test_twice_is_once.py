"""The same update again changes nothing more and shows the same: whole walks, with every update handled twice."""

import itertools
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from locales import NATIONAL, translator
from tests.canned import reason_name
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, TOPIC, at_step, bare, onboard, published
from tests.scenarios.twice import Twice, tables

kk, ru = translator("kk"), translator("ru")
Walk = Callable[[RunningBot], Awaitable[None]]
QUICK = {"actions_a_minute": 10_000, "votes_an_hour": 10_000}  # a walk is quicker than a person


async def resident_arrives_and_votes(bot: RunningBot) -> None:
    """By a link to a proposal, with the vote that had to wait for the consent; then settings and what is one's own."""
    await bot.open_campaign()
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul)
    proposal = await published(bot, aigul)
    await sergey.starts(f"p_{proposal.id}")
    await sergey.taps("Русский")
    await sergey.taps(ru.plain("button-details"))
    await sergey.taps(ru.plain("button-back"))
    await sergey.taps(ru.plain("start-read-only"))
    await sergey.taps(ru.plain("button-support"))
    await sergey.taps(ru.plain("start-agree"))
    await sergey.taps(ru.region(REGION, "short"))
    await sergey.sees(ru.plain("browse-my-support"))
    for vote in ("button-object", "button-object", "button-support"):
        await sergey.taps(ru.plain(vote))
    await sergey.taps(ru.plain("browse-open-list"))
    await sergey.taps(str(proposal.number))
    await sergey.taps(ru.plain("menu-mine"))
    await sergey.taps(ru.plain("mine-votes"))
    await sergey.taps(ru.plain("menu-settings"))
    await sergey.taps(ru.plain("settings-region"))
    await sergey.taps(ru.region("KZ-75", "short"))
    await sergey.taps(ru.plain("settings-language"))
    await sergey.taps("Қазақша")
    await sergey.sees_button(kk.plain("menu-submit"))
    await sergey.says("Сәлем")
    await sergey.says("/help")
    sergey.blocks_bot()
    await bot.idle()
    sergey.unblocks_bot()
    await sergey.says("/menu")
    await sergey.sees_button(kk.plain("menu-submit"))


async def resident_submits(bot: RunningBot) -> None:
    """A proposal with every step, wrong answers, files, changes, a cancelled one, a returned one, a withdrawn one."""
    await bot.open_campaign()
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await onboard(aigul, kk)
    await at_step(aigul, kk, "place")
    await aigul.taps(kk.plain("button-cancel"))
    await aigul.taps(kk.plain("submit-later"))
    await at_step(aigul, kk, "title")
    await aigul.taps(kk.plain("button-back"))
    await aigul.taps(kk.topic(TOPIC, "short"))
    await aigul.says("Қысқа")
    await aigul.sees(kk.plain("submit-step", step=3, steps=5))
    await aigul.sends_sticker()
    await aigul.says(TITLE)
    await aigul.sees(kk.plain("submit-step", step=4, steps=5))
    await aigul.says(TEXT)
    await aigul.sees(kk.plain("submit-step", step=5, steps=5))
    await aigul.sends_photo()
    await aigul.sees(kk.plain("submit-files-photos", count=1))
    await aigul.taps(kk.plain("submit-clear-files"))
    await aigul.sends_document("жоспар.pdf")
    await aigul.sees(kk.plain("submit-files-documents", count=1))
    await aigul.taps(kk.plain("submit-done"))
    await aigul.taps(kk.plain("submit-change-place"))
    await aigul.taps(kk.region(NATIONAL, "short"))
    await aigul.taps(kk.plain("submit-change-title"))
    await aigul.says("Мектеп жанына жаяу жол салу")
    await aigul.sees("Мектеп жанына жаяу жол салу", kk.plain("submit-preview-hint"))
    await aigul.taps(kk.plain("button-send"))
    await aigul.sees("№ 1")
    await bot.make_moderator(marat)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps(kk.plain("item-button-return"))
    await marat.says("Мектептің атын жазыңыз")
    await marat.sees("Мектептің атын жазыңыз")
    await aigul.sees("Мектептің атын жазыңыз")
    await aigul.taps(kk.plain("menu-mine"))
    await aigul.taps("1")
    await aigul.taps(kk.plain("button-more"))
    await aigul.taps(kk.plain("mine-history"))
    await aigul.taps("‹")
    await aigul.taps(kk.plain("mine-edit"))
    await aigul.taps(kk.plain("submit-change-text"))
    await aigul.says(TEXT + " Мектеп: № 5.")
    await aigul.sees("№ 5")
    await aigul.taps(kk.plain("button-send"))
    await aigul.sees("№ 1")
    await at_step(aigul, kk, "preview")
    await aigul.taps(kk.plain("submit-delete"))
    await aigul.taps("Иә, жою")
    await aigul.taps(kk.plain("menu-mine"))
    await aigul.taps("1")
    await aigul.taps(kk.plain("button-more"))
    await aigul.taps(kk.plain("mine-withdraw"))
    await aigul.taps("Иә")
    await aigul.sees(kk.plain("state-withdrawn"))


async def moderator_decides(bot: RunningBot) -> None:
    """Joins by a link, goes through a queue of five with every decision, sets the digest."""
    await bot.open_campaign()
    dinara, marat = bot.sandbox.person("dinara"), bot.sandbox.person("marat")
    await bot.make_resident(dinara, "kk", "KZ-71")
    for number in range(5):
        author = bot.sandbox.add_person(f"Тұрғын {number}")
        await bot.make_resident(author, "kk", REGION)
        await bot.submit(author, title=f"{TITLE} {number}")
    await dinara.says("/team")
    await dinara.taps(kk.plain("team-button-moderator"))
    await dinara.taps(kk.region(REGION, "short"))
    await dinara.taps(kk.plain("team-button-link"))
    await marat.follows(dinara.link("start=i_"))
    await marat.taps("Қазақша")
    await marat.taps(kk.plain("start-agree"))
    await marat.taps(kk.region(REGION, "short"))
    await marat.taps(kk.plain("join-button-queue"))
    await marat.taps("№ 1")
    await marat.taps(kk.plain("item-button-publish"))
    await marat.taps(kk.plain("button-next"))
    await marat.taps(kk.plain("button-next"))
    await marat.taps(kk.plain("item-button-return"))
    await marat.taps(kk.plain("button-cancel"))
    await marat.taps(kk.plain("item-button-return"))
    await marat.sends_sticker()
    await marat.says("Ауылдың атын жазыңыз")
    await marat.sees("Ауылдың атын жазыңыз")
    await marat.taps(kk.plain("button-next"))
    await marat.taps(kk.plain("item-button-reject"))
    await marat.taps(reason_name("unclear", "kk"))
    await marat.taps(kk.plain("button-skip"))
    await marat.taps(kk.plain("button-next"))
    await marat.taps(kk.plain("item-button-reject"))
    await marat.taps(reason_name("advertising", "kk"))
    await marat.says("Бұл жарнама сияқты")
    await marat.sees("Бұл жарнама сияқты")
    await marat.says("/digest")
    await marat.taps(kk.plain("digest-button-settings"))
    await marat.taps(kk.plain("digest-cadence-weekly"))
    await marat.taps("18:00")
    await marat.sees("18:00")


async def organizer_runs_a_campaign(bot: RunningBot) -> None:
    """Creates it with every way back, exports it, invites, revokes, ends it."""
    dinara, yerlan = bot.sandbox.person("dinara"), bot.sandbox.person("yerlan")
    aigul = bot.sandbox.person("aigul")
    await bot.make_resident(dinara, "kk", "KZ-71")
    await dinara.says("/campaign")
    await dinara.taps(kk.plain("campaign-button-new"))
    await dinara.taps(kk.plain("button-cancel"))
    await dinara.taps(kk.plain("campaign-button-new"))
    await dinara.taps(kk.plain("button-back"))
    await dinara.taps(kk.plain("campaign-button-new"))
    await dinara.says("XIV Азаматтық форум")
    await dinara.sees(kk.plain("campaign-step", step=2, total=4))
    await dinara.says("XIV Гражданский форум")
    await dinara.sees(kk.plain("campaign-step", step=3, total=4))
    await dinara.taps(kk.plain("button-back"))
    await dinara.sees(kk.plain("campaign-step", step=2, total=4))
    await dinara.says("XIV Гражданский форум Казахстана")
    await dinara.sees(kk.plain("campaign-step", step=3, total=4))
    await dinara.says("ертең")
    await dinara.sees(kk.plain("error-date-format"))
    await dinara.says("01.09.2027")
    await dinara.sees(kk.plain("campaign-step", step=4, total=4))
    await dinara.says("01.10.2027")
    await dinara.sees(bare(kk.plain("campaign-preview")))
    await dinara.taps(kk.plain("setting-button-collecting-until"))
    await dinara.says("02.09.2027")
    await dinara.sees("2 қыркүйек")
    await dinara.taps(kk.plain("campaign-button-create"))
    await dinara.sees(kk.plain("campaign-published", count=0))
    await bot.make_resident(aigul)
    await published(bot, aigul)
    await dinara.says("/export")
    await dinara.taps(kk.plain("export-pick-topic"))
    await dinara.taps(kk.plain("browse-all-topics"))
    await dinara.taps("XLSX")
    await dinara.receives_file(".xlsx")
    await dinara.says("/team")
    await dinara.taps(kk.plain("team-button-organizer"))
    await yerlan.follows(dinara.link("start=i_"))
    await yerlan.taps("Қазақша")
    await yerlan.taps(kk.plain("start-agree"))
    await yerlan.taps(kk.region(REGION, "short"))
    await yerlan.sees_button(kk.plain("campaign-button-team"))
    await dinara.says("/team")
    await dinara.taps("1")
    await dinara.taps(kk.plain("team-button-revoke"))
    await dinara.taps(kk.plain("team-button-revoke"))
    await dinara.says("/campaign")
    await dinara.taps(kk.plain("days-button-days"))
    await dinara.taps(kk.plain("days-button-off"))
    await dinara.says("ертең")
    await dinara.sees(kk.plain("error-date-format"))
    await dinara.says("24 қараша")
    await dinara.sees_button(kk.plain("days-button-back", date="24.11.2026"))
    await dinara.taps(kk.plain("days-button-worked"))
    await dinara.says("28.11.2026")
    await dinara.taps(kk.plain("days-button-back", date="24.11.2026"))
    await dinara.says("/campaign")
    await dinara.taps(kk.plain("campaign-button-end"))
    await dinara.taps(kk.plain("campaign-button-end-sure"))
    await dinara.sees_button(kk.plain("campaign-button-new"))


async def moderator_translates(bot: RunningBot) -> None:
    """Writes a translation, changes it, deletes it, and reads the history."""
    await bot.open_campaign()
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.make_resident(aigul, "kk", REGION)
    await bot.submit(aigul)
    await bot.make_moderator(marat)
    await marat.says("/queue")
    await marat.taps("№ 1")
    await marat.taps(kk.plain("translate-button"))
    await marat.says("Пандусы")
    await marat.says("Установить пандусы на остановках")
    await marat.sends_sticker()
    await marat.says("Людям трудно войти в автобус. Каждой остановке нужен пандус.")
    await marat.taps(kk.plain("translate-button-title"))
    await marat.taps(kk.plain("translate-button-keep"))
    await marat.taps(kk.plain("translate-button-save"))
    await marat.taps(kk.plain("translate-button-see"))
    await marat.taps(kk.plain("translate-button-title"))
    await marat.says("Пандусы нужны всем остановкам")
    await marat.taps(kk.plain("translate-button-save"))
    await marat.taps(kk.plain("translate-button-see"))
    await marat.taps(kk.plain("translate-button-delete"))
    await marat.taps(kk.plain("translate-button-delete-yes"))
    await marat.taps(kk.plain("button-back"))
    await marat.says("/history 1")
    await marat.sees(kk.plain("acts-translated", what="delete", language="ru"))


WALKS = (
    resident_arrives_and_votes,
    resident_submits,
    moderator_decides,
    moderator_translates,
    organizer_runs_a_campaign,
)
_copies = itertools.count(1)


async def remembered(
    walk: Walk, template: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, window: int
) -> tuple[Twice, dict[str, list[str]]]:
    """Do a walk on a fresh database; what was shown and what is remembered at its end."""
    path = shutil.copyfile(template, folder / f"{next(_copies)}.db")
    async with RunningBot(f"sqlite:///{path}", quiet_hours="off", **QUICK) as bot:
        twice = Twice(bot, monkeypatch, window)
        await walk(bot)
        await twice.settled()
        return twice, await tables(bot)


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
async def test_a_replay_changes_nothing_more(
    walk: Walk, sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, once = await remembered(walk, sqlite_template, tmp_path, monkeypatch, 0)
    twice, again = await remembered(walk, sqlite_template, tmp_path, monkeypatch, 1)
    assert again == once
    for handling in itertools.chain.from_iterable(twice.handled.values()):
        # What stands at the end: on the way there the menu may meanwhile have the buttons of a new role.
        first, second = (shown[-1:] for shown in handling.shown)
        is_press = "callback_query" in handling.update
        assert second == first or (not second and not is_press), handling.what
    # The last two come again: what a kill between two updates of one person leaves unconfirmed.
    _, in_order = await remembered(walk, sqlite_template, tmp_path, monkeypatch, 2)
    assert in_order == once
