"""What every test may use: the real model, loaded once, and hypothesis without a stopwatch."""

from __future__ import annotations

import pytest
from hypothesis import settings

from indexer.embed import Embedder, load_embedder
from indexer.settings import IndexSettings

# A busy machine is no failure; tests that take too long are stopped by pytest-timeout.
settings.register_profile("quotedesk", deadline=None)
settings.load_profile("quotedesk")


@pytest.fixture(scope="session")
def real_embedder() -> Embedder:
    """The default model (several seconds); a test that asks for it is marked `model`."""
    return load_embedder(IndexSettings())
