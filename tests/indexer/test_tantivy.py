"""What is tantivy's own. What every lexical index does: test_lexical_contract.py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indexer.rows import DocumentRow
from indexer.search import LexicalEntry
from indexer.search.tantivy import TantivyIndex

ENTRIES = [
    LexicalEntry(document=DocumentRow(n), title="", section="", body=body, language=language)
    for n, (body, language) in enumerate([("A permit.", "en"), ("La ayuda.", "es")])
]


def test_a_folder_that_may_not_be_written_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "t"
    built = TantivyIndex.build(tmp_path / "built", ENTRIES)
    # Another folder: the one that is open looks for news in its own, and locks it to do so.
    shutil.copytree(tmp_path / "built", folder, ignore=shutil.ignore_patterns(".*.lock"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr("os.access", lambda *_: False)  # tests may run as root, who may anything
    folder.chmod(0o500)
    again = TantivyIndex.load(folder, ["en", "es"])
    assert again.search({"permit": 1.0}, 10) == built.search({"permit": 1.0}, 10) != []
    assert not list(folder.glob(".*.lock"))
    assert {path.name for path in temporary.rglob("*.*")} <= {".tantivy-meta.lock"}
    folder.chmod(0o700)
