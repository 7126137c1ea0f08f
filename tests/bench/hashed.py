"""`quotedesk` with hashed words in place of the model: for what takes a model hours.

    python -m tests.bench.hashed [ARGUMENT ...]

The arguments are those of `quotedesk`. What always holds: all but the vectors is what it is
elsewhere; an index that was made so is asked so.
"""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

from indexer.embed import Embedder, EncoderPlace
from indexer.settings import IndexSettings
from tests.bench.question import HashedWords
from ui import cli, wiring


def _identity(_settings: IndexSettings) -> str:
    return HashedWords.identity


def _load(_settings: IndexSettings, _place: EncoderPlace) -> Embedder:
    return HashedWords()


def _open(_place: Path) -> Embedder:
    return HashedWords()


def main() -> int:
    with (
        patch.object(wiring, "model_identity", _identity),
        patch.object(wiring, "load_embedder", _load),
        patch.object(wiring, "open_encoder", _open),
    ):
        return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
