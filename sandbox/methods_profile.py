"""Bot API methods about what the bot says of itself: its commands, texts and menu button."""

import re
from typing import Any

from sandbox import limits
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.profile import BOT_NAME
from sandbox.refusals import bad_request
from sandbox.shapes import Json
from sandbox.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def set_my_commands(world: World, call: Call) -> bool:
    """setMyCommands"""
    commands = call.structure("commands", "bot commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(command) for command in commands]
    scope, language = _scope(world, call), _language(call)
    world.profile.commands.setdefault(scope, {})[language] = checked
    _show_commands(world)
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    """getMyCommands"""
    return world.profile.commands.get(_scope(world, call), {}).get(_language(call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    """deleteMyCommands"""
    world.profile.commands.get(_scope(world, call), {}).pop(_language(call), None)
    _show_commands(world)
    return True


def _show_commands(world: World) -> None:
    profile = world.profile
    world.show_everybody(lambda chat: {"type": "commands", "commands": profile.commands_for(chat.account)})


def _command(command: Any) -> Json:
    if not isinstance(command, dict) or not isinstance(command.get("command"), str):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = command["command"].removeprefix("/"), command.get("description")
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > limits.COMMAND_CHARACTERS:
        raise bad_request("command length must not exceed 32")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not description.strip():
        raise bad_request("command description must be non-empty")
    if len(description) > limits.COMMAND_DESCRIPTION_CHARACTERS:
        raise bad_request("command description length must not exceed 256")
    return {"command": name, "description": description}


def _scope(world: World, call: Call) -> str:
    scope = call.structure("scope", "BotCommandScope")
    if scope is None:
        return "default"
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _SCOPES:
        return str(kind)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" not in scope:
        raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
    chat_id = Call(call.method, scope).chat_id()
    if world.find_chat(chat_id) is None:
        raise bad_request("chat not found")
    return f"{kind}:{chat_id}"


def _language(call: Call) -> str:
    language = call.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("LANG_CODE_INVALID")
    return language


def set_my_name(world: World, call: Call) -> bool:
    """setMyName"""
    return _set_text(world, call, world.profile.names, "name", limits.NAME_CHARACTERS, "BOT_TITLE_INVALID")


def get_my_name(world: World, call: Call) -> Json:
    """getMyName"""
    names = world.profile.names
    return {"name": names.get(_language(call)) or names.get("") or BOT_NAME}


def set_my_description(world: World, call: Call) -> bool:
    """setMyDescription"""
    texts, longest = world.profile.descriptions, limits.DESCRIPTION_CHARACTERS
    return _set_text(world, call, texts, "description", longest, "BOT_DESC_INVALID")


def get_my_description(world: World, call: Call) -> Json:
    """getMyDescription"""
    texts = world.profile.descriptions
    return {"description": texts.get(_language(call)) or texts.get("", "")}


def set_my_short_description(world: World, call: Call) -> bool:
    """setMyShortDescription"""
    texts, longest = world.profile.short_descriptions, limits.SHORT_DESCRIPTION_CHARACTERS
    return _set_text(world, call, texts, "short_description", longest, "BOT_ABOUT_INVALID")


def get_my_short_description(world: World, call: Call) -> Json:
    """getMyShortDescription"""
    texts = world.profile.short_descriptions
    return {"short_description": texts.get(_language(call)) or texts.get("", "")}


def _set_text(world: World, call: Call, texts: dict[str, str], name: str, longest: int, refusal: str) -> bool:
    text, language = call.text(name), _language(call)
    if len(text) > longest:
        raise bad_request(refusal)
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    world.show_everybody(lambda chat: {"type": "profile", **world.profile.in_language_of(chat.account)})
    return True


def set_chat_menu_button(world: World, call: Call) -> bool:
    """setChatMenuButton"""
    button = call.structure("menu_button", "menu button")
    kind = button.get("type") if isinstance(button, dict) else "default"
    if kind not in {"commands", "default", "web_app"}:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if kind == "web_app" and not (button.get("text") and isinstance(button.get("web_app"), dict)):
        raise bad_request("BUTTON_URL_INVALID")
    kept = None if kind == "default" else button
    if "chat_id" in call.values:
        _private(world, call).menu_button = kept
    else:
        world.profile.menu_button = kept
    world.show_everybody(lambda chat: {"type": "profile", "menu_button": menu_button_of(world, chat)})
    return True


def get_chat_menu_button(world: World, call: Call) -> Json:
    """getChatMenuButton"""
    if "chat_id" in call.values:
        return menu_button_of(world, _private(world, call))
    return world.profile.menu_button or {"type": "default"}


def menu_button_of(world: World, chat: Chat) -> Json:
    """The menu button this chat shows."""
    return chat.menu_button or world.profile.menu_button or {"type": "default"}


def _private(world: World, call: Call) -> Chat:
    chat = world.chats.get(call.chat_id())
    if chat is None:
        raise bad_request("chat not found")
    return chat


METHODS: dict[str, Any] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_my_name,
    "getMyName": get_my_name,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
