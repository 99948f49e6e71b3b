"""Callback queries: taps that wait for the bot's one answer."""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from sandbox.limits import CALLBACK_LIFETIME_SECONDS
from sandbox.refusals import QUERY_TOO_OLD, bad_request

KEPT = 10_000


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the bot answered to a tap; `text` is "" for an answer without words."""

    query_id: str
    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Query:
    """One tap; `asked_at` is monotonic seconds."""

    chat_id: int
    id: str = field(default_factory=lambda: str(secrets.randbits(62) + 1))
    asked_at: float = field(default_factory=time.monotonic)
    answer: CallbackAnswer | None = None


class Queries:
    """The last queries, by id; each is answered once and in time."""

    def __init__(self, lifetime: float = CALLBACK_LIFETIME_SECONDS) -> None:
        self._lifetime = lifetime
        self._by_id: OrderedDict[str, Query] = OrderedDict()

    def ask(self, chat_id: int) -> Query:
        """A new query of a person."""
        query = Query(chat_id)
        self._by_id[query.id] = query
        if len(self._by_id) > KEPT:
            self._by_id.popitem(last=False)
        return query

    def answer(self, answer: CallbackAnswer) -> Query:
        """Take the bot's answer. Raises Refusal for an unknown, old or already answered query."""
        query = self._by_id.get(answer.query_id)
        if query is None or query.answer is not None or time.monotonic() - query.asked_at > self._lifetime:
            raise bad_request(QUERY_TOO_OLD)
        query.answer = answer
        return query
