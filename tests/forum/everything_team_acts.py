"""The acts of moderators and organizers, as buttons."""

from __future__ import annotations

from typing import Any

from forum import (
    correcting,
    duty,
    items,
    joining,
    moderation,
    sanctions,
    team,
    translating,
    undoing,
)
from storage.records import Person
from tests.forum.everything_acts import ResidentActs
from tests.forum.everything_machine import Act
from tests.forum.everything_rights import DECIDABLE
from tests.forum.everything_stage import REMARK
from tests.forum.everything_truth import Row
from tests.forum.people import RULES


class TeamActs(ResidentActs):
    """Deciding, joining, correcting, translating, taking back, sanctions; the team itself."""

    def take(self, proposal: Row) -> Act:
        """Open an item of the queue: it is one's own for ten minutes, longer when opened again."""
        rights = self.rights
        return Act(
            "take",
            lambda person: items.open_item(self.db, person, proposal["id"], self.now, RULES),
            lambda id_: rights.decides(id_, proposal) and rights.is_free(id_, proposal),
            proposal["id"],
            region=proposal["region"],
            is_again_same=False,
        )

    def release(self, proposal: Row) -> Act:
        """Give it back."""
        return self._about(
            "release",
            proposal,
            lambda person: items.release(self.db, person, proposal["id"]),
            lambda id_: proposal["taken_by"] == id_,
        )

    def decide(self, proposal: Row, kind: str, round_: int | None = None) -> Act:
        """Publish, return, reject; ``round_``: of an older button."""
        id_, seen, rights = proposal["id"], proposal["round"] if round_ is None else round_, self.rights

        def work(person: Person) -> Any:
            match kind:
                case "publish":
                    return moderation.publish(self.db, person, id_, seen, self.now)
                case "return":
                    return moderation.send_back(self.db, person, id_, seen, REMARK, self.now, RULES)
            return moderation.reject(self.db, person, id_, seen, "unclear", None, self.now, RULES)

        def may(who: int) -> bool:
            is_now = proposal["state"] in DECIDABLE[kind] and seen == proposal["round"]
            return is_now and rights.decides(who, proposal) and rights.is_free(who, proposal)

        return self._about(kind, proposal, work, may, {"round": seen})

    def join(self, proposal: Row, target: Row, round_: int | None = None) -> Act:
        """Join to a public one."""
        rights, now_ = self.rights, proposal["round"] + (proposal["state"] == "published")
        seen = now_ if round_ is None else round_
        is_good = target["state"] == "published" and target["id"] != proposal["id"]
        return self._about(
            "join",
            proposal,
            lambda person: joining.join(self.db, person, proposal["id"], seen, target["id"], self.now),
            lambda id_: is_good and seen == now_ and rights.works(id_, proposal) and not rights.is_author(id_, target),
            {"target": target["id"], "round": seen},
        )

    def undo(self, decision: Row) -> Act:
        """Take a decision back."""
        rights = self.rights
        return Act(
            "undo",
            lambda person: undoing.undo(self.db, person, decision["id"], self.now, RULES),
            lambda id_: rights.undoes(id_, decision),
            decision["proposal_id"],
            {"decision": decision["id"]},
            decision["region"],
        )

    def correct(self, proposal: Row, field: str, value: str) -> Act:
        """Topic, place or language."""
        rights, round_ = self.rights, proposal["round"] + (proposal["state"] == "published")
        return self._about(
            "correct",
            proposal,
            lambda person: correcting.correct(self.db, person, proposal["id"], round_, field, value, self.now),
            lambda id_: rights.works(id_, proposal),
            {"field": field, "value": value},
        )

    def translate(self, proposal: Row, word: str, *, deletes: bool) -> Act:
        """Write a translation, or delete the one there is."""
        rights = self.rights
        found = [t for t in self.truth.rows["translations"] if t["proposal_id"] == proposal["id"]]
        version = found[0]["translated_at"] if found else 0
        seen = translating.Seen(proposal["fingerprint"] or "", "ru" if proposal["language"] == "kk" else "kk", version)
        title, text = f"Перевод предложения: {word}", f"Перевод текста предложения целиком: {word}."

        def work(person: Person) -> Any:
            if deletes:
                return translating.delete(self.db, person, proposal["id"], version, self.now)
            return translating.save(self.db, person, proposal["id"], title, text, seen, self.now, RULES)

        return self._about(
            "translate",
            proposal,
            work,
            lambda id_: rights.translates(id_, proposal) and (bool(found) or not deletes),
            {"deletes": deletes, "title": title, "text": text},
        )

    def sanction(self, proposal: Row, kind: str, days: int = 0) -> Act:
        """Warn, mute or ban its author."""
        rights = self.rights
        own = [s["id"] for s in self.truth.rows["sanctions"] if s["person_id"] == proposal["author_id"]]
        wanted = sanctions.Wanted(kind, days, "insult", max(own, default=0))
        return self._about(
            "sanction",
            proposal,
            lambda person: sanctions.sanction(self.db, person, proposal["id"], wanted, None, self.now, RULES),
            lambda id_: rights.sanctions(id_, proposal),
            {"kind": kind, "days": days, "seen": wanted.seen},
        )

    def lift(self, sanction: Row) -> Act:
        """Take a sanction back."""
        rights = self.rights
        return Act(
            "lift",
            lambda person: sanctions.lift(self.db, person, sanction["id"], self.now),
            lambda id_: rights.lifts(id_, sanction),
            facts={"sanction": sanction["id"]},
            region=sanction["region"],
        )

    def invite(self, regions: tuple[str, ...], token: str) -> Act:
        """A link that makes somebody a moderator."""
        return Act(
            "invite",
            lambda person: team.invite(self.db, person, "moderator", regions, self.now, RULES, token=token),
            self.rights.organizes,
            facts={"regions": regions},
        )

    def accept(self, regions: tuple[str, ...], token: str) -> Act:
        """Follow the link that was just made; who has all of its roles leaves it to others."""
        held = {(t["person_id"], t["region"]) for t in self.truth.team if t["role"] == "moderator"}
        return Act(
            "accept",
            lambda person: team.accept(self.db, person, token, "Самал", self.now, RULES),
            lambda id_: any((id_, region) not in held for region in regions),
            facts={"regions": regions},
        )

    def revoke(self, role: Row) -> Act:
        """End a role."""
        rights = self.rights
        return Act(
            "revoke",
            lambda person: team.revoke(self.db, person, role["id"], self.now),
            lambda id_: rights.revokes(id_, role),
            facts={"role": role["id"]},
        )

    def put_on_duty(self, region: str, weekday: int, person: int | None, deputy: int | None) -> Act:
        """Somebody, or nobody, answers for a weekday."""
        rights = self.rights

        def may(id_: int) -> bool:
            named = [one for one in (person, deputy) if one is not None]
            is_whole = person is not None or deputy is None
            are_there = all(rights.truth.moderates(one, region) for one in named) and len(set(named)) == len(named)
            return rights.truth.moderates(id_, region) and is_whole and are_there

        facts = {"region": region, "weekday": weekday, "person": person, "deputy": deputy}

        def work(who: Person) -> Any:
            return duty.set_day(self.db, who, region, weekday, person, deputy, self.now)

        return Act("duty", work, may, facts=facts, region=region, is_again_same=False)
