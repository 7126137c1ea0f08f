"""The value: which rows belong together, and with which model it may be searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Span
from corpus.errors import StoreError
from indexer.build import build_index
from indexer.index import IndexedUnit, check_model, ranges_of
from indexer.rows import DocumentRow, PassageRow
from indexer.settings import IndexSettings
from tests.indexer.fakes import HashEmbedder, two_documents
from tests.indexer.memory import MEMORY


def test_ranges_of_passages_without_units_are_empty() -> None:
    units = [
        IndexedUnit(
            document=DocumentRow(0),
            passage=PassageRow(p),
            block=0,
            span=Span(start=0, end=1),
            boilerplate=False,
        )
        for p in (1, 1, 3)
    ]
    assert ranges_of(units, 5) == (range(0), range(2), range(0), range(2, 3), range(0))


def test_another_model_is_told_before_it_is_asked(tmp_path: Path) -> None:
    index = build_index(two_documents(), IndexSettings(), HashEmbedder(), tmp_path, searches=MEMORY)
    check_model(index, HashEmbedder())
    with pytest.raises(StoreError, match="made with hash-64@1, not with hash-64@2") as caught:
        check_model(index, HashEmbedder("hash-64@2"))
    assert str(caught.value).endswith("Set that model, or run `quotedesk index` again.")


def test_what_was_recorded_is_each_documents_digest(tmp_path: Path) -> None:
    index = build_index(two_documents(), IndexSettings(), HashEmbedder(), tmp_path, searches=MEMORY)
    assert {it.id: it.sha256 for it in index.contents} == {
        one.id: one.sha256 for one in two_documents()
    }
