"""What weights were made from, to be kept beside them: digests, counts, versions.

What always holds: the same sets give the same provenance, wherever they lie; another byte in a file
of questions or another document gives another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Any

from corpus.document import Document
from indexer.contents import Listed
from qa.measure.evaluate import Expected
from qa.weights import Weights, weights_text

LIBRARIES = ("numpy", "scipy", "sentence-transformers", "faiss-cpu", "tantivy")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFacts:
    """
    questions, corpus  SHA-256 of the file, and of the documents' ids and digests in order of id
    asked, answerable  how many questions the fit saw, and how many of them have an answer
    left_out           how many it didn't see, since a gate asks them or asks of their documents
    """

    name: str
    questions: str
    corpus: str
    model: str
    asked: int
    answerable: int
    left_out: int


def corpus_digest(documents: Iterable[Document | Listed]) -> str:
    lines = sorted(f"{document.id}\t{document.sha256}\n" for document in documents)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def bytes_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def kept_apart(
    questions: Sequence[Expected], guarded: Sequence[Expected]
) -> tuple[tuple[Expected, ...], int]:
    """Those that may be fitted to, and how many may not: the ones that are asked by a gate too, or
    whose document a gate asks about."""
    texts = {_folded(one.question.text) for one in guarded}
    documents = {name for one in guarded for name in one.relevant}
    kept = tuple(
        one
        for one in questions
        if _folded(one.question.text) not in texts and not documents & one.relevant.keys()
    )
    return kept, len(questions) - len(kept)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def provenance(
    sets: Sequence[SetFacts], prior: Weights, steps: tuple[float, float]
) -> dict[str, Any]:
    """`prior`: the weights that the fit set out from; `steps`: as in `Fitted`."""
    return {
        "made_by": f"quotedesk fit, {metadata.version('quotedesk')}",
        "seed": None,  # nothing in it is random: sums over all questions, from the same start
        "from": bytes_digest(weights_text(prior).encode()),
        "steps": {"choice": steps[0], "decision": steps[1]},
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
        "sets": [asdict(one) for one in sets],
    }
