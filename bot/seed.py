"""``usynys seed``: writes the planned campaign into an empty database, in one unit of work."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import system_clock
from bot.demo_people import register_demo_people
from bot.endings import CommandFailed
from bot.exit_codes import ExitCode
from bot.seed_outcomes import write_outcome
from bot.seed_plan import SeedPlan, SeedProposal, plan_seed
from bot.settings import Settings
from forum.campaigns import CampaignPlan, spans
from forum.fair import place_in_turn
from forum.policies import CONSENT_VERSION, Rules
from forum.search import catch_up
from forum.texts import fingerprint
from storage import campaigns, team
from storage.database import Database, Transaction, open_database, to_ms
from storage.revision import bring_up_to_date

ROWS_AT_ONCE = 200
MODERATOR_NAME = "Айгерім Оспанова"
ORGANIZER_NAME = "Ержан Сейітов"
DECISIONS = {"published": "publish", "returned": "return", "rejected": "reject"}
TAKEN = "a campaign exists already; sample data goes into an empty database only"


class CampaignThere(CommandFailed):
    """The database is in use already."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """How much was written."""

    proposals: int
    votes: int


async def seed(db: Database, now: datetime, rules: Rules) -> Seeded:
    """Write a campaign with proposals, decisions and votes of made-up people, to whom nothing is ever sent.

    Raises CampaignThere when the database has a campaign.
    """
    plan = plan_seed(now, rules.zone)

    async def unit(tx: Transaction) -> Seeded:
        campaign = await _campaign(tx, plan, now, rules)
        voters = [await _person(tx, plan, region, language) for region, language in plan.voters]
        moderator = await _worker(tx, plan, "moderator", "KZ-59", MODERATOR_NAME)
        organizer = await _worker(tx, plan, "organizer", "", ORGANIZER_NAME)
        for number, proposal in enumerate(plan.proposals, start=1):
            made = await _proposal(tx, plan, proposal, number, campaign, moderator, voters)
            if proposal.outcome is not None:
                supporters = {
                    voters[vote.voter]: plan.voters[vote.voter][0] for vote in proposal.votes if vote.value > 0
                }
                await write_outcome(tx, made, proposal.outcome, organizer, supporters)
        return Seeded(len(plan.proposals), sum(len(proposal.votes) for proposal in plan.proposals))

    return await db.write(unit)


async def _campaign(tx: Transaction, plan: SeedPlan, now: datetime, rules: Rules) -> int:
    if await tx.one("SELECT id FROM campaigns LIMIT 1") is not None:
        raise CampaignThere(ExitCode.PROBLEM, TAKEN)
    wanted = plan.campaign
    begins = wanted.begins.date()
    days = CampaignPlan(wanted.name_kk, wanted.name_ru, wanted.collecting_until, wanted.voting_until, begins, begins)
    collecting, voting = spans(days, now, rules.zone)
    campaign = await campaigns.insert(
        tx,
        name_kk=wanted.name_kk,
        name_ru=wanted.name_ru,
        collecting=collecting,
        voting=voting,
        created_by=None,
        now=wanted.begins,
    )
    if campaign is None:
        raise CampaignThere(ExitCode.PROBLEM, TAKEN)
    await tx.run("UPDATE campaigns SET last_number = :last WHERE id = :id", last=len(plan.proposals), id=campaign.id)
    return campaign.id


async def _person(tx: Transaction, plan: SeedPlan, region: str, language: str) -> int:
    """Somebody without a Telegram account, marked unreachable."""
    row = await tx.one(
        """
        INSERT INTO people (language, region, consent_version, consent_at, created_at, unreachable_at)
        VALUES (:language, :region, :version, :at, :at, :at)
        RETURNING id
        """,
        language=language,
        region=region,
        version=CONSENT_VERSION,
        at=to_ms(plan.campaign.begins),
    )
    assert row is not None
    return int(row["id"])


async def _worker(tx: Transaction, plan: SeedPlan, role: str, region: str, name: str) -> int:
    """Who decided or recorded so far: somebody whose role is over, so that the team's list stays empty."""
    person = await _person(tx, plan, "KZ-59", "kk")
    begins = plan.campaign.begins
    await team.grant(
        tx,
        person_id=person,
        role=role,
        region=region,
        display_name=name,
        granted_by=None,
        now=begins,
    )
    await tx.run(
        "UPDATE team SET revoked_at = :at, revoked_by = :id WHERE person_id = :id", at=to_ms(begins), id=person
    )
    return person


async def _proposal(
    tx: Transaction,
    plan: SeedPlan,
    seeded: SeedProposal,
    number: int,
    campaign: int,
    moderator: int,
    voters: list[int],
) -> int:
    """Its id."""
    sample = seeded.sample
    author = await _person(tx, plan, sample.region, sample.language)
    values: dict[str, Any] = {
        "campaign_id": campaign,
        "number": number,
        "place_in_turn": place_in_turn(number),
        "author_id": author,
        "state": sample.state,
        "round": 1,
        "place": sample.place,
        "region": sample.region,
        "topic": sample.topic,
        "title": sample.title,
        "text": sample.text,
        "language": sample.language,
        "fingerprint": fingerprint(sample.title, sample.text),
        "support_count": sum(vote.value > 0 for vote in seeded.votes),
        "object_count": sum(vote.value < 0 for vote in seeded.votes),
        "created_at": to_ms(seeded.submitted_at),
        "changed_at": to_ms(seeded.decided_at or seeded.submitted_at),
        "submitted_at": to_ms(seeded.submitted_at),
        "queued_at": to_ms(seeded.submitted_at),
    }
    if sample.state == "published" and seeded.decided_at is not None:
        values["published_at"] = to_ms(seeded.decided_at)
    proposal = await _insert(tx, "proposals", values)
    await _history(tx, seeded, proposal, author, moderator)
    await _votes(tx, seeded, proposal, voters)
    return proposal


async def _history(tx: Transaction, seeded: SeedProposal, proposal: int, author: int, moderator: int) -> None:
    sample = seeded.sample
    mark = {"proposal_id": proposal, "fingerprint": fingerprint(sample.title, sample.text)}
    sent = {"actor_id": author, "actor_role": "author", "from_state": "draft", "to_state": "pending"}
    await _insert(tx, "history", {**mark, **sent, "at": to_ms(seeded.submitted_at)})
    if seeded.decided_at is None:
        return
    at = to_ms(seeded.decided_at)
    change = {"from_state": "pending", "to_state": sample.state, "at": at}
    kind = DECISIONS.get(sample.state)
    if kind is None:
        await _insert(tx, "history", {**mark, **change, "actor_id": author, "actor_role": "author"})
        return
    decision = {
        "proposal_id": proposal,
        "round": 1,
        "kind": kind,
        "moderator_id": moderator,
        "reason": sample.reason,
        "remark": sample.remark,
        "decided_at": at,
        "region": sample.region,
        "queued_at": to_ms(seeded.submitted_at),
    }
    change["decision_id"] = await _insert(tx, "decisions", decision)
    await _insert(tx, "history", {**mark, **change, "actor_id": moderator, "actor_role": "moderator"})


async def _votes(tx: Transaction, seeded: SeedProposal, proposal: int, voters: list[int]) -> None:
    await _insert_many(
        tx,
        "votes",
        ("proposal_id", "person_id", "value", "cast_at", "changed_at"),
        [(proposal, voters[vote.voter], vote.value, vote.at, vote.at) for vote in seeded.votes],
    )
    region = seeded.sample.region
    await _insert_many(
        tx,
        "vote_hours",
        ("proposal_id", "hour", "region", "support", "objection"),
        [(proposal, hour, region, support, objection) for hour, (support, objection) in seeded.hours.items()],
    )


async def _insert(tx: Transaction, table: str, values: dict[str, Any]) -> int:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    row = await tx.one(f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id", **values)
    assert row is not None
    return int(row["id"])


async def _insert_many(tx: Transaction, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Many rows a statement: a round trip for each would take PostgreSQL half a minute."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        values: dict[str, Any] = {}
        tuples = []
        for index, row in enumerate(rows[start : start + ROWS_AT_ONCE]):
            values |= {f"{column}_{index}": value for column, value in zip(columns, row, strict=True)}
            tuples.append("(" + ", ".join(f":{column}_{index}" for column in columns) + ")")
        await tx.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join(tuples)}", **values)


def seed_database(settings: Settings, *, demo_people: bool) -> Seeded:
    """Migrate, then fill. Raises DatabaseProblem, CampaignThere."""
    bring_up_to_date(settings.database)
    return asyncio.run(_fill(settings, demo_people=demo_people))


async def _fill(settings: Settings, *, demo_people: bool) -> Seeded:
    db = await open_database(settings.database)
    try:
        now = system_clock()
        seeded = await seed(db, now, settings.rules)
        await catch_up(db)
        if demo_people:
            await register_demo_people(db, now, settings.rules)
        return seeded
    finally:
        await db.close()
