"""Reports of residents about a published proposal; enough of them hide it until a moderator has looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum import notices, staff_groups
from forum.campaign_settings import midnight
from forum.errors import OwnReport, ProposalHidden, ProposalNotFound, ProposalNotPublished, ReportLimit, StaleButton
from forum.policies import PUBLIC, REPORTABLE, Rules, demand_voter, demand_writer
from storage import history, proposals, reports
from storage.database import Database, Transaction
from storage.records import Person, Proposal
from storage.vocabulary import REPORT_REASONS


@dataclass(frozen=True, slots=True)
class Reported:
    """The proposal as it is after a report; ``is_first`` is False when the person had reported it before."""

    proposal: Proposal
    is_first: bool


async def demand_reportable(db: Database, person: Person, proposal_id: int, now: datetime, rules: Rules) -> Proposal:
    """The proposal, if this person may report it. Raises as :func:`report`, but counts nothing."""
    demand_voter(person, rules)
    demand_writer(person, now)

    async def work(tx: Transaction) -> Proposal:
        return _reportable(await proposals.find(tx, proposal_id), person)

    return await db.read(work)


async def report(db: Database, person: Person, proposal_id: int, reason: str, now: datetime, rules: Rules) -> Reported:
    """Report; a second time is the same result. The third different resident's report hides the proposal.

    Raises consent errors, PhoneNeeded, Muted, Banned, StaleButton (unknown reason), ProposalNotFound, ProposalHidden,
    ProposalNotPublished, OwnReport, ReportLimit.
    """
    demand_voter(person, rules)
    demand_writer(person, now)
    if reason not in REPORT_REASONS:
        raise StaleButton

    async def unit(tx: Transaction) -> Reported:
        # Locked: of three reports at once the last must see the others, or none of them would hide it.
        proposal = await proposals.find_locked(tx, proposal_id)
        await reports.lock_reporter(tx, person.id)  # five a day also for somebody who presses on two devices
        if proposal is not None and await reports.was_made(tx, proposal_id, person.id):
            return Reported(proposal, is_first=False)
        proposal = _reportable(proposal, person)
        today = midnight(now.astimezone(rules.zone).date(), rules.zone)
        if await reports.count_since(tx, person.id, today) >= rules.reports_a_day:
            raise ReportLimit(limit=rules.reports_a_day)
        is_first = await reports.insert(tx, proposal_id, person.id, reason, now)
        return Reported(await _hidden(tx, proposal, now, rules) or proposal, is_first)

    return await db.write(unit)


def _reportable(proposal: Proposal | None, person: Person) -> Proposal:
    if proposal is None:
        raise ProposalNotFound
    if proposal.author_id == person.id:
        raise OwnReport
    if proposal.state == "hidden":
        raise ProposalHidden
    if proposal.state not in REPORTABLE:
        raise ProposalNotPublished if proposal.state in PUBLIC else ProposalNotFound
    return proposal


async def _hidden(tx: Transaction, before: Proposal, now: datetime, rules: Rules) -> Proposal | None:
    hidden = await reports.mark_hidden(tx, before.id, rules.reports_to_hide, now)
    if hidden is None:
        return None
    await history.add(tx, hidden, from_state=before.state, actor_id=None, actor_role="system", now=now)
    cause = f"hidden:{hidden.id}:{hidden.round}"
    await notices.owe_to_author(tx, hidden, "hidden", {"proposal": hidden.id}, cause, now)
    await staff_groups.tell_of(tx, hidden, now)
    return hidden
