"""Translations: who may, of what, what becomes of them, and where they are read and found."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from forum import (
    browsing,
    digest_words,
    digests,
    following,
    moderation,
    resident_digests,
    search,
    showcase,
    submission,
    team,
    translating,
    voting,
    withdrawal,
    wordings,
)
from forum.browsing import PageQuery
from forum.errors import (
    NotAllowed,
    NotTranslatable,
    NotYourRegion,
    OriginalChanged,
    ProposalNotFound,
    TextLong,
    TitleLong,
    TranslationClash,
    TranslationGone,
    TranslationSame,
)
from forum.translating import Seen
from storage.database import Database
from storage.records import Person, Proposal, Translation
from tests.forum.people import NOW, RULES, TEXT, Cast, rows

TITLE_RU = "Быстрый интернет сельской школе"
TEXT_RU = "В школе села медленный интернет, ученики не могут учиться. Предлагаем провести оптическую сеть."


async def translated(
    cast: Cast,
    moderator: Person,
    proposal: Proposal,
    *,
    db: Database | None = None,
    version: int = 0,
    title: str = TITLE_RU,
    text: str = TEXT_RU,
) -> Translation:
    """What a moderator saves who has seen the proposal and the translation of a version."""
    seen = Seen(proposal.fingerprint or "", "ru", version)
    return await translating.save(db or cast.db, moderator, proposal.id, title, text, seen, cast.now, RULES)


async def acts_of(cast: Cast, proposal: Proposal) -> list[tuple[str, str]]:
    acts = "SELECT act, details FROM history WHERE proposal_id = :id AND act <> 'state' ORDER BY id"
    return await rows(cast.db, acts, id=proposal.id)


async def test_readers_are_shown_the_translation_into_their_language_and_others_the_original(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)
    await translated(cast, moderator, proposal)
    russian, kazakh = await cast.resident(language="ru"), await cast.resident(language="kk")
    for reader, title in ((russian, TITLE_RU), (kazakh, proposal.title)):
        page = await browsing.list_page(cast.db, campaign, PageQuery(), reader)
        assert [one.title for one in page.items] == [title]
        assert page.items[0].fingerprint == proposal.fingerprint, "only the words are other ones"
        found = await search.find(cast.db, campaign, "мектебіне", language=reader.language)
        assert [one.title for one in found.items] == [title]
        await following.follow(cast.db, reader, proposal.id, NOW)
        assert [one.title for one in await following.followed(cast.db, reader)] == [title]
        shown = await showcase.look(cast.db, reader.telegram_id or 0, "")
        assert [one.title for one in shown.items] == [title]
        assert (proposal.id in shown.translated) == (reader is russian)
        card = await browsing.card(cast.db, reader, proposal.id)
        assert card.proposal.title == proposal.title
        assert (card.translation is not None) == (reader is russian)
        voted = await voting.cast(cast.db, reader, proposal.id, 1, NOW, RULES)
        assert voted.translation == card.translation
        assert [one.title for one, _ in await browsing.my_votes(cast.db, reader)] == [title]
    unknown = await showcase.look(cast.db, 987654, "", "ru")
    assert [one.title for one in unknown.items] == [TITLE_RU]


async def test_a_proposal_is_found_by_the_words_of_its_translation_while_there_is_one(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)

    async def found(query: str) -> list[int]:
        return [one.id for one in (await search.find(cast.db, campaign, query)).items]

    assert await found("оптическую") == []
    saved = await translated(cast, moderator, proposal)
    assert await found("оптическую") == await found("Оптикалық") == await found("желі сельской") == [proposal.id]
    # As if both had been sent before there was a search.
    await cast.db.write(lambda tx: tx.run("DELETE FROM proposal_stems"))
    assert await found("оптическую") == []
    await search.catch_up(cast.db)
    assert await found("оптическую") == [proposal.id]
    other = TEXT_RU.replace("оптич", "спутнич")
    changed = await translated(cast, moderator, proposal, version=saved.version, text=other)
    assert (await found("оптическую"), await found("спутническую")) == ([], [proposal.id])
    await translating.delete(cast.db, moderator, proposal.id, changed.version, NOW)
    assert await found("спутническую") == []
    assert await found("Оптикалық") == [proposal.id]
    assert await acts_of(cast, proposal) == [
        ("translate", f'{{"language":"ru","what":"{what}"}}') for what in ("add", "change", "delete")
    ]


async def test_a_text_sent_anew_has_no_translation_and_the_same_text_keeps_it(cast: Cast) -> None:
    await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    proposal = await cast.pending(author)
    saved = await translated(cast, moderator, proposal)
    await moderation.send_back(cast.db, moderator, proposal.id, 1, "Нақтылаңыз", NOW, RULES)
    await submission.send(cast.db, author, proposal.id, 1, "kk", NOW, RULES)
    kept = await translating.find_original(cast.db, moderator, proposal.id)
    assert kept.translation == saved
    await moderation.send_back(cast.db, moderator, proposal.id, 2, "Нақтылаңыз", NOW, RULES)
    with pytest.raises(NotTranslatable):
        await translating.find_original(cast.db, moderator, proposal.id)
    await submission.change(cast.db, author, proposal.id, NOW, RULES, title="Ауыл мектебіне жылдам интернет керек")
    sent = await submission.send(cast.db, author, proposal.id, 2, "kk", NOW, RULES)
    assert (await translating.find_original(cast.db, moderator, proposal.id)).translation is None
    assert await rows(cast.db, "SELECT proposal_id FROM translations") == []
    assert await rows(cast.db, "SELECT stem FROM proposal_stems WHERE stem = 'оптич'") == []
    with pytest.raises(OriginalChanged):  # begun before the text was sent anew
        await translated(cast, moderator, proposal)
    assert (await translated(cast, moderator, sent.proposal)).title == TITLE_RU


async def test_a_translation_that_is_not_of_this_text_is_shown_nowhere(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)
    await translated(cast, moderator, proposal)
    same = "UPDATE translations SET fingerprint = (SELECT p.fingerprint FROM proposals p WHERE p.id = proposal_id)"
    for language, changes in (
        ("ru", ["UPDATE translations SET fingerprint = 'old'"]),
        ("kk", [same, "UPDATE proposals SET language = 'ru'"]),
    ):
        reader = await cast.resident(language=language)
        for change in changes:
            await cast.db.write(lambda tx, change=change: tx.run(change))
        assert (await browsing.card(cast.db, reader, proposal.id)).translation is None
        page = await browsing.list_page(cast.db, campaign, PageQuery(), reader)
        assert page.items[0].title == proposal.title


async def test_only_moderators_of_its_region_translate_what_waits_is_hidden_or_public(cast: Cast) -> None:
    await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    proposal = await cast.pending(author)
    for stranger, refusal in (
        (author, NotAllowed),
        (await cast.organizer(), NotAllowed),
        (await cast.moderator("KZ-71"), NotYourRegion),
    ):
        with pytest.raises(refusal):
            await translating.find_original(cast.db, stranger, proposal.id)
        with pytest.raises(refusal):
            await translated(cast, stranger, proposal)
        with pytest.raises(refusal):
            await translating.delete(cast.db, stranger, proposal.id, 1, NOW)
    draft = (await submission.begin(cast.db, author, NOW, RULES)).proposal
    for missing in (draft.id, 2**62):
        with pytest.raises(ProposalNotFound):
            await translating.find_original(cast.db, moderator, missing)
    public = await cast.published(moderator)
    for state in ("hidden", "published", "shortlisted"):
        change = "UPDATE proposals SET state = :state WHERE id = :id"
        await cast.db.write(lambda tx, state=state, change=change: tx.run(change, state=state, id=public.id))
        assert (await translating.find_original(cast.db, moderator, public.id)).proposal.state == state
    await withdrawal.withdraw(cast.db, author, proposal.id, NOW)
    with pytest.raises(NotTranslatable):
        await translated(cast, moderator, proposal)
    assert await rows(cast.db, "SELECT proposal_id FROM translations") == []


async def test_a_moderator_revoked_in_the_middle_translates_nothing(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.pending()
    saved = await translated(cast, moderator, proposal)
    (member,) = await rows(cast.db, "SELECT id FROM team WHERE person_id = :id", id=moderator.id)
    await team.revoke(cast.db, await cast.organizer(), member[0], NOW)
    with pytest.raises(NotAllowed):  # the record was read before: the statement asks again
        await translated(cast, moderator, proposal, version=saved.version, title=TITLE_RU + "!")
    with pytest.raises(NotAllowed):
        await translating.delete(cast.db, moderator, proposal.id, saved.version, NOW)
    assert await rows(cast.db, "SELECT title FROM translations") == [(TITLE_RU,)]
    assert len(await acts_of(cast, proposal)) == 1


async def test_bad_words_are_refused_and_the_wrong_language_is_only_doubted(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.pending()
    with pytest.raises(TitleLong) as long:
        await translated(cast, moderator, proposal, title="а" * 5000)
    assert long.value.facts["excess"] == 4880
    with pytest.raises(TextLong):
        await translated(cast, moderator, proposal, text="а" * 5000)
    with pytest.raises(TranslationSame):
        await translated(cast, moderator, proposal, title=proposal.title or "", text=TEXT)
    assert await translating.is_other_language(proposal.title or "", TEXT, "ru")
    assert not await translating.is_other_language(TITLE_RU, TEXT_RU, "ru")
    assert not await translating.is_other_language("WiFi 5G LTE", "4G 5G 6G", "ru")
    saved = await translated(cast, moderator, proposal, title=TITLE_RU, text=TEXT)
    assert saved.text == TEXT, "a moderator who goes on may"


async def test_the_last_translation_wins_and_the_other_translator_is_told(cast: Cast) -> None:
    await cast.campaign()
    marat, asel = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    proposal = await cast.published(marat)
    first = await translated(cast, marat, proposal)
    assert await translated(cast, marat, proposal) == first, "the same once more is the same"
    with pytest.raises(TranslationClash) as clash:
        await translated(cast, asel, proposal, title=TITLE_RU + " нужен")
    assert clash.value.facts == {"by": "Марат"}
    second = await translated(cast, asel, proposal, version=first.version, title=TITLE_RU + " нужен")
    assert second.version > first.version
    owed = "SELECT person_id FROM deliveries WHERE kind = 'translation' ORDER BY id"
    assert await rows(cast.db, owed) == [(marat.id,)]
    told = await translating.replaced(cast.db, marat.id, proposal.id, asel.id)
    assert told.by == "Әсел"
    with pytest.raises(NotAllowed):
        await translating.replaced(cast.db, (await cast.resident()).id, proposal.id, asel.id)
    with pytest.raises(TranslationGone):
        await translating.delete(cast.db, marat, proposal.id, first.version, NOW)
    await translating.delete(cast.db, marat, proposal.id, second.version, NOW)
    with pytest.raises(TranslationGone):
        await translating.delete(cast.db, asel, proposal.id, second.version, NOW)
    assert await rows(cast.db, owed) == [(marat.id,), (asel.id,)]
    # What was deleted meanwhile stands in nobody's way.
    again = await translated(cast, asel, proposal, version=second.version)
    assert again.title == TITLE_RU


async def test_of_two_translators_at_once_one_wins_and_the_other_hears_who(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    marat, asel = await cast.moderator("KZ-59", name="Марат"), await cast.moderator("KZ-59", name="Әсел")
    for _ in range(6):
        proposal = await cast.pending()
        outcomes = await asyncio.gather(
            translated(cast, marat, proposal, title=TITLE_RU + " 1"),
            translated(cast, asel, proposal, db=replica, title=TITLE_RU + " 2"),
            return_exceptions=True,
        )
        (clash,) = [outcome for outcome in outcomes if isinstance(outcome, TranslationClash)]
        winner = "Әсел" if outcomes[0] is clash else "Марат"
        assert clash.facts == {"by": winner}
        kept = TITLE_RU + (" 2" if winner == "Әсел" else " 1")
        titles = await rows(cast.db, "SELECT title FROM translations WHERE proposal_id = :id", id=proposal.id)
        assert titles == [(kept,)]
        assert len(await acts_of(cast, proposal)) == 1


async def test_a_translation_and_a_withdrawal_at_once_leave_the_history_in_order(cast: Cast, replica: Database) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    for _ in range(6):
        author = await cast.resident()
        proposal = await cast.pending(author)
        saved, withdrawn = await asyncio.gather(
            translated(cast, moderator, proposal, db=replica),
            withdrawal.withdraw(cast.db, author, proposal.id, NOW),
            return_exceptions=True,
        )
        assert not isinstance(withdrawn, BaseException)
        was_saved = not isinstance(saved, NotTranslatable)
        acts = "SELECT act, to_state FROM history WHERE proposal_id = :id ORDER BY id"
        steps = await rows(cast.db, acts, id=proposal.id)
        between = [("translate", "pending")] if was_saved else []
        assert steps == [("state", "pending"), *between, ("state", "withdrawn")]
        assert await rows(cast.db, "SELECT stem FROM proposal_stems WHERE proposal_id = :id", id=proposal.id) == []


async def test_digests_name_what_gains_support_in_the_language_they_come_in(cast: Cast) -> None:
    await cast.campaign()
    moderator = await cast.moderator("KZ-59")
    proposal = await cast.published(moderator)
    await translated(cast, moderator, proposal)
    await voting.cast(cast.db, await cast.resident(), proposal.id, 1, NOW, RULES)
    content = await digests.current(cast.db, moderator, "KZ-59", NOW, RULES)
    since, until = NOW - timedelta(days=7), NOW + timedelta(hours=1)
    for language, title in (("ru", TITLE_RU), ("kk", proposal.title)):
        read = await digest_words.worded(cast.db, content, language)
        assert [(one.title, gained) for one, gained in read.top] == [(title, 1)]
        week = await resident_digests.week_of(cast.db, "KZ-59", since, until, RULES, language)
        assert [one.title for one, _ in week.top] == [title]
        assert (await wordings.titled(cast.db, proposal, language)).title == title
