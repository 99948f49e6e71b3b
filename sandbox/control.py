"""The control API of the chat page: state, chats, actions of people, events."""

import asyncio
from pathlib import Path
from urllib.parse import quote

from aiohttp import web
from aiohttp.web_request import FileField

from sandbox import actions
from sandbox.chats import Chat
from sandbox.control_answers import answering, body_of
from sandbox.faults import fault_from
from sandbox.methods_profile import menu_button_of
from sandbox.page_actions import ACTIONS, string_field
from sandbox.page_events import stream_events
from sandbox.page_message import keyboard_view, message_view
from sandbox.refusals import ActionRefused
from sandbox.shapes import Json
from sandbox.world import World

PAGE = Path(__file__).with_name("page")
_SHOWN_INLINE = ("image/", "audio/", "video/")


class Control:
    """Everything the page asks for."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, application: web.Application) -> None:
        """Serve the page and its API."""
        router = application.router
        router.add_get("/", self.page)
        router.add_get("/page/{path:.+}", self.page)
        router.add_get("/sandbox/state", answering(self.state))
        router.add_get("/sandbox/events", self.events)
        router.add_post("/sandbox/people", answering(self.add_person))
        router.add_get("/sandbox/people/{id}/chat", answering(self.chat))
        router.add_post("/sandbox/people/{id}/file", answering(self.file))
        router.add_post("/sandbox/people/{id}/{action}", answering(self.act))
        router.add_post("/sandbox/faults", answering(self.faults))
        router.add_get("/sandbox/files/{file_id}", self.download)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The chat page and the files it is made of."""
        wanted = (PAGE / request.match_info.get("path", "index.html")).resolve()
        if not wanted.is_relative_to(PAGE) or not wanted.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(wanted, headers={"Cache-Control": "no-cache"})

    async def state(self, request: web.Request) -> Json:
        """The bot and all people."""
        profile = self._world.profile
        bot = profile.user()
        texts = {
            "name": bot["first_name"],
            "description": profile.descriptions.get("", ""),
            "short_description": profile.short_descriptions.get("", ""),
        }
        people = [_person_view(chat) for chat in self._world.chats.values()]
        return {"bot": {"id": bot["id"], "username": bot["username"], **texts}, "people": people}

    async def chat(self, request: web.Request) -> Json:
        """One person's chat."""
        chat, world = self._chat(request), self._world
        action = chat.current_action()
        return {
            "messages": [message_view(message, world.files) for message in chat.messages.values()],
            "reply_keyboard": keyboard_view(chat.reply_keyboard),
            "commands": world.profile.commands_for(chat.account),
            "menu_button": menu_button_of(world, chat),
            "bot": world.profile.in_language_of(chat.account),
            "started": chat.is_started,
            "blocked": chat.is_blocked,
            "typing": {"action": action} if action else None,
        }

    async def act(self, request: web.Request) -> Json:
        """A person does something; a new or changed message comes back as the page shows it."""
        action = ACTIONS.get(request.match_info["action"])
        if action is None:
            raise web.HTTPNotFound
        done = action(self._world, self._chat(request), await body_of(request))
        return self._done(done)

    async def file(self, request: web.Request) -> Json:
        """A person sends a file (multipart: file, kind, caption, album: the number its album goes by)."""
        chat = self._chat(request)
        form = await request.post()
        field = form.get("file")
        if not isinstance(field, FileField):
            raise ActionRefused("the form has no file")
        data = field.file.read()
        kind, caption = str(form.get("kind", "document")), str(form.get("caption", ""))
        world = self._world
        sent = actions.send_file(
            world, chat, data, kind, field.filename, field.content_type, caption, str(form.get("album", ""))
        )
        return self._done(sent)

    def _done(self, done: Json | None) -> Json:
        if done is None:
            return {"ok": True}
        if "message_id" in done:
            return {"ok": True, "message": message_view(done, self._world.files)}
        return {"ok": True, **done}

    async def add_person(self, request: web.Request) -> Json:
        """A new person."""
        body = await body_of(request)
        names = ("first_name", "language_code", "last_name", "username", "phone")
        given = {name: string_field(body, name) for name in names if body.get(name)}
        account = self._world.people.add(**({"first_name": ""} | given))
        chat = self._world.settle(account)
        self._world.show_everybody(lambda chat: {"type": "people"})
        return {"ok": True, "person": _person_view(chat)}

    async def faults(self, request: web.Request) -> Json:
        """Something goes wrong from now on: a fault, {clear: true}, or a pace {per_second, per_chat, …}."""
        body = await body_of(request)
        if body.get("clear"):
            self._world.faults.clear()
        elif "kind" in body:
            self._world.faults.add(fault_from(body))
        else:
            limits = [body.get(name) for name in ("per_second", "per_chat", "per_group_minute")]
            self._world.faults.set_pace(*limits)
        return {"ok": True}

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file of a chat, to show or (?download=1) to save."""
        stored = self._world.files.find(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound
        data = await asyncio.to_thread(self._world.files.read, stored)
        name = stored.name or stored.path.rpartition("/")[2]
        is_inline = stored.mime.startswith(_SHOWN_INLINE) and "svg" not in stored.mime
        place = "inline" if is_inline and "download" not in request.query else "attachment"
        headers = {
            "Content-Disposition": f"{place}; filename*=UTF-8''{quote(name)}",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=data, headers=headers | {"Content-Type": stored.mime})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events of one person's chat, until the page or the sandbox goes."""
        person_id = self._chat_of(request.query.get("person", "")).account.id
        return await stream_events(request, self._world.listeners, person_id)

    def _chat(self, request: web.Request) -> Chat:
        return self._chat_of(request.match_info["id"])

    def _chat_of(self, given: str) -> Chat:
        chat = self._world.chats.get(int(given)) if given.isdecimal() else None
        if chat is None:
            raise web.HTTPNotFound
        return chat


def _person_view(chat: Chat) -> Json:
    account = chat.account
    return {
        "key": account.key,
        "id": account.id,
        "first_name": account.first_name,
        "last_name": account.last_name,
        "username": account.username,
        "language_code": account.language_code,
        "about": account.about,
        "started": chat.is_started,
        "blocked": chat.is_blocked,
    }
