"""Ten thousand people vote for one proposal at once, in storage, against as many votes spread over ten thousand."""

from __future__ import annotations

import time

from benchmarks.made.size import END, Size
from benchmarks.storage_votes_ground import GROUP, RULES, ballots_of, opened, person
from benchmarks.storage_votes_raw import waiting
from benchmarks.tables import median, say, table, verdict
from forum import voting
from storage.database import Database, Transaction

HOT = Size(10_000, 0, people=30_000, all_published=True)
LINE = 0.7


async def hot_against_spread(url: str, rounds: int) -> None:
    """Ten thousand first votes for one proposal and as many for ten thousand, GROUP waiting; then the count."""
    async with opened(url) as db:
        everything = await ballots_of(db)
        people = everything.people[: HOT.proposals]
        rates: dict[str, list[float]] = {"hot": [], "spread": []}
        for number in range(2 * rounds):
            kind = ("hot", "spread")[number % 2]
            proposals = [everything.proposals[number]] if kind == "hot" else everything.proposals
            # Shifted by the round: every vote is a first one.
            queue = [(proposals[(index + number) % len(proposals)], voter) for index, voter in enumerate(people)]
            began = time.perf_counter()
            await _cast_all(db, queue)
            rates[kind].append(len(people) / (time.perf_counter() - began))
        say(f"\n### {len(people):,} people vote ({db.dialect})\n")
        table(("votes for", "votes/s"), [(kind, f"{median(rates[kind]):.0f}") for kind in rates])
        say()
        verdict("one proposal ÷ spread", median(rates["hot"]) / median(rates["spread"]), LINE, at_least=True)
        say(f"counters that differ from the votes: {await _differing(db)}")


async def _cast_all(db: Database, queue: list[tuple[int, int]]) -> None:
    async def one() -> bool:
        if not queue:
            return False
        proposal, voter = queue.pop()
        await voting.cast(db, person(voter), proposal, 1, END, RULES)
        return True

    await waiting(GROUP, one)


async def _differing(db: Database) -> int:
    async def work(tx: Transaction) -> int:
        row = await tx.one(
            """
            SELECT count(*) AS n FROM proposals p
             WHERE support_count <> (SELECT count(*) FROM votes v WHERE v.proposal_id = p.id AND v.value = 1)
                OR object_count <> (SELECT count(*) FROM votes v WHERE v.proposal_id = p.id AND v.value = -1)
            """
        )
        return -1 if row is None else int(row["n"])

    return await db.read(work)
