"""What organizers do after the vote, in scenario after scenario."""

from __future__ import annotations

from datetime import timedelta

from forum import addressees, outcomes
from locales import Translator, translator
from sandbox.person import Person
from storage.database import Transaction, to_ms
from storage.outcomes import NewOutcome, Outcome
from storage.records import Proposal
from tests.running import RunningBot
from tests.scenarios.resident_steps import published

KK = "Аялдамалардың сметасы бекітілді, жұмыс көктемде басталады."
RU = "Смета на остановки утверждена, работы начнутся весной."
WORDS = {"kk": KK, "ru": RU}
AKIMAT = {"kk": "Солтүстік Қазақстан облысының әкімдігі", "ru": "Акимат Северо-Казахстанской области"}


async def on_shortlist(bot: RunningBot, language: str) -> tuple[Proposal, Person, Person, Translator]:
    """Aigul's proposal, which Sergey supports, on the shortlist; Dinara organizes. Nothing is left to send."""
    await bot.open_campaign()
    t, aigul, sergey = translator(language), bot.sandbox.person("aigul"), bot.sandbox.person("sergey")
    await bot.make_resident(aigul, language, "KZ-59")
    await bot.make_resident(sergey, language, "KZ-59")
    proposal = await published(bot, aigul)
    voter = await bot.person(sergey)
    await bot.make_organizer(bot.sandbox.person("dinara"), language)

    async def unit(tx: Transaction) -> None:
        await tx.run("UPDATE proposals SET support_count = 1 WHERE id = :id", id=proposal.id)
        await tx.run(
            "INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at) VALUES (:id, :who, 1, :at, :at)",
            id=proposal.id, who=voter.id, at=to_ms(bot.now()),
        )  # fmt: skip

    await bot.db.write(unit)
    await select(bot, proposal)
    return proposal, aigul, sergey, t


async def select(bot: RunningBot, proposal: Proposal) -> None:
    """Put a proposal on the shortlist, as Dinara would."""
    dinara = await bot.person(bot.sandbox.person("dinara"))

    async def unit(tx: Transaction) -> None:
        await tx.run("UPDATE proposals SET state = 'shortlisted' WHERE id = :id", id=proposal.id)
        await tx.run(
            """
            INSERT INTO selections (proposal_id, campaign_id, basis, rank, support, objections, breadth, selected_by,
                                    selected_at)
            VALUES (:id, :campaign, 'region', 1, 1, 0, 1, :by, :at)
            """,
            id=proposal.id, campaign=proposal.campaign_id, by=dinara.id, at=to_ms(bot.now()),
        )  # fmt: skip

    await bot.db.write(unit)


async def recorded(bot: RunningBot, proposal: Proposal, *states: str) -> Outcome:
    """Steps that Dinara records; each is told before the next one comes."""
    person = await bot.person(bot.sandbox.person("dinara"))
    for state in states:
        akimat = await addressees.add(bot.db, person, AKIMAT["kk"], AKIMAT["ru"], bot.now())
        today = bot.clock.today
        new = NewOutcome(state)
        if state == "sent":
            new = NewOutcome(state, akimat.id, today, today + timedelta(days=21))
        elif state != "recommended":
            due = today + timedelta(days=90) if state == "in_progress" else None
            new = NewOutcome(state, due_on=due, answer_kk=KK, answer_ru=RU)
        seen = (await outcomes.followed(bot.db, person, proposal.id)).seen
        step = await outcomes.record(bot.db, person, proposal.id, seen, new, bot.now(), bot.rules)
        bot.clock.move(minutes=11)
        await bot.wake()
    return step.outcome
