"""What happens to a group or channel the bot is in: made, written in, moved, the bot put out and taken back."""

import time

from sandbox.actions import text_content
from sandbox.chats import GroupChat
from sandbox.people import Account
from sandbox.refusals import ActionRefused
from sandbox.shapes import Json
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
    return member | {"until_date": 0} if status == "kicked" else member
