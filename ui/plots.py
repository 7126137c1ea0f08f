"""Plots of confidence, decisions and time, as SVG. The only place that draws.

What always holds: the same figures give the same bytes; no text of a question or document is
drawn; a plot has a white ground of its own, for pages light or dark.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qa.measure.metrics import BINS, Bin, Judged, bin_of, operating_point
from ui.messages import ENGLISH, Catalogue

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Of Okabe and Ito's palette, which color-blind readers can tell apart; lines differ in form too.
BLUE, ORANGE, GRAY = "#0072B2", "#D55E00", "#595959"
THRESHOLDS = [step / 100 for step in range(101)]
STYLE: Any = {  # matplotlib names every key in its types; a dict of ours has none
    "svg.hashsalt": "quotedesk",
    "svg.fonttype": "path",  # the page brings no font
    "font.family": ["DejaVu Sans"],  # comes with matplotlib
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#E5E5E5",
    "axes.axisbelow": True,
    "legend.frameon": False,
    "legend.fontsize": 10,
}


def reliability_plot(bins: Sequence[Bin], words: Catalogue = ENGLISH) -> str:
    """Share right against confidence; the area of a dot is the number of questions."""
    most = max((one.questions for one in bins), default=1)

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=GRAY, linestyle="--", linewidth=1)
        axes.plot([one.confidence for one in bins], [one.right for one in bins], color=BLUE)
        axes.scatter(
            [one.confidence for one in bins],
            [one.right for one in bins],
            s=[20 + 160 * one.questions / most for one in bins],
            color=BLUE,
            clip_on=False,
        )
        _shares(axes)

    return _svg(words.report.axis_mean, words.report.axis_right, draw, words)


def threshold_plot(judged: Sequence[Judged], threshold: float, words: Catalogue = ENGLISH) -> str:
    """What each threshold would answer and refuse; a line at the one in use."""
    points = [operating_point(judged, at) for at in THRESHOLDS]
    said = words.report

    def draw(axes: Axes) -> None:
        axes.plot(THRESHOLDS, [p.answered_share for p in points], color=BLUE, label=said.answered)
        axes.plot(
            THRESHOLDS,
            [p.refused_share for p in points],
            color=ORANGE,
            linestyle="--",
            label=said.refused,
        )
        _threshold(axes, threshold, said.axis_threshold)
        _shares(axes)
        _legend(axes)

    return _svg(said.axis_threshold, said.axis_rightly, draw, words)


def confidence_plot(judged: Sequence[Judged], threshold: float, words: Catalogue = ENGLISH) -> str:
    """Histogram of confidence, for questions that have an answer and those that have none."""
    from matplotlib.ticker import MaxNLocator

    width = 1 / BINS
    said = words.report
    kinds = ((said.answer, True, BLUE, 0.3, ""), (said.no_answer, False, ORANGE, 0.7, "///"))

    def draw(axes: Axes) -> None:
        for label, answerable, color, place, hatch in kinds:
            counts = [0] * BINS
            for one in judged:
                if one.answerable is answerable:
                    counts[bin_of(one.confidence)] += 1
            axes.bar(
                [(at + place) * width for at in range(BINS)],
                counts,
                width=0.4 * width,
                color=color,
                hatch=hatch,
                edgecolor="white",
                label=label,
            )
        _threshold(axes, threshold, said.axis_threshold)
        axes.set_xlim(0, 1)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        _legend(axes)

    return _svg(said.axis_confidence, said.axis_questions, draw, words)


def time_plot(times_ms: Sequence[float], words: Catalogue = ENGLISH) -> str:
    """Share of questions that took at most so long."""
    ordered = sorted(times_ms)

    def draw(axes: Axes) -> None:
        shares = [(at + 1) / len(ordered) for at in range(len(ordered))]
        axes.step([ordered[0], *ordered], [0.0, *shares], where="post", color=BLUE)
        axes.set_ylim(0, 1.02)
        axes.set_xlim(left=0)

    return _svg(words.report.axis_ms, words.report.axis_share, draw, words)


def _shares(axes: Axes) -> None:
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)


def _threshold(axes: Axes, threshold: float, label: str) -> None:
    axes.axvline(threshold, color=GRAY, linestyle=":", label=label)


def _tick(value: float, words: Catalogue) -> str:
    return words.number(int(value)) if value % 1 == 0 else words.decimal(value, 1)


def _legend(axes: Axes) -> None:
    """Above the axes, where it hides nothing."""
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, handlelength=1.5)


def _svg(x: str, y: str, draw: Callable[[Axes], None], words: Catalogue) -> str:
    import matplotlib as mpl  # takes a second
    from matplotlib.figure import Figure

    held = io.StringIO()
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever a file of the user's says
        mpl.rcParams.update(STYLE)
        figure = Figure(figsize=(4.2, 3.3), layout="constrained", facecolor="white")
        axes = figure.subplots()
        draw(axes)
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        if words.language != "en":  # its own comma, on the axes as in the tables
            for axis in (axes.xaxis, axes.yaxis):
                axis.set_major_formatter(lambda value, _: _tick(value, words))
        # No date: the same bytes each time.
        figure.savefig(held, format="svg", metadata={"Date": None, "Creator": None})
    return held.getvalue()
