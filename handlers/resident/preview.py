"""What stands below a preview beside the draft itself; the preview does not wait for it."""

from __future__ import annotations

import asyncio
import logging

from forum import similar
from handlers.resident.visit import Visit
from handlers.screen import Screen
from handlers.views.similar import with_similar
from storage.errors import DatabaseUnavailable
from storage.records import Proposal

log = logging.getLogger(__name__)

WITHIN = 1.0  # seconds; then the preview is shown without


async def add_similar(visit: Visit, draft: Proposal, preview: Screen) -> Screen:
    """The preview with the proposals that are like the draft, if there are any and they were found in time."""
    try:
        async with asyncio.timeout(WITHIN):
            found = await similar.find(visit.services.db, draft, visit.services.meanings)
    except (TimeoutError, DatabaseUnavailable) as problem:
        log.warning("similar proposals not found in time", extra={"problem": type(problem).__name__})
        return preview
    return with_similar(preview, found, draft.id, visit.t)
