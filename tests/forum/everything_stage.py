"""The people of the property test and what they begin with, made once and copied for every history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from forum import appeals, moderation, people, reports, team, voting
from storage.database import Database
from storage.records import Person
from tests.forum.people import NOW, RULES, Cast

REGIONS = ("KZ-59", "KZ-39")
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Stage:
    """Ids of everybody, and of the one whom the settings make an organizer."""

    everybody: tuple[int, ...]
    admin: int


async def prepare(db: Database) -> Stage:
    """Residents and moderators of two regions, one of both, organizers, somebody new; a proposal of each kind."""
    cast = Cast(db)
    await cast.campaign(voting=40)
    residents = [await cast.resident(region, "ru" if region == "KZ-39" else "kk") for region in REGIONS * 2]
    first, second, both = [
        await cast.moderator(*regions, name=name)
        for regions, name in ((REGIONS[:1], "Марат"), (REGIONS[1:], "Айгүл"), (REGIONS, "Дана"))
    ]
    organizer = await cast.resident()
    await grant(db, await cast.organizer(), organizer)
    admin = await cast.resident()
    newcomer = await people.arrive(db, 77, NOW)
    for author, moderator in ((residents[0], first), (residents[1], second)):
        assert author.region is not None
        await cast.pending(author, author.region)
        proposal = await cast.pending(author, author.region, topic="education")
        cast.now += MINUTE
        await moderation.publish(db, moderator, proposal.id, proposal.round, cast.now)
        for voter in residents[2:]:
            await voting.cast(db, voter, proposal.id, voting.SUPPORT, cast.now, RULES)
    returned, appealed = await cast.pending(residents[2]), await cast.pending(residents[2])
    await moderation.send_back(db, first, returned.id, 1, "Қай ауыл екенін жазыңыз", cast.now, RULES)
    await moderation.reject(db, first, appealed.id, 1, "unclear", None, cast.now, RULES)
    await appeals.file(db, residents[2], appealed.id, "Қайта қараңыз, мектеп аталған.", cast.now, RULES)
    rejected, hidden = await cast.pending(residents[3], REGIONS[1]), await cast.pending(residents[3], REGIONS[1])
    await moderation.reject(db, second, rejected.id, 1, "unclear", None, cast.now, RULES)
    await moderation.publish(db, second, hidden.id, 1, cast.now)
    for reporter in residents[:3]:
        await reports.report(db, reporter, hidden.id, "insult", cast.now, RULES)
    everybody = (*residents, first, second, both, organizer, admin, newcomer)
    return Stage(tuple(person.id for person in everybody), admin.id)


async def grant(db: Database, by: Person, to: Person) -> None:
    """Make somebody an organizer."""
    token = await team.invite(db, by, "organizer", (), NOW, RULES)
    await team.accept(db, to, token, "Динара", NOW, RULES)


async def person_of(db: Database, stage: Stage, person_id: int) -> Person:
    """The record an update of this person would begin with."""
    found = await people.find(db, person_id)
    assert found is not None
    return replace(found, is_admin=True) if person_id == stage.admin else found
