"""Files: up and down over HTTP, with Telegram's sizes and refusals."""

import io

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import BufferedInputFile

from sandbox import Person, Sandbox
from sandbox.images import picture_size
from sandbox.limits import DOWNLOAD_BYTES, UPLOAD_BYTES
from sandbox.sample_files import JPEG, OGG, WEBP, png


async def test_a_document_of_the_bot_arrives_byte_for_byte(bot: Bot, aigul: Person) -> None:
    data = bytes(range(256)) * 40
    sent = await bot.send_document(aigul.id, BufferedInputFile(data, "ұсыныстар.xlsx"), caption="214 ұсыныс")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("ұсыныстар.xlsx", len(data))
    assert sent.document.mime_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    received = await aigul.receives_file(".xlsx")
    assert (received.name, received.data, received.caption) == ("ұсыныстар.xlsx", data, "214 ұсыныс")


async def test_a_photo_of_a_person_can_be_downloaded_and_sent_on(bot: Bot, aigul: Person) -> None:
    picture = png(640, 480)
    shown = await aigul.sends_photo(picture, caption="аялдама")
    assert shown.file_id is not None
    target = io.BytesIO()
    await bot.download(shown.file_id, target)
    assert target.getvalue() == picture
    sent = await bot.send_photo(aigul.id, shown.file_id)
    assert sent.photo is not None
    assert sent.photo[-1].file_id == shown.file_id
    assert (sent.photo[-1].width, sent.photo[-1].height) == (640, 480)


async def test_files_are_not_taken_for_what_they_are_not(bot: Bot, aigul: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(aigul.id, BufferedInputFile(b"no picture", "a.jpg"))
    with pytest.raises(TelegramBadRequest, match="PHOTO_INVALID_DIMENSIONS"):
        await bot.send_photo(aigul.id, BufferedInputFile(png(500, 10), "a.png"))
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await bot.send_document(aigul.id, BufferedInputFile(b"", "a.txt"))
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_document(aigul.id, "unknown")
    document = await aigul.sends_document("a.txt", b"a")
    assert document.file_id is not None
    with pytest.raises(TelegramBadRequest, match="type of file mismatch"):
        await bot.send_photo(aigul.id, document.file_id)
    with pytest.raises(TelegramBadRequest, match="wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("unknown")


async def test_sizes_are_limited(bot: Bot, aigul: Person) -> None:
    big = await aigul.sends_document("a.bin", bytes(DOWNLOAD_BYTES + 1))
    assert big.file_id is not None
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(big.file_id)
    await bot.send_document(aigul.id, big.file_id)
    too_big = BufferedInputFile(bytes(UPLOAD_BYTES + 1), "a.bin")
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(aigul.id, too_big)
    photo = BufferedInputFile(png() + bytes(10 * 1024 * 1024), "a.png")
    with pytest.raises(TelegramBadRequest, match="too big for a photo"):
        await bot.send_photo(aigul.id, photo)


async def test_a_download_path_of_nothing_is_not_found(sandbox: Sandbox, bot: Bot) -> None:
    from aiohttp import ClientSession

    async with ClientSession(sandbox.url) as client:
        async with client.get(f"/file/bot{sandbox.token}/documents/../state.json") as response:
            assert response.status == 404
        async with client.get("/file/bot1:x/documents/file_1") as response:
            assert response.status == 401


def test_sample_files_are_what_they_seem() -> None:
    assert picture_size(png(3, 5)) == (3, 5)
    assert picture_size(JPEG) == (1, 1)
    assert picture_size(WEBP) == (1, 1)
    assert OGG.count(b"OggS") == 3
    assert picture_size(b"GIF89a\x02\x00\x03\x00") == (2, 3)
    assert picture_size(b"plain words") is None
