"""Documents that are the same, or nearly.

Texts are compared by their runs of five words (shingles), after Broder, "On the resemblance and
containment of documents" (1997). An inverted index over a sample of the runs finds the pairs that
are worth comparing; those are then compared whole, so that every share that is told is exact. A
run that many documents share links each to the few that come after it, so that a thousand copies
of a template cost no million pairs.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from zlib import crc32

from corpus.document import Document
from corpus.lint.facts import Known
from corpus.lint.finding import Code, Evidence, Finding, evidence_of
from corpus.phrase import Phrase
from corpus.structure import fold, units

RUN = 5  # words
LEAST_RUNS = 20  # a shorter text says too little to be called alike
ALIKE = 0.8  # share of the shorter text's runs that stand in the longer one too
MAYBE = 0.4  # share of the sample from which two texts are compared whole
SAMPLE = 2_000_000  # runs looked at in all, at most
KEPT = 8  # documents that were read to be compared
DIGEST_BYTES = 16
NEIGHBOURS = 8  # documents that a run which many share links each of them to

_SAME = Phrase("the same text, but for case and white space")
_WORD = re.compile(r"[^\W_]+")


class Alike:
    """Documents that are put here in their order. Of each a digest and a length are in memory;
    what is compared is read again."""

    def __init__(self) -> None:
        self._same: dict[bytes, list[int]] = defaultdict(list)
        self._lengths = array("q")

    def add(self, document: Document) -> None:
        folded = fold(document.text).encode("utf-8", "surrogatepass")
        self._same[sha256(folded).digest()[:DIGEST_BYTES]].append(len(self._lengths))
        self._lengths.append(len(document.text))

    def findings(
        self,
        documents: Sequence[Document],
        known: Sequence[Known],
        step: Callable[[], None] = lambda: None,
    ) -> Iterator[Finding]:
        """`documents`: those that were put here; `step` is called for each that was compared."""
        for rows in self._same.values():
            if len(rows) > 1:
                yield Finding(
                    code=Code.DUPLICATE,
                    documents=tuple(known[row].id for row in rows),
                    message=_SAME,
                )
            for _ in rows[1:]:
                step()
        unlike = [rows[0] for rows in self._same.values()]
        size = sum(self._lengths[row] for row in unlike)
        # The pairs come in their order, so that one document is often there several times.
        read = lru_cache(maxsize=KEPT)(lambda row: _read(documents[row]))
        for pair in _candidates((documents[row].text for row in unlike), size, step):
            rows = sorted((unlike[at] for at in pair), key=lambda row: (self._lengths[row], row))
            yield from _near(*(read(row) for row in rows))


def _read(document: Document) -> tuple[Document, dict[int, int]]:
    return document, _runs(document.text)


def _near(
    small: tuple[Document, dict[int, int]], large: tuple[Document, dict[int, int]]
) -> Iterator[Finding]:
    """What is found of two documents, each with its runs."""
    (less, mine), (more, theirs) = small, large
    shared = mine.keys() & theirs.keys()
    if len(mine) < LEAST_RUNS or len(shared) < ALIKE * len(mine):
        return
    if less.id in more.metadata.supersedes or more.id in less.metadata.supersedes:
        return
    yield Finding(
        code=Code.NEAR_DUPLICATE,
        documents=(less.id, more.id),
        message=Phrase(
            "{share} of {small} stands in {large} too, and is {part} of that",
            share=_share(len(shared), len(mine)),
            small=repr(less.id),
            large=repr(more.id),
            part=_share(len(shared), len(theirs)),
        ),
        evidence=(*_only_in(less, mine, theirs), *_only_in(more, theirs, mine)),
    )


def _share(part: int, whole: int) -> str:
    """Rounded down, so that 100% means all of it."""
    return f"{100 * part // whole}%"


def _words(text: str) -> list[tuple[str, int]]:
    return [(found.group().casefold(), found.start()) for found in _WORD.finditer(text)]


def _runs(text: str) -> dict[int, int]:
    """Each run's number, the same in every text and at any time, and where it first starts."""
    words = _words(text)
    codes = [crc32(word.encode("utf-8", "surrogatepass")) for word, _ in words]
    found: dict[int, int] = {}
    for run, (_, start) in zip(
        zip(*(codes[n:] for n in range(RUN)), strict=False), words, strict=False
    ):
        found.setdefault(hash(run), start)
    return found


def _candidates(texts: Iterable[str], size: int, step: Callable[[], None]) -> list[tuple[int, int]]:
    """Pairs of texts that share much of what was sampled of them, in order. `size`: characters of
    all."""
    every = 1 + size // 6 // SAMPLE  # about six characters a word
    holders: dict[int, list[int]] = defaultdict(list)
    sampled: Counter[int] = Counter()
    for row, text in enumerate(texts):
        runs = [run for run in _runs(text) if run % every == 0]
        sampled[row] = len(runs)
        for run in runs:
            holders[run].append(row)
        step()
    shared: Counter[tuple[int, int]] = Counter()
    for rows in holders.values():
        for at, one in enumerate(rows):
            shared.update((one, other) for other in rows[at + 1 : at + 1 + NEIGHBOURS])
    return sorted(
        pair
        for pair, n in shared.items()
        if n >= max(2, MAYBE * min(sampled[pair[0]], sampled[pair[1]]))
    )


def _only_in(
    document: Document, runs: dict[int, int], others: dict[int, int]
) -> Iterator[Evidence]:
    """The first sentence or heading that holds a run of words which the other document lacks."""
    own = min((at for run, at in runs.items() if run not in others), default=None)
    if own is None:
        return
    # What comes before the last word of the first such run stands in the other document too.
    starts = [start for _, start in _words(document.text)]
    parts = starts[starts.index(own) + RUN - 1] if own != starts[0] else own
    spans = [*(unit.span for unit in units(document)), *(block.span for block in document.blocks)]
    for span in spans:
        if span.start <= parts < span.end:
            yield evidence_of(document, span)
            return
