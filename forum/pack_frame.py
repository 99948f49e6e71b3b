"""The DOCX around a body: page, styles, numbered headings, header and footer, made by python-docx; and the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from forum.export_parts import Pieces
from forum.pack_xml import LOCALES, NAMESPACE, TEXT_WIDTH, field, run

if TYPE_CHECKING:
    from docx.document import Document

BODY = "word/document.xml"
FONTS = "word/fontTable.xml"
# On every computer with Word; elsewhere Liberation Serif has the same widths and all Kazakh letters.
FONT, FALLBACK = "Times New Roman", "Liberation Serif"
INK, QUIET, WARNING = "14202E", "465566", "B3261E"
HEADINGS = ((1, 16), (2, 14), (3, 12))  # numbered ones and their letters in points
PLACE = ("\ue000", "\ue001")  # stand in the footer's sentence where its numbers go


@dataclass(frozen=True, slots=True)
class Face:
    """What is the same on every page: ``footer`` has PLACE's letters for the page and the number of pages.

    ``note`` warns at the top of each page of an internal copy.
    """

    title: str
    author: str
    language: str
    header: str
    footer: str
    note: str | None
    made_at: datetime


def write_file(path: Path, face: Face, body: Iterable[str]) -> None:
    """Write the document; its body passes into the file piece by piece. Runs in a thread. Raises OSError."""
    with Pieces(path) as pieces:
        part = pieces.new()
        with ZipFile(BytesIO(_frame(face))) as frame, ZipFile(part, "w", ZIP_DEFLATED) as file:
            for name in frame.namelist():
                if name not in (BODY, FONTS):
                    file.writestr(name, frame.read(name))
            file.writestr(FONTS, _font_table())
            before, after = _around_body(frame.read(BODY).decode())
            with file.open(BODY, "w") as into:
                into.write(before.encode())
                for piece in body:
                    into.write(piece.encode())
                into.write(after.encode())
        pieces.keep(part, 0, 0)
        pieces.finish()


def _around_body(document: str) -> tuple[str, str]:
    """The XML before and after what a body says: the page's own properties come last."""
    start = document.index("<w:body>") + len("<w:body>")
    return document[:start], document[document.rindex("<w:sectPr") :]


def _font_table() -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts xmlns:w="{NAMESPACE}"><w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/>'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="CC"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _frame(face: Face) -> bytes:
    # Only who writes a pack pays for the library: a third of a second.
    import docx

    document = docx.Document()
    _drop_template_parts(document)
    _properties(document, face)
    _page(document, face)
    _styles(document, face.language)
    _numbering(document)
    whole = BytesIO()
    document.save(whole)
    return whole.getvalue()


def _drop_template_parts(document: Document) -> None:
    """The library's template carries a preview of an empty page and a second set of styles: nobody needs them."""
    for rels in (document.part.package.rels, document.part.rels):
        for rel_id, rel in list(rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml", "/webSettings")):
                del rels[rel_id]


def _properties(document: Document, face: Face) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by = face.title[:255], face.author[:255], face.author[:255]
    core.comments, core.keywords, core.language = "", "", LOCALES[face.language]
    core.created = core.modified = face.made_at.replace(tzinfo=None, microsecond=0)


def _page(document: Document, face: Face) -> None:
    from docx.shared import Mm, Twips

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.right_margin, section.left_margin = Mm(15), Mm(210) - Mm(15) - Twips(TEXT_WIDTH)
    section.header_distance = section.footer_distance = Mm(10)
    # The cover has neither header nor footer, but an internal copy says so there too.
    section.different_first_page_header_footer = True
    note = [_line("Header", run(face.note, bold=True, color=WARNING, points=10))] if face.note else []
    _fill(section.first_page_header, note or [_line("Header", "")])
    _fill(section.first_page_footer, [_line("Footer", "")])
    _fill(section.header, [*note, _line("Header", run(face.header, color=QUIET, points=9))])
    _fill(section.footer, [_line("Footer", _page_numbers(face.footer))])


def _line(style: str, inside: str) -> str:
    side = "center" if style == "Footer" else "right"
    return f'<w:p xmlns:w="{NAMESPACE}"><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>{inside}</w:p>'


def _fill(part: Any, lines: list[str]) -> None:
    """Let a header or a footer have these lines and nothing else."""
    from docx.oxml import parse_xml

    part.is_linked_to_previous = False
    inside = part._element
    for element in list(inside):
        inside.remove(element)
    for line in lines:
        inside.append(parse_xml(line))


def _page_numbers(sentence: str) -> str:
    pieces = []
    for piece in sentence.replace(PLACE[0], f"|{PLACE[0]}|").replace(PLACE[1], f"|{PLACE[1]}|").split("|"):
        if piece in PLACE:
            pieces.append(field("PAGE" if piece == PLACE[0] else "NUMPAGES", "1"))
        elif piece:
            pieces.append(run(piece, color=QUIET, points=9))
    return "".join(pieces)


def _styles(document: Document, language: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Pt, Twips

    styles = document.styles
    for default in styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        _set_font(default)
        for tag in default.xpath("w:lang"):
            tag.set(f"{{{NAMESPACE}}}val", LOCALES[language])
    _style(styles["Normal"], 12, after=6)
    _style(styles["Header"], 9, color=QUIET)
    _style(styles["Footer"], 9, color=QUIET)
    _style(styles["Title"], 26, bold=True, after=12)
    _style(styles["Subtitle"], 16, color=QUIET, after=12)
    for tag in styles["Title"].element.xpath("w:pPr/w:pBdr"):  # the template rules a line below it
        tag.getparent().remove(tag)
    for level, points in HEADINGS:
        _style(styles[f"Heading {level}"], points, bold=True, before=18 - 3 * level, after=6)
    _style(styles["Heading 4"], 12, bold=True, before=14, after=2)
    _style(styles["Caption"], 12, bold=True, before=6, after=6)
    for name in ("Pack Cell", "Pack Facts"):
        _style(styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), 10.5, after=2)
    _style(styles.add_style("Pack Note", WD_STYLE_TYPE.PARAGRAPH), 10, color=QUIET, after=8)
    for level in (1, 2, 3):
        contents = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        _style(contents, 12 if level == 1 else 11, bold=level == 1, before=4 if level == 1 else 0, after=2)
        layout = contents.paragraph_format
        layout.left_indent, layout.right_indent = Pt(14 * (level - 1)), Pt(28)
        layout.tab_stops.add_tab_stop(Twips(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _style(
    style: Any, points: float, *, bold: bool = False, color: str | None = None, before: float = 0, after: float = 0
) -> None:
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold, style.font.italic = Pt(points), bold, False
    style.font.color.rgb = RGBColor.from_string(color or INK)
    _set_font(style.element.get_or_add_rPr())
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.0


def _set_font(look: Any) -> None:
    """The font for every script; the theme's own, which differ from one computer to another, would win."""
    fonts = look.get_or_add_rFonts() if hasattr(look, "get_or_add_rFonts") else look.find(f"{{{NAMESPACE}}}rFonts")
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{NAMESPACE}}}{name}", FONT)


def _numbering(document: Document) -> None:
    """Headings of three levels number themselves: 1., 1.1., 1.1.1."""
    from docx.oxml import parse_xml

    numbering = document.part.numbering_part.element
    kind = 1 + max(int(one) for one in numbering.xpath("w:abstractNum/@w:abstractNumId"))
    number = 1 + max(int(one) for one in numbering.xpath("w:num/@w:numId"))
    levels = "".join(
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{"".join(f"%{n}." for n in range(1, level + 1))}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level, _ in HEADINGS
    )
    many = parse_xml(
        f'<w:abstractNum xmlns:w="{NAMESPACE}" w:abstractNumId="{kind}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.xpath("w:num")[0].addprevious(many)
    numbering.append(
        parse_xml(f'<w:num xmlns:w="{NAMESPACE}" w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')
    )
    for level, _ in HEADINGS:
        properties = document.styles[f"Heading {level}"].element.get_or_add_pPr()
        listed = properties.get_or_add_numPr()
        listed.get_or_add_ilvl().val = level - 1
        listed.get_or_add_numId().val = number
