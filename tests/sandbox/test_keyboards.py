"""Keyboards the bot sends: what Telegram shows and what it refuses."""

from typing import Any

import pytest

from sandbox import Person
from tests.sandbox.conftest import Ask


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(**action: Any) -> dict[str, Any]:
    return {"text": "Ашу", **action}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (button(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            button(callback_data=""),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (button(callback_data="ә" * 33), "BUTTON_DATA_INVALID"),
        (button(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={"text": "a" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (button(url="қате"), "inline keyboard button URL 'қате' is invalid: Wrong HTTP URL"),
        (
            button(callback_data="a", style="green"),
            "can't parse inline keyboard button: invalid button style specified",
        ),
        (
            button(callback_data="a", url="https://egov.kz"),
            "can't parse inline keyboard button: Exactly one of the fields must be used, found url and callback_data",
        ),
        ({"callback_data": "a"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"text": 1, "callback_data": "a"},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            button(url="ftp://egov.kz"),
            "inline keyboard button URL 'ftp://egov.kz' is invalid: Unsupported URL protocol",
        ),
        (button(pay=True), "BUTTON_TYPE_INVALID"),
        ({"text": " ", "callback_data": "a"}, "BUTTON_TEXT_INVALID"),
    ],
)
async def test_a_wrong_button_is_refused(ask: Ask, aigul: Person, wrong: dict[str, Any], why: str) -> None:
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=inline([wrong]))
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {why}"}


@pytest.mark.parametrize(
    "right",
    [
        button(callback_data="ә" * 32, style="success"),
        button(url="https://egov.kz/a", style="primary"),
        button(url="t.me/usynys_bot?start=p_1"),
        button(copy_text={"text": "a" * 256}),
        button(switch_inline_query=""),
        button(disabled={}),
        button(callback_data="a", style="danger"),
    ],
)
async def test_a_right_button_comes_back_as_sent(ask: Ask, aigul: Person, right: dict[str, Any]) -> None:
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=inline([right]))
    assert answer["result"]["reply_markup"] == inline([right])


async def test_a_hundred_buttons_are_the_most(ask: Ask, aigul: Person) -> None:
    rows = [[button(callback_data="a")] * 5] * 20
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=inline(*rows))
    assert answer["ok"]
    rows.append([button(callback_data="a")])
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=inline(*rows))
    assert answer["description"] == "Bad Request: reply markup is too long"


async def test_eight_buttons_a_row_are_the_most(ask: Ask, aigul: Person) -> None:
    rows = inline([button(callback_data="a")] * 9)
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=rows)
    assert answer["description"] == "Bad Request: reply markup is too long"


async def test_a_reply_keyboard_stays_until_it_is_taken_away(ask: Ask, aigul: Person) -> None:
    keyboard = {"keyboard": [["Ұсыныстар", {"text": "Көмек"}]], "is_persistent": True}
    await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=keyboard)
    await ask("sendMessage", chat_id=aigul.id, text="b")
    assert aigul.reply_labels() == ["Ұсыныстар", "Көмек"]
    await ask("sendMessage", chat_id=aigul.id, text="c", reply_markup={"remove_keyboard": True})
    assert aigul.reply_labels() == []


async def test_a_one_time_keyboard_hides_after_its_use(ask: Ask, aigul: Person) -> None:
    keyboard = {"keyboard": [["Иә"]], "one_time_keyboard": True}
    await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=keyboard)
    await aigul.taps("Иә")
    assert aigul.reply_labels() == []


async def test_broken_markup_json_is_refused(ask: Ask, aigul: Person) -> None:
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup="{")
    assert answer["description"] == "Bad Request: can't parse reply keyboard markup JSON object"
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=[1])
    assert answer["description"] == "Bad Request: object expected as reply markup"


async def test_an_empty_reply_keyboard_is_refused(ask: Ask, aigul: Person) -> None:
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup={"keyboard": []})
    assert answer["description"] == "Bad Request: reply markup is empty"


async def test_a_keyboard_of_many_bytes_is_too_long_even_with_few_buttons(ask: Ask, aigul: Person) -> None:
    rows = [[{"text": "ә" * 60, "callback_data": "ә" * 32}]] * 60
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=inline(*rows))
    assert answer["description"] == "Bad Request: reply markup is too long"


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ({"inline_keyboard": "a"}, 'field "inline_keyboard" must be of type Array'),
        ({"keyboard": "a"}, 'field "keyboard" must be of type Array'),
        ({"keyboard": [["a"]], "is_persistent": "yes"}, 'field "is_persistent" must be of type Boolean'),
        ({"remove_keyboard": "yes"}, 'field "remove_keyboard" must be of type Boolean'),
        ({"keyboard": [["a"] * 13]}, "reply markup is too long"),
        ({"keyboard": [["a"]], "input_field_placeholder": "ә" * 65}, "INPUT_FIELD_PLACEHOLDER_INVALID"),
    ],
)
async def test_wrong_fields_of_a_keyboard_are_refused(
    ask: Ask, aigul: Person, markup: dict[str, Any], why: str
) -> None:
    answer = await ask("sendMessage", chat_id=aigul.id, text="a", reply_markup=markup)
    assert answer["description"] == f"Bad Request: {why}"
