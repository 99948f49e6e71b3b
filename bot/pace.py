"""How fast one person may act: beyond that the person is told once, and then there is silence for a while.

Each limit is a bucket that holds a whole period's worth (so a quick hand is not punished) and is refilled evenly.
What is remembered of a person is only the instant at which the bucket will be full again. An update that is handled
again (after an outage of the database, or because it came twice) is the same action: its verdict is remembered for
a while.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from handlers.services import Verdict

__all__ = ["Bucket", "Pace", "Verdict"]

_ROUNDING: Final = 1e-6  # seconds; sums of floats miss a whole period by less
REMEMBERED: Final = 10_000  # verdicts on updates; an update is handled again within seconds
_LOOKED_AT: Final = 2  # entries looked at for each action: more than one, so that forgetting keeps up


class Bucket:
    """At most ``limit`` actions at once by one person, and ``limit`` more in every ``period`` seconds."""

    def __init__(self, limit: int, period: float) -> None:
        self._period = period
        self._spacing = period / limit
        # Half full again. Two at least, because a steady flood finds one whenever it is there; but no more than fit.
        self._recovered = period - self._spacing * max(limit / 2, min(limit, 2))
        self._people: OrderedDict[int, tuple[float, bool]] = OrderedDict()
        self._verdicts: OrderedDict[int, Verdict] = OrderedDict()

    def __len__(self) -> int:
        """How many persons are remembered."""
        return len(self._people)

    def take(self, person: int, now: float, update: int | None = None) -> Verdict:
        """One action of ``person`` (a Telegram id) at ``now`` (seconds of a clock that never goes back).

        ``update``: the number of the update it came with, counted once however often it is handled.
        """
        if update is None:
            return self._take(person, now)
        verdict = self._verdicts.get(update)
        if verdict is None:
            verdict = self._verdicts[update] = self._take(person, now)
            if len(self._verdicts) > REMEMBERED:
                self._verdicts.popitem(last=False)
        return verdict

    def _take(self, person: int, now: float) -> Verdict:
        self._forget(now)
        full_at, is_told = self._people.get(person, (now, False))
        until_full = max(full_at - now, 0.0)
        if is_told and until_full <= self._recovered + _ROUNDING:
            is_told = False
        if until_full + self._spacing <= self._period + _ROUNDING:
            self._people[person] = (now + until_full + self._spacing, is_told)
            return Verdict.GO
        self._people[person] = (full_at, True)
        return Verdict.SILENT if is_told else Verdict.TELL

    def _forget(self, now: float) -> None:
        """Look at a few persons in turn; a full bucket is what everybody has."""
        for _ in range(min(_LOOKED_AT, len(self._people))):
            person = next(iter(self._people))
            if self._people[person][0] <= now:
                del self._people[person]
            else:
                self._people.move_to_end(person)


class Pace:
    """The limits of every person, in memory: a restart forgives."""

    def __init__(self, actions_a_minute: int, votes_an_hour: int) -> None:
        self._actions = Bucket(actions_a_minute, 60.0)
        self._votes = Bucket(votes_an_hour, 3600.0)
        self._inline = Bucket(actions_a_minute, 60.0)

    def action(self, telegram_id: int, now: float, update: int | None = None) -> Verdict:
        """Whether the person's next action of any kind may be done at ``now`` (loop time, seconds)."""
        return self._actions.take(telegram_id, now, update)

    def vote(self, telegram_id: int, now: float, update: int | None = None) -> Verdict:
        """Whether the person may cast one more vote at ``now``; the action is counted besides."""
        return self._votes.take(telegram_id, now, update)

    def inline(self, telegram_id: int, now: float) -> Verdict:
        """Whether the person's next inline query may be answered at ``now``; as many a minute as other actions."""
        return self._inline.take(telegram_id, now)
