"""How many supports and objections a resident may have at a time, where a campaign sets a budget."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from forum.errors import VoteBudgetSpent
from forum.policies import HOLDS_VOTES
from storage import votes
from storage.database import Transaction
from storage.records import Campaign


@dataclass(frozen=True, slots=True)
class Budgets:
    """The budgets by campaign, and what each voter has given: the proposals by (person, campaign)."""

    most: dict[int, int]
    given: dict[tuple[int, int], set[int]]

    def demand(self, person_id: int, campaign_id: int, proposal_id: int, value: int) -> None:
        """Note a vote that has room in the budget: another value keeps their number, 0 frees one.

        Raises VoteBudgetSpent (budget).
        """
        budget = self.most.get(campaign_id)
        if budget is None:
            return
        given = self.given.setdefault((person_id, campaign_id), set())
        if not value:
            given.discard(proposal_id)
        elif proposal_id not in given:
            if len(given) >= budget:
                raise VoteBudgetSpent(budget=budget)
            given.add(proposal_id)

    def left(self, person_id: int, campaign_id: int) -> int | None:
        """How many votes the person may still give; None without a budget."""
        budget = self.most.get(campaign_id)
        return None if budget is None else max(0, budget - len(self.given.get((person_id, campaign_id), ())))


UNBOUNDED = Budgets({}, {})


async def of(tx: Transaction, campaigns: Collection[Campaign], person_ids: set[int]) -> Budgets:
    """What these persons have given in the campaigns that set a budget; nothing is asked when none does.

    Nobody else votes for them until the unit ends. Their proposals are locked before: everybody locks in this order.
    """
    most = {campaign.id: campaign.vote_budget for campaign in campaigns if campaign.vote_budget is not None}
    if not most:
        return UNBOUNDED
    # Two proposals have two locks: without this one, a person's votes from two replicas would not see each other.
    await votes.lock_voters(tx, person_ids)
    given: dict[tuple[int, int], set[int]] = {}
    for person_id, campaign_id, proposal_id in await votes.list_given(tx, person_ids, set(most), HOLDS_VOTES):
        given.setdefault((person_id, campaign_id), set()).add(proposal_id)
    return Budgets(most, given)
