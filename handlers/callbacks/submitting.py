"""Buttons of the form's last steps: its files one by one, and sending what the author was warned of."""

from __future__ import annotations

from handlers.callbacks.ids import ButtonData, Code, Id


class DropFile(ButtonData, prefix="dfl"):
    """Take one file off; gone already, it changes nothing."""

    proposal: Id
    file: Id


class SendAnyway(ButtonData, prefix="sna"):
    """Send although something was found; ``seen``: the beginning of the fingerprint of what was shown."""

    proposal: Id
    round: Id
    seen: Code
