"""The body of a forum pack: cover, contents, tables of counts, and the chapters of proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forum.pack_content import Heading, Pack, PackWords, headings
from forum.pack_entries import entry_xml
from forum.pack_frame import QUIET
from forum.pack_xml import TEXT_WIDTH, Align, bookmarked, cell, field, link, paragraph, row, run, table
from forum.statistics import Figures
from storage.vocabulary import LANGUAGES, PUBLIC_STATES

SHADE = "E8EDF3"
# Beyond so many lines the contents leave out their lowest level: nobody looks through thirty pages of them.
CONTENTS_MOST = 150
SUMMARY = 1  # the chapter of the tables; those of proposals follow
COUNTED = ("submitted", "published", "shortlisted", "answered", "support", "objections")
WIDTHS = (TEXT_WIDTH - 7100, 1100, 1350, 1150, 1150, 1250, 1100)  # of a name and the counts
UNKNOWN_PAGE = "…"


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first page beside the counts: the forum's name by language, who organizes it, the day."""

    names: dict[str, str]
    organizer: str
    day: date
    most: int


def body(
    cover: Cover, pack: Pack, words: PackWords, *, internal: bool, each: Callable[[], object] = bool
) -> Iterator[str]:
    """The document's XML piece by piece: the cover, the contents, and a piece a proposal; ``each`` is called before."""
    chapters = headings(pack, words, first=SUMMARY + 1)
    tables = _summary_headings(words)
    yield _cover(cover, pack, words)
    yield _contents([*tables, *chapters], words)
    yield _summary(tables, pack, words)
    if not chapters:
        yield paragraph("Normal", run(words.pack(_why_nothing(pack))))
    has_sections = any(chapter.level == 3 for chapter in chapters)
    for place, chapter in enumerate(chapters, start=len(tables)):
        # A section begins a page; of topics there are too many for that.
        is_first = place == len(tables)
        yield _heading(chapter, place, breaks=is_first or (has_sections and chapter.level == 1))
        for entry in chapter.entries:
            each()
            yield entry_xml(entry, words, internal=internal)


def _why_nothing(pack: Pack) -> str:
    """Why there is no proposal in it, as the key of a sentence."""
    if pack.filters.get("state", "published") not in PUBLIC_STATES:
        return "nothing-unpublished"
    return "nothing-shortlisted" if pack.is_shortlist else "nothing"


def _cover(cover: Cover, pack: Pack, words: PackWords) -> str:
    order = [words.leading, *(one for one in LANGUAGES if one != words.leading)]
    lines = [
        *(paragraph("Normal", run("")) for _ in range(2)),
        paragraph("Subtitle", run(cover.organizer), align="center"),
        *(paragraph("Normal", run("")) for _ in range(8)),
        *(paragraph("Title", run(cover.names[one], language=one), align="center") for one in order),
        *(paragraph("Subtitle", run(words.pack("kind", one), language=one), align="center") for one in order),
        *(paragraph("Normal", run("")) for _ in range(2)),
        *(paragraph("Normal", run(line), align="center") for line in _told(cover, pack, words)),
        _counts(pack, words),
        *(paragraph("Normal", run("")) for _ in range(4)),
        paragraph("Normal", run(words.pack("date", day=cover.day), color=QUIET), align="center"),
    ]
    return "".join(lines)


def _told(cover: Cover, pack: Pack, words: PackWords) -> list[str]:
    """Which proposals these are, and how many are not there."""
    told = [
        words.pack("is-shortlist")
        if pack.is_shortlist
        else words.pack("is-rest" if pack.is_rest else "is-published", most=cover.most)
    ]
    names: dict[str, Callable[[str], str]] = {"place": words.region, "topic": words.topic, "state": words.state}
    narrowed = [names[name](code) for name, code in pack.filters.items()]
    if narrowed:
        told.append(words.pack("narrowed", names=", ".join(narrowed)))
    if pack.left_out:
        told.append(words.pack("left-out", count=pack.left_out))
    return told


def _counts(pack: Pack, words: PackWords) -> str:
    """The campaign in figures, and how many proposals the document holds."""
    figures = {name: sum(getattr(one, name) for one in pack.by_place) for name in COUNTED}
    lines = [(words.pack(f"count-{name}"), count) for name, count in figures.items()]
    lines.append((words.pack("count-entries"), len(pack.entries)))
    widths = (6400, TEXT_WIDTH - 6400)
    return table(
        widths,
        (
            row([_cell(widths[0], name), _cell(widths[1], _number(count), align="right", bold=True)])
            for name, count in lines
        ),
        ruled=False,
    )


def _summary_headings(words: PackWords) -> list[Heading]:
    keys = ("summary", "by-region", "by-topic")
    numbers = (f"{SUMMARY}", f"{SUMMARY}.1", f"{SUMMARY}.2")
    return [Heading(number.count(".") + 1, number, words.pack(key)) for key, number in zip(keys, numbers, strict=True)]


def _contents(listed: Sequence[Heading], words: PackWords) -> str:
    """The headings and their pages, which a program works out when it opens the document or prints it."""
    # Not a TOC field: LibreOffice takes what stands inside one as it is, and would show no page at all.
    deepest = max(heading.level for heading in listed)
    if len(listed) > CONTENTS_MOST:
        deepest = min(deepest, 2)
    shown = [(place, heading) for place, heading in enumerate(listed) if heading.level <= deepest]
    lines = [paragraph("Caption", run(words.pack("contents"), points=16), breaks=True)]
    for place, heading in shown:
        name = bookmark_of(place)
        label = f"{run(f'{heading.number}. {heading.text}')}<w:r><w:tab/></w:r>"
        page = field(f"PAGEREF {name} \\h", UNKNOWN_PAGE, is_stale=True)
        lines.append(paragraph(f"toc{heading.level}", link(name, label + page)))
    return "".join(lines)


def bookmark_of(place: int) -> str:
    """The name of a heading's place, by which the contents find its page."""
    return f"_Toc{place + 1:08d}"


def _heading(heading: Heading, place: int, *, breaks: bool = False) -> str:
    inside = bookmarked(place, bookmark_of(place), run(heading.text))
    return paragraph(f"Heading{heading.level}", inside, breaks=breaks)


def _summary(listed: Sequence[Heading], pack: Pack, words: PackWords) -> str:
    chapter, by_place, by_topic = listed
    return "".join(
        [
            _heading(chapter, 0, breaks=True),
            paragraph("PackNote", run(words.pack("summary-note"))),
            _heading(by_place, 1),
            _figures(pack.by_place, words.pack("column-region"), words.region, words),
            _heading(by_topic, 2, breaks=True),
            _figures(pack.by_topic, words.pack("column-topic"), words.topic, words),
        ]
    )


def _figures(figures: Iterable[Figures], first: str, name: Callable[[str], str], words: PackWords) -> str:
    widths = WIDTHS
    found = list(figures)
    head = [first, *(words.pack(f"column-{key}") for key in COUNTED)]
    lines = [[name(one.code), *(_number(getattr(one, key)) for key in COUNTED)] for one in found]
    total = [words.pack("total"), *(_number(sum(getattr(one, key) for one in found)) for key in COUNTED)]
    return table(
        widths,
        [
            row((_head(w, text) for w, text in zip(widths, head, strict=True)), is_header=True),
            *(_line(widths, line) for line in lines),
            _line(widths, total, bold=True),
        ],
    )


def _line(widths: Sequence[int], texts: Sequence[str], *, bold: bool = False) -> str:
    name, *counts = texts
    cells = [_cell(widths[0], name, bold=bold)]
    cells += [_cell(w, text, bold=bold, align="right") for w, text in zip(widths[1:], counts, strict=True)]
    return row(cells, is_whole=True)


def _head(width: int, text: str) -> str:
    return cell(width, paragraph("PackCell", run(text, bold=True, points=8.5)), shade=SHADE)


def _cell(width: int, text: str, *, bold: bool = False, align: Align | None = None) -> str:
    return cell(width, paragraph("PackCell", run(text, bold=bold), align=align))


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u00a0")
