"""The people of the property test and what they begin with, made once and copied for every history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from forum import appeals, moderation, people, reports, sanctions, submission, team, voting
from storage import people as stored
from storage.database import Database, Transaction
from storage.records import Membership, Person
from tests.forum.everything_truth import Truth
from tests.forum.people import NOW, RULES, Cast

REGIONS = ("KZ-59", "KZ-39")
ALONE = "KZ-10"  # its only moderator has sent a proposal of their own: organizers decide on it
MINUTE = timedelta(minutes=1)
REMARK = "Қай ауыл екенін жазыңыз"


@dataclass(frozen=True)
class Stage:
    """Everybody by their id, with the name they play under, and the one whom the settings make an organizer."""

    names: dict[int, str]
    admin: int

    @property
    def everybody(self) -> tuple[int, ...]:
        """Their ids."""
        return tuple(self.names)


async def prepare(db: Database) -> Stage:
    """Each role there is, in two regions and a half, and a proposal of each kind."""
    cast = Cast(db)
    await cast.campaign(voting=40)
    named: dict[str, Person] = {}
    for number, region in enumerate(REGIONS * 2, start=1):
        named[f"resident {number}"] = await cast.resident(region, "ru" if region == "KZ-39" else "kk")
    for name in ("muted", "banned"):
        named[name] = await cast.resident()
    for name, of in (("first", REGIONS[:1]), ("second", REGIONS[1:]), ("both", REGIONS), ("alone", (ALONE,))):
        named[name] = await cast.moderator(*of, name=name)
    named["revoked"] = await cast.moderator(*REGIONS, name="revoked")
    for name in ("organizer", "revoked organizer"):
        named[name] = await cast.resident()
        await _make_organizer(db, await cast.organizer(), named[name])
    named["admin"] = await cast.resident()
    named["newcomer"] = await people.arrive(db, 77, NOW)
    await _propose(cast, named)
    await _revoke(cast, named["revoked"], named["revoked organizer"])
    await _silence(cast, named)
    return Stage({person.id: name for name, person in named.items()}, named["admin"].id)


async def _make_organizer(db: Database, by: Person, to: Person) -> None:
    token = await team.invite(db, by, "organizer", (), NOW, RULES)
    await team.accept(db, to, token, "Динара", NOW, RULES)


async def _propose(cast: Cast, named: dict[str, Person]) -> None:
    """What waits, what is public with votes, what was returned, rejected, appealed, reported; moderators' own."""
    db, residents = cast.db, [named[f"resident {number}"] for number in range(1, 5)]
    for author, moderator in ((residents[0], named["first"]), (residents[1], named["second"])):
        assert author.region is not None
        await cast.pending(author, author.region)
        proposal = await cast.pending(author, author.region, topic="education")
        cast.now += MINUTE
        await moderation.publish(db, moderator, proposal.id, proposal.round, cast.now)
        for voter in (*residents[2:], named["banned"]):
            await voting.cast(db, voter, proposal.id, voting.SUPPORT, cast.now, RULES)
    first, second = named["first"], named["second"]
    returned, appealed = await cast.pending(residents[2]), await cast.pending(residents[2])
    await moderation.send_back(db, first, returned.id, 1, REMARK, cast.now, RULES)
    await moderation.reject(db, first, appealed.id, 1, "unclear", None, cast.now, RULES)
    await appeals.file(db, residents[2], appealed.id, "Қайта қараңыз, мектеп аталған.", cast.now, RULES)
    rejected, hidden = await cast.pending(residents[3], REGIONS[1]), await cast.pending(residents[3], REGIONS[1])
    await moderation.reject(db, second, rejected.id, 1, "unclear", None, cast.now, RULES)
    await moderation.publish(db, second, hidden.id, 1, cast.now)
    for reporter in residents[:3]:
        await reports.report(db, reporter, hidden.id, "insult", cast.now, RULES)
    await cast.pending(named["both"], REGIONS[0])
    await cast.pending(named["alone"], ALONE)


async def _revoke(cast: Cast, *whom: Person) -> None:
    organizer = await cast.organizer()
    for member in await team.members(cast.db, organizer):
        if member.person_id in [person.id for person in whom]:
            await team.revoke(cast.db, organizer, member.id, cast.now)


async def _silence(cast: Cast, named: dict[str, Person]) -> None:
    """Somebody muted with a draft, a returned and a public proposal, somebody banned with the same."""
    db, first = cast.db, named["first"]
    for name, kind, days in (("muted", "mute", 30), ("banned", "ban", 0)):
        returned, published = await cast.pending(named[name]), await cast.pending(named[name])
        await moderation.send_back(db, first, returned.id, 1, REMARK, cast.now, RULES)
        await moderation.publish(db, first, published.id, 1, cast.now)
        await submission.begin(db, named[name], cast.now, RULES)
        wanted = sanctions.Wanted(kind, days, "insult", 0)
        await sanctions.sanction(db, first, published.id, wanted, None, cast.now, RULES)


async def records(db: Database, stage: Stage) -> dict[int, Person]:
    """What an update of each would begin with."""

    async def work(tx: Transaction) -> dict[int, Person]:
        found = {id_: await stored.find(tx, id_) for id_ in stage.everybody}
        return {id_: person for id_, person in found.items() if person is not None}

    return {
        id_: replace(person, is_admin=True) if id_ == stage.admin else person
        for id_, person in (await db.read(work)).items()
    }


def of_before(person: Person, truth: Truth) -> Person | None:
    """The same with all roles they ever had, as a screen may still know them; None: they have them all."""
    ever = [t for t in truth.rows["team"] if t["person_id"] == person.id]
    roles = dict.fromkeys((t["role"], t["region"]) for t in ever)
    if len(roles) == len(person.memberships):
        return None
    return replace(person, memberships=tuple(Membership(role, region, "?") for role, region in roles))
