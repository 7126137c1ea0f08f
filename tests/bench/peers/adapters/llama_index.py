"""LlamaIndex with its FAISS vector store and its embedding for sentence-transformers."""

# mypy: disable-error-code="import-not-found, import-untyped, misc"
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.bench.peers.adapters.protocol import DEPTH, Found, Passage, Peer, main

DIMENSION = 384


class LlamaIndex(Peer):
    def load(self) -> None:
        import faiss
        from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
        from llama_index.core.schema import TextNode
        from llama_index.vector_stores.faiss import FaissVectorStore

        self.node, self.index, self.storage = TextNode, VectorStoreIndex, StorageContext
        self.vectors = FaissVectorStore
        self.flat, self.load_index = faiss.IndexFlatIP, load_index_from_storage
        self.embedding = self._cheap() if self.job.cheap else self._model()

    def _model(self) -> Any:
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        return HuggingFaceEmbedding(self.job.model, device="cpu")

    def _cheap(self) -> Any:
        from llama_index.core.base.embeddings.base import BaseEmbedding

        from tests.bench.peers.adapters import cheap

        class Cheap(BaseEmbedding):
            def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
                made: list[list[float]] = cheap.embed(texts).tolist()
                return made

            def _get_text_embedding(self, text: str) -> list[float]:
                return self._get_text_embeddings([text])[0]

            def _get_query_embedding(self, query: str) -> list[float]:
                return self._get_text_embeddings([query])[0]

            async def _aget_query_embedding(self, query: str) -> list[float]:
                return self._get_query_embedding(query)

        return Cheap()

    def build(self, passages: Sequence[Passage]) -> None:
        index = self.index(
            nodes=[self.node(id_=passage.id, text=passage.full) for passage in passages],
            storage_context=self.storage.from_defaults(
                vector_store=self.vectors(faiss_index=self.flat(DIMENSION))
            ),
            embed_model=self.embedding,
        )
        index.storage_context.persist(str(self.job.index))

    def open(self) -> None:
        folder = str(self.job.index)
        storage = self.storage.from_defaults(
            vector_store=self.vectors.from_persist_dir(folder), persist_dir=folder
        )
        index = self.load_index(storage, embed_model=self.embedding)
        self.retriever = index.as_retriever(similarity_top_k=DEPTH)

    def ask(self, question: str) -> Found:
        return Found(passages=[one.node.node_id for one in self.retriever.retrieve(question)])


if __name__ == "__main__":
    main(LlamaIndex)
