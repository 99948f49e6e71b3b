"""Buttons' data: what fails silently when two classes share a prefix or a button grows beyond 64 bytes."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest
from aiogram.filters.callback_data import CallbackData
from annotated_types import Le, MaxLen
from pydantic.fields import FieldInfo

import handlers.callbacks as callbacks
from forum.browsing import PageQuery
from handlers.callbacks import ListPage, OpenCard
from handlers.callbacks.ids import ASCII, BIGGEST
from handlers.callbacks.lists import Choice, Cursor, Order
from handlers.views.proposal import page_of
from handlers.views.trails import in_other_words, way_back
from locales import NATIONAL, REGION_CODES, TOPIC_SLUGS, translator

CLASSES: list[type[CallbackData]] = [getattr(callbacks, name) for name in callbacks.__all__]
# Of our own lists, which no table makes long: versions of the consent, reasons to report.
OF_OUR_LISTS = {("ChooseConsent", "version"), ("ReportProposal", "reason")}


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


def most(field: FieldInfo) -> int:
    """How long a word may be."""
    return next(rule.max_length for rule in field.metadata if isinstance(rule, MaxLen))


def largest(field: FieldInfo) -> int:
    """An id of a thousand million rows, a moment that is the last there is, another number of two digits."""
    bound = next((rule.le for rule in field.metadata if isinstance(rule, Le)), 99)
    return 10**9 - 1 if bound == BIGGEST else int(str(bound))


def longest(cls: type[CallbackData]) -> CallbackData:
    """Its every word as long as it may be and every number as large, those that may be left out too."""
    values: dict[str, int | str] = {}
    for name, field in cls.model_fields.items():
        if field.annotation is str:
            values[name] = "x" * most(field)
        else:
            values[name] = 99 if (cls.__name__, name) in OF_OUR_LISTS else largest(field)
    return cls(**values)


def test_every_word_is_ascii_but_for_what_a_list_reads_as_no_filter() -> None:
    read_as_none = [get_args(one)[1].metadata for one in (Choice, Order, Cursor)]
    for cls in CLASSES:
        for name, field in cls.model_fields.items():
            if field.annotation is str and field.metadata not in read_as_none:
                assert ASCII in [getattr(rule, "pattern", None) for rule in field.metadata], (cls, name)


def test_a_forged_word_is_no_button_or_makes_no_other_one_too_long() -> None:
    for cls in CLASSES:
        whole = longest(cls)
        packed = whole.pack()
        assert len(packed.encode()) <= 64
        assert cls.unpack(packed) == whole, packed
        for place, (name, field) in enumerate(cls.model_fields.items(), start=1):
            if field.annotation is str:
                parts = packed.split(":")
                parts[place] += "x"
                with pytest.raises(ValueError, match=name):
                    cls.unpack(":".join(parts))


@pytest.mark.parametrize("origin", ["x" * 44, f"sr.{'x' * 30}.1", f"sl.{'x' * 19}.{10**18}", f"{'1' * 20},1,f,,9,1"])
def test_a_forged_way_back_leads_somewhere_all_the_same(origin: str) -> None:
    card = OpenCard.unpack(f"crd:1:{origin}")
    assert len(OpenCard(proposal=1, origin=in_other_words(card.origin)).pack()) <= 64
    back = way_back(origin, translator("kk"))
    assert back is None or len(str(back["callback_data"])) <= 64
    assert page_of(origin) is None


def test_words_that_no_button_can_carry_are_not_repeated() -> None:
    with pytest.raises(ValueError, match=r"^no callback data of OpenCard$"):
        OpenCard.model_construct(proposal=1, origin="құпия " * 20).pack()
