"""Every button's data: a prefix of a few letters and ids, never user text, at most 64 bytes packed.

A button says the wanted result ("support proposal 214"), never "toggle": pressing it twice changes nothing.
"""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from forum.browsing import PageQuery
from forum.policies import CONSENT_VERSION
from locales import REGION_CODES, TOPIC_SLUGS

BIGGEST = 2**63 - 1
# What a column of ids can hold: a forged number beyond it is no button of ours.
Id = Annotated[int, Field(ge=0, le=BIGGEST)]

# --- residents ---------------------------------------------------------------------------------------------


class ChooseLanguage(CallbackData, prefix="lng"):
    """``then``: where the person was going: start, settings, or what handlers.resident.start.THEN matches."""

    code: str
    then: str = "start"


class ChooseConsent(CallbackData, prefix="cns"):
    """``answer``: agree, more, back, read; ``then`` as in ChooseLanguage; ``version`` is of the text above."""

    answer: str
    then: str = "start"
    version: Id = CONSENT_VERSION


class ChooseRegion(CallbackData, prefix="rgn"):
    """``then`` as in ChooseLanguage."""

    region: str
    then: str = "start"


class OpenMenu(CallbackData, prefix="mnu"):
    """The main menu."""

    page: str = "main"


class OpenSettings(CallbackData, prefix="set"):
    """``what``: main, language, region, consent."""

    what: str = "main"


class OpenHelp(CallbackData, prefix="hlp"):
    """``page``: a help screen's name."""

    page: str = "main"


class StartProposal(CallbackData, prefix="sub"):
    """Go on with the draft, or begin one; ``fresh``: 1 leaves the message of the button as it is (a notice)."""

    fresh: int = 0


class FormStep(CallbackData, prefix="stp"):
    """``action``: the step to show, or preview, cancel, later, clear."""

    action: str
    proposal: Id


class ChoosePlace(CallbackData, prefix="plc"):
    """``place``: a region's code or national."""

    place: str
    proposal: Id


class ChooseTopic(CallbackData, prefix="tpc"):
    """``topic``: a slug."""

    topic: str
    proposal: Id


class SendProposal(CallbackData, prefix="snd"):
    """Send what the preview shows; ``round`` tells a repeat from the next sending."""

    proposal: Id
    round: Id


class DiscardDraft(CallbackData, prefix="dsc"):
    """``sure``: 0 asks, 1 deletes."""

    proposal: Id
    sure: int = 0


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _base36(number: int) -> str:
    sign, number, digits = ("-" if number < 0 else ""), abs(number), ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return sign + digits


class ListPage(CallbackData, prefix="ls"):
    """One page of proposals, whole in the button, so that it works after a restart and on a second device.

    Built by :meth:`of` and read by :meth:`query`; place and topic are short codes, the cursor is base 36.
    """

    place: str = ""
    topic: str = ""
    order: str = "n"
    cursor: str = ""
    number: Id = 1
    back: int = 0

    @classmethod
    def of(cls, query: PageQuery) -> ListPage:
        """The button's data of a page."""
        return cls(
            place="n" if query.place == "national" else (query.place or "").removeprefix("KZ-"),
            topic=str(TOPIC_SLUGS.index(query.topic)) if query.topic else "",
            order=query.order[0],
            cursor=f"{_base36(query.after[0])}.{_base36(query.after[1])}" if query.after else "",
            number=query.number,
            back=int(query.backwards),
        )

    def query(self) -> PageQuery:
        """What the button asks for; unknown codes fall back to no filter."""
        place = "national" if self.place == "n" else f"KZ-{self.place}"
        topic = int(self.topic) if self.topic.isdecimal() else -1
        try:
            first, _, second = self.cursor.partition(".")
            cursor = (int(first, 36), int(second, 36)) if self.cursor else None
            after = cursor if cursor is None or max(map(abs, cursor)) <= BIGGEST else None
        except ValueError:
            after = None
        return PageQuery(
            place=place if place == "national" or place in REGION_CODES else None,
            topic=TOPIC_SLUGS[topic] if 0 <= topic < len(TOPIC_SLUGS) else None,
            order="top" if self.order == "t" else "new",
            after=after,
            backwards=bool(self.back),
            number=max(1, self.number),
        )


class PickFilter(CallbackData, prefix="flt"):
    """``what``: place or topic: the screen that chooses a filter, keeping the others."""

    what: str
    place: str = ""
    topic: str = ""
    order: str = "n"


class OpenCard(CallbackData, prefix="crd"):
    """``origin``: mine, votes, link, or a page of the list (views.proposal.trail_of), for the way back.

    From a notice or a receipt (notice): the card comes as a new message, because they are kept.
    """

    proposal: Id
    origin: str = "list"


class CastVote(CallbackData, prefix="vt"):
    """``value``: 1 support, -1 objection, 0 taken back."""

    proposal: Id
    value: int
    origin: str = "list"


class ShowAttachments(CallbackData, prefix="att"):
    """Send the files of a proposal."""

    proposal: Id


class OpenMine(CallbackData, prefix="min"):
    """``page``: proposals or votes, with -2 for its second page."""

    page: str = "proposals"


class ShowHistory(CallbackData, prefix="hst"):
    """The history of one's own proposal."""

    proposal: Id


class EditProposal(CallbackData, prefix="edt"):
    """Open the form of a draft or of a returned proposal; ``fresh``: 1 leaves the message of the button as it is."""

    proposal: Id
    fresh: int = 0


class Withdraw(CallbackData, prefix="wdr"):
    """``sure``: 0 asks, 1 withdraws."""

    proposal: Id
    sure: int = 0


# --- moderators --------------------------------------------------------------------------------------------


class OpenQueue(CallbackData, prefix="que"):
    """The queue of the moderator's regions; ``fresh``: 1 leaves the message of the button as it is (a digest)."""

    fresh: int = 0


class TakeItem(CallbackData, prefix="tak"):
    """Open an item: takes it for ten minutes; ``fresh``: 1 leaves the message of the button as it is."""

    proposal: Id
    fresh: int = 0


class SeeFiles(CallbackData, prefix="fil"):
    """Send the files of an item to its moderator."""

    proposal: Id


class PublishItem(CallbackData, prefix="pub"):
    """Publish what was read: ``round`` is the sending the moderator saw."""

    proposal: Id
    round: Id


class ReturnItem(CallbackData, prefix="ret"):
    """Ask for the remark of a return."""

    proposal: Id
    round: Id


class RejectItem(CallbackData, prefix="rej"):
    """Show the reasons."""

    proposal: Id
    round: Id


class GiveReason(CallbackData, prefix="rsn"):
    """``reason``: a code of forum.policies.REJECTION_REASONS."""

    proposal: Id
    round: Id
    reason: str


class SkipRemark(CallbackData, prefix="rmk"):
    """Reject without a sentence of one's own."""

    proposal: Id
    round: Id
    reason: str


class NextItem(CallbackData, prefix="nxt"):
    """``after``: the item just seen (0: from the oldest)."""

    after: Id = 0


class OpenDigest(CallbackData, prefix="dig"):
    """The digest of one region now; ``what``: show or settings."""

    region: str
    what: str = "show"


class SetDigest(CallbackData, prefix="dgs"):
    """The wanted plan, whole."""

    region: str
    cadence: str
    minute: int
    weekday: int


# --- organizers --------------------------------------------------------------------------------------------


class OpenOrganizer(CallbackData, prefix="org"):
    """``page``: main, campaign, export, team, invite."""

    page: str = "main"


class CampaignStep(CallbackData, prefix="cmp"):
    """``action``: new, back, cancel, create, end, end-sure, or the name of the step to answer again."""

    action: str
    campaign: Id = 0


class ExportAs(CallbackData, prefix="exp"):
    """``format``: csv or xlsx; ``internal``: 1 for the organizers' copy."""

    format: str
    internal: int = 0


class InviteRole(CallbackData, prefix="inv"):
    """Choose whom to invite; ``chosen``: bits of the regions marked so far, by their place in REGION_CODES."""

    role: str
    chosen: int = 0


class MakeInvitation(CallbackData, prefix="mki"):
    """Make the one-time link of a role; ``chosen`` as above, 0 for an organizer."""

    role: str
    chosen: int = 0


class OpenTeam(CallbackData, prefix="tm"):
    """One page of the team, from 1."""

    page: int = 1


class RevokeMember(CallbackData, prefix="rvk"):
    """``sure``: 0 asks, 1 revokes."""

    member: Id
    sure: int = 0
