"""What is remembered, as plain values: one frozen dataclass a kind of row. Times are aware datetimes in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Membership:
    """A role in force: ``moderator`` of one region, or ``organizer`` (region is then an empty string)."""

    role: str
    region: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to the bot. ``id`` is ours; ``telegram_id`` is None once forgotten."""

    id: int
    telegram_id: int | None
    language: str | None
    region: str | None
    consent_version: int | None
    created_at: datetime
    unreachable_at: datetime | None
    memberships: tuple[Membership, ...] = ()
    is_admin: bool = False
    # Whether a phone number of their own was shared once.
    is_verified: bool = False
    # Until when the person writes nothing; since when the person neither writes nor votes.
    muted_until: datetime | None = None
    banned_at: datetime | None = None
    # How digests and histories look to them: "classic", or "rich" with tables.
    message_form: str = "classic"

    @property
    def moderated_regions(self) -> tuple[str, ...]:
        """Codes of the regions this person moderates, in the order they were granted."""
        return tuple(m.region for m in self.memberships if m.role == "moderator")

    @property
    def is_moderator(self) -> bool:
        """Whether any region is moderated."""
        return any(m.role == "moderator" for m in self.memberships)

    @property
    def is_organizer(self) -> bool:
        """Whether campaigns, exports and the team may be handled: organizers and the admins of the settings."""
        return self.is_admin or any(m.role == "organizer" for m in self.memberships)


class Pause(NamedTuple):
    """Submitting or voting rests since then, and what residents are told of it."""

    since: datetime
    text_kk: str
    text_ru: str

    def text(self, language: str) -> str:
        """The sentence in ``kk`` or ``ru``."""
        return self.text_kk if language == "kk" else self.text_ru


@dataclass(frozen=True, slots=True)
class Campaign:
    """One edition of the forum: its names and the instants that bound collecting and voting.

    ``vote_budget``: how many votes a resident may have at a time; None: any number. ``follow_up_from``: when what
    became of the proposals begins to be told; None: as soon as voting is over. ``verification``: none or phone; None:
    as the settings say. ``shortlist_per_region`` and ``_per_topic``: how many the ranking offers; None: none.
    """

    id: int
    name_kk: str
    name_ru: str
    state: str
    collecting_from: datetime
    collecting_until: datetime
    voting_from: datetime
    voting_until: datetime
    vote_budget: int | None = None
    follow_up_from: datetime | None = None
    verification: str | None = None
    shortlist_per_region: int | None = None
    shortlist_per_topic: int | None = None
    submitting_pause: Pause | None = None
    voting_pause: Pause | None = None
    ended_at: datetime | None = None

    def name(self, language: str) -> str:
        """The campaign's name in ``kk`` or ``ru``."""
        return self.name_kk if language == "kk" else self.name_ru


class Proposal(NamedTuple):
    """A proposal in any state. Fields a draft has not reached yet are None.

    A tuple, because every vote and every page makes some: a frozen dataclass of 22 fields takes 7 µs to make, this 1.
    ``joined_to`` is the proposal a joined one was joined to.
    """

    id: int
    campaign_id: int
    number: int | None
    author_id: int | None
    state: str
    round: int
    place: str | None
    region: str | None
    topic: str | None
    title: str | None
    text: str | None
    language: str | None
    fingerprint: str | None
    support_count: int
    object_count: int
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    queued_at: datetime | None
    published_at: datetime | None
    taken_by: int | None
    taken_until: datetime | None
    joined_to: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo, a document or the place (in degrees) of a proposal; ``size`` in bytes, ``position`` from 1."""

    id: int
    proposal_id: int
    position: int
    kind: str
    file_id: str
    file_unique_id: str
    name: str
    size: int
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a moderator did in one round: kind publish, return, reject (then with a reason code) or join.

    ``target_id`` is the proposal it was joined to; one taken back has ``undone_at`` and ``undone_by``. ``region`` is
    whose queue it stood in.
    """

    id: int
    proposal_id: int
    round: int
    kind: str
    moderator_id: int
    reason: str | None
    remark: str | None
    decided_at: datetime
    region: str
    target_id: int | None = None
    undone_at: datetime | None = None
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A canned reason for rejection, kept by organizers; a code that was used never goes away.

    ``is_public``: it may be told to others beside the number, else to the author and the team only. ``is_offered``:
    moderators may choose it.
    """

    code: str
    name_kk: str
    name_ru: str
    about_kk: str
    about_ru: str
    is_public: bool
    is_offered: bool
    position: int

    def name(self, language: str) -> str:
        """The name in ``kk`` or ``ru``."""
        return self.name_kk if language == "kk" else self.name_ru

    def about(self, language: str) -> str:
        """What the author is told of it: what it means and what to do now."""
        return self.about_kk if language == "kk" else self.about_ru


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act, with the decision's reason and remark where a decision made it.

    ``act``: state (a change of it), undo, correct or translate; ``details``: its codes. ``target_number``: of the
    proposal it was joined to.
    """

    at: datetime
    actor_role: str
    from_state: str | None
    to_state: str
    decision_kind: str | None
    reason: Reason | None
    remark: str | None
    act: str = "state"
    details: Mapping[str, Any] = field(default_factory=dict)
    target_number: int | None = None


class Translation(NamedTuple):
    """A proposal's title and text in the other language, of the original with this ``fingerprint``.

    ``version`` tells it from the translations before and after it: its instant in milliseconds, later each time.
    """

    proposal_id: int
    language: str
    title: str
    text: str
    fingerprint: str
    translated_by: int | None
    version: int


class Recipient(NamedTuple):
    """Whom a digest is for: a person, or a staff group."""

    person_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When a recipient gets the digest of one region; ``region`` is empty for an organizer's, of all regions.

    ``minute`` counts from midnight in the forum's zone, ``weekday`` is ISO (1 Monday), ``cadence`` one of
    workdays, daily, weekly, off; ``due_at`` is None when off. ``language`` None: the recipient's own. ``id`` is 0 until
    it is saved.
    """

    recipient: Recipient
    region: str
    cadence: str
    minute: int
    weekday: int
    due_at: datetime | None
    covered_until: datetime
    paused_until: datetime | None = None
    language: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest that was owed: whose, of which region, and its period."""

    recipient: Recipient
    region: str
    cadence: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """A chat of an alliance's staff; ``language`` is what the bot speaks there.

    ``region``: whose queue it works on, None while it is not connected; ``topic_id``: the topic of a forum group that
    it was connected in.
    """

    id: int
    telegram_id: int
    language: str
    connected_at: datetime
    unreachable_at: datetime | None
    region: str | None = None
    topic_id: int | None = None
    connected_by: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message owed to one person or to one staff group; ``facts`` are ids and codes, never sentences.

    ``attempts`` counts the claims but those that were no attempt, this one too; ``telegram_id`` is None for a
    recipient who cannot be reached.
    """

    id: int
    person_id: int | None
    group_id: int | None
    telegram_id: int | None
    language: str | None
    kind: str
    facts: dict[str, object]
    attempts: int
    created_at: datetime
    # Of a group with topics: where it wants to be written to.
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A role somebody holds, for the organizers' list; ``id`` is the membership's."""

    id: int
    person_id: int
    role: str
    region: str
    display_name: str
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class ResidentDigest:
    """When a resident gets the weekly digest of ``region`` (None until one is chosen), and what was told already."""

    person_id: int
    region: str | None
    due_at: datetime
    covered_until: datetime
