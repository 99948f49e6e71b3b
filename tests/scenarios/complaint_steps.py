"""What tests of reports and appeals begin with."""

from forum import appeals, moderation, reports
from sandbox.person import Person
from storage.records import Proposal
from tests.running import RunningBot
from tests.scenarios.resident_steps import published

REASONS = ("insult", "insult", "advertising")
WORDS = "Мәтінде жарнама жоқ, кітапхана – мемлекеттік мекеме."


async def reported(bot: RunningBot, proposal: Proposal, times: int = 2) -> None:
    """Reports of so many residents who were not there before."""
    for reason in REASONS[:times]:
        one = bot.sandbox.add_person(f"Тұрғын {reason}", "kk")
        resident = await bot.make_resident(one, "kk", starts=False)
        await reports.report(bot.db, resident, proposal.id, reason, bot.now(), bot.rules)


async def hidden(bot: RunningBot, author_language: str = "kk", language: str = "kk") -> tuple[Proposal, Person, Person]:
    """A proposal of Aigul that three residents reported, and Marat who moderates its region."""
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, author_language, "KZ-59")
    await bot.make_moderator(marat, "KZ-59", language=language, name="Марат Жұмабеков")
    proposal = await published(bot, aigul)
    await reported(bot, proposal, 3)
    return proposal, aigul, marat


async def rejected(bot: RunningBot, author_language: str = "kk") -> tuple[Proposal, Person, Person]:
    """A proposal of Aigul that Marat has rejected; she has the notice."""
    aigul, marat = bot.sandbox.person("aigul"), bot.sandbox.person("marat")
    await bot.open_campaign()
    await bot.make_resident(aigul, author_language, "KZ-59")
    moderator = await bot.make_moderator(marat, "KZ-59", name="Марат Жұмабеков")
    proposal = await bot.submit(aigul)
    await moderation.reject(bot.db, moderator, proposal.id, 1, "advertising", "Жарнама. Марат", bot.now(), bot.rules)
    bot.app.outbox.wake()
    return proposal, aigul, marat


async def appealed(
    bot: RunningBot, author_language: str = "kk", language: str = "kk"
) -> tuple[Proposal, Person, Person, Person]:
    """The same, appealed; Olga moderates another region."""
    proposal, aigul, marat = await rejected(bot, author_language)
    olga = bot.sandbox.person("olga")
    await bot.make_moderator(olga, "KZ-75", language=language, name="Ольга Ким")
    author = await bot.person(aigul)
    proposal = await appeals.file(bot.db, author, proposal.id, WORDS, bot.now(), bot.rules)
    return proposal, aigul, marat, olga
