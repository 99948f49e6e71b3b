"""What stands in an export: one line here is one column of the file, one heading in each language its name.

A column marked ``internal`` is written only into the copy for organizers. Nothing here names a person but the
internal history, which names moderators. docs/export.md tells of each (a test compares the two).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from forum.export_words import Cell, Column, ExportWords, Kind
from forum.policies import PUBLIC
from storage.database import Row

__all__ = [
    "BY_REGION_COLUMNS",
    "BY_TOPIC_COLUMNS",
    "COLUMNS",
    "DECISION_COLUMNS",
    "HISTORY_COLUMNS",
    "Cell",
    "Column",
    "ExportWords",
    "Kind",
    "is_shown",
    "visible",
]

# What a decision of a kind made of the proposal: the state's name is the decision's name.
STATE_AFTER = {"publish": "published", "return": "returned", "reject": "rejected", "join": "joined"}
RATED = ("answered", "partly", "formal")

_Getter = Callable[[Row, ExportWords], Cell]


def _value(field_name: str) -> _Getter:
    return lambda row, words: row[field_name]


def _moment(field_name: str) -> _Getter:
    def getter(row: Row, words: ExportWords) -> Cell:
        milliseconds = row[field_name]
        return None if milliseconds is None else words.moment(milliseconds)

    return getter


def _day(field_name: str) -> _Getter:
    def getter(row: Row, words: ExportWords) -> Cell:
        day = row[field_name]
        return None if day is None else date.fromisoformat(day)

    return getter


def _original(field_name: str, language: str) -> _Getter:
    # Until somebody translates it, a text exists in one language and the other column stays empty.
    return lambda row, words: row[field_name if row["language"] == language else f"translated_{field_name}"]


def _state(field_name: str) -> _Getter:
    return lambda row, words: None if row[field_name] is None else words.state(row[field_name])


def _decision(row: Row, words: ExportWords) -> Cell:
    kind = row["decision"]
    return None if kind is None else words.state(STATE_AFTER[kind])


def _reason(row: Row, words: ExportWords) -> Cell:
    return None if row["reason"] is None else words.reason(row["reason"])


def _basis(row: Row, words: ExportWords) -> Cell:
    return None if row["basis"] is None else words.basis(row["basis"])


def _share(rating: str) -> _Getter:
    def getter(row: Row, words: ExportWords) -> Cell:
        count = row[f"{rating}_count"]
        if count is None:
            return None
        rated = sum(row[f"{one}_count"] for one in RATED)
        return (200 * count + rated) // (2 * rated) if rated else None

    return getter


_NUMBER = Column("number", "integer", _value("number"), 8, about="The proposal's number within the campaign.")
_REGION = Column("region", "text", lambda row, words: words.region(row["region"]), 30,
                 about="The region whose moderators decide.")  # fmt: skip
_TOPIC = Column("topic", "text", lambda row, words: words.topic(row["topic"]), 30, about="What it is about.")
_REASON = Column("reason", "text", _reason, 24, internal=True, about="Why it was rejected.")
_REMARK = Column("remark", "text", _value("remark"), 50, internal=True, about="What the moderator wrote to the author.")

COLUMNS: tuple[Column, ...] = (
    _NUMBER,
    Column("place", "text", lambda row, words: words.region(row["place"]), 30,
           about="The region it is about, or the whole country."),
    _REGION,
    _TOPIC,
    Column("state", "text", _state("state"), 24, about="Where it stands now."),
    Column("language", "text", lambda row, words: words.language(row["language"]), about="The original's language."),
    Column("title-kk", "text", _original("title", "kk"), 50, about="Its name in Kazakh, if there is one."),
    Column("title-ru", "text", _original("title", "ru"), 50, about="Its name in Russian, if there is one."),
    Column("text-kk", "text", _original("text", "kk"), 60, about="Its text in Kazakh, if there is one."),
    Column("text-ru", "text", _original("text", "ru"), 60, about="Its text in Russian, if there is one."),
    Column("support", "integer", _value("support_count"), about="Votes for it."),
    Column("objections", "integer", _value("object_count"), about="Votes against it."),
    Column("net", "integer", lambda row, words: row["support_count"] - row["object_count"],
           about="Support less objections."),
    Column("submitted", "moment", _moment("submitted_at"), 17, about="When it was first sent."),
    Column("published", "moment", _moment("published_at"), 17, about="When it was published."),
    Column("attachments", "integer", _value("attachments"), about="How many files and places came with it."),
    Column("fingerprint", "text", _value("fingerprint"), 24,
           about="SHA-256 of the words; the same words have the same one."),
    Column("section-kk", "text", _value("section_kk"), 30, about="The forum's section it was shortlisted for."),
    Column("section-ru", "text", _value("section_ru"), 30, about="The same in Russian."),
    Column("basis", "text", _basis, 24, about="By which ranking it was shortlisted, or that organizers chose it."),
    Column("rank", "integer", _value("rank"), about="Its place in that ranking, from 1."),
    Column("breadth", "integer", _value("breadth"), about="In how many regions its supporters lived then."),
    Column("margin", "integer", _value("margin"), about="Net support above the first one left out then."),
    Column("outcome", "text", _state("outcome"), 24, about="The last step after the forum."),
    Column("addressee-kk", "text", _value("addressee_kk"), 40, about="Whom it was sent to."),
    Column("addressee-ru", "text", _value("addressee_ru"), 40, about="The same in Russian."),
    Column("sent", "day", _day("sent_on"), 12, about="The day it was sent."),
    Column("due", "day", _day("due_on"), 12, about="The day by which an answer, or what it promises, is due."),
    Column("answered", "moment", _moment("answered_at"), 17, about="When the last answer was recorded."),
    Column("answer-kk", "text", _value("answer_kk"), 60, about="The last answer in Kazakh."),
    Column("answer-ru", "text", _value("answer_ru"), 60, about="The last answer in Russian."),
    Column("rated-answered", "integer", _value("answered_count"), about="Readers who say that it answers."),
    Column("rated-partly", "integer", _value("partly_count"), about="Readers who say that it answers in part."),
    Column("rated-formal", "integer", _value("formal_count"), about="Readers who say that it is a formal reply."),
    Column("share-answered", "integer", _share("answered"), about="The same in percent of all ratings, rounded."),
    Column("share-partly", "integer", _share("partly"), about="The same in percent of all ratings, rounded."),
    Column("share-formal", "integer", _share("formal"), about="The same in percent of all ratings, rounded."),
    Column("meeting-place", "text", _value("meeting_place"), 30, about="Where it was said, if it came from a meeting."),
    Column("meeting-day", "day", _day("meeting_on"), 12, about="The day of that meeting."),
    Column("campaign-kk", "text", _value("campaign_kk"), 30, about="The campaign's name."),
    Column("campaign-ru", "text", _value("campaign_ru"), 30, about="The same in Russian."),
    Column("rounds", "integer", _value("round"), internal=True, about="How many times it was sent for moderation."),
    Column("last-decision", "text", _decision, 24, internal=True, about="What moderators decided last."),
    _REASON,
    _REMARK,
    Column("decided", "moment", _moment("decided_at"), 17, internal=True, about="When that was."),
    Column("joined-to", "integer", _value("joined_to"), internal=True, about="The number it was joined to."),
    Column("selection-remark", "text", _value("selection_remark"), 50, internal=True,
           about="Why organizers shortlisted it, in their words."),
)  # fmt: skip

DECISION_COLUMNS: tuple[Column, ...] = (
    _NUMBER,
    _REGION,
    _TOPIC,
    Column("round", "integer", _value("round"), about="Which time it was sent for moderation."),
    Column("decision", "text", _decision, 24, about="What was decided."),
    Column("decided", "moment", _moment("decided_at"), 17, about="When that was."),
    Column("undone", "moment", _moment("undone_at"), 17, about="When it was taken back."),
    _REASON,
    _REMARK,
    Column("state", "text", _state("state"), 24, internal=True, about="Where the proposal stands now."),
)

HISTORY_COLUMNS: tuple[Column, ...] = (
    _NUMBER,
    _REGION,
    _TOPIC,
    Column("done-at", "moment", _moment("at"), 17, about="When it was done."),
    Column("act", "text",
           lambda row, words: words.act(row["act"], row["details"], row["to_state"], row["target_number"]), 50,
           about="What was done."),
    Column("from-state", "text", _state("from_state"), 24, about="The state before."),
    Column("to-state", "text", _state("to_state"), 24, about="The state after."),
    Column("role", "text", lambda row, words: words.role(row["role"]), about="Who did it, by role."),
    Column("actor", "text", _value("actor"), 30, internal=True, about="The name the team knows that person by."),
    _REASON,
    _REMARK,
)  # fmt: skip

COUNT_COLUMNS: tuple[Column, ...] = (
    Column("count-submitted", "integer", _value("submitted"), about="Proposals that were sent."),
    Column("count-published", "integer", _value("published"), about="Those that everybody can read."),
    Column("count-rejected", "integer", _value("rejected"), about="Those that were rejected."),
    Column("support", "integer", _value("support"), about="Votes for the proposals of the file."),
    Column("objections", "integer", _value("objections"), about="Votes against them."),
)
BY_REGION_COLUMNS = (
    Column("place", "text", lambda row, words: words.region(row["code"]), 36, about="The region, or the country."),
    *COUNT_COLUMNS,
)
BY_TOPIC_COLUMNS = (
    Column("topic", "text", lambda row, words: words.topic(row["code"]), 50, about="What they are about."),
    *COUNT_COLUMNS,
)


def visible(columns: Iterable[Column], internal: bool) -> tuple[Column, ...]:
    """The columns of a copy."""
    return tuple(column for column in columns if internal or not column.internal)


def is_shown(row: Row, internal: bool) -> bool:
    """Whether the proposal of a row stands in a copy: the public one has what everybody may read."""
    return internal or row["state"] in PUBLIC
