"""All checks, in the order in which they are made."""

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
from corpus.lint.finding import Code, Finding
from corpus.load import Corpus
from corpus.phrase import Phrase, phrased
from corpus.structure import units


def findings_of(
    corpus: Corpus, today: date, progress: Callable[[str, int, int], None], region: str
) -> Iterator[Finding]:
    """What each check finds. `today`, `progress` and `region` as `corpus.lint.lint` takes them."""
    documents = corpus.documents
    for skipped in corpus.skipped:
        unread = Code.LEFT_OUT if skipped.partly else Code.IGNORED
        yield Finding(
            code=Code.SKIPPED if skipped.fault else unread,
            documents=(),
            message=Phrase("{file}: {why}", file=skipped.where, why=phrased(skipped.why)),
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
        [documents[row] for row in current], [units_of[row] for row in current], region
    )
