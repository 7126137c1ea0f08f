"""What the commands that measure share: what a line of questions holds, and tables for people."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from qa.engine import Engine
from qa.measure.evaluate import Expected
from ui.messages import ENGLISH, Catalogue
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

FIGURES = ENGLISH.report.figures  # by their names: what each is
# What isn't a rate, and so has another form.
_COUNTS = frozenset({"quote_chars", "quotes", "verbatim_faults"})


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


def as_cell(name: str, value: float | None, words: Catalogue = ENGLISH) -> str:
    if value is None:
        return NONE
    if name in _COUNTS:
        return f"{value:g}" if value % 1 == 0 else words.decimal(value, 1)
    return words.decimal(value, 1 if name.endswith("_ms") else 4)
