"""The words of a file of proposals: its headings, the names it may use, and what a report says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from locales.places import NATIONAL, REGION_CODES, TOPIC_SLUGS, region_forms, topic_forms
from locales.translator import Translator, translator

SPOKEN: Final = ("kk", "ru")
HEADINGS: Final = {
    "key": "import-heading-key",
    "place": "import-heading-place",
    "topic": "import-heading-topic",
    "language": "import-heading-language",
    "title": "import-heading-title",
    "text": "import-heading-text",
    "title-translated": "import-heading-title-translated",
    "text-translated": "import-heading-text-translated",
    "meeting-place": "import-heading-meeting-place",
    "meeting-on": "import-heading-meeting-on",
    "meeting-region": "import-heading-meeting-region",
}
HEADING_MOST: Final = 60  # letters of a heading in an address
REPORT: Final = (
    "import-file-row",
    "import-file-column",
    "import-file-heading",
    "import-file-kind",
    "import-file-what",
)
# Kinds of what was found in a text (forum.checks).
FOUND: Final = {
    "iin": "check-iin",
    "card": "check-card",
    "account": "check-account",
    "email": "check-email",
    "link": "check-link",
    "phone": "check-phone",
    "username": "check-username",
    "obscene": "check-obscene",
}
# What people write for the whole country and for four regions, beside the forms of their names.
_WHOLE: Final = (
    "вся страна", "вся республика", "республика", "республика казахстан", "казахстан", "рк", "по всей стране",
    "бүкіл ел", "бүкіл республика", "ел", "қазақстан республикасы", "қазақстан", "қр", "ел бойынша", NATIONAL,
)  # fmt: skip
_SHORT: Final = {
    "ЗКО": "KZ-27", "БҚО": "KZ-27", "ВКО": "KZ-63", "ШҚО": "KZ-63", "СКО": "KZ-59", "СҚО": "KZ-59",
}  # fmt: skip
_LANGUAGES: Final = {
    "kk": ("kk", "kz", "қаз", "қазақ", "қазақша", "қазақ тілі", "қазақ тілінде", "каз", "казахский", "казахский язык",
           "на казахском"),
    "ru": ("ru", "орыс", "орысша", "орыс тілі", "орыс тілінде", "рус", "русский", "русский язык", "на русском"),
}  # fmt: skip


class ImportWords:
    """Speaks a report in one language; knows the names of both."""

    def __init__(self, t: Translator) -> None:
        self.t = t
        self._of_both = [translator(language, t.zone) for language in SPOKEN]

    def headings(self, field: str) -> tuple[str, ...]:
        """A column's headings, Kazakh first."""
        return tuple(t.plain(HEADINGS[field]) for t in self._of_both)

    def heading(self, field: str) -> str:
        """A column's heading in the report's language."""
        return self.t.plain(HEADINGS[field])

    def places(self) -> Iterator[tuple[str, str]]:
        """Every form of every region's name, its code and its number of the state's classifier; the whole country."""
        for of_region in region_forms().values():
            for code, forms in of_region.items():
                yield from ((name, code) for form, name in forms.items() if form != "alliance")
        for code in REGION_CODES:
            number = code.removeprefix("KZ-")
            yield from ((name, code) for name in (code, f"KZ{number}", f"{number}0000000"))
        yield from _SHORT.items()
        yield from ((name, NATIONAL) for name in _WHOLE)

    def topics(self) -> Iterator[tuple[str, str]]:
        """Every name of every topic, and its slug."""
        for of_topic in topic_forms().values():
            for slug, forms in of_topic.items():
                yield from ((name, slug) for name in forms.values())
        yield from ((slug, slug) for slug in TOPIC_SLUGS)

    def languages(self) -> Iterator[tuple[str, str]]:
        """What either language is called."""
        return ((name, code) for code, names in _LANGUAGES.items() for name in names)

    def examples(self) -> tuple[str, ...]:
        """The keys of the template's rows."""
        return tuple(t.plain("import-example-key") for t in self._of_both)

    def example_rows(self, day: datetime) -> tuple[Mapping[str, str | datetime], ...]:
        """A filled row of the template in either language."""
        topics = ("digital", "inclusion")
        return tuple(
            {
                "key": t.plain("import-example-key"),
                "place": t.plain("import-example-place"),
                "topic": t.topic(topic),
                "language": t.language,
                "title": t.plain("import-example-title"),
                "text": t.plain("import-example-text"),
                "meeting-place": t.plain("import-example-meeting"),
                "meeting-on": day,
            }
            for t, topic in zip(self._of_both, topics, strict=True)
        )

    def sheet_names(self) -> tuple[str, str]:
        """The template's sheets, in the report's language."""
        return self.t.plain("import-sheet-proposals"), self.t.plain("import-sheet-names")

    def known_headings(self) -> tuple[str, ...]:
        """Code, Kazakh and Russian name of a region, then of a topic."""
        kk, ru = self._of_both
        code, slug = (f"{kk.plain(key)} / {ru.plain(key)}" for key in ("import-names-code", "import-names-slug"))
        place, topic = ([t.plain(key) for t in (kk, ru)] for key in ("import-names-place", "import-names-topic"))
        return (code, *place, slug, *topic)

    def known_places(self) -> list[tuple[str, str, str]]:
        """Every region, then the whole country."""
        kk, ru = self._of_both
        return [(code, kk.region(code, "title"), ru.region(code, "title")) for code in (*REGION_CODES, NATIONAL)]

    def known_topics(self) -> list[tuple[str, str, str]]:
        """Every topic."""
        kk, ru = self._of_both
        return [(slug, kk.topic(slug), ru.topic(slug)) for slug in TOPIC_SLUGS]

    def address(self, row: int, column: int | None, heading: str) -> str:
        """Row and column as a spreadsheet shows them; '' for the whole file."""
        if not row:
            return ""
        if column is None:
            return self.t.plain("import-address-row", row=str(row))
        heading = " ".join(heading.split())
        if len(heading) > HEADING_MOST:
            heading = heading[: HEADING_MOST - 1] + "…"
        key = "import-address-cell" if heading else "import-address-bare"
        return self.t.plain(key, row=str(row), column=letters(column), heading=heading)

    def problem(self, kind: str, facts: Mapping[str, Any]) -> str:
        """What is wrong, in a sentence; ``facts`` may hold codes."""
        return self.t.plain(f"import-problem-{kind}", **{name: self._said(name, fact) for name, fact in facts.items()})

    def report_headings(self) -> tuple[str, ...]:
        """The headings of a report that is a table."""
        return tuple(self.t.plain(key) for key in REPORT)

    def column(self, column: int) -> str:
        """A column from 0: A … Z, AA …"""
        return letters(column)

    def severity(self, *, is_warning: bool) -> str:
        """An error, or something to be looked at."""
        return self.t.plain("import-file-warning" if is_warning else "import-file-error")

    def _said(self, name: str, fact: Any) -> object:
        t = self.t
        match name:
            case "field":
                return self.heading(fact)
            case "column":
                return letters(fact)
            case "row":
                return str(fact)
            case "place":
                return t.region(fact, "title")
            case "places":
                return _listed(t.region(code, "title") for code in fact)
            case "topic":
                return t.topic(fact)
            case "kinds":
                return _listed(t.plain(FOUND[kind]) for kind in fact)
            case "sheets":
                return _listed(f"«{sheet}»" for sheet in fact)
        return t.short_date(fact) if isinstance(fact, date) else fact


def letters(column: int) -> str:
    """A column from 0 as a spreadsheet names it: A … Z, AA …"""
    high, low = divmod(column, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
