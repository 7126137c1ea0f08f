"""The file that a document was read from: its bytes, and a stamp that changes with them."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.load import load_corpus
from corpus.original import original_bytes, original_stamp


@pytest.mark.parametrize("archived", [False, True])
def test_a_stamp_changes_when_the_file_may_have(tmp_path: Path, archived: bool) -> None:
    file = tmp_path / ("all.zip" if archived else "a.txt")
    if archived:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("in/a.txt", "One text.")
    else:
        file.write_text("One text.")
    [document] = load_corpus(tmp_path).documents
    assert original_bytes(tmp_path, document) == b"One text."
    stamp = original_stamp(tmp_path, document)
    assert stamp is not None
    assert original_stamp(tmp_path, document) == stamp
    os.utime(file, (1, 1))
    assert original_stamp(tmp_path, document) not in (None, stamp)
    file.unlink()
    assert original_stamp(tmp_path, document) is None
    with pytest.raises(CorpusError):
        original_bytes(tmp_path, document)


def test_a_link_that_leads_outside_has_none(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("One text.")
    [document] = load_corpus(folder).documents
    (folder / "a.txt").rename(tmp_path / "a.txt")
    (folder / "a.txt").symlink_to(tmp_path / "a.txt")
    assert original_stamp(folder, document) is None
