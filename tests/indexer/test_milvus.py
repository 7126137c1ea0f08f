"""What is Milvus' own: versions and their leases, documents in pieces, errors in one line.

What it shares with other stores and searches is in the contracts: test_store_contract.py,
test_dense_contract.py, test_lexical_contract.py.
"""

from __future__ import annotations

import logging
import os
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreError
from indexer.embed.encoder import MODEL, PARTS, Card, is_whole, write_card
from indexer.search import in_milvus, milvus
from indexer.search.in_milvus import only_in
from indexer.search.milvus import Milvus, milvus_at
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore
from indexer.store.milvus import versions as room
from indexer.store.milvus.pieces import row_of
from indexer.store.milvus.store import MilvusStore
from indexer.store.milvus.versions import Versions
from indexer.store.milvus.writing import make_texts
from tests.indexer.fakes import HashEmbedder, document_of, documents_of, parts_of, two_documents
from tests.indexer.milvus import milvus_store

SETTINGS = IndexSettings()
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(milvus: str, tmp_path: Path) -> MilvusStore:
    return milvus_store(milvus, tmp_path / "index")


def versions_of(store: MilvusStore, owner: str = "elsewhere:/desk") -> Versions:
    return Versions(server=milvus_at(store.address, ""), name=store.name, owner=owner)


def write(store: MilvusStore, count: int = 2) -> None:
    store.write(two_documents()[:count], SETTINGS, HashEmbedder(), past=store.past())


def test_it_holds_what_a_folder_holds(store: MilvusStore, tmp_path: Path) -> None:
    folder = FolderStore(tmp_path / "folder")
    write(store)
    folder.write(two_documents(), SETTINGS, HashEmbedder())
    ours, theirs = store.read(), folder.read()
    assert parts_of(ours) == parts_of(theirs)
    assert np.array_equal(ours.digests, theirs.digests)
    store.check()


def test_another_machine_reads_it_with_nothing_but_the_address(
    store: MilvusStore, tmp_path: Path
) -> None:
    def make(folder: Path) -> None:
        for name in PARTS:
            (folder / name).write_bytes(os.urandom(100_000 if name == MODEL else 10))
        write_card(folder, Card(identity="hash-64@1", dimension=64, max_tokens=64, padding=0))

    made = store.encoder("hash-64@1", make)
    write(store)
    other = MilvusStore(address=store.address, name=store.name, folder=tmp_path / "other")
    assert documents_of(other.read()) == two_documents()
    fetched = other.encoder("hash-64@1")
    assert is_whole(fetched)
    assert fetched.parent == tmp_path / "other"
    assert (fetched / MODEL).read_bytes() == (made / MODEL).read_bytes()
    assert other.past().made_with({}, "hash-64@1")


def test_a_long_document_lies_in_pieces(store: MilvusStore) -> None:
    chance = random.Random(1)
    text = "\n\n".join(
        " ".join(f"{chance.randrange(16**50):x}" for _ in range(10)) + "." for _ in range(250)
    )
    documents = [document_of(text, "long"), *two_documents()]
    store.write(documents, SETTINGS, HashEmbedder())
    assert len([it for it in _keys(store) if it.startswith("d0:")]) > 1
    assert documents_of(store.read()) == tuple(documents)


def _keys(store: MilvusStore) -> list[str]:
    versions, used = versions_of(store), store.used()
    assert used is not None
    return [it["key"] for it in versions.server.rows(versions.texts(used), 'key > ""', ["key"])]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The collection of each request for rows."""
    found: list[str] = []
    rows = Milvus.rows

    def counted(self: Milvus, name: str, *rest: object, **named: object) -> object:
        found.append(name)
        return rows(self, name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Milvus, "rows", counted)
    return found


def test_documents_that_are_expected_are_fetched_together(
    store: MilvusStore, asked: list[str]
) -> None:
    write(store)
    index = store.read()
    asked.clear()
    every = index.passages_in({listed.row for listed in index.contents})
    index.expect(list(every))
    assert len({index.document(index.document_of(row)).id for row in every}) == 2
    index.expect(list(every))
    assert len(asked) == 1


def test_documents_that_the_next_version_takes_over_are_fetched_together(
    store: MilvusStore, asked: list[str]
) -> None:
    write(store)
    documents = store.past().documents
    asked.clear()
    assert tuple(documents[id_] for id_ in documents) == two_documents()
    assert len(asked) == 1


def test_a_text_that_isnt_as_it_was_written_is_never_given_out(store: MilvusStore) -> None:
    write(store)
    versions, used = versions_of(store), store.used()
    assert used is not None
    versions.server.put(versions.texts(used), row_of("d0:0", b"something else"))
    index = store.read()
    with pytest.raises(StoreError, match="the index is damaged"):
        index.document(next(iter(index.contents)).row)
    with pytest.raises(StoreError, match="the index is damaged"):
        store.check()


def test_the_version_before_stays_for_those_who_ask_it_and_then_goes(
    store: MilvusStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store)
    first = store.used()
    write(store, 1)
    assert set(versions_of(store).all()) == {first, store.used()}
    monkeypatch.setattr(room, "KEPT", timedelta(0))
    store.note(store.past(), {})
    assert set(versions_of(store).all()) == {store.used()}


def test_who_writes_elsewhere_is_waited_for_while_it_shows_signs_of_life(
    store: MilvusStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store)
    make_texts(versions_of(store), "v-0123456789ab")
    for attempt in (store.check_free, lambda: write(store, 1)):
        with pytest.raises(StoreError, match="another process is writing this index, on elsewhere"):
            attempt()
    assert "v-0123456789ab" in versions_of(store).all()
    monkeypatch.setattr(room, "LEASED", timedelta(0))
    write(store, 1)
    assert "v-0123456789ab" not in versions_of(store).all()


KILLED = """
import os, signal, sys
from pathlib import Path
from indexer.search.milvus import Milvus
from indexer.settings import IndexSettings
from indexer.store.milvus.store import MilvusStore
from tests.indexer.fakes import HashEmbedder, two_documents
address, folder, where = sys.argv[1:]
store = MilvusStore(address=address, name="killed", folder=Path(folder))
store.write(two_documents(), IndexSettings(), HashEmbedder())
die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
setattr(*{"embedding": (HashEmbedder, "embed"), "sent": (Milvus, "point")}[where], die)
store.write(two_documents()[:1], IndexSettings(), HashEmbedder())
"""


@pytest.mark.slow
@pytest.mark.parametrize("where", ["embedding", "sent"])
def test_who_is_killed_while_writing_leaves_the_index_in_place(tmp_path: Path, where: str) -> None:
    address, folder = str(tmp_path / "lite.db"), tmp_path / "index"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, address, str(folder), where],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == -9, done.stderr
    store = MilvusStore(address=address, name="killed", folder=folder)
    versions = versions_of(store)
    unfinished = set(versions.all()) - {store.used()}
    assert len(unfinished) == 1
    assert documents_of(store.read()) == two_documents()
    store.check()
    write(store, 1)
    assert documents_of(store.read()) == two_documents()[:1]
    assert not unfinished & set(versions.all())
    assert not list(folder.glob(".new-*"))


def test_many_passages_are_found_by_a_graph(
    store: MilvusStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (milvus, in_milvus):
        monkeypatch.setattr(module, "FLAT_UP_TO", 0)
    write(store)
    index = store.read()
    [query] = HashEmbedder().embed(["The permit costs 40 dollars"])
    found = index.passage_vectors.search(query, 50)
    rows = [row for row, _ in found]
    assert sorted(rows) == list(range(index.sizes.passages))
    exact = index.passage_vectors.vectors(rows) @ query
    assert [cosine for _, cosine in found] == pytest.approx(exact.tolist(), abs=1e-5)
    assert index.passage_vectors.cosines(query, rows).tolist() == pytest.approx(exact, abs=1e-5)


@pytest.mark.parametrize(
    ("documents", "where"),
    [
        ({1, 0}, "document in [0, 1]"),
        ({0, 1, 2, 4}, "document not in [3]"),
        (set(range(5)), ""),
    ],
)
def test_the_shorter_filter_is_taken(documents: set[int], where: str) -> None:
    assert only_in(documents, 5) == where


class TestErrors:
    """Each is one line that says what to do."""

    def test_a_server_that_doesnt_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(milvus, "_CONNECT_SECONDS", 0.3)
        address = "http://127.0.0.1:9"
        store = MilvusStore(address=address, name="x", folder=tmp_path, token="me:secret-9")
        caplog.set_level(logging.DEBUG)
        for attempt in (store.used, store.read, store.past, store.check_free):
            with pytest.raises(StoreError) as caught:
                attempt()
            said = str(caught.value)
            assert said.startswith(f"{address}: Milvus doesn't answer. Start it, or set `milvus`")
            assert "\n" not in said
            assert "secret-9" not in said + repr(store) + caplog.text

    def test_a_package_that_is_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pymilvus", None)
        store = MilvusStore(address="http://127.0.0.1:8", name="x", folder=tmp_path)
        with pytest.raises(
            StoreError, match=r"pymilvus.*can't be imported\. Pip install 'quotedes"
        ):
            store.used()

    def test_milvus_lite_that_is_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(milvus, "find_spec", lambda _: None)
        store = MilvusStore(address=str(tmp_path / "x.db"), name="x", folder=tmp_path)
        with pytest.raises(StoreError, match=r"milvus-lite.*Pip install milvus-lite"):
            store.used()

    def test_a_folder_with_other_things(self, milvus: str, tmp_path: Path) -> None:
        (tmp_path / "holiday.jpg").touch()
        store = milvus_store(milvus, tmp_path)
        with pytest.raises(StoreError, match="holds other things"):
            write(store)
