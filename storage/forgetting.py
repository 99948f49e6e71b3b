"""Forgetting a person: what points to somebody goes, loses its person, or points to an empty shell from then on.

A shell is a row of ``people`` with nothing in it: no Telegram id, no choice, no consent, no phone. Votes and decisions
need a person's id, so they get one that leads nowhere; a fresh one, so that the former id is nowhere either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.database import Transaction, to_ms

DELETED: Final = "deleted"
CLEARED: Final = "cleared"
VOTER: Final = "voter"
WORKER: Final = "worker"
SHELLS: Final = (VOTER, WORKER)  # two, so that a moderator's votes are not beside the moderator's decisions

# Every column that points to a person, and what becomes of its rows. A test compares this with the schema.
FATES: Final[dict[tuple[str, str], str]] = {
    ("follows", "person_id"): DELETED,
    ("sightings", "person_id"): DELETED,
    ("switches", "person_id"): DELETED,
    ("resident_digests", "person_id"): DELETED,
    ("phase_followers", "person_id"): DELETED,
    ("digest_plans", "person_id"): DELETED,
    ("digests", "person_id"): DELETED,
    ("deliveries", "person_id"): DELETED,
    ("export_orders", "person_id"): DELETED,
    # Whether one's vote went over to another proposal is in the votes.
    ("carries", "person_id"): DELETED,
    # Who is on duty has a name; the region is without one then, which its queue says.
    ("duties", "person_id"): DELETED,
    ("duties", "deputy_id"): CLEARED,
    # What was done about somebody stays with who did it and why, about nobody.
    ("sanctions", "person_id"): CLEARED,
    ("translations", "translated_by"): CLEARED,
    ("rejection_reasons", "changed_by"): CLEARED,
    ("days", "set_by"): CLEARED,
    ("staff_groups", "connected_by"): CLEARED,
    ("reports", "person_id"): CLEARED,
    # How an answer was rated stays counted.
    ("ratings", "person_id"): CLEARED,
    ("addressees", "created_by"): CLEARED,
    ("proposals", "author_id"): CLEARED,
    ("proposals", "taken_by"): CLEARED,
    ("history", "actor_id"): CLEARED,
    ("campaigns", "created_by"): CLEARED,
    ("announcements", "created_by"): WORKER,
    ("imports", "imported_by"): CLEARED,
    ("campaign_acts", "actor_id"): CLEARED,
    ("team", "granted_by"): CLEARED,
    ("team", "revoked_by"): CLEARED,
    ("team", "person_id"): WORKER,
    ("selections", "selected_by"): WORKER,
    ("selections", "dropped_by"): WORKER,
    ("outcomes", "recorded_by"): WORKER,
    ("outcomes", "undone_by"): WORKER,
    ("decisions", "moderator_id"): WORKER,
    ("decisions", "undone_by"): WORKER,
    ("sanctions", "set_by"): WORKER,
    ("sanctions", "lifted_by"): WORKER,
    ("duties", "set_by"): WORKER,
    ("invitations", "created_by"): WORKER,
    ("invitations", "used_by"): WORKER,
    ("invitations", "ended_by"): WORKER,
    ("votes", "person_id"): VOTER,
}
# What nobody but the author and the moderators has ever read, or may read no more: its words go with the author.
UNREAD: Final = ("appealed", "pending", "rejected", "returned", "withdrawn")
_IS_UNREAD: Final = "(state IN (:unread) OR (state = 'joined' AND published_at IS NULL))"
NO_NAME: Final = "—"
DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Holdings:
    """What there is of a person, in numbers: what goes, and what stays without the person.

    ``is_last_organizer``: nobody else of the team organizes, so without the person nobody would.
    """

    published: int
    unpublished: int
    drafts: int
    votes: int
    follows: int
    roles: int
    sanctions: int = 0
    is_last_organizer: bool = False


async def holdings(tx: Transaction, person_id: int) -> Holdings:
    """Counted anew each time."""
    row = await tx.one(
        f"""
        SELECT (SELECT count(*) FROM proposals
                 WHERE author_id = :id AND state <> 'draft' AND NOT {_IS_UNREAD}) AS published,
               (SELECT count(*) FROM proposals WHERE author_id = :id AND {_IS_UNREAD}) AS unpublished,
               (SELECT count(*) FROM proposals WHERE author_id = :id AND state = 'draft') AS drafts,
               (SELECT count(*) FROM votes WHERE person_id = :id AND value <> 0) AS votes,
               (SELECT count(*) FROM follows WHERE person_id = :id) AS follows,
               (SELECT count(*) FROM team WHERE person_id = :id AND revoked_at IS NULL) AS roles,
               (SELECT count(*) FROM sanctions WHERE person_id = :id) AS sanctions,
               (SELECT CASE WHEN min(person_id) = :id AND max(person_id) = :id THEN 1 ELSE 0 END FROM team
                 WHERE role = 'organizer' AND revoked_at IS NULL) AS is_last_organizer
        """,
        id=person_id,
        unread=UNREAD,
    )
    assert row is not None
    return Holdings(
        row["published"],
        row["unpublished"],
        row["drafts"],
        row["votes"],
        row["follows"],
        row["roles"],
        row["sanctions"],
        bool(row["is_last_organizer"]),
    )


async def lock(tx: Transaction, person_id: int) -> tuple[int, int] | None:
    """(Telegram id, since when in milliseconds) of a person nobody else changes until this unit ends; None: gone.

    First the proposals, in the order of their ids, as everybody who decides or votes locks them; then the person, to
    whom nothing more can be owed from then on.
    """
    await tx.all(
        """
        SELECT id FROM proposals
         WHERE author_id = :id OR taken_by = :id
         ORDER BY id
           /*pg FOR NO KEY UPDATE */
        """,
        id=person_id,
    )
    row = await tx.one("SELECT telegram_id, created_at FROM people WHERE id = :id /*pg FOR UPDATE */", id=person_id)
    if row is None or row["telegram_id"] is None:
        return None
    return int(row["telegram_id"]), int(row["created_at"])


async def erase_words(tx: Transaction, person_id: int, now: datetime) -> None:
    """Delete drafts whole, and the words and files of what is not public; take the latter out of every queue."""
    await _delete_parts(tx, person_id, "state IN (:unread)", ("draft",))
    await tx.run("DELETE FROM proposals WHERE author_id = :id AND state = 'draft'", id=person_id)
    await _delete_parts(tx, person_id, _IS_UNREAD, UNREAD)
    of_unread = f"proposal_id IN (SELECT id FROM proposals WHERE author_id = :id AND {_IS_UNREAD})"
    await tx.run(f"UPDATE history SET fingerprint = NULL WHERE {of_unread}", id=person_id, unread=UNREAD)
    # A moderator's remark speaks of the text, and may repeat it.
    await tx.run(
        f"UPDATE decisions SET remark = CASE WHEN kind = 'return' THEN '{NO_NAME}' END WHERE {of_unread}",
        id=person_id,
        unread=UNREAD,
    )
    # What a moderator wrote to somebody who is nobody from now on.
    await tx.run("UPDATE sanctions SET remark = NULL WHERE person_id = :id", id=person_id)
    await tx.run(
        "DELETE FROM appeals WHERE proposal_id IN (SELECT id FROM proposals WHERE author_id = :id)", id=person_id
    )
    await tx.run(
        f"""
        INSERT INTO history (proposal_id, at, actor_role, from_state, to_state)
        SELECT id, CAST(:now AS BIGINT), 'author', state, 'withdrawn'
          FROM proposals
         WHERE author_id = :id AND {_IS_UNREAD} AND state <> 'withdrawn'
         ORDER BY id
        """,
        id=person_id,
        unread=UNREAD,
        now=to_ms(now),
    )
    await tx.run(
        f"""
        UPDATE proposals
           SET state = 'withdrawn', title = NULL, text = NULL, fingerprint = NULL, changed_at = :now,
               taken_by = NULL, taken_until = NULL, joined_to = NULL
         WHERE author_id = :id AND {_IS_UNREAD}
        """,
        id=person_id,
        unread=UNREAD,
        now=to_ms(now),
    )


async def _delete_parts(tx: Transaction, person_id: int, condition: str, unread: tuple[str, ...]) -> None:
    for table in ("attachments", "proposal_stems", "translations", "semantic_vectors"):
        await tx.run(
            f"""
            DELETE FROM {table}
             WHERE proposal_id IN (SELECT id FROM proposals WHERE author_id = :id AND {condition})
            """,
            id=person_id,
            unread=unread,
        )


async def end_roles(tx: Transaction, person_id: int, now: datetime) -> None:
    """Take back every role, without the name it was known by; links the person made and nobody used go."""
    await tx.run(
        f"UPDATE team SET display_name = '{NO_NAME}', revoked_at = COALESCE(revoked_at, :now) WHERE person_id = :id",
        id=person_id,
        now=to_ms(now),
    )
    await tx.run("DELETE FROM invitations WHERE created_by = :id AND used_by IS NULL", id=person_id)
    await tx.run("UPDATE proposals SET taken_until = NULL WHERE taken_by = :id", id=person_id)


async def cut_ties(tx: Transaction, person_id: int, since: int) -> None:
    """Let every column of FATES point elsewhere or nowhere, and delete the person. ``since``: as :func:`lock` says."""
    for (table, column), fate in FATES.items():
        if fate == DELETED:
            await tx.run(f"DELETE FROM {table} WHERE {column} = :id", id=person_id)
        elif fate == CLEARED:
            await tx.run(f"UPDATE {table} SET {column} = NULL WHERE {column} = :id", id=person_id)
    for shell in SHELLS:
        await _hand_over(tx, person_id, [place for place, fate in FATES.items() if fate == shell], since)
    await tx.run("DELETE FROM people WHERE id = :id", id=person_id)


async def _hand_over(tx: Transaction, person_id: int, places: list[tuple[str, str]], since: int) -> None:
    found = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {column} = :id)" for table, column in places)
    # Of the time only the day is left: how old an account was when it voted is asked when votes are looked at.
    shell = await tx.one(
        f"INSERT INTO people (created_at) SELECT CAST(:day AS BIGINT) WHERE {found} RETURNING id",
        id=person_id,
        day=since - since % DAY_MS,
    )
    if shell is None:
        return
    for table, column in places:
        await tx.run(f"UPDATE {table} SET {column} = :shell WHERE {column} = :id", id=person_id, shell=shell["id"])


async def forget_chat(tx: Transaction, telegram_id: int, conversation: str) -> None:
    """Delete the form's state under its key, and whatever raw updates of this person are still written down."""
    await tx.run("DELETE FROM conversations WHERE key = :key", key=conversation)
    # As json.dumps writes a number: another digit behind it would be somebody else.
    await tx.run(
        "DELETE FROM update_journal WHERE body LIKE :inside OR body LIKE :last",
        inside=f'%"id": {telegram_id},%',
        last=f'%"id": {telegram_id}}}%',
    )
