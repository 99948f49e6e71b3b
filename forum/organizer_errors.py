"""Refusals of what organizers do, and of what belongs to it: facts with a key, as :mod:`forum.errors`."""

from __future__ import annotations

from forum.errors import DomainError


class SubmittingPaused(DomainError):
    """Organizers paused submitting. Facts: ``why`` (their sentence in the person's language)."""

    key = "submitting-paused"


class VotingPaused(DomainError):
    """Organizers paused voting. Facts: ``why`` (their sentence in the person's language)."""

    key = "voting-paused"


class ShortlistEarly(DomainError):
    """The shortlist is made once voting is over. Facts: ``start`` (when that is)."""

    key = "shortlist-early"


class ShortlistTaken(DomainError):
    """Another organizer has put it on the shortlist. Facts: ``by`` (their name)."""

    key = "shortlist-taken"


class ShortlistTakenByAdmin(DomainError):
    """As ShortlistTaken, by an admin of the settings, who has no name in the team."""

    key = "shortlist-taken-by-admin"


class ShortlistState(DomainError):
    """It cannot be put on the shortlist: it is not published any more. Facts: ``state``."""

    key = "shortlist-state"


class ShortlistNotOffered(DomainError):
    """The ranking does not offer it (any more)."""

    key = "shortlist-not-offered"


class ShortlistFurther(DomainError):
    """It has gone on from the shortlist, so it is not taken off it. Facts: ``state``."""

    key = "shortlist-further"


class ShortlistMissing(DomainError):
    """It is not on the shortlist (any more)."""

    key = "shortlist-missing"


class ShortlistRemark(DomainError):
    """Why somebody was chosen without the ranking has a length. Facts: ``length``, ``minimum``, ``maximum``."""

    key = "shortlist-remark"


class ShortlistRemarkEmpty(DomainError):
    """Why somebody was chosen without the ranking has no word in it."""

    key = "shortlist-remark-empty"


class NumberExpected(DomainError):
    """The number of a proposal was asked for, and something else was written."""

    key = "number-expected"


class SectionGone(DomainError):
    """The section was removed, or is of another campaign."""

    key = "section-gone"


class LastOrganizer(DomainError):
    """The role of the last organizer is taken back by an admin of the settings only; /forget asks them once more."""

    key = "last-organizer"


class InvitationNotOpen(DomainError):
    """The link was used, has run out or was taken back already."""

    key = "invitation-not-open"


class SettingSame(DomainError):
    """The setting of the campaign is so already."""

    key = "setting-same"


class SettingMoved(DomainError):
    """Somebody changed the same setting of the campaign meanwhile."""

    key = "setting-moved"


class PhaseBegun(DomainError):
    """A phase that has begun keeps its first day."""

    key = "phase-begun"


class DatesClash(DomainError):
    """Facts: ``rule``, which of the campaign's dates would come too early for another (forum.campaign_settings)."""

    key = "dates-clash"


class DateFar(DomainError):
    """Facts: ``year``, the last one a campaign may reach into."""

    key = "date-far"


class CampaignOver(DomainError):
    """The campaign has ended: nothing of it is changed any more."""

    key = "campaign-over"


class ShortlistRange(DomainError):
    """Facts: ``minimum``, ``maximum`` proposals of a region or topic."""

    key = "shortlist-range"


class PhonesNotKept(DomainError):
    """The bot's settings have nothing to hash phone numbers with."""

    key = "phones-not-kept"


class PauseText(DomainError):
    """Facts: ``minimum``, ``maximum`` characters of the sentence residents are told."""

    key = "pause-text"


class SectionName(DomainError):
    """Facts: ``minimum``, ``maximum`` characters of a section's name."""

    key = "section-name"


class SectionExists(DomainError):
    """Another section of the forum has this name."""

    key = "section-exists"


class SectionUsed(DomainError):
    """Facts: ``count``, the proposals of the shortlist that stand in the section."""

    key = "section-used"


class SectionLimit(DomainError):
    """Facts: ``limit``, as many sections a forum has at most."""

    key = "section-limit"


class OutcomeRecorded(DomainError):
    """Another organizer recorded the next step first. Facts: ``by`` (the display name), ``state`` (its code)."""

    key = "outcome-recorded"


class OutcomeNotNext(DomainError):
    """The proposal does not stand where this step begins."""

    key = "outcome-not-next"


class OutcomeUndone(DomainError):
    """The step was taken back. Facts: ``by`` (the organizer's display name)."""

    key = "outcome-undone"


class OutcomeLate(DomainError):
    """A step is taken back within minutes only. Facts: ``minutes``."""

    key = "outcome-late"


class OutcomeGoneOn(DomainError):
    """The proposal has moved on since."""

    key = "outcome-gone-on"


class AnswerLength(DomainError):
    """Facts: ``length``, ``minimum``, ``maximum`` in characters."""

    key = "answer-length"


class AnswerOneLanguage(DomainError):
    """An answer is published in both languages, or not at all."""

    key = "answer-one-language"


class AnswerSame(DomainError):
    """The same words stand in both languages."""

    key = "answer-same"


class AddresseeLength(DomainError):
    """Facts: ``length``, ``minimum``, ``maximum`` in characters."""

    key = "addressee-length"


class AddresseeTaken(DomainError):
    """An addressee of this name is in the catalogue."""

    key = "addressee-taken"


class SentAhead(DomainError):
    """The day it was sent lies ahead."""

    key = "sent-ahead"


class SentLongAgo(DomainError):
    """The day it was sent is over a year ago."""

    key = "sent-long-ago"


class DueBeforeSent(DomainError):
    """An answer is due before it was asked for."""

    key = "due-before-sent"


class RatingNotYours(DomainError):
    """An answer is rated by the author and by those who support the proposal."""

    key = "rating-not-yours"


class RatingClosed(DomainError):
    """The answer was taken back."""

    key = "rating-closed"


class AnnouncementEmpty(DomainError):
    """The text of an announcement has no words."""

    key = "announcement-empty"


class AnnouncementLength(DomainError):
    """The text of an announcement is too short or too long. Facts: ``length``, ``minimum``, ``maximum``."""

    key = "announcement-length"


class AnnouncementOneLanguage(DomainError):
    """The same text was given in both languages."""

    key = "announcement-one-language"


class AnnouncementToNobody(DomainError):
    """Nobody is in the segment who can be reached and wants announcements."""

    key = "announcement-to-nobody"


class AnnouncementOpen(DomainError):
    """Another announcement is being sent, or paused: one at a time."""

    key = "announcement-open"


class NoAuthorInBot(DomainError):
    """The proposal was imported from a meeting: there is nobody to return it to, or to warn."""

    key = "no-author-in-bot"
