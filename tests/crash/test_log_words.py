"""The log of a whole round, faults and kills among it, holds no token, no words and no names of people."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.crash import truth
from tests.crash.kills import Kills
from tests.crash.private_words import forms_of, leaked
from tests.crash.stage import SECRET, Mode, Stage
from tests.crash.whole_round import TYPED, WholeRound
from tests.running import TOKEN


@pytest.mark.timeout(600)
async def test_the_log_of_a_whole_round_holds_nothing_of_anybody(
    database_url: str, tmp_path: Path, chance: Random
) -> None:
    mode: Mode = "polling" if database_url.startswith("sqlite") else "webhook"
    log = tmp_path / "log"
    async with Stage(database_url, mode, log, log_level="DEBUG") as stage:
        kills = Kills(stage, chance)
        round_ = WholeRound(stage, kills)
        await round_.prepare()
        stage.start_all()
        for kind in ("server_error", "gateway_page", "drop_before", "drop_after", "cut"):
            stage.sandbox.fails(kind, times=None, chance=0.02)
        stage.sandbox.fails("too_many_requests", "sendMessage", times=None, chance=0.02)
        await round_.residents()
        await round_.moderator()
        await round_.organizer()
        await round_.voters()
        await kills.end()
        await stage.live()
        await truth.settled(stage)
    text = log.read_text(encoding="utf-8")
    assert "level=debug" in text
    assert text.count("bot is running") >= 3
    secrets = {"token": TOKEN, "token in an address": f"bot{TOKEN}", "webhook secret": SECRET}
    assert leaked(text, round_.words | secrets) == []


@pytest.mark.parametrize("name", sorted(TYPED))
def test_a_word_in_a_log_would_be_found_in_whatever_form(name: str) -> None:
    words = {"other": "мүлде басқа сөз", name: TYPED[name]}
    for form in forms_of(TYPED[name]):
        log = f"level=info message=бірінші\nlevel=debug message={form!s} more=1\nlevel=info message=соңғы\n"
        (found,) = leaked(log, words)
        assert found.startswith(f"{name}: level=debug")
