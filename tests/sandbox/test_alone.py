"""`python -m sandbox`: the sandbox as a program of its own."""

import asyncio
import signal
import sys
from pathlib import Path

from aiohttp import ClientSession


async def test_it_prints_its_address_serves_and_stops_on_a_signal(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", "--folder", str(tmp_path), "--token", "1:alone"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().split()[-1].rstrip("/")
    assert b"BOT_TOKEN=1:alone" in await process.stdout.readline()
    async with ClientSession(address) as client, client.get("/bot1:alone/getMe") as response:
        assert (await response.json())["result"]["is_bot"]
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
    assert (tmp_path / "state.json").exists()


async def test_a_folder_that_cannot_be_used_is_said_in_one_line(tmp_path: Path) -> None:
    not_a_folder = tmp_path / "file"
    not_a_folder.write_text("a", encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", "--folder", str(not_a_folder)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, problem = await process.communicate()
    assert process.returncode == 2
    assert problem.decode().startswith("sandbox: ")
    assert problem.count(b"\n") == 1
