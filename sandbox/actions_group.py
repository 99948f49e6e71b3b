"""What happens to a group or channel the bot is in: made, written in, moved, the bot put out and taken back."""

import time

from sandbox.actions import text_content
from sandbox.chats import GroupChat
from sandbox.people import Account
from sandbox.queries import Query
from sandbox.refusals import ActionRefused
from sandbox.shapes import Json
from sandbox.shown import ShownMessage
from sandbox.world import World

FIRST_GROUP_ID = -4_000_000_001
FIRST_SUPERGROUP_ID = -1_002_000_000_001
TELEGRAM = Account("telegram", 777_000, "Telegram")
"""Who forwards a channel's posts into its group."""

_ADMINISTRATOR_RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    *("can_delete_stories", "can_send_welcome_messages"),
)
_RESTRICTED = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users"),
    *("can_pin_messages", "can_manage_topics"),
)


def make(world: World, title: str, is_super: bool = False) -> GroupChat:
    """A new group with the bot in it; the bot is told that it was added."""
    if not 1 <= len(title.strip()) <= 128:
        raise ActionRefused("a title has 1 to 128 characters")
    group = GroupChat(_free_id(world, is_super), title.strip(), is_super)
    world.groups[group.id] = group
    _tell_membership(world, group, "left", "member")
    return group


def make_channel(world: World, title: str, linked_to: GroupChat | None = None) -> GroupChat:
    """A new channel with the bot as an administrator, its posts discussed in a group if it is linked to one."""
    if not 1 <= len(title.strip()) <= 128:
        raise ActionRefused("a title has 1 to 128 characters")
    channel = GroupChat(_free_id(world, is_super=True), title.strip(), is_channel=True)
    channel.linked_to = linked_to.id if linked_to else None
    world.groups[channel.id] = channel
    _tell_membership(world, channel, "left", "administrator")
    return channel


def post(world: World, channel: GroupChat, text: str) -> Json:
    """Post in a channel: the bot in it is told, and the linked group gets the post forwarded by Telegram itself."""
    content = text_content(text)
    message = world.receive_post(channel, content)
    group = world.groups.get(channel.linked_to or 0)
    if group is not None and group.is_member:
        origin = {"type": "channel", "date": message["date"], "chat": channel.public}
        origin["message_id"] = message["message_id"]
        by_telegram = {"sender_chat": channel.public, "is_automatic_forward": True, "forward_origin": origin}
        world.receive_in_group(group, TELEGRAM, by_telegram | content)
    return message


def say(world: World, group: GroupChat, account: Account, text: str, topic: int | None = None) -> Json:
    """Somebody writes in a group, which the bot sees while it is there."""
    demand_inside(group)
    if topic is not None and not group.topics.get(topic):
        raise ActionRefused("there is no such open topic")
    in_topic: Json = {} if topic is None else {"message_thread_id": topic, "is_topic_message": True}
    return world.receive_in_group(group, account, in_topic | text_content(text))


def tap(world: World, group: GroupChat, account: Account, message_id: int, label: str) -> Query | None:
    """Somebody taps a button there; None for a link. Raises ActionRefused when it is not there."""
    message = group.messages.get(message_id, {})
    place = ShownMessage(message).find_button(label) if message else None
    if place is None:
        raise ActionRefused("there is no such button any more")
    button = message["reply_markup"]["inline_keyboard"][place[0]][place[1]]
    if "disabled" in button:
        raise ActionRefused(f"the button {button['text']!r} is disabled")
    if "callback_data" not in button:
        return None
    return forge(world, group, account, button["callback_data"], message_id)


def forge(world: World, group: GroupChat, account: Account, data: str, message_id: int) -> Query:
    """Callback data from a message of a group, which a modified client can send without any button."""
    demand_inside(group)
    query = world.queries.ask(account.id)
    gone = {"chat": group.public, "message_id": message_id, "date": 0}
    content = {"id": query.id, "from": account.user, "message": group.messages.get(message_id, gone)}
    content |= {"chat_instance": str(group.id * -7_919), "data": data}
    world.updates.add(group.id, "callback_query", content)
    world.on_change()
    return query


def demand_inside(group: GroupChat) -> None:
    """Raise ActionRefused where the bot would hear of nothing."""
    if not group.is_member or group.migrated_to is not None:
        raise ActionRefused("the bot is not in this group")


def add_topic(world: World, group: GroupChat) -> int:
    """A new topic; the group becomes a forum by its first one. Raises ActionRefused for a basic group."""
    if not group.is_super:
        raise ActionRefused("only a supergroup has topics")
    number = world.next_message_id
    world.next_message_id += 1
    group.topics[number] = True
    world.on_change()
    return number


def set_rights(world: World, group: GroupChat, may_write: bool) -> None:
    """Let the bot write, or only read."""
    if group.may_write == may_write:
        return
    group.may_write = may_write
    _tell_membership(world, group, *(("restricted", "member") if may_write else ("member", "restricted")))


def migrate(world: World, group: GroupChat) -> GroupChat:
    """Turn a group into a supergroup: the new one; the old one answers with its id from now on."""
    if group.is_super or group.migrated_to is not None:
        raise ActionRefused("only a basic group becomes a supergroup, and only once")
    new = GroupChat(_free_id(world, is_super=True), group.title, is_super=True, is_member=group.is_member)
    world.groups[new.id] = new
    group.migrated_to = new.id
    if group.is_member:
        world.receive_in_group(group, _somebody(world), {"migrate_to_chat_id": new.id})
        world.receive_in_group(new, _somebody(world), {"migrate_from_chat_id": group.id})
    return new


def set_member(world: World, group: GroupChat, is_member: bool) -> None:
    """Put the bot out of a group, or take it back."""
    if group.is_member == is_member:
        return
    group.is_member = is_member
    inside = "administrator" if group.is_channel else "member"
    _tell_membership(world, group, *(("kicked", inside) if is_member else (inside, "kicked")))


def _free_id(world: World, is_super: bool) -> int:
    number = FIRST_SUPERGROUP_ID if is_super else FIRST_GROUP_ID
    while number in world.groups:
        number -= 1
    return number


def _somebody(world: World) -> Account:
    return next(iter(world.people.by_id.values()))


def _tell_membership(world: World, group: GroupChat, old: str, new: str) -> None:
    content: Json = {"chat": group.public, "from": _somebody(world).user, "date": int(time.time())}
    content |= {"old_chat_member": _member(world, old), "new_chat_member": _member(world, new)}
    world.updates.add(group.id, "my_chat_member", content)
    world.on_change()


def _member(world: World, status: str) -> Json:
    member: Json = {"status": status, "user": world.profile.user()}
    if status == "administrator":
        rights = dict.fromkeys(_ADMINISTRATOR_RIGHTS, True) | {"can_post_messages": True, "can_edit_messages": True}
        return member | {"can_be_edited": False, "is_anonymous": False} | rights
    if status == "restricted":
        return member | dict.fromkeys(_RESTRICTED, False) | {"is_member": True, "until_date": 0}
    return member | {"until_date": 0} if status == "kicked" else member
