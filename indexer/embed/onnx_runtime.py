"""Encoders run by ONNX Runtime, on the CPU. The only module that knows it and its tokenizers.

What always holds: vectors are float32, of length 1, one row a text in the order given; a question
takes the thread that asks it and no other; nothing here needs torch. The library tells nobody of
what it runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import ModelError
from indexer.embed.batches import batches, encodable
from indexer.embed.encoder import (
    EMBEDDING,
    IDS,
    MASK,
    MODEL,
    TOKENIZER,
    TYPES,
    Card,
    damaged,
    read_card,
)
from indexer.embed.protocol import Progress, Vectors

if TYPE_CHECKING:  # named again, so that others can name them by this module
    from onnxruntime import InferenceSession as InferenceSession  # noqa: PLC0414
    from tokenizers import Encoding as Encoding  # noqa: PLC0414
    from tokenizers import Tokenizer as Tokenizer  # noqa: PLC0414

# What comes with a question: itself and its context.
FEW_TEXTS = 4

# Read when the library is imported. Since 1.29 its builds keep an identifier of the machine in the
# user's folder, and tell Microsoft which models are opened and how fast they run.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


class OnnxEmbedder:
    """An encoder that was opened. Any number of threads may use it at once."""

    def __init__(
        self,
        card: Card,
        session: InferenceSession,
        tokenizer: Tokenizer,
        threads: int | None = None,
    ) -> None:
        """`tokenizer` neither cuts nor pads."""
        self._threads = threads
        self._card = card
        self._session = session
        self._tokenizer = tokenizer
        self._special = tokenizer.num_special_tokens_to_add(is_pair=False)
        self._types = TYPES in {it.name for it in session.get_inputs()}

    @property
    def identity(self) -> str:
        return self._card.identity

    @property
    def dimension(self) -> int:
        return self._card.dimension

    @property
    def max_tokens(self) -> int:
        return self._card.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(it) for it in self._tokens(texts)]

    def is_word(self, word: str) -> bool:
        return self.count_tokens([word]) == [1]

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self._embed([self._card.passage + text for text in texts], progress)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed([self._card.query + text for text in texts], None)

    def _embed(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        tokens = self._tokens(texts)
        most = self.max_tokens - self._special
        for it in tokens:
            it.truncate(most)
        rows = batches([len(it) + self._special for it in tokens])
        runs = [[self._tokenizer.post_process(tokens[row]) for row in batch] for batch in rows]
        for batch, vectors in zip(rows, self._vectors(runs, len(texts)), strict=True):
            out[batch] = vectors
            if progress:
                progress(len(batch))
        return out

    def _tokens(self, texts: Sequence[str]) -> list[Encoding]:
        """Whole, without special tokens."""
        found: list[Encoding] = self._tokenizer.encode_batch(
            encodable(texts), add_special_tokens=False
        )
        return found

    def _vectors(self, runs: Sequence[list[Encoding]], texts: int) -> Iterator[Vectors]:
        """One array a run, in their order.

        Each run keeps to one thread, and as many run at once as there are cores: threads that
        share a run spin while they wait for each other, and beside other work that costs more
        than it brings.
        """
        if texts <= FEW_TEXTS:
            yield from map(self._run, runs)
            return
        pool = ThreadPoolExecutor(self._threads or _cores())
        try:
            yield from pool.map(self._run, runs)
        finally:
            pool.shutdown(cancel_futures=True)

    def _run(self, encodings: Sequence[Encoding]) -> Vectors:
        width = max(len(it) for it in encodings)
        ids = np.full((len(encodings), width), self._card.padding, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, it in enumerate(encodings):
            ids[row, : len(it)] = it.ids
            mask[row, : len(it)] = 1
        given = {IDS: ids, MASK: mask}
        if self._types:
            given[TYPES] = np.zeros_like(ids)
        [made] = self._session.run([EMBEDDING], given)
        vectors = np.asarray(made, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
        return unit


def open_encoder(folder: Path, *, threads: int | None = None) -> OnnxEmbedder:
    """Opens an encoder that lies on the disk, in a fraction of a second. `threads`: at most so many
    for many texts; None: one for each core.

    Raises ModelError if it isn't whole, or a library that it needs isn't installed.
    """
    card = read_card(folder)
    try:
        session = open_session(folder / MODEL)
    except UnreadableError as error:
        raise damaged(folder) from error
    return OnnxEmbedder(card, session, open_tokenizer(folder / TOKENIZER), threads)


def in_whole_numbers(model: Any, file: Path) -> None:
    """Writes a model of floats, in ONNX's form, with weights of eight bits and a scale a column.

    `reduce_range`: seven bits of the eight, for processors without VNNI add two products in
    sixteen bits and would overflow. Raises ImportError or OSError.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # There is nothing in our graphs to be folded first, which is what it warns of without this.
    model.metadata_props.add(key="onnx.quant.pre_process", value="onnxruntime.quant")
    quantize_dynamic(
        model,
        file,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


class UnreadableError(Exception):
    """A model is as it was written, but for a newer version of the library."""


def open_session(model: Path) -> InferenceSession:
    """Raises ModelError if the library isn't installed, UnreadableError if it can't read this."""
    try:
        import onnxruntime
    except ImportError as error:
        raise _missing(error) from error
    states = onnxruntime.capi.onnxruntime_pybind11_state
    try:
        return onnxruntime.InferenceSession(
            str(model),
            _options(onnxruntime),
            providers=["CPUExecutionProvider"],
            # On the CPU the fused operator takes five times what its two parts take.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
    except (states.Fail, states.InvalidGraph, states.NotImplemented) as error:
        raise UnreadableError(str(error)) from error


def open_tokenizer(file: Path) -> Tokenizer:
    """One that neither cuts nor pads. Raises ModelError if the library isn't installed."""
    # Read when the library is imported. Its threads would gain little, and warn after a fork.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _missing(error) from error
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _missing(error: ImportError) -> ModelError:
    package = (error.name or "onnxruntime").split(".")[0]
    return ModelError(
        f"the package {package}, which runs the model, can't be imported",
        mend=f"run `make install`, or `pip install {package}`",
    )


def _options(onnxruntime: Any) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # It remembers a plan for each shape it has seen, and a batch seldom has the shape of another.
    options.enable_mem_pattern = False
    options.log_severity_level = 3  # errors
    return options


def _cores() -> int:
    """Those that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
