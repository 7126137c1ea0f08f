"""bm25s alone: BM25 over English stems, in NumPy."""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tests.bench.peers.adapters.protocol import DEPTH, Found, Passage, Peer, main


class Bm25s(Peer):
    def load(self) -> None:
        import bm25s
        import Stemmer

        self.bm25s, self.stemmer = bm25s, Stemmer.Stemmer("english")

    def _tokens(self, texts: list[str]) -> Any:
        return self.bm25s.tokenize(texts, stopwords="en", stemmer=self.stemmer, show_progress=False)

    def build(self, passages: Sequence[Passage]) -> None:
        texts = [passage.full for passage in passages]
        index = self.bm25s.BM25()
        index.index(self._tokens(texts), show_progress=False)
        index.save(str(self.job.index), show_progress=False)
        kept = [(passage.id, passage.full) for passage in passages]
        (self.job.index / "texts.json").write_text(json.dumps(kept), encoding="utf-8")

    def open(self) -> None:
        self.index = self.bm25s.BM25.load(str(self.job.index))
        self.texts = json.loads((self.job.index / "texts.json").read_text(encoding="utf-8"))

    def ask(self, question: str) -> Found:
        rows, _ = self.index.retrieve(
            self._tokens([question]), k=min(DEPTH, len(self.texts)), show_progress=False
        )
        return Found(passages=[self.texts[row][0] for row in rows[0]])


if __name__ == "__main__":
    main(Bm25s)
