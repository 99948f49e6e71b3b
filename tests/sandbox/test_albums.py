"""Albums: several messages at once that say they belong together."""

import pytest
from aiogram import Bot
from aiohttp import ClientSession, FormData

from sandbox import Person
from sandbox.sample_files import png
from tests.sandbox.test_contacts import messages_of


async def test_an_album_is_a_message_and_an_update_for_every_photo(bot: Bot, aigul: Person) -> None:
    sent = await aigul.sends_album([png(3, 2), png(2, 3), png(4, 4)], caption="Аялдама")
    assert len({message.id for message in sent}) == 3
    _, *photos = await messages_of(bot)
    assert [message.caption for message in photos] == ["Аялдама", None, None]
    assert [message.photo[-1].width for message in photos if message.photo] == [3, 2, 4]
    assert len({message.media_group_id for message in photos}) == 1
    await aigul.sends_album(2)
    again = await messages_of(bot)
    assert {message.media_group_id for message in again}.isdisjoint({photos[0].media_group_id})


async def test_one_photo_is_no_album_and_neither_are_eleven(aigul: Person) -> None:
    for count in (1, 11):
        with pytest.raises(AssertionError, match="an album has 2-10 items"):
            await aigul.sends_album(count)


async def test_the_page_sends_files_as_an_album(bot: Bot, aigul: Person, client: ClientSession) -> None:
    def form(kind: str, album: str) -> FormData:
        fields = FormData({"kind": kind, "album": album})
        fields.add_field("file", png(), filename="a.png", content_type="image/png")
        return fields

    path = f"/sandbox/people/{aigul.id}/file"
    for _ in range(2):
        async with client.post(path, data=form("photo", "17")) as response:
            assert response.status == 200
            assert (await response.json())["message"]["media_group_id"] == "17"
    for kind, album in (("voice", "17"), ("photo", "x")):
        async with client.post(path, data=form(kind, album)) as response:
            assert response.status == 400
    _, *photos = await messages_of(bot)
    assert [message.media_group_id for message in photos] == ["17", "17"]
