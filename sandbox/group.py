"""A group for tests: what the bot has written there, and what happens to the group.

    group = sandbox.add_group("Қостанай альянсы")  # the bot is in it
    shown = await group.sees("Кезекте")              # the newest message that has all the texts
    new = group.migrates()                           # a supergroup; the old id answers with the new one
    group.kicks_bot()                                # takes_bot_back(), silences_bot(), lets_bot_write()
    topic = group.opens_topic()                      # closes_topic(topic), deletes_topic(topic)
    group.forbids_ephemeral()                        # messages for one person are refused there
    channel = sandbox.add_channel("Форум", group)    # the bot administers it; its posts are discussed in the group
    channel.posts("…")                               # a channel_post, and Telegram's own forward in the group

Everybody the sandbox knows counts as a member.
"""

from sandbox import actions_group
from sandbox.chats import GroupChat
from sandbox.shown import ShownMessage, plain
from sandbox.world import World


class Group:
    """One group of a sandbox, as a test moves it."""

    def __init__(self, world: World, chat: GroupChat) -> None:
        self._world = world
        self._chat = chat

    def __repr__(self) -> str:
        return f"<group {self.id}>"

    @property
    def id(self) -> int:
        """The group's chat_id."""
        return self._chat.id

    @property
    def messages(self) -> list[ShownMessage]:
        """The bot's messages from the oldest to the newest."""
        return [ShownMessage(self._chat.messages[number]) for number in self._chat.changed]

    async def sees(self, *texts: str, timeout: float | None = None) -> ShownMessage:
        """The newest message of the bot that has all the texts. Raises AssertionError when none comes."""
        wanted = [plain(text) for text in texts]

        def look() -> ShownMessage | None:
            for message in reversed(self.messages):
                if all(text in message.words for text in wanted):
                    return message
            return None

        patience = self._world.patience if timeout is None else timeout
        found = await self._world.changes.until(self.id, look, patience)
        shown = "\n---\n".join(map(str, self.messages[-3:])) or "(nothing from the bot)"
        assert found is not None, f"{self!r} does not see {' and '.join(map(repr, texts))}; there is:\n{shown}"
        return found

    def posts(self, text: str) -> ShownMessage:
        """A post in a channel."""
        return ShownMessage(actions_group.post(self._world, self._chat, text))

    def opens_topic(self) -> int:
        """A new topic of a supergroup."""
        return actions_group.add_topic(self._world, self._chat)

    def closes_topic(self, topic: int) -> None:
        """Nobody writes there any more."""
        self._chat.topics[topic] = False

    def deletes_topic(self, topic: int) -> None:
        """It is gone."""
        del self._chat.topics[topic]

    def forbids_ephemeral(self) -> None:
        """Refuse messages that only one person sees."""
        self._chat.allows_ephemeral = False

    def silences_bot(self) -> None:
        """Let the bot only read."""
        actions_group.set_rights(self._world, self._chat, False)

    def lets_bot_write(self) -> None:
        """Let the bot write again."""
        actions_group.set_rights(self._world, self._chat, True)

    def migrates(self) -> "Group":
        """Become a supergroup with another id."""
        return Group(self._world, actions_group.migrate(self._world, self._chat))

    def kicks_bot(self) -> None:
        """Put the bot out."""
        actions_group.set_member(self._world, self._chat, False)

    def takes_bot_back(self) -> None:
        """Add the bot again."""
        actions_group.set_member(self._world, self._chat, True)
