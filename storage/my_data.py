"""Everything that is held about one person, section by section, for the file a person can ask for.

Rows come as a stream: however many votes there are, some hundreds are in memory at a time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from storage.database import Database, Row


@dataclass(frozen=True, slots=True)
class Section:
    """``covers``: the columns that point to a person and are told of here; ``is_one``: one row, not a list."""

    name: str
    sql: str
    covers: tuple[tuple[str, str], ...] = ()
    is_one: bool = False


_NUMBER = "(SELECT number FROM proposals WHERE id = {0}.proposal_id) AS proposal_number"

# Columns that end in _at, _until or _from, and `at`, are times. A test compares ``covers`` with the schema.
SECTIONS: Final = (
    Section(
        "profile",
        """
        SELECT telegram_id, language, region, created_at, unreachable_at, phone_hash, list_choice, muted_until,
               banned_at, message_form
          FROM people WHERE id = :id
        """,
        is_one=True,
    ),
    Section(
        "consent", "SELECT consent_version AS version, consent_at AS given_at FROM people WHERE id = :id", is_one=True
    ),
    Section(
        "roles",
        "SELECT role, region, display_name, granted_at, revoked_at FROM team WHERE person_id = :id ORDER BY id",
        (("team", "person_id"),),
    ),
    Section(
        "proposals",
        """
        SELECT id, number, state, round, place, region, topic, language, title, text, fingerprint, support_count,
               object_count, created_at, changed_at, submitted_at, published_at
          FROM proposals WHERE author_id = :id ORDER BY id
        """,
        (("proposals", "author_id"),),
    ),
    Section(
        "attachments",
        f"""
        SELECT a.proposal_id, {_NUMBER.format("a")}, a.position, a.kind, a.name, a.size, a.latitude, a.longitude,
               a.added_at
          FROM attachments a JOIN proposals p ON p.id = a.proposal_id
         WHERE p.author_id = :id ORDER BY a.id
        """,
    ),
    Section(
        "history_of_my_proposals",
        f"""
        SELECT h.proposal_id, {_NUMBER.format("h")}, h.at, h.actor_role, h.from_state, h.to_state, h.fingerprint,
               d.reason, r.name_kk AS reason_name_kk, r.name_ru AS reason_name_ru, d.remark
          FROM history h JOIN proposals p ON p.id = h.proposal_id LEFT JOIN decisions d ON d.id = h.decision_id
          LEFT JOIN rejection_reasons r ON r.code = d.reason
         WHERE p.author_id = :id ORDER BY h.id
        """,
    ),
    Section(
        "appeals",
        f"""
        SELECT a.proposal_id, {_NUMBER.format("a")}, a.text, a.filed_at
          FROM appeals a JOIN proposals p ON p.id = a.proposal_id
         WHERE p.author_id = :id ORDER BY a.id
        """,
    ),
    Section(
        "votes",
        f"""
        SELECT v.proposal_id, {_NUMBER.format("v")}, v.value, v.previous, v.cast_at, v.changed_at
          FROM votes v WHERE v.person_id = :id ORDER BY v.changed_at, v.proposal_id
        """,
        (("votes", "person_id"),),
    ),
    Section(
        "follows",
        f"""
        SELECT f.proposal_id, {_NUMBER.format("f")}, f.followed_at
          FROM follows f WHERE f.person_id = :id ORDER BY f.followed_at, f.proposal_id
        """,
        (("follows", "person_id"),),
    ),
    Section(
        "answers_i_rated",
        f"""
        SELECT o.proposal_id, {_NUMBER.format("o")}, r.rating, r.rated_at
          FROM ratings r JOIN outcomes o ON o.id = r.outcome_id WHERE r.person_id = :id ORDER BY r.id
        """,
        (("ratings", "person_id"),),
    ),
    Section(
        "reports",
        f"""
        SELECT r.proposal_id, {_NUMBER.format("r")}, r.reason, r.reported_at, r.settled_at
          FROM reports r WHERE r.person_id = :id ORDER BY r.id
        """,
        (("reports", "person_id"),),
    ),
    Section(
        "sanctions",
        f"""
        SELECT s.kind, s.reason, s.remark, s.proposal_id, {_NUMBER.format("s")}, s.region, s.until AS ends_at, s.set_at,
               s.lifted_at
          FROM sanctions s WHERE s.person_id = :id ORDER BY s.id
        """,
        (("sanctions", "person_id"),),
    ),
    Section(
        "votes_i_was_asked_to_carry_over",
        f"""
        SELECT d.proposal_id, {_NUMBER.format("d")}, c.asked_at, c.answer, c.answered_at
          FROM carries c JOIN decisions d ON d.id = c.decision_id WHERE c.person_id = :id ORDER BY c.decision_id
        """,
        (("carries", "person_id"),),
    ),
    Section(
        "notices_switched_off",
        "SELECT kind FROM switches WHERE person_id = :id ORDER BY kind",
        (("switches", "person_id"),),
    ),
    Section(
        "shown_as_next",
        "SELECT count(*) AS proposals FROM sightings WHERE person_id = :id",
        (("sightings", "person_id"),),
        is_one=True,
    ),
    Section(
        "told_of_phases",
        "SELECT asked_at FROM phase_followers WHERE person_id = :id",
        (("phase_followers", "person_id"),),
    ),
    Section(
        "weekly_digest",
        "SELECT due_at, covered_until FROM resident_digests WHERE person_id = :id",
        (("resident_digests", "person_id"),),
    ),
    Section(
        "moderator_digest_plans",
        """
        SELECT region, cadence, minute, weekday, due_at, covered_until
          FROM digest_plans WHERE person_id = :id ORDER BY region
        """,
        (("digest_plans", "person_id"),),
    ),
    Section(
        "moderator_digests",
        "SELECT region, period_from, period_until, created_at FROM digests WHERE person_id = :id ORDER BY id",
        (("digests", "person_id"),),
    ),
    Section(
        "messages_to_me",
        """
        SELECT kind, state, created_at, not_before AS not_before_at, sent_at, message_id, problem
          FROM deliveries WHERE person_id = :id ORDER BY id
        """,
        (("deliveries", "person_id"),),
    ),
    Section(
        "files_i_ordered",
        """
        SELECT campaign_id, format, language, internal, filters, state, ordered_at, ended_at
          FROM export_orders WHERE person_id = :id ORDER BY id
        """,
        (("export_orders", "person_id"),),
    ),
    Section(
        "decisions_i_made",
        f"""
        SELECT d.proposal_id, {_NUMBER.format("d")}, d.round, d.kind, d.reason, d.remark, d.decided_at
          FROM decisions d WHERE d.moderator_id = :id ORDER BY d.id
        """,
        (("decisions", "moderator_id"),),
    ),
    Section(
        "decisions_i_took_back",
        f"""
        SELECT d.proposal_id, {_NUMBER.format("d")}, d.round, d.kind, d.undone_at
          FROM decisions d WHERE d.undone_by = :id ORDER BY d.id
        """,
        (("decisions", "undone_by"),),
    ),
    Section(
        "translations_i_wrote",
        f"""
        SELECT tr.proposal_id, {_NUMBER.format("tr")}, tr.language, tr.title, tr.text, tr.translated_at
          FROM translations tr WHERE tr.translated_by = :id ORDER BY tr.proposal_id
        """,
        (("translations", "translated_by"),),
    ),
    Section(
        "shortlist_i_confirmed_or_dropped",
        f"""
        SELECT s.proposal_id, {_NUMBER.format("s")}, s.basis, s.rank, s.remark, s.selected_at, s.dropped_at,
               CASE WHEN s.selected_by = :id THEN 'confirmed' ELSE 'dropped' END AS by_me
          FROM selections s WHERE s.selected_by = :id OR s.dropped_by = :id ORDER BY s.id
        """,
        (("selections", "selected_by"), ("selections", "dropped_by")),
    ),
    Section(
        "outcomes_i_recorded_or_took_back",
        f"""
        SELECT o.proposal_id, {_NUMBER.format("o")}, o.state, o.sent_on, o.due_on, o.answer_kk, o.answer_ru,
               o.recorded_at, o.undone_at,
               CASE WHEN o.recorded_by = :id THEN 'recorded' ELSE 'taken back' END AS by_me
          FROM outcomes o WHERE o.recorded_by = :id OR o.undone_by = :id ORDER BY o.id
        """,
        (("outcomes", "recorded_by"), ("outcomes", "undone_by")),
    ),
    Section(
        "addressees_i_added",
        "SELECT name_kk, name_ru, created_at FROM addressees WHERE created_by = :id ORDER BY id",
        (("addressees", "created_by"),),
    ),
    Section(
        "sanctions_i_set_or_lifted",
        f"""
        SELECT s.kind, s.reason, s.remark, s.proposal_id, {_NUMBER.format("s")}, s.region, s.set_at, s.lifted_at,
               CASE WHEN s.set_by = :id THEN 'set' ELSE 'lifted' END AS by_me
          FROM sanctions s WHERE s.set_by = :id OR s.lifted_by = :id ORDER BY s.id
        """,
        (("sanctions", "set_by"), ("sanctions", "lifted_by")),
    ),
    Section(
        "duties",
        """
        SELECT region, weekday, set_at,
               CASE WHEN person_id = :id THEN 'on duty' WHEN deputy_id = :id THEN 'deputy' ELSE 'set' END AS as_what
          FROM duties WHERE person_id = :id OR deputy_id = :id OR set_by = :id ORDER BY region, weekday
        """,
        (("duties", "person_id"), ("duties", "deputy_id"), ("duties", "set_by")),
    ),
    Section(
        "staff_groups_i_connected",
        "SELECT telegram_id, region, connected_at FROM staff_groups WHERE connected_by = :id ORDER BY id",
        (("staff_groups", "connected_by"),),
    ),
    Section(
        "reasons_i_changed",
        "SELECT code FROM rejection_reasons WHERE changed_by = :id ORDER BY code",
        (("rejection_reasons", "changed_by"),),
    ),
    Section(
        "days_i_changed",
        "SELECT day, is_working, set_at FROM days WHERE set_by = :id ORDER BY day",
        (("days", "set_by"),),
    ),
    Section(
        "changes_i_made",
        f"""
        SELECT h.proposal_id, {_NUMBER.format("h")}, h.at, h.actor_role, h.from_state, h.to_state
          FROM history h WHERE h.actor_id = :id ORDER BY h.id
        """,
        (("history", "actor_id"),),
    ),
    Section(
        "proposals_i_have_open",
        """
        SELECT id AS proposal_id, number AS proposal_number, taken_until
          FROM proposals WHERE taken_by = :id ORDER BY id
        """,
        (("proposals", "taken_by"),),
    ),
    Section(
        "invitations",
        """
        SELECT role, regions, created_at, expires_at, used_at,
               CASE WHEN created_by = :id THEN 'made' WHEN used_by = :id THEN 'used' ELSE 'ended' END AS by_me
          FROM invitations WHERE created_by = :id OR used_by = :id OR ended_by = :id ORDER BY id
        """,
        (("invitations", "created_by"), ("invitations", "used_by"), ("invitations", "ended_by")),
    ),
    Section(
        "roles_i_gave_or_took_back",
        """
        SELECT role, region, granted_at, revoked_at,
               CASE WHEN granted_by = :id THEN 'given' ELSE 'taken back' END AS by_me
          FROM team WHERE granted_by = :id OR revoked_by = :id ORDER BY id
        """,
        (("team", "granted_by"), ("team", "revoked_by")),
    ),
    Section(
        "campaign_changes_i_made",
        "SELECT campaign_id, at, act, details FROM campaign_acts WHERE actor_id = :id ORDER BY id",
        (("campaign_acts", "actor_id"),),
    ),
    Section(
        "imports_i_made",
        """
        SELECT campaign_id, file_name, row_count, added_count, imported_at
          FROM imports WHERE imported_by = :id ORDER BY id
        """,
        (("imports", "imported_by"),),
    ),
    Section(
        "campaigns_i_opened",
        "SELECT name_kk, name_ru, created_at FROM campaigns WHERE created_by = :id ORDER BY id",
        (("campaigns", "created_by"),),
    ),
    Section(
        "announcements_i_sent",
        """
        SELECT text_kk, text_ru, segment, state, people_count, created_at, started_at, ended_at
          FROM announcements WHERE created_by = :id ORDER BY id
        """,
        (("announcements", "created_by"),),
    ),
    Section(
        "form",
        "SELECT state, data, changed_at, expires_at FROM conversations WHERE key = :conversation",
        is_one=True,
    ),
)


def rows_of(db: Database, section: Section, person_id: int, conversation: str) -> AsyncIterator[list[Row]]:
    """The rows of a section in lists; ``conversation`` is the key of the person's form state.

    Raises DatabaseUnavailable.
    """
    if ":conversation" in section.sql:
        return db.stream(section.sql, conversation=conversation)
    return db.stream(section.sql, id=person_id)
