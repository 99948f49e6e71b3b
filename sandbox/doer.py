"""The acting half of a Person that is more than words and taps: files, contacts, places, inline mode."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sandbox import actions, actions_inline, actions_sharing
from sandbox.group import Group
from sandbox.inline import InlineAnswer, InlineQuery
from sandbox.refusals import ActionRefused
from sandbox.sample_files import JPEG
from sandbox.shapes import Json
from sandbox.shown import ShownMessage
from sandbox.watcher import Watcher

Done = TypeVar("Done")


class Doer(Watcher):
    """What a person sends; every act marks the moment after which `sees` looks."""

    _inline_query: InlineQuery | None = None

    async def sends_photo(self, data: bytes | None = None, caption: str = "") -> ShownMessage:
        """Send a photo, a grey one unless told which."""
        picture = JPEG if data is None else data
        return self._act(
            lambda: actions.send_file(self._world, self._chat, picture, "photo", mime="image/jpeg", caption=caption)
        )

    async def sends_album(self, photos: int | Sequence[bytes], caption: str = "") -> list[ShownMessage]:
        """Send so many photos (or these ones) at once: a message and an update each, one media_group_id."""
        pictures = [JPEG] * photos if isinstance(photos, int) else photos
        self._mark_action()
        sent = self._do(lambda: actions_sharing.send_album(self._world, self._chat, pictures, caption))
        return [ShownMessage(message) for message in sent]

    async def sends_document(self, name: str, data: bytes = b"...", caption: str = "") -> ShownMessage:
        """Send a file."""
        return self._act(lambda: actions.send_file(self._world, self._chat, data, "document", name, caption=caption))

    async def sends_sticker(self) -> ShownMessage:
        """Send a sticker."""
        return self._act(lambda: actions.send_sticker(self._world, self._chat))

    async def sends_voice(self) -> ShownMessage:
        """Send a voice note."""
        return self._act(lambda: actions.send_voice(self._world, self._chat))

    async def forwards(self, text: str) -> ShownMessage:
        """Forward a post of a channel."""
        return self._act(lambda: actions.forward(self._world, self._chat, text))

    async def shares_contact(
        self, own: bool = True, phone: str | None = None, of: "Doer | None" = None
    ) -> ShownMessage:
        """Share one's own contact, that of another account, or (own=False) a bare number of the phone book.

        `phone` is the number as it stands on the card.
        """
        if of is not None:
            account = of._chat.account
            return self._act(lambda: actions_sharing.share_contact(self._world, self._chat, phone, account))
        number = phone if own else phone or "+77020000000"
        return self._act(lambda: actions_sharing.share_contact(self._world, self._chat, number, own=own))

    async def sends_location(self, latitude: float, longitude: float, live_period: int | None = None) -> ShownMessage:
        """Share a place, or for `live_period` seconds where one is."""
        return self._act(
            lambda: actions_sharing.share_location(self._world, self._chat, latitude, longitude, live_period)
        )

    async def sends_venue(self, latitude: float, longitude: float, title: str, address: str = "") -> ShownMessage:
        """Share a place that has a name on the map."""
        return self._act(
            lambda: actions_sharing.share_venue(self._world, self._chat, latitude, longitude, title, address)
        )

    async def types_inline(
        self, words: str, place: str = "private", offset: str = "", timeout: float | None = None
    ) -> InlineAnswer:
        """Type "@bot words" in a chat of this kind and wait for the list; `sender` is the chat with the bot."""
        self._mark_action()
        query = self._do(lambda: actions_inline.ask(self._world, self._chat, words, place, offset))
        self._inline_query = query
        answer = await self._until(lambda: query.answer, timeout)
        if answer is None:
            self._fail(f"got no list for the words {words[:60]!r}")
        return answer

    async def picks_result(self, place: int = 0, into: "Doer | Group | None" = None) -> ShownMessage:
        """Send a line of the last list, counted from 0, via the bot.

        Into the chat with the bot (`into` is oneself), a group, or a chat the bot does not see.
        """
        query = self._inline_query
        if query is None:
            self._fail("has typed nothing to the bot inline")
        if into is self:
            return self._act(lambda: actions_inline.pick(self._world, self._chat, query, place))
        if isinstance(into, Group):
            group = self._world.groups[into.id]
            return self._act(lambda: actions_inline.pick(self._world, self._chat, query, place, group))
        return ShownMessage({"message_id": 0} | self._do(lambda: actions_inline.chosen(self._world, query, place)))

    def _mark_action(self) -> None:
        self._acted_at = self._world.changes.number

    def _act(self, action: Callable[[], Json]) -> ShownMessage:
        self._mark_action()
        return ShownMessage(self._do(action))

    def _do(self, action: Callable[[], Done]) -> Done:
        """Do something; what Telegram's application would not allow fails the test."""
        try:
            return action()
        except ActionRefused as refused:
            self._fail(f"cannot do this: {refused}")
