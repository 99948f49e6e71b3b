"""Everybody who presses what was not made for them, and the proposals they press about."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from forum import (
    addressees,
    appeals,
    attaching,
    carrying,
    day_changes,
    duty,
    joining,
    moderation,
    outcomes,
    reports,
    sanctions,
    sections,
    submission,
    team,
    translating,
    voting,
)
from sandbox.group import Group
from sandbox.person import Person as SandboxPerson
from storage.database import to_ms
from storage.outcomes import NewOutcome
from storage.records import Proposal
from tests.forum.everything_truth import Truth, look
from tests.running import RunningBot
from tests.scenarios import forged_table as ids

QUICK = {"actions_a_minute": 100_000, "votes_an_hour": 100_000, "proposals_a_day": 100, "proposals_a_campaign": 100}
OTHER_WORDS = "Басқа сөздермен жазылған мәтін, кемінде отыз таңбадан тұрады."


@dataclass
class Stage:
    """The people by their roles, as Telegram knows them and by our own ids, and the group of KZ-59."""

    people: dict[str, SandboxPerson]
    ids: dict[str, int]
    group: Group
    before: Truth


async def built(bot: RunningBot) -> Stage:
    """The stage, with nothing left to send. Half of them speak Kazakh, half Russian: rights know no language."""
    await bot.open_campaign()
    spoken = dict(zip(sorted(ids.EVERYBODY), cycle(("kk", "ru")), strict=False))
    people = {role: bot.sandbox.add_person(role.title(), language) for role, language in spoken.items()}
    await bot.make_moderator(people["moderator"], "KZ-59", language=spoken["moderator"])
    for role in ("resident", "author", "muted", "banned"):
        await bot.make_resident(people[role], spoken[role], "KZ-59")
    await bot.make_moderator(people["other"], "KZ-39", language=spoken["other"])
    await bot.make_organizer(people["organizer"], spoken["organizer"])
    await bot.make_moderator(people["revoked"], "KZ-59", language=spoken["revoked"])
    await people["newcomer"].starts()
    group = bot.sandbox.add_group("Модераторлар", is_super=True)
    await people["moderator"].says_in(group, "/connect")
    await group.sees("/disconnect")
    await _proposals(bot, people)
    await _others(bot, people)
    await _outcomes(bot, people)
    await settled(bot)
    before = await look(bot.db)
    by_telegram = {row["telegram_id"]: row["id"] for row in before.rows["people"]}
    return Stage(people, {role: by_telegram[person.id] for role, person in people.items()}, group, before)


async def settled(bot: RunningBot) -> None:
    """Nothing under way: neither updates nor messages that can go now."""
    await bot.idle()
    bot.app.outbox.wake()
    due = "SELECT kind FROM deliveries WHERE state IN ('owed', 'claimed') AND not_before <= :now"
    for _ in range(500):
        left = await bot.rows(due, now=to_ms(bot.now()))
        if not left:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"messages are still owed: {left}")


async def _proposals(bot: RunningBot, people: dict[str, SandboxPerson]) -> None:
    """In the order of their ids; the join first, so that its question is asked."""
    db, rules, author = bot.db, bot.rules, people["author"]
    moderator, resident = await bot.person(people["moderator"]), await bot.person(people["resident"])
    made = {}
    for number in (ids.BASE, ids.JOINED):
        made[number] = await _submit(bot, author, number)
        await moderation.publish(db, moderator, number, 1, bot.now())
    await voting.cast(db, resident, ids.JOINED, 1, bot.now(), rules)
    await joining.join(db, moderator, ids.JOINED, 2, ids.BASE, bot.now())
    bot.clock.move(minutes=11)
    await carrying.ask_due(db, bot.now(), rules)
    for number in (ids.PENDING, ids.PUBLISHED, ids.REJECTED, ids.RETURNED, ids.APPEALED, ids.HIDDEN):
        made[number] = await _submit(bot, author, number)
    await moderation.publish(db, moderator, ids.PUBLISHED, 1, bot.now())
    for number in (ids.REJECTED, ids.APPEALED):
        await moderation.reject(db, moderator, number, 1, "unclear", None, bot.now(), rules)
    await moderation.send_back(db, moderator, ids.RETURNED, 1, "Қай ауыл екенін жазыңыз", bot.now(), rules)
    await moderation.publish(db, moderator, ids.HIDDEN, 1, bot.now())
    await appeals.file(db, await bot.person(author), ids.APPEALED, OTHER_WORDS, bot.now(), rules)
    for role in ("resident", "muted", "banned"):
        await reports.report(db, await bot.person(people[role]), ids.HIDDEN, "insult", bot.now(), rules)
    seen = translating.Seen(
        made[ids.PUBLISHED].fingerprint or "", "ru" if made[ids.PUBLISHED].language == "kk" else "kk", 0
    )
    await translating.save(db, moderator, ids.PUBLISHED, "Басқа тілдегі атауы", OTHER_WORDS, seen, bot.now(), rules)


async def _submit(bot: RunningBot, person: SandboxPerson, number: int) -> Proposal:
    proposal = await bot.submit(person, title=f"Аялдамаларға пандус орнату {number}")
    assert proposal.id == number
    return proposal


async def _others(bot: RunningBot, people: dict[str, SandboxPerson]) -> None:
    """Sanctions, a draft with a file, a day off, somebody whose role was taken back."""
    db, now, rules = bot.db, bot.now(), bot.rules
    moderator, organizer = await bot.person(people["moderator"]), await bot.person(people["organizer"])
    for number, role, wanted in ((ids.BY_MUTED, "muted", ("mute", 30)), (ids.BY_BANNED, "banned", ("ban", 0))):
        await _submit(bot, people[role], number)
        chosen = sanctions.Wanted(*wanted, "flood", 0)
        await sanctions.sanction(db, moderator, number, chosen, None, now, rules)
    author = await bot.person(people["author"])
    draft = await submission.begin(db, author, now, rules)
    assert draft.proposal.id == ids.DRAFT
    file = attaching.NewAttachment("photo", "file", "unique", "photo.jpg", 1000)
    await attaching.attach(db, author, ids.DRAFT, file, now, rules)
    await day_changes.change(db, organizer, ids.DAY_OFF, now, rules, is_working=False)
    await duty.set_day(db, moderator, "KZ-59", 2, moderator.id, None, now)
    for kk, ru in (("Ауыл", "Село"), ("Білім", "Образование")):
        await sections.add(db, organizer, ids.CAMPAIGN, kk, ru, now)
    revoked = await bot.person(people["revoked"])
    for member in await team.members(db, organizer):
        if member.person_id == revoked.id:
            await team.revoke(db, organizer, member.id, now)


async def _outcomes(bot: RunningBot, people: dict[str, SandboxPerson]) -> None:
    """What came after the vote: one on the shortlist, and one that was answered a moment ago."""
    db, moderator, organizer = bot.db, await bot.person(people["moderator"]), await bot.person(people["organizer"])
    author = await bot.person(people["author"])
    for number in (ids.SHORTLISTED, ids.ANSWERED):
        await _submit(bot, people["resident"], number)
        await moderation.publish(db, moderator, number, 1, bot.now())
    await voting.cast(db, author, ids.ANSWERED, 1, bot.now(), bot.rules)

    async def unit(tx: Any) -> None:
        both = {"first": ids.SHORTLISTED, "second": ids.ANSWERED}
        await tx.run("UPDATE proposals SET state = 'shortlisted' WHERE id IN (:first, :second)", **both)
        await tx.run(
            """
            INSERT INTO selections (proposal_id, campaign_id, basis, rank, support, objections, breadth, selected_by,
                                    selected_at)
            SELECT id, campaign_id, 'region', 1, 0, 0, 0, :by, 1 FROM proposals WHERE id IN (:first, :second)
            """,
            by=organizer.id,
            **both,
        )

    await db.write(unit)
    akimat = await addressees.add(db, organizer, "Қала әкімдігі", "Акимат города", bot.now())
    today, seen = bot.clock.today, 0
    for new in (
        NewOutcome("recommended"),
        NewOutcome("sent", akimat.id, today, today),
        NewOutcome("answered", answer_kk="Жауап берілді, рақмет.", answer_ru="Ответ дан, спасибо."),
    ):
        done = await outcomes.record(db, organizer, ids.ANSWERED, seen, new, bot.now(), bot.rules)
        seen = done.outcome.id
    assert seen == ids.ANSWER


async def restored(bot: RunningBot, before: Truth, after: Truth) -> None:
    """Put back the rows a press has changed; what was said is not unsaid."""

    async def unit(tx: Any) -> None:
        await tx.run("PRAGMA defer_foreign_keys = ON")
        await tx.run("DELETE FROM conversations")
        for table in after.changed_since(before) - {"conversations", "deliveries"}:
            await tx.run(f"DELETE FROM {table}")
            for row in before.rows[table]:
                names = ", ".join(row)
                await tx.run(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in row)})", **row)
        last = max((row["id"] for row in before.rows["deliveries"]), default=0)
        await tx.run("DELETE FROM deliveries WHERE id > :last", last=last)

    await bot.db.write(unit)


def differing(before: Truth, after: Truth, person: int) -> set[str]:
    """Tables that differ; with " of others" where a row of one's own table is somebody else's."""
    found = set()
    for table in after.changed_since(before) - {"conversations", "update_journal"}:
        was, is_ = ([_kept(table, row) for row in truth.rows[table]] for truth in (before, after))
        changed = [row for row in was if row not in is_] + [row for row in is_ if row not in was]
        if not changed:
            continue
        owner = "id" if table == "people" else "person_id"
        is_own = table not in ids.OWN or all(row[owner] == person for row in changed)
        found.add(table if is_own else f"{table} of others")
    return found


def _kept(table: str, row: Any) -> dict[str, Any]:
    """Without how far the outbox is."""
    kept = ("id", "person_id", "group_id", "kind", "facts", "cause") if table == "deliveries" else row
    return {name: row[name] for name in kept}
