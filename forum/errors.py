"""Facts that stop an action. Each has a key (its sentence is ``error-<key>`` in locales/) and its facts."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

Fact = str | int | datetime


class DomainError(Exception):
    """An action the forum refuses; nothing was changed. ``facts`` are the sentence's arguments."""

    key: ClassVar[str] = "unexpected"

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.key)
        self.facts = facts


class NotAllowed(DomainError):
    """The person's role does not reach this far (also a forged button)."""

    key = "not-allowed"


class StaleButton(DomainError):
    """The button belongs to a screen whose matter has moved on."""

    key = "stale-button"


class TooFast(DomainError):
    """More actions than one person may do in a minute."""

    key = "too-fast"


class TooManyVotes(DomainError):
    """More votes than one person may cast in an hour."""

    key = "too-many-votes"


class LanguageNeeded(DomainError):
    """Onboarding has not reached a language yet."""

    key = "language-needed"


class ConsentNeeded(DomainError):
    """Writing and voting need consent to the processing of personal data."""

    key = "consent-needed"


class RegionNeeded(DomainError):
    """Writing and voting need a region."""

    key = "region-needed"


class PhoneNeeded(DomainError):
    """Voting and sending need a phone number of one's own, shared once."""

    key = "phone-needed"


class PhoneForeign(DomainError):
    """The number is not one of Kazakhstan."""

    key = "phone-foreign"


class PhoneNotOwn(DomainError):
    """The contact is somebody else's."""

    key = "phone-not-own"


class PhoneTaken(DomainError):
    """Another account has shared this number."""

    key = "phone-taken"


class NoCampaign(DomainError):
    """No campaign is open."""

    key = "no-campaign"


class CampaignExists(DomainError):
    """One campaign is open already."""

    key = "campaign-exists"


class CollectingNotOpen(DomainError):
    """Facts: ``start`` (datetime)."""

    key = "collecting-not-open"


class CollectingClosed(DomainError):
    """Facts: ``until`` (datetime)."""

    key = "collecting-closed"


class VotingNotOpen(DomainError):
    """Facts: ``start`` (datetime)."""

    key = "voting-not-open"


class VotingClosed(DomainError):
    """Voting of this campaign is over."""

    key = "voting-closed"


class ProposalNotFound(DomainError):
    """No such proposal, or not one this person may see."""

    key = "proposal-not-found"


class ProposalNotPublished(DomainError):
    """Votes go to published proposals only."""

    key = "proposal-not-published"


class OwnProposal(DomainError):
    """The author does not vote on the own proposal."""

    key = "own-proposal"


class VoteBudgetSpent(DomainError):
    """As many votes as the campaign allows are given. Facts: ``budget``."""

    key = "vote-budget-spent"


class VoteBudgetRange(DomainError):
    """Facts: ``minimum``, ``maximum``."""

    key = "vote-budget-range"


class DailyLimit(DomainError):
    """Facts: ``limit``."""

    key = "daily-limit"


class CampaignLimit(DomainError):
    """Facts: ``limit``."""

    key = "campaign-limit"


class TitleEmpty(DomainError):
    """Nothing but spaces."""

    key = "title-empty"


class TitleShort(DomainError):
    """Facts: ``length``, ``minimum`` in characters."""

    key = "title-short"


class TitleLong(DomainError):
    """Facts: ``length``, ``maximum``, ``excess`` in characters."""

    key = "title-long"


class TextEmpty(DomainError):
    """Nothing but spaces."""

    key = "text-empty"


class TextShort(DomainError):
    """Facts: ``length``, ``minimum`` in characters."""

    key = "text-short"


class TextLong(DomainError):
    """Facts: ``length``, ``maximum``, ``excess`` in characters."""

    key = "text-long"


class AttachmentsFull(DomainError):
    """Facts: ``maximum``."""

    key = "attachments-full"


class AttachmentTooLarge(DomainError):
    """Facts: ``maximum`` in megabytes."""

    key = "attachment-size"


class DraftIncomplete(DomainError):
    """Something a proposal must have is still missing."""

    key = "draft-incomplete"


class NotEditable(DomainError):
    """Only a draft or a returned proposal can be changed."""

    key = "not-editable"


class NotWithdrawable(DomainError):
    """The proposal has gone too far to be withdrawn."""

    key = "not-withdrawable"


class AlreadyDecided(DomainError):
    """Facts: ``by`` (the moderator's display name)."""

    key = "already-decided"


class NotPending(DomainError):
    """The proposal does not wait for a decision (withdrawn, for example)."""

    key = "not-pending"


class TakenBy(DomainError):
    """Facts: ``by`` (display name), ``until`` (datetime)."""

    key = "taken-by"


class NotYourRegion(DomainError):
    """A moderator decides in the own regions only."""

    key = "not-your-region"


class RemarkEmpty(DomainError):
    """A return needs a remark."""

    key = "remark-empty"


class RemarkLong(DomainError):
    """Facts: ``length``, ``maximum`` in characters."""

    key = "remark-long"


class InvitationUnknown(DomainError):
    """No such invitation."""

    key = "invitation-unknown"


class InvitationUsed(DomainError):
    """An invitation works once."""

    key = "invitation-used"


class InvitationExpired(DomainError):
    """An invitation works for a few days."""

    key = "invitation-expired"


class AlreadyMember(DomainError):
    """The person has this role already."""

    key = "already-member"


class MemberNotFound(DomainError):
    """No such membership in force."""

    key = "member-not-found"


class CampaignName(DomainError):
    """Facts: ``minimum``, ``maximum`` in characters."""

    key = "campaign-name"


class DatesOrder(DomainError):
    """Dates must follow each other."""

    key = "dates-order"


class DatePast(DomainError):
    """The last day must lie ahead."""

    key = "date-past"


class ExportEmpty(DomainError):
    """There is nothing to export yet."""

    key = "export-empty"


class ProposalHidden(DomainError):
    """Residents reported it: nobody reads or votes until a moderator has looked."""

    key = "proposal-hidden"


class OwnReport(DomainError):
    """The author does not report the own proposal."""

    key = "own-report"


class ReportLimit(DomainError):
    """Facts: ``limit``."""

    key = "report-limit"


class NotAppealable(DomainError):
    """Only a rejection can be appealed."""

    key = "not-appealable"


class AppealUsed(DomainError):
    """A proposal has one appeal."""

    key = "appeal-used"


class AppealLate(DomainError):
    """Facts: ``until`` (datetime)."""

    key = "appeal-late"


class AppealEmpty(DomainError):
    """Nothing but spaces."""

    key = "appeal-empty"


class AppealShort(DomainError):
    """Facts: ``length``, ``minimum`` in characters."""

    key = "appeal-short"


class AppealLong(DomainError):
    """Facts: ``length``, ``maximum`` in characters."""

    key = "appeal-long"


class NotYourAppeal(DomainError):
    """An appeal is for somebody with no hand in the matter: of another region, not who rejected it, not its author."""

    key = "not-your-appeal"


class SearchEmpty(DomainError):
    """Nothing to look for: no letter and no digit."""

    key = "search-empty"


class SearchShort(DomainError):
    """Facts: ``minimum`` in characters."""

    key = "search-short"


class SearchLong(DomainError):
    """Facts: ``length``, ``maximum`` in characters."""

    key = "search-long"
