"""The control API, as the chat page uses it."""

import json
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BotCommand, BufferedInputFile
from aiohttp import ClientSession, FormData

from sandbox import Person, Sandbox
from sandbox.sample_files import JPEG, png
from tests.sandbox.conftest import Ask


class Page:
    """A page that shows one person."""

    def __init__(self, client: ClientSession, person: Person) -> None:
        self.client = client
        self.person = person

    async def chat(self) -> dict[str, Any]:
        async with self.client.get(f"/sandbox/people/{self.person.id}/chat") as response:
            chat: dict[str, Any] = await response.json()
            return chat

    async def does(self, action: str, status: int = 200, **body: Any) -> dict[str, Any]:
        path = f"/sandbox/people/{self.person.id}/{action}"
        async with self.client.post(path, json=body) as response:
            assert response.status == status
            answer: dict[str, Any] = await response.json()
            return answer


@pytest.fixture
def page(client: ClientSession, sandbox: Sandbox) -> Page:
    return Page(client, sandbox.person("aigul"))


async def test_the_state_lists_the_bot_and_its_people(client: ClientSession, aigul: Person) -> None:
    async with client.get("/sandbox/state") as response:
        state = await response.json()
    assert state["bot"]["username"] == "usynys_bot"
    people = {person["key"]: person for person in state["people"]}
    assert list(people) == ["aigul", "sergey", "marat", "dinara", "yerlan", "olga"]
    assert people["aigul"]["started"]
    assert not people["yerlan"]["started"]
    assert people["marat"]["about"]["kk"] == "Солтүстік Қазақстан облысының модераторы"


async def test_a_chat_is_shown_with_its_messages_and_keyboards(page: Page, ask: Ask, bot: Bot) -> None:
    await page.does("start", payload="p_214")
    await bot.set_my_commands([BotCommand(command="start", description="Бастау")])
    rows = [
        [{"text": "Қолдау", "callback_data": "su:1", "style": "success"}, {"text": "Ашу", "url": "https://egov.kz"}]
    ]
    chat_id = page.person.id
    await ask(
        "sendMessage", chat_id=chat_id, text="<b>№ 214</b>", parse_mode="HTML",
        reply_markup={"inline_keyboard": rows},
    )  # fmt: skip
    keys = {"keyboard": [[{"text": "Нөмір", "request_contact": True}]], "input_field_placeholder": "Жазыңыз"}
    await ask("sendMessage", chat_id=chat_id, text="Мәзір", reply_markup=keys)
    await ask("sendChatAction", chat_id=chat_id, action="typing")
    chat = await page.chat()
    start, card, _ = chat["messages"]
    assert (start["from"], start["text"], start["kind"]) == ("person", "/start p_214", "text")
    assert (card["from"], card["text"], card["edited"]) == ("bot", "№ 214", False)
    assert card["entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    assert card["inline_keyboard"] == [
        [
            {"text": "Қолдау", "kind": "callback", "style": "success", "callback_data": True},
            {"text": "Ашу", "kind": "url", "url": "https://egov.kz"},
        ]
    ]
    assert chat["reply_keyboard"] == {
        "rows": [[{"text": "Нөмір", "request_contact": True}]],
        "placeholder": "Жазыңыз",
        "persistent": False,
    }
    assert chat["commands"] == [{"command": "start", "description": "Бастау"}]
    assert chat["typing"] == {"action": "typing"}
    assert (chat["started"], chat["blocked"]) == (True, False)


async def test_every_action_of_the_page_reaches_the_bot(page: Page, bot: Bot, ask: Ask) -> None:
    said = await page.does("message", text="бір")
    await page.does("message", text="жауап", reply_to=said["message"]["id"])
    await page.does("edit", message_id=said["message"]["id"], text="екі")
    await page.does("sticker")
    await page.does("voice")
    await page.does("contact", own=True)
    await page.does("contact", other_phone="+77020000000")
    await page.does("location", latitude=54.87, longitude=69.16)
    await page.does("forward", text="жазба", from_channel=True)
    keyboard = {"inline_keyboard": [[{"text": "Ашу", "callback_data": "a"}]]}
    card = await ask("sendMessage", chat_id=page.person.id, text="a", reply_markup=keyboard)
    tapped = await page.does("tap", message_id=card["result"]["message_id"], row=0, column=0)
    assert tapped["query_id"]
    assert (await page.does("forge", callback_data="жасанды"))["query_id"]
    await page.does("block", blocked=True)
    kinds = [update.event_type for update in await bot.get_updates(timeout=0)]
    assert kinds == [
        *("message", "message", "edited_message", "message", "message", "message", "message"),
        *("message", "message", "callback_query", "callback_query", "my_chat_member"),
    ]


async def test_what_a_client_would_not_allow_is_refused_with_a_sentence(page: Page, ask: Ask) -> None:
    assert (await page.does("message", 400, text=" "))["error"] == "an empty message cannot be sent"
    assert (await page.does("start", 400, payload="бос орын"))["error"].startswith("a start parameter")
    await page.does("message", 400)
    await page.does("tap", 400, message_id=1, row=0, column=0)
    await page.does("edit", 400, message_id=1, text="a")
    await page.does("start")
    keyboard = {"inline_keyboard": [[{"text": "Жабық", "disabled": {}}]]}
    closed = await ask("sendMessage", chat_id=page.person.id, text="a", reply_markup=keyboard)
    await page.does("tap", 400, message_id=closed["result"]["message_id"], row=0, column=0)
    await page.does("block", blocked=True)
    assert "blocked" in (await page.does("message", 400, text="a"))["error"]


async def test_a_file_goes_up_from_the_page_and_down_to_it(page: Page, client: ClientSession, bot: Bot) -> None:
    form = FormData()
    form.add_field("file", png(40, 30), filename="сурет.png", content_type="image/png")
    form.add_field("kind", "photo")
    form.add_field("caption", "аялдама")
    async with client.post(f"/sandbox/people/{page.person.id}/file", data=form) as response:
        shown = (await response.json())["message"]
    assert (shown["kind"], shown["text"], shown["file"]["width"]) == ("photo", "аялдама", 40)
    await bot.send_document(page.person.id, BufferedInputFile(b"1;2", "кесте.csv"))
    document = (await page.chat())["messages"][-1]["file"]
    assert (document["name"], document["size"], document["mime"]) == ("кесте.csv", 3, "text/csv")
    async with client.get(document["url"], params={"download": "1"}) as response:
        assert await response.read() == b"1;2"
        assert response.headers["Content-Disposition"].startswith("attachment")
    async with client.get(shown["file"]["url"]) as response:
        assert response.headers["Content-Disposition"].startswith("inline")


async def test_a_page_hears_of_everything_in_its_chat(page: Page, client: ClientSession, ask: Ask) -> None:
    person = page.person
    async with client.get("/sandbox/events", params={"person": str(person.id)}) as stream:
        await page.does("start")
        keyboard = {"inline_keyboard": [[{"text": "Ашу", "callback_data": "a"}]]}
        sent = (await ask("sendMessage", chat_id=person.id, text="a", reply_markup=keyboard))["result"]
        query = (await page.does("tap", message_id=sent["message_id"], row=0, column=0))["query_id"]
        await ask("answerCallbackQuery", callback_query_id=query, text="Ашылды", show_alert=True)
        await ask("editMessageText", chat_id=person.id, message_id=sent["message_id"], text="b")
        await ask("deleteMessage", chat_id=person.id, message_id=sent["message_id"])
        await ask("sendChatAction", chat_id=person.id, action="typing")
        await ask("sendMessage", chat_id=person.id, text="c", reply_markup={"keyboard": [["Мәзір"]]})
        await ask("setMyCommands", commands=[{"command": "start", "description": "Бастау"}])
        await ask("setMyName", name="Форум")
        await page.does("block", blocked=True)
        events = await _events(stream.content, 12)
    assert [event["type"] for event in events] == [
        *("message", "state", "message", "callback_answer", "edit", "delete", "typing"),
        *("message", "keyboard", "commands", "profile", "state"),
    ]
    answered = events[3]
    assert (answered["query_id"], answered["text"], answered["show_alert"]) == (query, "Ашылды", True)
    assert events[5]["id"] == sent["message_id"]
    assert events[-1]["blocked"]


async def _events(content: Any, count: int) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    while len(events) < count:
        line = await content.readline()
        if line.startswith(b"data: "):
            events.append(json.loads(line[6:]))
    return events


async def test_somebody_new_comes_by_the_page(client: ClientSession, sandbox: Sandbox) -> None:
    async with client.post("/sandbox/people", json={"first_name": "Әсел", "language_code": "kk"}) as response:
        person = (await response.json())["person"]
    assert not person["started"]
    await sandbox.person(person["key"]).starts()
    async with client.post("/sandbox/people", json={"first_name": " "}) as response:
        assert response.status == 400


async def test_the_page_cannot_lead_out_of_its_folder(client: ClientSession) -> None:
    async with client.get("/page/%2e%2e/people.json") as response:
        assert response.status == 404
    async with client.get("/sandbox/people/1/chat") as response:
        assert response.status == 404
    async with client.get("/sandbox/events", params={"person": "x"}) as response:
        assert response.status == 404


def test_a_sample_photo_is_a_jpeg() -> None:
    assert JPEG.startswith(b"\xff\xd8")
