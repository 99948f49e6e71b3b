"""Names of regions, alliances and topics, with their cases and short forms for buttons."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
NATIONAL: Final = "national"

REGION_FORMS: Final = {
    "kk": ("name", "title", "short", "gen", "loc", "abl", "dat", "alliance"),
    "ru": ("name", "title", "short", "gen", "loc", "alliance"),
}

_NATIONAL_FORMS: Final = {
    "kk": {
        "name": "Бүкіл Қазақстан",
        "title": "Бүкіл Қазақстан",
        "short": "Бүкіл Қазақстан",
        "gen": "бүкіл Қазақстанның",
        "loc": "бүкіл Қазақстанда",
        "abl": "бүкіл Қазақстаннан",
        "dat": "бүкіл Қазақстанға",
        "alliance": "Қазақстанның Азаматтық альянсы",
    },
    "ru": {
        "name": "Весь Казахстан",
        "title": "Весь Казахстан",
        "short": "Весь Казахстан",
        "gen": "всего Казахстана",
        "loc": "во всём Казахстане",
        "alliance": "Гражданский Альянс Казахстана",
    },
}


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1)
def region_forms() -> dict[str, dict[str, dict[str, str]]]:
    """Give language → region code → form → text; forms are those of REGION_FORMS."""
    cases = {row["iso"]: row for row in _rows("regions_forms.csv")}
    forms: dict[str, dict[str, dict[str, str]]] = {"kk": {}, "ru": {}}
    for row in _rows("regions.csv"):
        code, case = row["iso"], cases[row["iso"]]
        for language, of_region in forms.items():
            of_region[code] = {
                "name": row[language],
                "title": _capital(row[language]),
                "short": row[f"{language}_short"],
                "gen": case[f"{language}_gen"],
                "alliance": case[f"alliance_{language}_pattern"],
            }
        forms["kk"][code] |= {form: case[f"kk_{form}"] for form in ("loc", "abl", "dat")}
        forms["ru"][code]["loc"] = case["ru_prep"]
    for language, of_region in forms.items():
        of_region[NATIONAL] = _NATIONAL_FORMS[language]
    return forms


@lru_cache(maxsize=1)
def topic_forms() -> dict[str, dict[str, dict[str, str]]]:
    """Give language → topic slug → form (name, short) → text."""
    rows = _rows("topics.csv")
    return {
        language: {row["slug"]: {"name": row[language], "short": row[f"{language}_short"]} for row in rows}
        for language in ("kk", "ru")
    }


REGION_CODES: Final = tuple(row["iso"] for row in _rows("regions.csv"))
TOPIC_SLUGS: Final = tuple(row["slug"] for row in _rows("topics.csv"))
