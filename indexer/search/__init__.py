"""Dense and lexical search. The place where it is chosen which libraries search."""

from __future__ import annotations

from corpus.errors import StoreError
from indexer.search.protocols import (
    FIELD_WEIGHTS,
    DenseIndex,
    LexicalEntry,
    LexicalIndex,
    LexicalWriter,
    Searches,
)

__all__ = [
    "FIELD_WEIGHTS",
    "DenseIndex",
    "LexicalEntry",
    "LexicalIndex",
    "LexicalWriter",
    "Searches",
    "default_searches",
]

# Names of packages that are not those of their modules.
PACKAGES = {"faiss": "faiss-cpu"}


def default_searches() -> Searches:
    """FAISS and tantivy, which are imported when they are first needed.

    Raises StoreError if one of them isn't installed.
    """
    try:
        from indexer.search import faiss
        from indexer.search.tantivy import TantivyIndex, TantivyWriter
    except ImportError as error:
        module = (error.name or "faiss").split(".")[0]
        package = PACKAGES.get(module, module)
        raise StoreError(
            f"the package {package}, which the index is searched with, can't be imported",
            mend=f"run `make install`, or `pip install {package}`",
        ) from error
    return Searches(
        dense=faiss.build,
        open_dense=faiss.load,
        lexical=TantivyIndex.build,
        open_lexical=TantivyIndex.load,
        new_lexical=TantivyWriter.new,
        more_lexical=TantivyWriter.more,
    )
