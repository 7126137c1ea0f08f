"""The default model, for tests and benchmarks that don't keep an index."""

from __future__ import annotations

import tempfile
from pathlib import Path

from indexer.embed import Embedder, load_embedder
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore


def default_embedder() -> Embedder:
    """Converted (seconds) into a folder that is gone when this returns: it is in memory then."""
    with tempfile.TemporaryDirectory() as folder:
        return load_embedder(IndexSettings(), FolderStore(Path(folder)).encoder)
