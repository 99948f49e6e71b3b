"""One step of a history: an act or a course of acts, with whom and about what, all from one seed.

So each is as likely as the next: drawn one by one by hypothesis, what suits together would seldom be drawn together.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from hypothesis import note
from hypothesis import strategies as some
from hypothesis.stateful import rule

from storage.vocabulary import REPORT_REASONS
from tests.forum.everything_acts import WORDS
from tests.forum.everything_chains import Chains
from tests.forum.everything_diagram import CORRECTABLE, TRANSLATABLE
from tests.forum.everything_machine import done
from tests.forum.everything_stage import ALONE, REGIONS
from tests.forum.people import TEXT

SPANS = (timedelta(minutes=1), timedelta(minutes=11), timedelta(hours=3), timedelta(days=1), timedelta(days=4))
CHAINS = 0.35  # of a hundred steps so many are courses
WAITING = ("pending", "hidden", "appealed")
Step = Callable[[], object]


class Everything(Chains):
    """Whatever may happen next."""

    @rule(seed=some.integers(0, 2**40 - 1))
    def live(self, seed: int) -> None:
        """One step."""
        # The same seed twice in a history, as hypothesis likes it, is not the same step twice.
        self.dice = random.Random(f"{self.salt}{seed}/{self.seeds[seed]}")
        self.seeds[seed] += 1
        steps = self.chains() if self.dice.random() < CHAINS else self.steps()
        step = self.dice.choice(steps)
        note(f"-- {step.__name__}")
        done[f"{step.__name__} (step)"] += 1
        step()

    def steps(self) -> tuple[Step, ...]:
        """Single acts, about something they suit if there is such."""
        return (
            self.submit,
            self.edit,
            self.withdraw_one,
            self.vote_one,
            self.vote_one,
            self.follow_one,
            self.report_one,
            self.appeal_one,
            self.answer_one,
            self.take_one,
            self.decide_one,
            self.decide_one,
            self.join_one,
            self.undo_one,
            self.correct_one,
            self.translate_one,
            self.sanction_one,
            self.lift_one,
            self.hire,
            self.dismiss,
            self.set_duty,
            self.turn_switch,
            self.send_messages,
            self.pass_time,
        )

    def submit(self) -> None:
        """A draft is begun, written and sent."""
        place = self.dice.choice((*REGIONS, ALONE, "national"))
        self.written(self.dice.choice(self.stage.everybody), place)

    def edit(self) -> None:
        """A draft, or what was returned, is written on, and perhaps sent."""
        proposal = self.proposal("draft", "returned")
        fields = self.dice.choice(
            (
                {"text": f"{TEXT} Бұл {self.dice.choice(WORDS)} болсын."},
                {"place": self.dice.choice((*REGIONS, "national")), "topic": "education"},
            )
        )
        self.do(self.change(proposal, **fields))
        if self.dice.random() < 0.6:
            self.do(self.send(self.truth.proposals[proposal["id"]]))

    def withdraw_one(self) -> None:
        """An author takes it back; rarely, or nothing would be left."""
        proposal = self.proposal("pending", "returned", "published")
        act = self.withdraw(proposal)
        self.do(act, proposal["author_id"] if self.dice.random() < 0.5 else 0)

    def vote_one(self) -> None:
        """Support, object, take back."""
        self.do(self.vote(self.proposal("published"), self.dice.choice((1, 1, -1, 0))))

    def follow_one(self) -> None:
        """Follow, or stop."""
        self.do(self.follow(self.proposal("published"), stops=self.dice.random() < 0.4))

    def report_one(self) -> None:
        """Something is wrong with it."""
        self.do(self.report(self.proposal("published"), self.dice.choice(REPORT_REASONS)))

    def appeal_one(self) -> None:
        """Against a rejection."""
        self.do(self.appeal(self.proposal("rejected"), self.dice.choice(WORDS)))

    def answer_one(self) -> None:
        """Who was due is asked, and somebody answers."""
        self.schedule(self.ask())
        carries = self.truth.rows["carries"]
        if carries:
            self.do(self.answer(self.dice.choice(carries), self.dice.choice(("carry", "leave"))))

    def take_one(self) -> None:
        """Open an item, perhaps give it back."""
        proposal = self.proposal(*WAITING)
        self.do(self.take(proposal))
        if self.dice.random() < 0.4:
            self.do(self.release(self.truth.proposals[proposal["id"]]))

    def decide_one(self) -> None:
        """Publish, return, reject."""
        kind = self.dice.choice(("publish", "reject", "return"))
        states = ("pending",) if kind == "return" else (self.dice.choice(WAITING),)
        self.do(self.decide(self.proposal(*states), kind))

    def join_one(self) -> None:
        """Join to a public one, or to whatever there is."""
        self.do(self.join(self.proposal(*sorted(CORRECTABLE)), self.proposal("published", whatever=0.3)))

    def undo_one(self) -> None:
        """Take a decision back that can be, or any."""
        rights, everybody = self.rights, self.stage.everybody
        found = self.one(self.truth.decisions.values(), lambda d: any(rights.undoes(id_, d) for id_ in everybody))
        assert found is not None
        self.do(self.undo(found))

    def correct_one(self) -> None:
        """Topic, place or language."""
        values = {"topic": ("rural", "education"), "place": (*REGIONS, ALONE, "national"), "language": ("kk", "ru")}
        field = self.dice.choice(sorted(values))
        self.do(self.correct(self.proposal(*sorted(CORRECTABLE)), field, self.dice.choice(values[field])))

    def translate_one(self) -> None:
        """Write a translation, or delete the one there is."""
        translated = {t["proposal_id"] for t in self.truth.rows["translations"]}
        deletes = self.dice.random() < 0.4
        found = self.one(
            self.truth.proposals.values(),
            lambda p: p["state"] in TRANSLATABLE and (not deletes or p["id"] in translated),
        )
        assert found is not None
        self.do(self.translate(found, self.dice.choice(WORDS), deletes=deletes))

    def sanction_one(self) -> None:
        """Warn, mute, ban an author."""
        kind, days = self.dice.choice((("warn", 0), ("mute", 1), ("mute", 7), ("ban", 0)))
        found = self.one(self.truth.proposals.values(), lambda p: p["number"] is not None)
        assert found is not None
        self.do(self.sanction(found, kind, days))

    def lift_one(self) -> None:
        """Take a sanction back."""
        found = self.one(self.truth.rows["sanctions"], lambda s: s["lifted_at"] is None)
        assert found is not None
        self.do(self.lift(found))

    def hire(self) -> None:
        """An organizer makes somebody a moderator."""
        self.grant(self.dice.choice((REGIONS[:1], REGIONS[1:], REGIONS)))

    def dismiss(self) -> None:
        """An organizer ends a role."""
        role = self.one(self.truth.rows["team"], lambda row: row["revoked_at"] is None)
        assert role is not None
        self.do(self.revoke(role))

    def set_duty(self) -> None:
        """Somebody of a region answers for a weekday, or nobody does."""
        region = self.dice.choice(REGIONS)
        there = [t["person_id"] for t in self.truth.team if t["region"] == region] or [self.stage.admin]
        person, deputy = self.dice.choice([*there, self.dice.choice(self.stage.everybody)]), self.dice.choice(there)
        named, weekday = self.dice.choice(((person, None), (person, deputy))), self.dice.randrange(1, 8)
        self.do(self.put_on_duty(region, weekday, *named))
        if self.dice.random() < 0.4:
            self.do(self.put_on_duty(region, weekday, None, None))

    def turn_switch(self) -> None:
        """Hear of what becomes of one's own, or not: mostly yes."""
        self.do(self.switch(is_on=self.dice.random() < 0.7))

    def send_messages(self) -> None:
        """The outbox sends what is due, or dies over it."""
        self.schedule(self.outbox(dies=self.dice.random() < 0.2))

    def pass_time(self) -> None:
        """Time passes."""
        self.wait(self.dice.choice(SPANS))
