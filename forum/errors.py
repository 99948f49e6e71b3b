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


class OwnDecision(DomainError):
    """Nobody decides about a proposal of their own."""

    key = "own-decision"


class ReasonWithdrawn(DomainError):
    """The reason is not offered any more."""

    key = "reason-withdrawn"


class ReasonWordsEmpty(DomainError):
    """A name or a sentence of a reason without a word."""

    key = "reason-words-empty"


class ReasonWords(DomainError):
    """Facts: ``length``, ``minimum``, ``maximum`` in characters."""

    key = "reason-words"


class ReasonNameTaken(DomainError):
    """Another reason has this name."""

    key = "reason-name-taken"


class ReasonOneLanguage(DomainError):
    """A reason is written in both languages."""

    key = "reason-one-language"


class ReasonsFull(DomainError):
    """Facts: ``maximum``."""

    key = "reasons-full"


class ReasonLast(DomainError):
    """Moderators must have a reason to choose."""

    key = "reason-last"


class ModeratorsOnly(DomainError):
    """Somebody in a staff group presses or types what is for moderators of its region."""

    key = "moderators-only"


class AnonymousInGroup(DomainError):
    """Typed in the name of the group: nobody knows whose rights count."""

    key = "anonymous-in-group"


class GroupNotConnected(DomainError):
    """The group works on no region's queue."""

    key = "group-not-connected"


class GroupElsewhere(DomainError):
    """The group was connected to another region meanwhile."""

    key = "group-elsewhere"


class GroupOfOthers(DomainError):
    """The group works on a region that other moderators answer for."""

    key = "group-of-others"


class Muted(DomainError):
    """Facts: ``until`` (datetime)."""

    key = "muted"


class Banned(DomainError):
    """The person neither writes nor votes."""

    key = "banned"


class AuthorGone(DomainError):
    """The author asked to be forgotten: there is nobody to warn."""

    key = "author-gone"


class AuthorOnTeam(DomainError):
    """Nobody of the team is warned, muted or banned; neither is oneself. Its sentence does not say which it is."""

    key = "author-on-team"


class AlreadySanctioned(DomainError):
    """Facts: ``by`` (display name), who did something about the author after the screen was shown."""

    key = "already-sanctioned"


class AlreadyLifted(DomainError):
    """Facts: ``by`` (display name)."""

    key = "already-lifted"


class NotTranslatable(DomainError):
    """What waits, is hidden or public is translated; what was withdrawn, returned, rejected or joined is not."""

    key = "not-translatable"


class OriginalChanged(DomainError):
    """The original has other words, or another language, than those that were translated."""

    key = "original-changed"


class TranslationSame(DomainError):
    """The words are the original's own."""

    key = "translation-same"


class TranslationClash(DomainError):
    """Another translation came while this one was being written. Facts: ``by`` (who wrote it)."""

    key = "translation-clash"


class TranslationGone(DomainError):
    """The translation that was seen is another one now, or was deleted."""

    key = "translation-gone"


class HistoryNumber(DomainError):
    """The history is asked for by a proposal's number."""

    key = "history-number"


class HistoryClosed(DomainError):
    """Whoever may decide an appeal is not told who rejected."""

    key = "history-closed"


class DayFar(DomainError):
    """Days are changed two years ahead at most."""

    key = "day-far"


class DayFree(DomainError):
    """Nobody works on that day as it is."""

    key = "day-free"


class DayWorking(DomainError):
    """That day is a working day as it is."""

    key = "day-working"


class DutyNotModerator(DomainError):
    """Only somebody who moderates the region now can be on duty there, or be the deputy."""

    key = "duty-not-moderator"


class DutyDeputySame(DomainError):
    """The deputy is somebody else than who is on duty."""

    key = "duty-deputy-same"


class JoinSelf(DomainError):
    """A proposal is not joined to itself."""

    key = "join-self"


class JoinCampaign(DomainError):
    """Both must be of one campaign."""

    key = "join-campaign"


class JoinCircle(DomainError):
    """The other one is joined to this one."""

    key = "join-circle"


class JoinOwn(DomainError):
    """A moderator joins nothing to a proposal of their own: its supporters would be asked to come over."""

    key = "join-own"


class JoinTargetJoined(DomainError):
    """Facts: ``number`` (of the proposal the target was joined to)."""

    key = "join-target-joined"


class JoinTarget(DomainError):
    """Proposals are joined to public ones only."""

    key = "join-target"


class AlreadyUndone(DomainError):
    """Facts: ``by`` (the moderator's display name)."""

    key = "already-undone"


class UndoLate(DomainError):
    """Facts: ``minutes``."""

    key = "undo-late"


class UndoChanged(DomainError):
    """The proposal has moved on since the decision."""

    key = "undo-changed"


class UndoNotYours(DomainError):
    """What was decided about an appeal is taken back by who decided."""

    key = "undo-not-yours"


class CarryObjects(DomainError):
    """Facts: ``number`` (of the proposal the person objects to)."""

    key = "carry-objects"
