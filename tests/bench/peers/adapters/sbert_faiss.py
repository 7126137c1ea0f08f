"""Plain sentence-transformers and a flat FAISS index: what all others are compared with."""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import json
from collections.abc import Sequence

from tests.bench.peers.adapters.protocol import DEPTH, Found, Passage, Peer, main


class SbertFaiss(Peer):
    def load(self) -> None:
        import faiss

        self.faiss = faiss
        if self.job.cheap:
            from tests.bench.peers.adapters import cheap

            self.embed = cheap.embed
            return
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(self.job.model, device="cpu")
        self.embed = lambda texts: model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )

    def build(self, passages: Sequence[Passage]) -> None:
        vectors = self.embed([passage.full for passage in passages])
        index = self.faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        self.job.index.mkdir()
        self.faiss.write_index(index, str(self.job.index / "vectors.faiss"))
        texts = [(passage.id, passage.full) for passage in passages]
        (self.job.index / "texts.json").write_text(json.dumps(texts), encoding="utf-8")

    def open(self) -> None:
        self.index = self.faiss.read_index(str(self.job.index / "vectors.faiss"))
        self.texts = json.loads((self.job.index / "texts.json").read_text(encoding="utf-8"))

    def ask(self, question: str) -> Found:
        _, rows = self.index.search(self.embed([question]), DEPTH)
        return Found(passages=[self.texts[row][0] for row in rows[0] if row >= 0])


if __name__ == "__main__":
    main(SbertFaiss)
