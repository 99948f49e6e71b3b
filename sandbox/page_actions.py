"""What a person does on the page, by the name the page calls it."""

from collections.abc import Callable

from sandbox import actions, actions_inline, actions_sharing
from sandbox.chats import Chat
from sandbox.methods_inline import results_view
from sandbox.refusals import ActionRefused
from sandbox.shapes import Json
from sandbox.world import World

Action = Callable[[World, Chat, Json], Json | None]


def _message(world: World, chat: Chat, body: Json) -> Json:
    return actions.say(world, chat, string_field(body, "text"), body.get("reply_to"))


def _edit(world: World, chat: Chat, body: Json) -> Json:
    return actions.edit(world, chat, _number(body, "message_id"), string_field(body, "text"))


def _tap(world: World, chat: Chat, body: Json) -> Json:
    row, column = _number(body, "row"), _number(body, "column")
    query = actions.tap(world, chat, _number(body, "message_id"), row, column)
    return {"query_id": query.id if query else None}


def _forge(world: World, chat: Chat, body: Json) -> Json:
    return {"query_id": actions.forge(world, chat, string_field(body, "callback_data"), body.get("message_id")).id}


def _start(world: World, chat: Chat, body: Json) -> Json:
    return actions.start(world, chat, body.get("payload"))


def _sticker(world: World, chat: Chat, body: Json) -> Json:
    return actions.send_sticker(world, chat)


def _voice(world: World, chat: Chat, body: Json) -> Json:
    return actions.send_voice(world, chat)


def _contact(world: World, chat: Chat, body: Json) -> Json:
    if body.get("own"):
        return actions_sharing.share_contact(world, chat, own=True)
    return actions_sharing.share_contact(world, chat, string_field(body, "other_phone"))


def _location(world: World, chat: Chat, body: Json) -> Json:
    try:
        latitude, longitude = float(body["latitude"]), float(body["longitude"])
    except (KeyError, TypeError, ValueError):
        raise ActionRefused("a location has a latitude and a longitude") from None
    live_period = _number(body, "live_period") if body.get("live_period") is not None else None
    return actions_sharing.share_location(world, chat, latitude, longitude, live_period)


def _forward(world: World, chat: Chat, body: Json) -> Json:
    return actions.forward(world, chat, string_field(body, "text"))


def _inline(world: World, chat: Chat, body: Json) -> Json:
    """The query; its list comes as an event, or at once where Telegram keeps an answer to the same words."""
    query = actions_inline.ask(world, chat, string_field(body, "text"))
    return {"query_id": query.id, "results": results_view(query.answer) if query.answer else None}


def _pick(world: World, chat: Chat, body: Json) -> Json:
    query = world.inline_queries.find(string_field(body, "query_id"))
    if query is None or query.person_id != chat.id:
        raise ActionRefused("there is no such list any more")
    return actions_inline.pick(world, chat, query, _number(body, "index"))


def _block(world: World, chat: Chat, body: Json) -> None:
    actions.block(world, chat, body.get("blocked") is True)


ACTIONS: dict[str, Action] = {
    "message": _message,
    "edit": _edit,
    "tap": _tap,
    "forge": _forge,
    "start": _start,
    "sticker": _sticker,
    "voice": _voice,
    "contact": _contact,
    "location": _location,
    "forward": _forward,
    "inline": _inline,
    "pick": _pick,
    "block": _block,
}


def string_field(body: Json, name: str) -> str:
    """A required text of a body. Raises ActionRefused when it is not there."""
    value = body.get(name)
    if not isinstance(value, str):
        raise ActionRefused(f"{name} is missing")
    return value


def _number(body: Json, name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int):
        raise ActionRefused(f"{name} is missing")
    return value
