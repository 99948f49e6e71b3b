"""The list of published proposals, and the screens that choose its filters and its order."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from forum.browsing import Page, PageQuery
from handlers.callbacks import ListPage, OpenCard, PickFilter
from handlers.screen import PRIMARY, Button, Screen, button, buttons, in_rows
from handlers.views.choices import Rows, choice, region_rows, topic_rows
from handlers.views.proposal import TITLE_UNITS, state_name, trail_of
from handlers.views.search import search_button
from handlers.views.shorten import shortened
from locales import NATIONAL, Translator
from storage.records import Campaign, Proposal

TOTAL_MOST = 1000
# In words for the heading, and as a button.
ORDERS: Final = {
    "fair": ("browse-order-fair", "browse-fair"),
    "new": ("browse-order-new", "browse-new"),
    "top": ("browse-order-top", "browse-top"),
    "rising": ("browse-order-rising", "browse-rising"),
}
STANDINGS: Final = {
    "all": "browse-standing-all",
    "voted": "browse-standing-voted",
    "outcome": "browse-standing-outcome",
}


def list_screen(page: Page, t: Translator, past: Campaign | None = None) -> Screen:
    """A page of published proposals; ``past``: of a campaign that is over, which is then named."""
    query = page.query
    lines: list[str] = [] if past is None else [t.html("past-list", name=past.name(t.language))]
    lines += [" · ".join([t.html("browse-title"), *_chosen(query, t)])]
    if page.items:
        total = page.total if page.total <= TOTAL_MOST else t.plain("browse-many")
        lines.append(t.html("browse-found", total=total))
    for proposal in page.items:
        lines += ["", _item(proposal, t)]
    if not page.items:
        lines += ["", t.html("browse-empty" if _is_filtered(query) else "browse-empty-all")]
    return Screen("\n".join(lines), buttons(*_list_rows(page, t)))


def _is_filtered(query: PageQuery) -> bool:
    return query.place is not None or query.topic is not None or query.standing != "all"


def _chosen(query: PageQuery, t: Translator) -> list[str]:
    place = t.region(query.place, "title") if query.place else t.plain("browse-all-places")
    topic = [t.topic(query.topic)] if query.topic else []
    standing = [t.html(STANDINGS[query.standing])] if query.standing != "all" else []
    return [place, *topic, *standing, t.html(ORDERS[query.order][0])]


def _item(proposal: Proposal, t: Translator) -> str:
    about = t.html(
        "browse-item-about",
        place=t.region(proposal.place, "title"),
        topic=t.topic(proposal.topic or "other", "short"),
        support=proposal.support_count,
    )
    # What came after the vote is what one looks for; that the others are published goes without saying.
    state = "" if proposal.state == "published" else f" · {state_name(t, proposal.state)}"
    title = shortened(proposal.title or "", TITLE_UNITS)
    return f"{t.html('browse-item', number=str(proposal.number), title=title)}\n{about}{state}"


def _list_rows(page: Page, t: Translator) -> Rows:
    query = page.query
    here = ListPage.of(query)
    cards = [
        button(str(proposal.number), OpenCard(proposal=proposal.id, origin=trail_of(here))) for proposal in page.items
    ]
    reset = [_reset(query, t)] if not page.items and _is_filtered(query) else []
    others = [button(t.plain("browse-filters"), _pick("filters", query)), search_button(t)]
    return [cards, _turning(page, here, t), reset, others]


def _turning(page: Page, here: ListPage, t: Translator) -> list[Button]:
    if not (page.has_previous or page.has_next):
        return []
    row = [button(t.plain("browse-page", number=page.query.number), here)]
    if page.has_previous:
        row.insert(0, button("‹", ListPage.of(page.previous_query())))
    if page.has_next:
        row.append(button("›", ListPage.of(page.next_query())))
    return row


def _pick(what: str, query: PageQuery) -> PickFilter:
    here = ListPage.of(query)
    return PickFilter(what=what, place=here.place, topic=here.topic, order=here.order)


def _reset(query: PageQuery, t: Translator) -> Button:
    return button(t.plain("browse-reset"), ListPage.of(PageQuery(campaign=query.campaign)), PRIMARY)


def filters_screen(query: PageQuery, t: Translator, *, has_past: bool = False) -> Screen:
    """Everything that can be chosen for the list, with what is chosen; each choice leads straight to the list.

    ``has_past``: campaigns that are over may be chosen, too.
    """
    query = query.first
    places = choice(t, t.plain("browse-button-place"), _pick("place", query), chosen=query.place is not None)
    topics = choice(t, t.plain("browse-button-topic"), _pick("topic", query), chosen=query.topic is not None)
    standings = [
        choice(t, t.plain(key), ListPage.of(replace(query, standing=one)), chosen=query.standing == one)
        for one, key in STANDINGS.items()
    ]
    orders = [
        choice(t, t.plain(keys[1]), ListPage.of(replace(query, order=one)), chosen=query.order == one)
        for one, keys in ORDERS.items()
    ]
    last = [button(t.plain("browse-to-list"), ListPage.of(query))]
    past = [button(t.plain("past-button-forums"), _pick("past", query))] if has_past else []
    whole = PageQuery(campaign=query.campaign)
    if query != whole:
        last.append(button(t.plain("browse-reset"), ListPage.of(whole)))
    return Screen(_filters_text(query, t), buttons([places, topics], *in_rows(standings), *in_rows(orders), past, last))


def _filters_text(query: PageQuery, t: Translator) -> str:
    place = t.region(query.place, "title") if query.place else t.plain("browse-all-places")
    topic = t.topic(query.topic) if query.topic else t.plain("browse-all-topics")
    chosen = [
        t.html("browse-filter-place", place=place),
        t.html("browse-filter-topic", topic=topic),
        t.html("browse-filter-standing", standing=t.plain(STANDINGS[query.standing])),
        t.html("browse-filter-order", order=t.plain(ORDERS[query.order][0])),
    ]
    return "\n".join([t.html("browse-filters-title"), "", *chosen, "", t.html("browse-filters-fair")])


def places_screen(query: PageQuery, t: Translator) -> Screen:
    """Choose the region of the list; the other filters stay."""
    query = query.first
    every = choice(t, t.plain("browse-all-places"), ListPage.of(replace(query, place=None)), chosen=query.place is None)
    national = choice(
        t,
        t.region(NATIONAL, "short"),
        ListPage.of(replace(query, place=NATIONAL)),
        chosen=query.place == NATIONAL,
    )
    rows = region_rows(t, lambda code: ListPage.of(replace(query, place=code)), query.place)
    back = [button(t.plain("button-back"), _pick("filters", query))]
    return Screen(t.html("browse-choose-place"), buttons([every], [national], *rows, back))


def topics_screen(query: PageQuery, t: Translator) -> Screen:
    """Choose the topic of the list; the other filters stay."""
    query = query.first
    every = choice(t, t.plain("browse-all-topics"), ListPage.of(replace(query, topic=None)), chosen=query.topic is None)
    rows = topic_rows(t, lambda slug: ListPage.of(replace(query, topic=slug)), query.topic)
    back = [button(t.plain("button-back"), _pick("filters", query))]
    return Screen(t.html("browse-choose-topic"), buttons([every], *rows, back))
