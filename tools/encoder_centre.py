"""Writes what the multilingual encoder's vectors have in common: `python -m tools.encoder_centre`.

The mean of queries and passages in six languages, as many of each: those of our own questions.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.load import load_corpus
from indexer.embed.convert import multilingual
from indexer.embed.encoder import write_card
from indexer.embed.onnx_runtime import open_encoder

QUESTIONS = Path(__file__).parent / "train_reader" / "questions"
SETS = ("laws", "es_ayuda", "fr_guichet", "de_amt", "pt_servico", "it_sportello")
OF_EACH = 40
CENTRE = Path(multilingual.__file__).with_name(multilingual.CENTRE)


def asked(name: str) -> list[str]:
    lines = (QUESTIONS / name / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines][:OF_EACH]


def passages(name: str) -> Iterator[str]:
    """Paragraphs that are longer than a line."""
    for document in load_corpus(QUESTIONS / name / "corpus").documents:
        for block in document.blocks:
            text = block.span.of(document.text)
            if len(text) > 120:
                yield text


def main() -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        card = multilingual.write_multilingual("raw", folder, np.zeros(384, np.float32))
        write_card(folder, card)
        encoder = open_encoder(folder)
        queries = [text for name in SETS for text in asked(name)]
        texts = [text for name in SETS for text in list(passages(name))[:OF_EACH]]
        centre = (encoder.embed_queries(queries).mean(0) + encoder.embed(texts).mean(0)) / 2
    CENTRE.write_text(json.dumps([round(float(it), 5) for it in centre]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
