"""haystack's reader, which takes a span out of the passages that its retriever found first."""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

from tests.bench.peers.adapters.haystack import Haystack
from tests.bench.peers.adapters.protocol import Found, main

READ = 10  # passages: what the retriever gives by default


class HaystackReader(Haystack):
    """Ranked as the retriever ranks; its quote is the reader's first answer, unless "no answer" is
    the likeliest."""

    def load(self) -> None:
        super().load()
        from haystack_integrations.components.readers.transformers import (
            TransformersExtractiveReader,
        )

        self.reader = TransformersExtractiveReader(model=str(self.job.reader), top_k=1)
        self.reader.warm_up()

    def ask(self, question: str) -> Found:
        documents = self.retrieved(question)
        answers = self.reader.run(query=question, documents=documents[:READ])["answers"]
        best = max(answers, key=lambda answer: answer.score)  # one of them is "no answer"
        return Found(passages=[document.id for document in documents], quote=best.data or None)


if __name__ == "__main__":
    main(HaystackReader)
