"""Being forgotten: nothing that leads to the person is left in any table; the counts stay as they are."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from typing import Any

import pytest

from forum import attaching, joining, moderation, people, privacy, submission, team, verification, voting, withdrawal
from forum.errors import NotPending
from forum.organizer_errors import LastOrganizer
from forum.recount import compare
from storage import conversations, deliveries, forgetting, my_data
from storage.conversations import Conversation
from storage.database import Database, Transaction, to_ms
from storage.records import Person, Proposal
from storage.schema import metadata
from tests.forum.digest_steps import real_organizer
from tests.forum.people import NOW, RULES, Cast, rows

PEPPER = "p" * 32
WORDS = "Құпия қаралама: әжемнің үйі туралы"
NAME = "Марат Жұмабеков-Сирек"
PHONE = "77010009988"


def key_of(person: Person) -> str:
    """The key of the form state in a private chat."""
    return f"500:{person.telegram_id}:{person.telegram_id}:0:default"


async def every_value(db: Database) -> list[tuple[str, str, str]]:
    """(table, column, value) of everything there is, read column by column."""
    found = []
    for table in metadata.sorted_tables:
        for column in table.columns:
            for (value,) in await rows(db, f"SELECT {column.name} FROM {table.name} WHERE {column.name} IS NOT NULL"):
                found.append((table.name, column.name, str(value)))
    return found


def pointing_at_people() -> set[tuple[str, str]]:
    """Columns that refer to a person, as the schema has them."""
    return {
        (table.name, key.parent.name)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "people.id"
    }


async def run(db: Database, sql: str, **values: Any) -> None:
    async def unit(tx: Transaction) -> None:
        await tx.run(sql, **values)

    await db.write(unit)


async def counters(db: Database) -> list[Any]:
    return await rows(db, "SELECT id, number, support_count, object_count FROM proposals WHERE number > 0 ORDER BY id")


def test_every_column_that_points_to_a_person_has_a_fate_and_is_told_of() -> None:
    pointing = pointing_at_people()
    assert set(forgetting.FATES) == pointing
    assert {column for section in my_data.SECTIONS for column in section.covers} == pointing


def test_a_fate_suits_its_column() -> None:
    for (table, column), fate in forgetting.FATES.items():
        assert fate != forgetting.CLEARED or metadata.tables[table].columns[column].nullable, (table, column)


@dataclass
class Life:
    """Somebody with something in every table, and what they wrote in each state."""

    person: Person
    proposals: dict[str, Proposal]


async def whole_life(cast: Cast) -> Life:
    """A resident who became a moderator and an organizer, and did everything one can do."""
    await cast.campaign()
    other = await cast.moderator("KZ-59", name="Әсел")
    theirs = await cast.published(other)
    person = await cast.resident()
    person = await verification.verify(cast.db, person, PHONE, PEPPER)
    made: dict[str, Proposal] = {}
    for state in ("published", "returned", "rejected", "pending", "withdrawn"):
        cast.now = NOW.replace(day=NOW.day + len(made) // 3)
        proposal = made[state] = await cast.pending(person)
        if state == "published":
            await moderation.publish(cast.db, other, proposal.id, 1, cast.now)
            await voting.cast(cast.db, other, proposal.id, 1, NOW, RULES)
        elif state == "returned":
            await moderation.send_back(cast.db, other, proposal.id, 1, f"Түзетіңіз: {WORDS}", cast.now, RULES)
        elif state == "rejected":
            await moderation.reject(cast.db, other, proposal.id, 1, "unclear", WORDS, cast.now, RULES)
        elif state == "withdrawn":
            await withdrawal.withdraw(cast.db, person, proposal.id, cast.now)
        await run(cast.db, "UPDATE proposals SET text = text || :words WHERE id = :id AND state <> 'published'",
                  words=WORDS, id=proposal.id)  # fmt: skip
    cast.now = NOW
    draft = await submission.begin(cast.db, person, NOW.replace(day=NOW.day + 5), RULES)
    made["draft"] = draft.proposal
    await submission.change(cast.db, person, draft.proposal.id, NOW, RULES, title=WORDS, text=WORDS * 3)
    file = attaching.NewAttachment("document", "file-1", "unique-1", f"{WORDS}.pdf", 10)
    await attaching.attach(cast.db, person, draft.proposal.id, file, NOW, RULES)
    for role, regions in (("moderator", ("KZ-59",)), ("organizer", ())):
        token = await team.invite(cast.db, await cast.organizer(), role, regions, NOW, RULES)
        await team.accept(cast.db, person, token, NAME, NOW, RULES)
    found = await people.find(cast.db, person.id)
    assert found is not None
    person = found
    await team.invite(cast.db, person, "organizer", (), NOW, RULES)
    mine = await cast.published(person)
    await moderation.open_item(cast.db, person, (await cast.pending()).id, NOW, RULES)
    await voting.cast(cast.db, person, theirs.id, -1, NOW, RULES)
    await voting.cast(cast.db, person, mine.id, 1, NOW, RULES)
    await _by_hand(cast, person, theirs)
    return Life(person, made)


async def _by_hand(cast: Cast, person: Person, theirs: Proposal) -> None:
    """What other parts of the bot write down about somebody."""
    values = {"id": person.id, "theirs": theirs.id, "now": to_ms(NOW)}
    for sql in (
        "INSERT INTO follows (person_id, proposal_id, followed_at) VALUES (:id, :theirs, :now)",
        "INSERT INTO sightings (person_id, proposal_id, seen_at) VALUES (:id, :theirs, :now)",
        "INSERT INTO resident_digests (person_id, due_at, covered_until) VALUES (:id, :now, :now)",
        "INSERT INTO reports (proposal_id, person_id, reason, reported_at) VALUES (:theirs, :id, 'insult', :now)",
        "UPDATE people SET list_choice = 'top' WHERE id = :id",
        "UPDATE campaigns SET created_by = :id",
        "UPDATE team SET granted_by = :id, revoked_by = :id, revoked_at = :now WHERE display_name = 'Әсел'",
        "INSERT INTO carries (person_id, decision_id, asked_at) SELECT :id, min(id), 1 FROM decisions",
        "UPDATE decisions SET undone_by = :id, undone_at = :now WHERE kind = 'return'",
        "UPDATE rejection_reasons SET changed_by = :id WHERE code = 'unclear'",
        "INSERT INTO phase_followers (person_id, asked_at) VALUES (:id, :now)",
        "INSERT INTO export_orders (person_id, campaign_id, format, language, internal, request, ordered_at)"
        " SELECT CAST(:id AS BIGINT), id, 'csv', 'kk', 1, 'r', CAST(:now AS BIGINT) FROM campaigns",
        "INSERT INTO campaign_acts (campaign_id, at, actor_id, act)"
        " SELECT id, CAST(:now AS BIGINT), CAST(:id AS BIGINT), 'change' FROM campaigns",
        "INSERT INTO announcements (text_kk, text_ru, created_by, created_at)"
        " VALUES ('Хабарландыру мәтіні', 'Текст объявления', :id, :now)",
        "INSERT INTO imports (campaign_id, file_name, sha256, row_count, added_count, imported_by, imported_at)"
        " SELECT id, 'list.xlsx', '00', 1, 1, CAST(:id AS BIGINT), CAST(:now AS BIGINT) FROM campaigns",
        "INSERT INTO days (day, is_working, set_by, set_at) VALUES ('2026-12-12', 0, :id, :now)",
        "INSERT INTO addressees (name_kk, name_ru, created_by, created_at) VALUES ('Әкімдік', 'Акимат', :id, :now)",
        "INSERT INTO outcomes (proposal_id, state, recorded_by, recorded_at, undone_by, undone_at)"
        " VALUES (:theirs, 'recommended', :id, :now, :id, :now)",
        "INSERT INTO outcomes (proposal_id, state, answer_kk, answer_ru, recorded_by, recorded_at, formal_count)"
        " VALUES (:theirs, 'answered', 'Жауап берілді', 'Ответ дан, всё', :id, :now, 1)",
        "INSERT INTO ratings (outcome_id, person_id, rating, rated_at)"
        " SELECT max(id), CAST(:id AS BIGINT), 'formal', CAST(:now AS BIGINT) FROM outcomes",
        "INSERT INTO selections (proposal_id, campaign_id, basis, support, objections, breadth, remark, selected_by,"
        " selected_at, dropped_by, dropped_at) SELECT id, campaign_id, 'organizer', 1, 0, 1, '—', CAST(:id AS BIGINT),"
        " 1, CAST(:id AS BIGINT), 2 FROM proposals WHERE id = :theirs",
        "INSERT INTO staff_groups (telegram_id, language, connected_at, region, connected_by)"
        " VALUES (-5, 'kk', 1, 'KZ-59', :id)",
    ):
        await run(cast.db, sql, **{name: value for name, value in values.items() if f":{name}" in sql})
    await _beside_others(cast, person, theirs)
    await run(cast.db, "INSERT INTO switches (person_id, kind) VALUES (:id, 'decision')", id=person.id)
    await run(
        cast.db,
        """
        INSERT INTO digests (person_id, region, period_from, period_until, created_at) VALUES (:id, 'KZ-59', 1, 2, 3)
        """,
        id=person.id,
    )
    await run(
        cast.db,
        """
        INSERT INTO appeals (proposal_id, decision_id, text, filed_at)
        SELECT d.proposal_id, d.id, :words, :now
          FROM decisions d JOIN proposals p ON p.id = d.proposal_id WHERE p.state = 'rejected'
        """,
        words=WORDS,
        now=to_ms(NOW),
    )
    body = json.dumps({"update_id": 7, "message": {"from": {"id": person.telegram_id, "first_name": NAME}}})
    await run(
        cast.db,
        "INSERT INTO update_journal (update_id, body, received_at, taken_until) VALUES (7, :body, 1, 1)",
        body=body,
    )
    await conversations.replace(cast.db, key_of(person), Conversation("ProposalForm:text", {"proposal": 1}), NOW)

    async def unit(tx: Transaction) -> None:
        await deliveries.owe(tx, person.id, "export", {}, "export:1", NOW)

    await cast.db.write(unit)


async def _beside_others(cast: Cast, person: Person, theirs: Proposal) -> None:
    """Rows that name several people, in each place the person once."""
    other = (await cast.resident()).id
    for whom, set_by, lifted_by in ((person.id, other, other), (other, person.id, other), (other, other, person.id)):
        await run(
            cast.db,
            """
            INSERT INTO sanctions (person_id, kind, reason, remark, proposal_id, region, set_by, set_at, lifted_by,
                                   lifted_at)
            VALUES (:whom, 'warn', 'flood', :remark, :proposal, 'KZ-59', :set_by, 1, :lifted_by, 2)
            """,
            whom=whom,
            remark=WORDS if whom == person.id else None,
            proposal=theirs.id,
            set_by=set_by,
            lifted_by=lifted_by,
        )
    for weekday, names in enumerate(((person.id, other, other), (other, person.id, other), (other, other, person.id))):
        await run(
            cast.db,
            """
            INSERT INTO duties (region, weekday, person_id, deputy_id, set_by, set_at)
            VALUES ('KZ-59', :weekday, :on_duty, CAST(:deputy AS BIGINT), :set_by, 1)
            """,
            weekday=weekday + 1,
            on_duty=names[0],
            deputy=None if names[1] == names[0] else names[1],
            set_by=names[2],
        )
    await run(
        cast.db,
        """
        INSERT INTO invitations (token_hash, role, regions, created_by, created_at, expires_at, ended_by)
        VALUES ('ended', 'organizer', '[]', :other, 1, 2, :id)
        """,
        other=other,
        id=person.id,
    )
    await run(
        cast.db,
        """
        INSERT INTO translations (proposal_id, language, title, text, fingerprint, translated_by, translated_at)
        SELECT id, 'ru', 'Быстрый интернет в школу', text, 'f', CAST(:id AS BIGINT), 1 FROM proposals
         WHERE state IN ('pending', 'published')
        """,
        id=person.id,
    )


async def test_nothing_that_leads_to_the_person_is_left_in_any_column(cast: Cast) -> None:
    cast.last_id = 7_654_320_000
    life = await whole_life(cast)
    person = life.person
    before = await counters(cast.db)
    hashed = verification.hash_of(PHONE, PEPPER)
    traces = (str(person.telegram_id), NAME, hashed, WORDS)
    there = await every_value(cast.db)
    assert all(any(trace in value for _, _, value in there) for trace in traces)
    assert not [place for place in forgetting.FATES if (*place, str(person.id)) not in there], "no table left out"

    assert await privacy.forget(cast.db, person, key_of(person), NOW)

    left = await every_value(cast.db)
    assert not [found for found in left for trace in traces if trace in found[2]]
    assert not [found for found in left if found[:2] in forgetting.FATES and found[2] == str(person.id)]
    assert not [found for found in left if found[0] == "people" and found[1] == "id" and found[2] == str(person.id)]
    assert await counters(cast.db) == before
    async for compared in compare(cast.db, mend=False):
        assert not compared.differing


async def test_what_was_public_stays_without_its_author_and_the_rest_loses_its_words(cast: Cast) -> None:
    life = await whole_life(cast)
    held = await privacy.holdings(cast.db, life.person)
    assert (held.published, held.unpublished, held.drafts, held.votes, held.follows, held.roles) == (1, 4, 1, 2, 1, 2)
    await privacy.forget(cast.db, life.person, key_of(life.person), NOW)
    ids = {proposal.id: state for state, proposal in life.proposals.items()}
    kept = await rows(cast.db, "SELECT id, state, author_id, title IS NULL, number IS NULL FROM proposals ORDER BY id")
    after = {ids[id_]: rest for id_, *rest in kept if id_ in ids}
    assert "draft" not in after
    assert after.pop("published") == ["published", None, False, False]
    assert set(after) == {"returned", "rejected", "pending", "withdrawn"}
    assert all(rest == ["withdrawn", None, True, False] for rest in after.values())
    shells = await rows(cast.db, "SELECT language, region, consent_at, phone_hash, list_choice FROM people"
                        " WHERE telegram_id IS NULL")  # fmt: skip
    assert shells == [(None,) * 5] * 2
    assert await rows(cast.db, "SELECT count(*) FROM votes WHERE value <> 0") == [(3,)]
    assert await rows(cast.db, "SELECT count(*) FROM reports WHERE person_id IS NULL") == [(1,)]


async def test_what_was_joined_before_anybody_read_it_loses_its_words_and_what_had_been_public_does_not(
    cast: Cast,
) -> None:
    await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    target = await cast.published(moderator)
    unread, public = await cast.pending(author), await cast.pending(author)
    await moderation.publish(cast.db, moderator, public.id, 1, NOW)
    await joining.join(cast.db, moderator, unread.id, 1, target.id, NOW)
    await joining.join(cast.db, moderator, public.id, 2, target.id, NOW)
    held = await privacy.holdings(cast.db, author)
    assert (held.published, held.unpublished) == (1, 1)
    await privacy.forget(cast.db, author, key_of(author), NOW)
    left = "SELECT id, state, joined_to, text IS NULL FROM proposals WHERE id <> :target ORDER BY id"
    kept = [list(row) for row in await rows(cast.db, left, target=target.id)]
    assert kept == [[unread.id, "withdrawn", None, True], [public.id, "joined", target.id, False]]
    last = "SELECT from_state, to_state FROM history WHERE proposal_id = :id ORDER BY id DESC LIMIT 1"
    assert await rows(cast.db, last, id=unread.id) == [("joined", "withdrawn")]


async def test_somebody_forgotten_begins_anew_and_others_keep_everything(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)
    person, other = await cast.resident(), await cast.resident()
    for voter in (person, other):
        await voting.cast(cast.db, voter, proposal.id, 1, NOW, RULES)
    assert person.telegram_id is not None
    # Whose number begins like that of the forgotten one is somebody else.
    longer = json.dumps({"message": {"from": {"id": person.telegram_id * 10}}})
    await run(
        cast.db,
        "INSERT INTO update_journal (update_id, body, received_at, taken_until) VALUES (8, :body, 1, 1)",
        body=longer,
    )
    await privacy.forget(cast.db, person, key_of(person), NOW)
    again = await people.arrive(cast.db, person.telegram_id, NOW)
    assert again.id != person.id
    assert (again.language, again.region, again.consent_version, again.is_verified) == (None, None, None, False)
    assert await privacy.holdings(cast.db, again) == privacy.Holdings(0, 0, 0, 0, 0, 0)
    assert (await privacy.holdings(cast.db, other)).votes == 1
    assert await people.find(cast.db, other.id) == other
    assert len(await rows(cast.db, "SELECT update_id FROM update_journal")) == 1


async def test_forgetting_twice_or_on_two_devices_at_once_is_forgetting_once(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    for _ in range(6):
        person = await cast.resident()
        await voting.cast(cast.db, person, proposal.id, 1, NOW, RULES)
        done = await asyncio.gather(
            *(privacy.forget(db, person, key_of(person), NOW) for db in (cast.db, replica)), return_exceptions=True
        )
        assert sorted(map(str, done)) == ["False", "True"], done
        assert not await privacy.forget(cast.db, person, key_of(person), NOW)
    assert await rows(cast.db, "SELECT support_count FROM proposals WHERE id = :id", id=proposal.id) == [(6,)]
    assert len(await rows(cast.db, "SELECT id FROM people WHERE telegram_id IS NULL")) == 6


async def test_of_the_last_two_organizers_who_go_at_once_the_second_is_told_first(
    cast: Cast, replica: Database
) -> None:
    for _ in range(3):
        pair = await real_organizer(cast), await real_organizer(cast)
        told = [await privacy.holdings(cast.db, one) for one in pair]
        assert not any(held.is_last_organizer for held in told)
        gone = await asyncio.gather(
            *(
                privacy.forget(db, one, key_of(one), NOW, told=held)
                for db, one, held in zip((cast.db, replica), pair, told, strict=True)
            ),
            return_exceptions=True,
        )
        (last,) = [one for one, how in zip(pair, gone, strict=True) if isinstance(how, LastOrganizer)]
        assert gone.count(True) == 1, gone
        held = await privacy.holdings(cast.db, last)
        assert held.is_last_organizer
        assert privacy.mark_of(last, held) != privacy.mark_of(last, replace(held, is_last_organizer=False))
        assert not (await privacy.holdings(cast.db, last, {700000004})).is_last_organizer, "the settings name others"
        assert await privacy.forget(cast.db, last, key_of(last), NOW, told=held)


async def test_an_author_may_be_forgotten_while_a_moderator_decides(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(8):
        author = await cast.resident()
        proposal = await cast.pending(author)
        decided, forgotten = await asyncio.gather(
            moderation.publish(cast.db, moderator, proposal.id, 1, NOW),
            privacy.forget(replica, author, key_of(author), NOW),
            return_exceptions=True,
        )
        assert forgotten is True
        ((state, title),) = await rows(cast.db, "SELECT state, title FROM proposals WHERE id = :id", id=proposal.id)
        if isinstance(decided, NotPending):
            assert (state, title) == ("withdrawn", None)
        else:
            assert state == "published", decided
            assert title is not None
    assert not await rows(cast.db, "SELECT id FROM deliveries")


async def test_a_second_telling_needs_the_same_numbers(cast: Cast) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    person = await cast.resident()
    told = privacy.mark_of(person, await privacy.holdings(cast.db, person))
    assert told == privacy.mark_of(person, await privacy.holdings(cast.db, person))
    await voting.cast(cast.db, person, proposal.id, 1, NOW, RULES)
    held = await privacy.holdings(cast.db, person)
    assert told != privacy.mark_of(person, held)
    assert privacy.mark_of(await cast.resident(), held) != privacy.mark_of(person, held)


@pytest.mark.parametrize("table", ["votes", "decisions"])
async def test_a_shell_leads_nowhere(cast: Cast, table: str) -> None:
    life = await whole_life(cast)
    await privacy.forget(cast.db, life.person, key_of(life.person), NOW)
    column = "person_id" if table == "votes" else "moderator_id"
    found = await rows(
        cast.db,
        f"SELECT p.created_at FROM people p WHERE p.telegram_id IS NULL"
        f" AND EXISTS (SELECT 1 FROM {table} t WHERE t.{column} = p.id)",
    )
    assert [at % forgetting.DAY_MS for (at,) in found] == [0]
