"""Submitting: one draft a person, kept after every step; sending is one conditional statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forum import languages, search, staff_groups, texts
from forum.campaign_settings import midnight
from forum.campaigns import current, demand_collecting, demand_submitting
from forum.errors import (
    CampaignLimit,
    CollectingClosed,
    DailyLimit,
    DraftIncomplete,
    NoCampaign,
    NotEditable,
    ProposalNotFound,
    RegionNeeded,
    StaleButton,
)
from forum.policies import EDITABLE, Rules, demand_drafter, demand_participant, demand_phone, demand_writer
from storage import attachments, campaigns, history, meanings, proposals, translations
from storage.database import Database, Transaction
from storage.records import Attachment, Campaign, Person, Proposal
from storage.vocabulary import NATIONAL


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal being written (state draft or returned) with its files."""

    proposal: Proposal
    attachments: tuple[Attachment, ...]

    @property
    def is_complete(self) -> bool:
        """Whether everything a proposal must have is there."""
        p = self.proposal
        return None not in (p.place, p.region, p.topic, p.title, p.text)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sent proposal; ``already_sent`` when this was a repeat of the same sending."""

    proposal: Proposal
    already_sent: bool


async def draft_of(tx: Transaction, proposal: Proposal) -> Draft:
    """A proposal with its files."""
    return Draft(proposal, await attachments.list_of(tx, proposal.id))


async def _editable(tx: Transaction, author: Person, proposal_id: int) -> Proposal:
    return demand_editable(await proposals.find(tx, proposal_id), author)


def demand_editable(proposal: Proposal | None, author: Person) -> Proposal:
    """Pass only one's own draft or returned proposal. Raises ProposalNotFound, NotEditable."""
    if proposal is None or proposal.author_id != author.id:
        raise ProposalNotFound
    if proposal.state not in EDITABLE:
        raise NotEditable
    return proposal


async def find_draft(db: Database, author: Person) -> Draft | None:
    """The author's draft in the open campaign, or None."""

    async def work(tx: Transaction) -> Draft | None:
        campaign = await campaigns.find_open(tx)
        proposal = campaign and await proposals.find_draft(tx, campaign.id, author.id)
        return await draft_of(tx, proposal) if proposal else None

    return await db.read(work)


async def _demand_limits(tx: Transaction, campaign_id: int, author: Person, now: datetime, rules: Rules) -> None:
    in_campaign = await proposals.count_submitted(tx, campaign_id, author.id, None)
    if in_campaign >= rules.proposals_a_campaign:
        raise CampaignLimit(limit=rules.proposals_a_campaign)
    today = midnight(now.astimezone(rules.zone).date(), rules.zone)
    if await proposals.count_submitted(tx, campaign_id, author.id, today) >= rules.proposals_a_day:
        raise DailyLimit(limit=rules.proposals_a_day)


async def begin(db: Database, author: Person, now: datetime, rules: Rules) -> Draft:
    """The author's draft, made if there is none.

    Raises LanguageNeeded, ConsentNeeded, RegionNeeded, Muted, Banned, NoCampaign, CollectingNotOpen, CollectingClosed,
    SubmittingPaused (why), DailyLimit, CampaignLimit, StaleButton.
    """
    demand_writer(author, now)
    campaign = await current(db)
    demand_collecting(campaign, now, author.language)

    async def unit(tx: Transaction) -> Draft:
        proposal = await proposals.find_draft(tx, campaign.id, author.id)
        if proposal is None:
            await _demand_limits(tx, campaign.id, author, now, rules)
            await proposals.insert_draft(tx, campaign.id, author.id, now)
            proposal = await proposals.find_draft(tx, campaign.id, author.id)
        if proposal is None:
            raise StaleButton  # another update of this person has just sent or deleted it
        return await draft_of(tx, proposal)

    return await db.write(unit)


async def load(db: Database, author: Person, proposal_id: int) -> Draft:
    """One's own draft or returned proposal. Raises ProposalNotFound, NotEditable."""

    async def work(tx: Transaction) -> Draft:
        return await draft_of(tx, await _editable(tx, author, proposal_id))

    return await db.read(work)


async def change(
    db: Database,
    author: Person,
    proposal_id: int,
    now: datetime,
    rules: Rules,
    *,
    place: str | None = None,
    topic: str | None = None,
    title: str | None = None,
    text: str | None = None,
) -> Draft:
    """Keep what a step brought; fields left out stay.

    Raises TitleEmpty … TextLong, RegionNeeded, ProposalNotFound, NotEditable, StaleButton.
    """
    demand_drafter(author, now)
    fields: dict[str, str] = {}
    if place is not None:
        region = author.region if place == NATIONAL else place
        if region is None:
            raise RegionNeeded
        fields |= {"place": place, "region": region}
    if topic is not None:
        fields["topic"] = topic
    if title is not None:
        fields["title"] = texts.check_title(title, rules)
    if text is not None:
        fields["text"] = texts.check_text(text, rules)

    async def unit(tx: Transaction) -> Draft:
        changed = await proposals.update_fields(tx, proposal_id, author.id, EDITABLE, now, fields)
        if changed is None:
            await _editable(tx, author, proposal_id)
            raise StaleButton  # it became editable only after the look: the change was not kept
        return await draft_of(tx, changed)

    return await db.write(unit)


async def discard(db: Database, author: Person, proposal_id: int) -> bool:
    """Delete a draft with its files; False when it was gone already."""

    async def unit(tx: Transaction) -> bool:
        await proposals.find_locked(tx, proposal_id)
        return await proposals.delete_draft(tx, proposal_id, author.id)

    return await db.write(unit)


async def about_to_send(db: Database, author: Person, proposal_id: int, round_: int) -> Proposal | None:
    """One's own proposal as the preview of ``round_`` shows it; None when there is nothing to send from it."""

    async def work(tx: Transaction) -> Proposal | None:
        proposal = await proposals.find(tx, proposal_id)
        is_open = proposal is not None and proposal.state in EDITABLE and proposal.round == round_
        return proposal if is_open and proposal is not None and proposal.author_id == author.id else None

    return await db.read(work)


async def send(
    db: Database,
    author: Person,
    proposal_id: int,
    round_: int,
    language: str,
    now: datetime,
    rules: Rules,
) -> Receipt:
    """Send what the preview of ``round_`` showed for moderation; the same sending again is the same receipt.

    ``language`` is the person's: that of the text where the text itself does not tell. A returned proposal may be sent
    again until the voting ends. Raises consent and campaign errors as :func:`begin`, PhoneNeeded, DraftIncomplete,
    ProposalNotFound, NotEditable, StaleButton.
    """
    demand_participant(author)
    demand_writer(author, now)
    drafted = await about_to_send(db, author, proposal_id, round_)
    if drafted is not None:
        # Before the unit: what is owed to it may not wait for a computation.
        language = await languages.language_of(f"{drafted.title or ''}\n{drafted.text or ''}", language)

    async def unit(tx: Transaction) -> Receipt:
        # Locked: of the same sending twice at once, the second must see what the first has made of it.
        proposal = await proposals.find_locked(tx, proposal_id)
        if proposal is None or proposal.author_id != author.id:
            raise ProposalNotFound
        if proposal.round == round_ + 1 and proposal.number is not None:
            return Receipt(proposal, already_sent=True)
        if proposal.round != round_:
            raise StaleButton
        if proposal.state not in EDITABLE:
            raise NotEditable
        return Receipt(await _send(tx, author, proposal, language, now, rules), already_sent=False)

    return await db.write(unit)


async def _send(
    tx: Transaction, author: Person, proposal: Proposal, language: str, now: datetime, rules: Rules
) -> Proposal:
    if proposal.title is None or proposal.text is None or proposal.topic is None or proposal.place is None:
        raise DraftIncomplete
    # Checked again: the rules may have been tightened since the step was taken.
    title, text = texts.check_title(proposal.title, rules), texts.check_text(proposal.text, rules)
    campaign = await campaigns.find(tx, proposal.campaign_id)
    if campaign is None:
        raise NoCampaign
    demand_phone(author, rules, campaign)
    if proposal.number is None:
        number = await _new_number(tx, author, campaign, now, rules)
    else:
        number = proposal.number
        _demand_open(campaign, now, author)
    sent = await proposals.mark_sent_for_moderation(
        tx,
        proposal,
        number=number,
        language=language,
        fingerprint=texts.fingerprint(title, text),
        now=now,
    )
    if sent is None:
        raise StaleButton
    await history.add(tx, sent, from_state=proposal.state, actor_id=author.id, actor_role="author", now=now)
    if proposal.number is not None:
        await translations.delete_stale(tx, sent.id, sent.fingerprint or "", language)
    await search.make_findable(tx, sent)
    await staff_groups.tell_of(tx, sent, now)
    await meanings.delete(tx, sent.id)  # of an earlier text
    return sent


def _demand_open(campaign: Campaign, now: datetime, author: Person) -> None:
    """A returned proposal may come back after collecting has closed, but not after the voting."""
    if campaign.state != "open":
        raise NoCampaign
    if now >= campaign.voting_until:
        raise CollectingClosed(until=campaign.voting_until)
    demand_submitting(campaign, author.language)


async def _new_number(tx: Transaction, author: Person, campaign: Campaign, now: datetime, rules: Rules) -> int:
    await _demand_limits(tx, campaign.id, author, now, rules)
    number = await campaigns.next_number(tx, campaign.id, now)
    if number is None:
        # Read again: it may have been paused, or ended, by somebody else a moment ago.
        there = await campaigns.find(tx, campaign.id)
        if there is None:
            raise NoCampaign
        demand_collecting(there, now, author.language)
        raise NoCampaign
    return number
