"""All rows of a file as proposals, and everything that is wrong in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from forum import texts
from forum.import_columns import ImportWords, Problem, find_columns
from forum.import_names import Names
from forum.import_row import Ground, NewProposal, Row
from forum.import_table import Table
from forum.policies import Rules

TELL_EVERY: Final = 50  # rows
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Checked:
    """``count`` rows were looked at; ``proposals`` are those that are right by themselves."""

    count: int = 0
    proposals: list[NewProposal] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check(
    table: Table, words: ImportWords, rules: Rules, today: date, desk: str | None, progress: Progress | None = None
) -> Checked:
    """Every row against the rules. Takes a millisecond or two a row: call it in a thread.

    ``desk``: whose moderators decide on a national proposal whose row names no region of the meeting.
    """
    if not table.rows:
        return Checked(problems=[Problem(0, None, "", "no-rows", {})])
    columns, problems = find_columns(table, words)
    checked = Checked(problems=problems)
    if problems:
        return checked  # what stands under wrong headings would only be called wrong a second time
    rows = [(number, cells) for number, cells in table.rows if number > columns.row]
    examples = frozenset(texts.clean_line(key) for key in words.examples())
    ground = Ground(table, columns, Names.of(words), examples, rules, today, desk)
    for done, (number, cells) in enumerate(rows, start=1):
        row = Row(ground, number, cells)
        proposal = row.proposal()
        checked.problems += row.problems
        if proposal is not None and not row.is_wrong:
            checked.proposals.append(proposal)
        time.sleep(0)  # lets the loop's thread have the interpreter between two rows
        if progress is not None and (done % TELL_EVERY == 0 or done == len(rows)):
            progress(done, len(rows))
    checked.count = len(rows)
    if not rows:
        checked.problems.append(Problem(0, None, "", "no-rows", {}))
    return checked
