"""The figures of `tests.bench.watch` as a table and a plot.

    python -m tests.bench.watch_page FOLDER [FOLDER ...]

Each folder is one that was measured in. What is written: docs/plots/watch.svg, and the table
between the two marks in docs/lab/growth.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.put import put
from tests.bench.watch import DESK, WATCHER, Watched, figures
from ui.plots import BLUE, GRAY, ORANGE, STYLE

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "lab" / "growth.md"
MARK = "watched"

HEADS = (
    "passages", "process", "indexed", "before, MB", "at most, MB", "after, MB",
    "its own before, MB", "its own at most, MB", "its own after, MB",
)  # fmt: skip


def table(runs: Sequence[Watched]) -> Iterator[str]:
    yield f"| {' | '.join(HEADS)} |"
    yield f"|{'---|' * len(HEADS)}"
    for seen in runs:
        for process in (DESK, WATCHER):
            found = figures(seen, process)
            cells = (f"{seen.passages:,}", process, f"{len(seen.rounds)} times")
            yield f"| {' | '.join((*cells, *(f'{mb:.0f}' for mb in found.values())))} |"


def draw(path: Path, runs: Sequence[Watched]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    with mpl.rc_context(STYLE):
        figure, plots = pyplot.subplots(1, len(runs), squeeze=False, figsize=(5 * len(runs), 3.2))
        for axes, seen in zip(plots[0], runs, strict=True):
            for first, last in seen.rounds:
                axes.axvspan(first / 60, last / 60, color=GRAY, alpha=0.2, linewidth=0)
            for process, color, line in ((DESK, BLUE, "-"), (WATCHER, ORANGE, "--")):
                own = [it for it in seen.samples if it[1] == process]
                minutes = [it[0] / 60 for it in own]
                axes.plot(minutes, [it[2] for it in own], color=color, linestyle=line,
                          label=process)  # fmt: skip
                axes.plot(minutes, [it[3] for it in own], color=color, linestyle=":",
                          label=f"{process}, its own")  # fmt: skip
            axes.set_ylim(bottom=0)
            axes.set_title(f"{seen.passages:,} passages, memory in MB")
            axes.set_xlabel("minutes (gray: a hundredth is indexed anew)")
            axes.legend()
        figure.tight_layout()
        figure.savefig(path, metadata={"Date": None})
        pyplot.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    runs = [
        Watched(**json.loads((folder / "watch.json").read_text(encoding="utf-8")))
        for folder in parser.parse_args().folders
    ]
    draw(DOCS / "plots" / "watch.svg", runs)
    put(PAGE, MARK, list(table(runs)))


if __name__ == "__main__":
    main()
