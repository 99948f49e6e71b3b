"""``python -m benchmarks.digest_picture``: the picture of a week, ours against the same drawn by matplotlib.

Each picture is drawn by a process of its own, in turn: what the library's import costs, the first picture, and a
later one. matplotlib draws the same bars, numbers and names with the same font into as many pixels, without pyplot.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import Any

from benchmarks.cores import BOT_CORE, pinned
from benchmarks.folders import PROJECT, peers_packages
from benchmarks.processes import spent_by
from benchmarks.tables import median, say, table, verdict
from forum.digest_content import Waiting
from forum.week_figures import DayVotes, WeekFigures
from handlers.pictures.drawing import LONGEST
from handlers.pictures.letters import REGULAR
from handlers.pictures.week import REGIONS_MOST, topics_shown, week_drawing
from locales import REGION_CODES, TOPIC_SLUGS, translator

LINE = 8.0
WARM = 5  # pictures after the first one
KINDS = {"ours": "SVG of our own + resvg", "matplotlib": "matplotlib, Figure and Agg"}
T = translator("kk")


def figures() -> WeekFigures:
    """A busy week of the whole country."""
    days = tuple(
        DayVotes(date(2026, 11, 16) + timedelta(days=n), 900 + 311 * n % 700, 700 + 173 * n % 900) for n in range(7)
    )
    topics = tuple((slug, 1200 - 211 * n) for n, slug in enumerate(TOPIC_SLUGS[:5]))
    regions = tuple((code, Waiting(20 - n, 3, 14 - 2 * n)) for n, code in enumerate(REGION_CODES[:7]))
    return WeekFigures("", days, topics, regions)


def draw_ours() -> bytes:
    """The product's picture."""
    return week_drawing(figures(), T).png()


def draw_matplotlib() -> bytes:
    """Three charts one below the other, with the same numbers."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    week, letters, pixels = figures(), FontProperties(fname=str(REGULAR), size=16), LONGEST / 100
    figure = Figure(figsize=(pixels * 0.68, pixels), dpi=100)
    FigureCanvasAgg(figure)
    above, middle, below = figure.subplots(3)
    places = range(len(week.days))
    above.set_title(T.region("national", "title"), fontproperties=letters)
    above.bar([place - 0.2 for place in places], [day.before for day in week.days], 0.3, color="#7392b5")
    above.bar([place + 0.2 for place in places], [day.votes for day in week.days], 0.4, color="#1a5fb4")
    names = [f"{day.day.day}\n{day.votes}\n{day.before}" for day in week.days]
    above.set_xticks(list(places), names, fontproperties=letters)
    topics = topics_shown(week, T)
    _rows(middle, [name for name, _ in topics], [[votes for _, votes in topics]], letters)
    regions = week.regions[:REGIONS_MOST]
    parts = [[waiting.late for _, waiting in regions], [waiting.fresh + waiting.near for _, waiting in regions]]
    _rows(below, [T.region(code, "short") for code, _ in regions], parts, letters)
    figure.tight_layout()
    made = io.BytesIO()
    figure.savefig(made, format="png")
    return made.getvalue()


def _rows(axes: Any, names: list[str], parts: list[list[int]], letters: Any) -> None:
    left = [0] * len(names)
    for part, colour in zip(parts, ("#1a5fb4", "#b3261e"), strict=False):
        axes.barh(range(len(names)), part, left=left, color=colour)
        left = [before + count for before, count in zip(left, part, strict=True)]
    axes.set_yticks(range(len(names)), names, fontproperties=letters)
    for place, end in enumerate(left):
        axes.text(end, place, str(end), fontproperties=letters)


def child(kind: str) -> dict[str, float]:
    """What one process measures."""
    if kind == "matplotlib":
        sys.path.append(str(peers_packages()))
    began = time.perf_counter()
    if kind == "matplotlib":
        import matplotlib.backends.backend_agg
        import matplotlib.figure  # noqa: F401
    else:
        import resvg  # noqa: F401
    imported = time.perf_counter()
    draw = draw_matplotlib if kind == "matplotlib" else draw_ours
    png = draw()
    first, later = time.perf_counter(), []
    for _ in range(WARM):
        since = time.process_time()
        draw()
        later.append(time.process_time() - since)
    return {
        "import": 1e3 * (imported - began),
        "first": 1e3 * (first - imported),
        "later": 1e3 * median(later),
        "kilobytes": len(png) / 1e3,
    }


def measured(kind: str) -> dict[str, float]:
    """What a fresh process says, with the memory it has then."""
    command = [sys.executable, "-m", "benchmarks.digest_picture", "--child", kind]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=pinned(BOT_CORE)
    ) as process:
        assert process.stdout is not None
        told: dict[str, float] = json.loads(process.stdout.readline() or "{}")
        if not told:
            raise SystemExit(f"{kind} could not draw; make bench-environment prepares its packages")
        told["memory"] = spent_by(process.pid).rss / 1e6
        process.communicate()
    return told


def main() -> None:
    """Measure both in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", choices=tuple(KINDS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        say(json.dumps(child(options.child)))
        sys.stdin.read()
        return
    rounds: dict[str, list[dict[str, float]]] = {kind: [] for kind in KINDS}
    for _ in range(options.rounds):
        for kind in KINDS:
            rounds[kind].append(measured(kind))
    of = {kind: {name: median(one[name] for one in told) for name in told[0]} for kind, told in rounds.items()}
    say("\n#### The picture of a week\n")
    table(
        ("what draws it", "import ms", "first ms", "later, CPU ms", "RSS MB", "KB"),
        [
            [KINDS[kind], *(f"{of[kind][name]:.0f}" for name in ("import", "first", "later", "memory", "kilobytes"))]
            for kind in KINDS
        ],
    )
    say()
    verdict("a picture: speed ÷ matplotlib", of["matplotlib"]["later"] / of["ours"]["later"], LINE, at_least=True)


if __name__ == "__main__":
    main()
