"""Documents are put aside as they are read, and one is held in memory at a time."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus.files
from corpus.document import Document
from corpus.errors import CorpusError, StoreError
from corpus.load import Before, load_corpus
from indexer.embed import Embedder
from indexer.index import Texts
from indexer.settings import IndexSettings
from indexer.store import plan, spool
from indexer.store.fingerprint import key_of
from indexer.store.folder import FolderStore, open_past, read_index, write_index
from indexer.store.shelf import DocumentShelf, Shelved, heads_of, languages_of
from indexer.store.spool import Spool
from indexer.update import Indexing
from tests.indexer.fakes import FEES, HashEmbedder, document_of, documents_of

SPANISH = (
    "La oficina de ayuda atiende a las víctimas de lunes a viernes, y los sábados por la mañana. "
    "El trámite no cuesta nada, pero se pide una cita con dos días de antelación. Para los que "
    "viven lejos hay también un servicio en el que un agente llama por teléfono a su casa."
)
ENGLISH = (
    "The office is open on Monday and on Friday. You can ask for an appointment at the desk or by "
    "telephone, and it will be there for you when you come. If this is not what you need, there "
    "are other ways to reach us from your home."
)
SHORT = "Oficina abierta."  # too little to tell its language by


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled as soon as they are written."""
    monkeypatch.setattr(corpus.files, "SETTLED_NS", -(10**12))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for name, text in {"aid.txt": SPANISH, "fees.md": FEES, "short.txt": SHORT}.items():
        (made / name).write_text(text, encoding="utf-8")
    rows = [{"_id": f"r{n}", "title": f"Row {n}", "text": f"Row {n}. {FEES}"} for n in range(4)]
    (made / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return made


class Unread(Mapping[str, Document]):
    """Documents of which some may not be read."""

    def __init__(self, documents: Sequence[Document], open_to: frozenset[str] = frozenset()):
        self._documents, self._open = {it.id: it for it in documents}, open_to

    def __getitem__(self, identity: str) -> Document:
        assert identity in self._open, f"{identity} was read"
        return self._documents[identity]

    def items(self) -> Sequence[tuple[str, Document]]:  # type: ignore[override]
        return list(self._documents.items())

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def test_what_is_put_there_is_given_back(folder: Path) -> None:
    expected = load_corpus(folder)
    with DocumentShelf({}, {}) as shelf:
        found = load_corpus(folder, shelf=shelf)
        assert tuple(found.documents) == expected.documents
        assert found.documents[1:3] == list(expected.documents[1:3])
        assert (found.skipped, found.files) == (expected.skipped, expected.files)
        for head, document in zip(heads_of(found.documents), expected.documents, strict=True):
            assert (head.id, head.key) == (document.id, key_of(document))
            assert head.language == document.metadata.language
        assert heads_of(found.documents) == heads_of(expected.documents)
        assert list(languages_of(found.documents)) == list(languages_of(expected.documents))


def test_what_has_not_changed_is_not_read_again(folder: Path) -> None:
    first = load_corpus(folder)
    (folder / "fees.md").write_text(FEES.replace("40", "45"), encoding="utf-8")
    keys = {it.id: key_of(it) for it in first.documents}
    # A text that tells too little by itself is looked at each time, beside the others.
    known = Unread(first.documents, frozenset({"short.txt"}))
    with DocumentShelf(known, keys) as shelf:
        before = Before(files=first.files, documents=known)
        heads = heads_of(load_corpus(folder, before=before, shelf=shelf).documents)
    assert heads == heads_of(load_corpus(folder).documents)
    assert [it.id for it in heads if keys[it.id] != it.key] == ["fees.md"]


def test_a_language_that_the_others_tell_changes_with_them(folder: Path) -> None:
    (folder / "fees.md").unlink()
    (folder / "rows.jsonl").unlink()
    first = load_corpus(folder)
    [short] = [it for it in first.documents if it.id == "short.txt"]
    assert (short.metadata.language, short.metadata.assumed) == ("es", True)
    (folder / "aid.txt").write_text(ENGLISH, encoding="utf-8")
    documents = {it.id: it for it in first.documents}
    keys = {it.id: key_of(it) for it in first.documents}
    with DocumentShelf(documents, keys) as shelf:
        before = Before(files=first.files, documents=documents)
        found = load_corpus(folder, before=before, shelf=shelf)
        assert tuple(found.documents) == load_corpus(folder).documents
        assert heads_of(found.documents)[-1].key != keys["short.txt"]


def test_two_documents_with_one_id_are_an_error_there_too(folder: Path) -> None:
    (folder / "more.jsonl").write_text('{"_id": "r1", "text": "Another."}', encoding="utf-8")
    with DocumentShelf({}, {}) as shelf, pytest.raises(CorpusError, match="'r1' belongs to both"):
        load_corpus(folder, shelf=shelf)


def test_a_large_corpus_is_not_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", 0)
    path = tmp_path / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(40):
            row = {"_id": f"r{n}", "text": f"{n} {ENGLISH} {'x' * 100_000}"}
            file.write(json.dumps(row) + "\n")
    with DocumentShelf({}, {}) as shelf:
        load_corpus(path)  # what is made once and kept
        tracemalloc.start()
        try:
            documents = load_corpus(path, shelf=shelf).documents
            length = sum(len(document.text) for document in documents)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert length > 4_000_000
    assert most < length / 4


def test_all_documents_of_an_index_are_read_and_none_is_kept(tmp_path: Path) -> None:
    made = [document_of(f"{n} {FEES}\n\n{'x' * 50_000}", f"d{n}", f"D {n}") for n in range(40)]
    write_index(made, IndexSettings(), HashEmbedder(), tmp_path / "index")
    texts = Texts(read_index(tmp_path / "index"))
    assert len(texts["d0"].text) > 50_000  # what is made once and kept
    tracemalloc.start()
    try:
        length = sum(len(document.text) for document in texts.values())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert length == sum(len(it.text) for it in made)
    assert most < length / 4


def shelved(documents: Sequence[Document], before: Path | None = None) -> DocumentShelf:
    past = open_past(before) if before else None
    shelf = DocumentShelf(past.documents if past else {}, past.keys if past else {})
    for document in documents:
        if past and past.keys.get(document.id) == key_of(document):
            shelf.keep(document.id)
        else:
            shelf.add(document)
    return shelf


def numbered(number: int, price: int = 40) -> Document:
    return document_of(FEES.replace("40", str(price)), f"d{number:03}", f"Permit {number}")


def places(folder: Path) -> dict[str, int]:
    return {it.id: it.place for it in open_past(folder)._kept.texts().known()}  # type: ignore[union-attr]


class TestAnIndex:
    def write(self, folder: Path, documents: Sequence[Document], reads: list[str]) -> None:
        embedder: Embedder = HashEmbedder()
        past = open_past(folder)
        with shelved(documents, folder) as shelf:
            real = shelf.document

            def document(identity: str) -> Document:
                reads.append(identity)
                return real(identity)

            shelf.document = document  # type: ignore[method-assign]
            write_index(shelf.documents(), IndexSettings(), embedder, folder, past=past)

    def test_it_is_the_one_that_documents_in_memory_give(self, tmp_path: Path) -> None:
        documents = [numbered(n) for n in range(6)]
        reads: list[str] = []
        self.write(tmp_path / "one", documents, reads)
        write_index(documents, IndexSettings(), HashEmbedder(), tmp_path / "other")
        one, other = read_index(tmp_path / "one"), read_index(tmp_path / "other")
        assert documents_of(one) == documents_of(other) == tuple(documents)
        assert (one.digests == other.digests).all()
        assert open_past(tmp_path / "one").fingerprint == open_past(tmp_path / "other").fingerprint
        assert reads == [it.id for it in documents]

    def test_only_what_has_changed_is_read_and_no_other_is_moved(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(plan, "MANY_PASSAGES", 0)
        documents = {n: numbered(n) for n in range(0, 120, 2)}
        reads: list[str] = []
        self.write(tmp_path, list(documents.values()), reads)
        before, reads = places(tmp_path), []
        documents |= {7: numbered(7), 8: numbered(8, 99)}
        del documents[40]
        ordered = [documents[n] for n in sorted(documents)]
        self.write(tmp_path, ordered, reads)
        assert reads == ["d007", "d008"]
        after = places(tmp_path)
        assert documents_of(read_index(tmp_path)) == tuple(ordered)
        assert sorted(after, key=after.__getitem__) == [it.id for it in ordered]
        moved = [name for name, place in after.items() if before.get(name, place) != place]
        assert set(moved) <= {"d008"}

    def test_more_new_ones_than_there_is_room_for_move_those_after_them(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(plan, "MANY_PASSAGES", 0)
        monkeypatch.setattr(plan, "MOST_BESIDE", 0.9)
        reads: list[str] = []
        documents = [numbered(n) for n in (*range(20), 100, 101)]
        self.write(tmp_path, documents, reads)
        more = [numbered(n) for n in range(20, 20 + 2 * plan.SPACE)]
        ordered = [*documents[:20], *more, *documents[20:]]
        self.write(tmp_path, ordered, reads)
        assert documents_of(read_index(tmp_path)) == tuple(ordered)
        found = places(tmp_path)
        assert len(set(found.values())) == len(ordered)


def test_a_command_goes_the_same_way(folder: Path, tmp_path: Path) -> None:
    embedder = HashEmbedder()
    indexing = Indexing(
        folder,
        FolderStore(tmp_path / "index"),
        IndexSettings(),
        load=lambda *_: embedder,
        identify=lambda _: embedder.identity,
    )
    assert indexing.run().documents == 7
    assert documents_of(read_index(tmp_path / "index")) == load_corpus(folder).documents
    (folder / "short.txt").unlink()
    assert indexing.run().changes.removed == ("short.txt",)
    assert indexing.run().fresh


class TestSpool:
    @given(st.lists(st.binary(max_size=40)), st.integers(0, 60))
    def test_everything_is_read_back(self, pieces: list[bytes], in_memory: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(spool, "IN_MEMORY", in_memory)
            kept = Spool()
        with kept:
            numbers = [kept.add(piece) for piece in pieces]
            assert [kept.get(number) for number in reversed(numbers)] == pieces[::-1]
            assert len(kept) == len(pieces)

    def test_a_full_disk_is_one_line(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_self: Spool, _data: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Spool, "add", full)
        with DocumentShelf({}, {}) as shelf, pytest.raises(StoreError, match="No space left") as it:
            load_corpus(folder, shelf=shelf)
        assert "TMPDIR" in str(it.value)


def test_shelved_documents_are_a_sequence(folder: Path) -> None:
    with DocumentShelf({}, {}) as shelf:
        documents = load_corpus(folder, shelf=shelf).documents
        assert isinstance(documents, Shelved)
        assert len(documents) == len(list(documents)) == 7
        with pytest.raises(IndexError):
            documents[7]
