"""Keyboards under messages and under the input field, checked as Telegram checks them."""

import json
from typing import Any
from urllib.parse import urlsplit

from sandbox import limits
from sandbox.call import Call
from sandbox.refusals import Refusal, bad_request
from sandbox.shapes import Json

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_NOTHING = {"callback_data": "", "url": ""}
"""What Telegram reads as no action at all; an empty inline query is one."""
_REPLY_ACTIONS = (
    "request_users",
    "request_chat",
    "request_managed_bot",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
)


_REPLY_FLAGS = ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective")


def read_markup(call: Call) -> Json | None:
    """The keyboard of a message to send, or None.

    Raises Refusal for whatever Telegram would not show.
    """
    markup = call.structure("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return _reply(markup)
    for name in ("remove_keyboard", "force_reply"):
        if not isinstance(markup.get(name, False), bool):
            raise bad_request(f'field "{name}" must be of type Boolean')
        if markup.get(name):
            return markup
    return None


def read_inline_markup(call: Call) -> Json | None:
    """The inline keyboard of an edited message, or None; other keyboards are refused."""
    markup = read_markup(call)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def is_inline(markup: Json | None) -> bool:
    """Whether a keyboard stands under the message itself."""
    return markup is not None and "inline_keyboard" in markup


def _rows(rows: Any, name: str, most: int, most_in_row: int) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    filled = [row for row in rows if row]
    if sum(map(len, filled)) > most or any(len(row) > most_in_row for row in filled):
        raise bad_request("reply markup is too long")
    return filled


def _inline(rows: Any) -> Json | None:
    filled = _rows(rows, "inline_keyboard", limits.BUTTONS, limits.BUTTONS_A_ROW)
    if not filled:
        return None
    markup = {"inline_keyboard": [[_inline_button(button) for button in row] for row in filled]}
    if len(json.dumps(markup, ensure_ascii=False).encode()) > limits.MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return markup


def _cannot_parse(why: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {why}")


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _cannot_parse("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _cannot_parse('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _cannot_parse('Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    _check_style(button)
    actions = [name for name in _ACTIONS if button.get(name) is not None and button[name] != _NOTHING.get(name)]
    if not actions:
        raise _cannot_parse("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _cannot_parse(f"Exactly one of the fields must be used, found {' and '.join(actions)}")
    _check_action(actions[0], button[actions[0]])
    return {name: value for name, value in button.items() if value is not None}


def _check_style(button: Json) -> None:
    style = button.get("style")
    if style is not None and style not in limits.BUTTON_STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")


def _check_action(action: str, value: Any) -> None:
    if action == "callback_data":
        if not isinstance(value, str) or len(value.encode()) > limits.CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        _check_link(value)
    elif action == "copy_text":
        text = value.get("text") if isinstance(value, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= limits.COPY_TEXT_CHARACTERS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif action in {"switch_inline_query", "switch_inline_query_current_chat"}:
        if not isinstance(value, str):
            raise _cannot_parse(f'Field "{action}" must be of type String')
    elif action in {"pay", "callback_game"}:
        raise bad_request("BUTTON_TYPE_INVALID")
    elif not isinstance(value, dict):
        raise _cannot_parse(f'Field "{action}" must be of type Object')


def _check_link(link: Any) -> None:
    try:
        parts = urlsplit(link if "://" in link else f"http://{link}")
        host = parts.hostname or ""
    except (TypeError, ValueError):
        parts, host = urlsplit("http:"), ""
    why = "Wrong HTTP URL"
    if parts.scheme == "tg":
        return
    if parts.scheme not in {"http", "https"}:
        why = "Unsupported URL protocol"
    elif ("." in host or host == "localhost") and " " not in link:
        return
    raise bad_request(f"inline keyboard button URL '{link}' is invalid: {why}")


def _reply(markup: Json) -> Json:
    rows = _rows(markup["keyboard"], "keyboard", limits.REPLY_BUTTONS, limits.REPLY_BUTTONS_A_ROW)
    for name in _REPLY_FLAGS:
        if not isinstance(markup.get(name, False), bool):
            raise bad_request(f'field "{name}" must be of type Boolean')
    if not rows:
        raise bad_request("reply markup is empty")
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(str(placeholder)) <= limits.PLACEHOLDER_CHARACTERS:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")
    return markup | {"keyboard": [[_reply_button(button) for button in row] for row in rows]}


def _reply_button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("KEYBOARD_BUTTON_TEXT_INVALID")
    _check_style(button)
    if sum(bool(button.get(name)) for name in _REPLY_ACTIONS) > 1:
        raise bad_request("can't parse keyboard button: at most one of the optional fields must be used")
    return {name: value for name, value in button.items() if value is not None}
