"""Rich messages in the sandbox: kept with their words and buttons, checked as Telegram does, refused on request."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputRichBlockDetails,
    InputRichBlockDivider,
    InputRichBlockFooter,
    InputRichBlockParagraph,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichMessage,
    RichBlockTableCell,
    RichTextBold,
)

from sandbox import Sandbox
from sandbox.limits import RICH_BLOCKS, RICH_COLUMNS, RICH_DEPTH, RICH_UNITS
from sandbox.page_message import message_view
from tests.sandbox.conftest import Ask
from tests.sandbox.test_updates import extras, taken

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="№ 214", callback_data="tak:1")]])
Block = dict[str, Any]


def cell(text: str, *, is_header: bool = False) -> RichBlockTableCell:
    return RichBlockTableCell(text=text, align="left", valign="top", is_header=is_header or None)


def sample() -> InputRichMessage:
    rows = [[cell("№", is_header=True), cell("Тақырыбы", is_header=True)], [cell("214"), cell("<b>Пандус</b>")]]
    return InputRichMessage(
        blocks=[
            InputRichBlockSectionHeading(text="Қостанай облысы", size=3),
            InputRichBlockParagraph(text=[RichTextBold(text="Кезекші:"), " Марат"]),
            InputRichBlockTable(cells=rows, is_bordered=True, caption="Күтіп тұр"),
            InputRichBlockDivider(),
            InputRichBlockDetails(summary="Тыныш өңірлер", blocks=[InputRichBlockTable(cells=[[cell("Абай")]])]),
            InputRichBlockFooter(text="Соңы"),
        ],
        skip_entity_detection=True,
    )


async def test_it_is_seen_with_its_words_tables_and_buttons(sandbox: Sandbox, bot: Bot) -> None:
    marat = sandbox.person("marat")
    await marat.starts()
    sent = await bot.send_rich_message(marat.id, sample(), reply_markup=KEYBOARD)
    assert extras(sent) == []
    assert sent.rich_message is not None
    assert [block.type for block in sent.rich_message.blocks] == [
        "heading", "paragraph", "table", "divider", "details", "footer",
    ]  # fmt: skip
    shown = await marat.sees("Қостанай облысы", "Кезекші: Марат", "214\t<b>Пандус</b>", "Тыныш өңірлер", "Абай", "Соңы")
    assert shown.tables == [[["№", "Тақырыбы"], ["214", "<b>Пандус</b>"]], [["Абай"]]]
    assert shown.labels == ["№ 214"]
    view = message_view(shown.raw, sandbox.world.files)
    assert view["rich"]["blocks"][2]["is_bordered"] is True
    await marat.taps("№ 214", wait=False)
    (_, update) = await taken(bot)
    assert update.callback_query is not None
    assert extras(update) == []
    await bot.edit_message_reply_markup(chat_id=marat.id, message_id=sent.message_id)
    bare = await marat.sees("Қостанай облысы")
    assert bare.labels == []
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("Жай мәтін", chat_id=marat.id, message_id=sent.message_id)


def nested(depth: int) -> Block:
    inner: Block = {"type": "paragraph", "text": "түбі"}
    for _ in range(depth):
        inner = {"type": "details", "summary": "одан әрі", "blocks": [inner]}
    return inner


def row(columns: int) -> list[Block]:
    return [{"text": "1", "align": "left", "valign": "top"}] * columns


REFUSED: list[tuple[Any, str]] = [
    ([], "exactly one of the fields"),
    ([{"type": "paragraph", "text": "я" * (RICH_UNITS + 1)}], "RICH_MESSAGE_TOO_LONG"),
    ([{"type": "divider"}] * (RICH_BLOCKS + 1), "RICH_MESSAGE_TOO_MANY_BLOCKS"),
    ([{"type": "table", "cells": [row(1)] * RICH_BLOCKS}], "RICH_MESSAGE_TOO_MANY_BLOCKS"),
    ([{"type": "table", "cells": [row(RICH_COLUMNS + 1)]}], "RICH_MESSAGE_TABLE_TOO_WIDE"),
    ([{"type": "table", "cells": [[{"text": "1", "align": "start", "valign": "top"}]]}], "invalid alignment"),
    ([{"type": "table", "cells": []}], "non-empty Array of Arrays"),
    ([{"type": "heading", "text": "7", "size": 7}], "size is 1-6"),
    ([nested(RICH_DEPTH)], "RICH_MESSAGE_TOO_DEEP"),
    ([{"type": "details", "summary": "бос", "blocks": []}], "non-empty Array"),
    ([{"type": "divider"}], "message text is empty"),
    ([{"type": "photo", "photo": {}}], "does not draw rich blocks"),
    ([{"type": "paragraph", "text": {"type": "url", "text": "x", "url": "y"}}], "does not draw rich text"),
    ([{"type": "paragraph"}], "RichText must be"),
]


@pytest.mark.parametrize(("blocks", "why"), REFUSED, ids=[why for _, why in REFUSED])
async def test_what_telegram_does_not_take_is_refused(sandbox: Sandbox, ask: Ask, blocks: Any, why: str) -> None:
    marat = sandbox.person("marat")
    await marat.starts()
    answer = await ask("sendRichMessage", chat_id=marat.id, rich_message={"blocks": blocks})
    assert answer["error_code"] == 400
    assert why in answer["description"]


async def test_at_its_limits_it_is_taken(sandbox: Sandbox, ask: Ask) -> None:
    marat = sandbox.person("marat")
    await marat.starts()
    for blocks in (
        [{"type": "paragraph", "text": "я" * RICH_UNITS}],
        [{"type": "table", "cells": [row(RICH_COLUMNS)] * (RICH_BLOCKS - 1)}],
    ):
        assert (await ask("sendRichMessage", chat_id=marat.id, rich_message={"blocks": blocks}))["ok"]


async def test_a_server_that_does_not_know_it_refuses_it_and_nothing_else(sandbox: Sandbox, bot: Bot) -> None:
    marat = sandbox.person("marat")
    await marat.starts()
    sandbox.fails("refusal", method="sendRichMessage", status=404, description="Not Found", times=None)
    for _ in range(2):
        with pytest.raises(TelegramNotFound):
            await bot.send_rich_message(marat.id, sample())
    await bot.send_message(marat.id, "Жай мәтін")
    await marat.sees("Жай мәтін")
