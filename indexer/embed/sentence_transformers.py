"""Models that sentence-transformers runs, on the CPU. The only module that knows that library.

Importing it and torch takes seconds, so it happens when a model is first needed and not before.
What always holds: vectors are float32, of length 1, one row a text in the order given.
"""

from __future__ import annotations

import copy
import logging
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import ModelError
from indexer.embed.batches import batches, encodable
from indexer.embed.protocol import Progress, Vectors
from indexer.embed.weights import bundled_folder
from indexer.settings import DEFAULT_MODEL, IndexSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# What comes with a question: itself and its context.
FEW_TEXTS = 4

log = logging.getLogger(__name__)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, on the CPU."""

    def __init__(self, model: SentenceTransformer, identity: str) -> None:
        import torch

        self._set_threads = torch.set_num_threads
        self._model = model
        self._identity = identity
        # The model's own is set to cut and pad. One that is set now to this and now to that would
        # give one thread's text as another thread wants it.
        self._counter: Any = copy.deepcopy(model.tokenizer)
        self.count_tokens(["one"])  # sets it for good
        self.embed(["one"])

    @property
    def identity(self) -> str:
        return self._identity

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def max_tokens(self) -> int:
        return int(self._model.max_seq_length or 512)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        encoded = self._counter(
            encodable(texts),
            add_special_tokens=False,
            truncation=False,
            padding=False,
            verbose=False,
        )
        return [len(ids) for ids in encoded["input_ids"]]

    def is_word(self, word: str) -> bool:
        return self.count_tokens([word]) == [1]

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return out
        # A question gains nothing from a second thread and, where cores are shared, waits for it:
        # 20 ms became 500 ms beside a busy process. Indexing takes all cores.
        self._set_threads(1 if len(texts) <= FEW_TEXTS else os.cpu_count() or 1)
        texts = encodable(texts)
        for batch in batches(self.count_tokens(texts), self.max_tokens):
            out[batch] = self._model.encode(
                [texts[i] for i in batch],
                batch_size=len(batch),
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
            if progress:
                progress(len(batch))
        return out


def load(settings: IndexSettings, identity: str) -> SentenceTransformerEmbedder:
    """Loads the model that the settings name. Raises ModelError."""
    offline = not settings.model_download
    _prepare(offline=offline)
    try:
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar
    except ImportError as error:
        package = (error.name or "sentence-transformers").split(".")[0].replace("_", "-")
        raise ModelError(
            f"the package {package}, which runs the model, can't be imported",
            mend=f"run `make install`, or `pip install {package}`",
        ) from error
    disable_progress_bar()  # type: ignore[no-untyped-call]
    path = str(bundled_folder()) if settings.model == DEFAULT_MODEL else settings.model
    try:
        model = SentenceTransformer(path, device="cpu", local_files_only=offline)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        mend = (
            "give the folder of a sentence-transformers model, or allow the download with"
            " `model_download = true`"
            if offline
            else "check the name, the network and the disk"
        )
        raise ModelError("this model can't be loaded", where=settings.model, mend=mend) from error
    log.info("loaded %s", identity)
    return SentenceTransformerEmbedder(model, identity)


def _prepare(*, offline: bool) -> None:
    """Sets what the libraries read when they are imported."""
    if offline:
        # Read when huggingface_hub is imported: no look-up may leave the machine.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Loading takes no time to watch, and its bar would land between an error and its reader.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
