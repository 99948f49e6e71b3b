"""All rows of all tables at one moment, and what must be true of them whatever was done before."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from storage.database import Database, Transaction
from storage.schema import metadata
from tests.forum.everything_diagram import CORRECTABLE, DECIDED, DIAGRAM, TRANSLATABLE, WAITING

Row = Mapping[str, Any]
TABLES: Final = {table.name: [column.name for column in table.columns] for table in metadata.sorted_tables}
KEYS: Final = {table.name: tuple(column.name for column in table.primary_key) for table in metadata.sorted_tables}
# Told about one decision, by the key of the fact that names it.
ABOUT: Final = {
    "decision": "decision",
    "undone": "decision",
    "carry": "decision",
    "sanction": "sanction",
    "sanction_lifted": "sanction",
}
OF_AUTHOR: Final = frozenset({"decision", "undone", "hidden", "corrected"})


class Truth:
    """A snapshot; ``rows["votes"]`` are dictionaries in the order of the table's key.

    ``raw`` is the same as one text a table: what has not changed is neither read anew nor looked at again.
    """

    def __init__(self, rows: dict[str, list[Row]], raw: dict[str, str]) -> None:
        self.rows = rows
        self.raw = raw
        self.proposals = {row["id"]: row for row in rows["proposals"]}
        self.decisions = {row["id"]: row for row in rows["decisions"]}
        self.people = {row["id"]: row for row in rows["people"]}
        self.votes = {(v["proposal_id"], v["person_id"]): v["value"] for v in rows["votes"] if v["value"]}
        self._history: defaultdict[int, list[Row]] = defaultdict(list)
        for act in rows["history"]:
            self._history[act["proposal_id"]].append(act)

    def changed_since(self, before: Truth) -> set[str]:
        """Names of the tables that differ."""
        return {name for name in self.raw if self.raw[name] != before.raw[name]}

    def moderates(self, person: int, region: str | None) -> bool:
        """Whether a row in force says so."""
        return any(t["person_id"] == person and t["region"] == region and t["role"] == "moderator" for t in self.team)

    def is_on_team(self, person: int) -> bool:
        """Whether any role is in force."""
        return any(t["person_id"] == person for t in self.team)

    @property
    def team(self) -> list[Row]:
        """Roles in force."""
        return [t for t in self.rows["team"] if t["revoked_at"] is None]

    def history_of(self, proposal: int) -> list[Row]:
        """Its acts, the oldest first."""
        return self._history[proposal]

    def decided_in(self, decision: int) -> str:
        """The state a decision found its proposal in."""
        acts = self.history_of(self.decisions[decision]["proposal_id"])
        (row,) = [h for h in acts if h["decision_id"] == decision and h["act"] == "state"]
        return str(row["from_state"])

    def notice_of(self, decision: int, person: int | None) -> Row | None:
        """The message to the author about a decision, if one was ever owed."""
        own = [d for d in self.rows["deliveries"] if (d["kind"], d["person_id"]) == ("decision", person)]
        return next((row for row in own if json.loads(row["facts"])["decision"] == decision), None)


@cache
def _statement(dialect: str) -> str:
    """Each table's rows as one JSON text: what is asked after every act costs one statement, not one a table."""
    parts = []
    for table in metadata.sorted_tables:
        is_sqlite, key = dialect == "sqlite", ", ".join(KEYS[table.name])
        values = ", ".join(
            column.name
            if not isinstance(column.type, sa.LargeBinary)
            else f"hex({column.name})"
            if is_sqlite
            else f"encode({column.name}, 'hex')"
            for column in table.columns
        )
        rows = (
            f"SELECT group_concat(json_array({values}), ',') FROM (SELECT * FROM {table.name} ORDER BY {key}) AS t"
            if is_sqlite
            else f"SELECT string_agg(CAST(json_build_array({values}) AS TEXT), ',' ORDER BY {key}) FROM {table.name}"
        )
        parts.append(f"SELECT '{table.name}' AS name, COALESCE(({rows}), '') AS content")
    return " UNION ALL ".join(parts)


async def look(db: Database, before: Truth | None = None) -> Truth:
    """Read everything, in one snapshot; what is as ``before`` is taken from there."""
    statement = _statement(db.dialect)

    async def work(tx: Transaction) -> dict[str, str]:
        return {row["name"]: row["content"] for row in await tx.all(statement)}

    raw = await db.read(work)
    if before is not None and raw == before.raw:
        return before
    rows: dict[str, list[Row]] = {
        name: before.rows[name]
        if before is not None and before.raw[name] == text
        else [dict(zip(TABLES[name], values, strict=True)) for values in json.loads(f"[{text}]")]
        for name, text in raw.items()
    }
    return Truth(rows, raw)


def demand_true(truth: Truth) -> None:
    """Everything that always holds."""
    for proposal in truth.proposals.values():
        _demand_explained(truth, proposal)
    _demand_counted(truth)
    _demand_joined(truth)
    _demand_decided_once(truth)
    _demand_told_once(truth)
    _demand_sanctioned(truth)
    _demand_translated(truth)
    _demand_asked(truth)


def _demand_explained(truth: Truth, proposal: Row) -> None:
    """Replay the history: each act begins where the one before ended, and the last one explains the row."""
    state, round_ = "draft", 0
    in_force: list[tuple[Row, str]] = []
    for act in truth.history_of(proposal["id"]):
        assert act["from_state"] == state, ("the history has a gap", act, state)
        if act["act"] in ("correct", "translate"):
            assert act["to_state"] == state, act
            assert state in (CORRECTABLE if act["act"] == "correct" else TRANSLATABLE), act
            assert act["actor_role"] == "moderator", act
            continue
        decision = truth.decisions.get(act["decision_id"])
        if act["act"] == "undo":
            assert decision is not None, act
            last, came_from = in_force.pop()
            assert (last["id"], came_from) == (decision["id"], act["to_state"]), act
            assert (decision["undone_at"], decision["undone_by"]) == (act["at"], act["actor_id"]), act
            round_ += 1
        else:
            round_ += _step(act, decision, round_)
            if decision is not None:
                in_force.append((decision, state))
        state = act["to_state"]
    assert proposal["state"] == state, ("the history ends elsewhere", proposal, state)
    assert proposal["round"] == round_, ("the rounds are counted otherwise", proposal, round_)
    if state in DECIDED.values():
        assert in_force, proposal
        decision, _ = in_force[-1]
        assert DECIDED[decision["kind"]] == state, (proposal, decision)
        assert proposal["joined_to"] == decision["target_id"], (proposal, decision)
    assert all(decision["undone_at"] is None for decision, _ in in_force), in_force
    assert proposal["taken_by"] is None or state in WAITING, ("taken, but nobody decides on it", proposal)
    if state == "returned":
        assert proposal["support_count"] == proposal["object_count"] == 0, ("votes for other words", proposal)


def _step(act: Row, decision: Row | None, round_: int) -> int:
    """One arrow of the diagram; 1 when it begins a round."""
    way = DIAGRAM.get((act["from_state"], act["to_state"]))
    assert way is not None, ("no such arrow", act)
    assert act["actor_role"] in way.actors, act
    assert (decision is not None) == (way.act in DECIDED), act
    if decision is not None:
        assert decision["kind"] == way.act, (act, decision)
        assert decision["round"] == round_ + way.begins_round, (act, decision)
        assert (decision["moderator_id"], decision["decided_at"]) == (act["actor_id"], act["at"]), (act, decision)
    return int(way.begins_round)


def _demand_counted(truth: Truth) -> None:
    votes, hours = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for (proposal_id, _), value in truth.votes.items():
        votes[proposal_id, value] += 1
    for hour in truth.rows["vote_hours"]:
        hours[hour["proposal_id"], 1] += hour["support"]
        hours[hour["proposal_id"], -1] += hour["objection"]
    for id_, proposal in truth.proposals.items():
        for value, column in ((1, "support_count"), (-1, "object_count")):
            counts = proposal[column], votes[id_, value], hours[id_, value]
            assert len(set(counts)) == 1, ("the counter, the votes and their hours differ", column, counts, proposal)


def _demand_joined(truth: Truth) -> None:
    for proposal in truth.proposals.values():
        assert (proposal["state"] == "joined") == (proposal["joined_to"] is not None), proposal
        seen, here = {proposal["id"]}, proposal
        while here["joined_to"] is not None:
            here = truth.proposals[here["joined_to"]]
            assert here["id"] not in seen, ("joined in a circle", sorted(seen))
            assert here["campaign_id"] == proposal["campaign_id"], ("joined across campaigns", proposal)
            seen.add(here["id"])


def _demand_decided_once(truth: Truth) -> None:
    rounds = Counter((d["proposal_id"], d["round"]) for d in truth.decisions.values())
    assert all(count == 1 for count in rounds.values()), ("two decisions of one round", rounds)
    acts = Counter((h["decision_id"], h["act"]) for h in truth.rows["history"] if h["decision_id"] is not None)
    for id_, decision in truth.decisions.items():
        assert acts[id_, "state"] == 1, ("a decision without its act", decision)
        assert acts[id_, "undo"] == int(decision["undone_at"] is not None), decision


def _demand_told_once(truth: Truth) -> None:
    told = Counter[tuple[int, str, int]]()
    cancelled = set[int]()
    for delivery in truth.rows["deliveries"]:
        facts, kind = json.loads(delivery["facts"]), delivery["kind"]
        if kind in OF_AUTHOR:
            author = truth.proposals[facts["proposal"]]["author_id"]
            assert delivery["person_id"] == author, ("told to somebody else", delivery)
        if kind in ABOUT:
            told[delivery["person_id"], kind, facts[ABOUT[kind]]] += 1
        if kind == "decision" and delivery["problem"] == "taken back":
            cancelled.add(facts["decision"])
    assert all(count == 1 for count in told.values()), ("told twice", [key for key in told if told[key] > 1])
    for _, kind, decision in told:
        if kind == "undone":
            assert truth.decisions[decision]["undone_at"] is not None, ("told of what was not", decision)
            assert decision not in cancelled, ("told that was taken back what was not told", decision)
    for decision in cancelled:
        assert truth.decisions[decision]["undone_at"] is not None, ("taken back, and still in force", decision)


def _demand_sanctioned(truth: Truth) -> None:
    for id_, person in truth.people.items():
        own = [s for s in truth.rows["sanctions"] if s["person_id"] == id_ and s["lifted_at"] is None]
        mutes = [s["until"] for s in own if s["kind"] == "mute"]
        bans = [s["set_at"] for s in own if s["kind"] == "ban"]
        assert person["muted_until"] == max(mutes, default=None), person
        assert person["banned_at"] == min(bans, default=None), person


def _demand_translated(truth: Truth) -> None:
    for one in truth.rows["translations"]:
        proposal = truth.proposals[one["proposal_id"]]
        assert one["fingerprint"] == proposal["fingerprint"], ("a translation of other words", one)
        assert one["language"] != proposal["language"], ("a translation into its own language", one)


def _demand_asked(truth: Truth) -> None:
    for asked in truth.rows["carries"]:
        decision = truth.decisions[asked["decision_id"]]
        assert (decision["kind"], decision["undone_at"]) == ("join", None), ("asked about no join", asked)
