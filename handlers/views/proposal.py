"""The card of one proposal: for readers with votes, for its author with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum.became import Became
from forum.browsing import Card
from forum.clock import Clock
from forum.policies import APPEAL_FOR, PUBLIC, VOTABLE
from forum.texts import short_fingerprint
from handlers.callbacks import (
    CastVote,
    DiscardDraft,
    EditProposal,
    ListPage,
    OpenCard,
    OpenMine,
    OpenMore,
    OpenNext,
    SetFollow,
)
from handlers.screen import DANGER, PRIMARY, SUCCESS, Button, Screen, button, buttons, disabled_button, share_button
from handlers.views.appeal import appeal_button
from handlers.views.choices import Rows
from handlers.views.meeting import meeting_line
from handlers.views.outcome import TEXT_UNITS as TEXT_UNITS_WITH_OUTCOME
from handlers.views.outcome import outcome_lines, outcome_rows
from handlers.views.shorten import shortened
from handlers.views.trails import trail, way_back
from handlers.views.wording import wording_of
from locales import Translator, escape
from storage.records import HistoryEntry, Proposal

# Together with the frame these stay under 4,096 units even when every character is an emoji of two.
TITLE_UNITS, TEXT_UNITS, REMARK_UNITS, SECTION_UNITS = 240, 2500, 800, 110
LABELS = {1: "button-support", -1: "button-object"}
NEXT = "next"  # origin of a card shown as the next one not seen
OF_MINE = {"mine": "proposals", "votes": "votes", "follows": "follows"}  # origin: page of what is mine
MY_VOTE = {1: "browse-my-support", -1: "browse-my-objection"}
MY_VOTE_FINAL = {1: "browse-my-support-final", -1: "browse-my-objection-final"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a card: where the reader came from, the link to share, and whether votes are taken.

    ``voting_from`` is set while voting lies ahead; ``is_voting`` while it goes on; ``pause`` is what organizers say
    while they have paused it; none of them: it is over.
    ``decision`` is the last one, shown to the author of a returned or rejected proposal; ``clock`` how long the
    author's own waits; ``became`` what came after the vote.
    """

    origin: str
    link: str
    is_voting: bool
    voting_from: datetime | None = None
    is_own_vote_allowed: bool = False
    decision: HistoryEntry | None = None
    may_appeal: bool = False
    clock: Clock | None = None
    pause: str | None = None
    became: Became | None = None


def trail_of(page: ListPage) -> str:
    """A page of the list as the origin of a card: the way back is whole in the card's own buttons."""
    return page.pack().partition(":")[2].replace(":", ",")


def page_of(origin: str) -> ListPage | None:
    """The page of the list a card was opened from, or None when it came from elsewhere."""
    if "," not in origin:
        return None  # one of the words, as nearly always
    try:
        return ListPage.unpack("ls:" + origin.replace(",", ":"))
    except (TypeError, ValueError):
        return None


def state_name(t: Translator, state: str) -> str:
    """A state in words."""
    return t.plain("state-" + state.replace("_", "-"))


def about_line(t: Translator, proposal: Proposal) -> str:
    """Place and topic."""
    place = t.region(proposal.place, "title") if proposal.place else "…"
    topic = t.topic(proposal.topic) if proposal.topic else "…"
    return t.html("browse-card-about", place=place, topic=topic)


def card_screen(card: Card, t: Translator, frame: Frame) -> Screen:
    """One proposal with everything a reader may do about it."""
    wording = wording_of(card, t, frame.origin)
    proposal = wording.proposal
    lines = [title_line(t, proposal), about_line(t, proposal)]
    if card.meeting is not None:
        lines.append(meeting_line(card.meeting, t))
    if card.section is not None:
        lines.append(t.html("shortlist-section", section=shortened(card.section.name(t.language), SECTION_UNITS)))
    if wording.line is not None:
        lines.append(wording.line)
    if proposal.text:
        most = TEXT_UNITS if frame.became is None else TEXT_UNITS_WITH_OUTCOME
        lines += ["", escape(shortened(proposal.text, most))]
    lines += ["", *_standing(card, t, frame)]
    if frame.became is not None:
        lines += ["", *outcome_lines(frame.became, t)]
    rows: Rows = []
    if proposal.state in VOTABLE and (frame.is_own_vote_allowed or not card.is_own):
        rows.append(_vote_row(card, t, frame))
    if card.joined_to is not None:
        label = t.plain("joining-button-target", number=str(card.joined_to.number))
        rows.append([button(label, OpenCard(proposal=card.joined_to.id, origin=trail(frame.origin)), PRIMARY)])
    rows += _author_rows(card, t) if card.is_own else []
    rows += outcome_rows(frame.became, t, frame.origin) if frame.became is not None else []
    if frame.may_appeal:
        rows.append([appeal_button(proposal, t)])
    rows += [wording.row, _keeping_row(card, proposal, t, frame), _leaving_row(card, t, frame)]
    return Screen("\n".join(lines), buttons(*rows))


def title_line(t: Translator, proposal: Proposal) -> str:
    """Number and title, or that it is a draft."""
    title = shortened(proposal.title or "", TITLE_UNITS)
    if proposal.number is not None:
        return t.html("browse-card-title", number=str(proposal.number), title=title)
    untitled = t.html("browse-card-untitled")
    return f"{untitled}\n<b>{escape(title)}</b>" if title else untitled


def _standing(card: Card, t: Translator, frame: Frame) -> list[str]:
    proposal = card.proposal
    lines: list[str] = []
    if card.joined_to is not None:
        title = shortened(card.joined_to.title or "", TITLE_UNITS)
        lines.append(t.html("joining-card", number=str(card.joined_to.number), title=title))
    elif card.is_own or proposal.state != "published":
        lines.append(t.html("browse-card-state", state=state_name(t, proposal.state)))
    if proposal.published_at is not None:
        counts = {"support": proposal.support_count, "objection": proposal.object_count}
        lines.append(t.html("browse-card-counts", **counts))
        lines.append(t.html("browse-card-published", date=t.date(proposal.published_at)))
    if card.is_own:
        lines += _for_author(proposal, t, frame)
        if not (frame.is_own_vote_allowed and proposal.state in VOTABLE):
            return lines
    return lines + _for_voter(card, t, frame)


def _for_voter(card: Card, t: Translator, frame: Frame) -> list[str]:
    may_vote = card.proposal.state in VOTABLE and frame.is_voting
    lines: list[str] = []
    if card.my_vote:
        lines.append(t.html((MY_VOTE if may_vote else MY_VOTE_FINAL)[card.my_vote]))
    if not may_vote and card.joined_to is None:
        lines.append(_no_voting(card, t, frame))
    elif card.votes_left is not None:
        lines.append(t.html("vote-left", left=card.votes_left))
    return lines


def _no_voting(card: Card, t: Translator, frame: Frame) -> str:
    if card.proposal.state not in VOTABLE:
        return t.html("browse-voting-none")
    if frame.voting_from is not None:
        return t.html("browse-voting-later", date=t.date(frame.voting_from))
    if frame.pause is not None:
        return t.html("pause-voting", why=frame.pause)
    return t.html("browse-voting-closed")


def _for_author(proposal: Proposal, t: Translator, frame: Frame) -> list[str]:
    lines: list[str] = []
    if proposal.submitted_at is not None and proposal.published_at is None:
        lines.append(t.html("mine-sent", date=t.date(proposal.submitted_at)))
    if proposal.state == "pending":
        lines.append(t.html("mine-pending"))
    if proposal.state == "hidden":
        lines.append(t.html("report-being-checked"))
    if proposal.state == "appealed":
        lines.append(t.html("appeal-being-decided"))
    if frame.clock is not None:
        key = "mine-clock-late" if frame.clock.is_late else "mine-clock"
        lines.append(t.html(key, day=frame.clock.day, limit=frame.clock.limit))
    if frame.decision is not None:
        if frame.decision.reason:
            lines.append(t.html("mine-reason", reason=frame.decision.reason.name(t.language)))
        if frame.decision.remark:
            lines.append(t.html("mine-remark", remark=shortened(frame.decision.remark, REMARK_UNITS)))
    if proposal.state == "returned":
        lines.append(t.html("mine-returned"))
    if frame.may_appeal:
        lines.append(t.html("appeal-offer", days=APPEAL_FOR.days))
    if proposal.state in VOTABLE and not frame.is_own_vote_allowed:
        lines.append(t.html("browse-own"))
    if proposal.fingerprint:
        lines.append(t.html("mine-print", print=short_fingerprint(proposal.fingerprint)))
    return lines


def _vote_row(card: Card, t: Translator, frame: Frame) -> list[Button]:
    counts = {1: card.proposal.support_count, -1: card.proposal.object_count}
    return [_vote(card, t, frame, value, counts[value]) for value in (1, -1)]


def _vote(card: Card, t: Translator, frame: Frame, value: int, count: int) -> Button:
    """A vote says what it leads to: pressing the one already given asks for none."""
    is_given = card.my_vote == value
    label = t.plain("browse-vote", label=t.plain(LABELS[value]), count=count)
    label = t.plain("browse-chosen", label=label) if is_given else label
    style = SUCCESS if is_given else None
    if not frame.is_voting:
        return disabled_button(label, style)
    wanted = 0 if is_given else value
    return button(label, CastVote(proposal=card.proposal.id, value=wanted, origin=frame.origin), style)


def _author_rows(card: Card, t: Translator) -> Rows:
    proposal = card.proposal
    edit = EditProposal(proposal=proposal.id)
    if proposal.state == "draft":
        delete = DiscardDraft(proposal=proposal.id)
        return [
            [button(t.plain("mine-continue"), edit, PRIMARY)],
            [button(t.plain("submit-delete"), delete, DANGER)],
        ]
    return [[button(t.plain("mine-edit"), edit, PRIMARY)]] if proposal.state == "returned" else []


def _keeping_row(card: Card, proposal: Proposal, t: Translator, frame: Frame) -> list[Button]:
    row: list[Button] = []
    if proposal.state in PUBLIC:
        if not card.is_own:
            row.append(_follow(card, t, frame))
        said = t.plain("browse-share", number=str(proposal.number), title=proposal.title)
        row.append(share_button(t.plain("button-share"), frame.link, said))
    if proposal.number is not None or card.attachments:
        row.append(button(t.plain("button-more"), OpenMore(proposal=proposal.id, origin=frame.origin)))
    return row


def _follow(card: Card, t: Translator, frame: Frame) -> Button:
    label = "more-stop-following" if card.is_followed else "more-follow"
    wanted = 0 if card.is_followed else 1
    return button(t.plain(label), SetFollow(proposal=card.proposal.id, wanted=wanted, origin=frame.origin))


def _leaving_row(card: Card, t: Translator, frame: Frame) -> list[Button]:
    row = [_back(t, frame)]
    origin = trail(frame.origin)
    if card.proposal.state in PUBLIC and origin not in OF_MINE:
        is_skipped = origin == NEXT and not card.my_vote
        label = t.plain("button-skip" if is_skipped else "more-next")
        row.append(button(label, OpenNext(after=card.proposal.id)))
    return row


def _back(t: Translator, frame: Frame) -> Button:
    origin = trail(frame.origin)
    if origin in OF_MINE:
        return button(t.plain("mine-back"), OpenMine(page=OF_MINE[origin]))
    elsewhere = way_back(origin, t)
    if elsewhere is not None:
        return elsewhere
    page = page_of(origin)
    if page is None:
        return button(t.plain("browse-open-list"), ListPage())
    return button(t.plain("browse-to-list"), page)
