"""What became of a proposal, as its readers see it: to whom it was sent, by when an answer is due, the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from forum import days
from forum.due_answers import DueClock, clock_of_step
from forum.errors import ProposalNotFound
from forum.policies import OUTCOMES, PUBLIC, Rules
from forum.wordings import in_language
from storage import addressees, outcomes, proposals, ratings
from storage.addressees import Addressee
from storage.database import Database, Transaction
from storage.outcomes import Outcome, OutcomeFile
from storage.records import Person, Proposal


@dataclass(frozen=True, slots=True)
class Became:
    """The steps in force, the oldest first; never one that was taken back.

    ``may_rate``: the reader asked for the answer (wrote the proposal, or supports it); ``my_rating``: answered, partly,
    formal or None. ``clock`` runs while an answer, or what it promised, is awaited.
    """

    steps: tuple[Outcome, ...]
    addressee: Addressee | None = None
    files: tuple[OutcomeFile, ...] = ()
    my_rating: str | None = None
    may_rate: bool = False
    clock: DueClock | None = None

    @property
    def latest(self) -> Outcome:
        """Where it stands now."""
        return self.steps[-1]

    @property
    def sent(self) -> Outcome | None:
        """When it went out."""
        return next((step for step in self.steps if step.state == "sent"), None)

    @property
    def answer(self) -> Outcome | None:
        """What the addressee answered, which is what is rated."""
        return answer_of(self.steps)

    @property
    def news(self) -> Outcome | None:
        """The last words that came after the answer."""
        return self.latest if self.latest.answer_kk is not None and self.latest is not self.answer else None


def answer_of(steps: tuple[Outcome, ...]) -> Outcome | None:
    """The first step with words: the addressee's answer; what comes later says how it goes on."""
    return next((step for step in steps if step.answer_kk is not None), None)


async def read(tx: Transaction, proposal: Proposal, reader_id: int, now: datetime, rules: Rules) -> Became | None:
    """What became of a proposal, for one reader; None while there is nothing to tell."""
    if proposal.state not in OUTCOMES:
        return None
    steps = await outcomes.list_of(tx, proposal.id)
    if not steps:
        return None
    calendar = await days.calendar(tx, rules) if steps[-1].due_on is not None else None
    found = Became(steps, clock=None if calendar is None else clock_of_step(steps[-1], calendar, now))
    if found.sent is not None and found.sent.addressee_id is not None:
        found = replace(found, addressee=await addressees.find(tx, found.sent.addressee_id))
    if found.answer is None:
        return found
    return replace(
        found,
        files=await outcomes.files_of(tx, [step.id for step in steps]),
        my_rating=await ratings.find(tx, found.answer.id, reader_id),
        may_rate=await ratings.may_rate(tx, proposal.id, reader_id),
    )


async def of(db: Database, proposal: Proposal, reader: Person, now: datetime, rules: Rules) -> Became | None:
    """The same; nothing is read of a proposal that has not come so far."""
    if proposal.state not in OUTCOMES:
        return None

    async def work(tx: Transaction) -> Became | None:
        return await read(tx, proposal, reader.id, now, rules)

    return await db.read(work)


@dataclass(frozen=True, slots=True)
class Told:
    """One step, as somebody is told of it; ``became`` ends with it."""

    proposal: Proposal
    became: Became
    is_own: bool


async def told(
    db: Database, outcome_id: int, reader_id: int, language: str, now: datetime, rules: Rules
) -> Told | None:
    """For the message about a step; None when it was taken back.

    Raises ProposalNotFound (there is no such step, or the proposal is nobody's to read any more).
    """

    async def work(tx: Transaction) -> Told | None:
        outcome = await outcomes.find(tx, outcome_id)
        proposal = None if outcome is None else await proposals.find(tx, outcome.proposal_id)
        if outcome is None or proposal is None or proposal.state not in PUBLIC:
            raise ProposalNotFound
        became = await read(tx, proposal, reader_id, now, rules)
        if outcome.undone_at is not None or became is None:
            return None
        is_own = proposal.author_id == reader_id
        named = proposal if is_own else (await in_language(tx, [proposal], language))[0]
        return Told(named, await _upto(tx, became, outcome, now, rules), is_own)

    return await db.read(work)


async def _upto(tx: Transaction, became: Became, outcome: Outcome, now: datetime, rules: Rules) -> Became:
    """As it was with this step: what came later has a message of its own."""
    if became.latest.id == outcome.id:
        return became
    steps = tuple(step for step in became.steps if step.id <= outcome.id)
    ids = {step.id for step in steps}
    return replace(
        became,
        steps=steps,
        addressee=became.addressee if any(step.addressee_id is not None for step in steps) else None,
        clock=clock_of_step(outcome, await days.calendar(tx, rules), now),
        files=tuple(file for file in became.files if file.outcome_id in ids),
    )


async def files(db: Database, outcome_id: int) -> tuple[Proposal, tuple[OutcomeFile, ...]]:
    """The files of a step that stands, of a public proposal. Raises ProposalNotFound."""

    async def work(tx: Transaction) -> tuple[Proposal, tuple[OutcomeFile, ...]]:
        proposal, _ = await _standing(tx, outcome_id)
        return proposal, await outcomes.files_of(tx, [outcome_id])

    return await db.read(work)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a step: the addressee's answer, or how it went on; ``addressee`` is who was asked."""

    proposal: Proposal
    outcome: Outcome
    addressee: Addressee | None
    is_answer: bool


async def words(db: Database, outcome_id: int, language: str) -> Words:
    """Of a step that stands, the proposal's title in a language. Raises ProposalNotFound."""

    async def work(tx: Transaction) -> Words:
        proposal, outcome = await _standing(tx, outcome_id)
        if outcome.answer_kk is None:
            raise ProposalNotFound
        steps = await outcomes.list_of(tx, proposal.id)
        asked = next((step.addressee_id for step in steps if step.addressee_id is not None), None)
        addressee = None if asked is None else await addressees.find(tx, asked)
        (named,) = await in_language(tx, [proposal], language)
        answer = answer_of(steps)
        return Words(named, outcome, addressee, is_answer=answer is not None and answer.id == outcome_id)

    return await db.read(work)


async def _standing(tx: Transaction, outcome_id: int) -> tuple[Proposal, Outcome]:
    outcome = await outcomes.find(tx, outcome_id)
    proposal = None if outcome is None else await proposals.find(tx, outcome.proposal_id)
    if outcome is None or proposal is None or outcome.undone_at is not None or proposal.state not in OUTCOMES:
        raise ProposalNotFound
    return proposal, outcome
