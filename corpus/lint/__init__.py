"""Checks of a corpus for the people who keep it.

What always holds: nothing is changed and nothing but the loaded corpus is looked at, no model
among it; findings come by code, in the order of `Code`, and within one in the documents' order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from corpus.lint.alike import duplicate_findings
from corpus.lint.characters import (
    boilerplate_findings,
    character_findings,
    encoding_findings,
    length_findings,
    page_findings,
)
from corpus.lint.differ import difference_findings
from corpus.lint.facts import facts_findings, is_current, superseded_ids
from corpus.lint.finding import Code, Evidence, Finding, Severity
from corpus.load import Corpus
from corpus.structure import units

__all__ = ["Code", "Evidence", "Finding", "Severity", "lint"]

# (what is being done, how many documents in all, how many of them newly)
Progress = Callable[[str, int, int], None]


def _unwatched(_stage: str, _total: int, _done: int) -> None:
    """Progress that nobody watches."""


def lint(corpus: Corpus, today: date, progress: Progress = _unwatched) -> tuple[Finding, ...]:
    """Everything that is found. `today` tells what has expired."""
    order = {code: number for number, code in enumerate(Code)}
    found = sorted(_findings(corpus, today, progress), key=lambda finding: order[finding.code])
    return tuple(found)


def _findings(corpus: Corpus, today: date, progress: Progress) -> Iterator[Finding]:
    documents = corpus.documents
    for skipped in corpus.skipped:
        yield Finding(
            code=Code.SKIPPED if skipped.fault else Code.IGNORED,
            documents=(),
            message=f"{skipped.where}: {skipped.why}",
        )
    units_of = []
    for document in documents:
        own = units(document)
        units_of.append(own)
        yield from character_findings(document)
        yield from length_findings(document, own)
        yield from page_findings(document)
        progress("checking", len(documents), 1)
    yield from facts_findings(documents, today)
    yield from encoding_findings(documents)
    yield from boilerplate_findings(documents)
    yield from duplicate_findings(
        documents, units_of, lambda: progress("comparing", len(documents), 1)
    )
    # What was replaced or has expired may well say otherwise.
    replaced = superseded_ids(documents)
    current = [
        row
        for row, document in enumerate(documents)
        if document.id not in replaced and is_current(document, today)
    ]
    yield from difference_findings(
        [documents[row] for row in current], [units_of[row] for row in current]
    )
