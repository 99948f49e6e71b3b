"""Files that organizers ordered: what of, how far each has come, what became of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import Row, Transaction, facts_json, to_ms

_COLUMNS = """
    id, person_id, campaign_id, format, language, internal, filters, state, rows_done, parts_sent, message_id
"""
_IS_OPEN = "state IN ('ordered', 'running')"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """``filters`` are place, topic and state it is narrowed to; ``after`` is the last number of the parts that are
    sent already. ``rows_done`` are the rows in those parts.
    """

    id: int
    person_id: int
    campaign_id: int
    format: str
    language: str
    is_internal: bool
    filters: dict[str, str]
    after: int
    state: str
    rows_done: int
    parts_sent: int
    message_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be made."""
        return self.state in ("ordered", "running")


def _order_of(row: Row) -> ExportOrder:
    filters: dict[str, Any] = json.loads(row["filters"])
    after = int(filters.pop("after", 0))
    return ExportOrder(
        id=row["id"],
        person_id=row["person_id"],
        campaign_id=row["campaign_id"],
        format=row["format"],
        language=row["language"],
        is_internal=row["internal"] == 1,
        filters={name: str(code) for name, code in filters.items()},
        after=after,
        state=row["state"],
        rows_done=row["rows_done"],
        parts_sent=row["parts_sent"],
        message_id=row["message_id"],
    )


async def insert(
    tx: Transaction,
    *,
    person_id: int,
    campaign_id: int,
    format: str,
    language: str,
    internal: bool,
    filters: dict[str, str],
    request: str,
    now: datetime,
) -> tuple[ExportOrder, bool]:
    """A new order, or the one made before for the same ``request``; the second value is whether it is new."""
    key = {"person_id": person_id, "request": request, "format": format, "language": language}
    row = await tx.one(
        f"""
        INSERT INTO export_orders (person_id, campaign_id, format, language, internal, filters, request, ordered_at)
        VALUES (:person_id, :campaign_id, :format, :language, :internal, :filters, :request, :now)
            ON CONFLICT DO NOTHING
        RETURNING {_COLUMNS}
        """,
        campaign_id=campaign_id,
        filters=facts_json(dict(filters)),
        internal=int(internal),
        now=to_ms(now),
        **key,
    )
    if row is not None:
        return _order_of(row), True
    row = await tx.one(
        f"""
        SELECT {_COLUMNS}
          FROM export_orders
         WHERE person_id = :person_id AND request = :request AND format = :format AND language = :language
           AND internal = :internal
        """,
        internal=int(internal),
        **key,
    )
    assert row is not None
    return _order_of(row), False


async def find(tx: Transaction, order_id: int) -> ExportOrder | None:
    """One order."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM export_orders WHERE id = :id", id=order_id)
    return None if row is None else _order_of(row)


async def set_message(tx: Transaction, order_id: int, message_id: int) -> None:
    """The message that shows how far it is."""
    await tx.run("UPDATE export_orders SET message_id = :message WHERE id = :id", id=order_id, message=message_id)


async def begin(tx: Transaction, order_id: int) -> ExportOrder | None:
    """It is being made, for the first time or again; as it is now, whatever its state."""
    await tx.run(f"UPDATE export_orders SET state = 'running' WHERE id = :id AND {_IS_OPEN}", id=order_id)
    return await find(tx, order_id)


async def note_part(tx: Transaction, order: ExportOrder, rows: int, after: int, ended_at: datetime | None) -> bool:
    """One more part was sent, with so many rows, up to the number ``after``; the last one ends it.

    False when it is not being made any more, or another worker has sent this part.
    """
    changed = await tx.run(
        """
        UPDATE export_orders
           SET parts_sent = parts_sent + 1, rows_done = rows_done + :rows, filters = :filters, state = :state,
               ended_at = :ended_at
         WHERE id = :id AND state = 'running' AND parts_sent = :sent
        """,
        id=order.id,
        sent=order.parts_sent,
        rows=rows,
        filters=facts_json({**order.filters, "after": after}),
        state="running" if ended_at is None else "done",
        ended_at=None if ended_at is None else to_ms(ended_at),
    )
    return changed == 1


async def end(tx: Transaction, order_id: int, state: str, now: datetime) -> bool:
    """Cancelled or failed; False when it had come to an end before."""
    changed = await tx.run(
        f"UPDATE export_orders SET state = :state, ended_at = :now WHERE id = :id AND {_IS_OPEN}",
        id=order_id,
        state=state,
        now=to_ms(now),
    )
    return changed == 1
