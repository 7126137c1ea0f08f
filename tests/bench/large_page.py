"""The figures of `tests.bench.large` as a table and a plot.

    python -m tests.bench.large_page FOLDER

FOLDER is the one that the figures were measured in. What is written: docs/plots/growth.json,
docs/plots/growth.svg, and the table between the two marks in docs/lab/growth.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.put import put
from ui.plots import BLUE, ORANGE, STYLE

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "lab" / "growth.md"
MARK = "measured"

HEADS = (
    "passages", "documents", "build, s", "update of 1 %, s", "open, s", "p50, ms", "p95, ms",
    "memory, MB", "its own, MB", "index, MB", "recall@50",
)  # fmt: skip


def table(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Times as the processor worked."""
    yield f"| {' | '.join(HEADS)} |"
    yield f"|{'---|' * len(HEADS)}"
    for row in rows:
        made, asked, updated = row["build"], row["ask"], row["update"]
        cells = (
            f"{made['passages']:,}",
            f"{made['documents']:,}",
            f"{made['worked']:.1f}",
            f"{updated['worked']:.1f}",
            f"{asked['open_worked']:.2f}",
            f"{asked['p50_worked_ms']:.0f}",
            f"{asked['p95_worked_ms']:.0f}",
            f"{asked['asked_mb']['resident']:.0f}",
            f"{asked['asked_mb']['own']:.0f}",
            f"{made['disk_mb']:.1f}",
            f"{asked['recall@50']:.3f}",
        )
        yield f"| {' | '.join(cells)} |"


def draw(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    at = [row["build"]["passages"] for row in rows]
    with mpl.rc_context(STYLE):
        figure, plots = pyplot.subplots(1, 3, figsize=(10, 3.2))
        for axes, title, lines in (
            (plots[0], "seconds", (("build", [it["build"]["worked"] for it in rows]),
                                   ("update of 1 %", [it["update"]["worked"] for it in rows]))),
            (plots[1], "milliseconds a question", (
                ("p50", [it["ask"]["p50_worked_ms"] for it in rows]),
                ("p95", [it["ask"]["p95_worked_ms"] for it in rows]))),
            (plots[2], "megabytes", (("memory", [it["ask"]["asked_mb"]["resident"] for it in rows]),
                                     ("index", [it["build"]["disk_mb"] for it in rows]))),
        ):  # fmt: skip
            for (name, values), color, line in zip(lines, (BLUE, ORANGE), "-:", strict=True):
                axes.plot(at, values, color=color, linestyle=line, marker="o", label=name)
            axes.set_xscale("log")
            axes.set_ylim(bottom=0)
            axes.set_xlabel("passages")
            axes.set_title(title)
            axes.legend()
        figure.tight_layout()
        figure.savefig(path, metadata={"Date": None})
        pyplot.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("folder", type=Path)
    rows = json.loads((parser.parse_args().folder / "growth.json").read_text())
    (DOCS / "plots" / "growth.json").write_text(json.dumps(rows, indent=1) + "\n")
    draw(DOCS / "plots" / "growth.svg", rows)
    put(PAGE, MARK, list(table(rows)))


if __name__ == "__main__":
    main()
