"""Inline queries: words after the bot's name, in any chat, that wait for a list of results."""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from sandbox.limits import INLINE_QUERY_LIFETIME_SECONDS
from sandbox.refusals import QUERY_TOO_OLD, bad_request
from sandbox.shapes import Json
from sandbox.shown import ShownMessage

KEPT = 10_000
Key = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One line of the list; `content` is the message it becomes, its keyboard in `reply_markup`."""

    id: str
    title: str
    description: str
    content: Json

    @property
    def message(self) -> ShownMessage:
        """The message as it will look: text, buttons, links."""
        return ShownMessage({"message_id": 0} | self.content)


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What the bot answered; `button` is the one above the list, None where there is none.

    `cache_time` are seconds; a personal answer is kept for one person only.
    """

    results: tuple[InlineResult, ...]
    cache_time: int
    is_personal: bool
    next_offset: str = ""
    button: Json | None = None

    @property
    def titles(self) -> list[str]:
        """The titles from the top down."""
        return [result.title for result in self.results]


@dataclass(slots=True)
class InlineQuery:
    """Words somebody typed after the bot's name; `asked_at` is monotonic seconds."""

    person_id: int
    text: str
    offset: str = ""
    id: str = field(default_factory=lambda: str(secrets.randbits(62) + 1))
    asked_at: float = field(default_factory=time.monotonic)
    answer: InlineAnswer | None = None


class InlineQueries:
    """The last queries by id, and the answers Telegram keeps so as not to ask again."""

    def __init__(self) -> None:
        self._by_id: OrderedDict[str, InlineQuery] = OrderedDict()
        self._kept: OrderedDict[Key, tuple[float, InlineAnswer]] = OrderedDict()

    def ask(self, person_id: int, text: str, offset: str = "") -> InlineQuery:
        """A new query, answered already when an answer to the same words is still kept."""
        query = InlineQuery(person_id, text, offset)
        for key in ((text, offset, person_id), (text, offset, None)):
            until, answer = self._kept.get(key, (0.0, None))
            if answer is not None and time.monotonic() < until:
                query.answer = answer
        self._by_id[query.id] = query
        if len(self._by_id) > KEPT:
            self._by_id.popitem(last=False)
        return query

    def answer(self, query_id: str, answer: InlineAnswer) -> InlineQuery:
        """Take the bot's answer. Raises Refusal for an unknown, old or already answered query."""
        query = self._by_id.get(query_id)
        is_old = query is None or time.monotonic() - query.asked_at > INLINE_QUERY_LIFETIME_SECONDS
        if query is None or is_old or query.answer is not None:
            raise bad_request(QUERY_TOO_OLD)
        query.answer = answer
        if answer.cache_time > 0:
            key = (query.text, query.offset, query.person_id if answer.is_personal else None)
            self._kept[key] = time.monotonic() + answer.cache_time, answer
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return query

    def find(self, query_id: str) -> InlineQuery | None:
        """The query of this id, if it is remembered."""
        return self._by_id.get(query_id)

    def forget_answers(self) -> None:
        """Keep no answers any more, as after their time is over."""
        self._kept.clear()
