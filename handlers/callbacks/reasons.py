"""Buttons of organizers who keep the canned reasons; ``code`` is the reason's."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id


class OpenReasons(ButtonData, prefix="qur"):
    """A page of the reasons, from 1."""

    page: Id = 1


class OpenReason(ButtonData, prefix="quo"):
    """One of them, whole."""

    code: Code


class AskReason(ButtonData, prefix="qua"):
    """Write a field anew; ``field``: one of forum.reasons.FIELDS."""

    code: Code
    field: Code


class SetReason(ButtonData, prefix="qus"):
    """Make it so; ``wanted``: public, hidden, offered or withdrawn."""

    code: Code
    wanted: Code


class PlaceReason(ButtonData, prefix="qup"):
    """Put it at this place of the list, from 1."""

    code: Code
    position: Id


class NewReasonStep(ButtonData, prefix="qun"):
    """``action``: new, cancel, or the field to answer (again)."""

    action: Code


class AddReason(ButtonData, prefix="qud"):
    """Add what the preview shows, under the code that was made with the form; ``public``: 1 or 0."""

    code: Code
    public: int
