"""A tiny bot that speaks the Bot API by aiohttp alone: enough conversation to try every part of the chat page."""

import asyncio
import json
from typing import Any

import aiohttp

Json = dict[str, Any]

WELCOME = "<b>Сәлеметсіз бе!</b> Бұл – ұсыныс жинайтын бот. Көмек: /help"
LONG_QUOTE = "<blockquote expandable>" + "\n".join(f"{n}-жол: ережелер мәтіні" for n in range(1, 9)) + "</blockquote>"
RICH = (
    "<b>Қалың</b> <i>көлбеу</i> <u>асты сызылған</u> <s>сызылған</s> <tg-spoiler>жасырын</tg-spoiler> "
    '<code>9f2c 41ab</code> <a href="https://example.org/">сілтеме</a> <script-like>'
).replace("<script-like>", "&lt;img src=x&gt;")
REPLY_KEYBOARD = {
    "keyboard": [
        [{"text": "Ұсыныс жіберу"}, {"text": "Ұсыныстар"}],
        [{"text": "Нөмірімді жіберу", "request_contact": True}],
    ],
    "resize_keyboard": True,
    "input_field_placeholder": "Мәзірден таңдаңыз",
}
INLINE_KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Қолдаймын · 311", "callback_data": "support"}, {"text": "Қарсымын", "callback_data": "object"}],
        [{"text": "Ескерту", "callback_data": "alert", "style": "danger"}],
        [{"text": "Жабық", "disabled": {}}, {"text": "Көшіру", "copy_text": {"text": "№ 214"}}],
    ]
}
SUPPORTED_KEYBOARD = {
    "inline_keyboard": [[{"text": "✓ Қолдаймын · 312", "callback_data": "support", "style": "success"}]]
}
COMMANDS = [
    {"command": "start", "description": "Басты мәзір"},
    {"command": "help", "description": "Көмек"},
]


class ScriptedBot:
    """Runs until cancelled. `may_answer` holds back the answer to the "support" button while it is not set."""

    def __init__(self, api: str, picture: bytes) -> None:
        self._api = api
        self._picture = picture
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.is_listening = asyncio.Event()

    async def run(self) -> None:
        """Set the profile, then poll."""
        async with aiohttp.ClientSession() as session:
            self._session = session
            await self.call("setMyCommands", commands=COMMANDS)
            await self.call("setMyDescription", description="Азаматтық форумға ұсыныс жинайды.")
            self.is_listening.set()
            offset = 0
            while True:
                for update in await self.call("getUpdates", offset=offset, timeout=20):
                    offset = update["update_id"] + 1
                    await self._take(update)

    async def call(self, method: str, **parameters: Any) -> Any:
        """One method with a JSON body; fails loudly when it is refused."""
        async with self._session.post(f"{self._api}/{method}", json=parameters) as response:
            answer = await response.json()
        if not answer["ok"]:
            raise AssertionError(f"{method}: {answer['description']}")
        return answer["result"]

    async def _take(self, update: Json) -> None:
        if "callback_query" in update:
            await self._take_tap(update["callback_query"])
        elif "inline_query" in update:
            await self._list(update["inline_query"])
        elif "edited_message" in update:
            message = update["edited_message"]
            await self._say(message["chat"]["id"], f"Өзгертілді: {message['text']}", parse_mode=None)
        elif "message" in update:
            await self._take_message(update["message"])

    async def _take_message(self, message: Json) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if text.startswith("/start "):
            await self._say(chat, f"Сілтеме: {text.removeprefix('/start ')}")
        elif text == "/start":
            await self._say(chat, WELCOME, reply_markup=REPLY_KEYBOARD)
            await self._say(chat, "<b>№ 214</b> Аялдамаларға пандус орнату", reply_markup=INLINE_KEYBOARD)
        elif text == "мәтін":
            await self._say(chat, RICH)
            await self._say(chat, LONG_QUOTE)
        elif text == "сілтеме":
            await self._say(chat, "https://t.me/usynys_bot?start=p_214 ашыңыз")
        elif text == "файл":
            await self._upload("sendDocument", chat, "document", "ұсыныстар.csv", "№;Атауы\n214;Пандус\n".encode())
        elif text == "сурет":
            await self._upload("sendPhoto", chat, "photo", "a.png", self._picture, caption="Аялдама")
        elif text == "жазып жатыр":
            await self.call("sendChatAction", chat_id=chat, action="upload_document")
        elif "via_bot" in message:
            pass  # the bot's own words, sent by somebody: there is nothing to say
        elif "photo" in message:
            await self._say(chat, "Фотосурет келді")
        elif "contact" in message:
            await self._say(chat, f"Нөмір: {message['contact']['phone_number']}")
        else:
            await self._say(chat, f"Естідім: {text}", parse_mode=None)

    async def _list(self, query: Json) -> None:
        button = {"text": "Дауыс беру", "url": "https://t.me/usynys_bot?start=p_214"}
        results = [
            {
                "type": "article",
                "id": str(number),
                "title": f"№ {number}",
                "description": "Қолдау: 3",
                "input_message_content": {"message_text": f"№ {number} {query['query']}"},
                "reply_markup": {"inline_keyboard": [[button]]},
            }
            for number in (214, 215)
            if query["query"] != "жоқ"
        ]
        await self.call("answerInlineQuery", inline_query_id=query["id"], results=results)

    async def _take_tap(self, query: Json) -> None:
        message = query["message"]
        answer: Json = {"callback_query_id": query["id"]}
        if query["data"] == "alert":
            await self.call("answerCallbackQuery", **answer, text="Дауыс беру жабылды.", show_alert=True)
        elif query["data"] == "support":
            await self.may_answer.wait()
            await self.call("answerCallbackQuery", **answer, text="Дауысыңыз есепке алынды")
            place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            await self.call("editMessageText", **place, text="№ 214, қолдағандар: 312", reply_markup=SUPPORTED_KEYBOARD)
        else:
            await self.call("answerCallbackQuery", **answer)

    async def _say(self, chat: int, text: str, parse_mode: str | None = "HTML", **rest: Any) -> None:
        if parse_mode:
            rest["parse_mode"] = parse_mode
        await self.call("sendMessage", chat_id=chat, text=text, **rest)

    async def _upload(self, method: str, chat: int, field: str, name: str, data: bytes, **rest: Any) -> None:
        fields = {"chat_id": str(chat), **{key: str(value) for key, value in rest.items()}}
        form = aiohttp.FormData(fields, quote_fields=False)
        form.add_field(field, data, filename=name)
        async with self._session.post(f"{self._api}/{method}", data=form) as response:
            answer = await response.json()
        if not answer["ok"]:
            raise AssertionError(f"{method}: {json.dumps(answer, ensure_ascii=False)}")
