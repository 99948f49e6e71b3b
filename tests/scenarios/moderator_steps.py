"""What several tests of moderators begin with."""

from sandbox.person import Person
from storage.records import Proposal
from tests.running import RunningBot


async def one_waiting(
    bot: RunningBot, author_language: str = "kk", language: str = "kk"
) -> tuple[Proposal, Person, Person]:
    """A proposal of Aigul that Marat may decide on."""
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, author_language, "KZ-59")
    proposal = await bot.submit(aigul)
    await bot.make_moderator(marat, language=language, name="Марат Жұмабеков")
    return proposal, aigul, marat


async def opened(person: Person) -> None:
    """The first item of the queue on the screen."""
    await person.says("/queue")
    await person.taps("№ 1")


async def state_of(bot: RunningBot, proposal: Proposal) -> str:
    """As the database has it."""
    (row,) = await bot.rows("SELECT state FROM proposals WHERE id = :id", id=proposal.id)
    return str(row["state"])
