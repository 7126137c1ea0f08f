"""quotedesk: takes the documents themselves, and cuts them into the passages that all others get.

With the model it is asked through the module `quotedesk`; with the cheap encoder its parts are put
together here, for no setting takes an encoder that isn't a model, and without a reader, which is a
model too. What only indexing needs is imported when it indexes, as `quotedesk ask` imports it not
at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa.pins.pinned import Led
from quotedesk import Answer, Desk, open_desk
from tests.bench.peers.adapters import cheap
from tests.bench.peers.adapters.protocol import Found, Passage, Peer, main

_TOKEN = re.compile(r"\w+|[^\w\s]")


class CheapEmbedder:
    """Keeps the contract of `Embedder`; a word is a token."""

    identity = "cheap@1"
    dimension = cheap.DIMENSION
    max_tokens = 256

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_TOKEN.findall(text)) for text in texts]

    def is_word(self, word: str) -> bool:
        return word.isalpha()

    def embed_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return cheap.embed(texts)

    def embed(self, texts: Sequence[str], progress: object = None) -> npt.NDArray[np.float32]:
        return cheap.embed(texts)


class Quotedesk(Peer):
    def load(self) -> None:
        from ui.config import load_config

        config = load_config(None, {}, index=str(self.job.index), corpus=self.job.corpus)
        self.config = replace(config, reader=config.reader and not self.job.cheap)

    def prepare(self, passages: Sequence[Passage]) -> None:
        """Loads the model, which a desk does when it is opened."""
        from indexer.store.folder import FolderStore
        from indexer.update import Indexing
        from ui.wiring import indexing_of

        self.indexing = indexing_of(self.config)
        if self.job.cheap:
            self.indexing = Indexing(
                Path(self.config.corpus),
                FolderStore(self.job.index),
                self.config.settings,
                load=lambda *_: CheapEmbedder(),
                identify=lambda _: CheapEmbedder.identity,
            )
        assert self.indexing.embedder.dimension == cheap.DIMENSION

    def build(self, passages: Sequence[Passage]) -> None:
        self.indexing.run()

    def files(self) -> Iterable[Path]:
        """The index carries the model's encoder; the others' models lie elsewhere."""
        from indexer.store.place import ENCODER

        return (file for file in super().files() if not ENCODER.fullmatch(file.parent.name))

    def open(self) -> None:
        if not self.job.cheap:
            self.desk = open_desk(self.job.index)
            return
        from indexer.store.folder import FolderStore
        from ui.wiring import engine_maker

        index = FolderStore(self.job.index).read()
        self.desk = Desk(Led(engine_maker(self.config)(index, CheapEmbedder()), tuple))

    def ask(self, question: str) -> Found:
        reply = self.desk.ask(question)
        quote = reply.quotes[0].text if isinstance(reply, Answer) else None
        return Found(documents=reply.ranking, quote=quote)


if __name__ == "__main__":
    main(Quotedesk)
