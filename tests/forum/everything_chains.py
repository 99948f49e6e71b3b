"""Courses of acts that seldom come about by themselves, each as somebody lives through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from storage.vocabulary import REPORT_REASONS
from tests.forum.everything_acts import WORDS
from tests.forum.everything_stage import ALONE, MINUTE, REGIONS
from tests.forum.everything_team_acts import TeamActs
from tests.forum.everything_truth import Row
from tests.forum.people import RULES, TEXT

TEN = RULES.undo_for


class Chains(TeamActs):
    """Each begins with whatever suits it, or makes it; what has become impossible on the way is tried all the same."""

    def now_of(self, proposal: Row) -> Row:
        """As it stands now."""
        return self.truth.proposals[proposal["id"]]

    def a_pending(self) -> Row:
        """Somebody's that waits: a new one, if that can be."""
        author = self.dice.choice([id_ for id_ in self.stage.everybody if self.rights.writes(id_)])
        written = (
            self.written(author, self.dice.choice((*REGIONS, *REGIONS, ALONE))) if self.dice.random() < 0.5 else None
        )
        return written or self.proposal("pending", whatever=0)

    def a_public(self) -> Row:
        """A public one, published now if there is none."""
        found = self.proposal("published", whatever=0)
        if found["state"] != "published":
            found = self.a_pending()
            self.do(self.decide(found, "publish"))
        return self.now_of(found)

    def latest(self, proposal: Row) -> Row:
        """The decision made last on it."""
        own = [d for d in self.truth.decisions.values() if d["proposal_id"] == proposal["id"]]
        return (
            max(own, key=lambda d: int(d["id"]))
            if own
            else max(self.truth.decisions.values(), key=lambda d: int(d["id"]))
        )

    def votes(self, proposal: Row, many: int) -> None:
        """Some support, some object."""
        for _ in range(many):
            self.do(self.vote(self.now_of(proposal), self.dice.choice((1, 1, -1))))

    def sends_messages(self, chance: float = 0.5) -> None:
        """The outbox goes through, or has not come to it yet."""
        if self.dice.random() < chance:
            self.schedule(self.outbox(dies=False))

    def published_by_mistake(self) -> None:
        """Published, voted for, taken back, returned, mended, sent, published: votes for other words do not count."""
        proposal = self.a_pending()
        self.do(self.decide(self.now_of(proposal), "publish"))
        self.votes(proposal, 2)
        self.sends_messages()
        self.do(self.undo(self.latest(proposal)))
        if self.dice.random() < 0.3:
            self.do(self.decide(self.now_of(proposal), "reject"))
            self.do(self.undo(self.latest(proposal)))
        self.do(self.decide(self.now_of(proposal), "return"))
        self.do(self.change(self.now_of(proposal), text=f"{TEXT} Бұл {self.dice.choice(WORDS)} болсын."))
        self.do(self.send(self.now_of(proposal)))
        self.do(self.decide(self.now_of(proposal), "publish"))
        self.votes(proposal, 1)

    def silenced(self) -> None:
        """Muted or banned, and tries to go on; lifted, or over, and goes on."""
        number = self.proposal("published", "pending", "rejected", whatever=0.3)
        kind, days = self.dice.choice((("mute", 1), ("mute", 7), ("ban", 0)))
        self.do(self.sanction(number, kind, days))
        self.do(self.begin())
        self.do(self.vote(self.a_public(), 1))
        self.do(self.report(self.a_public(), self.dice.choice(REPORT_REASONS)))
        for proposal in [p for p in self.truth.proposals.values() if p["author_id"] == number["author_id"]]:
            if proposal["state"] in ("draft", "returned"):
                self.do(self.change(proposal, topic=self.dice.choice(("rural", "education"))))
                self.do(self.send(self.now_of(proposal)))
        own = [s for s in self.truth.rows["sanctions"] if s["person_id"] == number["author_id"]]
        if self.dice.random() < 0.6 and own:
            self.do(self.lift(self.dice.choice(own)))
        else:
            self.wait(timedelta(days=days))
        self.do(self.begin(), number["author_id"])

    def joined(self) -> None:
        """Joined, and each supporter asked once, ten minutes later; who has answered answers no more."""
        source = self.a_public()
        self.votes(source, 2)

        def is_other(row: Row) -> bool:
            return bool(row["state"] == "published" and row["id"] != source["id"])

        target = self.one(self.truth.proposals.values(), is_other, whatever=0)
        assert target is not None
        self.do(self.join(self.now_of(source), target))
        self.schedule(self.ask())
        if self.dice.random() < 0.3:
            self.sends_messages()
            self.do(self.undo(self.latest(source)))
            return
        self.wait(TEN + MINUTE)
        self.schedule(self.ask())
        decision = self.latest(source)["id"]
        for asked in [c for c in self.truth.rows["carries"] if c["decision_id"] == decision]:
            for _ in range(2):
                self.do(self.answer(asked, self.dice.choice(("carry", "carry", "leave"))), asked["person_id"])

    def reported(self) -> None:
        """Three different people hide it; whoever decides settles their reports, and taking it back unsettles them."""
        proposal = self.a_public()
        for id_ in self.dice.sample(self.stage.everybody, len(self.stage.everybody)):
            if self.now_of(proposal)["state"] == "published" and self.rights.reports(id_, self.now_of(proposal)):
                self.do(self.report(self.now_of(proposal), self.dice.choice(REPORT_REASONS)), id_)
        self.sends_messages()
        self.do(self.decide(self.now_of(proposal), self.dice.choice(("publish", "publish", "reject"))))
        if self.dice.random() < 0.5:
            self.sends_messages()
            self.do(self.undo(self.latest(proposal)))
            self.do(self.decide(self.now_of(proposal), "publish"))
        self.do(self.report(self.now_of(proposal), self.dice.choice(REPORT_REASONS)))

    def appealed(self) -> None:
        """Rejected, appealed; the judge has no hand in it, and alone may take the verdict back."""
        proposal = self.proposal("rejected", whatever=0)
        if proposal["state"] != "rejected" or self.dice.random() < 0.5:
            proposal = self.a_pending()
            self.do(self.decide(self.now_of(proposal), "reject"))
        self.do(self.appeal(self.now_of(proposal), self.dice.choice(WORDS)))
        if self.dice.random() < 0.4:
            self.leaves_the_region(proposal)
        self.do(self.take(self.now_of(proposal)))
        self.do(self.decide(self.now_of(proposal), self.dice.choice(("publish", "reject"))))
        self.sends_messages()
        if self.dice.random() < 0.6:
            self.do(self.undo(self.latest(proposal)))
            self.do(self.decide(self.now_of(proposal), self.dice.choice(("publish", "reject"))))
        self.do(self.appeal(self.now_of(proposal), self.dice.choice(WORDS)))

    def leaves_the_region(self, proposal: Row) -> None:
        """Who rejected it moderates another region only by now: they have had their say."""
        rejected_by = self.latest(proposal)["moderator_id"]
        here = [t for t in self.truth.team if (t["person_id"], t["region"]) == (rejected_by, proposal["region"])]
        if here and not any(t["person_id"] == rejected_by and t["id"] != here[0]["id"] for t in self.truth.team):
            token = f"{self.dice.getrandbits(128):032x}"
            regions = tuple(region for region in REGIONS if region != proposal["region"])[:1]
            if self.do(self.invite(regions, token)) is not None:
                self.do(self.accept(regions, token), rejected_by)
        for role in here:
            self.do(self.revoke(role))
        self.do(self.decide(self.now_of(proposal), self.dice.choice(("publish", "reject"))), rejected_by)

    def hired_and_dismissed(self) -> None:
        """Made a moderator, decides, is dismissed: neither a new screen nor an old one decides or undoes any more."""
        regions = self.dice.choice((REGIONS[:1], REGIONS[1:], REGIONS, (ALONE,)))
        before = {t["id"] for t in self.truth.team}
        self.grant(regions)
        proposal = self.proposal("pending", whatever=0)
        self.do(self.decide(proposal, self.dice.choice(("publish", "reject", "return"))))
        for role in [t for t in self.truth.team if t["id"] not in before]:
            self.do(self.revoke(role))
        self.do(self.undo(self.latest(proposal)))
        self.do(self.decide(self.now_of(proposal), "publish"))

    def grant(self, regions: tuple[str, ...]) -> None:
        """An organizer makes somebody a moderator."""
        token = f"{self.dice.getrandbits(128):032x}"
        if self.do(self.invite(regions, token)) is not None:
            self.do(self.accept(regions, token))

    def taken(self) -> None:
        """While somebody has it open nobody else decides, joins, corrects; ten minutes later everybody may again."""
        proposal = self.proposal("pending", "hidden", "appealed", whatever=0)
        self.do(self.take(proposal))
        target = self.a_public()
        for act in self.dice.sample(range(4), 2):
            now = self.now_of(proposal)
            if act == 0:
                self.do(self.take(now))
            elif act == 1:
                self.do(self.correct(now, "topic", self.dice.choice(("rural", "education"))))
            elif act == 2:
                self.do(self.release(now))
            else:
                self.wait(self.dice.choice((MINUTE, RULES.taken_for)))
        if self.dice.random() < 0.5:
            self.do(self.join(self.now_of(proposal), target))
        else:
            self.do(self.decide(self.now_of(proposal), "publish"))

    def changes_ones_mind(self) -> None:
        """One person votes, votes otherwise, takes it back, votes again."""
        proposal = self.a_public()
        able = self.able(self.vote(proposal, 1))
        if able:
            voter = self.dice.choice(able)
            for value in self.dice.choice(((1, 0, 1), (1, -1, 0), (-1, 0, -1, 1), (1, 0, 0, -1))):
                self.do(self.vote(self.now_of(proposal), value), voter)

    def old_buttons(self) -> None:
        """Buttons of rounds that are over decide nothing, whoever presses them."""
        proposal = self.proposal(*self.dice.choice((("pending",), ("hidden", "appealed"), ("published", "returned"))))
        for round_ in range(max(0, proposal["round"] - 2), proposal["round"]):
            self.do(self.decide(proposal, self.dice.choice(("publish", "return", "reject")), round_))
        self.do(self.join(proposal, self.a_public(), proposal["round"] - 1))
        if proposal["state"] in ("returned", "pending"):
            self.do(self.send(proposal, proposal["round"] - 1))

    def corrected(self) -> None:
        """Translated, corrected, moved to another region: from then on that one's moderators work on it."""
        proposal = self.proposal("pending", "hidden", "published", whatever=0)
        self.do(self.translate(proposal, self.dice.choice(WORDS), deletes=False))
        other = {"kk": "ru", "ru": "kk"}[proposal["language"] or "kk"]
        place = self.dice.choice((*REGIONS, ALONE, "national"))
        for field, value in self.dice.sample((("topic", "education"), ("language", other), ("place", place)), 3):
            self.do(self.correct(self.now_of(proposal), field, value))
        self.do(self.translate(self.now_of(proposal), self.dice.choice(WORDS), deletes=self.dice.random() < 0.3))
        self.do(self.decide(self.now_of(proposal), "publish"))

    def switched_off(self) -> None:
        """Who wants to hear nothing is told nothing."""
        proposal = self.a_pending()
        self.do(self.switch(is_on=False), proposal["author_id"])
        self.do(self.decide(proposal, self.dice.choice(("publish", "return", "reject"))))
        self.sends_messages()
        if self.dice.random() < 0.5:
            self.do(self.switch(is_on=True), proposal["author_id"])
        self.do(self.undo(self.latest(proposal)))
        self.do(self.switch(is_on=True), proposal["author_id"])

    def chains(self) -> tuple[Callable[[], None], ...]:
        """All of them."""
        return (
            self.published_by_mistake,
            self.published_by_mistake,
            self.silenced,
            self.joined,
            self.reported,
            self.appealed,
            self.hired_and_dismissed,
            self.taken,
            self.changes_ones_mind,
            self.old_buttons,
            self.corrected,
            self.switched_off,
        )
