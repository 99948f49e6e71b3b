"""What digests say, against a slow computation over the rows of a made-up month."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from statistics import median
from typing import NamedTuple

import pytest

from forum import appeals, digests, duty, errors, joining, moderation, paces, reports, voting
from forum.digest_content import DigestContent, Pace
from forum.national_digest import NationalContent
from storage import days
from storage.database import Database, Transaction, from_ms, to_ms
from storage.records import Person
from tests.forum.digest_steps import DAY, NINE, connected_group, real_organizer
from tests.forum.people import NOW, RULES, TEXT, Cast

REGIONS = ("KZ-59", "KZ-75", "KZ-10")
KINDS = ("publish", "publish", "publish", "return", "reject", "join")
WEEK = 7 * DAY


class Made(NamedTuple):
    """One proposal of the month and what became of it."""

    region: str
    queued: datetime
    kind: str | None
    decided: datetime | None
    undone: datetime | None


def made_month(chance: Random, until: datetime) -> list[Made]:
    """Some two hundred proposals of five weeks; some wait, some decisions were taken back within minutes."""
    made = []
    for _ in range(200):
        queued = until - timedelta(minutes=chance.randrange(1, 35 * 24 * 60))
        decided = queued + timedelta(minutes=chance.randrange(1, 9 * 24 * 60))
        if decided >= until or chance.random() < 0.1:
            made.append(Made(chance.choice(REGIONS), queued, None, None, None))
            continue
        undone = decided + timedelta(minutes=chance.randrange(1, 10)) if chance.random() < 0.2 else None
        made.append(Made(chance.choice(REGIONS), queued, chance.choice(KINDS), decided, undone))
    return made


async def put(cast: Cast, made: list[Made], author: Person, moderator: Person, campaign: int) -> None:
    """Write the rows as they are; the rules that lead to them are tested elsewhere."""
    states = {"publish": "published", "return": "returned", "reject": "rejected", "join": "joined", None: "pending"}

    async def unit(tx: Transaction) -> None:
        for number, one in enumerate(made, start=1000):
            # A decision that was taken back leaves it waiting as before.
            state = "pending" if one.undone else states[one.kind]
            target = 1 if one.kind == "join" else None
            await tx.run(
                """
                INSERT INTO proposals (id, campaign_id, number, author_id, state, round, place, region, topic, title,
                                       text, language, fingerprint, created_at, changed_at, submitted_at, queued_at,
                                       published_at, joined_to)
                VALUES (:id, :campaign, :id, :author, :state, 1, :region, :region, 'rural', 'Ауыл мектебіне интернет',
                        :text, 'kk', 'f', :queued, :queued, :queued, :queued, CAST(:published AS BIGINT),
                        CAST(:joined AS BIGINT))
                """,
                id=number,
                campaign=campaign,
                author=author.id,
                state=state,
                region=one.region,
                text=TEXT,
                queued=to_ms(one.queued),
                published=to_ms(one.decided) if state == "published" and one.decided else None,
                joined=target if state == "joined" else None,
            )
            if one.decided is None:
                continue
            await tx.run(
                """
                INSERT INTO decisions (proposal_id, round, kind, moderator_id, reason, remark, decided_at, region,
                                       queued_at, target_id, undone_at, undone_by)
                VALUES (:id, 1, :kind, :moderator, CAST(:reason AS TEXT), CAST(:remark AS TEXT), :decided, :region,
                        :queued, CAST(:target AS BIGINT), CAST(:undone AS BIGINT), CAST(:undone_by AS BIGINT))
                """,
                id=number,
                kind=one.kind,
                moderator=moderator.id,
                reason="abuse" if one.kind == "reject" else None,
                remark="…" if one.kind == "return" else None,
                decided=to_ms(one.decided),
                region=one.region,
                queued=to_ms(one.queued),
                target=target,
                undone=None if one.undone is None else to_ms(one.undone),
                undone_by=None if one.undone is None else moderator.id,
            )

    await cast.db.write(unit)


def working_days(start: datetime, end: datetime, free: set[str]) -> int:
    """Days that begin after ``start`` and are neither a weekend nor free; one by one."""
    day, count = start.astimezone(RULES.zone).date(), 0
    while day < end.astimezone(RULES.zone).date():
        day += DAY
        count += day.weekday() < 5 and day.isoformat() not in free
    return count


def pace_of(made: list[Made], since: datetime, until: datetime, free: set[str]) -> Pace:
    stood = standing(made, since, until)
    took = [(one.decided - one.queued) // timedelta(milliseconds=1) for one in stood if one.decided]
    late = sum(working_days(one.queued, one.decided, free) >= 3 for one in stood if one.decided)
    return Pace(len(stood), late, timedelta(milliseconds=int(median(took))) if took else None)


def standing(made: list[Made], since: datetime, until: datetime) -> list[Made]:
    """Decided within the period and not taken back within it."""
    return [
        one
        for one in made
        if one.decided and since <= one.decided < until and (one.undone is None or one.undone >= until)
    ]


def kinds_of(made: list[Made]) -> tuple[int, int, int, int]:
    kinds = [one.kind for one in made]
    return kinds.count("publish"), kinds.count("return"), kinds.count("reject"), kinds.count("join")


def numbers(content: DigestContent | NationalContent) -> tuple[int, int, int, int]:
    return content.published, content.returned, content.rejected, content.joined


def ages(made: list[Made], now: datetime, free: set[str]) -> tuple[int, int, int]:
    days_waited = [working_days(one.queued, now, free) + 1 for one in made if one.kind is None or one.undone]
    return sum(d < 3 for d in days_waited), sum(d == 3 for d in days_waited), sum(d > 3 for d in days_waited)


async def made_digest(db: Database, person: Person, region: str, since: datetime, until: datetime) -> int:
    """A digest of a period as if it had been due."""

    async def unit(tx: Transaction) -> int:
        await tx.run("DELETE FROM digests")
        row = await tx.one(
            """
            INSERT INTO digests (person_id, region, cadence, period_from, period_until, created_at)
            VALUES (:person, :region, 'weekly', :since, :until, :until) RETURNING id
            """,
            person=person.id,
            region=region,
            since=to_ms(since),
            until=to_ms(until),
        )
        assert row is not None
        return int(row["id"])

    return await db.write(unit)


async def test_every_number_is_what_a_slow_count_over_the_rows_gives(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator, organizer = await cast.moderator(*REGIONS), await real_organizer(cast)
    await cast.pending()  # what joined ones are joined to
    free_day = (NOW - 3 * DAY).astimezone(RULES.zone).date()
    await cast.db.write(lambda tx: days.save(tx, free_day, is_working=False, by=organizer.id, now=NOW))
    free = {free_day.isoformat()}
    now = NINE + 7 * DAY
    made = made_month(Random(7), now)
    await put(cast, made, await cast.resident(), moderator, campaign.id)
    made.append(Made("KZ-59", NOW, None, None, None))
    spans = ((NINE, now), (NINE - WEEK, NINE), (now - DAY, now), (now - 20 * DAY, now))
    for since, until in spans:
        weeks = max(1, -(-(until - since) // WEEK))
        before = since - weeks * WEEK, until - weeks * WEEK
        for region in REGIONS:
            own = [one for one in made if one.region == region]
            content = await digests.content_of(
                cast.db, await made_digest(cast.db, moderator, region, since, until), now, RULES
            )
            assert isinstance(content, DigestContent)
            assert numbers(content) == kinds_of(standing(own, since, until))
            assert content.undone == sum(one.undone is not None and since <= one.undone < until for one in own)
            assert content.pace == pace_of(own, since, until, free)
            assert content.pace_before == pace_of(own, *before, free)
            assert (content.fresh, content.near, content.late) == ages(own, now, free)
            queue = sorted(one.queued for one in own if one.kind is None or one.undone)
            assert [item.proposal.queued_at for item in content.oldest] == [from_ms(to_ms(at)) for at in queue[:3]]
        everything = await digests.content_of(
            cast.db, await made_digest(cast.db, organizer, "", since, until), now, RULES
        )
        assert isinstance(everything, NationalContent)
        assert numbers(everything) == kinds_of(standing(made, since, until))
        assert everything.pace == pace_of(made, since, until, free)
        assert everything.pace_before == pace_of(made, *before, free)
        assert (everything.waiting.fresh, everything.waiting.near, everything.waiting.late) == ages(made, now, free)
        for line in everything.lines:
            own = [one for one in made if one.region == line.region]
            assert line.pace == pace_of(own, since, until, free)
            assert line.published == kinds_of(standing(own, since, until))[0]
            assert (line.waiting.fresh, line.waiting.near, line.waiting.late) == ages(own, now, free)
        late = [line.waiting.late for line in everything.lines]
        assert late == sorted(late, reverse=True)


async def test_reports_appeals_and_who_is_on_duty_stand_in_the_digest(cast: Cast) -> None:
    await cast.campaign()
    marat, olga = await cast.moderator("KZ-59"), await cast.moderator("KZ-75")
    organizer = await real_organizer(cast)
    group = await connected_group(cast, marat)
    await duty.set_day(cast.db, marat, "KZ-59", 1, marat.id, None, NOW)
    reported, quiet = await cast.published(marat), await cast.published(marat)
    for proposal, people in ((reported, 3), (quiet, 1)):
        for _ in range(people):
            await reports.report(cast.db, await cast.resident(), proposal.id, "insult", NOW, RULES)
    author = await cast.resident()
    rejected = await cast.pending(author)
    await moderation.reject(cast.db, marat, rejected.id, 1, "abuse", None, NOW, RULES)
    await appeals.file(cast.db, author, rejected.id, "Мәтінде балағат сөз жоқ, қайта қараңыз", NOW, RULES)
    content = await digests.current(cast.db, marat, "KZ-59", NOW, RULES)
    assert (content.reports.reports, content.reports.proposals, content.reported) == (4, 2, 1)
    assert (content.appeals_filed, content.appeals_waiting, content.appealed) == (1, 1, 0)
    assert content.on_duty is not None
    assert content.on_duty.name == "Марат"
    elsewhere = await digests.current(cast.db, olga, "KZ-75", NOW, RULES)
    assert (elsewhere.appealed, elsewhere.appeals_filed, elsewhere.reports.reports) == (1, 0, 0)
    of_group = await digests.current(cast.db, marat, "KZ-59", NOW, RULES, group_id=group.id)
    assert (of_group.waiting, of_group.appealed) == (1, 0)
    everything = await digests.national(cast.db, organizer, NOW, RULES)
    assert (everything.reports.reports, everything.reports.proposals) == (4, 2)
    assert (everything.appeals_filed, everything.appealed, everything.to_decide) == (1, 1, 1)
    assert everything.moderated == {"KZ-59", "KZ-75"}


async def test_a_published_one_that_is_joined_has_waited_for_nobody(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    target, proposal = await cast.pending(), await cast.pending()
    await moderation.publish(cast.db, moderator, target.id, 1, NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=3)
    await moderation.publish(cast.db, moderator, proposal.id, 1, later)
    await joining.join(cast.db, moderator, proposal.id, 2, target.id, later)
    content = await digests.current(cast.db, moderator, "KZ-59", later, RULES)
    assert (content.published, content.joined, content.pace) == (2, 1, Pace(2, 0, timedelta(hours=2)))
    country = await digests.national(cast.db, await cast.organizer(), later, RULES)
    assert (country.joined, country.pace, country.lines[0].pace) == (1, content.pace, content.pace)
    whole, region = await paces.paces(cast.db, campaign, later, RULES)
    assert (whole.decided, whole.median, region.decided) == (2, timedelta(hours=2), 2)
    assert replace(content, published=0, pace=Pace()).has_changes, "told all the same, also when nothing else was done"


async def test_what_rises_and_is_not_among_the_top_is_named_beside_it(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    published = [await cast.published(marat) for _ in range(5)]
    for proposal in published[:3]:
        await voting.cast(cast.db, await cast.resident(), proposal.id, 1, NOW, RULES)
    await cast.db.write(lambda tx: tx.run("UPDATE proposals SET rising = id WHERE state = 'published'"))
    content = await digests.current(cast.db, marat, "KZ-59", NOW, RULES)
    assert [one.id for one, _ in content.top] == [one.id for one in published[:3]]
    assert [one.id for one in content.rising] == [published[4].id, published[3].id]


async def test_an_organizer_reads_any_regions_digest_and_a_stranger_none(cast: Cast) -> None:
    await cast.campaign()
    organizer = await real_organizer(cast)
    await cast.pending(place="KZ-75")
    content = await digests.current(cast.db, organizer, "KZ-75", NOW, RULES)
    assert (content.region, content.waiting, content.appealed) == ("KZ-75", 1, 0)
    for person in (await cast.resident(), await cast.moderator("KZ-59")):
        with pytest.raises((errors.NotAllowed, errors.NotYourRegion)):
            await digests.current(cast.db, person, "KZ-75", NOW, RULES)


async def test_five_thousand_waiting_are_counted_and_not_listed(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    await cast.pending()
    made = [Made("KZ-59", NOW - timedelta(minutes=n), None, None, None) for n in range(5000)]
    await put(cast, made, author, moderator, campaign.id)
    content = await digests.current(cast.db, moderator, "KZ-59", NOW, RULES)
    assert content.waiting == 5001
    assert [item.proposal.id for item in content.oldest] == [5999, 5998, 5997]
