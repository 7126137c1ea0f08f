"""txtai with its defaults: its own pooling of the model, FAISS, texts in SQLite."""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.bench.peers.adapters.protocol import DEPTH, Found, Passage, Peer, main


class Txtai(Peer):
    def load(self) -> None:
        from txtai import Embeddings

        self.embeddings = Embeddings(self._config())

    def _config(self) -> dict[str, Any]:
        if not self.job.cheap:
            return {"path": self.job.model, "content": True}

        def transform(texts: Sequence[str]) -> object:
            from tests.bench.peers.adapters import cheap

            return cheap.embed(texts)

        return {"method": "external", "transform": transform, "content": True}

    def build(self, passages: Sequence[Passage]) -> None:
        self.embeddings.index((passage.id, passage.full, None) for passage in passages)
        transform = self.embeddings.config.pop("transform", None)  # a function can't be saved
        self.embeddings.save(str(self.job.index))
        if transform:
            self.embeddings.config["transform"] = transform

    def open(self) -> None:
        given = {"config": self._config()} if self.job.cheap else {}
        self.embeddings.load(str(self.job.index), **given)

    def ask(self, question: str) -> Found:
        return Found(passages=[each["id"] for each in self.embeddings.search(question, DEPTH)])


if __name__ == "__main__":
    main(Txtai)
