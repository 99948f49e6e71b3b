"""What was done to a campaign: who, when and what; nothing is ever taken out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import Transaction, from_ms, to_ms


@dataclass(frozen=True, slots=True)
class CampaignAct:
    """One act (storage.vocabulary.CAMPAIGN_ACTS) with its ``details``.

    ``name`` is what the team knows its organizer by; None for an admin of the settings without a role, for somebody
    forgotten, and (``is_operator``) for the command line.
    """

    id: int
    at: datetime
    act: str
    details: Mapping[str, Any]
    name: str | None
    is_operator: bool


async def note(
    tx: Transaction, campaign_id: int, act: str, actor_id: int | None, details: Mapping[str, Any], now: datetime
) -> None:
    """Write an act down; ``actor_id`` None: by the command line, which ``details`` then say."""
    said = dict(details) if actor_id is not None else {**details, "operator": 1}
    await tx.run(
        """
        INSERT INTO campaign_acts (campaign_id, at, actor_id, act, details)
        VALUES (:campaign_id, :now, :actor_id, :act, :details)
        """,
        campaign_id=campaign_id,
        now=to_ms(now),
        actor_id=actor_id,
        act=act,
        details=json.dumps(said, ensure_ascii=False, sort_keys=True),
    )


async def list_of(tx: Transaction, campaign_id: int, before: int | None, most: int) -> tuple[CampaignAct, ...]:
    """Acts on a campaign, the latest first, those older than the act ``before``."""
    bound = "" if before is None else "AND a.id < :before"
    rows = await tx.all(
        f"""
        SELECT a.id, a.at, a.act, a.details,
               (SELECT t.display_name FROM team t WHERE t.person_id = a.actor_id ORDER BY t.id DESC LIMIT 1) AS name
          FROM campaign_acts a
         WHERE a.campaign_id = :campaign_id {bound}
         ORDER BY a.id DESC
         LIMIT :most
        """,
        campaign_id=campaign_id,
        most=most,
        **({} if before is None else {"before": before}),
    )
    found = []
    for row in rows:
        details = json.loads(row["details"])
        is_operator = bool(details.pop("operator", 0))
        found.append(CampaignAct(row["id"], from_ms(row["at"]), row["act"], details, row["name"], is_operator))
    return tuple(found)
