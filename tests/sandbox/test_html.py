"""Telegram's HTML: what is kept, where entities stand, what is refused and how."""

import pytest

from sandbox.formatting import formatted, from_person
from sandbox.refusals import Refusal


def marks(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = formatted(source, "HTML", None)
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


def test_tags_become_entities_and_leave_the_text() -> None:
    assert marks("<b>Ұсыныс</b> <i>№ 214</i>") == ("Ұсыныс № 214", [("bold", 0, 6), ("italic", 7, 5)])


def test_offsets_count_utf16_units_not_characters() -> None:
    assert marks("😀 <b>дауыс</b>") == ("😀 дауыс", [("bold", 3, 5)])


def test_nested_tags_stand_in_the_order_of_their_beginnings() -> None:
    assert marks("<b>a <u>b</u></b>")[1] == [("bold", 0, 3), ("underline", 2, 1)]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<strong>a</strong>", "bold"),
        ("<em>a</em>", "italic"),
        ("<ins>a</ins>", "underline"),
        ("<del>a</del>", "strikethrough"),
        ("<strike>a</strike>", "strikethrough"),
        ('<span class="tg-spoiler">a</span>', "spoiler"),
        ("<tg-spoiler>a</tg-spoiler>", "spoiler"),
        ("<blockquote>a</blockquote>", "blockquote"),
        ("<blockquote expandable>a</blockquote>", "expandable_blockquote"),
        ("<code>a</code>", "code"),
        ("<pre>a</pre>", "pre"),
        ("<B>a</b>", "bold"),
    ],
)
def test_every_allowed_tag_has_its_entity(source: str, kind: str) -> None:
    assert marks(source) == ("a", [(kind, 0, 1)])


def test_a_block_of_code_keeps_its_language() -> None:
    _, entities = formatted('<pre><code class="language-sql">select 1</code></pre>', "HTML", None)
    assert entities == [{"type": "pre", "offset": 0, "length": 8, "language": "sql"}]


def test_a_link_keeps_its_address_and_decodes_it() -> None:
    _, entities = formatted('<a href="https://t.me/b?a=1&amp;b=2">Ашу</a>', "HTML", None)
    assert entities == [{"type": "text_link", "offset": 0, "length": 3, "url": "https://t.me/b?a=1&b=2"}]


def test_a_link_that_leads_nowhere_is_plain_text() -> None:
    assert marks('<a href="javascript alert">Ашу</a>') == ("Ашу", [])


def test_character_references_are_decoded_and_unknown_ones_kept() -> None:
    assert marks("&lt;b&gt; &amp; &quot;&#1200;&#x4b0;&nbsp;")[0] == '<b> & "ҰҰ&nbsp;'


def test_spaces_at_the_ends_go_and_entities_shrink_with_them() -> None:
    assert marks("  \n<b>Ұсыныс \n</b>\n") == ("Ұсыныс", [("bold", 0, 6)])


def test_an_empty_tag_leaves_nothing() -> None:
    assert marks("a<b></b>") == ("a", [])


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("a <b>b", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ә <div>", 'Unsupported start tag "div" at byte offset 3'),
        ("a </b>", "Unexpected end tag at byte offset 2"),
        ("<b><i>a</b>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=x_y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<a href='x>a</a>", "Unclosed start tag at byte offset 0"),
        ("<a ='x'>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_broken_markup_is_refused_with_telegrams_words(source: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        formatted(source, "HTML", None)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


def test_what_telegram_finds_by_itself_is_found() -> None:
    text, entities = from_person("/start p_1 @usynys_bot https://egov.kz/a?b=1, a@b.kz #форум +77010000001")
    units = text.encode("utf-16-le")
    found = [
        (e["type"], units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")) for e in entities
    ]
    assert found == [
        ("bot_command", "/start"),
        ("mention", "@usynys_bot"),
        ("url", "https://egov.kz/a?b=1"),
        ("email", "a@b.kz"),
        ("hashtag", "#форум"),
        ("phone_number", "+77010000001"),
    ]


def test_markup_of_a_person_is_only_text() -> None:
    assert from_person("<b>қалың</b>") == ("<b>қалың</b>", [])


def test_links_inside_code_are_not_links() -> None:
    assert marks("<code>https://egov.kz</code>")[1] == [("code", 0, 15)]
