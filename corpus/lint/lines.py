"""Lines that a template printed: known by their words, or since many documents share them. They
never lead an answer, so a line that says something should be told.

What always holds: of each line that was looked at two numbers are in memory, and the places of
the few that are told.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.boilerplate import REPEATED_CHARS, REPEATED_IN, lines_of
from corpus.document import BlockKind, Document, Span
from corpus.lint.facts import Known
from corpus.lint.finding import Code, Evidence, Finding, evidence_of
from corpus.phrase import Phrase
from corpus.structure import fold, is_boilerplate


class Lines:
    """The short lines of documents that are put here in their order."""

    def __init__(self) -> None:
        self._codes, self._rows = array("q"), array("q")
        self._count = 0
        # By its words: the first place, and whose line it is.
        self._printed: dict[str, tuple[int, Evidence]] = {}

    def add(self, document: Document) -> None:
        for line in dict(lines_of(document)):
            self._codes.append(hash(line))
            self._rows.append(self._count)
        for block in document.blocks:
            if block.kind is BlockKind.PARAGRAPH and len(block.span) <= REPEATED_CHARS:
                line = fold(block.span.of(document.text))
                if line not in self._printed and is_boilerplate(line):
                    self._printed[line] = (self._count, evidence_of(document, block.span))
        self._count += 1

    def findings(self, documents: Sequence[Document], known: Sequence[Known]) -> Iterator[Finding]:
        """Those that most documents share come first. `documents`: those that were put here."""
        repeated = self._repeated()
        first: dict[int, list[int]] = {}
        for code, rows in repeated.items():
            first.setdefault(rows[0], []).append(code)
        found: list[Finding] = []
        for row in sorted(first):
            document = documents[row]
            wanted = set(first[row])
            for line, span in _first_places(document):
                if (code := hash(line)) in wanted:
                    self._printed.pop(line, None)
                    ids = tuple(known[it].id for it in repeated[code])
                    found.append(_finding(ids, evidence_of(document, span)))
        found += [_finding((known[row].id,), it) for row, it in self._printed.values()]
        yield from sorted(found, key=lambda finding: -len(finding.documents))

    def _repeated(self) -> dict[int, list[int]]:
        """The documents of each line that many have."""
        order = sorted(range(len(self._codes)), key=self._codes.__getitem__)
        found = {}
        for code, places in groupby(order, key=self._codes.__getitem__):
            rows = [self._rows[at] for at in places]
            if len(rows) >= REPEATED_IN:
                found[code] = rows
        return found


def _first_places(document: Document) -> Iterator[tuple[str, Span]]:
    """Each line where it stands first."""
    seen = set()
    for line, span in lines_of(document):
        if line not in seen:
            seen.add(line)
            yield line, span


def _finding(ids: tuple[str, ...], evidence: Evidence) -> Finding:
    message = Phrase("in {n} documents", one="in {n} document", n=len(ids))
    return Finding(code=Code.BOILERPLATE, documents=ids, message=message, evidence=(evidence,))
