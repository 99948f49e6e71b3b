"""What people of a crash test were told is accepted: afterwards it must be true, and true once."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SentProposal:
    """A receipt somebody holds; ``author`` is a Telegram id."""

    author: int
    number: int
    title: str
    text: str


@dataclass(slots=True)
class Told:
    """Written down by the people themselves, the moment they read it.

    ``votes``: the value last told to a person (Telegram id) about a proposal (id); ``decisions``: the state a
    moderator was told a proposal (id) has now; ``cards``: the message in which a person sees a proposal.
    """

    votes: dict[tuple[int, int], int] = field(default_factory=dict)
    cards: dict[tuple[int, int], int] = field(default_factory=dict)
    proposals: list[SentProposal] = field(default_factory=list)
    decisions: dict[int, str] = field(default_factory=dict)
    actions: int = 0

    def is_varied(self, with_proposals: bool) -> bool:
        """Whether something of every kind was accepted."""
        return bool(self.votes and self.decisions and (self.proposals or not with_proposals))
