"""Ranks passages by the words that they share with the question, and quotes the best whole.

What an adapter has to do, at its shortest, and what the tests of the protocol run. Not compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from tests.bench.peers.adapters.protocol import DEPTH, Found, Passage, Peer, main


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


class SharedWords(Peer):
    def load(self) -> None:
        print("a library says something")

    def build(self, passages: Sequence[Passage]) -> None:
        self.job.index.mkdir()
        texts = {passage.id: passage.full for passage in passages}
        (self.job.index / "texts.json").write_text(json.dumps(texts), encoding="utf-8")

    def open(self) -> None:
        self.texts = json.loads((self.job.index / "texts.json").read_text(encoding="utf-8"))

    def ask(self, question: str) -> Found:
        asked = words(question)
        shared = {name: len(asked & words(text)) for name, text in self.texts.items()}
        best = sorted((name for name in shared if shared[name]), key=lambda n: (-shared[n], n))
        return Found(passages=best[:DEPTH], quote=self.texts[best[0]] if best else None)


if __name__ == "__main__":
    main(SharedWords)
