"""/mydata: the file says what the tables say, all of it, and nothing of anybody else."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from forum import privacy, voting
from forum.policies import CONSENT_VERSION
from storage import my_data
from storage.database import Database, Transaction, to_ms
from storage.records import Person
from tests.forum.people import NOW, RULES, Cast, rows
from tests.forum.test_forgetting import WORDS, key_of, whole_life

# Sections whose rows are those of one table that point to the person by one column.
BY_COLUMN = {
    "roles": ("team", "person_id"),
    "proposals": ("proposals", "author_id"),
    "votes": ("votes", "person_id"),
    "follows": ("follows", "person_id"),
    "reports": ("reports", "person_id"),
    "answers_i_rated": ("ratings", "person_id"),
    "outcomes_i_recorded_or_took_back": ("outcomes", "recorded_by"),
    "addressees_i_added": ("addressees", "created_by"),
    "notices_switched_off": ("switches", "person_id"),
    "weekly_digest": ("resident_digests", "person_id"),
    "moderator_digest_plans": ("digest_plans", "person_id"),
    "moderator_digests": ("digests", "person_id"),
    "messages_to_me": ("deliveries", "person_id"),
    "decisions_i_made": ("decisions", "moderator_id"),
    "decisions_i_took_back": ("decisions", "undone_by"),
    "translations_i_wrote": ("translations", "translated_by"),
    "sanctions": ("sanctions", "person_id"),
    "votes_i_was_asked_to_carry_over": ("carries", "person_id"),
    "staff_groups_i_connected": ("staff_groups", "connected_by"),
    "reasons_i_changed": ("rejection_reasons", "changed_by"),
    "days_i_changed": ("days", "set_by"),
    "changes_i_made": ("history", "actor_id"),
    "campaign_changes_i_made": ("campaign_acts", "actor_id"),
    "told_of_phases": ("phase_followers", "person_id"),
    "proposals_i_have_open": ("proposals", "taken_by"),
    "campaigns_i_opened": ("campaigns", "created_by"),
}


async def file_of(db: Database, person: Person, path: Path) -> dict[str, Any]:
    """What the person is sent, read again."""
    await privacy.write_my_data(db, person, key_of(person), path, NOW, RULES.zone)
    return read(path)


def read(path: Path) -> dict[str, Any]:
    """The file as a program reads it."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


async def test_the_file_has_every_row_that_points_to_the_person(cast: Cast, tmp_path: Path) -> None:
    life = await whole_life(cast)
    data = await file_of(cast.db, life.person, tmp_path / "data.json")
    assert list(data) == ["made_at", *(section.name for section in my_data.SECTIONS)]
    for name, (table, column) in BY_COLUMN.items():
        ((count,),) = await rows(cast.db, f"SELECT count(*) FROM {table} WHERE {column} = :id", id=life.person.id)
        assert len(data[name]) == count > 0, name
    assert data["shown_as_next"] == {"proposals": 1}
    assert data["form"]["state"] == "ProposalForm:text"
    assert data["form"]["data"] == {"proposal": 1}
    assert {one["by_me"] for one in data["invitations"]} == {"made", "used", "ended"}
    assert {one["by_me"] for one in data["sanctions_i_set_or_lifted"]} == {"set", "lifted"}
    assert {one["as_what"] for one in data["duties"]} == {"on duty", "deputy", "set"}
    assert data["roles_i_gave_or_took_back"][0]["by_me"] == "given"


async def test_texts_votes_and_times_are_those_of_the_tables(cast: Cast, tmp_path: Path) -> None:
    life = await whole_life(cast)
    data = await file_of(cast.db, life.person, tmp_path / "data.json")
    profile = data["profile"]
    assert (profile["telegram_id"], profile["language"], profile["region"]) == (
        life.person.telegram_id, "kk", "KZ-59",
    )  # fmt: skip
    given = datetime.fromisoformat(data["consent"]["given_at"])
    assert (data["consent"]["version"], given) == (CONSENT_VERSION, NOW)
    assert given.utcoffset() == NOW.astimezone(RULES.zone).utcoffset()
    texts = await rows(
        cast.db, "SELECT title, text FROM proposals WHERE author_id = :id ORDER BY id", id=life.person.id
    )
    assert [(one["title"], one["text"]) for one in data["proposals"]] == texts
    assert data["attachments"][0]["name"] == f"{WORDS}.pdf"
    assert data["appeals"][0]["text"] == WORDS
    votes = await rows(
        cast.db, "SELECT proposal_id, value, changed_at FROM votes WHERE person_id = :id", id=life.person.id
    )
    told = [
        (one["proposal_id"], one["value"], to_ms(datetime.fromisoformat(one["changed_at"]))) for one in data["votes"]
    ]
    assert sorted(told) == sorted(votes)
    assert (tmp_path / "data.json").read_bytes().count(WORDS.encode()) > 1, "letters are written as they are"


async def test_nothing_of_anybody_else_is_in_it(cast: Cast, tmp_path: Path) -> None:
    await whole_life(cast)
    stranger = await cast.resident()
    data = await file_of(cast.db, stranger, tmp_path / "data.json")
    profile, consent = data.pop("profile"), data.pop("consent")
    assert profile["telegram_id"] == stranger.telegram_id
    assert consent["version"] == CONSENT_VERSION
    del data["made_at"]
    assert data.pop("shown_as_next") == {"proposals": 0}
    assert data.pop("form") is None
    assert not any(data.values())


async def test_a_long_list_of_votes_is_a_file_too(cast: Cast, tmp_path: Path) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    person = await cast.resident()
    await voting.cast(cast.db, person, proposal.id, 1, NOW, RULES)

    async def unit(tx: Transaction) -> None:
        await tx.run(
            """
            INSERT INTO proposals (campaign_id, author_id, created_at, changed_at, state)
            SELECT :campaign_id, NULL, 1, 1, 'withdrawn' FROM (SELECT 1 UNION ALL SELECT 2) AS two
            """,
            campaign_id=proposal.campaign_id,
        )
        for _ in range(9):
            await tx.run(
                """
                INSERT INTO proposals (campaign_id, author_id, created_at, changed_at, state)
                SELECT campaign_id, NULL, 1, 1, 'withdrawn' FROM proposals WHERE state = 'withdrawn'
                """
            )
        await tx.run(
            """
            INSERT INTO votes (proposal_id, person_id, value, cast_at, changed_at)
            SELECT id, CAST(:person_id AS BIGINT), 1, 1, 1 FROM proposals WHERE state = 'withdrawn'
            """,
            person_id=person.id,
        )

    await cast.db.write(unit)
    data = await file_of(cast.db, person, tmp_path / "data.json")
    assert len(data["votes"]) == 1025
