"""The alarm clock: it only wakes the work; what is due is data."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot import open_data
from bot.announcing import Announcer
from forum import carrying, digests, outcome_telling, phases, resident_digests, rising, search, unattended
from forum.digest_plans import plan_organizers
from handlers.services import Services
from storage import conversations
from storage.errors import DatabaseUnavailable
from storage.lead import Alone, Lead

log = logging.getLogger(__name__)

# What was done in the last moment of a period is committed by now, so the digest cannot miss it.
SETTLED_AFTER = timedelta(seconds=5)
LOOK_AT_SECOND = 10
RISING_EVERY = "*/10"  # minutes
BY_DAY = "9-20"  # hours
BY_NIGHT = "3-5"  # hours: what one process began and did not end another one makes
MEANINGS_EVERY = "5-59/10"  # minutes: what was sent while the process that took it ended
FEED_EVERY = "*/2"  # seconds: what is owed of an announcement at a time lasts five
TELL_EVERY = "*/5"  # seconds between edits of the message that shows how far it is


class Schedule:
    """Looks every minute for digests that are due, and nightly for forms nobody came back to.

    Of several replicas the one that has the ``lead`` brings the numbers of the rising order up to date.
    """

    def __init__(
        self,
        services: Services,
        lead: Lead | None = None,
        announcer: Announcer | None = None,
        open_data_folder: Path | None = None,
    ) -> None:
        self._services = services
        self._lead = lead or Alone()
        self._announcer = announcer
        self._open_data_folder = open_data_folder
        # The defaults would drop a run that starts a second late, and would follow the machine's zone.
        self._scheduler = AsyncIOScheduler(
            timezone=services.zone,
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )

    async def start(self) -> None:
        """Begin to wake; what became due while nobody looked is found at once."""
        zone = self._services.zone
        self._scheduler.add_job(self.wake, CronTrigger(second=LOOK_AT_SECOND, timezone=zone))
        self._scheduler.add_job(self.count_rising, CronTrigger(minute=RISING_EVERY, timezone=zone))
        self._scheduler.add_job(self.clean, CronTrigger(hour=4, minute=30, timezone=zone))
        self._scheduler.add_job(self.ask_supporters, CronTrigger(second=LOOK_AT_SECOND, timezone=zone))
        self._scheduler.add_job(self.switch_phases, CronTrigger(second=LOOK_AT_SECOND, timezone=zone))
        self._scheduler.add_job(self.tell_outcomes, CronTrigger(second=LOOK_AT_SECOND, timezone=zone))
        self._scheduler.add_job(self.tell_unattended, CronTrigger(hour=BY_DAY, minute="*/10", timezone=zone))
        self._scheduler.add_job(self.catch_up)  # at once, beside everything else
        # A second one at a time ends at once: it only keeps the scheduler from warning of each that was left out.
        for job, seconds in ((self.feed_announcement, FEED_EVERY), (self.tell_of_announcement, TELL_EVERY)):
            self._scheduler.add_job(job, CronTrigger(second=seconds, timezone=zone), max_instances=2)
        if self._open_data_folder is not None:
            self._scheduler.add_job(self.write_open_data, CronTrigger(hour=BY_NIGHT, minute="*/10", timezone=zone))
        if self._services.meanings is not None:
            often = CronTrigger(minute=MEANINGS_EVERY, timezone=zone)
            self._scheduler.add_job(self.tell_meanings, often, next_run_time=datetime.now(zone))  # the first at once
        self._scheduler.start()
        await self.wake()

    async def wake(self) -> None:
        """Claim the digests that are due now and hand them to the outbox."""
        services = self._services
        try:
            now = services.now() - SETTLED_AFTER
            claimed = await digests.due(services.db, now, services.rules, services.admin_ids)
            claimed += await resident_digests.due(services.db, now, services.rules)
        except DatabaseUnavailable:
            log.warning("digests wait: the database is away")
            return
        except Exception:
            # Digests that fail must not keep the bot from starting; the next minute tries again.
            log.exception("digests failed")
            return
        if claimed:
            log.info("digests due", extra={"count": claimed})
            services.wake()

    async def ask_supporters(self) -> None:
        """Ask the supporters of proposals joined ten minutes ago; what a process left half done is gone on with."""
        services = self._services
        try:
            count = await carrying.ask_due(services.db, services.now(), services.rules)
        except DatabaseUnavailable:
            log.warning("supporters of joined proposals are asked later: the database is away")
            return
        if count:
            log.info("supporters of joined proposals asked", extra={"count": count})
            services.wake()

    async def tell_outcomes(self) -> None:
        """Tell of the outcomes recorded ten minutes ago; what a process left half done is gone on with."""
        services = self._services
        try:
            count = await outcome_telling.tell_due(services.db, services.now(), services.rules)
        except DatabaseUnavailable:
            log.warning("outcomes are told later: the database is away")
            return
        if count:
            log.info("outcomes told", extra={"count": count})
            services.wake()

    async def switch_phases(self) -> None:
        """Switch the phases whose dates have come, and tell of them; what was left half told is gone on with."""
        services = self._services
        try:
            count = await phases.switch_due(services.db, services.now())
        except DatabaseUnavailable:
            log.warning("phases switch later: the database is away")
            return
        if count:
            log.info("people told of a phase", extra={"count": count})
            services.wake()

    async def tell_unattended(self) -> None:
        """Tell organizers of regions where something waits and nobody moderates."""
        services = self._services
        try:
            count = await unattended.tell(services.db, services.now(), services.rules, services.admin_ids)
        except DatabaseUnavailable:
            log.warning("organizers are told of regions without moderators later: the database is away")
            return
        if count:
            log.info("organizers told of regions without moderators", extra={"count": count})
            services.wake()

    async def feed_announcement(self) -> None:
        """Owe the next people of the announcement that is being sent."""
        try:
            if self._announcer is not None:
                await self._announcer.feed()
        except asyncio.CancelledError:
            return  # the bot ends
        except DatabaseUnavailable:
            log.warning("the announcement waits: the database is away")

    async def tell_of_announcement(self) -> None:
        """Bring the message up to date that shows how far it is."""
        try:
            if self._announcer is not None:
                await self._announcer.tell()
        except asyncio.CancelledError:
            return
        except DatabaseUnavailable:
            return  # feeding says so

    async def count_rising(self) -> None:
        """Bring the rising order up to date."""
        if not self._lead.is_held:
            return
        try:
            count = await rising.bring_up_to_date(self._services.db, self._services.now())
        except DatabaseUnavailable:
            log.warning("the rising order stays as it is: the database is away")
            return
        log.info("rising order brought up to date", extra={"count": count})

    async def catch_up(self) -> None:
        """Once after the program was brought up to date: organizers of before get their digest, what was sent before
        there was a search is made findable.
        """
        services = self._services
        try:
            await plan_organizers(services.db, services.now(), services.rules)
            count = await search.catch_up(services.db)
        except DatabaseUnavailable:
            log.warning("the catching up waits for the next start: the database is away")
            return
        if count:
            log.info("proposals made findable", extra={"count": count})

    async def tell_meanings(self) -> None:
        """Make the vectors of what was sent before there was the extra, or while the one who took it ended."""
        meanings = self._services.meanings
        if meanings is None or not self._lead.is_held:
            return
        try:
            count = await meanings.catch_up(lambda: self._lead.is_held)
        except asyncio.CancelledError:
            return  # the bot ends; the scheduler would write it down as a failure
        except Exception as problem:
            # Similar ones are found by words meanwhile.
            log.warning("some meanings are not told yet", extra={"problem": type(problem).__name__})
            return
        if count:
            log.info("meanings told", extra={"count": count})

    async def write_open_data(self) -> None:
        """Once a night the folder of open data is made anew."""
        if self._open_data_folder is not None:
            await open_data.write_nightly(
                self._services.db, self._open_data_folder, self._services.now, self._services.zone
            )

    async def clean(self) -> None:
        """Forget forms whose time is over."""
        try:
            count = await conversations.delete_expired(self._services.db, self._services.now())
        except DatabaseUnavailable:
            log.warning("old forms stay until tomorrow: the database is away")
            return
        log.info("old forms forgotten", extra={"count": count})

    def stop(self) -> None:
        """Wake no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
