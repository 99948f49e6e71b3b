"""What the process tells its caller by its exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """One code a kind of trouble, so that a service manager or a script can tell them apart."""

    OK = 0
    PROBLEM = 1
    SETTINGS = 2
    DATABASE = 3
    TOKEN = 4
    PORT = 5
