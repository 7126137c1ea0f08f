"""An index on disk: what is written is what is read, or it is one line of error."""

from __future__ import annotations

import gc
import json
import os
import pickletools
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Span, text_digest
from corpus.errors import ModelError, QuotedeskError, StoreError
from indexer.build import build_index
from indexer.embed import Progress, Vectors
from indexer.index import Index
from indexer.rows import PassageRow, UnitRow
from indexer.settings import IndexSettings
from indexer.store import layout, reading
from indexer.store.codec import as_json, document_from, document_row
from indexer.store.folder import read_index, write_index
from indexer.store.place import CHECKPOINT, CURRENT, LOCK
from tests.indexer.fakes import HashEmbedder, document_of, documents_of, parts_of, two_documents

SETTINGS = IndexSettings()
ODD = "A\u2028b\u2029c\x85d\x0be\x1cf \r\ng “h” \x00 i 🚲 e\u0301 \u202e. The end of it."


class BrokenEmbedder(HashEmbedder):
    """Fails in the middle, as a model that is killed would."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        raise self.error


def write(folder: Path, documents: Sequence[Document] = two_documents()) -> Index:
    return write_index(documents, SETTINGS, HashEmbedder(), folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "index")
    return tmp_path / "index"


def version_of(folder: Path) -> Path:
    return folder / (folder / CURRENT).read_text()


def searched(index: Index) -> list[Any]:
    [query] = HashEmbedder().embed(["The permit costs 40 dollars a year"])
    return [
        index.passage_vectors.search(query, 9),
        index.sparse.search({"permit": 1.0, "victima": 0.5, "investigacion": 2.0}, 9),
    ]


def test_an_index_that_nobody_asks_is_gone_at_once(folder: Path) -> None:
    index = read_index(folder)
    row = index.document_of(PassageRow(0))
    index.units_of(PassageRow(0))
    index.unit(index.units_in(row)[0])
    index.contents.listed(row)
    index.vocabulary.frequency("word")
    gone = weakref.ref(index)
    assert open_in(folder) or not Path("/proc/self/fd").is_dir()
    gc.disable()  # a desk mustn't keep old ones until they are looked for
    try:
        del index
        assert gone() is None
        assert open_in(folder) == []
    finally:
        gc.enable()


def open_in(folder: Path) -> list[Path]:
    """The files of a folder that this process has open, where the system says so."""
    opened = [Path(os.path.realpath(it)) for it in Path("/proc/self/fd").glob("*")]
    return [path for path in opened if path.is_relative_to(folder.resolve())]


def one_line(error: pytest.ExceptionInfo[QuotedeskError]) -> str:
    line = str(error.value)
    assert len(line.splitlines()) == 1
    return line


class TestRoundTrip:
    def test_what_is_read_is_what_was_built(self, folder: Path, tmp_path: Path) -> None:
        built = build_index(two_documents(), SETTINGS, HashEmbedder(), tmp_path / "terms")
        again = read_index(folder)
        assert parts_of(again) == parts_of(built)
        for name in ("settings", "model_identity", "sizes", "acronyms"):
            assert getattr(again, name) == getattr(built, name), name
        assert searched(again) == searched(built)
        assert all(searched(again))

    def test_writing_gives_the_index_that_reading_gives(self, tmp_path: Path) -> None:
        written = write(tmp_path / "new" / "deep")
        assert searched(written) == searched(read_index(tmp_path / "new" / "deep"))

    def test_odd_texts_come_back_as_they_were(self, tmp_path: Path) -> None:
        metadata = {"author": "A\u2028B", "tags": ("x", "y\x85"), "supersedes": ("o",)}
        odd = document_of(ODD, "i\u2028d", "T\x85itle", **metadata)
        index = write(tmp_path / "index", [odd, *two_documents()])
        assert documents_of(index)[0] == odd
        assert documents_of(read_index(tmp_path / "index"))[0] == odd
        unit = index.unit(UnitRow(0))
        assert unit.span.of(odd.text) == unit.span.of(ODD)

    @given(
        text=st.text(max_size=200),
        title=st.text(max_size=20),
        tags=st.lists(st.text(max_size=5), max_size=3),
    )
    def test_a_document_is_a_line_of_ascii(self, text: str, title: str, tags: list[str]) -> None:
        made = document_of(text, "id", title, tags=tuple(tags))
        line = as_json(document_row(made))
        assert line.isascii()
        assert len(line.splitlines()) == 1
        assert document_from(json.loads(line)) == made

    def test_nothing_is_a_pickle(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import pickle

        def refuse(*_: object, **__: object) -> None:
            pytest.fail("something was unpickled")

        for name in ("load", "loads", "Unpickler"):
            monkeypatch.setattr(pickle, name, refuse)
        read_index(folder)
        for path in version_of(folder).rglob("*"):
            if path.is_file() and path.stat().st_size:
                with pytest.raises((ValueError, UnicodeDecodeError, IndexError)):
                    list(pickletools.genops(path.read_bytes()))
        digests = np.load(version_of(folder) / "part-1" / "digests.npy", allow_pickle=False)
        assert digests.dtype == np.uint8

    def test_whoever_may_read_one_file_may_read_all(self, folder: Path) -> None:
        modes = {path.stat().st_mode & 0o777 for path in version_of(folder).rglob("*.*")}
        expected = folder.parent / "made"
        expected.touch()
        assert modes == {expected.stat().st_mode & 0o777}


class TestReplacing:
    def test_a_new_index_takes_the_place_of_the_old_and_leaves_nothing(self, folder: Path) -> None:
        old = version_of(folder)
        write(folder, two_documents()[:1])
        assert [d.id for d in documents_of(read_index(folder))] == ["fees"]
        assert not old.exists()
        assert {p.name for p in folder.iterdir()} == {CURRENT, LOCK, version_of(folder).name}

    def test_an_index_that_is_open_goes_on_after_it_was_replaced(self, folder: Path) -> None:
        held = read_index(folder)
        before = searched(held)
        write(folder, two_documents()[:1])
        assert searched(held) == before

    @pytest.mark.parametrize(
        "error", [ModelError("broken"), RuntimeError("no memory"), KeyboardInterrupt()]
    )
    def test_a_crash_leaves_the_old_index_and_nothing_else(
        self, folder: Path, error: BaseException
    ) -> None:
        before = sorted(folder.rglob("*"))
        with pytest.raises(type(error)):
            write_index(two_documents()[:1], SETTINGS, BrokenEmbedder(error), folder)
        assert sorted(folder.rglob("*")) == before
        assert len(documents_of(read_index(folder))) == 2

    @pytest.mark.parametrize("step", ["mkdir", "rename", "replace"])
    def test_a_disk_that_fails_leaves_the_old_index_and_nothing_else(
        self, folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = sorted(folder.rglob("*"))

        def fails(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(Path, step, fails)
            with pytest.raises(StoreError, match="No space left on device") as caught:
                write(folder)
        assert "the index in use is unchanged" in one_line(caught)
        # What was embedded is kept for the next try.
        assert sorted({*folder.rglob("*")} - {folder / CHECKPOINT}) == before
        assert len(documents_of(read_index(folder))) == 2

    def test_a_folder_that_may_not_be_written_is_one_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def denied(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "mkdir", denied)
        with pytest.raises(StoreError, match=r"can't be written \(Permission denied\)") as caught:
            write(tmp_path / "index")
        assert "folder's rights" in one_line(caught)
        assert not (tmp_path / "index").exists()

    def test_what_a_killed_writer_left_is_removed_by_the_next(self, folder: Path) -> None:
        (folder / ".new-v-0123456789ab" / "terms").mkdir(parents=True)
        (folder / "v-0123456789ab").mkdir()
        (folder / ".v-0123456789ab").write_text("v-0123456789ab")
        write(folder)
        assert {p.name for p in folder.iterdir()} == {CURRENT, LOCK, version_of(folder).name}

    def test_what_others_keep_in_an_index_folder_stays(self, folder: Path) -> None:
        (folder / "v-mine").mkdir()
        (folder / ".DS_Store").touch()
        write(folder)
        assert (folder / "v-mine").is_dir()
        assert (folder / ".DS_Store").exists()

    def test_there_is_one_writer_at_a_time(self, folder: Path) -> None:
        class Second(HashEmbedder):
            def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
                with pytest.raises(StoreError, match="another process is writing") as caught:
                    write(folder)
                one_line(caught)
                assert len(documents_of(read_index(folder))) == 2
                return super().embed(texts, progress)

        write_index(two_documents()[:1], SETTINGS, Second(), folder)
        assert len(documents_of(read_index(folder))) == 1

    def test_a_reader_that_is_overtaken_by_a_writer_reads_the_new_index(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = layout.read_meta
        calls = []

        def overtaken(place: Path, where: Path) -> dict[str, Any]:
            calls.append(place)
            if len(calls) == 1:
                write(where, two_documents()[:1])
            return real(place, where)

        monkeypatch.setattr(reading, "read_meta", overtaken)
        assert [d.id for d in documents_of(read_index(folder))] == ["fees"]


class TestTarget:
    """An index never goes where somebody keeps other things."""

    @pytest.mark.parametrize("name", ["letter.txt", "v-holiday", ".git", "v-0123456789abc"])
    def test_a_folder_that_holds_other_things_is_left_alone(
        self, tmp_path: Path, name: str
    ) -> None:
        (tmp_path / name).mkdir()
        (tmp_path / name / "precious").write_text("x")
        with pytest.raises(StoreError, match="holds other things") as caught:
            write(tmp_path)
        assert name in one_line(caught)
        assert [p.relative_to(tmp_path).as_posix() for p in sorted(tmp_path.rglob("*"))] == [
            name,
            f"{name}/precious",
        ]

    def test_another_programs_pointer_is_left_alone(self, tmp_path: Path) -> None:
        """LevelDB's folders have a file CURRENT too."""
        (tmp_path / CURRENT).write_text("MANIFEST-000001\n")
        (tmp_path / "MANIFEST-000001").touch()
        with pytest.raises(StoreError, match="holds other things"):
            write(tmp_path)
        assert (tmp_path / CURRENT).read_text() == "MANIFEST-000001\n"

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(StoreError, match="this is a file") as caught:
            write(tmp_path / "file")
        one_line(caught)
        assert (tmp_path / "file").read_text() == "x"

    def test_an_empty_folder_and_an_interrupted_first_run_are_fine(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError):
            write_index(
                two_documents(), SETTINGS, BrokenEmbedder(ModelError("x")), tmp_path / "new"
            )
        assert {p.name for p in (tmp_path / "new").iterdir()} <= {LOCK}
        write(tmp_path / "new")
        assert len(documents_of(read_index(tmp_path / "new"))) == 2


def test_what_stands_apart_from_a_documents_text_is_kept_so() -> None:
    text = "Fees\n\nTel. 0455 771 300"
    blocks = (
        Block(kind=BlockKind.HEADING, span=Span(start=0, end=4), level=1),
        Block(kind=BlockKind.PARAGRAPH, span=Span(start=6, end=len(text)), apart=True),
    )
    document = Document(id="a", title="A", text=text, sha256=text_digest(text), blocks=blocks)
    assert document_from(document_row(document)) == document
