"""Screens of the search: the question, a page of results, nothing found, a search that is over."""

from __future__ import annotations

from forum.search import QUERY_LENGTH, Results
from handlers.callbacks import ListPage, OpenCard, OpenSearch, SearchPage, StartProposal
from handlers.screen import PRIMARY, Button, Screen, button, buttons
from handlers.views.proposal import TITLE_UNITS
from handlers.views.shorten import shortened
from handlers.views.trails import from_results
from locales import Translator
from storage.records import Proposal


def question(t: Translator) -> Screen:
    """What to look for?"""
    minimum, maximum = QUERY_LENGTH
    text = t.html("search-question", minimum=minimum, maximum=maximum)
    return Screen(text, buttons([_list_button(t)]))


def results_screen(results: Results, query: str, page: SearchPage, t: Translator) -> Screen:
    """A page of what was found."""
    if not results.items and results.following is None:
        return _nothing(query, page, t)
    lines: list[str] = [t.html("search-title", query=query)]
    if not results.items:
        lines += ["", t.html("search-goes-on")]
    for proposal in results.items:
        lines += ["", _item(proposal, t)]
    origin = from_results(page)
    cards = [button(str(one.number), OpenCard(proposal=one.id, origin=origin)) for one in results.items]
    others = [button(t.plain("search-again"), OpenSearch()), _list_button(t)]
    return Screen("\n".join(lines), buttons(cards, _turning(results, page, t), others))


def expired(t: Translator) -> Screen:
    """The words of these results are forgotten: other ones were looked for, or something else begun."""
    ways = [button(t.plain("search-again"), OpenSearch(), PRIMARY), _list_button(t)]
    return Screen(t.html("search-expired"), buttons(ways))


def search_button(t: Translator) -> Button:
    """The way to the search, for the list."""
    return button(t.plain("search-open"), OpenSearch())


def _nothing(query: str, page: SearchPage, t: Translator) -> Screen:
    key = "search-nothing" if page.number == 1 else "search-no-more"
    ways = [button(t.plain("search-again"), OpenSearch(), PRIMARY), _list_button(t)]
    rows = [ways, [button(t.plain("menu-submit"), StartProposal())]]
    if page.number > 1:
        rows.insert(0, [button("‹", SearchPage(request=page.request, number=page.number - 1))])
    return Screen(t.html(key, query=query), buttons(*rows))


def _item(proposal: Proposal, t: Translator) -> str:
    about = t.html(
        "search-about",
        place=t.region(proposal.place or "", "title"),
        topic=t.topic(proposal.topic or "other", "short"),
        support=proposal.support_count,
    )
    title = shortened(proposal.title or "", TITLE_UNITS)
    return f"{t.html('search-item', number=str(proposal.number), title=title)}\n{about}"


def _turning(results: Results, page: SearchPage, t: Translator) -> list[Button]:
    if page.number == 1 and results.following is None:
        return []
    row = [button(t.plain("browse-page", number=page.number), page)]
    if page.number > 1:
        row.insert(0, button("‹", SearchPage(request=page.request, number=page.number - 1)))
    if results.following is not None:
        row.append(button("›", SearchPage(request=page.request, number=page.number + 1)))
    return row


def _list_button(t: Translator) -> Button:
    return button(t.plain("browse-open-list"), ListPage())
