"""A sandbox, an aiogram bot that talks to it over HTTP, and a bare client for what aiogram would not send."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types.base import TelegramObject
from aiohttp import ClientSession

from sandbox import Person, Sandbox

Answer = dict[str, Any]
Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    talking = bot_of(sandbox)
    yield talking
    await talking.session.close()


def bot_of(sandbox: Sandbox) -> Bot:
    """An aiogram bot at a sandbox."""
    return Bot(sandbox.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[ClientSession]:
    async with ClientSession(sandbox.url) as session:
        yield session


@pytest.fixture
def ask(sandbox: Sandbox, client: ClientSession) -> Ask:
    """Call a method with a JSON body; the whole answer comes back, refusals too."""

    async def call(method: str, **params: Any) -> Answer:
        async with client.post(f"/bot{sandbox.token}/{method}", json=params) as response:
            answer: Answer = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    return call


@pytest.fixture
async def aigul(sandbox: Sandbox) -> Person:
    """A person who has pressed Start, whose update the bot has not taken yet."""
    person = sandbox.person("aigul")
    await person.starts()
    return person


def same(one: TelegramObject | None, other: TelegramObject) -> bool:
    """Whether two of aiogram's objects say the same, whichever bot they came by."""
    return one is not None and one.model_dump(exclude_none=True) == other.model_dump(exclude_none=True)
