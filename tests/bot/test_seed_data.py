"""The texts a first campaign is seeded with: how many, of what kind, and written cleanly."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import bot
from forum.policies import Rules
from locales.places import REGION_CODES, TOPIC_SLUGS
from storage.vocabulary import ANSWER_STATES
from tests.canned import REASONS

SEED_DATA = Path(bot.__path__[0]) / "seed_data"
PROPOSALS: list[dict[str, Any]] = json.loads((SEED_DATA / "proposals.json").read_text(encoding="utf-8"))

NORTH_KAZAKHSTAN = "KZ-59"
STATES = {"published": 46, "pending": 9, "returned": 3, "rejected": 2, "withdrawn": 2}
ALWAYS = {"key", "language", "scope", "region", "topic", "title", "text", "state", "days_ago"}
BY_STATE = {
    "published": {"support", "object"},
    "pending": set(),
    "returned": {"remark"},
    "rejected": {"reason", "remark"},
    "withdrawn": set(),
}
ASKED_BY_CIVIL_SOCIETY = {
    "consumer-rights-council": "үйлестіру кеңесі",
    "legal-literacy-videos": "социальные ролики",
    "ngo-partners-social-services": "серіктес",
    "recommendations-answered-in-term": "ұсынымға",
    "monitoring-public-services": "общественный мониторинг",
    "families-of-disabled-children": "мүгедектігі бар бала",
}

WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0250-\u02af]")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
KAZAKH_LETTER = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
PERSONAL_OR_LINK = re.compile(r"@|://|www\.|t\.me|\d{5,}|\+\d")

each_proposal = pytest.mark.parametrize("proposal", PROPOSALS, ids=[p["key"] for p in PROPOSALS])


OUTCOMES: list[dict[str, Any]] = json.loads((SEED_DATA / "outcomes.json").read_text(encoding="utf-8"))


def test_outcomes_are_of_published_proposals_in_both_languages() -> None:
    published = {p["key"]: p for p in PROPOSALS if p["state"] == "published"}
    for one in OUTCOMES:
        proposal, steps = published[one["key"]], one["steps"]
        ages = [step["days_ago"] for step in steps]
        assert ages == sorted(ages, reverse=True)
        assert proposal["days_ago"] - 3 > ages[0]
        assert ages[-1] > 4, "older than what is told of"
        assert [step["state"] for step in steps[:2]] == ["shortlisted", "recommended"]
        for step in steps:
            assert ("kk" in step) == ("ru" in step) == (step["state"] in ANSWER_STATES)
            if "kk" in step:
                assert KAZAKH_LETTER.search(step["kk"])
                assert not KAZAKH_LETTER.search(step["ru"])
                assert not PERSONAL_OR_LINK.search(step["kk"] + step["ru"])
        assert sum(one.get("ratings", {}).values()) <= proposal["support"]


def words_people_read(proposal: dict[str, Any]) -> str:
    return "\n".join(proposal.get(field, "") for field in ("title", "text", "remark"))


def test_there_are_62_proposals_with_different_keys_titles_and_texts() -> None:
    assert len(PROPOSALS) == 62
    for field in ("key", "title", "text"):
        assert len({p[field] for p in PROPOSALS}) == 62


def test_34_are_in_kazakh_and_28_in_russian() -> None:
    assert Counter(p["language"] for p in PROPOSALS) == {"kk": 34, "ru": 28}


def test_every_region_speaks_at_least_twice_and_north_kazakhstan_six_times() -> None:
    count = Counter(p["region"] for p in PROPOSALS)
    assert set(count) == set(REGION_CODES)
    assert min(count.values()) >= 2
    assert count[NORTH_KAZAKHSTAN] >= 6


def test_every_topic_is_met_and_no_other() -> None:
    assert {p["topic"] for p in PROPOSALS} == set(TOPIC_SLUGS)


def test_states_are_mostly_published_with_some_of_each_other_fate() -> None:
    assert Counter(p["state"] for p in PROPOSALS) == STATES


def test_the_north_kazakhstan_queue_holds_at_least_four_of_different_ages() -> None:
    pending = [p for p in PROPOSALS if p["state"] == "pending"]
    ages = [p["days_ago"] for p in pending if p["region"] == NORTH_KAZAKHSTAN]
    assert len(ages) >= 4
    assert len(set(ages)) == len(ages)
    assert all(0.2 <= p["days_ago"] <= 4 for p in pending)


@pytest.mark.parametrize(("key", "words"), ASKED_BY_CIVIL_SOCIETY.items())
def test_what_civil_society_asked_for_is_there_as_a_national_published_proposal(key: str, words: str) -> None:
    proposal = next(p for p in PROPOSALS if p["key"] == key)
    assert (proposal["scope"], proposal["state"]) == ("national", "published")
    assert words in words_people_read(proposal).lower()


def test_what_civil_society_asked_for_comes_in_both_languages() -> None:
    languages = {p["language"] for p in PROPOSALS if p["key"] in ASKED_BY_CIVIL_SOCIETY}
    assert languages == {"kk", "ru"}


@each_proposal
def test_fields_are_those_of_its_state_and_no_more(proposal: dict[str, Any]) -> None:
    assert set(proposal) == ALWAYS | BY_STATE[proposal["state"]]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", proposal["key"])
    assert proposal["scope"] in {"region", "national"}
    assert 0.1 <= proposal["days_ago"] <= 45
    if proposal["state"] == "rejected":
        assert proposal["reason"] in REASONS
    assert 0 <= proposal.get("support", 0) <= 420
    assert 0 <= proposal.get("object", 0) <= 60


@each_proposal
def test_title_and_text_are_trimmed_and_within_length(proposal: dict[str, Any]) -> None:
    assert 10 <= len(proposal["title"]) <= 120
    assert 200 <= len(proposal["text"]) <= 900
    assert len(proposal.get("remark", "")) <= Rules().remark_max
    for field in {"title", "text", "remark"} & set(proposal):
        assert proposal[field] == " ".join(proposal[field].split())


@each_proposal
def test_no_word_mixes_latin_and_cyrillic_letters(proposal: dict[str, Any]) -> None:
    words = WORD.findall(words_people_read(proposal))
    assert [word for word in words if LATIN.search(word) and CYRILLIC.search(word)] == []


@each_proposal
def test_text_is_in_the_language_it_says(proposal: dict[str, Any]) -> None:
    share = len(KAZAKH_LETTER.findall(proposal["text"])) / len(proposal["text"])
    assert share > 0.05 if proposal["language"] == "kk" else share < 0.01


@each_proposal
def test_nothing_in_it_looks_like_a_phone_a_link_or_markup(proposal: dict[str, Any]) -> None:
    assert not PERSONAL_OR_LINK.search(words_people_read(proposal))
    assert not re.search(r"[<>{}*_`]", words_people_read(proposal))
