"""The line of a proposal that came from a meeting, or from paper: where and when it was made."""

from __future__ import annotations

from handlers.views.shorten import shortened
from locales import Markup, Translator
from storage.imports import Meeting

PLACE_UNITS = 160


def meeting_line(meeting: Meeting, t: Translator) -> Markup:
    """Place and date."""
    return t.html("import-meeting", place=shortened(meeting.place, PLACE_UNITS), date=t.date(meeting.on))
