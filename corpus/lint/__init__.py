"""Checks of a corpus for the people who keep it.

What always holds: nothing is changed and nothing but the loaded corpus is looked at, no model
among it; findings come by code, in the order of `Code`, and within one in the documents' order.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from corpus.lint.finding import Code, Evidence, Finding, Severity

if TYPE_CHECKING:
    from corpus.load import Corpus

__all__ = ["Code", "Evidence", "Finding", "Severity", "lint"]

# (what is being done, how many documents in all, how many of them newly)
Progress = Callable[[str, int, int], None]


def _unwatched(_stage: str, _total: int, _done: int) -> None:
    """Progress that nobody watches."""


def lint(
    corpus: Corpus, today: date, progress: Progress = _unwatched, *, region: str = ""
) -> tuple[Finding, ...]:
    """Everything that is found. `today` tells what has expired, `region` whose telephone numbers
    the documents give (ISO 3166), where that was set."""
    # Whoever only names findings, as the catalogues do, needs none of the checks.
    from corpus.lint.checks import findings_of

    order = {code: number for number, code in enumerate(Code)}
    findings = findings_of(corpus, today, progress, region)
    found = sorted(findings, key=lambda finding: order[finding.code])
    return tuple(found)
