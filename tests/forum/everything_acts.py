"""The acts of residents, as buttons: what is done, who may, what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forum import (
    appeals,
    carrying,
    following,
    notices,
    reports,
    submission,
    texts,
    voting,
    withdrawal,
)
from forum import deliveries as outbox
from storage.records import Person
from tests.forum.everything_machine import Act, Machine
from tests.forum.everything_truth import Row
from tests.forum.people import RULES, TEXT

WORDS = ("жылдам", "арзан", "тұрақты", "заманауи")


class ResidentActs(Machine):
    """Writing, voting, following, reporting, appealing, answering; and what happens by itself."""

    def begin(self) -> Act:
        """One's draft, made if there is none."""
        rights = self.rights

        def may(id_: int) -> bool:
            return (
                rights.writes(id_) and rights.is_collecting() and (self._draft_of(id_) or rights.is_below_limits(id_))
            )

        return Act("write", lambda person: submission.begin(self.db, person, self.now, RULES), may)

    def _draft_of(self, id_: int) -> bool:
        return any((p["author_id"], p["state"]) == (id_, "draft") for p in self.truth.proposals.values())

    def change(self, proposal: Row, **fields: str) -> Act:
        """A step of the form, or what was returned is mended."""
        facts: dict[str, Any] = dict(fields)
        if "place" in fields:
            own = self.truth.people[proposal["author_id"]]["region"]
            facts["region"] = own if fields["place"] == "national" else fields["place"]

        def work(person: Person) -> Any:
            return submission.change(self.db, person, proposal["id"], self.now, RULES, **fields)

        may = self.rights.edits
        # Written again it is the same, but written again.
        return Act("write", work, lambda id_: may(id_, proposal), proposal["id"], facts, is_again_same=False)

    def send(self, proposal: Row, round_: int | None = None) -> Act:
        """For moderation; ``round_``: as an older preview shows it."""
        seen, rights = proposal["round"] if round_ is None else round_, self.rights
        words = proposal["title"] or "", proposal["text"] or ""
        is_complete = None not in (*(proposal[name] for name in ("place", "topic", "title", "text")),)

        def work(person: Person) -> Any:
            return submission.send(self.db, person, proposal["id"], seen, person.language or "kk", self.now, RULES)

        def may(id_: int) -> bool:
            is_new = proposal["number"] is None
            is_open = rights.is_collecting() and rights.is_below_limits(id_) if is_new else rights.is_voting()
            return rights.edits(id_, proposal) and is_complete and is_open and seen == proposal["round"]

        facts = {"is_same": proposal["fingerprint"] == texts.fingerprint(*words), "round": seen}
        return Act("send", work, may, proposal["id"], facts, proposal["region"])

    def withdraw(self, proposal: Row) -> Act:
        """Take one's own back."""
        may = self.rights.withdraws
        return self._about(
            "withdraw",
            proposal,
            lambda person: withdrawal.withdraw(self.db, person, proposal["id"], self.now),
            lambda id_: may(id_, proposal),
        )

    def vote(self, proposal: Row, value: int) -> Act:
        """Support, object, take back."""
        rights = self.rights
        return self._about(
            "vote",
            proposal,
            lambda person: voting.cast(self.db, person, proposal["id"], value, self.now, RULES),
            lambda id_: rights.votes(id_) and rights.is_votable(id_, proposal),
            {"value": value},
        )

    def follow(self, proposal: Row, *, stops: bool) -> Act:
        """Follow, or stop, which everybody may."""
        rights = self.rights

        def work(person: Person) -> Any:
            if stops:
                return following.stop(self.db, person, proposal["id"])
            return following.follow(self.db, person, proposal["id"], self.now)

        return self._about(
            "follow",
            proposal,
            work,
            lambda id_: stops or (rights.votes(id_) and proposal["state"] == "published"),
            {"stops": stops},
        )

    def report(self, proposal: Row, reason: str) -> Act:
        """Of enough the last one hides it."""
        rights, pairs = self.rights, {(r["proposal_id"], r["person_id"]) for r in self.truth.rows["reports"]}

        def may(id_: int) -> bool:
            is_made = (proposal["id"], id_) in pairs
            return rights.reports(id_, proposal) and (is_made or rights.is_below_reports(id_))

        return self._about(
            "report",
            proposal,
            lambda person: reports.report(self.db, person, proposal["id"], reason, self.now, RULES),
            may,
        )

    def appeal(self, proposal: Row, word: str) -> Act:
        """Against a rejection, once."""
        may, words = self.rights.appeals, f"Қайта қараңыз: {word} байланыс."
        return self._about(
            "appeal",
            proposal,
            lambda person: appeals.file(self.db, person, proposal["id"], words, self.now, RULES),
            lambda id_: may(id_, proposal),
        )

    def answer(self, asked: Row, wanted: str) -> Act:
        """Carry the support to where the join leads in the end, or leave it."""
        rights, decision = self.rights, self.truth.decisions[asked["decision_id"]]
        proposal = target = self.truth.proposals[decision["proposal_id"]]
        while target["joined_to"] is not None:
            target = self.truth.proposals[target["joined_to"]]

        def work(person: Person) -> Any:
            return carrying.answer(self.db, person, decision["id"], wanted, self.now, RULES)

        def may(id_: int) -> bool:
            return rights.answers(id_, asked) and (wanted == "leave" or rights.may_carry(id_, target))

        facts = {"decision": decision["id"], "wanted": wanted, "target": target["id"]}
        return self._about("carry", proposal, work, may, facts)

    def switch(self, *, is_on: bool) -> Act:
        """Hear of what becomes of one's own, or not."""

        def work(person: Person) -> Any:
            return notices.set_switch(self.db, person, notices.OWN, self.now, RULES, is_on=is_on)

        return Act("switch", work, lambda _: True, facts={"is_on": is_on})

    def ask(self) -> Act:
        """Supporters of what was joined are asked."""
        return Act("ask", lambda _: carrying.ask_due(self.db, self.now, RULES), lambda _: True)

    def outbox(self, *, dies: bool) -> Act:
        """What is due is sent, or (``dies``) claimed by a worker that sends nothing any more."""

        async def work(_: Person) -> None:
            while claimed := await outbox.claim(self.db, self.now, 50, RULES):
                for delivery in claimed:
                    if not dies:
                        await outbox.mark_sent(self.db, delivery, 1, self.now)

        return Act("outbox", work, lambda _: True, is_again_same=False)

    def _about(self, name: str, proposal: Row, work: Any, may: Any, facts: Mapping[str, Any] | None = None) -> Act:
        return Act(name, work, may, proposal["id"], facts or {}, proposal["region"])

    def written(self, author: int, place: str) -> Row | None:
        """A new proposal of somebody, sent; None when they may not."""
        self.do(self.begin(), author)
        found = self.one(
            self.truth.proposals.values(), lambda p: (p["author_id"], p["state"]) == (author, "draft"), whatever=0
        )
        if found is None or (found["author_id"], found["state"]) != (author, "draft"):
            return None
        title = f"Ауыл мектебіне {self.dice.choice(WORDS)} интернет"
        self.do(self.change(found, place=place, topic="rural", title=title, text=TEXT), author)
        self.do(self.send(self.truth.proposals[found["id"]]), author)
        return self.truth.proposals[found["id"]]
