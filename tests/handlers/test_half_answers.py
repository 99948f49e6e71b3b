"""A half-written answer is kept for its own step only, until it is given up; the oldest of many goes first."""

from __future__ import annotations

from typing import Any

from handlers.form_storage import KEPT
from handlers.organizer.half_answers import MOST, begun, given_up, kept


def at(proposal: int, after: int = 3, to: str | None = None, **fields: Any) -> dict[str, Any]:
    """Data of the form."""
    return {"proposal": proposal, "after": after, "to": to, "step": "kk", **fields}


def test_what_was_typed_is_there_again_at_the_same_step_only() -> None:
    left = kept(at(1, kk="Жауап", files=[], screen=9))
    assert begun(at(1, **{KEPT: left[KEPT]})) == {"kk": "Жауап"}
    for other in (at(2), at(1, after=4), at(1, to="done")):
        assert begun({**other, KEPT: left[KEPT]}) == {}
    assert given_up(left) == {KEPT: {}}
    assert kept(at(1)) == {**at(1), KEPT: {}}


def test_of_many_the_oldest_is_forgotten() -> None:
    data: dict[str, Any] = {}
    for number in range(MOST + 1):
        data = kept({**at(number, kk="Жауап"), KEPT: data.get(KEPT, {})})
    data = kept({**at(1, ru="Ответ"), KEPT: data[KEPT]})
    assert list(data[KEPT]) == [f"answer:{number}" for number in (*range(2, MOST + 1), 1)]
