"""Any sentence-transformers model as an ONNX model. The only module that knows that library.

It is imported with torch, which takes seconds, when a model is converted: once for each index and
model. What always holds: nothing is downloaded unless that was allowed.
"""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import ModelError
from indexer.embed.convert.model_file import save_model
from indexer.embed.encoder import EMBEDDING, IDS, MASK, MODEL, TOKENIZER, TYPES, Card
from indexer.embed.protocol import Vectors
from indexer.settings import IndexSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

# How the exporter sees what the model takes: texts of different lengths.
SAMPLE = ("A permit costs 40 dollars a year.", "parking permit")
OPSET = 18  # the newest that the exporter knows


class Original:
    """A model as sentence-transformers runs it."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model

    def embed(self, texts: Sequence[str]) -> Vectors:
        made: Vectors = np.asarray(
            self._model.encode(
                list(texts),
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            ),
            dtype=np.float32,
        )
        return made

    def write(self, folder: Path, identity: str) -> Card:
        """Writes all but the card. Raises ModelError if the model can't be converted."""
        tokenizer = getattr(self._model.tokenizer, "backend_tokenizer", None)
        if tokenizer is None:
            raise ModelError(
                "this model's tokenizer is of a kind that can't be converted",
                where=identity,
                mend="choose a model that has a tokenizer.json",
            )
        try:
            save_model(_exported(self._model), folder)
        except (RuntimeError, TypeError, ValueError, LookupError, AttributeError) as error:
            raise ModelError(
                "this model can't be converted to ONNX",
                where=identity,
                mend="choose a model of a kind that torch can export (BERT, MPNet, XLM-RoBERTa)",
            ) from error
        (folder / TOKENIZER).write_text(tokenizer.to_str(), encoding="utf-8")
        return Card(
            identity=identity,
            dimension=int(self._model.get_embedding_dimension() or 0),
            max_tokens=int(self._model.max_seq_length or 512),
            padding=int(self._model.tokenizer.pad_token_id or 0),
        )


def _exported(model: SentenceTransformer) -> Any:
    """The model in ONNX's form."""
    import onnx
    import torch

    given = model.tokenize(list(SAMPLE))
    names = [name for name in (IDS, MASK, TYPES) if name in given]

    class Whole(torch.nn.Module):
        """All modules of the model, from tokens to the vector of the text."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = model

        def forward(self, *values: Any) -> Any:
            return self.inner(dict(zip(names, values, strict=True)))[EMBEDDING]

    with tempfile.TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        path = Path(folder) / MODEL
        # It is told there of other ways to export; those fail on several kinds of models.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            tuple(given[name] for name in names),
            path,
            input_names=names,
            output_names=[EMBEDDING],
            dynamic_axes={
                **{name: {0: "texts", 1: "tokens"} for name in names},
                EMBEDDING: {0: "texts"},
            },
            opset_version=OPSET,
            dynamo=False,
            verbose=False,
        )
        return onnx.load(path)


def load_original(settings: IndexSettings, path: str) -> Original:
    """Loads the model at `path`, a folder or the name that the settings give. Raises ModelError."""
    offline = not settings.model_download
    _prepare(offline=offline)
    try:
        import torch
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar
    except ImportError as error:
        package = (error.name or "sentence-transformers").split(".")[0].replace("_", "-")
        raise ModelError(
            f"the package {package}, which converts this model, can't be imported",
            where=settings.model,
            mend="run `make models`, or `pip install 'quotedesk[models]'`",
        ) from error
    torch.set_num_threads(1)  # beside other work, threads that wait for each other cost more
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
    log.info("loaded %s", settings.model)
    return Original(model)


def _prepare(*, offline: bool) -> None:
    """Sets what the libraries read when they are imported."""
    if offline:
        # Read when huggingface_hub is imported: no look-up may leave the machine.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Loading takes no time to watch, and its bar would land between an error and its reader.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
