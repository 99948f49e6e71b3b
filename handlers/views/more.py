"""What else can be done with a proposal: its files, its history, and what is rarely wanted."""

from __future__ import annotations

from forum.browsing import Card
from forum.policies import PUBLIC, REPORTABLE, WITHDRAWABLE
from handlers.callbacks import OpenCard, OpenWork, ReportProposal, ShowAttachments, ShowHistory, Withdraw
from handlers.screen import DANGER, Button, Screen, button, buttons
from handlers.views.choices import Rows
from handlers.views.proposal import state_name, title_line
from handlers.views.wording import wording_of
from locales import Translator


def more_screen(card: Card, t: Translator, origin: str, *, is_worked: bool = False) -> Screen:
    """The card's further buttons, in its place; ``origin`` is where the card was opened from.

    ``is_worked``: by a moderator of its region.
    """
    shown = wording_of(card, t, origin).proposal
    lines = [title_line(t, shown), t.html("browse-card-state", state=state_name(t, card.proposal.state))]
    lines += ["", t.html("more-choose")]
    back = button(t.plain("mine-back-to-proposal"), OpenCard(proposal=card.proposal.id, origin=origin))
    is_open = is_worked and card.proposal.state in PUBLIC | {"joined"}
    work = [button(t.plain("work-button"), OpenWork(proposal=card.proposal.id))] if is_open else []
    rows = [_looking_row(card, t, origin), *_acting_rows(card, t, origin), work, [back]]
    return Screen("\n".join(lines), buttons(*rows))


def _looking_row(card: Card, t: Translator, origin: str) -> list[Button]:
    proposal = card.proposal
    row: list[Button] = []
    if card.attachments:
        label = t.plain("browse-files", count=len(card.attachments))
        row.append(button(label, ShowAttachments(proposal=proposal.id)))
    if proposal.number is not None and (card.is_own or proposal.state in PUBLIC):
        row.append(button(t.plain("mine-history"), ShowHistory(proposal=proposal.id, origin=origin)))
    return row


def _acting_rows(card: Card, t: Translator, origin: str) -> Rows:
    """What changes something, for those who may; each is checked again when it is pressed."""
    rows: Rows = []
    if not card.is_own and card.proposal.state in REPORTABLE:
        rows.append([button(t.plain("report-button"), ReportProposal(proposal=card.proposal.id, origin=origin))])
    if card.is_own and card.proposal.state in WITHDRAWABLE - {"draft"}:
        rows.append([button(t.plain("mine-withdraw"), Withdraw(proposal=card.proposal.id), DANGER)])
    return rows
