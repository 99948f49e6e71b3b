"""The Bot API method that answers an inline query, checked as Telegram checks it."""

import re
from typing import Any

from sandbox import limits
from sandbox.call import Call
from sandbox.inline import InlineAnswer, InlineResult
from sandbox.keyboards import read_inline_markup
from sandbox.methods_messages import read_text
from sandbox.refusals import Refusal, bad_request
from sandbox.shapes import Json
from sandbox.world import World

_START = re.compile(rf"[A-Za-z0-9_-]{{1,{limits.START_PAYLOAD_CHARACTERS}}}")


def answer_inline_query(world: World, call: Call) -> bool:
    """answerInlineQuery: articles with a text, the kind of result the sandbox can show"""
    answer = InlineAnswer(
        _results(call),
        max(0, call.integer("cache_time", limits.INLINE_CACHE_SECONDS)),
        call.flag("is_personal"),
        _next_offset(call),
        _button(call),
    )
    query = world.inline_queries.answer(call.text("inline_query_id"), answer)
    world.changes.mark(query.person_id)
    event = {"type": "inline_results", "query_id": query.id, "results": results_view(answer)}
    world.show(world.chats[query.person_id], event)
    return True


def results_view(answer: InlineAnswer) -> list[Json]:
    """The list for the chat page."""
    return [{"title": result.title, "description": result.description} for result in answer.results]


def _results(call: Call) -> tuple[InlineResult, ...]:
    given = call.structure("results", "inline query results")
    if given is None:
        given = []
    if not isinstance(given, list):
        raise bad_request("expected an Array of inline query results")
    if len(given) > limits.INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    results = tuple(_result(each) for each in given)
    if len({result.id for result in results}) != len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    return results


def _cannot_parse(why: str) -> Refusal:
    return bad_request(f"can't parse inline query result: {why}")


def _result(given: Any) -> InlineResult:
    if not isinstance(given, dict):
        raise _cannot_parse("expected an Object")
    if given.get("type") != "article":
        raise _cannot_parse("the sandbox knows results of the type article only")
    number = _text(given, "id")
    if not 1 <= len(number.encode()) <= limits.INLINE_RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not _text(given, "title").strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = given.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise bad_request("SEND_MESSAGE_TYPE_INVALID")
    message = read_text(Call("", content | {"text": content["message_text"]}), "MESSAGE_TOO_LONG")
    markup = read_inline_markup(Call("", given))
    if markup is not None:
        message["reply_markup"] = markup
    return InlineResult(number, _text(given, "title"), _text(given, "description", ""), message)


def _text(given: Json, name: str, default: str | None = None) -> str:
    value = given.get(name, default)
    if value is None and name not in given:
        raise _cannot_parse(f'Can\'t find field "{name}"')
    if not isinstance(value, str):
        raise _cannot_parse(f'Field "{name}" must be of type String')
    return value


def _next_offset(call: Call) -> str:
    offset = call.text("next_offset")
    if len(offset.encode()) > limits.INLINE_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    return offset


def _button(call: Call) -> Json | None:
    """The button above the list: its text, and either a start parameter or a web app."""
    button = call.structure("button", "inline query results button")
    if button is None:
        return None
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline query results button")
    if not button["text"].strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    if "web_app" not in button and not _START.fullmatch(str(button.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")
    return button


METHODS: dict[str, Any] = {"answerInlineQuery": answer_inline_query}
