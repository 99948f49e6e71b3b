"""A picture as a list of texts and bars, and its PNG."""

from __future__ import annotations

import asyncio
import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Literal

from handlers.pictures.letters import FAMILY, face
from handlers.pictures.renderer import render_svg

PAPER = "#ffffff"
LONGEST = 1120  # pixels; Telegram itself makes sides beyond 1280 shorter, and this keeps the file small
ASCENT, DESCENT = 0.8, 0.24  # of a letter's size above and below the line it stands on
RENDERER = Path(__file__).with_name("renderer.py")
DRAWN_WITHIN = 30.0  # seconds; it takes a fifth of one
_ONE_AT_A_TIME = ThreadPoolExecutor(1, "pictures")  # twenty digests may be due in the same minute
Anchor = Literal["start", "middle", "end"]
_LEFT_OF: dict[Anchor, float] = {"start": 0, "middle": 0.5, "end": 1}


class NotDrawn(Exception):
    """The picture could not be made; what it belongs to is sent without it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of letters ``size`` pixels high; ``x`` is its start, middle or end, ``y`` the line they stand on."""

    x: float
    y: float
    words: str
    size: float
    fill: str
    is_bold: bool = False
    anchor: Anchor = "start"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what the letters may cover."""
        width = face(is_bold=self.is_bold).width(self.words, self.size)
        left = self.x - width * _LEFT_OF[self.anchor]
        return left, self.y - ASCENT * self.size, left + width, self.y + DESCENT * self.size

    @property
    def svg(self) -> str:
        """The element."""
        weight = ' font-weight="bold"' if self.is_bold else ""
        return (
            f'<text x="{self.x:.1f}" y="{self.y:.1f}" font-size="{self.size:g}" fill="{self.fill}"'
            f' text-anchor="{self.anchor}"{weight}>{escape(self.words)}</text>'
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str

    @property
    def svg(self) -> str:
        """The element."""
        return (
            f'<rect x="{self.x:.1f}" y="{self.y:.1f}" width="{self.width:.1f}" height="{self.height:.1f}"'
            f' fill="{self.fill}"/>'
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points from left to right, filled down to ``ground``."""

    points: tuple[tuple[float, float], ...]
    ground: float
    stroke: str
    fill: str
    wide: float = 5

    @property
    def svg(self) -> str:
        """The elements."""
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)
        first, last = self.points[0][0], self.points[-1][0]
        return (
            f'<polygon points="{first:.1f},{self.ground:.1f} {line} {last:.1f},{self.ground:.1f}" fill="{self.fill}"/>'
            f'<polyline points="{line}" fill="none" stroke="{self.stroke}" stroke-width="{self.wide:g}"'
            ' stroke-linejoin="round" stroke-linecap="round"/>'
        )


@dataclass(slots=True)
class Drawing:
    """What stands on a picture ``width`` pixels wide; it is as high as what was put on it needs."""

    width: int
    height: float = 0
    texts: list[Text] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)

    @property
    def svg(self) -> str:
        """The picture as SVG, curves below bars and those below texts."""
        high = math.ceil(self.height)
        scale = min(1, LONGEST / high)
        below = [*(curve.svg for curve in self.curves), *(bar.svg for bar in self.bars)]
        marks = "".join([*below, *(text.svg for text in self.texts)])
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width * scale:.0f}" height="{high * scale:.0f}"'
            f' viewBox="0 0 {self.width} {high}" font-family="{FAMILY}">'
            f'<rect width="{self.width}" height="{high}" fill="{PAPER}"/>{marks}</svg>'
        )

    def png(self) -> bytes:
        """The picture, drawn here and now: a few hundredths of a second of a processor. Raises NotDrawn."""
        try:
            return render_svg(self.svg)
        except BaseException as problem:  # a panic in Rust is no Exception
            raise NotDrawn(type(problem).__name__) from problem

    async def png_beside(self) -> bytes:
        """The picture, drawn by a process of its own while the event loop goes on. Raises NotDrawn."""
        return await asyncio.get_running_loop().run_in_executor(_ONE_AT_A_TIME, _apart, self.svg)


def _apart(svg: str) -> bytes:
    # The renderer holds the interpreter's lock while it draws, so a thread alone would keep the loop waiting.
    command = [sys.executable, "-P", str(RENDERER)]
    try:
        done = subprocess.run(command, input=svg.encode(), capture_output=True, timeout=DRAWN_WITHIN, check=True)
    except (OSError, subprocess.SubprocessError) as problem:
        raise NotDrawn(type(problem).__name__) from problem
    return done.stdout
