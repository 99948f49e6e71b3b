"""Who may do what, computed from the rows in plain Python, apart from the forum's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum.policies import CONSENT_VERSION, Rules
from storage.database import to_ms
from tests.forum.everything_diagram import CORRECTABLE, DECIDED, TRANSLATABLE
from tests.forum.everything_truth import Row, Truth


@dataclass(frozen=True)
class Rights:
    """What everybody may do at one moment; ``admins`` are organizers by the settings."""

    truth: Truth
    now: datetime
    rules: Rules
    admins: frozenset[int]

    def is_resident(self, person: int) -> bool:
        """Gone through the onboarding."""
        row = self.truth.people[person]
        return None not in (row["language"], row["region"]) and row["consent_version"] == CONSENT_VERSION

    def votes(self, person: int) -> bool:
        """May vote and follow."""
        return self.is_resident(person) and self.truth.people[person]["banned_at"] is None

    def writes(self, person: int) -> bool:
        """May write: texts, reports."""
        until = self.truth.people[person]["muted_until"]
        return self.votes(person) and (until is None or until <= to_ms(self.now))

    def organizes(self, person: int) -> bool:
        """An organizer."""
        is_one = any(t["person_id"] == person and t["role"] == "organizer" for t in self.truth.team)
        return is_one or person in self.admins

    def is_author(self, person: int, proposal: Row) -> bool:
        """Their own."""
        return bool(proposal["author_id"] == person)

    def decides(self, person: int, proposal: Row) -> bool:
        """Pending and hidden: moderators of the region, never the author. Appeals: somebody with no hand in it."""
        if self.is_author(person, proposal):
            return False
        region = proposal["region"]
        if proposal["state"] == "appealed":
            (appeal,) = [a for a in self.truth.rows["appeals"] if a["proposal_id"] == proposal["id"]]
            rejected_by = self.truth.decisions[appeal["decision_id"]]["moderator_id"]
            has_role = self.truth.is_on_team(person) or self.organizes(person)
            return has_role and person != rejected_by and not self.truth.moderates(person, region)
        if proposal["state"] not in ("pending", "hidden"):
            return False
        there = {t["person_id"] for t in self.truth.team if t["role"] == "moderator" and t["region"] == region}
        return person in there or (there == {proposal["author_id"]} and self.organizes(person))

    def works(self, person: int, proposal: Row) -> bool:
        """May join and correct it."""
        may = self.truth.moderates(person, proposal["region"]) and not self.is_author(person, proposal)
        return may and proposal["state"] in CORRECTABLE

    def translates(self, person: int, proposal: Row) -> bool:
        """May translate it."""
        return self.truth.moderates(person, proposal["region"]) and proposal["state"] in TRANSLATABLE

    def undoes(self, person: int, decision: Row) -> bool:
        """May take it back now, while it stands as it was left."""
        proposal = self.truth.proposals[decision["proposal_id"]]
        is_verdict = self.truth.decided_in(decision["id"]) == "appealed"
        reaches = (
            decision["moderator_id"] == person and (self.truth.is_on_team(person) or self.organizes(person))
            if is_verdict
            else self.truth.moderates(person, decision["region"])
        )
        is_there = (proposal["state"], proposal["round"]) == (DECIDED[decision["kind"]], decision["round"])
        in_time = to_ms(self.now) <= decision["decided_at"] + self.rules.undo_for.total_seconds() * 1000
        is_open = decision["undone_at"] is None and is_there and in_time
        return reaches and is_open and not self.is_author(person, proposal)

    def sanctions(self, person: int, proposal: Row) -> bool:
        """May warn, mute or ban its author: a resident, not somebody of the team."""
        author = proposal["author_id"]
        is_free = author != person and not self.truth.is_on_team(author)
        return proposal["number"] is not None and is_free and self.truth.moderates(person, proposal["region"])

    def lifts(self, person: int, sanction: Row) -> bool:
        """May take a sanction back."""
        return self.organizes(person) or self.truth.moderates(person, sanction["region"])

    def is_votable(self, person: int, proposal: Row) -> bool:
        """A public one of somebody else, while votes are taken."""
        (campaign,) = [c for c in self.truth.rows["campaigns"] if c["id"] == proposal["campaign_id"]]
        is_time = campaign["voting_from"] <= to_ms(self.now) < campaign["voting_until"]
        is_open = proposal["state"] == "published" and campaign["state"] == "open"
        return is_open and is_time and not self.is_author(person, proposal)
