"""What the commands that measure share: what a line of questions holds, and tables for people."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from qa.engine import Engine
from qa.measure.evaluate import Expected
from ui.questions import Labelled
from ui.render import visible

NONE = "–"  # no question says what the figure takes
LINE = """
A line of QUESTIONS is {"id", "question", "history"?} with what is known of the answer:
  "answerable": true or false
  "relevant":   ids of the documents that answer it
  "gold":       [["words of the answer"], ["or these", "together with these"]]"""
BEIR = """
Or it is BEIR's {"_id", "text"}, with BEIR's table of judgements as --qrels.
"""

# Figure -> whether it is a rate, and what it is.
FIGURES = {
    "recall@5": (True, "relevant documents that are among the first five found"),
    "recall@10": (True, "relevant documents that are among the first ten found"),
    "ndcg@5": (True, "how far up they are among the first five (normalized gain)"),
    "ndcg@10": (True, "how far up they are among the first ten"),
    "mrr": (True, "one over the rank of the first relevant document"),
    "hit@1": (True, "the first document found is relevant"),
    "cited@1": (True, "the first quote is from a relevant document"),
    "quote@1": (True, "the first quote holds the expected words"),
    "quote@3": (True, "the first three quotes hold them together"),
    "in_section@1": (True, "the first quote is from the section asked about"),
    "quote_chars": (False, "characters of the first quote, median"),
    "answered_answerable": (True, "answered, of the questions that have an answer"),
    "refused_unanswerable": (True, "refused, of the questions that have none"),
    "balanced_accuracy": (True, "mean of answered_answerable and refused_unanswerable"),
    "auroc": (True, "confidence is higher where there is an answer"),
    "ece": (True, "how far confidence is from the share that is right; 0 is best"),
    "quotes": (False, "quotes that were compared with their documents"),
    "verbatim_faults": (False, "quotes that are not word for word; must be 0"),
    "p50_ms": (False, "milliseconds a question takes, median"),
    "p95_ms": (False, "milliseconds at the 95th percentile"),
}


def tell_what_is_off(labelled: Labelled, engine: Engine) -> None:
    if labelled.skipped:
        note(f"questions left out, since nothing says what is expected: {labelled.skipped}")
    missing = _relevant(labelled.questions) - engine.documents.keys()
    if missing:
        note(
            f"relevant documents that are not in the index and count as not found: {len(missing)}"
            f" ({min(missing)!r}, for one)"
        )


def _relevant(questions: Sequence[Expected]) -> set[str]:
    return {name for expected in questions for name in expected.relevant}


def note(text: str) -> None:
    print(visible(text), file=sys.stderr)


def columns(rows: Sequence[Sequence[object]], *, words: bool = False) -> Iterator[str]:
    """The first cell to the left, numbers to the right; `words`: the last one to the left too."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        made = [f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)]
        made[0] = f"{row[0]:<{widths[0]}}"
        if words:
            made[-1] = row[-1]
        yield f"  {'  '.join(made)}".rstrip()


def as_cell(name: str, value: float | None) -> str:
    if value is None:
        return NONE
    rate, _ = FIGURES.get(name, (True, ""))
    if rate:
        return f"{value:.4f}"
    return f"{value:.1f}" if name.endswith("_ms") else f"{value:g}"
