"""Messages and keyboards as the chat page shows them."""

from sandbox.files import Files
from sandbox.profile import BOT_ID
from sandbox.rich import words_of
from sandbox.shapes import Json

_MEDIA = ("photo", "document", "sticker", "voice", "video", "contact", "location")
_KIND_OF_ACTION = {
    "callback_data": "callback",
    "url": "url",
    "copy_text": "copy_text",
    "switch_inline_query": "switch_inline",
    "switch_inline_query_current_chat": "switch_inline",
    "switch_inline_query_chosen_chat": "switch_inline",
    "web_app": "web_app",
    "login_url": "url",
    "disabled": "disabled",
}


def message_view(message: Json, files: Files) -> Json:
    """One message for the page; callback data itself stays between bot and sandbox."""
    is_from_bot = message.get("from", {}).get("id") == BOT_ID
    view: Json = {
        "id": message["message_id"],
        "date": message["date"],
        # As in Telegram's own apps: a bot's screen that changes under its buttons is not called edited.
        "edited": "edit_date" in message and not is_from_bot,
        "from": "bot" if is_from_bot else "person",
        "kind": next((kind for kind in _MEDIA if kind in message), "text"),
        "text": text_of(message),
        "entities": message.get("entities", message.get("caption_entities", [])),
        "rich": message.get("rich_message"),
        "file": _file_view(message, files),
        "contact": message.get("contact"),
        "location": message.get("location"),
        "via_bot": message.get("via_bot", {}).get("username"),
        "inline_keyboard": _inline_view(message.get("reply_markup")),
        "forwarded": _origin_view(message.get("forward_origin")),
        "reply_to": message.get("reply_to_message", {}).get("message_id"),
        "protected": message.get("has_protected_content", False),
    }
    if "media_group_id" in message:
        view["media_group_id"] = message["media_group_id"]
    return view


def text_of(message: Json) -> str:
    """What a message says: its text or caption, or all words of a rich one."""
    if "rich_message" in message:
        return words_of(message["rich_message"])
    return str(message.get("text", message.get("caption", "")))


def keyboard_view(markup: Json | None) -> Json | None:
    """The keyboard under the input field for the page."""
    if markup is None:
        return None
    return {
        "rows": markup["keyboard"],
        "placeholder": markup.get("input_field_placeholder"),
        "persistent": bool(markup.get("is_persistent")),
    }


def file_of(message: Json) -> Json | None:
    """Telegram's description of the file in a message: the largest photo, a document and so on."""
    if "photo" in message:
        largest: Json = message["photo"][-1]
        return largest
    for kind in ("document", "sticker", "voice", "video"):
        if kind in message:
            described: Json = message[kind]
            return described
    return None


def _file_view(message: Json, files: Files) -> Json | None:
    described = file_of(message)
    stored = files.find(described["file_id"]) if described else None
    if stored is None:
        return None
    return {
        "id": stored.id,
        "name": stored.name or stored.path.rpartition("/")[2],
        "size": stored.size,
        "mime": stored.mime,
        "width": stored.width or None,
        "height": stored.height or None,
        "url": f"/sandbox/files/{stored.id}",
    }


def _inline_view(markup: Json | None) -> list[list[Json]] | None:
    if not markup:
        return None
    return [[_button_view(button) for button in row] for row in markup["inline_keyboard"]]


def _button_view(button: Json) -> Json:
    action = next((name for name in _KIND_OF_ACTION if name in button), "")
    view: Json = {"text": button["text"], "kind": _KIND_OF_ACTION.get(action, "other")}
    if "style" in button:
        view["style"] = button["style"]
    if action == "callback_data":
        view["callback_data"] = True
    elif action in {"url", "login_url"}:
        view["url"] = button[action] if action == "url" else button[action].get("url")
    elif action == "copy_text":
        view["copy_text"] = button[action]["text"]
    elif action.startswith("switch_inline"):
        value = button[action]
        view["switch_inline"] = value if isinstance(value, str) else value.get("query", "")
    return view


def _origin_view(origin: Json | None) -> Json | None:
    if origin is None:
        return None
    if origin["type"] == "channel":
        return {"from": origin["chat"]["title"]}
    return {"from": origin.get("sender_user_name") or origin["sender_user"]["first_name"]}
