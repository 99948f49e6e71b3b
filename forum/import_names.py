"""Names of regions, topics and languages as people write them, and which one is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz, process

from forum.import_columns import ImportWords, plain
from storage.vocabulary import NATIONAL

NEAR: Final = 75  # of 100: so much alike that it may be what was meant
# Folded words that say what kind of region it is, and prepositions around names.
_OBLAST = frozenset(
    {"область", "области", "областью", "обл", "облысы", "облыс", "облысынын", "облысында", "облысынан", "облысына"}
)
_CITY = frozenset(
    {"город", "города", "городе", "г", "гор", "каласы", "кала", "к"}
    | {"каласынын", "каласында", "каласынан", "каласына"}
)
_AROUND = frozenset({"в", "во", "по"})


class Meant(NamedTuple):
    """The code that is meant; None: ``kind`` and ``facts`` of the problem."""

    code: str | None
    kind: str = ""
    facts: dict[str, Any] = {}  # noqa: RUF012 - never changed


class _Bare(NamedTuple):
    name: str
    kind: str  # oblast, city, or '' where nothing says it


@dataclass(frozen=True, slots=True)
class Names:
    """Made once for a file."""

    places: dict[str, str]
    bare: dict[_Bare, frozenset[str]]
    topics: dict[str, str]
    languages: dict[str, str]

    @classmethod
    def of(cls, words: ImportWords) -> Names:
        """From every form the words know."""
        places = {plain(name): code for name, code in words.places()}
        return cls(places, _bare_names(places), _plainly(words.topics()), _plainly(words.languages()))

    def place(self, written: str) -> Meant:
        """A region's code or ``national``."""
        name = plain(written)
        if name in self.places:
            return Meant(self.places[name])
        bare = _bare_of(name)
        codes = self.bare.get(bare, frozenset())
        if not codes and not bare.kind:
            kinds = (_Bare(bare.name, kind) for kind in ("oblast", "city"))
            codes = frozenset().union(*(self.bare.get(one, frozenset()) for one in kinds))
        if len(codes) == 1:
            return Meant(next(iter(codes)))
        if codes:
            return Meant(None, "place-ambiguous", {"places": tuple(sorted(codes))})
        return _guess("place", name, self.places)

    def region(self, written: str) -> Meant:
        """A region's code; the whole country is none."""
        meant = self.place(written)
        return Meant(None, "place-unknown") if meant.code == NATIONAL else meant

    def topic(self, written: str) -> Meant:
        """A topic's slug."""
        name = plain(written)
        return Meant(self.topics[name]) if name in self.topics else _guess("topic", name, self.topics)

    def language(self, written: str) -> Meant:
        """``kk`` or ``ru``."""
        code = self.languages.get(plain(written))
        return Meant(code) if code else Meant(None, "language-unknown")


def _plainly(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {plain(name): code for name, code in named}


def _guess(what: str, name: str, known: dict[str, str]) -> Meant:
    found = process.extractOne(name, known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return Meant(None, f"{what}-unknown") if found is None else Meant(None, f"{what}-guess", {what: known[found[0]]})


def _bare_of(name: str) -> _Bare:
    words = [word for word in name.split() if word not in _AROUND]
    is_oblast, is_city = bool(_OBLAST & set(words)), bool(_CITY & set(words))
    kind = "oblast" if is_oblast and not is_city else "city" if is_city and not is_oblast else ""
    return _Bare(" ".join(word for word in words if word not in _OBLAST | _CITY), kind)


def _bare_names(places: dict[str, str]) -> dict[_Bare, frozenset[str]]:
    found: dict[_Bare, set[str]] = defaultdict(set)
    for name, code in places.items():
        if code != NATIONAL and not name.isascii():
            found[_bare_of(name)].add(code)
    return {bare: frozenset(codes) for bare, codes in found.items() if bare.name}
