"""What is one's own: proposals with their states, votes, what is followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from forum.clock import Clock
from forum.policies import VOTABLE
from handlers.callbacks import OpenCard, OpenMine
from handlers.screen import Button, Screen, button, buttons, in_rows
from handlers.views.choices import Rows
from handlers.views.proposal import TITLE_UNITS, state_name
from handlers.views.shorten import shortened
from locales import Translator
from storage.records import Proposal

T = TypeVar("T")
KINDS = {"proposals": "mine-proposals", "votes": "mine-votes", "follows": "mine-follows"}
PAGE = 8


def mine_screen(
    proposals: Sequence[Proposal], number: int, t: Translator, clocks: Mapping[int, Clock] | None = None
) -> Screen:
    """One's own proposals with their states; ``number`` is the page from 1, ``clocks`` are of those that wait."""
    shown, number = _slice(proposals, number)
    lines = [t.html("mine-title")] if proposals else [t.html("mine-title"), "", t.html("mine-empty")]
    for proposal in shown:
        lines += ["", _item(proposal, t, (clocks or {}).get(proposal.id))]
    cards = [_card_button(proposal, "mine", t) for proposal in shown]
    return Screen("\n".join(lines), buttons(*_rows(cards, "proposals", number, len(proposals), t)))


def votes_screen(votes: Sequence[tuple[Proposal, int]], number: int, t: Translator) -> Screen:
    """What one voted on."""
    shown, number = _slice(votes, number)
    lines = [t.html("mine-votes-title")] if votes else [t.html("mine-votes-title"), "", t.html("mine-votes-empty")]
    for proposal, value in shown:
        key = "mine-vote-support" if value > 0 else "mine-vote-objection"
        title = shortened(proposal.title or "", TITLE_UNITS)
        lines += ["", t.html(key, number=str(proposal.number), title=title)]
    cards = [_card_button(proposal, "votes", t) for proposal, _ in shown]
    return Screen("\n".join(lines), buttons(*_rows(cards, "votes", number, len(votes), t)))


def follows_screen(proposals: Sequence[Proposal], number: int, t: Translator) -> Screen:
    """What one follows, with what has become of it."""
    shown, number = _slice(proposals, number)
    lines: list[str] = [t.html("mine-follows-title")]
    if not proposals:
        lines += ["", t.html("mine-follows-empty")]
    for proposal in shown:
        lines += ["", _item(proposal, t)]
    cards = [_card_button(proposal, "follows", t) for proposal in shown]
    return Screen("\n".join(lines), buttons(*_rows(cards, "follows", number, len(proposals), t)))


def _slice(items: Sequence[T], number: int) -> tuple[Sequence[T], int]:
    last = max(1, -(-len(items) // PAGE))
    number = min(max(1, number), last)
    return items[(number - 1) * PAGE : number * PAGE], number


def _item(proposal: Proposal, t: Translator, clock: Clock | None = None) -> str:
    state = state_name(t, proposal.state)
    if proposal.state in VOTABLE:
        counts = {"support": proposal.support_count, "objection": proposal.object_count}
        about = t.html("mine-item-votes", state=state, **counts)
    elif clock is not None:
        key = "mine-item-late" if clock.is_late else "mine-item-clock"
        about = t.html(key, state=state, day=clock.day, limit=clock.limit)
    else:
        about = t.html("mine-item-state", state=state, date=t.day_month(proposal.changed_at))
    title = shortened(proposal.title or "", TITLE_UNITS)
    if proposal.number is not None:
        return f"{t.html('mine-item', number=str(proposal.number), title=title)}\n{about}"
    heading = t.html("mine-item-draft", title=title) if title else t.html("mine-item-untitled")
    return f"{heading}\n{t.html('mine-item-changed', date=t.day_month(proposal.changed_at))}"


def _card_button(proposal: Proposal, origin: str, t: Translator) -> Button:
    label = str(proposal.number) if proposal.number is not None else t.plain("mine-draft")
    return button(label, OpenCard(proposal=proposal.id, origin=origin))


def _rows(cards: list[Button], kind: str, number: int, total: int, t: Translator) -> Rows:
    turning: list[Button] = []
    if total > PAGE:
        turning.append(button(t.plain("browse-page", number=number), OpenMine(page=f"{kind}-{number}")))
        if number > 1:
            turning.insert(0, button("‹", OpenMine(page=f"{kind}-{number - 1}")))
        if number * PAGE < total:
            turning.append(button("›", OpenMine(page=f"{kind}-{number + 1}")))
    others = [button(t.plain(label), OpenMine(page=other)) for other, label in KINDS.items() if other != kind]
    return [*in_rows(cards, 4), turning, others]
