"""What a text holds that its author may not want everybody to read: numbers, addresses, links, obscene words.

Nothing is rejected because of a finding: the author is shown it before sending and decides. So the patterns would
rather miss something than cry at a clean text: numbers count only with their check digits, words only whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple


class Finding(NamedTuple):
    """One place of a text: ``kind`` is iin, card, account, phone, email, username, link or obscene."""

    kind: str
    start: int
    end: int


def findings(text: str) -> tuple[Finding, ...]:
    """Everything suspicious in a text, in the order of its places; no two of them overlap."""
    found: list[Finding] = []
    for kind, search in _SEARCHES:
        for start, end in search(text):
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Finding(kind, start, end))
    return tuple(sorted(found, key=lambda finding: finding.start))


Search = Callable[[str], Iterator[tuple[int, int]]]

_TWELVE_DIGITS = re.compile(r"(?<!\d)(?=(\d(?:[ -]?\d){11})(?!\d))")
_CARD = re.compile(r"(?<!\d)[2-6](?:\d{15,18}|\d{3}([ -])\d{4}\1\d{4}\1\d{4}|\d{3}[ -]?\d{6}[ -]?\d{5})(?!\d)")
_ACCOUNT = re.compile(r"(?<!\w)KZ ?\d\d(?: ?[A-Z0-9]){16}(?!\w)", re.IGNORECASE)
_GAP = r"[ .()\-–]{0,3}"
_LONG_PHONE = re.compile(rf"(?<![\d+])(?:\+7|8|7)(?:{_GAP}\d){{10}}(?!\d)")
_FOREIGN_PHONE = re.compile(rf"(?<![\d+])\+[1-689](?:{_GAP}\d){{9,13}}(?!\d)")
_LONE_DIGIT = re.compile(r" \d$")
_SUM = re.compile(r"\d\d(?: \d{3}){3}")
_MOBILE = re.compile(r"(?<!\d)7[0-7]\d[ .-]\d{3}[ .-]?\d\d[ .-]?\d\d(?!\d)")
# «тел. 46-12-34», «телефон нөмірі: 461234»: short numbers only where the text itself says that they are phones.
_NAMED_PHONE = re.compile(
    r"\b(?:тел|телефон\w*|ұялы|моб|whats ?app|ватсап\w*)\b[^\d\n]{0,12}(\d{2,3}-\d\d-\d\d|\d{6,7})(?![\d-])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,12}\b")
_USERNAME = re.compile(r"(?<![\w@./])@[A-Za-z][A-Za-z0-9_]{3,31}\b")
_LINK = re.compile(
    r"(?:https?://|tg://|www\.)[^\s<>«»\"]{2,}"
    r"|(?<![\w@./-])(?:[^\W_][\w-]{0,62}\.){1,4}"
    r"(?:kz|ru|com|org|net|info|biz|me|io|app|site|online|shop|store|link|club|pro|uz|kg|by|su|ly|gg|рф|қаз)"
    r"(?![\w@-])(?:/[^\s<>«»\"]*)?",
    re.IGNORECASE,
)
# Pages of the state are what proposals cite; a link to a law is no advertising.
_OFFICIAL = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:gov|egov|edu|zan|eotinish|parlam|akorda|senate|elections)\.kz(?![\w.-])",
    re.IGNORECASE,
)
_AFTER_LINK = ".,;:!?)]}»\"'"


def _places(pattern: re.Pattern[str], group: int = 0) -> Search:
    def search(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            yield match.span(group)

    return search


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def _iins(text: str) -> Iterator[tuple[int, int]]:
    for match in _TWELVE_DIGITS.finditer(text):
        if is_iin(_digits(match.group(1))):
            yield match.span(1)


def is_iin(digits: str) -> bool:
    """Whether twelve digits are a personal number: a date of birth, a century, a check digit that fits.

    A company's number has 4 to 6 where a person's has the tens of the day, so it is none.
    """
    century = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}.get(digits[6])
    if century is None:
        return False
    try:
        date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    numbers = [int(digit) for digit in digits]
    check = sum(place * number for place, number in enumerate(numbers[:11], start=1)) % 11
    if check == 10:
        weights = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
        check = sum(weight * number for weight, number in zip(weights, numbers, strict=False)) % 11
    return check == numbers[11]  # still 10: such numbers are never given out


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in _CARD.finditer(text):
        if _is_luhn(_digits(match.group())):
            yield match.span()


def _is_luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return len(set(digits)) > 1 and sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    for match in _ACCOUNT.finditer(text):
        code = match.group().replace(" ", "").upper()
        turned = "".join(str(int(character, 36)) for character in code[4:] + code[:4])
        if int(turned) % 97 == 1:
            yield match.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _LONG_PHONE.finditer(text):
        if _is_phone(match.group()):
            yield match.span()
    for match in _FOREIGN_PHONE.finditer(text):
        # One digit by itself after it belongs to what follows.
        yield match.start(), match.start() + len(_LONE_DIGIT.sub("", match.group()))
    yield from _places(_MOBILE)(text)
    yield from _places(_NAMED_PHONE, 1)(text)


def _is_phone(written: str) -> bool:
    """Not a sum (87 000 000 000) and not numbers in a row (8 9 10 11 12 13): groups as phones have them."""
    digits = _digits(written)
    if digits[1] not in "3479" or not digits[4:].strip("0") or _SUM.fullmatch(written):
        return False
    groups = re.findall(r"\d+", written)
    return len(groups) <= 6 and all(len(group) > 1 for group in groups[1:])


def _links(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINK.finditer(text):
        link = match.group().rstrip(_AFTER_LINK)
        if not _OFFICIAL.match(link):
            yield match.start(), match.start() + len(link)


# Latin letters and digits that are written for Cyrillic ones; one character for one, so that places stay.
_LOOKALIKES = str.maketrans("ёaeopcyxkmth3", "еаеорсухкмтнз")
_OBSCENE = re.compile(
    r"\b(?:"
    r"(?:на|по|ни|не|о|до|за|вы|от|при|рас)?ху(?:й|ев|ет|ел|ен|еп|яр|яч|йн)\w*|(?:на|по|ни)?ху(?:ю|я|ем|е|и)"
    r"|\w*пизд\w*"
    r"|(?:вы|до|за|на|от|пере|по|под|при|про|раз|рас|съ|у|объ|изъ|въ|разъ)?еб(?:ал|ан|ат|аш|ащ|ет|еш|ись|ну|уч|ут|л[ао])\w*"
    r"|(?:долбо|уе)еб\w*|уеб(?:ок|ищ|ан)\w*"
    r"|бля(?:[дт]\w*)?"
    r"|муда[кч]\w*|мудил\w*|мудозвон\w*"
    r"|пид[оа]р\w*|п[ие]дрил\w*"
    r"|г[ао]ндон\w*"
    r"|залуп\w*"
    r"|мандавош\w*"
    r"|шлю[хш]\w*"
    r"|(?:на|за|по|от)?дроч\w*"
    r"|г[ао]вн[оаеуюя]\w*|говенн\w*"
    r"|жоп(?:а|у|ы|е|ой|ам|ах|к\w*)"
    r"|сук(?:а|и|у|ой|ин\w*)|сучк\w*|сучар\w*"
    r"|(?:на|об|обо|за|по|вы|у)?сра(?:ть|л|ла|ли|н\w*|ч)|чмо"
    r")\b"
)


def _obscene(text: str) -> Iterator[tuple[int, int]]:
    folded = "".join(character.lower() if len(character.lower()) == 1 else " " for character in text)
    return _places(_OBSCENE)(folded.translate(_LOOKALIKES))


# In this order: of two findings at one place the first stands.
_SEARCHES: Final[tuple[tuple[str, Search], ...]] = (
    ("card", _cards),
    ("iin", _iins),
    ("account", _accounts),
    ("email", _places(_EMAIL)),
    ("link", _links),
    ("phone", _phones),
    ("username", _places(_USERNAME)),
    ("obscene", _obscene),
)
KINDS: Final = tuple(kind for kind, _ in _SEARCHES)
