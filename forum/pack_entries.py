"""A proposal in the forum pack: its figures, both texts side by side, what became of it and the answers."""

from __future__ import annotations

from datetime import date, datetime

from forum.pack_content import Entry, PackWords, Step
from forum.pack_frame import QUIET
from forum.pack_xml import TEXT_WIDTH, cell, paragraph, row, run, table
from storage.database import to_ms
from storage.vocabulary import LANGUAGES

SHADE, ANSWER_SHADE = "E8EDF3", "EEF4EA"
HALF = TEXT_WIDTH // 2


def entry_xml(entry: Entry, words: PackWords, *, internal: bool) -> str:
    """The proposal's heading, lines and table; ``internal`` adds why it was chosen, in the organizer's words."""
    title = words.pack("entry", number=str(entry.number), state=words.state(entry.state))
    lines = [*_figures(entry, words), *_selected(entry, words, internal=internal)]
    lines += [line for step in entry.steps if (line := _step_line(step, words))]
    return "".join(
        [
            paragraph("Heading4", run(title), keep=True),
            *(paragraph("PackFacts", run(line), keep=True) for line in lines),
            _texts(entry, words),
            paragraph("PackFacts", run("")),
        ]
    )


def _figures(entry: Entry, words: PackWords) -> list[str]:
    lines = [
        words.pack("votes", support=entry.support, objections=entry.objections, breadth=entry.breadth),
        words.pack("submitted", day=_day(entry.submitted_at, words)),
    ]
    if entry.published_at is not None:
        lines[-1] += " " + words.pack("published", day=_day(entry.published_at, words))
    if entry.meeting is not None:
        place, day = entry.meeting
        lines.append(words.pack("meeting", place=place, day=day))
    return lines


def _selected(entry: Entry, words: PackWords, *, internal: bool) -> list[str]:
    chosen = entry.selected
    if chosen is None:
        return []
    rank = {} if chosen.rank is None else {"rank": chosen.rank}
    lines = [words.pack(f"selected-{chosen.basis}", **rank)]
    if internal:
        figures = {"support": chosen.support, "objections": chosen.objections, "breadth": chosen.breadth}
        lines.append(words.pack("selected-figures", **figures))
        if chosen.remark is not None:
            lines.append(words.pack("remark", remark=chosen.remark))
    return lines


def _step_line(step: Step, words: PackWords) -> str | None:
    """What is told of a step above the texts; an answer stands below them."""
    if step.addressee is not None and step.sent_on is not None:
        line = words.pack("sent", addressee=step.addressee[words.leading], day=step.sent_on)
        return line if step.due_on is None else f"{line} {words.pack('due', day=step.due_on)}"
    if step.answer is None:
        return words.pack("step", state=words.state(step.state), day=_day(step.recorded_at, words))
    return None


def _texts(entry: Entry, words: PackWords) -> str:
    """The original and its translation side by side, the leading language on the left; answers below."""
    order = [words.leading, *(one for one in LANGUAGES if one != words.leading)]
    heads = [(one, words.pack("original" if one == entry.language else "translation", one)) for one in order]
    # The names of the languages and the titles never stand alone at the end of a page.
    rows = [row((_cell(run(head, bold=True, language=one), SHADE, keep=True) for one, head in heads), is_header=True)]
    for found, bold in ((entry.titles, True), (entry.texts, False)):
        cells = []
        for one in order:
            missing = run(words.pack("missing", one), italic=True, color=QUIET, language=one)
            told = found.get(one)
            # Said once: a missing title says that the text is missing too.
            inside = run(told, bold=bold, language=one) if told is not None else missing if bold else ""
            cells.append(_cell(inside, keep=bold))
        rows.append(row(cells, is_whole=bold))
    for step in entry.answers:
        rows += _answer(step, order, words)
    return table((HALF, TEXT_WIDTH - HALF), rows)


def _answer(step: Step, order: list[str], words: PackWords) -> list[str]:
    head = words.pack("answer", state=words.state(step.state), day=_day(step.recorded_at, words))
    if step.due_on is not None:
        head = f"{head} {words.pack('due', day=step.due_on)}"
    answer = step.answer or {}
    rows = [
        row([_cell(run(head, bold=True), ANSWER_SHADE, span=2, keep=True)], is_whole=True),
        row(_cell(run(answer[one], language=one)) for one in order),
    ]
    if any(step.ratings):
        answered, partly, formal = step.ratings
        rated = words.pack("ratings", answered=answered, partly=partly, formal=formal)
        rows.append(row([_cell(run(rated, color=QUIET), span=2)], is_whole=True))
    return rows


def _cell(inside: str, shade: str | None = None, *, span: int = 1, keep: bool = False) -> str:
    return cell(HALF * span, paragraph("PackCell", inside, keep=keep), shade=shade, span=span)


def _day(instant: datetime, words: PackWords) -> date:
    return words.moment(to_ms(instant)).date()
