"""A cross-encoder over sentences: quotedesk's search and its way to make a quote whole, but each
sentence below its headings is scored by itself with the question, and the best one is quoted.

It refuses nothing: a model of relevance doesn't say whether a question is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.pins.pinned import Led
from quotedesk import Desk
from tests.bench.peers.adapters.protocol import main
from tests.bench.peers.adapters.quotedesk import Quotedesk

if TYPE_CHECKING:
    from qa.read.reader import Readable, Reading

MOST_TOKENS = 256
# Its scores are no log-odds: none may look like a sure answer, after which nothing more is read.
LOWER = 12.0


class SentenceReader:
    """Keeps the contract of `Reader`. `folder`: `model.onnx` with one logit, and
    `tokenizer.json`."""

    identity = "cross-encoder"
    languages = None

    def __init__(self, folder: Path) -> None:
        from indexer.embed.onnx_runtime import open_session, open_tokenizer

        self.session = open_session(folder / "model.onnx")
        self.tokenizer = open_tokenizer(folder / "tokenizer.json")
        self.takes = {it.name for it in self.session.get_inputs()}

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        from qa.read.reader import Reading
        from qa.read.tokens import heading_of

        made = []
        for passage in passages:
            above = heading_of(passage.heading)
            texts = [passage.text[unit.start : unit.end] for unit in passage.units]
            scores = tuple(self.score(question, f"{above}. {text}") for text in texts)
            made.append(Reading(units=scores, answers=max(scores, default=0.0)))
        return made

    def score(self, question: str, text: str) -> float:
        encoded = self.tokenizer.encode(question, text)
        encoded.truncate(MOST_TOKENS)
        given = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        arrays = {name: np.array([given[name]]) for name in self.takes}
        [logits] = self.session.run(None, arrays)
        return float(logits.reshape(-1)[0]) - LOWER


class CrossEncoder(Quotedesk):
    def open(self) -> None:
        from indexer.embed import open_encoder
        from indexer.store.folder import FolderStore
        from qa.engine import Engine
        from qa.weights import default_weights

        assert self.job.reader is not None
        store = FolderStore(self.job.index)
        index = store.read()
        reader = SentenceReader(Path(self.job.reader))
        weights = replace(
            default_weights("default"),
            reader=reader.identity,
            units={"reader": 1.0},
            threshold=0.0,
        )
        embedder = open_encoder(store.encoder(index.model_identity))
        self.desk = Desk(Led(Engine(index, embedder, weights=weights, reader=reader), tuple))


if __name__ == "__main__":
    main(CrossEncoder)
