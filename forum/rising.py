"""Rising: the order by what was gained in the last three days. A number beside each proposal, brought up to date."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from storage import campaigns, rising
from storage.database import Database
from storage.votes import hour_of

WITHIN: Final = timedelta(hours=72)
AT_ONCE: Final = 200  # proposals a unit: votes that come meanwhile wait a few milliseconds at most


async def bring_up_to_date(db: Database, now: datetime) -> int:
    """Set the numbers of the open campaign that are no longer true; how many there were.

    Only rows whose number changes are written, some hundreds a unit; a region's last days are read at a time. Done by
    two at once it is the same. Raises DatabaseUnavailable.
    """
    campaign = await db.read(campaigns.find_open)
    if campaign is None:
        return 0
    since = hour_of(now - WITHIN) + 1
    kept = await db.read(partial(rising.kept, campaign_id=campaign.id))
    found = Counter[int]()  # the votes of one whose region was corrected stand in both
    region = ""
    while (following := await db.read(partial(rising.next_region, after=region))) is not None:
        region = following
        found.update(await db.read(partial(rising.gained, region=region, since_hour=since)))
    wanted = {**dict.fromkeys(kept, 0), **found}
    changes = sorted((id_, net) for id_, net in wanted.items() if net != kept.get(id_, 0))
    for begin in range(0, len(changes), AT_ONCE):
        await db.write(partial(rising.keep, numbers=dict(changes[begin : begin + AT_ONCE])))
    return len(changes)
