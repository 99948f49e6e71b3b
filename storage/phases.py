"""Phases that came at their dates: one row each, whoever looks, and how far those who asked are told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.campaigns import COLUMNS, campaign_of
from storage.database import Transaction, facts_json, from_ms, to_ms
from storage.records import Campaign

KIND: Final = "phase"  # of the delivery, and of the switch with which somebody of the team stops it
# The date a phase begins at; preparation is what lies between the end of collecting and the start of voting.
_BEGINS: Final = {
    "collecting": "c.collecting_from = :due AND c.state = 'open'",
    "preparation": "c.collecting_until = :due AND c.collecting_until < c.voting_from AND c.state = 'open'",
    "voting": "c.voting_from = :due AND c.state = 'open'",
    "closed": "c.voting_until = :due AND c.state = 'open'",
    "follow-up": "c.follow_up_from = :due",
}
_ASKED: Final = "SELECT f.person_id FROM phase_followers f WHERE f.person_id > :after"
# But for what began before the campaign was made: the team made it so.
_TEAM: Final = """
    SELECT t.person_id FROM team t
     WHERE t.revoked_at IS NULL AND t.person_id > :after
       AND NOT EXISTS (SELECT 1 FROM switches s WHERE s.person_id = t.person_id AND s.kind = 'phase')
       AND EXISTS (SELECT 1 FROM campaigns c WHERE c.id = :campaign_id AND c.created_at < :due)
"""


@dataclass(frozen=True, slots=True)
class Switch:
    """A phase that came at ``due_at``; ``come_to``: the last person who was told of it."""

    campaign_id: int
    phase: str
    due_at: datetime
    come_to: int


async def list_switching(tx: Transaction, now: datetime) -> tuple[Campaign, ...]:
    """The open campaign, and those that are over and whose follow-up has come without its switch."""
    rows = await tx.all(
        f"""
        SELECT {COLUMNS} FROM campaigns
         WHERE state = 'open'
            OR (follow_up_from <= :now
                AND NOT EXISTS (SELECT 1 FROM phase_switches s
                                 WHERE s.campaign_id = campaigns.id AND s.phase = 'follow-up'
                                   AND s.due_at = campaigns.follow_up_from))
         ORDER BY id
        """,
        now=to_ms(now),
    )
    return tuple(campaign_of(row) for row in rows)


async def list_known(tx: Transaction, campaign_id: int) -> frozenset[tuple[str, datetime]]:
    """(phase, date) of every switch of a campaign."""
    rows = await tx.all("SELECT phase, due_at FROM phase_switches WHERE campaign_id = :id", id=campaign_id)
    return frozenset((row["phase"], from_ms(row["due_at"])) for row in rows)


async def was_switched(tx: Transaction, campaign_id: int, phase: str, due_at: datetime) -> bool:
    """Whether the phase has come at this date."""
    row = await tx.one(
        "SELECT 1 AS there FROM phase_switches WHERE campaign_id = :id AND phase = :phase AND due_at = :due",
        id=campaign_id,
        phase=phase,
        due=to_ms(due_at),
    )
    return row is not None


async def claim(
    tx: Transaction, campaign_id: int, phase: str, due_at: datetime, now: datetime, *, is_told: bool
) -> bool:
    """Switch, if the phase still begins at this date, and that has come; whether this call did it.

    ``is_told``: nobody is to be told of it. The campaign must be locked: a date moved meanwhile is looked at again.
    """
    changed = await tx.run(
        f"""
        INSERT INTO phase_switches (campaign_id, phase, due_at, switched_at, told_at)
        SELECT c.id, CAST(:phase AS TEXT), CAST(:due AS BIGINT), CAST(:now AS BIGINT), CAST(:told_at AS BIGINT)
          FROM campaigns c
         WHERE c.id = :id AND {_BEGINS[phase]} AND :due <= :now
            ON CONFLICT DO NOTHING
        """,
        id=campaign_id,
        phase=phase,
        due=to_ms(due_at),
        now=to_ms(now),
        told_at=to_ms(now) if is_told else None,
    )
    return changed == 1


async def list_untold(tx: Transaction) -> tuple[Switch, ...]:
    """Switches of which not everybody is told yet, the oldest first."""
    rows = await tx.all(
        "SELECT campaign_id, phase, due_at, come_to FROM phase_switches WHERE told_at IS NULL ORDER BY due_at, phase"
    )
    return tuple(Switch(row["campaign_id"], row["phase"], from_ms(row["due_at"]), row["come_to"]) for row in rows)


async def last_of_stretch(tx: Transaction, switch: Switch, most: int) -> tuple[int, int]:
    """Of the next ``most`` people behind ``come_to``: the last one's id, and how many."""
    row = await tx.one(
        f"""
        SELECT max(person_id) AS last, count(*) AS n
          FROM (SELECT person_id
                  FROM (SELECT person_id FROM ({_ASKED} ORDER BY f.person_id LIMIT :most) AS asked
                         UNION
                        {_TEAM}) AS told
                 ORDER BY person_id LIMIT :most) AS stretch
        """,
        after=switch.come_to,
        campaign_id=switch.campaign_id,
        due=to_ms(switch.due_at),
        most=most,
    )
    return (switch.come_to, 0) if row is None or row["last"] is None else (int(row["last"]), int(row["n"]))


async def mark_come_to(tx: Transaction, switch: Switch, last: int, told_at: datetime | None) -> bool:
    """Note how far it is; False when another process has gone on with it."""
    changed = await tx.run(
        """
        UPDATE phase_switches SET come_to = :last, told_at = :told_at
         WHERE campaign_id = :campaign_id AND phase = :phase AND due_at = :due
           AND come_to = :after AND told_at IS NULL
        """,
        campaign_id=switch.campaign_id,
        phase=switch.phase,
        due=to_ms(switch.due_at),
        after=switch.come_to,
        last=last,
        told_at=None if told_at is None else to_ms(told_at),
    )
    return changed == 1


async def owe_stretch(tx: Transaction, switch: Switch, upto: int, now: datetime) -> int:
    """Owe word of the switch to those in (come_to, upto] who can be reached; how many. Nobody is owed it twice."""
    due = to_ms(switch.due_at)
    return await tx.run(
        f"""
        INSERT INTO deliveries (person_id, kind, facts, cause, created_at, not_before)
        SELECT p.id, 'phase', CAST(:facts AS TEXT), CAST(:cause AS TEXT) || p.id,
               CAST(:now AS BIGINT), CAST(:now AS BIGINT)
          FROM ({_ASKED} AND f.person_id <= :upto
                 UNION
                {_TEAM} AND t.person_id <= :upto) AS told
          JOIN people p ON p.id = told.person_id
         WHERE p.telegram_id IS NOT NULL AND p.unreachable_at IS NULL
         ORDER BY p.id
            ON CONFLICT (cause) DO NOTHING
        """,
        after=switch.come_to,
        upto=upto,
        campaign_id=switch.campaign_id,
        due=due,
        facts=facts_json({"campaign": switch.campaign_id, "phase": switch.phase, "due": due}),
        cause=f"phase:{switch.campaign_id}:{switch.phase}:{due}:",
        now=to_ms(now),
    )


async def is_followed(tx: Transaction, person_id: int) -> bool:
    """Whether the person is told of phases: who asked, and the team but for who switched it off."""
    row = await tx.one(
        """
        SELECT 1 AS followed FROM people p
         WHERE p.id = :id
           AND (EXISTS (SELECT 1 FROM phase_followers f WHERE f.person_id = p.id)
                OR (EXISTS (SELECT 1 FROM team t WHERE t.person_id = p.id AND t.revoked_at IS NULL)
                    AND NOT EXISTS (SELECT 1 FROM switches s WHERE s.person_id = p.id AND s.kind = 'phase')))
        """,
        id=person_id,
    )
    return row is not None


async def follow(tx: Transaction, person_id: int, now: datetime) -> None:
    """Tell the person of phases; again is the same."""
    await tx.run(
        "INSERT INTO phase_followers (person_id, asked_at) VALUES (:id, :now) ON CONFLICT (person_id) DO NOTHING",
        id=person_id,
        now=to_ms(now),
    )


async def stop_following(tx: Transaction, person_id: int) -> None:
    """Tell the person of no phases, as one who never asked; again is the same."""
    await tx.run("DELETE FROM phase_followers WHERE person_id = :id", id=person_id)
