"""Texts as they are compared: what looks or sounds the same to a reader is the same here. Pure.

One family for search and for similar proposals: :func:`fold` is what is compared, :func:`words`, :func:`stems` and
:func:`telling` what is looked up. What is kept and hashed is forum.texts.clean_text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

STEM = 5
"""Letters of a word that are looked up: Kazakh and Russian endings come later than that, mostly."""

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-zƏəɵ]")
# Latin letters that stand inside Cyrillic words by a slip of the keyboard, by their looks.
_LOOK_ALIKES = str.maketrans("ABCEHIKMOPTXYƏaceikopxyhəɵ", "АВСЕНІКМОРТХУӘасеікорхуһәө")
# Kazakh typed on a Russian keyboard, and ё that nobody types.
_SECOND = str.maketrans("ёәіңғүұқөһ", "еаингуукох")
_VOICELESS = {"г": "к", "б": "п"}
# Words that say nothing about what a text is about: folded, both languages.
STOP_WORDS = frozenset(
    """
    а без бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее если есть еще
    же за и из или им их к как когда кто ли мне много может можно мы на над надо наш наша наши не него нее нет ни них
    но ну о об один он она они от очень по под при про с со так также такой там то того тоже только том тут ты у уже
    чем что чтобы эта эти это этого этом этот я нужно нужен нужна нужны пусть просим прошу предлагаю предлагаем свой
    своих который которые которых каждый каждом каждой более менее после перед между через около сейчас
    ал бар бер бир бирак болады болса болсын болу болуы болып бул бурын деген деп егер ем енди ен жане жок керек казир
    каже кажет кай кандай кобирек коп мен менин ма ме не немесе ол олар онын осы осындай сиз сондай сондыктан соны тек
    уш ушин хам шейин дейин кейин бойы бойынша туралы аркылы аркасында де да та те ба бе па пе гана емес етиледи
    етилсин ету едик едим ойткени озге оз озинин озим биз биздин сиздин барлык бари арбир ар ретинде катар жагдайда
    усынамын усынамыз усыныс усынысым барган
    """.split()  # noqa: SIM905 - two hundred quoted words are no list to read
)


def fold(text: str) -> str:
    """Lower case without accents and marks, Latin look-alikes inside Cyrillic words as Cyrillic, ё and the letters that
    only Kazakh has as the Russian ones typed for them.
    """
    # й and й's like stay: they are letters of their own once composed; what remains combining is an accent.
    bare = unicodedata.normalize("NFC", text).translate(_SEEN)
    if _LATIN.search(bare):
        bare = _WORD.sub(_cyrillic, bare)
    return bare.lower().replace("\u0307", "").translate(_SECOND)


def words(text: str) -> list[str]:
    """The folded words and numbers of a text, in their order."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """The beginning of a folded word by which it is found, a shorter word whole.

    A Kazakh word's last к or п turns into г or б before an ending (жарық, жарығы): at the stem's end they are one.
    """
    cut = word[:STEM]
    return cut[:-1] + _VOICELESS[cut[-1]] if len(cut) == STEM and cut[-1] in _VOICELESS else cut


def stems(*texts: str) -> frozenset[str]:
    """The distinct stems by which texts are found."""
    return frozenset(stem(word) for text in texts for word in words(text))


def telling(found: Iterable[str]) -> list[str]:
    """Of folded words those that tell something: no stop words, no single letters, each once, in their order."""
    return [word for word in dict.fromkeys(found) if len(word) > 1 and word not in STOP_WORDS]


class _Seen(dict[int, int | None]):
    """For translate: what is drawn stays, the rest goes; remembered for the letters that texts are made of."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        kept = code if character.isspace() or not _is_unseen(character) else None
        if code < 0x3000:
            self[code] = kept
        return kept


_SEEN = _Seen()


def _is_unseen(character: str) -> bool:
    # Accents; controls, zero-width and soft hyphens, direction; the fillers of Hangul, letters that are blank.
    return unicodedata.category(character) in {"Mn", "Cc", "Cf", "Cs", "Co"} or character in "\u115f\u1160\u3164\uffa0"


def _cyrillic(word: re.Match[str]) -> str:
    whole = word.group()
    if _LATIN.search(whole) and _CYRILLIC.search(whole):
        return whole.translate(_LOOK_ALIKES)
    return whole
