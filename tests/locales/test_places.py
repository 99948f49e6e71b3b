"""Regions, alliances and topics by their codes."""

import pytest

from locales import LANGUAGES, REGION_CODES, REGION_FORMS, TOPIC_SLUGS, translator


def test_there_are_twenty_regions_and_twenty_four_topics() -> None:
    assert len(REGION_CODES) == 20
    assert (REGION_CODES[0], REGION_CODES[-1]) == ("KZ-10", "KZ-79")
    assert len(TOPIC_SLUGS) == 24
    assert (TOPIC_SLUGS[0], TOPIC_SLUGS[-1]) == ("education", "other")


def test_a_region_stands_in_its_cases() -> None:
    kk, ru = translator("kk"), translator("ru")
    assert kk.region("KZ-59") == "Солтүстік Қазақстан облысы"
    assert [kk.region("KZ-59", form) for form in ("gen", "loc", "abl", "dat")] == [
        "Солтүстік Қазақстан облысының",
        "Солтүстік Қазақстан облысында",
        "Солтүстік Қазақстан облысынан",
        "Солтүстік Қазақстан облысына",
    ]
    assert ru.region("KZ-59", "loc") == "в Северо-Казахстанской области"
    assert ru.region("KZ-71", "gen") == "города Астаны"
    assert kk.region("KZ-10", "alliance") == "Абай облысының азаматтық альянсы"
    assert ru.region("KZ-10", "title") == "Область Абай"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_and_topic_has_every_form(language: str) -> None:
    t = translator(language)
    assert all(t.region(code, form).strip() for code in (*REGION_CODES, None) for form in REGION_FORMS[language])
    assert all(t.topic(slug, form).strip() for slug in TOPIC_SLUGS for form in ("name", "short"))


@pytest.mark.parametrize("code", [None, "national"])
def test_no_region_is_the_whole_country(code: str | None) -> None:
    assert translator("kk").region(code) == "Бүкіл Қазақстан"
    assert translator("ru").region(code, "loc") == "во всём Казахстане"


@pytest.mark.parametrize(("code", "form"), [("KZ-99", "name"), ("KZ-10", "abl"), ("", "nothing")])
def test_an_unknown_region_or_form_is_refused(code: str, form: str) -> None:
    with pytest.raises(KeyError):
        translator("ru").region(code, form)


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(KeyError):
        translator("ru").topic("space")
