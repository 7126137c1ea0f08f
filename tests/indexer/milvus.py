"""Milvus Lite as the tests use it: an index of its own for each."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from indexer.store.milvus.store import MilvusStore

_numbers = count(1)


def milvus_store(address: str, folder: Path) -> MilvusStore:
    return MilvusStore(address=address, name=f"test_{next(_numbers)}", folder=folder)
