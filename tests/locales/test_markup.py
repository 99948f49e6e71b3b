"""What Telegram would refuse or show raw: wrong tags, stray signs, texts over the limits."""

import html
import re
from html.parser import HTMLParser

import pytest

from locales import LANGUAGES, TOPIC_SLUGS, translator
from locales.places import region_forms
from tests.locales.calls import alerts, calls
from tests.locales.reading import PLAIN_FAMILIES, Entry, all_messages, report, utf16_length

TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
TAG_OR_ENTITY = re.compile(r"</?[a-z][^>]*>|&(?:lt|gt|amp|quot);")

ALERT_LIMIT, BUTTON_LIMIT, TEXT_LIMIT = 200, 40, 4096
# Telegram's own limits where a message is neither an alert nor a text.
OTHER_LIMITS = {"command-": 256, "profile-name": 64, "profile-short": 120, "profile-description": 512}


class TelegramHTML(HTMLParser):
    """Reads HTML the way Telegram does and notes what it would refuse."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.problems.append(f"<{tag}> is not known to Telegram")
        names = [name for name, _ in attrs]
        if names != (["href"] if tag == "a" else ["expandable"] if tag == "blockquote" and names else []):
            self.problems.append(f"<{tag}> has attributes {names}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")


def problems_of(text: str) -> list[str]:
    """Say what is wrong with a text for parse mode HTML; nothing when it is right."""
    reader = TelegramHTML()
    reader.feed(text)
    reader.close()
    stray = sorted(set(re.findall(r"[<>&]", TAG_OR_ENTITY.sub("", text))))
    return [
        *reader.problems,
        *(f"<{tag}> is not closed" for tag in reader.open),
        *(f"{sign} must be written as an entity" for sign in stray),
    ]


def is_label(entry: Entry) -> bool:
    """Tell a button's label (area-button-open) from a sentence about buttons (area-button-expected)."""
    if "-button-" not in entry.key:
        return entry.key.startswith("button-")
    return not any(text.endswith((".", "!", "?")) for text in entry.texts())


def plain_keys() -> set[str]:
    said = {call.key for call in calls() if call.manner == "plain"}
    return said | {entry.key for entry in all_messages() if entry.key.startswith(PLAIN_FAMILIES) or is_label(entry)}


@pytest.mark.parametrize(
    "text",
    [
        "<b>1",
        "1</b>",
        "<b><i>1</b></i>",
        "<div>1</div>",
        "a < b",
        "a & b",
        "&nbsp;",
        "<a>1</a>",
        '<b class="x">1</b>',
    ],
)
def test_the_check_refuses_what_telegram_refuses(text: str) -> None:
    assert problems_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "<b>1 <i>2</i></b>",
        "a &lt; b &amp; c",
        '<a href="https://t.me/x">1</a>',
        "<blockquote expandable>1</blockquote>",
    ],
)
def test_the_check_passes_what_telegram_shows(text: str) -> None:
    assert not problems_of(text)


def test_tags_are_known_and_closed_in_every_variant() -> None:
    keys = plain_keys()
    wrong = [
        f"{entry}: {problem}"
        for entry in all_messages()
        if entry.key not in keys
        for text in entry.texts(lambda name: "1")
        for problem in problems_of(text)
    ]
    assert not wrong, report(wrong)


def test_plain_messages_hold_no_markup() -> None:
    keys = plain_keys()
    tagged = [
        f"{entry}: {found.group()}"
        for entry in all_messages()
        if entry.key in keys
        for text in entry.texts(lambda name: "1")
        if (found := TAG_OR_ENTITY.search(text))
    ]
    assert not tagged, report(tagged)


# The longest that an argument can be, by its name; whatever is not here is as long as a full Telegram name.
LONG = {
    # Limits of people's texts count characters, Telegram counts UTF-16 units: two for each of these.
    "title": "🙂" * 120,
    "text": "🙂" * 2000,
    "remark": "Щ" * 500,
    "campaign": "Щ" * 100,
    "fingerprint": "9f2c 41ab 77d0",
}
NUMBERS = re.compile(
    r"number|page|pages|total|count|days?|length|minimum|maximum|excess|limit|supporters|objections|left|step|steps"
    r"|size|of|late|fresh|waiting|published|.*_count"
)
DATES = re.compile(r"date|day|when|until|start|end|from|since|due|moment|.*_(?:at|date|day|until)")


def longest_of(language: str, name: str) -> str:
    """Fill an argument with the longest data it can get."""
    if name in LONG:
        return LONG[name]
    if name == "regions":
        return ", ".join(forms["name"] for forms in region_forms()[language].values())
    if name.startswith(("region", "place")):
        return max((forms["name"] for forms in region_forms()[language].values()), key=len)
    if name.startswith("topic"):
        return max((translator(language).topic(slug) for slug in TOPIC_SLUGS), key=len)
    if NUMBERS.fullmatch(name):
        return translator(language).number(9_999_999)
    if DATES.fullmatch(name):
        return "2027 жылғы 28 қыркүйек, 23:59"
    return "Щ" * 64


def visible_length(text: str) -> int:
    return utf16_length(html.unescape(TAG_OR_ENTITY.sub(lambda found: found[0] if found[0][0] == "&" else "", text)))


def limit_of(entry: Entry) -> int:
    if entry.key.startswith(("alert-", "error-")) or entry.key in alerts():
        return ALERT_LIMIT
    return next((limit for start, limit in OTHER_LIMITS.items() if entry.key.startswith(start)), TEXT_LIMIT)


def longest_length(entry: Entry) -> int:
    return visible_length(entry.longest(lambda name: longest_of(entry.language, name)))


def test_the_longest_data_stays_under_the_limits() -> None:
    long = [
        f"{entry}: {longest_length(entry)} of {limit_of(entry)}"
        for entry in all_messages()
        if longest_length(entry) > limit_of(entry)
    ]
    assert not long, report(long)


def test_labels_of_buttons_fit_their_buttons() -> None:
    long = [
        f"{entry}: {len(text)} of {BUTTON_LIMIT}"
        for entry in all_messages()
        if is_label(entry)
        for text in entry.texts()
        if len(text) > BUTTON_LIMIT or "\n" in text
    ]
    assert not long, report(long)


def test_short_names_of_regions_and_topics_fit_buttons() -> None:
    for language in LANGUAGES:
        t = translator(language)
        names = [forms["short"] for forms in region_forms()[language].values()]
        names += [t.topic(slug, "short") for slug in TOPIC_SLUGS]
        assert not [name for name in names if len(name) > 32]
        assert len(set(names)) == len(names)
