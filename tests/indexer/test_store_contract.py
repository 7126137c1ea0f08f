"""The contract of `Store`: one whole index, and what the next one takes over; kept by every
implementation. What is the folder's own: test_store.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import ModelError, StoreError
from corpus.files import Skipped
from corpus.load import Filed
from corpus.shelf import told_of
from indexer.embed import Progress, Vectors
from indexer.embed.encoder import MODEL, PARTS, Card, is_whole, write_card
from indexer.settings import IndexSettings
from indexer.store.fingerprint import fingerprint, key_of, shaping
from indexer.store.folder import FolderStore
from indexer.store.protocol import Store
from tests.indexer.fakes import HashEmbedder, document_of, documents_of, two_documents
from tests.indexer.memory import MemoryStore
from tests.indexer.milvus import milvus_store

SETTINGS = IndexSettings()
BAD = Skipped(where="bad.pdf", why="is damaged")
FILES = {
    "fees.txt": Filed(stamp=(1, 2, 3, 4), sha256="ab", known="", documents=("fees",)),
    "bad.pdf": Filed(stamp=None, sha256="", known="", skipped=(BAD,)),
    "a.png": Filed(
        stamp=None, sha256="", known="", skipped=(Skipped(where="a.png", why="w", fault=False),)
    ),
}


@pytest.fixture(params=["folder", "memory", "milvus"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "milvus":
        return milvus_store(request.getfixturevalue("milvus"), tmp_path / "index")
    return FolderStore(tmp_path / "index") if request.param == "folder" else MemoryStore(tmp_path)


def write(store: Store, documents: Sequence[Document] = two_documents()) -> HashEmbedder:
    embedder = HashEmbedder()
    store.write(documents, SETTINGS, embedder, past=store.past(), files=FILES)
    return embedder


class During(HashEmbedder):
    """Does something while the index is being written."""

    def __init__(self, do: Callable[[], None]) -> None:
        super().__init__()
        self.do = do

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.do()
        return super().embed(texts, progress)


class TestEveryStore:
    """The contract."""

    def test_where_there_is_no_index_nothing_is_known(self, store: Store) -> None:
        assert (store.used(), store.put_in_place(), store.unread()) == (None, None, None)
        assert store.model() is None
        with pytest.raises(StoreError, match=r"no index here\. Run `quotedesk index` first"):
            store.read()
        past = store.past()
        assert (past.used, past.fingerprint, past.passages, past.texts) == (None, None, 0, 0)
        assert (past.files, past.documents, past.vectors) == ({}, {}, None)
        store.note(past, FILES)
        assert store.unread() is None
        store.check_free()

    def test_what_is_written_is_what_is_read(self, store: Store) -> None:
        before = datetime.now(UTC)
        write(store)
        index = store.read()
        assert documents_of(index) == two_documents()
        assert store.model() == index.model_identity == "hash-64@1"
        assert {it.id: it.sha256 for it in index.contents} == {
            one.id: one.sha256 for one in two_documents()
        }
        listed = list(index.contents)
        assert [it.characters for it in listed] == [len(it.text) for it in two_documents()]
        assert [list(index.contents.after(it.row)) for it in listed] == [listed[1:], []]
        assert dict(index.contents.told()) == {it.id: told_of(it.metadata) for it in listed}
        at = store.put_in_place()
        assert at is not None
        assert abs(at - before) < timedelta(minutes=1)

    def test_the_past_is_what_was_written(self, store: Store) -> None:
        write(store)
        past, index = store.past(), store.read()
        assert past.used == store.used()
        assert past.fingerprint == fingerprint(map(key_of, two_documents()), SETTINGS, "hash-64@1")
        assert past.passages == index.sizes.passages
        assert past.documents == {one.id: one for one in two_documents()}
        assert past.files == FILES
        assert past.made_with(shaping(SETTINGS), "hash-64@1")
        assert not past.made_with(shaping(SETTINGS), "hash-64@2")
        assert past.taken_over(index.digests, "hash-64@1") == (past.texts, past.texts)

    def test_known_texts_are_not_embedded_again(self, store: Store) -> None:
        assert write(store).embedded
        first = store.used()
        assert write(store, two_documents()[:1]).embedded == []
        assert store.used() not in {None, first}
        assert [one.id for one in documents_of(store.read())] == ["fees"]

    def test_an_index_that_is_open_stays_as_it_was(self, store: Store) -> None:
        write(store)
        held = store.read()
        [query] = HashEmbedder().embed(["The permit costs 40 dollars"])
        before = held.passage_vectors.search(query, 5), held.sparse.search({"ayuda": 1.0}, 5)
        write(store, two_documents()[:1])
        assert (
            held.passage_vectors.search(query, 5),
            held.sparse.search({"ayuda": 1.0}, 5),
        ) == before
        assert all(before)

    def test_a_model_that_fails_leaves_the_index_in_place(self, store: Store) -> None:
        write(store)
        used = store.used()

        def fail() -> None:
            raise ModelError("broken")

        with pytest.raises(ModelError, match="broken"):
            store.write([document_of("A new one.")], SETTINGS, During(fail), past=store.past())
        assert store.used() == used
        assert len(documents_of(store.read())) == 2
        store.check_free()

    def test_an_index_that_another_has_written_meanwhile_isnt_replaced(self, store: Store) -> None:
        write(store)
        seen = store.past()
        write(store, two_documents()[1:])
        with pytest.raises(StoreError, match="has written this index meanwhile"):
            store.write(two_documents(), SETTINGS, HashEmbedder(), past=seen)
        assert [one.id for one in documents_of(store.read())] == ["aid"]

    def test_there_is_one_writer_at_a_time(self, store: Store) -> None:
        write(store)
        told = []

        def second() -> None:
            for attempt in (store.check_free, lambda: write(store)):
                with pytest.raises(StoreError, match="another process is writing"):
                    attempt()
                told.append(attempt)

        store.write(two_documents()[:1], SETTINGS, During(second), files=FILES)
        assert len(told) == 2

    def test_an_encoder_is_made_once_and_whole_or_not_at_all(self, store: Store) -> None:
        made = list[str]()

        def make(folder: Path) -> None:
            made.append("made")
            for name in PARTS:
                (folder / name).write_text(name)
            write_card(folder, Card(identity="m@1", dimension=2, max_tokens=3, padding=0))

        def fail(folder: Path) -> None:
            (folder / MODEL).write_text("half")
            raise ModelError("broken")

        assert not store.encoder("m@1").exists()
        with pytest.raises(ModelError, match="broken"):
            store.encoder("m@1", fail)
        assert not store.encoder("m@1").exists()
        place = store.encoder("m@1", make)
        assert is_whole(place)
        assert store.encoder("m@1", make) == store.encoder("m@1") == place
        assert store.encoder("m@2") != place
        (place / MODEL).write_text("damaged")
        assert is_whole(store.encoder("m@1", make))
        assert len(made) == 2

    def test_files_are_noted_without_a_new_index(self, store: Store) -> None:
        write(store)
        assert store.unread() == (BAD,)
        used = store.used()
        store.note(store.past(), {"fees.txt": FILES["fees.txt"]})
        assert (store.used(), store.unread()) == (used, ())
        stale = store.past()
        write(store, two_documents()[:1])
        store.note(stale, {})
        assert store.unread() == (BAD,)
