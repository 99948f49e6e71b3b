"""One number is one voter: hashed with a pepper, refused when foreign or another account's, needed where asked for."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from forum import people, privacy, submission, verification, voting
from forum.errors import PhoneForeign, PhoneNeeded, PhoneTaken
from storage.database import Database
from storage.records import Person
from tests.forum.people import NOW, RULES, TEXT, Cast, rows
from tests.forum.test_forgetting import key_of

PEPPER = "pepper-of-thirty-two-characters!"
NEEDED = replace(RULES, phone_needed=True)
PHONE = "+7 701 000-00-01"


@pytest.mark.parametrize(
    "phone", ["77010000001", "+77010000001", "+7 701 000 00 01", "+7 (701) 000-00-01", "+7.701.000.00.01"]
)
def test_one_number_has_one_form_however_it_is_written(phone: str) -> None:
    assert verification.number_of(phone) == "77010000001"


@pytest.mark.parametrize("phone", ["+77771234567", "+77271234567", "+76001234567", "+70011234567"])
def test_numbers_of_kazakhstan_are_taken(phone: str) -> None:
    assert verification.number_of(phone) == phone[1:]


@pytest.mark.parametrize(
    "phone",
    ["+79161234567", "+73431234567", "+78001234567", "+996555123456", "+15551234567", "87010000001", "7701000000",
     "770100000011", "", "қоңырау", "７７０１００００００１"],
)  # fmt: skip
def test_foreign_and_odd_numbers_are_refused(phone: str) -> None:
    with pytest.raises(PhoneForeign):
        verification.number_of(phone)


def test_the_hash_is_nothing_without_the_pepper() -> None:
    hashed = verification.hash_of("77010000001", PEPPER)
    assert len(hashed) == 64
    assert "7701" not in hashed
    assert hashed == verification.hash_of("77010000001", PEPPER)
    assert hashed != verification.hash_of("77010000001", PEPPER[::-1])


async def test_only_the_hash_is_kept_and_the_person_is_known_as_verified(cast: Cast) -> None:
    person = await cast.resident()
    assert not person.is_verified
    verified = await verification.verify(cast.db, person, PHONE, PEPPER)
    assert verified.is_verified
    assert (await people.arrive(cast.db, person.telegram_id or 0, NOW)).is_verified
    ((kept,),) = await rows(cast.db, "SELECT phone_hash FROM people WHERE id = :id", id=person.id)
    assert kept == verification.hash_of("77010000001", PEPPER)


async def test_the_same_number_again_is_fine_and_a_second_one_changes_nothing(cast: Cast) -> None:
    person = await cast.resident()
    verified = await verification.verify(cast.db, person, PHONE, PEPPER)
    assert await verification.verify(cast.db, person, PHONE, PEPPER) == verified
    assert await verification.verify(cast.db, verified, "77770000002", PEPPER) == verified
    ((kept,),) = await rows(cast.db, "SELECT phone_hash FROM people WHERE id = :id", id=person.id)
    assert kept == verification.hash_of("77010000001", PEPPER)


async def test_another_account_with_the_number_is_refused(cast: Cast) -> None:
    first, second = await cast.resident(), await cast.resident()
    await verification.verify(cast.db, first, PHONE, PEPPER)
    with pytest.raises(PhoneTaken):
        await verification.verify(cast.db, second, PHONE, PEPPER)
    assert not (await people.arrive(cast.db, second.telegram_id or 0, NOW)).is_verified


async def test_of_two_accounts_sharing_one_number_at_once_one_is_the_voter(cast: Cast, replica: Database) -> None:
    for number in range(8):
        pair = [await cast.resident(), await cast.resident()]
        outcomes = await asyncio.gather(
            *(
                verification.verify(db, person, f"7701000001{number}", PEPPER)
                for db, person in zip((cast.db, replica), pair, strict=True)
            ),
            return_exceptions=True,
        )
        kinds = sorted(type(outcome).__name__ for outcome in outcomes)
        assert kinds == ["Person", "PhoneTaken"], outcomes
    ((count,),) = await rows(cast.db, "SELECT count(*) FROM people WHERE phone_hash IS NOT NULL")
    assert count == 8


async def test_a_vote_and_a_sending_need_the_number_only_where_the_settings_ask(cast: Cast) -> None:
    await cast.campaign()
    proposal = await cast.published(await cast.moderator("KZ-59"))
    person = await cast.resident()
    with pytest.raises(PhoneNeeded):
        await voting.cast(cast.db, person, proposal.id, 1, NOW, NEEDED)
    draft = await submission.begin(cast.db, person, NOW, NEEDED)
    title = "Ауыл мектебіне интернет"
    await submission.change(
        cast.db, person, draft.proposal.id, NOW, NEEDED, place="KZ-59", topic="rural", title=title, text=TEXT
    )
    with pytest.raises(PhoneNeeded):
        await submission.send(cast.db, person, draft.proposal.id, 0, "kk", NOW, NEEDED)
    assert await rows(cast.db, "SELECT count(*) FROM votes") == [(0,)]
    verified = await verification.verify(cast.db, person, PHONE, PEPPER)
    await voting.cast(cast.db, verified, proposal.id, 1, NOW, NEEDED)
    receipt = await submission.send(cast.db, verified, draft.proposal.id, 0, "kk", NOW, NEEDED)
    assert receipt.proposal.state == "pending"
    await voting.cast(cast.db, await cast.resident(), proposal.id, 1, NOW, RULES)


async def test_a_forgotten_number_is_free_again(cast: Cast) -> None:
    first = await verification.verify(cast.db, await cast.resident(), PHONE, PEPPER)
    await privacy.forget(cast.db, first, key_of(first), NOW)
    second: Person = await verification.verify(cast.db, await cast.resident(), PHONE, PEPPER)
    assert second.is_verified
