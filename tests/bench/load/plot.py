"""The soak as a picture: memory and times against minutes, with a line for each new index."""

from __future__ import annotations

from pathlib import Path

from tests.bench.load.callers import Seen
from tests.bench.load.soak import Watched, by_minute
from ui.plots import BLUE, GRAY, ORANGE, STYLE


def draw(path: Path, seen: Seen, watched: Watched) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    with mpl.rc_context(STYLE):
        figure, (memory, times) = pyplot.subplots(2, 1, sharex=True, figsize=(7.5, 5.5))
        for at in watched.indexed:
            for axes in (memory, times):
                axes.axvline(at, color=GRAY, linewidth=0.5, linestyle=":")
        memory.plot(*zip(*watched.memory, strict=True), color=BLUE)
        memory.set_ylim(bottom=0)
        memory.set_ylabel("memory of the desk, MB")
        minutes = by_minute(seen)
        at_minutes = [minute + 0.5 for minute, _, _ in minutes]
        times.plot(at_minutes, [p50 for _, p50, _ in minutes], color=BLUE, label="p50")
        times.plot(
            at_minutes, [p95 for _, _, p95 in minutes], color=ORANGE, linestyle="--", label="p95"
        )
        times.set_ylim(bottom=0)
        times.set_ylabel("milliseconds a question")
        times.set_xlabel("minutes (dotted: a new index)")
        times.legend()
        figure.tight_layout()
        figure.savefig(path, metadata={"Date": None})
        pyplot.close(figure)
