"""haystack with its document store in memory: its embedders, and its retriever by embedding."""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.bench.peers.adapters.protocol import DEPTH, Found, Passage, Peer, main


class Haystack(Peer):
    embed_texts: Callable[[list[str]], list[list[float]]]
    embed_question: Callable[[str], list[float]]

    def load(self) -> None:
        from haystack import Document
        from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self.document: Any = Document
        self.store: Any = InMemoryDocumentStore
        self.retriever: Any = InMemoryEmbeddingRetriever
        if self.job.cheap:
            from tests.bench.peers.adapters import cheap

            self.embed_texts = lambda texts: cheap.embed(texts).tolist()
            self.embed_question = lambda text: cheap.embed([text])[0].tolist()
            return
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        same: dict[str, Any] = {
            "model": self.job.model,
            "normalize_embeddings": True,
            "progress_bar": False,
            "local_files_only": True,
        }
        documents = SentenceTransformersDocumentEmbedder(**same)
        questions = SentenceTransformersTextEmbedder(**same)
        documents.warm_up()
        questions.warm_up()
        self.embed_texts = lambda texts: [
            done.embedding
            for done in documents.run([Document(content=text) for text in texts])["documents"]
        ]
        self.embed_question = lambda text: questions.run(text)["embedding"]

    def build(self, passages: Sequence[Passage]) -> None:
        vectors = self.embed_texts([passage.full for passage in passages])
        store = self.store()
        store.write_documents(
            [
                self.document(id=passage.id, content=passage.full, embedding=vector)
                for passage, vector in zip(passages, vectors, strict=True)
            ]
        )
        self.job.index.mkdir()
        store.save_to_disk(str(self.job.index / "store.json"))

    def open(self) -> None:
        store = self.store.load_from_disk(str(self.job.index / "store.json"))
        self.retrieve = self.retriever(store, top_k=DEPTH)

    def retrieved(self, question: str) -> list[Any]:
        found: list[Any] = self.retrieve.run(self.embed_question(question))["documents"]
        return found

    def ask(self, question: str) -> Found:
        return Found(passages=[document.id for document in self.retrieved(question)])


if __name__ == "__main__":
    main(Haystack)
