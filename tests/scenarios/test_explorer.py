"""A resident presses every button and command that can be reached, and finds nothing wrong."""

from __future__ import annotations

import asyncio

import pytest

from forum import campaign_changes, moderation
from handlers.callbacks import OpenHelp
from handlers.screen import Button, Screen, button, buttons
from handlers.views import help as views
from locales import Translator, translator
from sandbox.person import Person as SandboxPerson
from storage.records import Person
from tests.running import RunningBot
from tests.scenarios.explorer import GOOD, REGION, Explorer
from tests.scenarios.explorer_map import Findings

PRESSES = 4000  # a minute or so; the walk fails when they do not suffice
# Classes of buttons that a walk must have pressed: a walk that is lost on its way finds nothing wrong either.
REACHED = {
    "apf", "apl", "crd", "dsc", "edt", "fgt", "flt", "fol", "hlp", "hst", "lng", "ls", "min", "mor", "myd", "ntc",
    "nx2", "plc", "prv", "rgn", "rgt", "rpt", "sea", "set", "snd", "stp", "sub", "swt", "tpc", "vt",
}  # fmt: skip
QUICK = {
    "actions_a_minute": 100_000,
    "votes_an_hour": 100_000,
    "proposals_a_day": 1000,
    "proposals_a_campaign": 10_000,
}
TITLES = {
    "kk": ("Ауылға таза су тарту жобасы", "Ескі саябақты жөндеу жоспары", "Кітапхана сағатын ұзарту"),
    "ru": ("Провести воду в посёлок", "Отремонтировать старый парк", "Продлить часы библиотеки"),
}
TEXTS = {
    "kk": "Көше тұрғындары көптен бері күтіп отыр, жазда шаң көтеріледі, сондықтан биыл бастайық.",
    "ru": "Жители улицы ждут этого много лет, летом стоит пыль, поэтому начнём уже этой осенью.",
}


async def peopled(bot: RunningBot, language: str) -> tuple[SandboxPerson, list[str]]:
    """A campaign with proposals of others and of the resident's own in several states; what people wrote."""
    campaign = await bot.open_campaign()
    organizer = await bot._organizer()
    await campaign_changes.change(bot.db, organizer, campaign.id, "vote_budget", 50, bot.now(), bot.rules, seen=None)
    neighbour, explorer, marat = (bot.sandbox.add_person(name) for name in ("Сәуле", "Дархан", "Марат"))
    await bot.make_resident(neighbour, language, REGION)
    await bot.make_resident(explorer, language, REGION)
    moderator = await bot.make_moderator(marat, REGION)
    titles, text = TITLES[language], TEXTS[language]
    for number in range(7):
        proposal = await bot.submit(neighbour, title=f"{titles[number % 3]} {number}", text=text)
        await bot.publish(proposal, marat)
    for kind in ("publish", "reject", "return", "wait"):
        proposal = await bot.submit(explorer, title=f"{titles[0]} {kind}", text=text)
        if kind == "wait":
            continue
        await moderation.open_item(bot.db, moderator, proposal.id, bot.now(), bot.rules)
        if kind == "publish":
            await moderation.publish(bot.db, moderator, proposal.id, proposal.round, bot.now())
        elif kind == "reject":
            await moderation.reject(
                bot.db, moderator, proposal.id, proposal.round, "unclear", titles[1], bot.now(), bot.rules
            )
        else:
            await moderation.send_back(bot.db, moderator, proposal.id, proposal.round, titles[1], bot.now(), bot.rules)
    await bot.idle()
    await told(bot)
    return explorer, [*titles, text, "Сәуле Дархан Марат publish reject return wait"]


async def told(bot: RunningBot) -> None:
    """All notices have come: one in the middle of the walk may find its reader trying the other language."""
    bot.app.services.wake()
    for _ in range(1000):
        if not await bot.rows("SELECT id FROM deliveries WHERE state IN ('owed', 'claimed')"):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("a notice never came")


async def walked(url: str, language: str, **bounds: int) -> Findings:
    """The findings of one walk."""
    async with RunningBot(url, **QUICK) as bot:
        person, people_wrote = await peopled(bot, language)
        return await Explorer(bot, person, language, people_wrote, **bounds).walk()


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "alike"), [("kk", 4), ("ru", 2)])
async def test_a_resident_who_presses_everything_finds_nothing_wrong(
    sqlite_url: str, language: str, alike: int
) -> None:
    # The ways are the same in both languages; the second walk is for the words on them.
    findings = await walked(sqlite_url, language, depth=6, presses=PRESSES, alike=alike)
    assert not findings.problems, str(findings)
    assert findings.is_over, f"the presses did not suffice: {findings}"
    assert findings.prefixes >= REACHED, f"never pressed: {sorted(REACHED - findings.prefixes)}"
    assert len(findings.unreached) < 20, findings.unreached


async def test_planted_defects_are_found(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(t: Translator, person: Person) -> Screen:
        vote = button(t.plain("help-button-vote"), OpenHelp(page="vote"))
        nowhere: Button = {"text": t.plain("menu-browse"), "callback_data": "nowhere:1"}
        return Screen(translator("ru").html("browse-own"), buttons([vote], [nowhere]))

    def failing(*arguments: object) -> Screen:
        raise RuntimeError("planted")

    monkeypatch.setattr(views, "help_main", broken)
    monkeypatch.setattr(views, "help_page", failing)
    problems = "\n".join((await walked(sqlite_url, "kk", depth=2, presses=80)).problems)
    assert "words of another language" in problems
    assert "said about what was just shown: error-stale-button" in problems
    assert "said about what was just shown: error-unexpected" in problems
    assert "logged: " in problems
    assert "planted" in problems


def test_good_answers_fit_every_step() -> None:
    assert all(30 <= len(answer) <= 120 for answer in GOOD.values())
