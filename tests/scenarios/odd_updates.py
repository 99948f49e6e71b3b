"""Updates that Telegram sends and no finger makes: the same message again, albums, live locations."""

from sandbox.person import Person
from sandbox.shown import ShownMessage
from tests.running import RunningBot


async def sent_again(bot: RunningBot, person: Person, message: ShownMessage) -> None:
    """The update of a message comes once more, as after a kill before it was confirmed."""
    await bot.idle()
    bot.sandbox.world.updates.add(person.id, "message", message.raw)
    await bot.idle()


async def sends_album(bot: RunningBot, person: Person, pictures: int) -> None:
    """Several photos chosen at once: a message each, with one group."""
    await person.sends_album(pictures)
    await bot.idle()


async def moves_on(bot: RunningBot, person: Person, location: ShownMessage) -> None:
    """A live location is edited by Telegram itself while the person walks."""
    await bot.idle()
    moved = location.raw | {"location": {"latitude": 54.88, "longitude": 69.17}, "edit_date": location.raw["date"]}
    bot.sandbox.world.receive_edit(bot.sandbox.world.chats[person.id], moved)
    await bot.idle()


def heard(person: Person, words: str) -> int:
    """How many messages of the chat have these words."""
    return sum(words in message.words for message in person.messages)
