"""Buttons' data: what fails silently when two classes share a prefix or a button grows beyond 64 bytes."""

from __future__ import annotations

from typing import get_type_hints

import pytest
from aiogram.filters.callback_data import CallbackData

import handlers.callbacks as callbacks
from forum.browsing import PageQuery
from handlers.callbacks import ListPage
from handlers.callbacks.ids import BIGGEST
from locales import NATIONAL, REGION_CODES, TOPIC_SLUGS

CLASSES: list[type[CallbackData]] = [getattr(callbacks, name) for name in callbacks.__all__]


def test_every_class_has_a_short_prefix_of_its_own() -> None:
    prefixes = [cls.__prefix__ for cls in CLASSES]
    assert len(set(prefixes)) == len(prefixes)
    assert all(2 <= len(prefix) <= 4 for prefix in prefixes)


def test_no_button_carries_a_text_of_somebody() -> None:
    words = {"text", "title", "remark", "name", "caption"}
    assert not [cls.__name__ for cls in CLASSES if words & set(get_type_hints(cls))]


@pytest.mark.parametrize("order", ["fair", "new", "top", "rising"])
@pytest.mark.parametrize("standing", ["all", "voted", "outcome"])
@pytest.mark.parametrize("place", [None, NATIONAL, REGION_CODES[-1]])
@pytest.mark.parametrize("topic", [None, TOPIC_SLUGS[0], TOPIC_SLUGS[-1]])
def test_a_page_fits_its_button_and_comes_back_whole(
    order: str, standing: str, place: str | None, topic: str | None
) -> None:
    cursor = (4_102_444_800_000, BIGGEST)
    query = PageQuery(place, topic, order, after=cursor, backwards=True, number=40_000, standing=standing)
    packed = ListPage.of(query).pack()
    assert len(packed.encode()) <= 64
    assert ListPage.unpack(packed).query() == query


@pytest.mark.parametrize("standing", ["all", "voted", "outcome"])
def test_a_page_of_a_campaign_that_is_over_comes_back_whole(standing: str) -> None:
    query = PageQuery("KZ-59", TOPIC_SLUGS[-1], "top", after=(40_000, 200_000), standing=standing, campaign=1234)
    packed = ListPage.of(query).pack()
    assert len(packed.encode()) <= 40, "it is also the way back of a card"
    assert ListPage.unpack(packed).query() == query
    assert ListPage.unpack("ls:59:1:tv²::1:0").query().campaign is None


@pytest.mark.parametrize(
    "forged", ["ls:99:99:x:zz.zz.zz:1:0", "ls:KZ:-1:n:!.!:1:0", "ls::::.:0:1", "ls:59:²:t:é.1:2:0"]
)
def test_a_forged_page_is_an_ordinary_page(forged: str) -> None:
    query = ListPage.unpack(forged).query()
    assert query.place in (None, *REGION_CODES)
    assert query.topic is None
    assert query.after is None
