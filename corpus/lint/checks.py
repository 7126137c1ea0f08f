"""All checks, in the order in which they are made.

What always holds: documents are read one after the other, and what is kept of each is as small as
what is known of it and a few numbers for its lines and sentences; its text is read again where
something has to be told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from corpus.lint.alike import Alike
from corpus.lint.characters import character_findings, length_findings, page_findings
from corpus.lint.differ import Differences
from corpus.lint.facts import (
    Known,
    encoding_findings,
    facts_findings,
    is_current,
    known_of,
    superseded_ids,
)
from corpus.lint.finding import Code, Finding
from corpus.lint.lines import Lines
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
    known: list[Known] = []
    lines, alike, differences = Lines(), Alike(), Differences(region)
    for document in documents:
        own = units(document)
        yield from character_findings(document)
        yield from length_findings(document, own)
        yield from page_findings(document)
        known.append(known_of(document))
        lines.add(document)
        alike.add(document)
        differences.add(document, own)
        progress("checking", len(documents), 1)
    yield from facts_findings(known, today)
    yield from encoding_findings(known)
    yield from lines.findings(documents, known)
    yield from alike.findings(documents, known, lambda: progress("comparing", len(documents), 1))
    # What was replaced or has expired may well say otherwise.
    replaced = superseded_ids(known)
    current = {
        row for row, it in enumerate(known) if it.id not in replaced and is_current(it, today)
    }
    yield from differences.findings(documents, current)
