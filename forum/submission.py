"""Submitting: one draft a person, kept after every step; sending is one conditional statement."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from forum import texts
from forum.campaigns import current, demand_collecting, midnight
from forum.errors import (
    AttachmentsFull,
    AttachmentTooLarge,
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
from forum.policies import EDITABLE, Rules, demand_writer
from storage import attachments, campaigns, history, proposals
from storage.database import Database, Transaction
from storage.records import Attachment, Person, Proposal
from storage.vocabulary import NATIONAL

MEGABYTE = 1_000_000


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
class NewAttachment:
    """A file as Telegram names it; ``size`` in bytes."""

    kind: str
    file_id: str
    file_unique_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sent proposal; ``already_sent`` when this was a repeat of the same sending."""

    proposal: Proposal
    already_sent: bool


async def _draft(tx: Transaction, proposal: Proposal) -> Draft:
    return Draft(proposal, await attachments.list_of(tx, proposal.id))


async def _editable(tx: Transaction, author: Person, proposal_id: int) -> Proposal:
    return _demand_editable(await proposals.find(tx, proposal_id), author)


def _demand_editable(proposal: Proposal | None, author: Person) -> Proposal:
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
        return await _draft(tx, proposal) if proposal else None

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

    Raises LanguageNeeded, ConsentNeeded, RegionNeeded, NoCampaign, CollectingNotOpen, CollectingClosed, DailyLimit,
    CampaignLimit, StaleButton.
    """
    demand_writer(author)
    campaign = await current(db)
    demand_collecting(campaign, now)

    async def unit(tx: Transaction) -> Draft:
        proposal = await proposals.find_draft(tx, campaign.id, author.id)
        if proposal is None:
            await _demand_limits(tx, campaign.id, author, now, rules)
            await proposals.insert_draft(tx, campaign.id, author.id, now)
            proposal = await proposals.find_draft(tx, campaign.id, author.id)
        if proposal is None:
            raise StaleButton  # another update of this person has just sent or deleted it
        return await _draft(tx, proposal)

    return await db.write(unit)


async def load(db: Database, author: Person, proposal_id: int) -> Draft:
    """One's own draft or returned proposal. Raises ProposalNotFound, NotEditable."""

    async def work(tx: Transaction) -> Draft:
        return await _draft(tx, await _editable(tx, author, proposal_id))

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
    demand_writer(author)
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
        return await _draft(tx, changed)

    return await db.write(unit)


async def attach(
    db: Database, author: Person, proposal_id: int, file: NewAttachment, now: datetime, rules: Rules
) -> Draft:
    """Add a photo or a document; the same file again changes nothing.

    Raises AttachmentTooLarge, AttachmentsFull, ProposalNotFound, NotEditable.
    """
    if file.size > rules.attachment_megabytes * MEGABYTE:
        raise AttachmentTooLarge(maximum=rules.attachment_megabytes)

    async def add(tx: Transaction, draft: Draft) -> None:
        known = {attachment.file_unique_id for attachment in draft.attachments}
        if file.file_unique_id in known:
            return
        if len(known) >= rules.attachments_most:
            raise AttachmentsFull(maximum=rules.attachments_most)
        await attachments.add(
            tx,
            proposal_id,
            position=len(known) + 1,
            kind=file.kind,
            file_id=file.file_id,
            file_unique_id=file.file_unique_id,
            name=texts.clean_line(file.name)[:120],
            size=file.size,
            now=now,
        )

    return await _with_draft(db, author, proposal_id, add)


async def detach_all(db: Database, author: Person, proposal_id: int, now: datetime) -> Draft:
    """Take all files off. Raises ProposalNotFound, NotEditable."""

    async def take_off(tx: Transaction, draft: Draft) -> None:
        await attachments.delete_all(tx, proposal_id)

    return await _with_draft(db, author, proposal_id, take_off)


async def _with_draft(
    db: Database,
    author: Person,
    proposal_id: int,
    alter: Callable[[Transaction, Draft], Awaitable[None]],
) -> Draft:
    async def unit(tx: Transaction) -> Draft:
        # Locked: files sent at once must each see the others, and none may slip in beside the sending.
        proposal = _demand_editable(await proposals.find_locked(tx, proposal_id), author)
        await alter(tx, await _draft(tx, proposal))
        return await _draft(tx, proposal)

    return await db.write(unit)


async def discard(db: Database, author: Person, proposal_id: int) -> bool:
    """Delete a draft with its files; False when it was gone already."""

    async def unit(tx: Transaction) -> bool:
        await proposals.find_locked(tx, proposal_id)
        return await proposals.delete_draft(tx, proposal_id, author.id)

    return await db.write(unit)


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

    ``language`` is the person's: that of the text unless its letters say otherwise. A returned proposal may be sent
    again until the voting ends. Raises consent and campaign errors as :func:`begin`, DraftIncomplete,
    ProposalNotFound, NotEditable, StaleButton.
    """
    demand_writer(author)

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
    if proposal.number is None:
        number = await _new_number(tx, author, proposal.campaign_id, now, rules)
    else:
        number = proposal.number
        await _demand_open(tx, proposal.campaign_id, now)
    sent = await proposals.mark_sent_for_moderation(
        tx,
        proposal,
        number=number,
        language=texts.language_of(f"{title} {text}", language),
        fingerprint=texts.fingerprint(title, text),
        now=now,
    )
    if sent is None:
        raise StaleButton
    await history.add(tx, sent, from_state=proposal.state, actor_id=author.id, actor_role="author", now=now)
    return sent


async def _demand_open(tx: Transaction, campaign_id: int, now: datetime) -> None:
    """A returned proposal may come back after collecting has closed, but not after the voting."""
    campaign = await campaigns.find(tx, campaign_id)
    if campaign is None or campaign.state != "open":
        raise NoCampaign
    if now >= campaign.voting_until:
        raise CollectingClosed(until=campaign.voting_until)


async def _new_number(tx: Transaction, author: Person, campaign_id: int, now: datetime, rules: Rules) -> int:
    await _demand_limits(tx, campaign_id, author, now, rules)
    number = await campaigns.next_number(tx, campaign_id, now)
    if number is None:
        campaign = await campaigns.find(tx, campaign_id)
        if campaign is None:
            raise NoCampaign
        demand_collecting(campaign, now)
        raise NoCampaign
    return number
