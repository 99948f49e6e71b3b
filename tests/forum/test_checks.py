"""What is found in a text before it is sent, and that clean texts are left in peace."""

from __future__ import annotations

import itertools

import pytest

from bot.seed_plan import load_samples
from forum.checks import KINDS, findings, is_iin
from locales import LANGUAGES, REGION_CODES, TOPIC_SLUGS, translator
from tests.running import TEXT, TITLE

# (kind, what is found, a sentence of each language around it)
FOUND = [
    ("iin", "900101300126"),
    ("iin", "9001 0130 0126"),
    ("iin", "900101-300126"),
    ("iin", "9 0 0 1 0 1 3 0 0 1 2 6"),
    ("iin", "900101300811"),
    ("iin", "050315600457"),
    ("phone", "+77012345678"),
    ("phone", "87012345678"),
    ("phone", "8 701 234 56 78"),
    ("phone", "8(701)234-56-78"),
    ("phone", "+7 (7152) 46-12-34"),
    ("phone", "8-7152-461-234"),
    ("phone", "701 234 56 78"),
    ("phone", "+7 912 345-67-89"),
    ("phone", "+998 90 123 45 67"),
    ("card", "4111 1111 1111 1111"),
    ("card", "5555555555554444"),
    ("card", "4111-1111-1111-1111"),
    ("account", "KZ86125KZT5004100100"),
    ("account", "KZ86 125K ZT50 0410 0100"),
    ("email", "aigul.k@mail.kz"),
    ("email", "first+last@sub.example.com"),
    ("username", "@aigul_kst"),
    ("link", "https://example.com/page?x=1"),
    ("link", "t.me/joinchat_abc"),
    ("link", "wa.me/77012345678"),
    ("link", "www.instagram.com/aigul"),
    ("link", "dukenim.kz"),
    ("link", "тауар.рф"),
]
SENTENCES = ("Хабарласыңыз: {}, күтеміз.", "Пишите ({}) в любое время!", "{}", "12 үй, {} 5-пәтер")


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("kind", "place"), FOUND)
def test_personal_data_and_links_are_found_in_their_place(kind: str, place: str, sentence: str) -> None:
    text = sentence.format(place)
    assert [(found.kind, text[found.start : found.end]) for found in findings(text)] == [(kind, place)]


@pytest.mark.parametrize(
    ("text", "place"),
    [("Тел. 46-12-34 кешке дейін", "46-12-34"), ("телефон нөмірі: 461234", "461234"), ("тел.: 246-12-34", "246-12-34")],
)
def test_short_numbers_are_phones_where_the_text_says_so(text: str, place: str) -> None:
    assert [(found.kind, text[found.start : found.end]) for found in findings(text)] == [("phone", place)]


@pytest.mark.parametrize(
    "word",
    [
        "хуйня", "похуй", "ХУЙ", "нихуя", "охуели", "пиздец", "распиздяй", "ебаный", "заебали", "наебать", "долбоёб",
        "уёбок", "блядь", "бля", "мудак", "пидор", "пидарас", "гандон", "залупа", "говно", "дрочить", "шлюха", "сука",
        "жопа", "обосранный", "срать", "xyйня", "cyka", "пи3да",
    ],
)  # fmt: skip
def test_obscene_words_are_found_whole(word: str) -> None:
    text = f"Бұл не, {word}? Просто {word}!"
    assert [text[found.start : found.end] for found in findings(text) if found.kind == "obscene"] == [word, word]


@pytest.mark.parametrize(
    "text",
    [
        "87 000 000 000 теңге бөлінді, 7 000 000 000 жұмсалды",
        "Выделено 77 432 109 876 тенге и ещё 87 000 000 000",
        "2024 2025 2026 жылдары, 8 9 10 11 12 13 сыныптар",
        "Приказ № 900101300127 от 12.05.2024, 12-05-24, время 10:30",  # the check digit does not fit
        "Счёт 4111 1111 1111 1112, артикул 1234567890123456",
        "БСН 940740000911 мекемесі",  # a company's number
        "С 8.03.2024 11.15 до 7.04.2024 18.00 дорога закрыта",
        "Телефон 2024 жылдан бері жоқ, телефон саны 15 000",
        "Подробнее: https://adilet.zan.kz/rus/docs/K950001000_ и egov.kz, www.gov.kz/memleket",
        "А.Б. Ивановтың т.б. құжаты жоспар.pdf, 3.5 км, ж.к. и т.д.",
        "Хлеба, учебник, потребует, команда, мандат, сухой, худой, похудеть, страхование, рубля, сабля, оскорблять",
        "Педиатр, педикюр, сражение, избранный, себе, тебе, небо, лебедь, победа, убедиться, хулиган, Херсон, бляшка",
        "Ебелек, ебедейсіз, ебін тауып, хұқық, жоба, сұқпа, суға, муддеci, көтеру, осы маңда, сот 2024-2025 жылы",
        "Стипендия 1@2 және @ белгісі, №5@, a@b",
    ],
)
def test_clean_texts_are_left_in_peace(text: str) -> None:
    assert findings(text) == ()


def test_nothing_is_found_in_the_samples_and_in_our_own_words() -> None:
    texts = [TITLE, TEXT]
    for sample in load_samples():
        texts += [sample.title, sample.text, sample.remark or ""]
    for t in map(translator, LANGUAGES):
        texts += [t.region(code, "title") for code in REGION_CODES] + [t.topic(slug) for slug in TOPIC_SLUGS]
    assert {text: found for text in texts if (found := findings(text))} == {}


def test_findings_come_in_order_and_do_not_overlap() -> None:
    text = "ИИН 900101300126, тел. +7 701 234 56 78, mail@x.kz, @aigul_kst, t.me/x, 4111111111111111, сука"
    found = findings(text)
    assert [one.kind for one in found] == ["iin", "phone", "email", "username", "link", "card", "obscene"]
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert {one.kind for one in found} < set(KINDS)


def test_a_long_text_of_any_signs_is_looked_through_at_once() -> None:
    for piece in ("8 ", "7(", "a.", "@a", "KZ1 ", "е6", "пизд ", "+7 ", "тел ", "1 2 ", "a-"):
        findings(piece * 2000)  # patterns that go back and forth would never end here


@pytest.mark.parametrize("digits", ["900101300127", "900230300126", "901301300126", "900101700126", "900101300800"])
def test_a_number_that_fits_no_person_is_no_iin(digits: str) -> None:
    assert not is_iin(digits)
