"""The forum pack: a campaign as a document one hands over, in DOCX."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncGenerator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from forum.export_feed import Counted, Feed, Progress, write_in_thread
from forum.export_words import EVERYTHING, ExportQuery
from forum.pack_content import Entry, Pack, PackWords, entry_of
from forum.pack_document import Cover, body
from forum.pack_frame import PLACE, Face, write_file
from forum.statistics import figures_by
from storage import pack, rankings, statistics
from storage.database import Database, Row, Transaction, to_ms
from storage.records import Campaign
from storage.vocabulary import LANGUAGES

MOST = 2000
# Before anything was shortlisted: what a forum can look through.
PUBLISHED_MOST = 300
BEATS = 20
BREADTH_CHUNK = 50  # proposals whose supporters are counted in one read: a large one has thousands


async def write_pack(
    db: Database,
    path: Path,
    campaign: Campaign,
    words: PackWords,
    *,
    internal: bool = False,
    query: ExportQuery = EVERYTHING,
    progress: Progress | None = None,
    organizer: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> int:
    """Write the shortlist and what became of it, or the published proposals; how many.

    These before there is a shortlist, and when the query asks for them. Both are bounded (MOST, PUBLISHED_MOST): the
    largest by support, and the cover says how many were left out.
    ``organizer``: who organizes the forum, by language; None: the alliance. ``now``: the day on the cover.
    ``progress`` hears how many were written so far. The loop stays free; an unfinished file is removed. Raises
    DatabaseUnavailable, OSError.
    """
    held = await read(db, campaign, words, query)
    at = now or datetime.now(UTC)
    note = words.pack("internal") if internal else None
    name = organizer[words.leading] if organizer else words.pack("organizer")
    names = {language: campaign.name(language) for language in LANGUAGES}
    day = words.moment(to_ms(at)).date()
    cover = Cover(names, name, day, MOST if held.is_shortlist else PUBLISHED_MOST)
    face = Face(
        title=f"{names[words.leading]}. {words.pack('kind')}",
        author=name,
        language=words.leading,
        header=names[words.leading],
        footer=words.pack("page", page=PLACE[0], pages=PLACE[1]),
        note=note,
        made_at=at,
    )
    feed = Feed(_beats(len(held.entries)), Counted(progress))

    def write() -> int:
        beats = iter(feed)
        write_file(path, face, body(cover, held, words, internal=internal, each=lambda: next(beats, None)))
        return len(held.entries)

    return await write_in_thread(write, (feed,))


async def _beats(count: int) -> AsyncGenerator[list[Row], None]:
    """One a proposal, some at a time: the writing thread asks, so it is heard how far it is, and may be stopped."""
    for start in range(0, count, BEATS):
        yield [{"number": number} for number in range(start, min(start + BEATS, count))]


async def read(db: Database, campaign: Campaign, words: PackWords, query: ExportQuery = EVERYTHING) -> Pack:
    """What the pack holds, in one snapshot; only the regions of supporters are counted after it, a few at a time.

    Raises DatabaseUnavailable.
    """
    filters = {name: value for name in ("place", "topic", "state") if (value := getattr(query, name)) is not None}

    async def work(tx: Transaction) -> Pack:
        has_shortlist = await pack.has_shortlist(tx, campaign.id)
        # Who asks for what is published gets it: of the shortlist nothing is in that state any more.
        is_shortlist = has_shortlist and query.state != "published"
        most = MOST if is_shortlist else PUBLISHED_MOST
        chosen = await pack.choose(tx, campaign.id, {**filters}, most, shortlisted=is_shortlist)
        groups = await statistics.groups(tx, campaign.id)
        sections = await pack.sections_of(tx, campaign.id)
        return Pack(
            is_shortlist=is_shortlist,
            is_rest=has_shortlist and not is_shortlist,
            total=len(chosen.ids) + chosen.left_out,
            entries=await _entries(tx, chosen.ids),
            sections=tuple((one["id"], {"kk": one["name_kk"], "ru": one["name_ru"]}) for one in sections),
            by_place=figures_by("place", groups, words.regions),
            by_topic=figures_by("topic", groups, words.topics),
            filters=filters,
        )

    held = await db.read(work)
    for start in range(0, len(held.entries), BREADTH_CHUNK):
        chunk = held.entries[start : start + BREADTH_CHUNK]
        found = await db.read(lambda tx, ids=tuple(one.id for one in chunk): rankings.breadths(tx, ids))
        for one in chunk:
            one.breadth = found[one.id].regions if one.id in found else 0
    return held


async def _entries(tx: Transaction, ids: tuple[int, ...]) -> tuple[Entry, ...]:
    steps = defaultdict[int, list[Row]](list)
    for step in await pack.steps_of(tx, ids):
        steps[step["proposal_id"]].append(step)
    return tuple(entry_of(row, steps[row["id"]]) for row in await pack.proposals_of(tx, ids))
