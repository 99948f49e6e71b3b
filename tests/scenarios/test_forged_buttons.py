"""Every button is pressed by everybody it was not made for: nothing changes that the role may not change."""

from __future__ import annotations

import logging

import pytest
from aiogram.filters.callback_data import CallbackData

import handlers.callbacks as callbacks
from tests.forum.everything_truth import look
from tests.running import RunningBot
from tests.scenarios.forged_stage import QUICK, Stage, built, differing, restored
from tests.scenarios.forged_table import EVERYBODY, TRIES, Try

CLASSES: list[type[CallbackData]] = [getattr(callbacks, name) for name in callbacks.__all__]


def test_the_table_has_every_class_of_buttons() -> None:
    assert {type(one.button) for one in TRIES} == set(CLASSES)


async def _pressed(bot: RunningBot, stage: Stage, one: Try, role: str) -> set[str]:
    """What a press changed; it is put back."""
    person, data = stage.people[role], one.button.pack()
    made = len(bot.sandbox.calls)
    if one.in_group:
        query = person.presses_in(stage.group, data)
        await person._answered_in(stage.group, query, 5)
    else:
        query = person.presses(data)
        await person.answered(query, 5)
    await bot.idle()
    calls = list(bot.sandbox.calls)[made:]
    told = [call for call in calls if call.method == "answerCallbackQuery" and not call.error]
    assert [call.params["callback_query_id"] for call in told] == [query.id], (role, data, told)
    after = await look(bot.db)
    changed = differing(stage.before, after, stage.ids[role])
    await restored(bot, stage.before, after)
    return changed


@pytest.mark.timeout(600)
async def test_nobody_changes_by_a_button_what_they_may_not(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    wrong: list[str] = []
    async with RunningBot(sqlite_url, **QUICK) as bot:
        stage = await built(bot)
        bot.app.schedule.stop()  # only presses change anything here, not the numbers of the rising order
        for one in TRIES:
            done = set()
            for role in sorted(EVERYBODY):
                changed = await _pressed(bot, stage, one, role)
                if caplog.records:
                    wrong.append(f"{role} pressed {one.button.pack()}: {caplog.text}")
                    caplog.clear()
                if changed - (one.touches if role in one.may else frozenset()):
                    wrong.append(f"{role} pressed {one.button.pack()} and changed {sorted(changed)}")
                if changed:
                    done.add(role)
            if one.may and not done:
                wrong.append(f"{one.button.pack()} changes nothing, whoever presses it")
    assert not wrong, "\n".join(wrong)
