"""Staff groups: connected to a region by one of its moderators, told of what waits there, and put out or moved.

Who is in a group nobody here knows: each press and command is asked for the rights of the one person it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forum.digest_plans import plan_group, unplan_group
from forum.errors import (
    GroupElsewhere,
    GroupNotConnected,
    GroupOfOthers,
    ModeratorsOnly,
    NotYourRegion,
    StaleButton,
)
from forum.policies import Rules, may_moderate
from storage import deliveries, people, proposals, staff_groups, team
from storage.database import Database, Transaction, to_ms
from storage.records import Delivery, Person, Proposal, StaffGroup

NEW_ITEM: Final = "new_item"
SILENT, LEFT = "group_silent", "group_left"
TOLD = frozenset({"pending", "hidden"})  # an appeal is for others than the region's own group
BURST_MOST = 5  # new items that come one by one; what waits beyond becomes one message


@dataclass(frozen=True, slots=True)
class NewItem:
    """What a group is told: one proposal, or (``together``) how many came at once."""

    proposal: Proposal
    together: int | None = None


async def find(db: Database, telegram_id: int) -> StaffGroup | None:
    """By the chat's id; None for a group that nobody ever connected."""

    async def work(tx: Transaction) -> StaffGroup | None:
        return await staff_groups.find_by_telegram_id(tx, telegram_id)

    return await db.read_brief(work)


async def arrive(db: Database, telegram_id: int) -> Person | None:
    """Somebody in a group, if the bot knows them: nobody is registered for what they do there."""

    async def work(tx: Transaction) -> Person | None:
        return await people.find_by_telegram_id(tx, telegram_id)

    return await db.read(work)


def demand_group_moderator(person: Person, group: StaffGroup | None) -> str:
    """The region of the group, to one of its moderators only.

    Raises ModeratorsOnly (no moderator), GroupNotConnected, NotYourRegion.
    """
    if not person.is_moderator:
        raise ModeratorsOnly
    if group is None or group.region is None:
        raise GroupNotConnected
    if not may_moderate(person, group.region):
        raise NotYourRegion
    return group.region


async def connect(
    db: Database,
    person: Person,
    telegram_id: int,
    *,
    region: str,
    instead_of: str,
    topic_id: int | None,
    language: str,
    now: datetime,
    rules: Rules,
) -> StaffGroup:
    """Connect a group to a region of this moderator; again is the same, with the topic and language of the last time.

    ``instead_of``: the region the person saw it works on ('' for none). Raises ModeratorsOnly, NotYourRegion,
    GroupElsewhere (somebody connected it to another region meanwhile), GroupOfOthers (that region has moderators, and
    this person is none of them).
    """
    if not person.is_moderator:
        raise ModeratorsOnly
    if not may_moderate(person, region):
        raise NotYourRegion

    async def unit(tx: Transaction) -> StaffGroup:
        if person.id not in await team.moderators_of(tx, region):
            raise ModeratorsOnly  # the role was taken back a moment ago
        is_of_others = instead_of not in ("", region) and not may_moderate(person, instead_of)
        if is_of_others and await team.moderators_of(tx, instead_of):
            raise GroupOfOthers
        group = await staff_groups.connect(
            tx,
            telegram_id,
            region=region,
            instead_of=instead_of,
            topic_id=topic_id,
            language=language,
            person_id=person.id,
            now=now,
        )
        if group is None:
            raise GroupElsewhere
        if instead_of not in ("", region):
            await unplan_group(tx, group.id)
        await plan_group(tx, group.id, region, now, rules)
        return group

    return await db.write(unit)


async def disconnect(db: Database, person: Person, telegram_id: int) -> str:
    """Tell the group nothing any more; the region it worked on. Raises as :func:`demand_group_moderator`."""

    async def unit(tx: Transaction) -> str:
        group = await staff_groups.find_locked(tx, telegram_id)
        region = demand_group_moderator(person, group)
        assert group is not None
        await staff_groups.disconnect(tx, group.id, region)
        await unplan_group(tx, group.id)
        return region

    return await db.write(unit)


async def demand_item(db: Database, person: Person, telegram_id: int, proposal_id: int) -> StaffGroup:
    """The group, if this item may be shown there and this person may decide on it.

    An item of another region is not shown to a group though its moderator is in it. Raises as
    :func:`demand_group_moderator`, StaleButton.
    """

    async def work(tx: Transaction) -> tuple[StaffGroup | None, Proposal | None]:
        group = await staff_groups.find_by_telegram_id(tx, telegram_id)
        return group, await proposals.find(tx, proposal_id)

    group, proposal = await db.read(work)
    region = demand_group_moderator(person, group)
    if group is None or proposal is None or proposal.region != region or proposal.state == "appealed":
        raise StaleButton
    return group


async def tell_of(tx: Transaction, proposal: Proposal, now: datetime) -> None:
    """Owe every group of the region word of what has just begun to wait, once a round."""
    if proposal.state not in TOLD or proposal.region is None:
        return
    facts: dict[str, object] = {"proposal": proposal.id, "round": proposal.round}
    for group in await staff_groups.of_region(tx, proposal.region):
        cause = f"new:{proposal.id}:{proposal.round}:{group.id}"
        await deliveries.owe_group(tx, group.id, NEW_ITEM, facts, cause, now)


async def new_item(db: Database, delivery: Delivery) -> NewItem | None:
    """What to say when word of a new item goes out; None when it waits no more, or for this group no more.

    Of a burst the first message stands for all.
    """
    proposal_id, round_ = int(str(delivery.facts["proposal"])), int(str(delivery.facts["round"]))
    group_id = delivery.group_id
    if group_id is None:
        return None

    async def unit(tx: Transaction) -> NewItem | None:
        group, proposal = await staff_groups.find(tx, group_id), await proposals.find(tx, proposal_id)
        if group is None or proposal is None or group.region is None or group.region != proposal.region:
            return None
        together = delivery.facts.get("together")
        count = int(str(together)) if together else await deliveries.gather(tx, delivery, BURST_MOST, delivery.facts)
        if count:
            return NewItem(proposal, count)
        is_waiting = proposal.state in TOLD and proposal.round == round_
        return NewItem(proposal) if is_waiting else None

    return await db.write(unit)


async def note_put_out(db: Database, telegram_id: int, now: datetime) -> None:
    """The bot is in the group no more: it is connected no more, and whoever connected it hears of that."""

    async def unit(tx: Transaction) -> None:
        group = await staff_groups.find_locked(tx, telegram_id)
        if group is None:
            return
        await staff_groups.set_unreachable(tx, group.id, now)
        if group.region is None:
            return
        await staff_groups.disconnect(tx, group.id, group.region)
        await unplan_group(tx, group.id)
        if group.connected_by is not None:
            await _tell(tx, group, group.connected_by, LEFT, now)

    await db.write(unit)


async def note_may_write(db: Database, telegram_id: int, now: datetime, *, may_write: bool) -> None:
    """The bot is in the group, and may write there or not."""

    async def unit(tx: Transaction) -> None:
        group = await staff_groups.find_locked(tx, telegram_id)
        if group is None:
            return
        if may_write:
            await staff_groups.set_reachable(tx, group.id)
        else:
            await note_silent(tx, group.id, now)

    await db.write(unit)


async def note_silent(tx: Transaction, group_id: int, now: datetime) -> None:
    """The group cannot be written to: its region's moderators are told, once until it is connected again."""
    is_news = await staff_groups.set_unreachable(tx, group_id, now)
    group = await staff_groups.find(tx, group_id)
    if not is_news or group is None or group.region is None:
        return
    for moderator in await team.moderators_of(tx, group.region):
        await _tell(tx, group, moderator, SILENT, now)


async def _tell(tx: Transaction, group: StaffGroup, person_id: int, kind: str, now: datetime) -> None:
    cause = f"group-lost:{group.id}:{to_ms(group.connected_at)}:{person_id}"
    await deliveries.owe(tx, person_id, kind, {"region": group.region or ""}, cause, now)


async def note_moved(db: Database, telegram_id: int, new_telegram_id: int, now: datetime) -> None:
    """The group became a supergroup, which has another id."""

    async def unit(tx: Transaction) -> None:
        group = await staff_groups.find_locked(tx, telegram_id)
        if group is not None:
            await staff_groups.move(tx, group.id, new_telegram_id, now)

    await db.write(unit)
