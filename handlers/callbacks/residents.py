"""Buttons of residents."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from forum.policies import CONSENT_VERSION
from handlers.callbacks.ids import ASCII, ButtonData, Code, Id, Letters, Origin
from handlers.callbacks.lists import Choice, Order

# An invitation is the longest; beside it there is room for a region or an answer.
Then = Annotated[str, Field(max_length=50, pattern=ASCII)]
Short = Annotated[str, Field(max_length=6, pattern=ASCII)]


class ChooseLanguage(ButtonData, prefix="lng"):
    """``then``: where the person was going: start, settings, or what handlers.resident.start.THEN matches."""

    code: Letters
    then: Then = "start"


class ChooseConsent(ButtonData, prefix="cns"):
    """``answer``: agree, more, back, read; ``then`` as in ChooseLanguage; ``version`` is of the text above."""

    answer: Short
    then: Then = "start"
    version: Id = CONSENT_VERSION


class ChooseRegion(ButtonData, prefix="rgn"):
    """``then`` as in ChooseLanguage."""

    region: Short
    then: Then = "start"


class OpenMenu(ButtonData, prefix="mnu"):
    """The main menu."""

    page: Code = "main"


class OpenSettings(ButtonData, prefix="set"):
    """``what``: main, language, region, consent."""

    what: Code = "main"


class OpenHelp(ButtonData, prefix="hlp"):
    """``page``: a help screen's name."""

    page: Code = "main"


class StartProposal(ButtonData, prefix="sub"):
    """Go on with the draft, or begin one; ``fresh``: 1 leaves the message of the button as it is (a notice)."""

    fresh: int = 0


class FormStep(ButtonData, prefix="stp"):
    """``action``: the step to show, or preview, cancel, later, clear."""

    action: Code
    proposal: Id


class ChoosePlace(ButtonData, prefix="plc"):
    """``place``: a region's code or national."""

    place: Code
    proposal: Id


class ChooseTopic(ButtonData, prefix="tpc"):
    """``topic``: a slug."""

    topic: Code
    proposal: Id


class SendProposal(ButtonData, prefix="snd"):
    """Send what the preview shows; ``round`` tells a repeat from the next sending."""

    proposal: Id
    round: Id


class DiscardDraft(ButtonData, prefix="dsc"):
    """``sure``: 0 asks, 1 deletes."""

    proposal: Id
    sure: int = 0


class PickFilter(ButtonData, prefix="flt"):
    """``what``: filters, place, topic or past: a screen that chooses for the list; the others as in ListPage, kept."""

    what: Code
    place: Choice = ""
    topic: Choice = ""
    order: Order = "f"


class OpenCard(ButtonData, prefix="crd"):
    """``origin``: mine, votes, follows, link, or a page of the list (views.proposal.trail_of), for the way back.

    From a notice or a receipt (notice): the card comes as a new message, because they are kept.
    """

    proposal: Id
    origin: Origin = "list"


class CastVote(ButtonData, prefix="vt"):
    """``value``: 1 support, -1 objection, 0 taken back."""

    proposal: Id
    value: int
    origin: Origin = "list"


class ShowAttachments(ButtonData, prefix="att"):
    """Send the files of a proposal."""

    proposal: Id


class OpenMine(ButtonData, prefix="min"):
    """``page``: proposals, votes or follows, with -2 for its second page."""

    page: Code = "proposals"


class ShowHistory(ButtonData, prefix="hst"):
    """What became of a proposal; ``origin`` as in OpenCard."""

    proposal: Id
    origin: Origin = "list"


class EditProposal(ButtonData, prefix="edt"):
    """Open the form of a draft or of a returned proposal; ``fresh``: 1 leaves the message of the button as it is."""

    proposal: Id
    fresh: int = 0


class Withdraw(ButtonData, prefix="wdr"):
    """``sure``: 0 asks, 1 withdraws."""

    proposal: Id
    sure: int = 0
