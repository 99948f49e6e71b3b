"""The team looked back on: who came and went, links taken back, the last organizer, what somebody did."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from forum import moderation, people, privacy, sanctions, team, team_history, undoing
from forum.errors import InvitationExpired, InvitationUsed, MemberNotFound, NotAllowed
from forum.organizer_errors import InvitationNotOpen, LastOrganizer
from storage.database import Database
from storage.records import Person
from tests.forum.people import NOW, RULES, Cast, rows

MINUTE = timedelta(minutes=1)


async def joined(cast: Cast, by: Person, role: str, name: str, *regions: str) -> Person:
    person = await cast.resident()
    cast.now += MINUTE
    token = await team.invite(cast.db, by, role, regions, cast.now, RULES)
    cast.now += MINUTE
    await team.accept(cast.db, person, token, name, cast.now, RULES)
    found = await people.find(cast.db, person.id)
    assert found is not None
    return found


async def membership(cast: Cast, person: Person) -> int:
    ((found,),) = await rows(cast.db, "SELECT min(id) FROM team WHERE person_id = :id", id=person.id)
    return int(found)


async def test_the_history_says_who_invited_joined_and_was_revoked_by_whom(cast: Cast) -> None:
    admin = await cast.organizer()
    dinara = await joined(cast, admin, "organizer", "Динара")
    marat = await joined(cast, dinara, "moderator", "Марат", "KZ-59", "KZ-39")
    cast.now += MINUTE
    await team.revoke(cast.db, dinara, await membership(cast, marat), cast.now)
    cast.now += MINUTE
    await team.invite(cast.db, dinara, "moderator", ("KZ-75",), cast.now, RULES)
    cast.now += MINUTE
    await team.revoke(cast.db, admin, await membership(cast, dinara), cast.now)
    found = await team_history.acts(cast.db, admin, cast.now, RULES)
    assert [(act.what, act.name, act.role, act.regions, act.by) for act in found if act.at == cast.now] == [
        ("revoked", "Динара", "organizer", (), ""),
        ("ended", None, "moderator", ("KZ-75",), ""),
    ]
    assert [(act.what, act.name, act.regions, act.by) for act in found if act.at < cast.now] == [
        ("invited", None, ("KZ-75",), "Динара"),
        ("revoked", "Марат", ("KZ-59",), "Динара"),
        ("joined", "Марат", ("KZ-59", "KZ-39"), "Динара"),
        ("invited", None, ("KZ-59", "KZ-39"), "Динара"),
        ("joined", "Динара", (), ""),
        ("invited", None, (), ""),
    ]
    # A link that has run out by itself is no act of anybody.
    await team.invite(cast.db, admin, "organizer", (), cast.now, RULES)
    later = await team_history.acts(cast.db, admin, cast.now + timedelta(days=30), RULES)
    assert [act.what for act in later].count("ended") == 1


async def test_an_unused_link_is_listed_and_taken_back_and_nobody_joins_by_it(cast: Cast, replica: Database) -> None:
    admin = await cast.organizer()
    tokens = [await team.invite(cast.db, admin, "moderator", ("KZ-59",), NOW, RULES) for _ in range(4)]
    listed = await team_history.open_links(cast.db, admin, NOW)
    assert [link.regions for link in listed] == [("KZ-59",)] * 4
    assert await team_history.open_links(cast.db, admin, NOW + timedelta(days=7)) == ()
    first = listed[-1]
    await team_history.take_link_back(cast.db, admin, first.id, NOW)
    with pytest.raises(InvitationNotOpen):
        await team_history.take_link_back(cast.db, admin, first.id, NOW)
    with pytest.raises(InvitationExpired):
        await team.accept(cast.db, await cast.resident(), tokens[0], "Аты", NOW + MINUTE, RULES)
    # Somebody follows a link while it is taken back: one of the two happens.
    for link, token in zip(listed[-2::-1], tokens[1:], strict=True):
        guest = await cast.resident()
        ended, accepted = await asyncio.gather(
            team_history.take_link_back(cast.db, admin, link.id, NOW),
            team.accept(replica, guest, token, "Аты", NOW, RULES),
            return_exceptions=True,
        )
        is_member = bool(await rows(cast.db, "SELECT id FROM team WHERE person_id = :id", id=guest.id))
        assert is_member == isinstance(ended, InvitationNotOpen), (ended, accepted)
        assert is_member != isinstance(accepted, InvitationExpired | InvitationUsed), (ended, accepted)


async def test_the_last_organizer_is_not_revoked_but_by_an_admin(cast: Cast, replica: Database) -> None:
    admin = await cast.organizer()
    first = await joined(cast, admin, "organizer", "Динара")
    second = await joined(cast, first, "organizer", "Ерлан")
    moderator = await joined(cast, first, "moderator", "Марат", "KZ-59")
    ids = {person.id: await membership(cast, person) for person in (first, second, moderator)}
    # Each takes the other's role back at the same moment: the team is never left without anybody.
    outcomes = await asyncio.gather(
        team.revoke(cast.db, first, ids[second.id], cast.now),
        team.revoke(replica, second, ids[first.id], cast.now),
        return_exceptions=True,
    )
    assert sum(isinstance(one, NotAllowed) for one in outcomes) == 1, outcomes
    ((left,),) = await rows(cast.db, "SELECT person_id FROM team WHERE role = 'organizer' AND revoked_at IS NULL")
    last = first if left == first.id else second
    with pytest.raises(LastOrganizer):
        await team.revoke(cast.db, last, ids[last.id], cast.now)
    await team.revoke(cast.db, last, ids[moderator.id], cast.now)
    await team.revoke(cast.db, admin, ids[last.id], cast.now)
    with pytest.raises(NotAllowed):
        await team.revoke(cast.db, last, ids[moderator.id], cast.now)


async def test_a_person_of_the_team_is_shown_with_what_they_did(cast: Cast) -> None:
    await cast.campaign()
    admin = await cast.organizer()
    marat = await joined(cast, admin, "moderator", "Марат", "KZ-59")
    for act in ("publish", "return", "reject", "undo"):
        proposal = await cast.pending()
        if act == "return":
            await moderation.send_back(cast.db, marat, proposal.id, 1, "Қай ауыл екенін жазыңыз", cast.now, RULES)
        elif act == "reject":
            await moderation.reject(cast.db, marat, proposal.id, 1, "unclear", None, cast.now, RULES)
        else:
            decision = await moderation.publish(cast.db, marat, proposal.id, 1, cast.now)
            if act == "undo":
                await undoing.undo(cast.db, marat, decision.id, cast.now, RULES)
    wanted = sanctions.Wanted("warn", 0, "flood", 0)
    await sanctions.sanction(cast.db, marat, proposal.id, wanted, None, cast.now, RULES)
    await team.revoke(cast.db, admin, await membership(cast, marat), cast.now)
    profile = await team_history.profile(cast.db, admin, await membership(cast, marat))
    assert (profile.name, len(profile.roles), profile.roles[0].revoked_at) == ("Марат", 1, cast.now)
    assert profile.work._asdict() == {
        "publish": 2, "send_back": 1, "reject": 1, "join": 0, "undone": 1, "sanctions": 1, "selections": 0,
        "outcomes": 0,
    }  # fmt: skip
    with pytest.raises(MemberNotFound):
        await team_history.profile(cast.db, admin, 999)
    # Once they are forgotten the history goes on without the name.
    await privacy.forget(cast.db, marat, "key", cast.now)
    assert "Марат" not in {act.name for act in await team_history.acts(cast.db, admin, cast.now, RULES)}


async def test_nobody_but_organizers_looks_back_on_the_team(cast: Cast) -> None:
    moderator = await cast.moderator("KZ-59")
    for attempt in (
        team_history.acts(cast.db, moderator, NOW, RULES),
        team_history.open_links(cast.db, moderator, NOW),
        team_history.take_link_back(cast.db, moderator, 1, NOW),
        team_history.profile(cast.db, replace(moderator, memberships=()), 1),
    ):
        with pytest.raises(NotAllowed):
            await attempt
