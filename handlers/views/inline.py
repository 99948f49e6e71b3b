"""Published proposals as lines of inline mode, each a message with a link to vote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from forum.policies import VOTABLE
from forum.showcase import Showcase
from handlers.screen import buttons
from handlers.views.shorten import shortened
from locales import Translator, escape
from storage.records import Proposal

TITLE_UNITS, TEXT_UNITS = 240, 700
Line = dict[str, Any]


def lines(t: Translator, shown: Showcase, link: Callable[[str], str], *, is_voting: bool) -> list[Line]:
    """InlineQueryResultArticle for each, as the Bot API takes it; ``link`` makes a deep link of a payload."""
    return [
        _line(t, one, link(f"p_{one.id}"), is_voting=is_voting, is_translated=one.id in shown.translated)
        for one in shown.items
    ]


def nothing(t: Translator) -> dict[str, str]:
    """The button above an empty list: it opens the bot."""
    return {"text": t.plain("inline-nothing"), "start_parameter": "inline"}


def _line(t: Translator, proposal: Proposal, link: str, *, is_voting: bool, is_translated: bool) -> Line:
    title = shortened(proposal.title or "", TITLE_UNITS)
    facts = {
        "place": t.region(proposal.place, "title") if proposal.place else "…",
        "topic": t.topic(proposal.topic) if proposal.topic else "…",
        "support": proposal.support_count,
    }
    number = str(proposal.number)
    text = [
        t.html("inline-message-title", number=number, title=title),
        t.html("inline-about", **facts),
        *([t.html("translated-from", language=proposal.language)] if is_translated else []),
        "",
        escape(shortened(proposal.text or "", TEXT_UNITS)),
        "",
        t.html("inline-message-forum"),
    ]
    label = "inline-vote" if is_voting and proposal.state in VOTABLE else "inline-open"
    return {
        "type": "article",
        "id": f"p{proposal.id}",
        "title": t.plain("inline-title", number=number, title=title),
        "description": t.plain("inline-about", **facts),
        "input_message_content": {
            "message_text": "\n".join(text),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
        "reply_markup": buttons([{"text": t.plain(label), "url": link}]),
    }
