"""All rows of all tables at one moment, and what must be true of them whatever was done before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from storage.database import Database, Transaction
from storage.schema import metadata
from tests.forum.everything_diagram import CORRECTABLE, DECIDED, DIAGRAM, TRANSLATABLE, WAITING

Row = Mapping[str, Any]
TABLES: Final = {table.name: [column.name for column in table.columns] for table in metadata.sorted_tables}
KEYS: Final = {table.name: ", ".join(column.name for column in table.primary_key) for table in metadata.sorted_tables}
# Told about one decision, by the key of the fact that names it.
ABOUT: Final = {"decision": "decision", "undone": "decision", "carry": "decision", "sanction": "sanction"}
OF_AUTHOR: Final = frozenset({"decision", "undone", "hidden", "corrected"})


class Truth:
    """A snapshot; ``rows["votes"]`` are dictionaries in the order of the table's key."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self.rows = rows
        self.proposals = {row["id"]: row for row in rows["proposals"]}
        self.decisions = {row["id"]: row for row in rows["decisions"]}
        self.people = {row["id"]: row for row in rows["people"]}

    def changed_since(self, before: Truth) -> set[str]:
        """Names of the tables that differ."""
        return {name for name in self.rows if self.rows[name] != before.rows[name]}

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
        return [h for h in self.rows["history"] if h["proposal_id"] == proposal]

    def decided_in(self, decision: int) -> str:
        """The state a decision found its proposal in."""
        (row,) = [h for h in self.rows["history"] if h["decision_id"] == decision and h["act"] == "state"]
        return str(row["from_state"])


async def look(db: Database) -> Truth:
    """Read everything, in one snapshot."""

    async def work(tx: Transaction) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for name, columns in TABLES.items():
            rows = await tx.all(f"SELECT {', '.join(columns)} FROM {name} ORDER BY {KEYS[name]}")
            found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
        return found

    return Truth(await db.read(work))


def demand_true(truth: Truth) -> None:
    """Everything that always holds."""
    for proposal in truth.proposals.values():
        _demand_explained(truth, proposal)
    _demand_counted(truth)
    _demand_joined(truth)
    _demand_decided_once(truth)
    _demand_told_once(truth)
    _demand_sanctioned(truth)


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
    for vote in truth.rows["votes"]:
        votes[vote["proposal_id"], vote["value"]] += 1
    for hour in truth.rows["vote_hours"]:
        hours[hour["proposal_id"], 1] += hour["support"]
        hours[hour["proposal_id"], -1] += hour["objection"]
    for id_, proposal in truth.proposals.items():
        for value, column in ((1, "support_count"), (-1, "object_count")):
            assert proposal[column] == votes[id_, value] == hours[id_, value], (column, proposal)


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
    assert all(count == 1 for count in rounds.values()), rounds
    acts = Counter((h["decision_id"], h["act"]) for h in truth.rows["history"] if h["decision_id"] is not None)
    for id_, decision in truth.decisions.items():
        assert acts[id_, "state"] == 1, ("a decision without its act", decision)
        assert acts[id_, "undo"] == int(decision["undone_at"] is not None), decision


def _demand_told_once(truth: Truth) -> None:
    told = Counter[tuple[int, str, int]]()
    for delivery in truth.rows["deliveries"]:
        facts, kind = json.loads(delivery["facts"]), delivery["kind"]
        if kind in OF_AUTHOR:
            author = truth.proposals[facts["proposal"]]["author_id"]
            assert delivery["person_id"] == author, ("told to somebody else", delivery)
        if kind in ABOUT:
            told[delivery["person_id"], kind, facts[ABOUT[kind]]] += 1
    assert all(count == 1 for count in told.values()), told
    for decision in truth.decisions.values():
        author = truth.proposals[decision["proposal_id"]]["author_id"]
        assert told[author, "decision", decision["id"]] == 1, ("the author was not told", decision)
        if decision["undone_at"] is None:
            assert not told[author, "undone", decision["id"]], decision
    for delivery in truth.rows["deliveries"]:
        if delivery["kind"] == "decision":
            decision = truth.decisions[json.loads(delivery["facts"])["decision"]]
            was_cancelled = delivery["problem"] == "taken back"
            was_undone = decision["undone_at"] is not None
            count = told[delivery["person_id"], "undone", decision["id"]]
            assert count == int(was_undone and not was_cancelled), ("undone, and not told so", delivery, decision)


def _demand_sanctioned(truth: Truth) -> None:
    for id_, person in truth.people.items():
        own = [s for s in truth.rows["sanctions"] if s["person_id"] == id_ and s["lifted_at"] is None]
        mutes = [s["until"] for s in own if s["kind"] == "mute"]
        bans = [s["set_at"] for s in own if s["kind"] == "ban"]
        assert person["muted_until"] == max(mutes, default=None), person
        assert person["banned_at"] == min(bans, default=None), person
