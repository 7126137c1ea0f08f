"""What no program that runs this model can be faster than: its matrix products, on one thread.

    python -m tests.bench.peers.limits MODEL PASSAGES.jsonl QUESTIONS.jsonl

Run by the Python of the environment with torch. Times the six layers' matrix products for a passage
and for a question of mean length, in torch and in NumPy, and tells the faster. Attention, norms,
tokens and memory come on top, so that no encoder reaches it.
"""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

LAYERS, WIDTH, INNER = 6, 384, 1536
SHAPES = ((WIDTH, WIDTH),) * 4 + ((WIDTH, INNER), (INNER, WIDTH))
LONGEST = 256  # tokens that the model reads
BATCH = 1024  # tokens; passages are multiplied together, a question is alone
SECONDS = 2.0


def fastest(multiply: Callable[[], object]) -> float:
    """Seconds of the fastest of as many tries as fit into SECONDS."""
    best, end = float("inf"), time.perf_counter() + SECONDS
    while (started := time.perf_counter()) < end:
        multiply()
        best = min(best, time.perf_counter() - started)
    return best


def products(tokens: int) -> float:
    """Seconds for the products of all layers for so many tokens."""
    import numpy as np
    import torch

    torch.set_num_threads(1)
    chance = np.random.default_rng(0)

    def matrix(rows: int, columns: int) -> Any:
        return chance.standard_normal((rows, columns), dtype=np.float32)

    pairs = [(matrix(tokens, rows), matrix(rows, columns)) for rows, columns in SHAPES]
    tensors = [(torch.from_numpy(a), torch.from_numpy(b)) for a, b in pairs]

    def in_torch() -> None:
        with torch.inference_mode():
            for a, b in tensors:
                torch.mm(a, b)

    def in_numpy() -> None:
        for a, b in pairs:
            np.matmul(a, b)

    return LAYERS * min(fastest(in_torch), fastest(in_numpy))


def mean_tokens(model: str, texts: Sequence[str]) -> int:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Path(model) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    counts = [min(LONGEST, len(one.ids)) for one in tokenizer.encode_batch(list(texts))]
    return round(statistics.mean(counts))


def measured(model: str, passages: Sequence[str], questions: Sequence[str]) -> dict[str, float]:
    passage, question = mean_tokens(model, passages), mean_tokens(model, questions)
    together = max(1, BATCH // passage)
    seconds = products(together * passage)
    operations = 2 * LAYERS * sum(rows * columns for rows, columns in SHAPES)
    return {
        "passage_tokens": passage,
        "question_tokens": question,
        "passages_per_second": together / seconds,
        "question_ms": products(question) * 1000,
        "gflops": operations * together * passage / seconds / 1e9,
    }


def main() -> None:
    from tests.bench.peers.adapters.protocol import read_passages

    model, passages, questions = sys.argv[1:]
    asked = [json.loads(line) for line in Path(questions).read_text("utf-8").splitlines()]
    print(
        json.dumps(
            measured(
                model,
                [passage.full for passage in read_passages(passages)],
                [one["question"] for one in asked],
            )
        )
    )


if __name__ == "__main__":
    main()
