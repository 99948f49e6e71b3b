"""A file in one part or several: none of them has its name until all are whole, of unfinished ones nothing stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

BUFFER = 1 << 18  # bytes


@dataclass(frozen=True, slots=True)
class Part:
    """A file that can be read by itself. ``rows`` are of its first table, ``last`` is the number of the last one."""

    path: Path
    rows: int
    last: int


class Pieces:
    """What a file is written into. ``path`` is its name if it stays one; several are named ``…-2-of-3``.

    ``sent``: so many parts were finished before, and stand before these.
    """

    def __init__(self, path: Path, sent: int = 0) -> None:
        self._path = path
        self._sent = sent
        self._made = 0
        self._kept: list[Part] = []
        self._names: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in self._names:
            name.unlink(missing_ok=True)

    def new(self) -> Path:
        """A name to write the next piece under."""
        self._made += 1
        name = self._path.with_name(f"{self._path.name}.{self._made}.part")
        self._names.append(name)
        return name

    def open(self) -> BinaryIO:
        """The next piece, open. Raises OSError."""
        return self.new().open("wb", buffering=BUFFER)

    def keep(self, file: BinaryIO | Path, rows: int, last: int) -> None:
        """A piece is whole; an open one is closed. Raises OSError."""
        if isinstance(file, Path):
            self._kept.append(Part(file, rows, last))
            return
        file.close()
        self._kept.append(Part(Path(file.name), rows, last))

    def finish(self) -> list[Part]:
        """Give every piece its name. Raises OSError."""
        total = self._sent + len(self._kept)
        parts = []
        for number, piece in enumerate(self._kept, start=self._sent + 1):
            name = part_path(self._path, number, total)
            parts.append(Part(piece.path.replace(name), piece.rows, piece.last))
        return parts


def part_path(path: Path, number: int, total: int) -> Path:
    """``usynys.csv`` when there is one part, else ``usynys-2-of-3.csv``."""
    return path if total == 1 else path.with_name(f"{path.stem}-{number}-of-{total}{path.suffix}")
