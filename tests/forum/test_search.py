"""Search over real databases: what is found, in which order, at what cost, and what was there before."""

from __future__ import annotations

import asyncio

import pytest

from forum import search, withdrawal
from forum.errors import SearchEmpty, SearchLong, SearchShort
from forum.policies import PUBLIC
from forum.search import check_query, number_of, terms_of
from storage import stems
from storage.database import Database, Transaction, to_ms
from storage.records import Campaign
from storage.stems import Term
from tests.forum.people import NOW, Cast, rows

TITLE = "Ауыл мектебіне жылдам интернет"  # of everything the cast sends


async def fill(db: Database, campaign: Campaign, titles: list[str], state: str = "published") -> list[int]:
    """Proposals with these titles as an older version left them: no stems."""

    async def unit(tx: Transaction) -> list[int]:
        at = to_ms(NOW)
        last = await tx.one("SELECT max(number) AS n FROM proposals")
        first = 1 + (last["n"] or 0 if last else 0)
        found = await tx.each(
            f"""
            INSERT INTO proposals (campaign_id, number, state, round, place, region, topic, title, text, language,
                                   fingerprint, created_at, changed_at, submitted_at, queued_at, published_at)
            SELECT these.campaign, these.number, '{state}', 1, 'KZ-59', 'KZ-59', 'rural', these.title, these.text,
                   'kk', 'f', these.at, these.at, these.at, these.at, these.at
              FROM ROWS(these campaign, number, title text, text text, at)
            RETURNING id
            """,
            [(campaign.id, number, title, "х" * 40, at) for number, title in enumerate(titles, start=first)],
        )
        return sorted(row["id"] for row in found)

    return await db.write(unit)


async def numbers(db: Database, campaign: Campaign, query: str) -> list[int | None]:
    """Every page of a search, as numbers."""
    found: list[int | None] = []
    before = None
    while True:
        results = await search.find(db, campaign, query, before)
        found += [proposal.number for proposal in results.items]
        before = results.following
        if before is None:
            return found


@pytest.mark.parametrize("typed", ["a" * 101, "слово " * 20, "х" * 10_000])
def test_a_long_query_is_refused(typed: str) -> None:
    with pytest.raises(SearchLong):
        check_query(typed)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "%", "%%", '"', '"*"', "'", "_", "**", "😀", "👨‍👩‍👧 🎉", "\u200b\u202e\u200f", "<>"],
)
def test_a_query_without_a_letter_is_refused(typed: str) -> None:
    with pytest.raises(SearchEmpty):
        check_query(typed)


def test_one_letter_is_too_short_and_one_digit_is_a_number() -> None:
    with pytest.raises(SearchShort):
        check_query("ж")
    assert check_query(" 7 ") == "7"


@pytest.mark.parametrize(
    ("query", "number"),
    [("214", 214), ("№ 214", 214), ("№214", 214), ("#214", 214), ("214.", 214), ("2027 жыл", None), ("9" * 12, None)],
)
def test_a_number_is_known_by_its_sign_or_by_itself(query: str, number: int | None) -> None:
    assert number_of(query) == number


def test_short_words_are_beginnings_and_words_that_say_nothing_are_left_out() -> None:
    assert terms_of("жол") == [Term("жол", is_beginning=True)]
    assert terms_of("Балабақша керек") == [Term("балап")]
    assert terms_of("и в") == [Term("и", is_beginning=True), Term("в", is_beginning=True)]
    assert len(terms_of(" ".join(f"сөз{letter}" for letter in "абвгдежзиклмнопр"))) == search.TERMS_MOST


async def test_words_of_either_language_are_found_newest_first(cast: Cast) -> None:
    campaign = await cast.campaign()
    await fill(
        cast.db,
        campaign,
        ["Балабақша кезегін азайту", "Ремонт дорог в сёлах", "Балабақшаларға орын", "Жол салу керек", "Дорожный знак"],
    )
    assert await search.catch_up(cast.db) == 5
    assert await numbers(cast.db, campaign, "балабақшада") == [3, 1]
    assert await numbers(cast.db, campaign, "БАЛАБАКША орын") == [3]
    assert await numbers(cast.db, campaign, "дорог") == [2]
    assert await numbers(cast.db, campaign, "дор") == [5, 2]
    assert await numbers(cast.db, campaign, "ремонт селах") == [2]
    assert await numbers(cast.db, campaign, "балабақша дорога") == []
    assert await numbers(cast.db, campaign, "жол") == [4]


async def test_pages_are_of_five_and_whole(cast: Cast) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [f"Аула жарығы {'қызыл' if n % 2 else 'көк'}" for n in range(1, 24)])
    await search.catch_up(cast.db)
    first = await search.find(cast.db, campaign, "аула жарық")
    assert [proposal.number for proposal in first.items] == [23, 22, 21, 20, 19]
    assert await numbers(cast.db, campaign, "жарығы") == list(range(23, 0, -1))
    assert await numbers(cast.db, campaign, "жарығы көк") == list(range(22, 0, -2))
    assert await numbers(cast.db, campaign, "ау жа") == list(range(23, 0, -1))


@pytest.mark.parametrize("state", ["pending", "returned", "rejected", "hidden", "joined"])
async def test_only_what_is_public_is_found(cast: Cast, state: str) -> None:
    campaign = await cast.campaign()
    (one,) = await fill(cast.db, campaign, ["Қоқыс полигоны жабылсын"])
    (other,) = await fill(cast.db, campaign, ["Қоқыс сұрыптау алаңы"], min(PUBLIC))
    joined_to = other if state == "joined" else None
    change = "UPDATE proposals SET state = :state, joined_to = CAST(:other AS BIGINT) WHERE id = :id"
    await cast.db.write(lambda tx: tx.run(change, state=state, other=joined_to, id=one))
    await search.catch_up(cast.db)
    assert await numbers(cast.db, campaign, "қоқыс") == [2]


async def test_a_sent_text_is_found_when_published_and_never_after_a_withdrawal(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator, author = await cast.moderator("KZ-59"), await cast.resident()
    proposal = await cast.published(moderator)
    other = await cast.pending(author)
    assert await numbers(cast.db, campaign, "мектеп интернет") == [proposal.number]
    await withdrawal.withdraw(cast.db, author, other.id, cast.now)
    assert await rows(cast.db, "SELECT count(*) FROM proposal_stems WHERE proposal_id = :id", id=other.id) == [(0,)]
    assert await search.catch_up(cast.db) == 0


async def test_a_text_sent_anew_is_found_by_its_new_words_only(cast: Cast) -> None:
    campaign = await cast.campaign()
    (one,) = await fill(cast.db, campaign, ["Ескі атауы осындай еді"])
    await search.catch_up(cast.db)

    async def unit(tx: Transaction) -> None:
        (proposal,) = await stems.public(tx, campaign.id, [one])
        await search.make_findable(tx, proposal._replace(title="Тротуар төселсін", text="Жаяу жүргіншіге"))

    await cast.db.write(unit)
    assert await numbers(cast.db, campaign, "тротуар") == [1]
    assert await numbers(cast.db, campaign, "атауы") == []


async def test_a_number_opens_what_its_reader_may_see(cast: Cast) -> None:
    campaign = await cast.campaign()
    moderator, author, stranger = await cast.moderator("KZ-59"), await cast.resident(), await cast.resident("KZ-39")
    waiting = await cast.pending(author)
    shown = await cast.published(moderator)
    assert await search.find_number(cast.db, campaign, stranger, f"№ {shown.number}") is not None
    assert await search.find_number(cast.db, campaign, stranger, str(waiting.number)) is None
    assert await search.find_number(cast.db, campaign, author, str(waiting.number)) is not None
    assert await search.find_number(cast.db, campaign, stranger, "99999") is None
    assert await search.find_number(cast.db, campaign, stranger, "интернет") is None


@pytest.mark.parametrize(
    "query", ["%", "_", "а%", "ж_т", "\\", "' OR 1=1 --", 'a" OR "b', "(*)", "NEAR/2", "\U0010ffff"]
)
async def test_signs_of_query_languages_are_no_wildcards(cast: Cast, query: str) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, ["Аула ортасына терек"])
    await search.catch_up(cast.db)
    found = await numbers(cast.db, campaign, query)
    assert found == ([1] if query == "а%" else [])


async def test_words_that_rarely_meet_cost_no_more_than_a_walk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = await cast.campaign()
    titles = ["Алма ағашы" if n % 2 else "Бақша қоршауы" for n in range(60)]
    await fill(cast.db, campaign, ["Алма мен бақша бірге", *titles])
    await search.catch_up(cast.db)
    monkeypatch.setattr(search, "WALK", (5, 10))
    first = await search.find(cast.db, campaign, "ағашы қоршауы")
    assert first.items == ()
    assert first.following is not None
    assert await numbers(cast.db, campaign, "алма бақша") == [1]
    assert await numbers(cast.db, campaign, "ал ба") == [1]


async def test_frequent_beginnings_are_looked_for_among_the_newest(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [f"Жаңа {'көпір' if n % 3 == 0 else 'саябақ'} салынсын" for n in range(30)])
    await search.catch_up(cast.db)
    everything = await numbers(cast.db, campaign, "жа кө")
    monkeypatch.setattr(search, "COUNTED", 3)
    assert await numbers(cast.db, campaign, "жа кө") == everything == list(range(28, 0, -3))


async def test_what_was_sent_before_is_made_findable_once_by_two_at_a_time(cast: Cast, replica: Database) -> None:
    campaign = await cast.campaign()
    await fill(cast.db, campaign, [f"Көшеге шам {n}" for n in range(130)])
    await fill(cast.db, campaign, ["Қайтарып алынған көше"], "withdrawn")
    await asyncio.gather(search.catch_up(cast.db), search.catch_up(replica))
    assert len(await numbers(cast.db, campaign, "шам")) == 130
    assert await search.catch_up(cast.db) == 0
    assert await rows(cast.db, "SELECT count(DISTINCT proposal_id) FROM proposal_stems") == [(130,)]
