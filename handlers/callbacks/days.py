"""Buttons of organizers about days off and working days; each handler checks the rights again."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Id


class OpenDays(ButtonData, prefix="dyo"):
    """One page of the coming days, from 1."""

    page: int = 1


class AskDay(ButtonData, prefix="dya"):
    """Ask which day is made a working day (``working`` 1) or free (0)."""

    working: int = 0


class TakeDayBack(ButtonData, prefix="dyb"):
    """Let a day be what the calendar makes of it; ``day`` as 20261231, ``page`` of the list it stands on."""

    day: Id
    page: int = 1
