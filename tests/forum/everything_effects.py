"""What each act changes, told from the rows before it: a model apart from the code, row by row and column by column.

What is not named here may not change: another proposal, another's vote, a message more, a row of the history less.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from forum.policies import Rules
from storage.database import to_ms
from tests.forum.everything_diagram import DECIDED, DIAGRAM, WAITING
from tests.forum.everything_truth import KEYS, Row, Truth

ANY: Final = object()  # a value that is not told here
NEW: Final = object()  # the id of the row that came with it
# Told otherwise: counters of hours must equal the votes, words are found by search's own tests.
ELSEWHERE: Final = frozenset({"vote_hours", "proposal_stems", "digest_plans", "votes", "campaigns", "people"})
UNTAKEN: Final = {"taken_by": None, "taken_until": None}
CARRY_WITHIN: Final = timedelta(days=3)
Key = tuple[Any, ...]


class Deed(NamedTuple):
    """What was done: by whom (None: the schedule), to which proposal, with what."""

    name: str
    actor: int | None
    subject: int | None
    facts: Mapping[str, Any]
    at: datetime
    rules: Rules


@dataclass
class Effect:
    """What must be different after it, by table: rows that came, columns that changed, rows that are gone."""

    before: Truth
    deed: Deed
    came: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    changed: dict[str, dict[Key, dict[str, Any]]] = field(default_factory=dict)
    gone: dict[str, set[Key]] = field(default_factory=dict)
    votes: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.votes = dict(self.before.votes)
        self.now = to_ms(self.deed.at)

    @property
    def proposal(self) -> Row:
        """The one it was done to, as it was."""
        assert self.deed.subject is not None
        return self.before.proposals[self.deed.subject]

    def add(self, table: str, **columns: Any) -> None:
        """A row must have come."""
        self.came.setdefault(table, []).append(columns)

    def change(self, table: str, key: Any, **columns: Any) -> None:
        """These columns of a row must be so; the others as before."""
        whole = key if isinstance(key, tuple) else (key,)
        self.changed.setdefault(table, {}).setdefault(whole, {}).update(columns)

    def remove(self, table: str, *key: Any) -> None:
        """A row must be gone."""
        self.gone.setdefault(table, set()).add(key)

    def move(self, to: str, role: str = "author", decision: Any = None, act: str = "state", **columns: Any) -> None:
        """The proposal changes its state, and the history says so."""
        proposal = self.proposal
        way = DIAGRAM.get((proposal["state"], to))
        begins = act == "undo" or (way is not None and way.begins_round)
        columns = {"state": to, "round": proposal["round"] + begins, **UNTAKEN, **columns}
        self.change("proposals", proposal["id"], changed_at=self.now, **columns)
        self.note(to, role, decision, act)

    def note(self, to: str, role: str, decision: Any = None, act: str = "state", details: Any = ANY) -> None:
        """A row of the history."""
        self.add(
            "history",
            proposal_id=self.proposal["id"],
            at=self.now,
            actor_id=None if role == "system" else self.deed.actor,
            actor_role=role if role != "team" else ANY,
            from_state=self.proposal["state"],
            to_state=to,
            decision_id=decision,
            act=act,
            details=details,
        )

    def tell(self, person: int | None, kind: str, **facts: Any) -> None:
        """A message, once; not to somebody who switched off what becomes of their own."""
        is_own = kind in ("decision", "undone", "corrected", "hidden")
        off = {(s["person_id"], s["kind"]) for s in self.before.rows["switches"]}
        if person is not None and not (is_own and (person, "own") in off):
            self.add("deliveries", person_id=person, kind=kind, facts=facts, state="owed")

    def clear_votes(self) -> None:
        """All for the proposal are taken back."""
        self.votes = {pair: value for pair, value in self.votes.items() if pair[0] != self.proposal["id"]}

    def demand(self, after: Truth) -> None:
        """Exactly this has happened."""
        assert after.votes == self.votes, ("votes moved", _differing(after.votes, self.votes))
        self._count()
        for table in sorted(after.changed_since(self.before) | {*self.came, *self.changed, *self.gone}):
            if table not in ELSEWHERE:
                self._demand(table, after)

    def _count(self) -> None:
        for id_, proposal in self.before.proposals.items():
            for value, column in ((1, "support_count"), (-1, "object_count")):
                count = sum(pair[0] == id_ and one == value for pair, one in self.votes.items())
                if count != proposal[column]:
                    self.change("proposals", id_, **{column: count})

    def _demand(self, table: str, after: Truth) -> None:
        was, is_ = ({_key(table, row): row for row in truth.rows[table]} for truth in (self.before, after))
        expected = [self._resolved(row, after) for row in self.came.get(table, [])]
        came = [is_[key] for key in is_ if key not in was]
        told = {name for name, value in (expected or [{}])[0].items() if value is not ANY}
        is_same = Counter(_shape(row, told) for row in came) == Counter(_shape(row, told) for row in expected)
        assert is_same, (self.deed.name, "other rows came than should", table, came, expected)
        gone = was.keys() - is_.keys()
        assert gone == self.gone.get(table, set()), (self.deed.name, "rows that are gone", table, gone)
        changes = self.changed.get(table, {})
        for key in sorted(key for key in was.keys() & is_.keys() if key in changes or was[key] != is_[key]):
            wanted = {**was[key], **changes.get(key, {})}
            differing = {name for name in wanted if wanted[name] is not ANY and wanted[name] != is_[key][name]}
            differs = {name: (was[key][name], is_[key][name], wanted[name]) for name in sorted(differing)}
            assert not differs, (self.deed.name, "changed otherwise (was, is, should be)", table, key, differs)

    def _resolved(self, row: dict[str, Any], after: Truth) -> dict[str, Any]:
        """``NEW`` is the id of the decision or sanction that came with it."""
        fresh = max(set(after.decisions) - set(self.before.decisions), default=None)
        known = {one["id"] for one in self.before.rows["sanctions"]}
        sanction = max((one["id"] for one in after.rows["sanctions"] if one["id"] not in known), default=None)
        facts = {name: sanction if name == "sanction" else fresh for name in row.get("facts", {})}
        told = {name: facts[name] if value is NEW else value for name, value in row.get("facts", {}).items()}
        found = {name: fresh if value is NEW else value for name, value in row.items()}
        return found | ({"facts": told} if told else {})


def _shape(row: Mapping[str, Any], told: set[str]) -> tuple[Any, ...]:
    """The columns that are told, in one form."""
    values = []
    for name in sorted(told):
        value = row[name]
        if name in ("facts", "details"):
            value = json.dumps(json.loads(value) if isinstance(value, str) else value, sort_keys=True)
        values.append(value)
    return tuple(values)


def _key(table: str, row: Row) -> Key:
    return tuple(row[name] for name in KEYS[table])


def _differing(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    return {key: (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) != other.get(key)}


def effect_of(before: Truth, deed: Deed) -> Effect:
    """What the deed changes, when it is not refused."""
    effect = Effect(before, deed)
    EFFECTS[deed.name](effect)
    return effect


def _write(effect: Effect) -> None:
    actor, fields = effect.deed.actor, effect.deed.facts
    if effect.deed.subject is None:
        if not any((p["author_id"], p["state"]) == (actor, "draft") for p in effect.before.proposals.values()):
            effect.add("proposals", author_id=actor, state="draft", round=0, number=None, support_count=0)
        return
    effect.change("proposals", effect.deed.subject, changed_at=effect.now, **fields)


def _send(effect: Effect) -> None:
    proposal = effect.proposal
    if proposal["state"] not in ("draft", "returned"):
        return  # sent by this very press before
    first = proposal["number"] is None
    number = max((p["number"] or 0 for p in effect.before.proposals.values()), default=0) + 1
    effect.move(
        "pending",
        number=number if first else proposal["number"],
        submitted_at=effect.now if first else proposal["submitted_at"],
        queued_at=effect.now,
        language=ANY,
        fingerprint=ANY,
        place_in_turn=ANY,
    )
    for one in effect.before.rows["translations"]:
        if one["proposal_id"] == proposal["id"] and not effect.deed.facts.get("is_same"):
            effect.remove("translations", one["proposal_id"], one["language"])


def _withdraw(effect: Effect) -> None:
    if effect.proposal["state"] != "withdrawn":
        effect.move("withdrawn")


def _vote(effect: Effect) -> None:
    _set_vote(effect, effect.deed.subject, effect.deed.facts["value"])


def _set_vote(effect: Effect, proposal: int | None, value: int) -> None:
    assert proposal is not None
    assert effect.deed.actor is not None
    effect.votes[proposal, effect.deed.actor] = value
    effect.votes = {pair: one for pair, one in effect.votes.items() if one}


def _follow(effect: Effect) -> None:
    key = effect.deed.actor, effect.deed.subject
    is_there = any((f["person_id"], f["proposal_id"]) == key for f in effect.before.rows["follows"])
    if effect.deed.facts["stops"] and is_there:
        effect.remove("follows", *key)
    if not effect.deed.facts["stops"] and not is_there:
        effect.add("follows", person_id=key[0], proposal_id=key[1], followed_at=effect.now)


def _report(effect: Effect) -> None:
    proposal = effect.proposal
    made = [r for r in effect.before.rows["reports"] if r["proposal_id"] == proposal["id"]]
    if any(r["person_id"] == effect.deed.actor for r in made):
        return
    effect.add(
        "reports", proposal_id=proposal["id"], person_id=effect.deed.actor, reported_at=effect.now, settled_at=None
    )
    if 1 + sum(r["settled_at"] is None for r in made) >= effect.deed.rules.reports_to_hide:
        effect.move("hidden", "system", queued_at=effect.now)
        effect.tell(proposal["author_id"], "hidden", proposal=proposal["id"])


def _appeal(effect: Effect) -> None:
    if effect.proposal["state"] == "appealed":
        return
    effect.move("appealed", queued_at=effect.now)
    (decision,) = [
        d
        for d in effect.before.decisions.values()
        if (d["proposal_id"], d["round"]) == (effect.proposal["id"], effect.proposal["round"])
    ]
    effect.add("appeals", proposal_id=effect.proposal["id"], decision_id=decision["id"], filed_at=effect.now)


def _take(effect: Effect) -> None:
    until = to_ms(effect.deed.at + effect.deed.rules.taken_for)
    effect.change("proposals", effect.proposal["id"], taken_by=effect.deed.actor, taken_until=until)


def _release(effect: Effect) -> None:
    if effect.proposal["taken_by"] == effect.deed.actor:
        effect.change("proposals", effect.proposal["id"], **UNTAKEN)


def _decide(effect: Effect) -> None:
    proposal, kind = effect.proposal, effect.deed.name
    if proposal["state"] not in WAITING and (kind != "join" or proposal["state"] != "published"):
        return  # the same press once more
    begins = kind == "join" and proposal["state"] == "published"
    target = effect.deed.facts.get("target")
    effect.add(
        "decisions",
        proposal_id=proposal["id"],
        round=proposal["round"] + begins,
        kind=kind,
        moderator_id=effect.deed.actor,
        decided_at=effect.now,
        region=proposal["region"],
        queued_at=effect.now if begins else proposal["queued_at"],
        target_id=target,
        undone_at=None,
    )
    columns: dict[str, Any] = {"joined_to": target}
    if kind == "publish" and proposal["published_at"] is None:
        columns["published_at"] = effect.now
    if begins:
        columns["queued_at"] = effect.now
    effect.move(DECIDED[kind], "team", decision=NEW, **columns)
    effect.tell(proposal["author_id"], "decision", proposal=proposal["id"], decision=NEW)
    if kind == "return":
        effect.clear_votes()
    if proposal["state"] == "hidden":
        for report in effect.before.rows["reports"]:
            if report["proposal_id"] == proposal["id"] and report["settled_at"] is None:
                effect.change("reports", report["id"], settled_at=effect.now)


def _undo(effect: Effect) -> None:
    decision = effect.before.decisions[effect.deed.facts["decision"]]
    if decision["undone_at"] is not None:
        return
    proposal, back_to = effect.proposal, effect.before.decided_in(decision["id"])
    columns: dict[str, Any] = {"joined_to": None}
    if decision["kind"] == "publish" and proposal["published_at"] == decision["decided_at"]:
        columns["published_at"] = None
    effect.move(back_to, "team", decision=decision["id"], act="undo", **columns)
    effect.change("decisions", decision["id"], undone_at=effect.now, undone_by=effect.deed.actor)
    notice = effect.before.notice_of(decision["id"], proposal["author_id"])
    if notice is not None and notice["state"] == "owed":
        effect.change("deliveries", notice["id"], state="failed", problem="taken back")
    elif notice is not None:
        effect.tell(proposal["author_id"], "undone", proposal=proposal["id"], decision=decision["id"], state=back_to)
    if back_to == "hidden":
        for report in effect.before.rows["reports"]:
            if (report["proposal_id"], report["settled_at"]) == (proposal["id"], decision["decided_at"]):
                effect.change("reports", report["id"], settled_at=None)


def _correct(effect: Effect) -> None:
    proposal, name, value = effect.proposal, effect.deed.facts["field"], effect.deed.facts["value"]
    if proposal[name] == value:
        return
    columns = {name: value}
    if name == "place" and value != "national":
        columns["region"] = value
        if value != proposal["region"]:
            columns |= UNTAKEN
    effect.change("proposals", proposal["id"], changed_at=effect.now, **columns)
    details = {"field": name, "from": proposal[name], "to": value}
    effect.note(proposal["state"], "moderator", act="correct", details=details)
    effect.tell(proposal["author_id"], "corrected", proposal=proposal["id"], field=name, to=value)
    if name == "language":
        for one in effect.before.rows["translations"]:
            if (one["proposal_id"], one["language"]) == (proposal["id"], value):
                effect.remove("translations", *_key("translations", one))


def _translate(effect: Effect) -> None:
    proposal, actor, deletes = effect.proposal, effect.deed.actor, effect.deed.facts["deletes"]
    former = next((t for t in effect.before.rows["translations"] if t["proposal_id"] == proposal["id"]), None)
    words = None if deletes else (effect.deed.facts["title"], effect.deed.facts["text"])
    if former is not None and (former["title"], former["text"], former["translated_by"]) == (
        *(words or ("", "")),
        actor,
    ):
        return
    language = "ru" if proposal["language"] == "kk" else "kk"
    if deletes:
        effect.remove("translations", proposal["id"], language)
    elif former is None:
        effect.add("translations", proposal_id=proposal["id"], language=language, translated_by=actor)
    else:
        told = {"title": ANY, "text": ANY, "fingerprint": ANY, "translated_at": ANY}
        effect.change("translations", (proposal["id"], language), translated_by=actor, **told)
    what = "delete" if deletes else "add" if former is None else "change"
    effect.note(proposal["state"], "moderator", act="translate", details={"language": language, "what": what})
    if former is not None and former["translated_by"] != actor:
        effect.tell(former["translated_by"], "translation", proposal=proposal["id"], by=actor, what=what)


def _sanction(effect: Effect) -> None:
    proposal, facts = effect.proposal, effect.deed.facts
    own = [s for s in effect.before.rows["sanctions"] if s["person_id"] == proposal["author_id"]]
    if max((s["id"] for s in own), default=0) != facts["seen"]:
        return  # the same press once more
    until = to_ms(effect.deed.at + timedelta(days=facts["days"])) if facts["kind"] == "mute" else None
    effect.add(
        "sanctions",
        person_id=proposal["author_id"],
        kind=facts["kind"],
        until=until,
        set_by=effect.deed.actor,
        region=proposal["region"],
        lifted_at=None,
    )
    effect.tell(proposal["author_id"], "sanction", sanction=NEW)


def _lift(effect: Effect) -> None:
    (found,) = [s for s in effect.before.rows["sanctions"] if s["id"] == effect.deed.facts["sanction"]]
    if found["lifted_at"] is None:
        effect.change("sanctions", found["id"], lifted_by=effect.deed.actor, lifted_at=effect.now)
        effect.tell(found["person_id"], "sanction_lifted", sanction=found["id"])


def _ask(effect: Effect) -> None:
    """Supporters of what was joined ten minutes to three days ago, each once."""
    until = to_ms(effect.deed.at - effect.deed.rules.undo_for)
    asked = {(c["person_id"], c["decision_id"]) for c in effect.before.rows["carries"]}
    for id_, decision in effect.before.decisions.items():
        is_ripe = until - CARRY_WITHIN // timedelta(milliseconds=1) < decision["decided_at"] <= until
        if decision["kind"] == "join" and decision["undone_at"] is None and is_ripe:
            for (proposal, person), value in sorted(effect.before.votes.items()):
                if (proposal, value) == (decision["proposal_id"], 1) and (person, id_) not in asked:
                    effect.add("carries", person_id=person, decision_id=id_, answer=None)
                    effect.tell(person, "carry", decision=id_)


def _carry(effect: Effect) -> None:
    key, wanted = (effect.deed.actor, effect.deed.facts["decision"]), effect.deed.facts["wanted"]
    (asked,) = [c for c in effect.before.rows["carries"] if (c["person_id"], c["decision_id"]) == key]
    if asked["answer"] is not None:
        return
    effect.change("carries", key, answer=wanted, answered_at=effect.now)
    if wanted == "carry":
        _set_vote(effect, effect.deed.facts["target"], 1)
        _set_vote(effect, effect.deed.subject, 0)


def _invite(effect: Effect) -> None:
    effect.add("invitations", created_by=effect.deed.actor, created_at=effect.now, used_by=None)


def _accept(effect: Effect) -> None:
    actor, facts = effect.deed.actor, effect.deed.facts
    held = {t["region"] for t in effect.before.team if (t["person_id"], t["role"]) == (actor, "moderator")}
    invitation = max(i["id"] for i in effect.before.rows["invitations"])
    effect.change("invitations", invitation, used_by=actor, used_at=effect.now)
    for region in facts["regions"]:
        if region not in held:
            effect.add("team", person_id=actor, role="moderator", region=region, granted_at=effect.now, revoked_at=None)


def _revoke(effect: Effect) -> None:
    (role,) = [t for t in effect.before.rows["team"] if t["id"] == effect.deed.facts["role"]]
    if role["revoked_at"] is not None:
        return
    effect.change("team", role["id"], revoked_at=effect.now, revoked_by=effect.deed.actor)
    for link in effect.before.rows["invitations"]:
        is_open = (link["created_by"], link["used_by"]) == (role["person_id"], None) and link["expires_at"] > effect.now
        if role["role"] == "organizer" and is_open:
            effect.change("invitations", link["id"], expires_at=effect.now)


def _outbox(effect: Effect) -> None:
    """Fates of messages; none comes, none is another's."""
    for row in effect.before.rows["deliveries"]:
        if row["state"] in ("owed", "claimed"):
            told = ("state", "attempts", "claimed_until", "sent_at", "message_id")
            effect.change("deliveries", row["id"], **dict.fromkeys(told, ANY))


def _switch(effect: Effect) -> None:
    key = effect.deed.actor, "own"
    is_off = any((s["person_id"], s["kind"]) == key for s in effect.before.rows["switches"])
    if effect.deed.facts["is_on"] and is_off:
        effect.remove("switches", *key)
    if not effect.deed.facts["is_on"] and not is_off:
        effect.add("switches", person_id=key[0], kind="own")


def _duty(effect: Effect) -> None:
    facts = effect.deed.facts
    key = facts["region"], facts["weekday"]
    is_there = any((d["region"], d["weekday"]) == key for d in effect.before.rows["duties"])
    columns = {"person_id": facts["person"], "deputy_id": facts["deputy"], "set_by": effect.deed.actor}
    if facts["person"] is None:
        if is_there:
            effect.remove("duties", *key)
    elif is_there:
        effect.change("duties", key, set_at=effect.now, **columns)
    else:
        effect.add("duties", region=key[0], weekday=key[1], **columns)


def _day(effect: Effect) -> None:
    """A day is changed, or what changed it is gone: the slow count of digests looks at the days themselves."""
    key = (effect.deed.facts["day"],)
    if any(_key("days", row) == key for row in effect.before.rows["days"]):
        effect.remove("days", *key)
    else:
        effect.add("days", day=key[0], is_working=int(effect.deed.facts["is_working"]), set_by=effect.deed.actor)


def _rise(effect: Effect) -> None:
    for id_ in effect.before.proposals:
        effect.change("proposals", id_, rising=ANY)


EFFECTS: Final[dict[str, Callable[[Effect], None]]] = {
    "write": _write,
    "send": _send,
    "withdraw": _withdraw,
    "vote": _vote,
    "follow": _follow,
    "report": _report,
    "appeal": _appeal,
    "take": _take,
    "release": _release,
    **dict.fromkeys(DECIDED, _decide),
    "undo": _undo,
    "correct": _correct,
    "translate": _translate,
    "sanction": _sanction,
    "lift": _lift,
    "ask": _ask,
    "carry": _carry,
    "invite": _invite,
    "accept": _accept,
    "revoke": _revoke,
    "outbox": _outbox,
    "switch": _switch,
    "duty": _duty,
    "day": _day,
    "rise": _rise,
}
