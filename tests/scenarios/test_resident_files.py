"""What is attached to a proposal: photos, documents, one place on the map; albums; each taken off by itself."""

import csv
import io

import pytest

from locales import Translator, translator
from sandbox.sample_files import JPEG
from tests.running import TITLE, RunningBot
from tests.scenarios.odd_updates import heard, sends_album
from tests.scenarios.resident_steps import REGION, at_step, heading

both = pytest.mark.parametrize("language", ["kk", "ru"])


def added(t: Translator, *others: str) -> str:
    """What the step says when a place is there, after what else is."""
    return t.plain("submit-files-added", files=", ".join([*others, t.plain("submit-files-place")]))


async def kinds_in(bot: RunningBot) -> list[str]:
    """What is attached, in the order it was added."""
    return [row["kind"] for row in await bot.rows("SELECT kind FROM attachments ORDER BY id")]


@both
async def test_a_place_on_the_map_goes_with_a_proposal_and_is_shown_with_its_files(
    bot: RunningBot, language: str
) -> None:
    t, aigul, marat = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await bot.make_moderator(marat, REGION, language=language)
    await at_step(aigul, t, "files")
    await aigul.sends_location(54.87, 69.16)
    await aigul.sees(added(t), heading(t, 5))
    await aigul.sends_venue(54.8753, 69.1628, "Орталық алаң")
    await aigul.sees(t.plain("submit-place-replaced"), added(t))
    await aigul.sends_photo()
    await aigul.sees(t.plain("submit-files-photos", count=1), t.plain("submit-files-place"))
    (place,) = await bot.rows("SELECT latitude, longitude, name FROM attachments WHERE kind = 'location'")
    assert (round(place["latitude"], 4), round(place["longitude"], 4), place["name"]) == (54.8753, 69.1628, "")
    await aigul.taps(t.plain("submit-done"))
    await aigul.sees(t.plain("submit-files-photos", count=1), t.plain("submit-files-place"), TITLE)
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    (row,) = await bot.rows("SELECT id FROM proposals")
    await aigul.forges(f"att:{row['id']}")
    await bot.idle()
    assert [kind for kind in shown_kinds(bot, aigul.id) if kind in {"photo", "location"}] == ["photo", "location"]
    await marat.forges(f"fil:{row['id']}")
    await bot.idle()
    assert shown_kinds(bot, marat.id)[-2:] == ["photo", "location"]
    assert not bot.sandbox.refused


def shown_kinds(bot: RunningBot, chat: int) -> list[str]:
    """What the bot has sent to a chat, message by message."""
    sent = [message for message in bot.sandbox.world.chats[chat].messages.values() if message["from"]["is_bot"]]
    return [next(kind for kind in ("photo", "document", "location", "text") if kind in message) for message in sent]


@both
async def test_a_place_alone_comes_with_the_words_it_cannot_bear(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "files")
    await aigul.sends_location(54.87, 69.16)
    await aigul.sees(added(t))
    await aigul.taps(t.plain("submit-done"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    (row,) = await bot.rows("SELECT id FROM proposals")
    await aigul.forges(f"att:{row['id']}")
    await aigul.sees(t.plain("browse-files-of", number="1"))
    assert shown_kinds(bot, aigul.id)[-2:] == ["text", "location"]
    assert not bot.sandbox.refused


@both
async def test_a_live_location_is_refused_and_its_moves_are_passed_over(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "files")
    await aigul.sends_location(54.87, 69.16, live_period=900)
    await aigul.sees(t.plain("submit-place-live"), heading(t, 5))
    assert await kinds_in(bot) == []
    await aigul.sends_location(54.87, 69.16)
    await aigul.sees(added(t))
    assert await kinds_in(bot) == ["location"]


@both
async def test_one_file_of_several_is_taken_off_from_the_preview(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "files")
    await aigul.sends_document("жоспар <1>.pdf")
    await aigul.sees(t.plain("submit-files-documents", count=1))
    assert t.plain("submit-drop-file", number=1) not in aigul.labels()
    await aigul.sends_photo()
    await aigul.sees(t.plain("submit-files-photos", count=1))
    await aigul.sends_location(54.87, 69.16)
    await aigul.sees("1. жоспар <1>.pdf", "2. " + t.plain("submit-file-photo"), "3. " + t.plain("submit-file-place"))
    await aigul.taps(t.plain("submit-done"))
    await aigul.taps(t.plain("submit-change-files"))
    second, screen = aigul.data_behind(t.plain("submit-drop-file", number=2)), aigul.shown
    await aigul.taps(t.plain("submit-drop-file", number=2))
    await aigul.sees("1. жоспар <1>.pdf", "2. " + t.plain("submit-file-place"))
    await aigul.forges(second, screen)  # gone already: nothing changes
    assert await kinds_in(bot) == ["document", "location"]
    await aigul.sends_photo()  # takes the place that has become free
    await aigul.sees("3. " + t.plain("submit-file-photo"))
    await aigul.taps(t.plain("submit-done"))
    await aigul.sees(t.plain("submit-preview-hint"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    await aigul.forges(second)
    assert await kinds_in(bot) == ["document", "location", "photo"]


async def test_files_of_somebody_else_stay(bot_on_sqlite: RunningBot) -> None:
    bot, t = bot_on_sqlite, translator("kk")
    aigul, sergey = bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.open_campaign()
    for person in (aigul, sergey):
        await bot.make_resident(person, "kk", REGION)
    await at_step(aigul, t, "files")
    await aigul.sends_photo()
    await aigul.sees(t.plain("submit-files-photos", count=1))
    await at_step(sergey, t, "files")
    await sergey.sends_photo()
    await sergey.sees(t.plain("submit-files-photos", count=1))
    (hers, file), (his, _) = [
        (row["proposal_id"], row["id"]) for row in await bot.rows("SELECT proposal_id, id FROM attachments ORDER BY id")
    ]
    for proposal in (hers, his, 0):
        await sergey.forges(f"dfl:{proposal}:{file}")
    assert len(await kinds_in(bot)) == 2


@both
async def test_an_album_is_taken_whole_and_answered_with_one_screen(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "files")
    await sends_album(bot, aigul, 4)
    await aigul.sees(t.plain("submit-files-photos", count=4))
    assert heard(aigul, heading(t, 5)) == 2  # the question, and the one screen that grew
    assert await kinds_in(bot) == ["photo"] * 4
    await sends_album(bot, aigul, 3)
    await aigul.sees(t.plain("error-attachments-full", maximum=5), t.plain("submit-files-photos", count=5))
    assert heard(aigul, heading(t, 5)) == 3
    assert await kinds_in(bot) == ["photo"] * 5


@both
async def test_a_wrong_one_in_an_album_spoils_nothing(bot: RunningBot, language: str) -> None:
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, "files")
    world = bot.sandbox.world
    chat = world.chats[aigul.id]
    wrong = t.plain("error-attachment-kind", kind="video")
    video = {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1}
    photos = await aigul.sends_album([JPEG, JPEG + b"2"])
    group = {"media_group_id": photos[0].raw["media_group_id"]}
    world.receive(chat, {"video": video} | group)
    world.receive(chat, {"photo": photos[0].raw["photo"]} | group)
    await bot.idle()
    shown = await aigul.sees(wrong, heading(t, 5))
    assert heard(aigul, wrong) == 1
    assert heard(aigul, heading(t, 5)) == 2
    assert t.plain("submit-done") in shown.labels
    assert set(await kinds_in(bot)) == {"photo"}


@both
@pytest.mark.parametrize("step", ["place", "topic", "title", "text", "preview"])
async def test_an_album_at_another_step_gets_one_sentence(bot_on_sqlite: RunningBot, step: str, language: str) -> None:
    bot, t = bot_on_sqlite, translator(language)
    aigul = bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, step)
    typed = step in {"title", "text"}
    sentence = t.plain("submit-not-text", kind="file") if typed else t.plain("submit-button-expected")
    await sends_album(bot, aigul, 10)
    await aigul.sees(sentence)
    assert heard(aigul, sentence) == 1
    assert await kinds_in(bot) == []


async def test_the_export_counts_a_place_as_one_of_the_files(bot: RunningBot) -> None:
    t, aigul, dinara = translator("ru"), bot.sandbox.person("aigul"), bot.sandbox.person("dinara")
    await bot.open_campaign()
    await bot.make_resident(aigul, "ru", REGION)
    await bot.make_organizer(dinara)
    await at_step(aigul, t, "files")
    await aigul.sends_photo()
    await aigul.sends_location(54.87, 69.16)
    await aigul.sees(added(t, t.plain("submit-files-photos", count=1)))
    await aigul.taps(t.plain("submit-done"))
    await aigul.taps(t.plain("button-send"))
    await aigul.sees("№ 1")
    await dinara.says("/export")
    await dinara.taps(t.plain("export-button-internal"))
    await dinara.taps(t.plain("export-button-csv"))
    file = await dinara.receives_file(".csv")
    table = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    name = t.plain("export-heading-attachments")
    (headings,) = [row for row in table if name in row]
    assert table[-1][headings.index(name)] == "2"  # how many there are, not where
    assert "54.87" not in table[-1]
