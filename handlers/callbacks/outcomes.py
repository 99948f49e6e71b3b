"""Buttons about what becomes of proposals: organizers record it, readers open and rate answers.

Each handler checks the rights again.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handlers.callbacks.ids import ASCII, ButtonData, Code, Id, Letters, Origin

# A region's code, "national", or "s" and the id of a section of the forum.
Narrow = Annotated[str, Field(max_length=12, pattern=ASCII)]
# Of thirteen digits, which last until 2286: a forged one is still an instant.
Moment = Annotated[int, Field(ge=0, le=10**13 - 1)]


class OpenOutcomes(ButtonData, prefix="ouo"):
    """The list of a state ('': how many there are in each), narrowed to ``by``.

    ``day`` and ``last`` are the cursor it lies beyond (0: the first page), ``back`` 1 before it. ``fresh`` 1: below a
    message that stays.
    """

    state: Code = ""
    by: Narrow = ""
    day: Id = 0
    last: Id = 0
    back: int = 0
    fresh: int = 0


class NarrowOutcomes(ButtonData, prefix="oun"):
    """Choose what the list of a state is narrowed to."""

    state: Code


class OpenOutcome(ButtonData, prefix="ouc"):
    """What became of one proposal, for organizers; ``fresh`` 1: below a message that stays."""

    proposal: Id
    fresh: int = 0


class RecommendAll(ButtonData, prefix="oua"):
    """Recommend what is shortlisted in a section (0: all), up to a selection; ``upto`` 0 asks first."""

    section: Id = 0
    upto: Id = 0


class TakeStep(ButtonData, prefix="ous"):
    """Record ``to`` behind the step that was seen (0: none), or begin its form."""

    proposal: Id
    seen: Id
    to: Code


class UndoOutcome(ButtonData, prefix="ouu"):
    """Take a step back."""

    outcome: Id


class UndoRecommended(ButtonData, prefix="oux"):
    """Take back all that the organizer ``by`` recommended ``at`` one moment (milliseconds)."""

    by: Id
    at: Moment


class SendingStep(ButtonData, prefix="oud"):
    """The form of what is sent. ``action``: addressee, new, sent, today, yesterday, due, suggested, save, cancel."""

    action: Code


class ChooseAddressee(ButtonData, prefix="adc"):
    """To whom it was sent."""

    addressee: Id


class OpenAddressees(ButtonData, prefix="ado"):
    """A page of the catalogue, within the form; ``all`` 1 forgets the words sought."""

    page: int = 1
    all: int = 0


class AnsweringStep(ButtonData, prefix="ouw"):
    """The form of an answer. ``action``: kk, ru, files, no-files, meaning, until, preview, save, cancel or a state."""

    action: Code


class OpenAnswer(ButtonData, prefix="oub"):
    """The whole words of a step; ``language`` '' is the reader's own. ``origin``: of the card, or "org"."""

    outcome: Id
    language: Letters = ""
    origin: Origin = "list"


class SeeOutcomeFiles(ButtonData, prefix="oul"):
    """Send the files that came with a step."""

    outcome: Id


class RateAnswer(ButtonData, prefix="ras"):
    """``rating``: the first letter of answered, partly, formal; ``origin``: of the card, or "notice"."""

    outcome: Id
    rating: Letters
    origin: Origin = "list"
