"""An SVG from the standard input becomes a PNG on the standard output; imports nothing of ours, to start at once."""

from __future__ import annotations

import sys
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")


def render_svg(svg: str) -> bytes:
    """Draw it with the fonts beside this file and no others. Raises whatever the renderer does."""
    # Only who draws pays for it: the bot starts, and most installations run for weeks, without.
    from resvg import render, usvg

    # Made anew each time (less than a millisecond): they belong to the thread that made them.
    options = usvg.Options.default()
    for font in sorted(FONTS.glob("*.ttf")):
        options.load_font_file(str(font))
    return bytes(render(usvg.Tree.from_str(svg, options), (1, 0, 0, 0, 1, 0)))


if __name__ == "__main__":
    sys.stdout.buffer.write(render_svg(sys.stdin.buffer.read().decode()))
