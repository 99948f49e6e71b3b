"""The acts: of residents, moderators, organizers, the schedule and the clock."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import rule

from forum import (
    appeals,
    carrying,
    correcting,
    following,
    items,
    joining,
    moderation,
    reports,
    sanctions,
    submission,
    team,
    translating,
    undoing,
    voting,
    withdrawal,
)
from forum import deliveries as outbox
from storage.vocabulary import REPORT_REASONS, SANCTION_REASONS
from tests.forum.everything_diagram import TRANSLATABLE
from tests.forum.everything_machine import Machine, aim, index
from tests.forum.everything_stage import REGIONS
from tests.forum.everything_truth import Row
from tests.forum.people import RULES, TEXT

WORDS = ("жылдам", "арзан", "тұрақты", "заманауи")
SPANS = (timedelta(minutes=1), timedelta(minutes=11), timedelta(hours=3), timedelta(days=1), timedelta(days=4))
stale = some.booleans()


class Residents(Machine):
    """Writing, voting, following, reporting, appealing, answering."""

    @rule(who=index, aims=aim, place=some.sampled_from((*REGIONS, "national")), word=some.sampled_from(WORDS))
    def submit(self, who: int, aims: int, place: str, word: str) -> None:
        """A draft is begun, written and sent."""
        author = self.person(self.rights.writes, who, aims)
        draft = self.act(
            "write", author.id, submission.begin(self.db, author, self.now, RULES), may=self.rights.writes(author.id)
        )
        if draft is None:
            return
        fields = {"place": place, "topic": "rural", "title": f"Ауыл мектебіне {word} интернет", "text": TEXT}
        writing = submission.change(self.db, author, draft.proposal.id, self.now, RULES, **fields)
        self.act("write", author.id, writing, may=self.rights.writes(author.id))
        self._send(author.id, self.truth.proposals[draft.proposal.id])

    def _send(self, person: int, proposal: Row) -> None:
        author = self.person(lambda id_: id_ == person, 0, 0)
        may = self.rights.writes(person) and self.rights.is_author(person, proposal)
        sending = submission.send(
            self.db, author, proposal["id"], proposal["round"], author.language or "kk", self.now, RULES
        )
        self.act("send", person, sending, may=may and proposal["state"] in ("draft", "returned"))

    @rule(which=index, aims=aim, who=index, word=some.sampled_from(WORDS), sends=some.booleans())
    def edit(self, which: int, aims: int, who: int, word: str, sends: bool) -> None:
        """What was returned is mended, and perhaps sent again."""
        proposal = self.proposal(lambda row: row["state"] == "returned", which, aims)
        author = self.person(lambda id_: self.rights.is_author(id_, proposal), who, aims)
        may = self.rights.writes(author.id) and self.rights.is_author(author.id, proposal)
        text = f"{TEXT} Бұл {word} болсын."
        writing = submission.change(self.db, author, proposal["id"], self.now, RULES, text=text)
        self.act("write", author.id, writing, may=may and proposal["state"] in ("draft", "returned"))
        if sends:
            self._send(author.id, proposal)

    @rule(which=index, aims=aim, who=index)
    def withdraw(self, which: int, aims: int, who: int) -> None:
        """An author takes it back; rarely, or nothing would be left."""
        proposal = self.proposal(lambda row: row["state"] in ("pending", "returned", "published"), which, aims)
        author = self.person(lambda id_: self.rights.is_author(id_, proposal), who, aims)
        if which % 8 == 5:
            taking_back = withdrawal.withdraw(self.db, author, proposal["id"], self.now)
            self.act("withdraw", author.id, taking_back, may=self.rights.is_author(author.id, proposal))

    @rule(which=index, aims=aim, who=index, value=some.sampled_from((1, 1, -1, 0)))
    def vote(self, which: int, aims: int, who: int, value: int) -> None:
        """Support, object, take back."""
        proposal = self.proposal(lambda row: row["state"] == "published", which, aims)
        person = self.person(lambda id_: self.rights.is_votable(id_, proposal), who, aims)
        may = self.rights.votes(person.id) and self.rights.is_votable(person.id, proposal)
        voted = voting.cast(self.db, person, proposal["id"], value, self.now, RULES)
        self.act("vote", person.id, voted, may=may, must=may)

    @rule(which=index, aims=aim, who=index, stops=some.booleans())
    def follow(self, which: int, aims: int, who: int, stops: bool) -> None:
        """Follow, or stop."""
        proposal = self.proposal(lambda row: row["state"] == "published", which, aims)
        person = self.person(self.rights.votes, who, aims)
        if stops:
            self.act("follow", person.id, following.stop(self.db, person, proposal["id"]), may=True, must=True)
            return
        may = self.rights.votes(person.id) and proposal["state"] == "published"
        self.act("follow", person.id, following.follow(self.db, person, proposal["id"], self.now), may=may, must=may)

    @rule(which=index, aims=aim, who=some.sets(index, min_size=1, max_size=4), reason=some.sampled_from(REPORT_REASONS))
    def report(self, which: int, aims: int, who: set[int], reason: str) -> None:
        """Several, one after the other: the third hides it."""
        proposal = self.proposal(lambda row: row["state"] == "published", which, aims)
        for one in sorted(who):
            person = self.person(lambda id_: self.rights.writes(id_) and id_ != proposal["author_id"], one, aims)
            is_published = self.truth.proposals[proposal["id"]]["state"] == "published"
            may = self.rights.writes(person.id) and person.id != proposal["author_id"] and is_published
            reporting = reports.report(self.db, person, proposal["id"], reason, self.now, RULES)
            self.act("report", person.id, reporting, may=may)

    @rule(which=index, aims=aim, who=index, word=some.sampled_from(WORDS))
    def appeal(self, which: int, aims: int, who: int, word: str) -> None:
        """Against a rejection, once."""
        proposal = self.proposal(lambda row: row["state"] == "rejected", which, aims)
        author = self.person(lambda id_: self.rights.is_author(id_, proposal), who, aims)
        filing = appeals.file(self.db, author, proposal["id"], f"Қайта қараңыз: {word} байланыс.", self.now, RULES)
        may = self.rights.is_author(author.id, proposal) and proposal["state"] == "rejected"
        self.act("appeal", author.id, filing, may=may)

    @rule(which=index, aims=aim, who=index, wanted=some.sampled_from(("carry", "leave")))
    def answer(self, which: int, aims: int, who: int, wanted: str) -> None:
        """Who was due is asked, and somebody answers."""
        self.now += RULES.undo_for if aims == 0 else timedelta()
        self.act("ask", None, carrying.ask_due(self.db, self.now, RULES), may=True, must=True)
        carries = self.truth.rows["carries"]
        if not carries:
            return
        asked = carries[which % len(carries)]
        person = self.person(lambda id_: id_ == asked["person_id"], who, aims)
        is_asked = any((c["person_id"], c["decision_id"]) == (person.id, asked["decision_id"]) for c in carries)
        answering = carrying.answer(self.db, person, asked["decision_id"], wanted, self.now, RULES)
        self.act("carry", person.id, answering, may=is_asked and self.rights.votes(person.id))


class Moderators(Residents):
    """Deciding, joining, correcting, translating, taking back, sanctions."""

    @rule(which=index, aims=aim, who=index, stale=stale, gives_back=some.booleans())
    def take(self, which: int, aims: int, who: int, stale: bool, gives_back: bool) -> None:
        """Open an item, perhaps give it back."""
        proposal = self.proposal(lambda row: row["taken_by"] is None, which, aims)
        moderator = self.person(lambda id_: self.rights.decides(id_, proposal), who, aims, is_stale=stale)
        opening = items.open_item(self.db, moderator, proposal["id"], self.now, RULES)
        self.act("take", moderator.id, opening, may=self.rights.decides(moderator.id, proposal))
        if gives_back:
            is_own = self.truth.proposals[proposal["id"]]["taken_by"] == moderator.id
            self.act("release", moderator.id, items.release(self.db, moderator, proposal["id"]), may=is_own, must=True)

    @rule(
        which=index,
        aims=aim,
        who=index,
        stale=stale,
        kind=some.sampled_from(("publish", "reject", "return")),
        state=some.sampled_from(("pending", "hidden", "appealed")),
    )
    def decide(self, which: int, aims: int, who: int, stale: bool, kind: str, state: str) -> None:
        """Publish, return, reject."""
        waits = ("pending",) if kind == "return" else ("pending", "hidden", "appealed")
        proposal = self.proposal(lambda row: row["state"] == (state if kind != "return" else "pending"), which, aims)
        moderator = self.person(lambda id_: self.rights.decides(id_, proposal), who, aims, is_stale=stale)
        id_, round_ = proposal["id"], proposal["round"]
        deciding = {
            "publish": lambda: moderation.publish(self.db, moderator, id_, round_, self.now),
            "return": lambda: moderation.send_back(
                self.db, moderator, id_, round_, "Қай ауыл екенін жазыңыз", self.now, RULES
            ),
            "reject": lambda: moderation.reject(self.db, moderator, id_, round_, "unclear", None, self.now, RULES),
        }[kind]()
        may = self.rights.decides(moderator.id, proposal) and proposal["state"] in waits
        is_free = proposal["taken_until"] is None or proposal["taken_by"] == moderator.id
        self.act(kind, moderator.id, deciding, may=may, must=may and is_free and not stale)

    @rule(which=index, to=index, aims=aim, who=index, stale=stale, far=aim)
    def join(self, which: int, to: int, aims: int, who: int, stale: bool, far: int) -> None:
        """Join to a public one, or to whatever there is."""
        proposal = self.proposal(lambda row: row["state"] in ("pending", "hidden", "published"), which, aims)
        target = self.proposal(lambda row: row["state"] == "published" and row["id"] != proposal["id"], to, far)
        moderator = self.person(lambda id_: self.rights.works(id_, proposal), who, aims, is_stale=stale)
        round_ = proposal["round"] + (proposal["state"] == "published")
        joining_ = joining.join(self.db, moderator, proposal["id"], round_, target["id"], self.now)
        is_good = target["state"] == "published" and target["id"] != proposal["id"]
        may = self.rights.works(moderator.id, proposal) and is_good
        is_free = proposal["taken_until"] is None or proposal["taken_by"] == moderator.id
        self.act("join", moderator.id, joining_, may=may, must=may and is_free and not stale)

    @rule(which=index, aims=aim, who=index, stale=stale)
    def undo(self, which: int, aims: int, who: int, stale: bool) -> None:
        """Take a decision back."""
        everybody = self.stage.everybody
        decision = self.chosen(
            self.truth.decisions.values(), lambda d: any(self.rights.undoes(id_, d) for id_ in everybody), which, aims
        )
        assert decision is not None
        person = self.person(lambda id_: self.rights.undoes(id_, decision), who, aims, is_stale=stale)
        taking_back = undoing.undo(self.db, person, decision["id"], self.now, RULES)
        self.act("undo", person.id, taking_back, may=self.rights.undoes(person.id, decision))

    @rule(
        which=index, aims=aim, who=index, stale=stale, what=some.sampled_from(("topic", "place", "language")), to=index
    )
    def correct(self, which: int, aims: int, who: int, stale: bool, what: str, to: int) -> None:
        """Topic, place or language."""
        proposal = self.proposal(lambda row: row["state"] in ("pending", "hidden", "published"), which, aims)
        moderator = self.person(lambda id_: self.rights.works(id_, proposal), who, aims, is_stale=stale)
        values = {"topic": ("rural", "education"), "place": (*REGIONS, "national"), "language": ("kk", "ru")}[what]
        round_ = proposal["round"] + (proposal["state"] == "published")
        value = values[to % len(values)]
        correcting_ = correcting.correct(self.db, moderator, proposal["id"], round_, what, value, self.now)
        self.act("correct", moderator.id, correcting_, may=self.rights.works(moderator.id, proposal))

    @rule(which=index, aims=aim, who=index, stale=stale, word=some.sampled_from(WORDS), deletes=some.booleans())
    def translate(self, which: int, aims: int, who: int, stale: bool, word: str, deletes: bool) -> None:
        """Write a translation, or delete the one there is."""
        proposal = self.proposal(lambda row: row["state"] in TRANSLATABLE, which, aims)
        moderator = self.person(lambda id_: self.rights.translates(id_, proposal), who, aims, is_stale=stale)
        found = [t for t in self.truth.rows["translations"] if t["proposal_id"] == proposal["id"]]
        version = found[0]["translated_at"] if found else 0
        other = "ru" if proposal["language"] == "kk" else "kk"
        seen = translating.Seen(proposal["fingerprint"] or "", other, version)
        title, text = f"Перевод предложения: {word}", f"Перевод текста предложения целиком: {word}."
        work: Coroutine[Any, Any, Any] = (
            translating.delete(self.db, moderator, proposal["id"], version, self.now)
            if deletes
            else translating.save(self.db, moderator, proposal["id"], title, text, seen, self.now, RULES)
        )
        self.act("translate", moderator.id, work, may=self.rights.translates(moderator.id, proposal))

    @rule(which=index, aims=aim, who=index, stale=stale, kind=some.sampled_from((("warn", 0), ("mute", 1), ("ban", 0))))
    def sanction(self, which: int, aims: int, who: int, stale: bool, kind: tuple[str, int]) -> None:
        """Warn, mute, ban an author."""
        proposal = self.proposal(lambda row: row["number"] is not None, which, aims)
        moderator = self.person(lambda id_: self.rights.sanctions(id_, proposal), who, aims, is_stale=stale)
        own = [s["id"] for s in self.truth.rows["sanctions"] if s["person_id"] == proposal["author_id"]]
        wanted = sanctions.Wanted(kind[0], kind[1], SANCTION_REASONS[0], max(own, default=0))
        setting = sanctions.sanction(self.db, moderator, proposal["id"], wanted, None, self.now, RULES)
        self.act("sanction", moderator.id, setting, may=self.rights.sanctions(moderator.id, proposal))

    @rule(which=index, aims=aim, who=index, stale=stale)
    def lift(self, which: int, aims: int, who: int, stale: bool) -> None:
        """Take a sanction back."""
        found = self.chosen(self.truth.rows["sanctions"], lambda s: s["lifted_at"] is None, which, aims)
        if found is None:
            return
        person = self.person(lambda id_: self.rights.lifts(id_, found), who, aims, is_stale=stale)
        lifting = sanctions.lift(self.db, person, found["id"], self.now)
        self.act("lift", person.id, lifting, may=self.rights.lifts(person.id, found))


class Everything(Moderators):
    """The team itself, the outbox, the clock."""

    @rule(who=index, aims=aim, to=index, stale=stale, regions=some.sampled_from((REGIONS[:1], REGIONS[1:], REGIONS)))
    def grant(self, who: int, aims: int, to: int, stale: bool, regions: tuple[str, ...]) -> None:
        """An organizer makes somebody a moderator."""
        organizer = self.person(self.rights.organizes, who, aims, is_stale=stale)
        inviting = team.invite(self.db, organizer, "moderator", regions, self.now, RULES)
        token = self.act("invite", organizer.id, inviting, may=self.rights.organizes(organizer.id))
        if token is not None:
            person = self.person(lambda _: True, to, 0)
            accepting = team.accept(self.db, person, token, "Самал", self.now, RULES)
            self.act("accept", person.id, accepting, may=True)

    @rule(which=index, aims=aim, who=index, stale=stale)
    def revoke(self, which: int, aims: int, who: int, stale: bool) -> None:
        """An organizer ends a role."""
        role = self.chosen(self.truth.rows["team"], lambda row: row["revoked_at"] is None, which, aims)
        assert role is not None
        organizer = self.person(self.rights.organizes, who, aims, is_stale=stale)
        revoking = team.revoke(self.db, organizer, role["id"], self.now)
        self.act("revoke", organizer.id, revoking, may=self.rights.organizes(organizer.id))

    @rule()
    def send_messages(self) -> None:
        """The outbox sends what is due."""

        async def work() -> None:
            for delivery in await outbox.claim(self.db, self.now, 50, RULES):
                await outbox.mark_sent(self.db, delivery, 1, self.now)

        self.act("outbox", None, work(), may=True, must=True)

    @rule(span=some.sampled_from(SPANS))
    def wait(self, span: timedelta) -> None:
        """Time passes."""
        self.now += span
