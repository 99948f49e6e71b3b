"""What a database can refuse, in one line an operator understands."""

from __future__ import annotations


class DatabaseProblem(Exception):
    """The base of all: ``str()`` is one clear line."""


class DatabaseUnavailable(DatabaseProblem):
    """The database is away or broke off: nothing was acknowledged, and the unit may be tried again.

    Whether a commit that was under way went through is not known then; units say the result they want, so that doing
    one twice is doing it once.
    """


class NotADatabase(DatabaseProblem):
    """The file exists and is something else."""


class NotWritable(DatabaseProblem):
    """The file or its folder cannot be written."""


class DatabaseNewer(DatabaseProblem):
    """A newer version of the program has migrated this database."""


class ConstraintBroken(DatabaseProblem):
    """A rule of the tables was broken: the unit was rolled back. ``str()`` names the rule."""


def sqlite_problem(path: str, refused: BaseException | None) -> DatabaseProblem:
    """What the driver's refusal means for the file at ``path``."""
    name = getattr(refused, "sqlite_errorname", "")
    if name == "SQLITE_NOTADB":
        return NotADatabase(f"{path} is not a database file")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return NotWritable(f"the database file {path} cannot be written: {refused}")
    return DatabaseUnavailable(f"the database file {path} cannot be used: {refused}")
