"""Bot API methods that look: who the bot is, a chat, a member of it."""

from typing import Any

from sandbox.call import Call
from sandbox.refusals import bad_request
from sandbox.shapes import Json
from sandbox.world import World


def get_me(world: World, call: Call) -> Json:
    """getMe"""
    return world.profile.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, call: Call) -> Json:
    """getChat"""
    number = call.chat_id()
    group = world.groups.get(number)
    if group is not None:
        group.demand_writable()
        return group.public | _full(number)
    chat = world.chats.get(number)
    if chat is None or not (chat.is_started or chat.is_blocked):
        raise bad_request("chat not found")
    return chat.public | _full(number)


def _full(number: int) -> Json:
    """What a ChatFullInfo has beyond the chat itself."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return {
        "accent_color_id": number % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }


def get_chat_member(world: World, call: Call) -> Json:
    """getChatMember"""
    number, user_id = call.chat_id(), call.integer("user_id")
    group = world.groups.get(number)
    if group is not None:
        group.demand_writable()
        return _member_of_group(world, user_id)
    chat = world.chats.get(number)
    if chat is None:
        raise bad_request("chat not found")
    for user in (chat.account.user, world.profile.user()):
        if user["id"] == user_id:
            return {"status": "member", "user": user}
    raise bad_request("PARTICIPANT_ID_INVALID")


def _member_of_group(world: World, user_id: int) -> Json:
    """Somebody in a group: everybody the sandbox knows is in every group."""
    if user_id == world.profile.user()["id"]:
        return {"status": "member", "user": world.profile.user()}
    account = world.people.by_id.get(user_id)
    if account is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return {"status": "member", "user": account.user}


METHODS: dict[str, Any] = {
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
}
