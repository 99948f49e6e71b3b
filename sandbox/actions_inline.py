"""Inline mode as a person uses it: words after the bot's name, then one line of the list."""

from typing import Any

from sandbox.actions import write
from sandbox.chats import Chat, GroupChat
from sandbox.inline import InlineQuery
from sandbox.limits import INLINE_QUERY_CHARACTERS
from sandbox.refusals import ActionRefused
from sandbox.shapes import Json
from sandbox.world import World

PLACES = frozenset({"sender", "private", "group", "supergroup", "channel"})


def ask(world: World, chat: Chat, text: str, place: str = "sender", offset: str = "") -> InlineQuery:
    """Type words after the bot's name in a chat of this kind ("sender" is the one with the bot itself).

    Telegram sends the first 256 characters, and asks the bot only when it keeps no answer to the same words.
    """
    if place not in PLACES:
        raise ActionRefused(f"there is no chat of the type {place!r}")
    words = text.lstrip()[:INLINE_QUERY_CHARACTERS]
    query = world.inline_queries.ask(chat.id, words, offset)
    if query.answer is None:
        content: Json = {"id": query.id, "from": chat.account.user, "chat_type": place}
        world.updates.add(chat.id, "inline_query", content | {"query": query.text, "offset": offset})
        world.on_change()
    return query


def pick(world: World, chat: Chat, query: InlineQuery, place: int, into: GroupChat | None = None) -> Json:
    """Send a line of the list as a message "via" the bot: into a group, or the chat with the bot itself.

    Raises ActionRefused when there is no such line.
    """
    content = chosen(world, query, place)
    if into is None:
        return write(world, chat, content)
    return world.receive_in_group(into, chat.account, content)


def chosen(world: World, query: InlineQuery, place: int) -> dict[str, Any]:
    """The message a line of the list becomes, as it stands in any chat. Raises ActionRefused for no such line."""
    results = query.answer.results if query.answer else ()
    if not 0 <= place < len(results):
        raise ActionRefused("there is no such result")
    return results[place].content | {"via_bot": world.profile.user()}
