"""Canned reasons: kept by organizers in both languages, chosen by moderators while they are offered."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from forum import errors, moderation, reasons
from forum.reasons import NewReason
from storage.database import Database
from storage.records import Person
from tests.canned import NAMES_KK, NAMES_RU
from tests.forum.people import NOW, RULES, Cast, rows

SPAM = NewReason(
    "added-1f3a",
    "Спам",
    "Спам",
    "Бұл мәтін бұрын бірнеше рет жіберілген. Қайта жібермеңіз.",
    "Этот текст уже присылали несколько раз. Не отправляйте его снова.",
    is_public=False,
)


async def test_the_forum_begins_with_eight_reasons_named_in_both_languages(cast: Cast) -> None:
    kept = await reasons.list_all(cast.db)
    assert {one.code: one.name_kk for one in kept} == NAMES_KK == await reasons.names(cast.db, "kk")
    assert {one.code: one.name_ru for one in kept} == NAMES_RU == await reasons.names(cast.db, "ru")
    assert [one.code for one in kept if one.is_public] == ["not-for-forum", "out-of-scope"]
    assert await reasons.offered(cast.db) == kept


async def test_an_added_reason_is_the_last_and_the_same_form_again_adds_nothing(cast: Cast) -> None:
    organizer = await cast.organizer()
    added = await reasons.add(cast.db, organizer, SPAM, NOW)
    assert await reasons.add(cast.db, organizer, replace(SPAM, name_ru="Иначе"), NOW) == added
    kept = await reasons.list_all(cast.db)
    assert (kept[-1], len(kept)) == (added, 9)
    assert added.is_offered
    assert (added.name("kk"), added.about("ru")) == ("Спам", SPAM.about_ru)
    assert await reasons.find_offered(cast.db, "added-1f3a") == added


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name_ru": ""}, errors.ReasonWordsEmpty),
        ({"name_kk": "***"}, errors.ReasonWordsEmpty),
        ({"name_kk": "А" * 41}, errors.ReasonWords),
        ({"name_ru": "Да"}, errors.ReasonWords),
        ({"about_kk": "Қысқа"}, errors.ReasonWords),
        ({"about_ru": "Р" * 301}, errors.ReasonWords),
        ({"about_kk": SPAM.about_ru}, errors.ReasonOneLanguage),
        ({"name_kk": "ЖАРНАМА"}, errors.ReasonNameTaken),
        ({"name_ru": "реклама"}, errors.ReasonNameTaken),
    ],
)
async def test_a_reason_is_written_in_both_languages_within_its_limits(
    cast: Cast, changes: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await reasons.add(cast.db, await cast.organizer(), replace(SPAM, **changes), NOW)  # type: ignore[arg-type]
    assert len(await reasons.list_all(cast.db)) == 8


async def test_words_written_anew_are_what_authors_read(cast: Cast) -> None:
    await cast.campaign()
    organizer, moderator = await cast.organizer(), await cast.moderator("KZ-59")
    proposal = await cast.pending()
    decision = await moderation.reject(cast.db, moderator, proposal.id, 1, "unclear", None, NOW, RULES)
    await reasons.write(cast.db, organizer, "unclear", "name_kk", "  Не айтылғаны \n түсініксіз ", NOW)
    notice = await moderation.decision_notice(cast.db, decision.id)
    assert notice.reason is not None
    assert notice.reason.name_kk == "Не айтылғаны түсініксіз"
    with pytest.raises(errors.ReasonNameTaken):
        await reasons.write(cast.db, organizer, "unclear", "name_ru", "Реклама", NOW)
    with pytest.raises(errors.ReasonOneLanguage):
        await reasons.write(cast.db, organizer, "unclear", "about_kk", notice.reason.about_ru, NOW)
    for code, field in (("unclear", "code"), ("nothing", "name_kk")):
        with pytest.raises(errors.StaleButton):
            await reasons.write(cast.db, organizer, code, field, "Жаңа атауы", NOW)


async def test_a_withdrawn_reason_stays_that_of_former_decisions_but_is_not_chosen(cast: Cast) -> None:
    await cast.campaign()
    organizer, moderator = await cast.organizer(), await cast.moderator("KZ-59")
    before, after = await cast.pending(), await cast.pending()
    decision = await moderation.reject(cast.db, moderator, before.id, 1, "abuse", None, NOW, RULES)
    await reasons.set_offered(cast.db, organizer, "abuse", NOW, is_offered=False)
    with pytest.raises(errors.ReasonWithdrawn):
        await moderation.reject(cast.db, moderator, after.id, 1, "abuse", None, NOW, RULES)
    with pytest.raises(errors.StaleButton):
        await moderation.reject(cast.db, moderator, after.id, 1, "forged", None, NOW, RULES)
    assert await moderation.reject(cast.db, moderator, before.id, 1, "abuse", None, NOW, RULES) == decision
    told = (await moderation.decision_notice(cast.db, decision.id)).reason
    assert told is not None
    assert not told.is_offered
    again = await reasons.set_offered(cast.db, organizer, "abuse", NOW, is_offered=True)
    assert await reasons.set_offered(cast.db, organizer, "abuse", NOW, is_offered=True) == again
    await moderation.reject(cast.db, moderator, after.id, 1, "abuse", None, NOW, RULES)


async def test_one_reason_is_always_left_to_choose_and_buttons_stay_few(cast: Cast) -> None:
    organizer = await cast.organizer()
    *others, last = await reasons.list_all(cast.db)
    for one in others:
        await reasons.set_offered(cast.db, organizer, one.code, NOW, is_offered=False)
    with pytest.raises(errors.ReasonLast):
        await reasons.set_offered(cast.db, organizer, last.code, NOW, is_offered=False)
    for number in range(reasons.OFFERED_MOST - 1):
        words = {"name_kk": f"Себеп {number}", "name_ru": f"Причина {number}"}
        await reasons.add(cast.db, organizer, replace(SPAM, code=f"added-{number}", **words), NOW)  # type: ignore[arg-type]
    with pytest.raises(errors.ReasonsFull):
        await reasons.add(cast.db, organizer, SPAM, NOW)
    with pytest.raises(errors.ReasonsFull):
        await reasons.set_offered(cast.db, organizer, others[0].code, NOW, is_offered=True)


async def test_a_reason_is_put_at_a_place_and_again_is_the_same(cast: Cast) -> None:
    organizer = await cast.organizer()
    codes = [one.code for one in await reasons.list_all(cast.db)]
    for _ in range(2):
        moved = await reasons.place(cast.db, organizer, "illegal", 2, NOW)
        assert [one.code for one in moved] == [codes[0], "illegal", *codes[1:-1]]
        assert await reasons.list_all(cast.db) == moved
    moved = await reasons.place(cast.db, organizer, "illegal", 99, NOW)
    assert [one.code for one in moved] == codes


async def test_only_organizers_keep_reasons(cast: Cast) -> None:
    moderator: Person = await cast.moderator("KZ-59")
    for work in (
        reasons.find(cast.db, moderator, "abuse"),
        reasons.add(cast.db, moderator, SPAM, NOW),
        reasons.write(cast.db, moderator, "abuse", "name_kk", "Балағат сөз", NOW),
        reasons.set_public(cast.db, moderator, "abuse", NOW, is_public=True),
        reasons.set_offered(cast.db, moderator, "abuse", NOW, is_offered=False),
        reasons.place(cast.db, moderator, "abuse", 1, NOW),
    ):
        with pytest.raises(errors.NotAllowed):
            await work


async def test_a_reason_withdrawn_while_it_is_chosen_either_counts_or_is_refused(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    organizer, moderator = await cast.organizer(), await cast.moderator("KZ-59")
    for _ in range(6):
        proposal = await cast.pending()
        rejected, withdrawn = await asyncio.gather(
            moderation.reject(cast.db, moderator, proposal.id, 1, "abuse", None, NOW, RULES),
            reasons.set_offered(replica, organizer, "abuse", NOW, is_offered=False),
            return_exceptions=True,
        )
        assert not isinstance(withdrawn, BaseException)
        state = await rows(cast.db, "SELECT state FROM proposals WHERE id = :id", id=proposal.id)
        assert state == [("pending" if isinstance(rejected, errors.ReasonWithdrawn) else "rejected",)], rejected
        await reasons.set_offered(cast.db, organizer, "abuse", NOW, is_offered=True)


async def test_of_the_last_two_reasons_two_organizers_withdraw_one(cast: Cast, replica: Database) -> None:
    organizer = await cast.organizer()
    one, other, *rest = await reasons.list_all(cast.db)
    for reason in rest:
        await reasons.set_offered(cast.db, organizer, reason.code, NOW, is_offered=False)
    outcomes = await asyncio.gather(
        reasons.set_offered(cast.db, organizer, one.code, NOW, is_offered=False),
        reasons.set_offered(replica, organizer, other.code, NOW, is_offered=False),
        return_exceptions=True,
    )
    assert len([outcome for outcome in outcomes if isinstance(outcome, errors.ReasonLast)]) == 1, outcomes
    assert len(await reasons.offered(cast.db)) == 1
