"""Telegram fails in every way it can, the database is restarted: nothing is lost and everybody is answered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from random import Random

import pytest

from tests.conftest import apart
from tests.crash import truth
from tests.crash.conftest import Length
from tests.crash.crowd import Crowd
from tests.crash.kills import Kills
from tests.crash.stage import Mode, Stage, restarted, until
from tests.postgresql import OPTIONS, NoPostgresql, PostgresServer, start_server, stop_server

pytestmark = pytest.mark.timeout(3600)

SHARE = 0.01  # of all calls, for each kind of fault
DONE_UNHEARD = {"drop_after", "cut", "hang_after"}


async def test_a_telegram_that_fails_now_and_then_loses_nothing(
    database_url: str, tmp_path: Path, length: Length, chance: Random, report: Callable[[str], None]
) -> None:
    mode: Mode = "polling" if database_url.startswith("sqlite") else "webhook"
    async with Stage(database_url, mode, tmp_path / "log") as stage:
        crowd, sandbox = Crowd(stage, chance), stage.sandbox
        await crowd.gather(length.people, waiting=3 * length.people)
        stage.start_all()
        sandbox.world.faults.random.seed(chance.random())
        for kind in ("server_error", "gateway_page", "drop_before", "drop_after", "cut"):
            sandbox.fails(kind, times=None, chance=SHARE)
        for method in ("sendMessage", "editMessageText"):
            sandbox.fails("too_many_requests", method, times=None, chance=SHARE, retry_after=1)
        sandbox.fails("hang_after", times=None, chance=SHARE, seconds=0.5)
        sandbox.fails("hang_before", "editMessageText", times=2)
        wanted = 20 * length.people
        await crowd.act_during(until(lambda: crowd.told.actions >= wanted, "the bot came to a stop"))
        sandbox.heals()
        kills = Kills(stage, chance)
        await kills.end()
        await stage.live()
        await truth.settled(stage)
        truth.nothing_strange_was_refused(stage)
        assert stage.problems_logged() == []
        met = sandbox.tally.faults
        unheard = sum(n for (kind, method), n in met.items() if method == "sendMessage" and kind in DONE_UNHEARD)
        summary = await crowd.demand_truth(doubles_most=unheard + kills.in_flight)
        report(f"{met.total()} calls met a fault; {summary}")


@pytest.fixture
async def own_server() -> AsyncIterator[PostgresServer]:
    """A server that may be stopped, and that keeps what it has confirmed: others' servers do not wait for their log."""
    options = tuple("synchronous_commit=on" if "synchronous_commit" in one else one for one in OPTIONS)
    try:
        server = start_server(options=options)
    except NoPostgresql as missing:
        pytest.skip(f"!!! NOT TESTED ON POSTGRESQL: {missing}")
    yield server
    stop_server(server)


@pytest.mark.postgresql
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_database_restarted_under_load_loses_nothing(
    own_server: PostgresServer,
    mode: Mode,
    tmp_path: Path,
    length: Length,
    chance: Random,
    report: Callable[[str], None],
) -> None:
    from storage.migrate import upgrade

    await own_server.run("CREATE DATABASE restarted")
    apart(upgrade, own_server.url("restarted"))
    async with Stage(own_server.url("restarted"), mode, tmp_path / "log") as stage:
        crowd = Crowd(stage, chance)
        # A form would be typed again where the bot asks to come later, and be another form then: only taps here.
        await crowd.gather(length.people, waiting=3 * length.people, is_writing=False)
        stage.start_all()

        async def trouble() -> None:
            for round_ in range(max(2, length.kills // 3)):
                wanted = crowd.told.actions + 5 * length.people
                await until(lambda wanted=wanted: crowd.told.actions >= wanted, "the bot came to a stop")  # type: ignore[misc]
                await restarted(own_server, ("immediate", "fast")[round_ % 2])

        await crowd.act_during(trouble())
        kills = Kills(stage, chance)
        await kills.end()
        await stage.live()
        await truth.settled(stage)
        truth.nothing_strange_was_refused(stage)
        assert stage.problems_logged() == []
        report(await crowd.demand_truth(doubles_most=kills.in_flight))
