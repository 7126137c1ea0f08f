"""cairn (PyPI: cairn-assistant): quotes whole passages that share the question's words, or refuses.

It takes flat Markdown files and cuts them at blank lines, so each passage becomes a file of its own
without any; it has no model. Title and headings are its title, which it weighs and doesn't quote.
"""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.bench.peers.adapters.protocol import (
    DEPTH,
    Found,
    Passage,
    Peer,
    main,
    read_passages,
)


class Cairn(Peer):
    def load(self) -> None:
        import cairn.config
        import cairn.engine
        import cairn.index

        self.index, self.answer = cairn.index, cairn.engine.ask
        self.config = cairn.config.Config(candidates=DEPTH)
        self.corpus = Path(self.job.folder) / "corpus"

    def prepare(self, passages: Sequence[Passage]) -> None:
        self.corpus.mkdir()
        for number, passage in enumerate(passages):
            title = " ".join((passage.context or passage.title).split())
            # A block that is all headings would be dropped.
            body = "\n".join(line.lstrip("# ") for line in passage.text.splitlines())
            body = re.sub(r"\n\s*\n", "\n", body)
            head = f"---\nid: p{number}\ntitle: {title}\nlang: en\n---\n"
            (self.corpus / f"p{number}.md").write_text(head + body, encoding="utf-8")

    def build(self, passages: Sequence[Passage]) -> None:
        self.job.index.mkdir()
        self.index.build_and_write(self.corpus, self.job.index / "index.json")

    def open(self) -> None:
        self.opened = self.index.read_index(self.job.index / "index.json", self.corpus)
        self.ids = [passage.id for passage in read_passages(self.job.passages)]

    def ask(self, question: str) -> Found:
        answer = self.answer(question, self.opened, self.config, lang="en").answer
        rows = [int(one.passage.doc_id[1:]) for one in answer.trace.candidates]
        return Found(
            passages=[self.ids[row] for row in rows],
            quote=answer.text if answer.kind == "grounded" else None,
        )


if __name__ == "__main__":
    main(Cairn)
