"""What may happen to a proposal, by whom, and what each act may touch: the rules as data, told apart from the code."""

from __future__ import annotations

from typing import Final, NamedTuple


class Way(NamedTuple):
    """One arrow: ``act`` is the decision's kind or the name of what was done; ``begins_round`` at it."""

    act: str
    actors: frozenset[str]
    begins_round: bool = False


AUTHOR, TEAM, SYSTEM = frozenset({"author"}), frozenset({"moderator", "organizer"}), frozenset({"system"})
MODERATOR = frozenset({"moderator"})
# (from, to) → how. Every change of a state in any history is one of these.
DIAGRAM: Final = {
    ("draft", "pending"): Way("send", AUTHOR, begins_round=True),
    ("returned", "pending"): Way("send", AUTHOR, begins_round=True),
    ("pending", "withdrawn"): Way("withdraw", AUTHOR),
    ("returned", "withdrawn"): Way("withdraw", AUTHOR),
    ("published", "withdrawn"): Way("withdraw", AUTHOR),
    ("pending", "published"): Way("publish", TEAM),
    ("pending", "returned"): Way("return", TEAM),
    ("pending", "rejected"): Way("reject", TEAM),
    ("pending", "joined"): Way("join", MODERATOR),
    ("published", "hidden"): Way("hide", SYSTEM, begins_round=True),
    ("published", "joined"): Way("join", MODERATOR, begins_round=True),
    ("hidden", "published"): Way("publish", TEAM),
    ("hidden", "rejected"): Way("reject", TEAM),
    ("hidden", "joined"): Way("join", MODERATOR),
    ("rejected", "appealed"): Way("appeal", AUTHOR, begins_round=True),
    ("appealed", "published"): Way("publish", TEAM),
    ("appealed", "rejected"): Way("reject", TEAM),
}
# An undone decision leads back along its own arrow, into a round of its own.
DECIDED: Final = {"publish": "published", "return": "returned", "reject": "rejected", "join": "joined"}
WAITING: Final = frozenset({"pending", "hidden", "appealed"})
CORRECTABLE: Final = frozenset({"pending", "hidden", "published"})
TRANSLATABLE: Final = frozenset({"pending", "hidden", "published"})

# The tables an act may change. What is refused changes none.
_SENDS = {"proposals", "history", "deliveries"}
TOUCHES: Final = {
    "write": {"proposals"},
    "send": {*_SENDS, "campaigns", "proposal_stems", "translations"},
    "withdraw": {"proposals", "history", "proposal_stems"},
    "vote": {"votes", "vote_hours", "proposals"},
    "follow": {"follows"},
    "report": {*_SENDS, "reports"},
    "appeal": {"proposals", "history", "appeals"},
    "take": {"proposals"},
    "release": {"proposals"},
    "publish": {*_SENDS, "decisions", "reports"},
    "return": {*_SENDS, "decisions", "votes", "vote_hours"},
    "reject": {*_SENDS, "decisions", "reports"},
    "join": {*_SENDS, "decisions", "reports"},
    "undo": {*_SENDS, "decisions", "reports"},
    "correct": {*_SENDS, "translations", "proposal_stems"},
    "translate": {"translations", "history", "proposal_stems", "deliveries"},
    "sanction": {"sanctions", "people", "deliveries"},
    "lift": {"sanctions", "people", "deliveries"},
    "ask": {"carries", "deliveries"},
    "carry": {"carries", "votes", "vote_hours", "proposals"},
    "invite": {"invitations"},
    "accept": {"team", "invitations", "digest_plans"},
    "revoke": {"team", "invitations"},
    "outbox": {"deliveries"},
    "day": {"days", "digest_plans"},
    "switch": {"switches"},
    "duty": {"duties"},
    "rise": {"proposals"},
}
