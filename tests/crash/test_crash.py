"""The bot is killed at random moments while people act: nothing accepted is lost, nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.crash import truth
from tests.crash.conftest import LONG, Length
from tests.crash.crowd import Crowd
from tests.crash.kills import Kills
from tests.crash.stage import Mode, Stage

pytestmark = pytest.mark.timeout(3600)


# At length each way of getting updates with each database; among the ordinary tests each of them once.
@pytest.mark.parametrize("crossed", [False, True] if LONG else [False])
async def test_what_people_were_told_is_accepted_survives_every_kill(
    database_url: str, crossed: bool, tmp_path: Path, length: Length, chance: Random, report: Callable[[str], None]
) -> None:
    mode: Mode = "polling" if database_url.startswith("sqlite") != crossed else "webhook"
    async with Stage(database_url, mode, tmp_path / "log") as stage:
        await survive(stage, length, chance, report)


async def survive(stage: Stage, length: Length, chance: Random, report: Callable[[str], None]) -> None:
    """People act while replicas are killed and started again; the last kill is followed by a bot in this process."""
    crowd, kills = Crowd(stage, chance), Kills(stage, chance)
    await crowd.gather(length.people, waiting=length.people + 10 * length.kills)
    stage.start_all()
    # Slow ones have to be written down before they are done, and are then taken up by whoever comes after a kill.
    stage.sandbox.fails("hang_before", "editMessageText", times=None, chance=0.03, seconds=1.0)
    await crowd.act_during(kills.run(length.kills, calls=4 * length.people))
    await kills.end()
    stage.sandbox.heals()
    await stage.live()
    await truth.settled(stage)
    refused = truth.nothing_strange_was_refused(stage)
    assert stage.problems_logged() == []
    summary = await crowd.demand_truth(doubles_most=kills.in_flight)
    report(f"{kills}; {summary}; refused {refused}")
