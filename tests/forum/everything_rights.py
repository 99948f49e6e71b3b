"""Who may do what, computed from the rows in plain Python, apart from the forum's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum.policies import CONSENT_VERSION, Rules
from storage.database import to_ms
from tests.forum.everything_diagram import CORRECTABLE, DECIDED, TRANSLATABLE
from tests.forum.everything_truth import Row, Truth

DECIDABLE = {
    "publish": ("pending", "hidden", "appealed"),
    "reject": ("pending", "hidden", "appealed"),
    "return": ("pending",),
}


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

    def is_muted(self, person: int) -> bool:
        """Writes nothing now."""
        until = self.truth.people[person]["muted_until"]
        return bool(until is not None and until > to_ms(self.now))

    def writes(self, person: int) -> bool:
        """May write: texts, reports."""
        return self.votes(person) and not self.is_muted(person)

    def organizes(self, person: int) -> bool:
        """An organizer."""
        is_one = any(t["person_id"] == person and t["role"] == "organizer" for t in self.truth.team)
        return is_one or person in self.admins

    def revokes(self, person: int, role: Row) -> bool:
        """May end a role: the last organizer's only an admin of the settings."""
        organizers = [t for t in self.truth.team if t["role"] == "organizer"]
        is_last = role["role"] == "organizer" and len(organizers) == 1
        return role["revoked_at"] is None and self.organizes(person) and (person in self.admins or not is_last)

    def is_author(self, person: int, proposal: Row) -> bool:
        """Their own."""
        return bool(proposal["author_id"] == person)

    def is_below_limits(self, person: int) -> bool:
        """May send one more today, and in the campaign."""
        sent = [p["submitted_at"] for p in self.truth.proposals.values() if p["author_id"] == person]
        sent = [at for at in sent if at is not None]
        today = sum(at >= self._midnight for at in sent)
        return bool(today < self.rules.proposals_a_day and len(sent) < self.rules.proposals_a_campaign)

    def is_below_reports(self, person: int) -> bool:
        """May report one more today."""
        made = [r for r in self.truth.rows["reports"] if r["person_id"] == person]
        return bool(sum(r["reported_at"] >= self._midnight for r in made) < self.rules.reports_a_day)

    @property
    def _midnight(self) -> int:
        local = self.now.astimezone(self.rules.zone)
        return to_ms(local.replace(hour=0, minute=0, second=0, microsecond=0))

    def is_collecting(self) -> bool:
        """Whether new proposals are taken."""
        (campaign,) = self.truth.rows["campaigns"]
        return bool(campaign["collecting_from"] <= to_ms(self.now) < campaign["collecting_until"])

    def is_voting(self) -> bool:
        """Whether votes are taken."""
        (campaign,) = self.truth.rows["campaigns"]
        is_time = campaign["voting_from"] <= to_ms(self.now) < campaign["voting_until"]
        return bool(is_time and campaign["state"] == "open")

    def edits(self, person: int, proposal: Row) -> bool:
        """May go on writing it."""
        is_open = proposal["state"] in ("draft", "returned")
        return self.writes(person) and self.is_author(person, proposal) and is_open

    def withdraws(self, person: int, proposal: Row) -> bool:
        """May take it back."""
        return self.is_author(person, proposal) and proposal["state"] in ("pending", "returned", "published")

    def reports(self, person: int, proposal: Row) -> bool:
        """May say that something is wrong with it."""
        return self.writes(person) and not self.is_author(person, proposal) and proposal["state"] == "published"

    def appeals(self, person: int, proposal: Row) -> bool:
        """Against the first rejection, within a week."""
        if not (self.is_resident(person) and self.is_author(person, proposal) and proposal["state"] == "rejected"):
            return False
        used = any(a["proposal_id"] == proposal["id"] for a in self.truth.rows["appeals"])
        rejected_at = max(d["decided_at"] for d in self.truth.decisions.values() if d["proposal_id"] == proposal["id"])
        return not used and to_ms(self.now) <= rejected_at + _ms(self.rules.appeal_for)

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

    def is_free(self, person: int, proposal: Row) -> bool:
        """Nobody else has it open."""
        if proposal["taken_by"] in (None, person):
            return True
        return bool(proposal["taken_until"] <= to_ms(self.now))

    def works(self, person: int, proposal: Row) -> bool:
        """May join and correct it."""
        may = self.truth.moderates(person, proposal["region"]) and not self.is_author(person, proposal)
        return may and proposal["state"] in CORRECTABLE and self.is_free(person, proposal)

    def translates(self, person: int, proposal: Row) -> bool:
        """May translate it."""
        return self.truth.moderates(person, proposal["region"]) and proposal["state"] in TRANSLATABLE

    def undoes(self, person: int, decision: Row) -> bool:
        """May take it back now, while it stands as it was left."""
        proposal = self.truth.proposals[decision["proposal_id"]]
        is_own = decision["moderator_id"] == person
        if self.truth.decided_in(decision["id"]) == "appealed":
            reaches = is_own and (self.truth.is_on_team(person) or self.organizes(person))
        else:
            reaches = self.truth.moderates(person, decision["region"]) or (is_own and self.organizes(person))
        in_time = to_ms(self.now) <= decision["decided_at"] + _ms(self.rules.undo_for)
        is_open = decision["undone_at"] is None and in_time and self._is_as_left(decision)
        return reaches and is_open and not self.is_author(person, proposal)

    def _is_as_left(self, decision: Row) -> bool:
        """Nobody has gone on from there: neither the author nor whoever joined another one to it."""
        proposal = self.truth.proposals[decision["proposal_id"]]
        if (proposal["state"], proposal["round"]) != (DECIDED[decision["kind"]], decision["round"]):
            return False
        if decision["kind"] == "return":
            return bool(proposal["changed_at"] == decision["decided_at"])
        return not any(p["joined_to"] == proposal["id"] for p in self.truth.proposals.values())

    def sanctions(self, person: int, proposal: Row) -> bool:
        """May warn, mute or ban its author: a resident, not somebody of the team."""
        author = proposal["author_id"]
        is_free = author != person and not self.truth.is_on_team(author)
        return proposal["number"] is not None and is_free and self.truth.moderates(person, proposal["region"])

    def lifts(self, person: int, sanction: Row) -> bool:
        """May take a sanction back."""
        may = self.organizes(person) or self.truth.moderates(person, sanction["region"])
        return may and sanction["lifted_at"] is None

    def is_votable(self, person: int, proposal: Row) -> bool:
        """A public one of somebody else, while votes are taken."""
        return proposal["state"] == "published" and self.is_voting() and not self.is_author(person, proposal)

    def answers(self, person: int, asked: Row) -> bool:
        """Asked, and has not answered."""
        is_asked = any(
            (c["person_id"], c["decision_id"], c["answer"]) == (person, asked["decision_id"], None)
            for c in self.truth.rows["carries"]
        )
        return is_asked and self.votes(person)

    def may_carry(self, person: int, target: Row) -> bool:
        """Nothing stands in the way of the support: votes are taken there, and the person is not against."""
        return self.is_votable(person, target) and self.truth.votes.get((target["id"], person), 0) != -1

    def role(self, person: int, region: str | None) -> str:
        """In one word, seen from a region: what a person is refused or allowed by."""
        row, ever = self.truth.people[person], [t for t in self.truth.rows["team"] if t["person_id"] == person]
        if self.organizes(person):
            return "organizer"
        if self.truth.moderates(person, region):
            return "moderator"
        if self.truth.is_on_team(person):
            return "moderator elsewhere"
        if row["banned_at"] is not None:
            return "banned"
        if self.is_muted(person):
            return "muted"
        if ever:
            return "revoked"
        return "resident" if self.is_resident(person) else "newcomer"


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
