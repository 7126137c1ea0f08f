"""tantivy alone: BM25 over English stems."""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import re
from collections.abc import Sequence

from tests.bench.peers.adapters.protocol import DEPTH, Found, Passage, Peer, main

WRITER_MEMORY = 64_000_000


class Tantivy(Peer):
    def load(self) -> None:
        import tantivy

        self.tantivy = tantivy

    def build(self, passages: Sequence[Passage]) -> None:
        builder = self.tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        self.job.index.mkdir()
        index = self.tantivy.Index(builder.build(), path=str(self.job.index))
        writer = index.writer(WRITER_MEMORY, 1)
        for passage in passages:
            writer.add_document(self.tantivy.Document(id=passage.id, text=passage.full))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self.index = self.tantivy.Index.open(str(self.job.index))
        self.searcher = self.index.searcher()

    def ask(self, question: str) -> Found:
        # Lower case, and words only: nothing of the question is an operator.
        words = " ".join(re.findall(r"\w+", question.lower()))
        query = self.index.parse_query(words, ["text"])
        hits = self.searcher.search(query, limit=DEPTH, count=False).hits
        return Found(passages=[self.searcher.doc(address)["id"][0] for _, address in hits])


if __name__ == "__main__":
    main(Tantivy)
