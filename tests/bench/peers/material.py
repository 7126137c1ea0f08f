"""quotedesk's own passages of a corpus, so that all peers search the same ones.

    python -m tests.bench.peers.material CORPUS PASSAGES.jsonl

A program of its own, so that the model and the documents are gone from memory when the peers run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from corpus.load import load_corpus
from corpus.outline import outline_of
from indexer.build import context_of
from indexer.chunk import passages_of
from indexer.settings import IndexSettings
from tests.bench.peers.adapters.protocol import Passage
from tests.real import default_embedder


def passages(corpus: Path) -> Iterator[Passage]:
    """In the order of the documents; a passage's text is a slice of its document's."""
    settings = IndexSettings()
    embedder = default_embedder()
    for document in load_corpus(corpus).documents:
        made = passages_of(document, outline_of(document), embedder, settings.passage_tokens)
        for passage in made:
            yield Passage(
                id=passage.id,
                document_id=document.id,
                title=document.title,
                context=context_of(document, passage),
                text=passage.span.of(document.text),
            )


def write(made: Iterator[Passage], file: Path) -> None:
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(passage)) + "\n" for passage in made)


if __name__ == "__main__":
    write(passages(Path(sys.argv[1])), Path(sys.argv[2]))
