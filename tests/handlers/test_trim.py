"""Trimmed updates: less to validate, nothing missing."""

from __future__ import annotations

import ast
import copy
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import CallbackQuery, InaccessibleMessage, Message, Update

import handlers
from handlers.screen import below, pressed_message
from handlers.trim import trimmed

PERSON = {"id": 7, "is_bot": False, "first_name": "Айгүл", "language_code": "kk"}
CHAT = {"id": 7, "type": "private", "first_name": "Айгүл"}
CARD = {
    "message_id": 5,
    "from": {"id": 42, "is_bot": True, "first_name": "Ұсыныс"},
    "chat": CHAT,
    "date": 1767000000,
    "edit_date": 1767000001,
    "text": "№ 214",
    "entities": [{"type": "bold", "offset": 0, "length": 5}],
    "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "vt:1:1:list"}]]},
}
TYPED = {"message_id": 6, "from": PERSON, "chat": CHAT, "date": 1767000002, "text": "Пандус", "reply_to_message": CARD}


def pressed(**message: Any) -> dict[str, Any]:
    """The update of a button below a message."""
    press = {"id": "1", "from": PERSON, "chat_instance": "9", "data": "vt:1:1:list", "message": {**CARD, **message}}
    return {"update_id": 1, "callback_query": press}


UPDATES = [
    pressed(),
    pressed(text=None, photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]),
    pressed(date=0),
    {"update_id": 1, "callback_query": {"id": "1", "from": PERSON, "chat_instance": "9", "data": "x"}},
    {"update_id": 2, "message": TYPED},
    {"update_id": 3, "edited_message": {**TYPED, "edit_date": 1767000003}},
    {"update_id": 4, "my_chat_member": {"chat": CHAT, "from": PERSON}},
    {"update_id": 5},
    {"update_id": 6, "callback_query": "odd", "message": None},
]


@pytest.mark.parametrize("update", UPDATES)
def test_trimming_twice_is_trimming_once_and_leaves_the_original(update: dict[str, Any]) -> None:
    before = copy.deepcopy(update)
    once = trimmed(update)
    assert trimmed(once) == once
    assert update == before


def press_of(update: dict[str, Any]) -> CallbackQuery:
    """The press as handlers get it."""
    press = Update.model_validate(trimmed(update)).callback_query
    assert press is not None
    return press


def test_a_pressed_button_keeps_its_person_its_data_and_its_message() -> None:
    press = press_of(pressed())
    assert (press.id, press.data, press.from_user.id, press.from_user.language_code) == ("1", "vt:1:1:list", 7, "kk")
    assert press.message is None
    assert pressed_message(press) == 5
    assert pressed_message(below(press)) is None


def test_untrimmed_it_is_the_same_message() -> None:
    press = Update.model_validate(pressed()).callback_query
    assert press is not None
    assert pressed_message(press) == 5
    assert pressed_message(below(press)) is None


def test_a_picture_with_buttons_is_no_text_to_edit() -> None:
    update = pressed()
    del update["callback_query"]["message"]["text"]
    press = press_of(update)
    assert isinstance(press.message, Message)
    assert press.message.reply_markup is None
    assert pressed_message(press) is None


def test_a_button_in_a_group_keeps_its_chat() -> None:
    press = press_of(pressed(chat={"id": -100, "type": "supergroup", "title": "Модераторлар"}))
    assert isinstance(press.message, Message)
    assert (press.message.chat.id, press.message.chat.type) == (-100, "supergroup")
    assert (press.message.entities, press.message.text) == (None, "")


def test_a_message_out_of_reach_stays_out_of_reach() -> None:
    update = pressed()
    update["callback_query"]["message"] = {"message_id": 5, "chat": CHAT, "date": 0}
    press = press_of(update)
    assert isinstance(press.message, InaccessibleMessage)
    assert pressed_message(press) is None


def test_what_somebody_wrote_stays_whole() -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    update = {"update_id": 1, "message": {**TYPED, "photo": photo, "caption": "ә", "media_group_id": "3"}}
    message = Update.model_validate(trimmed(update)).message
    assert message is not None
    assert (message.text, message.caption, message.media_group_id) == ("Пандус", "ә", "3")
    assert message.photo is not None
    assert message.reply_to_message is None


def test_no_handler_reads_what_is_trimmed() -> None:
    dropped = {"entities", "caption_entities", "link_preview_options", "reply_to_message", "external_reply", "quote"}
    folder = Path(handlers.__file__).parent
    read: dict[str, str] = {}
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in dropped | {"reply_markup", "html_text", "md_text"}:
                read[node.attr] = path.name
    assert not read
