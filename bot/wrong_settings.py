"""What is wrong with settings, as one plain line a problem; a secret is never repeated."""

from __future__ import annotations

from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.redaction import without_tokens

NO_TOKEN: Final = "BOT_TOKEN: is missing; @BotFather gives one, put it into .env or the environment"
_SECRET: Final = ("BOT_TOKEN", "DATABASE_URL", "PHONE_PEPPER", "WEBHOOK_SECRET")


class WrongSettings(Exception):
    """Settings that cannot be used; ``problems`` holds one plain line a problem, never a secret."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def told_plainly(problem: ValidationError) -> WrongSettings:
    """What pydantic found, as a line a setting."""
    return WrongSettings(tuple(_line(error) for error in problem.errors(include_url=False)))


def _line(error: ErrorDetails) -> str:
    name = str(error["loc"][0]).upper()
    limits = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return NO_TOKEN
        case "int_parsing" | "int_type" | "int_from_float":
            says = "must be a whole number"
        case "bool_parsing":
            says = "must be true or false"
        case "greater_than_equal":
            says = f"must be {limits['ge']} or more"
        case "less_than_equal":
            says = f"must be {limits['le']} or less"
        case "literal_error":
            says = f"must be one of {limits['expected']}"
        case "string_too_short":
            says = "must not be empty"
        case "string_too_long":
            says = f"must be {limits['max_length']} characters or shorter"
        case _:
            says = error["msg"].removeprefix("Value error, ")
    given = error["input"]
    # Whatever has the shape of user:password@host may be a secret pasted into the wrong line.
    hidden = name in _SECRET or not isinstance(given, str) or (":" in given and "@" in given)
    shown = "" if hidden else f" (now: {without_tokens(repr(given)):.60})"
    return f"{name}: {says}{shown}"
