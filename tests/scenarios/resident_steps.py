"""What residents do in scenario after scenario."""

from locales import Translator
from sandbox.person import Person
from storage.records import Proposal
from tests.running import TEXT, TITLE, RunningBot

REGION = "KZ-59"
TOPIC = "inclusion"


async def onboard(person: Person, t: Translator, region: str = REGION, payload: str | None = None) -> None:
    """From Start to the menu."""
    await person.starts(payload)
    await person.taps(t.plain(f"language-{t.language}"))
    await person.taps(t.plain("start-agree"))
    await person.taps(t.region(region, "short"))
    await person.sees_button(t.plain("menu-submit"))


async def at_step(person: Person, t: Translator, step: str, region: str = REGION) -> None:
    """A form opened and answered up to a step: place, topic, title, text, files or preview."""
    await person.taps(t.plain("menu-submit"))
    if step == "place":
        await person.sees_button(t.plain("button-cancel"))
        return
    await person.taps(t.region(region, "short"))
    if step == "topic":
        return
    await person.taps(t.topic(TOPIC, "short"))
    if step == "title":
        return
    await person.says(TITLE)
    await person.sees(heading(t, 4))
    if step == "text":
        return
    await person.says(TEXT)
    await person.sees(heading(t, 5))
    if step == "preview":
        await person.taps(t.plain("button-skip"))


def heading(t: Translator, step: int) -> str:
    """How a step of the form begins."""
    return t.plain("submit-step", step=step, steps=5)


def bare(text: str) -> str:
    """A message without its bold marks, as it is seen."""
    return text.replace("<b>", "").replace("</b>", "")


async def published(bot: RunningBot, author: Person, title: str = TITLE, **fields: str) -> Proposal:
    """A published proposal of a resident; any moderator of its region is made when there is none."""
    proposal = await bot.submit(author, title=title, **fields)
    assert proposal.region is not None
    moderator = bot.sandbox.add_person(f"Модератор {proposal.region}")
    await bot.make_moderator(moderator, proposal.region)
    await bot.publish(proposal, moderator)
    return proposal


async def votes_in(bot: RunningBot, proposal: Proposal) -> list[int]:
    """The votes of a proposal as the database has them."""
    rows = await bot.rows("SELECT value FROM votes WHERE proposal_id = :id", id=proposal.id)
    return [int(row["value"]) for row in rows]


async def proposals_in(bot: RunningBot) -> list[tuple[str, int | None]]:
    """State and number of every proposal, the oldest first."""
    rows = await bot.rows("SELECT state, number FROM proposals ORDER BY id")
    return [(str(row["state"]), row["number"]) for row in rows]
