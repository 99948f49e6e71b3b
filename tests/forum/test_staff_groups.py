"""Staff groups: connecting, what they are told, bursts, being put out, silenced and moved."""

from __future__ import annotations

import asyncio

import pytest

from forum import deliveries, group_queue, moderation, reports, staff_groups, team
from forum.errors import GroupElsewhere, GroupNotConnected, GroupOfOthers, ModeratorsOnly, NotYourRegion, StaleButton
from storage import staff_groups as group_rows
from storage import team as team_rows
from storage.database import Database
from storage.records import Delivery, Person, StaffGroup
from tests.forum.people import NOW, RULES, Cast, rows

CHAT = -1_002_000_000_001


async def connected(
    db: Database, person: Person, region: str = "KZ-59", instead_of: str = "", topic_id: int | None = None
) -> StaffGroup:
    return await staff_groups.connect(
        db, person, CHAT, region=region, instead_of=instead_of, topic_id=topic_id, language="ru", now=NOW, rules=RULES
    )


async def owed(db: Database, kind: str) -> list[Delivery]:
    """What is owed of a kind, claimed as the outbox claims it."""
    found = []
    while batch := await deliveries.claim(db, NOW, 60):
        found += [one for one in batch if one.kind == kind]
        for one in batch:
            await deliveries.mark_sent(db, one, 1, NOW)
    return found


async def test_only_a_moderator_connects_and_only_to_an_own_region(cast: Cast) -> None:
    marat, resident = await cast.moderator("KZ-59"), await cast.resident()
    with pytest.raises(ModeratorsOnly):
        await connected(cast.db, resident)
    with pytest.raises(NotYourRegion):
        await connected(cast.db, marat, "KZ-10")
    assert await staff_groups.find(cast.db, CHAT) is None
    group = await connected(cast.db, marat, topic_id=7)
    assert (group.region, group.topic_id, group.language, group.connected_by) == ("KZ-59", 7, "ru", marat.id)
    assert (await connected(cast.db, marat)).topic_id is None, "again is the same, where it was typed the last time"


async def test_somebody_whose_role_was_taken_back_connects_nothing(cast: Cast) -> None:
    marat, organizer = await cast.moderator("KZ-59"), await cast.organizer()
    (member,) = await cast.db.read(team_rows.members)
    await team.revoke(cast.db, organizer, member.id, NOW)
    with pytest.raises(ModeratorsOnly):
        await connected(cast.db, marat)


async def test_another_region_takes_over_only_from_the_one_that_was_seen(cast: Cast, replica: Database) -> None:
    marat, saule = await cast.moderator("KZ-59"), await cast.moderator("KZ-10", "KZ-71", name="Сәуле")
    await connected(cast.db, marat)
    with pytest.raises(GroupOfOthers):
        await connected(cast.db, saule, "KZ-10", instead_of="KZ-59")
    (member,) = [one for one in await cast.db.read(team_rows.members) if one.person_id == marat.id]
    await team.revoke(cast.db, await cast.organizer(), member.id, NOW)
    for unseen in ("", "KZ-71"):
        with pytest.raises(GroupElsewhere):
            await connected(cast.db, saule, "KZ-10", instead_of=unseen)
    done = await asyncio.gather(
        connected(cast.db, saule, "KZ-10", instead_of="KZ-59"),
        connected(replica, saule, "KZ-71", instead_of="KZ-59"),
        return_exceptions=True,
    )
    assert [isinstance(one, GroupElsewhere) for one in done].count(True) == 1, done
    group = await staff_groups.find(cast.db, CHAT)
    assert group is not None
    plans = await rows(cast.db, "SELECT region FROM digest_plans WHERE group_id = :id", id=group.id)
    assert plans == [(group.region,)], "no digest of the former region comes any more"


async def test_disconnecting_is_for_moderators_of_its_region(cast: Cast) -> None:
    marat, saule, resident = await cast.moderator("KZ-59"), await cast.moderator("KZ-10"), await cast.resident()
    with pytest.raises(GroupNotConnected):
        await staff_groups.disconnect(cast.db, marat, CHAT)
    await connected(cast.db, marat)
    with pytest.raises(NotYourRegion):
        await staff_groups.disconnect(cast.db, saule, CHAT)
    with pytest.raises(ModeratorsOnly):
        await staff_groups.disconnect(cast.db, resident, CHAT)
    assert await staff_groups.disconnect(cast.db, marat, CHAT) == "KZ-59"
    with pytest.raises(GroupNotConnected):
        await staff_groups.disconnect(cast.db, marat, CHAT)


async def test_the_group_is_told_of_each_round_once_and_of_hidden_ones_but_of_no_appeal(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    await connected(cast.db, marat, topic_id=7)
    proposal = await cast.pending()
    await cast.pending(place="KZ-10")
    (new,) = await owed(cast.db, "new_item")
    assert (new.facts, new.topic_id, new.language) == ({"proposal": proposal.id, "round": 1}, 7, "ru")
    item = await staff_groups.new_item(cast.db, new)
    assert item is not None
    assert (item.proposal.id, item.together) == (proposal.id, None)
    await moderation.publish(cast.db, marat, proposal.id, 1, NOW)
    assert await staff_groups.new_item(cast.db, new) is None, "decided meanwhile"
    for _ in range(RULES.reports_to_hide):
        await reports.report(cast.db, await cast.resident(), proposal.id, "insult", NOW, RULES)
    (hidden,) = await owed(cast.db, "new_item")
    assert hidden.facts == {"proposal": proposal.id, "round": 2}
    await cast.db.write(lambda tx: staff_groups.tell_of(tx, proposal, NOW))
    assert await owed(cast.db, "new_item") == []


async def test_a_burst_becomes_one_message(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    await connected(cast.db, marat)
    for _ in range(staff_groups.BURST_MOST + 1):
        await cast.pending()
    (first,) = await deliveries.claim(cast.db, NOW, 60)
    for _ in range(2):  # also when it is rendered again
        item = await staff_groups.new_item(cast.db, first)
        assert item is not None
        assert item.together == 6
        await deliveries.release(cast.db, [first])
        (first,) = await deliveries.claim(cast.db, NOW, 60)
    await deliveries.mark_sent(cast.db, first, 1, NOW)
    assert await deliveries.claim(cast.db, NOW, 60) == ()
    for _ in range(staff_groups.BURST_MOST):
        await cast.pending()
    (first,) = await deliveries.claim(cast.db, NOW, 60)
    item = await staff_groups.new_item(cast.db, first)
    assert item is not None
    assert item.together is None, "five come one by one"


async def test_an_item_is_shown_to_its_own_region_only(cast: Cast) -> None:
    await cast.campaign()
    marat, both = await cast.moderator("KZ-59"), await cast.moderator("KZ-59", "KZ-10", name="Сәуле")
    await connected(cast.db, marat)
    here, elsewhere = await cast.pending(), await cast.pending(place="KZ-10")
    assert (await staff_groups.demand_item(cast.db, marat, CHAT, here.id)).region == "KZ-59"
    for proposal_id in (elsewhere.id, 999):
        with pytest.raises(StaleButton):
            await staff_groups.demand_item(cast.db, both, CHAT, proposal_id)
    queue = await group_queue.queue(cast.db, "KZ-59", NOW, RULES)
    assert [item.proposal.id for item in queue.items] == [here.id]
    assert queue.total == 1


async def test_put_out_it_is_disconnected_and_its_connector_hears_it_once(cast: Cast) -> None:
    marat, _ = await cast.moderator("KZ-59"), await cast.moderator("KZ-59", name="Әсел")
    group = await connected(cast.db, marat)
    for _ in range(2):
        await staff_groups.note_put_out(cast.db, CHAT, NOW)
    (told,) = await owed(cast.db, "group_left")
    assert (told.person_id, told.facts) == (marat.id, {"region": "KZ-59"})
    lost = await staff_groups.find(cast.db, CHAT)
    assert lost is not None
    assert (lost.id, lost.region, lost.unreachable_at) == (group.id, None, NOW)
    assert await rows(cast.db, "SELECT id FROM digest_plans WHERE group_id > 0") == []
    await staff_groups.note_put_out(cast.db, -77, NOW)  # nobody ever connected that one


async def test_silenced_its_moderators_hear_it_once_and_it_may_come_back(cast: Cast) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    await cast.moderator("KZ-59", name="Әсел")
    await cast.moderator("KZ-10", name="Сәуле")
    await connected(cast.db, marat)
    await cast.pending()
    (new,) = await deliveries.claim(cast.db, NOW, 60)
    assert await deliveries.mark_unreachable(cast.db, new, "not enough rights", NOW, NOW)
    await staff_groups.note_may_write(cast.db, CHAT, NOW, may_write=False)
    assert len(await owed(cast.db, "group_silent")) == 2
    await cast.pending()
    assert await owed(cast.db, "new_item") == [], "nothing is owed to a group that hears nothing"
    await staff_groups.note_may_write(cast.db, CHAT, NOW, may_write=True)
    await cast.pending()
    assert len(await owed(cast.db, "new_item")) == 1


@pytest.mark.parametrize("is_known", [False, True])
async def test_a_supergroup_takes_over_everything(cast: Cast, is_known: bool) -> None:
    await cast.campaign()
    marat = await cast.moderator("KZ-59")
    await connected(cast.db, marat)
    await cast.pending()
    if is_known:
        await cast.db.write(lambda tx: group_rows.add(tx, -100_5, "kk", NOW))
    for _ in range(2):  # by the outbox and by the message that says so
        await staff_groups.note_moved(cast.db, CHAT, -100_5, NOW)
    (new,) = await owed(cast.db, "new_item")
    assert new.telegram_id == -100_5
    moved = await staff_groups.find(cast.db, -100_5)
    assert moved is not None
    assert moved.region == "KZ-59"
    assert await rows(cast.db, "SELECT group_id FROM digest_plans WHERE group_id > 0") == [(moved.id,)]
    assert await rows(cast.db, "SELECT count(*) FROM staff_groups WHERE region IS NOT NULL") == [(1,)]


async def test_a_closed_topic_is_forgotten(cast: Cast) -> None:
    await cast.campaign()
    await connected(cast.db, await cast.moderator("KZ-59"), topic_id=7)
    await cast.pending()
    (new,) = await deliveries.claim(cast.db, NOW, 60)
    await deliveries.mark_topic_gone(cast.db, new)
    group = await staff_groups.find(cast.db, CHAT)
    assert group is not None
    assert (group.region, group.topic_id) == ("KZ-59", None)
