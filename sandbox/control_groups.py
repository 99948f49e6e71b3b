"""The control API of groups: make one, look into it, turn it into a supergroup, put the bot out or take it back."""

from aiohttp import web

from sandbox import actions_group
from sandbox.chats import GroupChat
from sandbox.control_answers import answering, body_of
from sandbox.page_actions import string_field
from sandbox.page_message import message_view
from sandbox.shapes import Json
from sandbox.world import World


class GroupControl:
    """Everything one may ask about groups."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, application: web.Application) -> None:
        """Serve the addresses of groups."""
        router = application.router
        router.add_post("/sandbox/groups", answering(self.add))
        router.add_get("/sandbox/groups/{id}", answering(self.look))
        router.add_post("/sandbox/groups/{id}/{action}", answering(self.act))

    async def add(self, request: web.Request) -> Json:
        """A new group {title, is_super?} with the bot in it."""
        body = await body_of(request)
        group = actions_group.make(self._world, string_field(body, "title"), body.get("is_super") is True)
        return {"ok": True, "group": _view(group)}

    async def look(self, request: web.Request) -> Json:
        """A group and the messages in it."""
        group = self._group(request)
        messages = [message_view(message, self._world.files) for message in group.messages.values()]
        return _view(group) | {"messages": messages}

    async def act(self, request: web.Request) -> Json:
        """migrate, kick or invite; the group as it is then, after migrate the new one."""
        group, action = self._group(request), request.match_info["action"]
        if action == "migrate":
            group = actions_group.migrate(self._world, group)
        elif action in {"kick", "invite"}:
            actions_group.set_member(self._world, group, action == "invite")
        else:
            raise web.HTTPNotFound
        return {"ok": True, "group": _view(group)}

    def _group(self, request: web.Request) -> GroupChat:
        given = request.match_info["id"]
        is_number = given.removeprefix("-").isdecimal()
        group = self._world.groups.get(int(given)) if is_number else None
        if group is None:
            raise web.HTTPNotFound
        return group


def _view(group: GroupChat) -> Json:
    return group.public | {"is_member": group.is_member, "migrated_to": group.migrated_to}
