"""The words that stand in columns of fixed vocabulary: the tables check them, the rules speak of them."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("kk", "ru")
NATIONAL: Final = "national"
PROPOSAL_STATES: Final = (
    "draft",
    "pending",
    "returned",
    "rejected",
    "appealed",
    "published",
    "hidden",
    "joined",
    "withdrawn",
    "shortlisted",
    "recommended",
    "sent",
    "answered",
    "in_progress",
    "done",
    "declined",
)
# What everybody may read. The lists' indexes hold exactly these, so this is their condition too.
PUBLIC_STATES: Final = (
    "published",
    "shortlisted",
    "recommended",
    "sent",
    "answered",
    "in_progress",
    "done",
    "declined",
)
DECISION_KINDS: Final = ("publish", "return", "reject", "join")
HISTORY_ACTS: Final = ("state", "undo", "correct", "translate")
DELIVERY_STATES: Final = ("owed", "claimed", "sent", "unreachable", "failed")
DIGEST_CADENCES: Final = ("workdays", "daily", "weekly", "off")
ROLES: Final = ("moderator", "organizer")
ATTACHMENT_KINDS: Final = ("photo", "document", "location")
REPORT_REASONS: Final = ("insult", "personal-data", "advertising", "not-for-forum")
SANCTION_KINDS: Final = ("warn", "mute", "ban")
SANCTION_REASONS: Final = ("insult", "personal-data", "advertising", "flood", "false-reports")
MESSAGE_FORMS: Final = ("classic", "rich")
PHASES: Final = ("preparation", "collecting", "voting", "closed", "follow-up")
VERIFICATIONS: Final = ("none", "phone")
CAMPAIGN_ACTS: Final = ("create", "change", "end", "pause", "resume", "section")
# What made an organizer look at a proposal: the ranking of its region, its topic or of the national ones, or none.
SELECTION_BASES: Final = ("region", "topic", "national", "organizer")
OUTCOME_STATES: Final = ("recommended", "sent", "answered", "in_progress", "done", "declined")
ANSWER_STATES: Final = ("answered", "in_progress", "done", "declined")
RATINGS: Final = ("answered", "partly", "formal")
ANNOUNCEMENT_STATES: Final = ("draft", "sending", "paused", "cancelled", "done")
EXPORT_STATES: Final = ("ordered", "running", "cancelled", "done", "failed")


def listed(words: tuple[str, ...]) -> str:
    """The words as SQL writes a list of texts, without its brackets."""
    return ", ".join(f"'{word}'" for word in words)
