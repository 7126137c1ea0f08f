"""What a browser prints around a page: when it was printed, its address, and the page's number.

What always holds: only the first and the last lines of a page go, and only where they hold all
three together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.formats.pdf.lines import Line

_NEAR = 2.0  # points between baselines of one line
_TIME = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d\b")
_ADDRESS = re.compile(r"(?<!\S)(?:https?|file|about)://?\S+|(?<!\S)about:\w+")
_NUMBER = re.compile(r"(?<!\S)\d{1,4}(?:/| (?:of|von|de|sur|di|van|af|av|z) )\d{1,4}(?!\S)")


def without_print(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a page without those."""
    upright = [line for line in lines if line.upright]
    if len(upright) < 3:
        return tuple(lines)
    first = min(line.baseline for line in upright)
    last = max(line.baseline for line in upright)
    edges = [[line for line in upright if abs(line.baseline - at) <= _NEAR] for at in (first, last)]
    told = " ".join(line.text for edge in edges for line in edge)
    if not all(form.search(told) for form in (_TIME, _ADDRESS, _NUMBER)):
        return tuple(lines)
    gone = {
        id(line)
        for edge in edges
        if any(form.search(" ".join(it.text for it in edge)) for form in (_TIME, _NUMBER))
        for line in edge
    }
    return tuple(line for line in lines if id(line) not in gone)
