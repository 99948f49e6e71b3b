"""One call of a Bot API method: its parameters from query, form, multipart or JSON body."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.web_request import FileField

from sandbox.limits import UPLOAD_BYTES
from sandbox.refusals import Refusal, bad_request
from sandbox.shapes import Json


@dataclass(slots=True)
class Upload:
    """One file of a multipart body."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Call:
    """A method with its parameters; every reader refuses a value of a wrong type as Telegram does."""

    method: str
    values: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string parameter; numbers are taken as their digits."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        raise bad_request(f'field "{name}" must be of type String')

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number, given as a number or as digits."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, int):
            return int(value)
        try:
            return int(str(value).strip())
        except ValueError:
            raise bad_request(f'parameter "{name}" must be of type Integer') from None

    def number(self, name: str) -> float:
        """A required floating-point number."""
        value = self.values.get(name)
        try:
            return float(str(value))
        except ValueError:
            raise bad_request(f'parameter "{name}" must be of type Float') from None

    def flag(self, name: str) -> bool:
        """A truth value; whatever Telegram does not read as yes is no."""
        value = self.values.get(name)
        return value is True or str(value).strip().lower() in {"true", "yes", "1"}

    def structure(self, name: str, what: str) -> Any:
        """A JSON value, given as such or as a JSON-serialized string; None where absent."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def chat_id(self) -> int:
        """The number of the chat.

        Raises Refusal when there is none or it is not a number.
        """
        value = self.values.get("chat_id")
        if value is None or value == "":
            raise bad_request("chat_id is empty")
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request("chat not found") from None


async def read_call(request: web.Request) -> Call:
    """The call an HTTP request carries.

    Raises Refusal 413 for more than 50 MB, 400 for a body that cannot be read.
    """
    call = Call(request.match_info["method"].lower(), dict(request.query))
    if request.method == "GET" or not request.body_exists:
        return call
    if (request.content_length or 0) > UPLOAD_BYTES + 1024 * 1024:
        raise Refusal(413, "Request Entity Too Large")
    if request.content_type == "application/json":
        call.values.update(_json_object(await request.read()))
    elif request.content_type == "multipart/form-data":
        await _read_multipart(request, call)
    else:
        body = (await request.read()).decode("utf-8", "replace")
        call.values.update(parse_qsl(body, keep_blank_values=True))
    return call


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as the request body")
    return value


async def _read_multipart(request: web.Request, call: Call) -> None:
    try:
        form: Mapping[str, str | bytes | bytearray | FileField] = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    for name, value in form.items():
        if isinstance(value, FileField):
            data = value.file.read()
            value.file.close()
            if len(data) > UPLOAD_BYTES:
                raise Refusal(413, "Request Entity Too Large")
            call.uploads[name] = Upload(value.filename, value.content_type, data)
        else:
            call.values[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
