"""What shapes an index is part of what it is known by, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document, Metadata
from corpus.errors import StoreError
from corpus.formats.version import installed_version
from indexer.settings import IndexSettings
from indexer.store import fingerprint as room
from indexer.store.fingerprint import check_shape, fingerprint, key_of, shape, shaping
from indexer.store.folder import FolderStore, open_past, read_index, write_index
from indexer.store.layout import sealed
from indexer.store.place import CURRENT
from indexer.update import Indexing
from tests.indexer.fakes import AID, FEES, HashEmbedder, document_of, documents_of, two_documents


def fingerprint_of(
    documents: Iterable[Document], settings: IndexSettings, model_identity: str
) -> str:
    return fingerprint(map(key_of, documents), settings, model_identity)


SETTINGS = IndexSettings()


class TestFingerprint:
    def test_it_is_written_with_the_index(self, tmp_path: Path) -> None:
        folder = tmp_path / "index"
        write_index(two_documents(), SETTINGS, HashEmbedder(), folder)
        expected = fingerprint_of(two_documents(), SETTINGS, HashEmbedder().identity)
        assert open_past(folder).fingerprint == expected

    def test_it_changes_with_whatever_shapes_the_index(self) -> None:
        fees, aid = two_documents()
        made = [
            fingerprint_of((fees, aid), SETTINGS, "m@1"),
            fingerprint_of((aid, fees), SETTINGS, "m@1"),
            fingerprint_of((fees,), SETTINGS, "m@1"),
            fingerprint_of((document_of(fees.text + ".", fees.id), aid), SETTINGS, "m@1"),
            fingerprint_of((replace(fees, title="Other"), aid), SETTINGS, "m@1"),
            fingerprint_of((replace(fees, id="other"), aid), SETTINGS, "m@1"),
            fingerprint_of((replace(fees, metadata=Metadata(language="es")), aid), SETTINGS, "m@1"),
            fingerprint_of((replace(fees, blocks=fees.blocks[1:]), aid), SETTINGS, "m@1"),
            fingerprint_of((fees, aid), SETTINGS, "m@2"),
            fingerprint_of((fees, aid), replace(SETTINGS, passage_tokens=100), "m@1"),
            fingerprint_of((fees, aid), replace(SETTINGS, model="m"), "m@1"),
        ]
        assert len(set(made)) == len(made)

    def test_it_doesnt_change_otherwise(self) -> None:
        first = fingerprint_of(two_documents(), SETTINGS, "m@1")
        assert fingerprint_of(two_documents(), SETTINGS, "m@1") == first
        allowed = replace(SETTINGS, model_download=True)
        assert fingerprint_of(two_documents(), allowed, "m@1") == first
        assert "model_download" not in shaping(allowed)

    def test_it_changes_with_the_code_and_the_libraries(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = fingerprint_of(two_documents(), SETTINGS, "m@1")
        monkeypatch.setattr(room, "shape", lambda: {**shape(), "code": "another"})
        assert fingerprint_of(two_documents(), SETTINGS, "m@1") != first


class TestShape:
    def test_every_name_in_it_is_there(self) -> None:
        here = Path(room.__file__).parents[1]
        for name in (*room.SHAPING, *room.EMBEDDING):
            assert (here / name).exists(), name
        assert all(shape()["libraries"].values())
        assert set(shape()["libraries"]) == set(room.LIBRARIES)

    def test_a_change_of_a_source_changes_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "search").mkdir()
        for name in ("terms.py", "search/one.py", "update.py"):
            (tmp_path / name).write_text("x = 1\n")
        monkeypatch.setattr(room, "__file__", str(tmp_path / "store" / "fingerprint.py"))

        def digest() -> str:
            return room._digest_of(("terms.py", "search"))

        first = digest()
        (tmp_path / "update.py").write_text("x = 2\n")
        assert digest() == first
        (tmp_path / "search/one.py").write_text("x = 2\n")
        assert digest() != first

    def test_a_library_that_isnt_installed_has_no_version(self) -> None:
        assert installed_version("no-such-package") == ""


@pytest.fixture
def indexing(tmp_path: Path) -> tuple[Indexing, HashEmbedder]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "fees.txt").write_text(FEES)
    (tmp_path / "docs" / "aid.txt").write_text(AID)
    embedder = HashEmbedder()
    return (
        Indexing(
            tmp_path / "docs",
            FolderStore(tmp_path / "index"),
            SETTINGS,
            load=lambda *_: embedder,
            identify=lambda _: embedder.identity,
        ),
        embedder,
    )


def record(folder: Path, **other: Any) -> None:
    """Writes that the index was made by other code or libraries than it was."""
    path = folder / (folder / CURRENT).read_text() / "meta.json"
    meta = json.loads(path.read_text())
    meta["shape"] |= other
    path.write_text(sealed(meta))


class TestAnotherShape:
    """An index made by other code is refused or made anew, never searched."""

    @pytest.mark.parametrize(
        ("other", "named"),
        [
            ({"code": "another"}, "its libraries."),
            ({"formats": "another"}, "its libraries."),
            ({"embedding": "another"}, "its libraries."),
            ({"libraries": {**shape()["libraries"], "tantivy": "0.1"}}, "libraries (tantivy)."),
            ({"libraries": None}, "its libraries."),
        ],
    )
    def test_it_is_never_searched(
        self,
        other: Mapping[str, Any],
        named: str,
        indexing: tuple[Indexing, HashEmbedder],
        tmp_path: Path,
    ) -> None:
        indexing[0].run()
        record(tmp_path / "index", **other)
        with pytest.raises(StoreError, match="by another version of quotedesk") as caught:
            read_index(tmp_path / "index")
        assert len(str(caught.value).splitlines()) == 1
        assert named in str(caught.value)
        assert str(caught.value).endswith("Run `quotedesk index` again.")

    def test_indexing_makes_it_anew_without_embedding_again(
        self, indexing: tuple[Indexing, HashEmbedder], tmp_path: Path
    ) -> None:
        run, embedder = indexing[0].run, indexing[1]
        first = run()
        assert first.embedded > 0
        record(tmp_path / "index", code="another")
        embedder.embedded.clear()
        again = run()
        assert embedder.embedded == []
        assert (again.embedded, again.reused, again.fresh) == (0, first.embedded, False)
        assert len(documents_of(read_index(tmp_path / "index"))) == 2
        assert run().fresh

    @pytest.mark.parametrize("part", ["readers", "splitter"])
    def test_it_can_be_asked_where_the_libraries_that_read_and_cut_are_others(
        self, part: str, indexing: tuple[Indexing, HashEmbedder], tmp_path: Path
    ) -> None:
        """Or aren't installed; where they are, indexing makes it anew."""
        run = indexing[0].run
        run()
        record(tmp_path / "index", **{part: "another"})
        assert len(documents_of(read_index(tmp_path / "index"))) == 2
        assert not run().fresh
        assert run().fresh

    def test_other_code_that_embeds_embeds_again(
        self, indexing: tuple[Indexing, HashEmbedder], tmp_path: Path
    ) -> None:
        run, embedder = indexing[0].run, indexing[1]
        first = run()
        record(tmp_path / "index", embedding="another")
        embedder.embedded.clear()
        again = run()
        assert len(embedder.embedded) == first.embedded == again.embedded
        assert open_past(tmp_path / "index").vectors is not None

    def test_an_index_that_says_nothing_of_it_is_refused(self) -> None:
        others: list[object] = [None, {}, [], "x"]
        for made_by in others:
            with pytest.raises(StoreError, match="another version"):
                check_shape(made_by, "here")
        check_shape(json.loads(json.dumps(shape())), "here")
