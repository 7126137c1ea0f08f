"""The plots of the page, as SVG, in the style of `ui/plots.py`.

What always holds: the same figures give the same bytes; each peer has one colour and one mark in
both plots, so that they can be told apart without colours.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.bench.peers.peers import BASELINE
from ui.plots import STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Results = dict[str, Any]

# Okabe and Ito's palette, and a mark for each.
LOOKS = (
    ("#000000", "o"),
    ("#D55E00", "*"),
    ("#0072B2", "s"),
    ("#56B4E9", "D"),
    ("#009E73", "^"),
    ("#CC79A7", "v"),
    ("#E69F00", "P"),
    ("#595959", "X"),
    ("#A0A000", "<"),
    ("#7A3E00", ">"),
    ("#004D40", "h"),
)
LIMIT: Any = {"color": "#595959", "linestyle": ":", "label": "limit: one encoder pass"}


def _looks(results: Results) -> dict[str, dict[str, str]]:
    return {
        name: {"color": color, "marker": mark}
        for name, (color, mark) in zip(results["peers"], LOOKS, strict=False)
    }


def quality_plot(results: Results) -> str:
    """nDCG@5 of documents, and quote@1 of those that quote, against the time of a warm question."""
    peers, looks = results["peers"], _looks(results)
    base = peers[BASELINE]["times"]["p50_cpu_ms"]

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, 2, sharex=True)
        for axes, key, title in zip(
            panels, ("ndcg@5", "quote@1"), ("nDCG@5", "quote@1"), strict=True
        ):
            axes.set_xscale("log")
            axes.set_xlabel("warm question, p50 (baseline: 1)")
            axes.set_ylabel(title)
            axes.margins(0.1)
            for name, peer in peers.items():
                value = peer["quality"][key] if "quality" in peer else None
                if value is not None:
                    axes.scatter(
                        peer["times"]["p50_cpu_ms"] / base, value, s=80, label=name, **looks[name]
                    )
        panels[0].axvline(results["limits"]["question_ms"] / base, **LIMIT)
        _legend(figure, panels[0])

    return _svg(draw, (9, 4.4))


PANELS: tuple[tuple[str, Callable[[dict[str, Any]], float]], ...] = (
    ("warm question, p50, of the processor", lambda at: at["times"]["p50_cpu_ms"]),
    ("indexing, of the processor", lambda at: at["build"]["cpu_seconds"]),
    ("peak memory, asking", lambda at: at["times"]["peak_bytes"]),
    ("size on disk", lambda at: at["build"]["index_bytes"]),
)


def cost_plot(results: Results) -> str:
    """Cost without the encoder against size, as ratios to the baseline at the smallest size."""
    peers, looks = results["peers"], _looks(results)
    smallest = min(peers[BASELINE]["sizes"], key=int)

    def draw(figure: Figure) -> None:
        panels = figure.subplots(2, 2).ravel()
        for axes, (title, get) in zip(panels, PANELS, strict=True):
            base = get(peers[BASELINE]["sizes"][smallest])
            axes.set_xscale("log")
            axes.set_yscale("log")
            axes.set_xlabel("passages")
            axes.set_ylabel(f"ratio to the baseline at {int(smallest):,}")
            axes.set_title(title, fontsize=11)
            for name, peer in peers.items():
                sizes = sorted(peer["sizes"], key=int)
                if sizes:
                    axes.plot(
                        [int(size) for size in sizes],
                        [get(peer["sizes"][size]) / base for size in sizes],
                        label=name,
                        **looks[name],
                    )
        question = results["limits"]["question_ms"]
        panels[0].axhline(question / PANELS[0][1](peers[BASELINE]["sizes"][smallest]), **LIMIT)
        _legend(figure, panels[0])

    return _svg(draw, (9, 8))


def _legend(figure: Figure, axes: Axes) -> None:
    """Above the panels, where it hides nothing."""
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=5)


def _svg(draw: Callable[[Figure], None], size: tuple[float, float]) -> str:
    import matplotlib as mpl  # takes a second
    from matplotlib.figure import Figure

    held = io.StringIO()
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever a file of the user's says
        mpl.rcParams.update(STYLE)
        figure = Figure(figsize=size, layout="constrained", facecolor="white")
        draw(figure)
        figure.savefig(held, format="svg", metadata={"Date": None, "Creator": None})
    return held.getvalue()
