"""What does not answer a step of the form gets a sentence that says what is wrong, and the step stays."""

from collections.abc import Awaitable, Callable

import pytest

from locales import Translator, translator
from sandbox.person import Person
from tests.running import TEXT, TITLE, RunningBot
from tests.scenarios.resident_steps import REGION, at_step, heading, proposals_in

Act = Callable[[Person], Awaitable[object]]
both = pytest.mark.parametrize("language", ["kk", "ru"])

STEPS = {"place": 1, "topic": 2, "title": 3, "text": 4, "files": 5}
ODD: dict[str, Act] = {
    "sticker": lambda person: person.sends_sticker(),
    "voice": lambda person: person.sends_voice(),
    "contact": lambda person: person.shares_contact(),
    "location": lambda person: person.sends_location(54.87, 69.16),
}
BLANK = {
    "markup": "*** ___ ~~~ ``` >>> *** ___",
    "tags": "<b></b><i></i><script></script><b></b>",
    "invisible": "\u200b\u200b\u200b\u2060\u2060\u3164\u3164\u200b\u200b\u200b\u200b\u200b",
}


async def at(bot: RunningBot, step: str, language: str = "kk") -> tuple[Person, Translator]:
    """Aigul at a step of the form."""
    t, aigul = translator(language), bot.sandbox.person("aigul")
    await bot.open_campaign()
    await bot.make_resident(aigul, language, REGION)
    await at_step(aigul, t, step)
    return aigul, t


async def finish(person: Person, t: Translator, step: str) -> None:
    """Answer what is still asked, to the receipt."""
    if step == "place":
        await person.taps(t.region(REGION, "short"))
    if step in {"place", "topic"}:
        await person.taps(t.topic("inclusion", "short"))
    if step in {"place", "topic", "title"}:
        await person.says(TITLE)
    if step in {"place", "topic", "title", "text"}:
        await person.says(TEXT)
    await person.taps(t.plain("button-skip"))
    await person.taps(t.plain("button-send"))
    await person.sees("№ 1")


@both
@pytest.mark.parametrize("step", STEPS)
async def test_what_is_no_answer_is_refused_at_every_step(bot_on_sqlite: RunningBot, step: str, language: str) -> None:
    aigul, t = await at(bot_on_sqlite, step, language)
    for kind, act in ODD.items():
        if kind == "location" and step == "files":
            continue  # there it is an answer
        await act(aigul)
        wrong = "file" if kind == "location" else kind  # a place is attached where files are
        said = {
            "title": t.plain("submit-not-text", kind=wrong),
            "text": t.plain("submit-not-text", kind=wrong),
            "files": t.plain("error-attachment-kind", kind=kind),
        }
        await aigul.sees(said.get(step, t.plain("submit-button-expected")), heading(t, STEPS[step]))
    await aigul.forwards("Арнадағы жазба: бәрі жақсы болады, деді басшы.")
    said = {"title": "error-forwarded", "text": "error-forwarded", "files": "submit-not-file"}
    await aigul.sees(t.plain(said.get(step, "submit-button-expected")), heading(t, STEPS[step]))
    await finish(aigul, t, step)
    assert not bot_on_sqlite.sandbox.refused


@pytest.mark.parametrize("step", ["place", "topic", "files", "preview"])
async def test_a_text_where_none_is_asked_changes_nothing(bot_on_sqlite: RunningBot, step: str) -> None:
    aigul, t = await at(bot_on_sqlite, step)
    await aigul.says("Бұл жерде мәтін керек емес еді, бірақ жаза салдым.")
    said = "submit-not-file" if step == "files" else "submit-button-expected"
    await aigul.sees(t.plain(said), t.plain("submit-preview-hint") if step == "preview" else heading(t, STEPS[step]))
    (row,) = await bot_on_sqlite.rows("SELECT title FROM proposals")
    assert row["title"] == (TITLE if step in {"files", "preview"} else None)


@both
async def test_a_title_or_a_text_without_a_letter_is_empty(bot_on_sqlite: RunningBot, language: str) -> None:
    aigul, t = await at(bot_on_sqlite, "title", language)
    for blank in BLANK.values():
        await aigul.says(blank)
        await aigul.sees(t.plain("error-title-empty"), heading(t, 3))
    await aigul.says(TITLE)
    await aigul.sees(heading(t, 4))
    for blank in BLANK.values():
        await aigul.says(blank * 3)
        await aigul.sees(t.plain("error-text-empty"), heading(t, 4))


@both
async def test_lengths_are_told_exactly(bot_on_sqlite: RunningBot, language: str) -> None:
    aigul, t = await at(bot_on_sqlite, "title", language)
    await aigul.says("тоғыз әрі")
    await aigul.sees(t.plain("error-title-short", length=9, minimum=10))
    await aigul.says("ә" * 121)
    await aigul.sees(t.plain("error-title-long", length=121, maximum=120, excess=1))
    await aigul.says("ә" * 120)
    await aigul.sees(heading(t, 4))
    await aigul.says("ә" * 29)
    await aigul.sees(t.plain("error-text-short", length=29, minimum=30))
    await aigul.says("ә" * 2001)
    await aigul.sees(t.plain("error-text-long", length=2001, maximum=2000, excess=1))
    await aigul.says("ә" * 2000)
    await aigul.sees(heading(t, 5))
    assert not bot_on_sqlite.sandbox.refused


async def test_what_looks_like_markup_is_shown_as_it_was_typed(bot_on_sqlite: RunningBot) -> None:
    aigul, t = await at(bot_on_sqlite, "title")
    title, text = "<b>Пандус</b> & «жарық» <a href=x>", "Аялдамаға <script>alert(1)</script> & пандус керек, {name} %s"
    await aigul.says(title)
    await aigul.says(text)
    await aigul.taps(t.plain("button-skip"))
    await aigul.sees(title, text)
    await aigul.taps(t.plain("button-send"))
    await aigul.taps(t.plain("submit-open"))
    await aigul.sees(f"№ 1 · {title}", text)
    assert not bot_on_sqlite.sandbox.refused


@both
async def test_changing_a_sent_answer_is_not_an_answer(bot_on_sqlite: RunningBot, language: str) -> None:
    aigul, t = await at(bot_on_sqlite, "title", language)
    said = await aigul.says(TITLE)
    await aigul.sees(heading(t, 4))
    await aigul.edits(said, "Мүлде басқа атау жаздым")
    await aigul.sees(t.plain("menu-edited"), heading(t, 4))
    await aigul.says(TEXT)
    await aigul.taps(t.plain("button-skip"))
    await aigul.sees(TITLE, TEXT)
    assert not bot_on_sqlite.sandbox.refused


async def test_an_unknown_command_leaves_the_step_as_it_was(bot_on_sqlite: RunningBot) -> None:
    aigul, t = await at(bot_on_sqlite, "title")
    await aigul.says("/nosuchcommand")
    await aigul.sees(t.plain("error-unknown-command"))
    await aigul.taps(t.plain("menu-help"))
    await aigul.says(TITLE)
    await aigul.sees(heading(t, 4))


@both
async def test_files_are_few_and_each_counts_once(bot: RunningBot, language: str) -> None:
    aigul, t = await at(bot, "files", language)
    for number in range(1, 6):
        await aigul.sends_document(f"{number}.pdf", f"файл {number}".encode())
        await aigul.sees(t.plain("submit-files-documents", count=number))
    await aigul.sends_document("6.pdf", b"6")
    await aigul.sees(t.plain("error-attachments-full", maximum=5), t.plain("submit-files-documents", count=5))
    await aigul.taps(t.plain("submit-clear-files"))
    await aigul.sees_button(t.plain("button-skip"))
    await aigul.sends_photo(caption="Түсініктеме")
    await aigul.sees(t.plain("submit-files-photos", count=1))
    await aigul.taps(t.plain("button-back"))
    await aigul.sees(heading(t, 4))
    await aigul.sends_photo()
    await aigul.sees(t.plain("submit-not-text", kind="file"))
    assert not bot.sandbox.refused


async def test_a_file_that_is_too_large_is_refused(database_url: str) -> None:
    async with RunningBot(database_url, attachment_megabytes=1) as bot:
        aigul, t = await at(bot, "files", "ru")
        await aigul.sends_document("big.bin", b"0" * 1_000_001)
        await aigul.sees(t.plain("error-attachment-size", maximum=1), heading(t, 5))
        await aigul.sees_button(t.plain("button-skip"))
        assert not await bot.rows("SELECT id FROM attachments")


FORGED = (
    "plc:KZ-75:{id}", "plc:mars:{id}", "tpc:magic:{id}", "stp:fly:{id}", "plc:KZ-59:999", "stp:title:0",
    "snd:{id}:0", "snd:{id}:7", "snd:999:0", "dsc:999:1", "edt:999:0",
    "stp:title", "tpc::", "snd:x:y", "sub:1:2:3", "plc:KZ-59:99999999999999999999",
)  # fmt: skip


async def test_forged_buttons_of_the_form_are_refused(bot_on_sqlite: RunningBot) -> None:
    aigul, t = await at(bot_on_sqlite, "title")
    (row,) = await bot_on_sqlite.rows("SELECT id FROM proposals")
    number = row["id"]
    for data in FORGED:
        answer = await aigul.forges(data.format(id=number))
        assert answer is not None, data
        if not data.startswith("dsc"):
            assert answer.show_alert, data
            assert answer.text != t.plain("error-unexpected"), data
        (row,) = await bot_on_sqlite.rows("SELECT place, topic, state FROM proposals")
        assert row == {"place": REGION, "topic": "inclusion", "state": "draft"}, data
        assert await proposals_in(bot_on_sqlite) == [("draft", None)], data


async def test_the_form_of_somebody_else_is_out_of_reach(bot_on_sqlite: RunningBot) -> None:
    bot = bot_on_sqlite
    await at(bot, "preview")
    sergey = bot.sandbox.person("sergey")
    await bot.make_resident(sergey, "ru", REGION)
    (row,) = await bot.rows("SELECT id FROM proposals")
    for data in ("snd:{id}:0", "dsc:{id}:1", "dsc:{id}:0", "edt:{id}:0", "stp:title:{id}", "tpc:sport:{id}"):
        await sergey.forges(data.format(id=row["id"]))
    await sergey.forges(f"crd:{row['id']}:link")
    assert await proposals_in(bot) == [("draft", None)]
    assert TITLE not in sergey.screen
    (row,) = await bot.rows("SELECT topic FROM proposals")
    assert row["topic"] == "inclusion"
