"""The button of one page of a list, which holds the whole question."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from forum.browsing import PageQuery
from handlers.callbacks.ids import BIGGEST, ButtonData, Id
from locales import REGION_CODES, TOPIC_SLUGS

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ORDERS: Final = {"f": "fair", "n": "new", "t": "top", "r": "rising"}
_STANDINGS: Final = {"": "all", "v": "voted", "o": "outcome"}
_STANDING_CODES: Final = {standing: code for code, standing in _STANDINGS.items()}
# Of odd letters within these bounds the list makes no filter and the fair order.
Choice = Annotated[str, Field(max_length=2)]
Order = Annotated[str, Field(max_length=12)]
Cursor = Annotated[str, Field(max_length=29)]


def _base36(number: int) -> str:
    sign, number, digits = ("-" if number < 0 else ""), abs(number), ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return sign + digits


def _campaign_of(digits: str) -> int | None:
    """The id of a campaign as a button carries it; None for none, and for anything else."""
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else 0
    return number or None


class ListPage(ButtonData, prefix="ls"):
    """One page of proposals, whole in the button, so that it works after a restart and on a second device.

    Built by :meth:`of` and read by :meth:`query`; place and topic are short codes, the cursor is base 36. ``order`` is
    a letter of the order and, if any, one of where the proposals stand and the id of a campaign that is over; left out,
    it is the list as last chosen.
    """

    place: Choice = ""
    topic: Choice = ""
    order: Order = ""
    cursor: Cursor = ""
    number: Id = 1
    back: int = 0

    @classmethod
    def of(cls, query: PageQuery) -> ListPage:
        """The button's data of a page."""
        return cls(
            place="n" if query.place == "national" else (query.place or "").removeprefix("KZ-"),
            topic=str(TOPIC_SLUGS.index(query.topic)) if query.topic else "",
            order=query.order[0]
            + _STANDING_CODES[query.standing]
            + ("" if query.campaign is None else str(query.campaign)),
            cursor=f"{_base36(query.after[0])}.{_base36(query.after[1])}" if query.after else "",
            number=query.number,
            back=int(query.backwards),
        )

    def query(self) -> PageQuery:
        """What the button asks for; unknown codes fall back to no filter and to the fair order."""
        place = "national" if self.place == "n" else f"KZ-{self.place}"
        topic = int(self.topic) if self.topic.isdecimal() else -1
        try:
            first, _, second = self.cursor.partition(".")
            cursor = (int(first, 36), int(second, 36)) if self.cursor else None
            after = cursor if cursor is None or max(map(abs, cursor)) <= BIGGEST else None
        except ValueError:
            after = None
        return PageQuery(
            place=place if place == "national" or place in REGION_CODES else None,
            topic=TOPIC_SLUGS[topic] if 0 <= topic < len(TOPIC_SLUGS) else None,
            order=_ORDERS.get(self.order[:1], "fair"),
            after=after,
            backwards=bool(self.back) and after is not None,
            number=max(1, self.number),
            standing=_STANDINGS.get(self.order[1:].rstrip(_DIGITS[:10]), "all"),
            campaign=_campaign_of(self.order[1:].lstrip("vo")),
        )


def remembered(choice: str | None) -> PageQuery:
    """The first page of the list as it was chosen last, by its packed button; all in the fair order if none was."""
    try:
        return ListPage.unpack(choice).query().first if choice else PageQuery()
    except (TypeError, ValueError):
        return PageQuery()  # packed by another version
