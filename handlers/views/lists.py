"""Lists: published proposals with filters, one's own proposals, one's own votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from forum.browsing import Page, PageQuery
from forum.policies import VOTABLE
from handlers.callbacks import ListPage, OpenCard, OpenMine, PickFilter
from handlers.screen import Button, Screen, button, buttons, in_rows
from handlers.views.choices import Rows, choice, region_rows, topic_rows
from handlers.views.proposal import TITLE_UNITS, state_name, trail_of
from handlers.views.shorten import shortened
from locales import NATIONAL, Translator
from storage.records import Proposal

T = TypeVar("T")
TOTAL_MOST = 1000
ORDERS = {"new": "browse-order-new", "top": "browse-order-top"}
ORDER_BUTTONS = {"new": "browse-new", "top": "browse-top"}
KINDS = {"proposals": "mine-proposals", "votes": "mine-votes"}
MINE_PAGE = 8


def list_screen(page: Page, t: Translator) -> Screen:
    """A page of published proposals."""
    query = page.query
    lines = [" · ".join([t.html("browse-title"), *_filters(query, t)])]
    if page.items:
        total = page.total if page.total <= TOTAL_MOST else t.plain("browse-many")
        lines.append(t.html("browse-found", total=total))
    for proposal in page.items:
        lines += ["", _item(proposal, t)]
    if not page.items:
        has_filter = query.place is not None or query.topic is not None
        lines += ["", t.html("browse-empty" if has_filter else "browse-empty-all")]
    return Screen("\n".join(lines), buttons(*_list_rows(page, t)))


def _filters(query: PageQuery, t: Translator) -> list[str]:
    place = t.region(query.place, "title") if query.place else t.plain("browse-all-places")
    topic = [t.topic(query.topic)] if query.topic else []
    return [place, *topic, t.html(ORDERS[query.order])]


def _item(proposal: Proposal, t: Translator) -> str:
    about = t.html(
        "browse-item-about",
        place=t.region(proposal.place, "title"),
        topic=t.topic(proposal.topic or "other", "short"),
        support=proposal.support_count,
    )
    title = shortened(proposal.title or "", TITLE_UNITS)
    return f"{t.html('browse-item', number=str(proposal.number), title=title)}\n{about}"


def _list_rows(page: Page, t: Translator) -> Rows:
    query = page.query
    here = ListPage.of(query)
    cards = [
        button(str(proposal.number), OpenCard(proposal=proposal.id, origin=trail_of(here))) for proposal in page.items
    ]
    return [cards, _turning(page, here, t), _filter_row(query, t), _order_row(query, t)]


def _turning(page: Page, here: ListPage, t: Translator) -> list[Button]:
    if not (page.has_previous or page.has_next):
        return []
    row = [button(t.plain("browse-page", number=page.query.number), here)]
    if page.has_previous:
        row.insert(0, button("‹", ListPage.of(page.previous_query())))
    if page.has_next:
        row.append(button("›", ListPage.of(page.next_query())))
    return row


def _filter_row(query: PageQuery, t: Translator) -> list[Button]:
    here = ListPage.of(query)
    kept = {"place": here.place, "topic": here.topic, "order": here.order}
    return [
        choice(
            t,
            t.plain("browse-button-place"),
            PickFilter(what="place", **kept),
            chosen=query.place is not None,
        ),
        choice(
            t,
            t.plain("browse-button-topic"),
            PickFilter(what="topic", **kept),
            chosen=query.topic is not None,
        ),
    ]


def _order_row(query: PageQuery, t: Translator) -> list[Button]:
    return [
        choice(t, t.plain(ORDER_BUTTONS[order]), _first_page(replace(query, order=order)), chosen=query.order == order)
        for order in ORDERS
    ]


def _first_page(query: PageQuery) -> ListPage:
    return ListPage.of(replace(query, after=None, backwards=False, number=1))


def places_screen(query: PageQuery, t: Translator) -> Screen:
    """Choose the region of the list; the other filters stay."""
    rows = [
        [choice(t, t.plain("browse-all-places"), _first_page(replace(query, place=None)), chosen=query.place is None)],
        [
            choice(
                t,
                t.region(NATIONAL, "short"),
                _first_page(replace(query, place=NATIONAL)),
                chosen=query.place == NATIONAL,
            )
        ],
        *region_rows(t, lambda code: _first_page(replace(query, place=code)), query.place),
    ]
    back = [button(t.plain("button-back"), _first_page(query))]
    return Screen(t.html("browse-choose-place"), buttons(*rows, back))


def topics_screen(query: PageQuery, t: Translator) -> Screen:
    """Choose the topic of the list; the other filters stay."""
    rows = [
        [choice(t, t.plain("browse-all-topics"), _first_page(replace(query, topic=None)), chosen=query.topic is None)],
        *topic_rows(t, lambda slug: _first_page(replace(query, topic=slug)), query.topic),
    ]
    back = [button(t.plain("button-back"), _first_page(query))]
    return Screen(t.html("browse-choose-topic"), buttons(*rows, back))


def mine_screen(proposals: Sequence[Proposal], number: int, t: Translator) -> Screen:
    """One's own proposals with their states; ``number`` is the page from 1."""
    shown, number = _slice(proposals, number)
    lines = [t.html("mine-title")] if proposals else [t.html("mine-title"), "", t.html("mine-empty")]
    for proposal in shown:
        lines += ["", _mine_item(proposal, t)]
    cards = [_card_button(proposal, "mine", t) for proposal in shown]
    return Screen("\n".join(lines), buttons(*_mine_rows(cards, "proposals", number, len(proposals), t)))


def votes_screen(votes: Sequence[tuple[Proposal, int]], number: int, t: Translator) -> Screen:
    """What one voted on."""
    shown, number = _slice(votes, number)
    lines = [t.html("mine-votes-title")] if votes else [t.html("mine-votes-title"), "", t.html("mine-votes-empty")]
    for proposal, value in shown:
        key = "mine-vote-support" if value > 0 else "mine-vote-objection"
        title = shortened(proposal.title or "", TITLE_UNITS)
        lines += ["", t.html(key, number=str(proposal.number), title=title)]
    cards = [_card_button(proposal, "votes", t) for proposal, _ in shown]
    return Screen("\n".join(lines), buttons(*_mine_rows(cards, "votes", number, len(votes), t)))


def _slice(items: Sequence[T], number: int) -> tuple[Sequence[T], int]:
    last = max(1, -(-len(items) // MINE_PAGE))
    number = min(max(1, number), last)
    return items[(number - 1) * MINE_PAGE : number * MINE_PAGE], number


def _mine_item(proposal: Proposal, t: Translator) -> str:
    state = state_name(t, proposal.state)
    if proposal.state in VOTABLE:
        counts = {"support": proposal.support_count, "objection": proposal.object_count}
        about = t.html("mine-item-votes", state=state, **counts)
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


def _mine_rows(cards: list[Button], kind: str, number: int, total: int, t: Translator) -> Rows:
    turning: list[Button] = []
    if total > MINE_PAGE:
        turning.append(button(t.plain("browse-page", number=number), OpenMine(page=f"{kind}-{number}")))
        if number > 1:
            turning.insert(0, button("‹", OpenMine(page=f"{kind}-{number - 1}")))
        if number * MINE_PAGE < total:
            turning.append(button("›", OpenMine(page=f"{kind}-{number + 1}")))
    other = "votes" if kind == "proposals" else "proposals"
    return [*in_rows(cards, 4), turning, [button(t.plain(KINDS[other]), OpenMine(page=other))]]
