"""The calls of a bot: the few that matter here are looked at, all others are simply fine."""

from __future__ import annotations

import json
import re

from benchmarks.stub.http import Connection
from benchmarks.stub.meter import ANSWER, EDIT, Meter
from benchmarks.stub.pace import Pace
from benchmarks.stub.plan import BOT, DATE, Plan
from benchmarks.stub.polling import Polling
from benchmarks.stub.webhook import Webhook

# In JSON, in a form and in multipart alike: the name, a few signs, the number.
_CALLBACK = re.compile(rb"callback_query_id[^0-9]{1,12}([0-9]+)")
_MESSAGE = re.compile(rb"message_id[^0-9]{1,12}([0-9]+)")
_CHAT = re.compile(rb"chat_id[^-0-9]{1,12}(-?[0-9]+)")
TRUE = b'{"ok":true,"result":true}'
ME = json.dumps({"ok": True, "result": {**BOT, "can_join_groups": True, "supports_inline_queries": False}}).encode()
WEBHOOK_INFO = b'{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}'
TOO_MANY = (
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}'
)
# What getMyName and its like give: empty, so that the bot sets its own.
PROFILE = {
    b"getmyname": b'{"ok":true,"result":{"name":""}}',
    b"getmydescription": b'{"ok":true,"result":{"description":""}}',
    b"getmyshortdescription": b'{"ok":true,"result":{"short_description":""}}',
    b"getmycommands": b'{"ok":true,"result":[]}',
}
SENT = json.dumps({"from": BOT, "date": DATE, "text": "…"}).encode()[1:]


class Api:
    """The whole stub. ``keep`` votes are under way at any moment while it is told to send."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.meter = Meter()
        self.pace = Pace()
        self.polling = Polling(self.meter.handed_out)
        self.webhook = Webhook(self.meter.handed_out, self._replied)
        self.by_webhook = False
        self.next_serial = self.end_serial = 1  # some bots take a message's id of 0 for none
        self._message_id = 0

    def connection(self) -> Connection:
        """A protocol for a new client."""
        return Connection(self.take)

    def send(self, count: int) -> None:
        """Make more votes, as long as the plan and the permission to send last."""
        way = self.webhook if self.by_webhook else self.polling
        for _ in range(count):
            if self.next_serial >= self.end_serial:
                return
            serial, self.next_serial = self.next_serial, self.next_serial + 1
            self.meter.made(serial)
            way.add(serial, self.plan.update(serial))

    def take(self, connection: Connection, method: bytes, request: bytes) -> None:
        """A call came in: note it and answer at once."""
        if method == b"getupdates":
            self.polling.ask(connection, request)
            return
        self.meter.calls[method.decode()] += 1
        match method:
            case b"answercallbackquery":
                self._note(_CALLBACK, request, ANSWER)
                connection.answer(TRUE)
            case b"editmessagetext":
                serial = self._note(_MESSAGE, request, EDIT)
                connection.answer(TRUE if serial is None else self.plan.edited(serial))
            case b"sendmessage" | b"senddocument" | b"sendphoto":
                self._sent(connection, request)
            case b"getme":
                connection.answer(ME)
            case b"getwebhookinfo":
                connection.answer(WEBHOOK_INFO)
            case b"setwebhook":
                self.webhook.set(request)
                connection.answer(TRUE)
            case _:
                connection.answer(PROFILE.get(method, TRUE))

    def _note(self, number: re.Pattern[bytes], request: bytes, call: int) -> int | None:
        found = number.search(request)
        if found is None:
            return None
        serial = int(found.group(1))
        if self.meter.saw(serial, call):
            self.send(1)
        return serial

    def _replied(self, body: bytes) -> None:
        """A webhook's answer may be a call of its own."""
        if b"answerCallbackQuery" in body:
            self.meter.calls["answercallbackquery"] += 1
            self._note(_CALLBACK, body, ANSWER)
        elif b"editMessageText" in body:
            self.meter.calls["editmessagetext"] += 1
            self._note(_MESSAGE, body, EDIT)

    def _sent(self, connection: Connection, request: bytes) -> None:
        found = _CHAT.search(request)
        chat = int(found.group(1)) if found else 0
        if not self.pace.takes(chat):
            connection.answer(TOO_MANY, b"429 Too Many Requests")
            return
        self._message_id += 1
        sent = b'{"message_id":%d,"chat":{"id":%d,"first_name":"A","type":"private"},%b' % (
            self._message_id,
            chat,
            SENT,
        )
        connection.answer(b'{"ok":true,"result":%b}' % sent)
