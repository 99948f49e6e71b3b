"""Bot API methods that send and delete messages."""

import secrets
from typing import Any

from sandbox import limits
from sandbox.call import Call
from sandbox.chats import AnyChat, GroupChat
from sandbox.entities import utf16_units
from sandbox.ephemeral import send_ephemeral
from sandbox.formatting import formatted
from sandbox.keyboards import read_markup
from sandbox.media import content_of, take_file
from sandbox.refusals import bad_request
from sandbox.shapes import Json
from sandbox.world import World

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "upload_document",
        "upload_video",
        "upload_voice",
        "upload_video_note",
        "record_video",
        "record_voice",
        "record_video_note",
        "choose_sticker",
        "find_location",
    }
)


def send_message(world: World, call: Call) -> Json:
    """sendMessage"""
    return _send(world, call, read_text(call, "message is too long"))


def send_photo(world: World, call: Call) -> Json:
    """sendPhoto"""
    return _send_file(world, call, "photo")


def send_document(world: World, call: Call) -> Json:
    """sendDocument"""
    return _send_file(world, call, "document")


def send_location(world: World, call: Call) -> Json:
    """sendLocation"""
    location = _location(call)
    period = call.integer("live_period")
    if period and period not in limits.LIVE_SECONDS and period != limits.LIVE_FOR_EVER:
        raise bad_request("invalid live location period specified")
    if period:
        location["live_period"] = period
    return _send(world, call, {"location": location})


def send_venue(world: World, call: Call) -> Json:
    """sendVenue"""
    location, title, address = _location(call), call.text("title"), call.text("address")
    if not title.strip() or not address.strip():
        raise bad_request("MESSAGE_EMPTY")
    return _send(
        world, call, {"venue": {"location": location, "title": title, "address": address}, "location": location}
    )


def _location(call: Call) -> Json:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


def send_media_group(world: World, call: Call) -> list[Json]:
    """sendMediaGroup"""
    media = call.structure("media", "media")
    if media is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(media, list) or not all(isinstance(item, dict) for item in media):
        raise bad_request("expected an Array of InputMedia")
    if not limits.ALBUM_SMALLEST <= len(media) <= limits.ALBUM_LARGEST:
        raise bad_request("group send failed: an album has 2-10 items")
    kinds = {str(item.get("type")) for item in media}
    if kinds - {"photo", "video", "document"} or ("document" in kinds and len(kinds) > 1):
        raise bad_request(f"type {' and '.join(sorted(kinds))} can't be mixed in one album")
    chat = world.chat_to_write(call.chat_id())
    parts = []
    for item in media:
        stored = take_file(world.files, call, "", str(item["type"]), given=item.get("media"))
        caption = read_caption(Call(call.method, item))
        parts.append(content_of(world.files, stored) | caption)
    group = {"media_group_id": str(secrets.randbits(53)), **reply_of(chat, call)}
    return [world.post(chat, part | group) for part in parts]


def delete_message(world: World, call: Call) -> bool:
    """deleteMessage"""
    chat = world.chat_to_write(call.chat_id())
    if not world.remove(chat, call.integer("message_id")):
        raise bad_request("message to delete not found")
    return True


def delete_messages(world: World, call: Call) -> bool:
    """deleteMessages: those that are not there are passed over"""
    chat = world.chat_to_write(call.chat_id())
    numbers = call.structure("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request("message identifiers are not specified")
    for number in numbers:
        world.remove(chat, int(number))
    return True


def send_chat_action(world: World, call: Call) -> bool:
    """sendChatAction"""
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.chat_to_write(call.chat_id())
    chat.show_action(action)
    world.show(chat, {"type": "typing", "action": action})
    return True


def read_text(call: Call, too_long: str) -> Json:
    """Text and entities of a message. Raises Refusal, saying `too_long` for more than 4096 units."""
    source = call.text("text")
    if not source:
        raise bad_request("message text is empty")
    text, entities = formatted(source, call.text("parse_mode"), call.structure("entities", "entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_units(text) > limits.TEXT_UNITS:
        raise bad_request(too_long)
    return {"text": text, "entities": entities} if entities else {"text": text}


def read_caption(call: Call) -> Json:
    """Caption and its entities, {} where there is none. Raises Refusal for more than 1024 units."""
    given = call.structure("caption_entities", "entities")
    caption, entities = formatted(call.text("caption"), call.text("parse_mode"), given)
    if utf16_units(caption) > limits.CAPTION_UNITS:
        raise bad_request("message caption is too long")
    if not caption:
        return {}
    return {"caption": caption, "caption_entities": entities} if entities else {"caption": caption}


def reply_of(chat: AnyChat, call: Call) -> Json:
    """The message a new one replies to, {} where it replies to none. Raises Refusal for one that is gone."""
    given = call.structure("reply_parameters", "reply parameters")
    if isinstance(given, dict) and "message_id" not in given:
        raise bad_request('can\'t find field "message_id"')
    number = given["message_id"] if isinstance(given, dict) else call.integer("reply_to_message_id")
    if not number:
        return {}
    replied = chat.messages.get(int(number))
    if replied is None:
        if isinstance(given, dict) and given.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": without_reply(replied)}


def topic_of(chat: AnyChat, call: Call) -> Json:
    """The topic of a forum group a message is for, {} where it names none. Raises Refusal."""
    topic = call.integer("message_thread_id")
    if not topic:
        return {}
    if not isinstance(chat, GroupChat):
        raise bad_request("message thread not found")
    chat.demand_topic(topic)
    return {"message_thread_id": topic, "is_topic_message": True}


def without_reply(message: Json) -> Json:
    """A message as it stands inside another one: Telegram nests replies one deep."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _send_file(world: World, call: Call, kind: str) -> Json:
    caption = read_caption(call)
    read_markup(call)
    world.chat_to_write(call.chat_id())
    stored = take_file(world.files, call, kind, kind)
    return _send(world, call, content_of(world.files, stored) | caption)


def _send(world: World, call: Call, content: Json) -> Json:
    markup = read_markup(call)
    chat = world.chat_to_write(call.chat_id())
    content = reply_of(chat, call) | topic_of(chat, call) | content
    if call.values.get("ephemeral_message_parameters") is not None:
        return send_ephemeral(world, chat, call, content, markup)
    if call.flag("protect_content"):
        content["has_protected_content"] = True
    return world.post(chat, content, markup)


METHODS: dict[str, Any] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendMediaGroup": send_media_group,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "sendChatAction": send_chat_action,
}
