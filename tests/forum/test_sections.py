"""Sections of the forum: in an order, each name once, none removed while something stands in it."""

from __future__ import annotations

import asyncio

import pytest

from forum import campaign_changes, campaigns, sections
from forum.errors import NotAllowed, StaleButton
from forum.organizer_errors import SectionExists, SectionName, SectionUsed
from storage.database import Database, Transaction, to_ms
from tests.forum.people import NOW, Cast, rows


async def test_sections_are_added_renamed_moved_and_removed(cast: Cast) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    for kk, ru in (("Ауыл", "Село"), ("Білім", "Образование"), ("Экология", "Экология и вода")):
        there = await sections.add(cast.db, organizer, campaign.id, kk, ru, NOW)
    village, school, ecology = there
    assert [one.name_kk for one in there] == ["Ауыл", "Білім", "Экология"]
    for _ in range(2):  # again is the same
        there = await sections.place(cast.db, organizer, ecology.id, 1, NOW)
    assert [one.id for one in there] == [ecology.id, village.id, school.id]
    there = await sections.rename(cast.db, organizer, school.id, "ru", "Наука и школа", NOW)
    assert there[-1].name_ru == "Наука и школа"
    with pytest.raises(SectionExists):
        await sections.add(cast.db, organizer, campaign.id, "ауыл", "Деревня", NOW)
    with pytest.raises(SectionExists):
        await sections.rename(cast.db, organizer, school.id, "kk", "Экология", NOW)
    for name in ("аб", "а" * 81):
        with pytest.raises(SectionName):
            await sections.add(cast.db, organizer, campaign.id, name, "Название", NOW)
    there = await sections.remove(cast.db, organizer, village.id, NOW)
    assert [one.id for one in there] == [ecology.id, school.id]
    for act in (sections.remove(cast.db, organizer, village.id, NOW), sections.find(cast.db, organizer, village.id)):
        with pytest.raises(StaleButton):
            await act
    with pytest.raises(NotAllowed):
        await sections.add(cast.db, await cast.resident(), campaign.id, "Спорт", "Спорт", NOW)
    _, acts = await campaign_changes.acts(cast.db, organizer, campaign.id)
    done = [act.details["what"] for act in reversed(acts) if act.act == "section"]
    assert done == ["add", "add", "add", "move", "rename", "remove"]


async def test_a_section_with_something_of_the_shortlist_stays(cast: Cast) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    (section,) = await sections.add(cast.db, organizer, campaign.id, "Ауыл", "Село", NOW)

    async def select(tx: Transaction) -> None:
        await tx.run(
            """
            INSERT INTO selections (proposal_id, campaign_id, section_id, basis, rank, support, objections, breadth,
                                    selected_by, selected_at)
            VALUES (:proposal, :campaign, :section, 'region', 1, 0, 0, 0, :by, :now)
            """,
            proposal=proposal.id,
            campaign=campaign.id,
            section=section.id,
            by=organizer.id,
            now=to_ms(NOW),
        )

    await cast.db.write(select)
    with pytest.raises(SectionUsed) as used:
        await sections.remove(cast.db, organizer, section.id, NOW)
    assert used.value.facts == {"count": 1}
    assert (await sections.find(cast.db, organizer, section.id)).selected == 1
    # The forum is prepared after the end of the campaign, too, but not of an earlier one.
    await campaigns.end(cast.db, organizer, campaign.id, NOW)
    await sections.add(cast.db, organizer, campaign.id, "Білім", "Образование", NOW)
    await cast.campaign()
    with pytest.raises(StaleButton):
        await sections.add(cast.db, organizer, campaign.id, "Спорт", "Спорт", NOW)


async def test_of_two_sections_with_one_name_at_once_one_is_added(cast: Cast, replica: Database) -> None:
    campaign, organizer = await cast.campaign(), await cast.organizer()
    outcomes = await asyncio.gather(
        *(sections.add(db, organizer, campaign.id, "Ауыл", "Село", NOW) for db in (cast.db, replica) * 2),
        return_exceptions=True,
    )
    assert sum(isinstance(one, SectionExists) for one in outcomes) == 3
    assert await rows(cast.db, "SELECT position FROM sections") == [(1,)]
