"""A person in a group the bot is in: what they write there, tap there, and are told alone.

    message = await marat.says_in(group, "/connect", topic=topic)
    await marat.taps_in(group, "Ашу")
    await olga.forges_in(group, marat.data_in(group, "Жариялау"))
    told = await olga.told_alone(group, "модератор")   # a message in the group nobody else sees

`group.sees` tells what everybody there sees.
"""

from sandbox import actions_group
from sandbox.doer import Doer
from sandbox.group import Group
from sandbox.queries import CallbackAnswer, Query
from sandbox.shown import ShownMessage, plain


class Member(Doer):
    """What a person does in groups."""

    async def says_in(self, group: Group, text: str, topic: int | None = None) -> ShownMessage:
        """Write a message there."""
        chat = self._world.groups[group.id]
        return self._act(lambda: actions_group.say(self._world, chat, self._chat.account, text, topic))

    async def taps_in(self, group: Group, label: str, timeout: float | None = None) -> CallbackAnswer | None:
        """Tap a button on the newest message of the bot there that has it; None for a link."""
        message = await self._with_button(group, label, timeout)
        self._mark_action()
        chat = self._world.groups[group.id]
        query = self._do(lambda: actions_group.tap(self._world, chat, self._chat.account, message.id, label))
        return None if query is None else await self._answered_in(group, query, timeout)

    async def forges_in(self, group: Group, data: str, timeout: float | None = None) -> CallbackAnswer:
        """Send callback data from the newest message of the bot there."""
        return await self._answered_in(group, self.presses_in(group, data), timeout)

    def presses_in(self, group: Group, data: str) -> Query:
        """Send callback data and do not wait."""
        chat = self._world.groups[group.id]
        newest = group.messages[-1].id if group.messages else 1
        self._mark_action()
        return self._do(lambda: actions_group.forge(self._world, chat, self._chat.account, data, newest))

    def data_in(self, group: Group, label: str) -> str:
        """The callback data of a button on the newest message there that has it."""
        found = next((button for m in reversed(group.messages) if (button := m.button(label)) is not None), None)
        if found is None:
            self._fail(f"sees no button {label!r} in {group!r}")
        return str(found["callback_data"])

    async def told_alone(self, group: Group, *texts: str, timeout: float | None = None) -> ShownMessage:
        """The newest message in the group that only this person sees and that has all the texts."""
        wanted, chat = [plain(text) for text in texts], self._world.groups[group.id]

        def look() -> ShownMessage | None:
            for message in reversed(chat.ephemeral):
                shown = ShownMessage(message)
                if message["receiver_user"]["id"] == self.id and all(text in shown.words for text in wanted):
                    return shown
            return None

        found = await self._until(look, timeout)
        if found is None:
            self._fail(f"is not told {' and '.join(map(repr, texts))} alone in {group!r}")
        return found

    async def _with_button(self, group: Group, label: str, timeout: float | None) -> ShownMessage:
        patience = self._world.patience if timeout is None else timeout

        def look() -> ShownMessage | None:
            return next((message for message in reversed(group.messages) if message.button(label)), None)

        found = await self._world.changes.until(group.id, look, patience)
        if found is None:
            self._fail(f"has no button {label!r} in {group!r}")
        return found

    async def _answered_in(self, group: Group, query: Query, timeout: float | None) -> CallbackAnswer:
        answer = await self._until(lambda: query.answer, timeout)
        if answer is None:
            self._fail(f"got no answer to a tap in {group!r}")
        self.last_answer = answer
        updates = self._world.updates
        patience = self._world.patience if timeout is None else timeout
        await self._world.changes.until(group.id, lambda: updates.is_quiet(group.id) or None, patience)
        return answer
