"""Joining a proposal to another: choosing it, comparing both, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from forum.joining import Joined
from forum.policies import WAITING, Rules
from forum.workable import round_of
from handlers.callbacks import JoinTo, NextItem, OpenCard, OpenJoin, OpenQueue, OpenWork, PreviewJoin, TakeItem
from handlers.screen import DANGER, PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.proposal import about_line
from handlers.views.queue import TITLE_UNITS, number_of
from handlers.views.shorten import shortened
from handlers.views.undoing import undo_button
from locales import Translator, escape
from storage.records import Proposal

LINE_UNITS, EXCERPT_UNITS, WORDS_UNITS = 150, 700, 100


def back_button(proposal: Proposal, t: Translator, view: str = "") -> Button:
    """Back to what the moderator came from: the item of the queue, or the work on a published one."""
    if proposal.state in WAITING:
        return button(t.plain("button-back"), TakeItem(proposal=proposal.id, view=view))
    return button(t.plain("button-back"), OpenWork(proposal=proposal.id))


def title_of(proposal: Proposal) -> str:
    """The title in a length that fits beside anything."""
    return shortened(proposal.title or "", TITLE_UNITS)


def choosing_screen(
    proposal: Proposal, found: Sequence[Proposal], t: Translator, words: str | None = None, view: str = ""
) -> Screen:
    """Asks for the other proposal; ``found`` are similar ones, or what ``words`` have found."""
    parts: list[str] = [
        t.html("joining-title", number=number_of(proposal), title=title_of(proposal)),
        t.html("joining-how"),
    ]
    if found:
        said = None if words is None else shortened(words, WORDS_UNITS)
        heading = t.html("joining-similar") if said is None else t.html("joining-found", words=said)
        parts.append("\n".join([heading, *(_line(one, t) for one in found)]))
    elif words is not None:
        parts.append(t.html("joining-found-none", words=shortened(words, WORDS_UNITS)))
    round_ = round_of(proposal)
    choices = [
        button(
            t.plain("joining-button-one", number=number_of(one)),
            PreviewJoin(proposal=proposal.id, round=round_, target=one.id, view=view),
        )
        for one in found
    ]
    return Screen("\n\n".join(parts), buttons(*in_rows(choices), [back_button(proposal, t, view)]))


def _line(proposal: Proposal, t: Translator) -> str:
    title = shortened(proposal.title or "", LINE_UNITS)
    return t.html("joining-line", number=number_of(proposal), title=title, support=proposal.support_count)


def preview_screen(proposal: Proposal, target: Proposal, t: Translator, view: str = "") -> Screen:
    """Both beside each other, with the one button that joins them."""
    round_ = round_of(proposal)
    ids: dict[str, Any] = {"proposal": proposal.id, "round": round_, "view": view}
    next_ = t.html("joining-preview-next", number=number_of(proposal), target=number_of(target))
    parts: list[str] = [
        t.html("joining-preview"),
        _side("joining-preview-goes", proposal, t),
        _side("joining-preview-stays", target, t),
        next_,
    ]
    label = t.plain("joining-button-do", number=number_of(target))
    return Screen(
        "\n\n".join(parts),
        buttons(
            [button(label, JoinTo(target=target.id, **ids), DANGER)],
            [button(t.plain("joining-button-other"), OpenJoin(**ids)), back_button(proposal, t, view)],
        ),
    )


def _side(key: str, proposal: Proposal, t: Translator) -> str:
    facts = {"number": number_of(proposal), "title": title_of(proposal), "support": proposal.support_count}
    text = escape(shortened(proposal.text or "", EXCERPT_UNITS))
    return f"{t.html(key, about=about_line(t, proposal), **facts)}\n<blockquote>{text}</blockquote>"


def joined_screen(
    joined: Joined, rules: Rules, t: Translator, view: str = "", *, is_next_below: bool = False
) -> Screen:
    """What was joined; it can be undone as any decision. ``is_next_below``: the queue's next item opens by itself."""
    proposal, target = joined.proposal, joined.target
    minutes = rules.undo_for // timedelta(minutes=1)
    parts: list[str] = [t.html("joining-done", number=number_of(proposal), target=number_of(target))]
    if proposal.support_count:
        parts.append(t.html("joining-done-votes", support=proposal.support_count, minutes=minutes))
    parts.append(t.html("decide-author-told"))
    open_target = OpenCard(proposal=target.id, origin="list")
    return Screen(
        "\n\n".join(parts),
        buttons(
            [undo_button(joined.decision, t, view)],
            [button(t.plain("joining-button-target", number=number_of(target)), open_target)],
            [
                *([] if is_next_below else [button(t.plain("button-next"), NextItem(after=proposal.id, view=view))]),
                button(t.plain("queue-button-queue"), OpenQueue(view=view)),
            ],
        ),
    )


def joined_notice(proposal: Proposal, target: Proposal, t: Translator) -> Screen:
    """For the author of the joined proposal."""
    facts = {"number": number_of(proposal), "title": title_of(proposal)}
    text = t.html("joining-notice", target=number_of(target), other=title_of(target), **facts)
    label = t.plain("joining-button-target", number=number_of(target))
    return Screen(text, buttons([button(label, OpenCard(proposal=target.id, origin="notice"), PRIMARY)]))
