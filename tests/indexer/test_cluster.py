"""Workers give the index that one process gives, whatever becomes of them.

With workers in this process; with Ray's: tests/indexer/test_ray.py.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import ClusterError, OtherCorpusError, StoreError
from indexer.cluster.encoder import sent
from indexer.cluster.helpers import Bounds, Helped, Helpers
from indexer.cluster.kept import Kept
from indexer.cluster.workers import TRIES, Begun, Item, answers_of, chunks_of, done, windows
from indexer.embed import Embedder
from indexer.store.folder import FolderStore
from indexer.store.place import CLUSTER
from indexer.store.protocol import Store
from indexer.update import Indexed
from tests.indexer.cluster import DiedError, Echo, HereWorkers, MortalEmbedder, Opens
from tests.indexer.cluster import index as index_with
from tests.indexer.fakes import AID, FEES, HashEmbedder, parts_of
from tests.indexer.memory import MemoryStore
from tests.indexer.milvus import milvus_store

ALL = Bounds(read=0, embed=0, chunk=900)  # nothing is too little to be sent


def items(payloads: Sequence[str]) -> list[Item]:
    return [Item(key=f"k{n}", size=40, payload=it) for n, it in enumerate(payloads)]


def test_chunks_and_windows_hold_everything_once_and_are_never_empty() -> None:
    sizes = [10, 500, 10, 10, 0, 300]
    given = [Item(key=str(n), size=size, payload=n) for n, size in enumerate(sizes)]
    for cut in ([list(it) for it in chunks_of(given, 100)], list(windows(given, 100))):
        assert [item for chunk in cut for item in chunk] == given
        assert [len(chunk) for chunk in cut] == [1, 1, 3, 1]
    assert list(windows([], 100)) == []


def test_what_kills_is_given_up_and_what_stood_beside_it_is_done(tmp_path: Path) -> None:
    workers = HereWorkers()
    once = str(tmp_path / "once")
    given = items(["a", "b", "poison", "c", once, "d"])
    answers = dict(done(workers, Echo(), given, chunk_bytes=80))
    expected = [b"a", b"b", None, b"c", once.encode(), b"d"]
    assert answers == {f"k{n}": it for n, it in enumerate(expected)}
    assert workers.again == (1 + TRIES) + 1


def test_what_was_done_beside_a_death_is_not_done_again() -> None:
    made: list[str] = []

    def does(payloads: Sequence[str]) -> list[bytes]:
        if "poison" in payloads:
            raise DiedError
        made.extend(payloads)
        return [it.encode() for it in payloads]

    ledger = Begun()
    chunk = [("k1", "a"), ("k2", "poison"), ("k3", "b")]
    for _ in range(1 + TRIES):
        with pytest.raises(DiedError):
            answers_of(does, chunk, ledger)
    assert answers_of(does, chunk, ledger) == [("k1", b"a"), ("k2", None), ("k3", b"b")]
    assert made == ["a", "b"]


def test_workers_that_do_nothing_at_all_are_an_error() -> None:
    class Idle(HereWorkers):
        def each(self, job, chunks):  # type: ignore[no-untyped-def]
            return iter(())

    with pytest.raises(ClusterError, match="not one of 2 things"):
        list(done(Idle(), Echo(), items(["a", "b"])))
    assert list(done(Idle(), Echo(), items(["a"]))) == [("k0", None)]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "fees.txt").write_text(FEES)
    (folder / "aid.txt").write_text(AID)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    (folder / "empty.txt").write_text("")
    (folder / "logo.png").write_bytes(b"\x89PNG")
    lines = [f'{{"_id": "r{n}", "title": "T", "text": "Road {n} is closed."}}' for n in range(9)]
    (folder / "roads.jsonl").write_text("\n".join([*lines, '{"_id": 5}']))
    return folder


@pytest.fixture(params=["folder", "memory", "milvus"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "milvus":
        return milvus_store(request.getfixturevalue("milvus"), tmp_path / "index")
    return FolderStore(tmp_path / "index") if request.param == "folder" else MemoryStore(tmp_path)


def index(
    docs: Path, store: Store, workers: HereWorkers | None, embedder: Embedder | None = None
) -> Indexed:
    def opens(_place: Path, _near: bool) -> Opens:
        return Opens(str(docs.parent / "once"))

    helpers = Helpers(lambda: workers, opens=opens, bounds=ALL) if workers else None
    return index_with(docs, store, embedder or HashEmbedder(), helpers)


def helped(done: Indexed) -> Helped:
    assert done.helped is not None
    return done.helped


def test_the_index_is_the_one_that_a_single_process_makes(
    docs: Path, store: Store, tmp_path: Path
) -> None:
    alone = FolderStore(tmp_path / "alone")
    expected = index(docs, alone, None)
    embedder = HashEmbedder()
    workers = HereWorkers()
    made = index(docs, store, workers, embedder)
    assert embedder.embedded == []  # not one text was embedded here
    assert store.past().fingerprint == alone.past().fingerprint
    assert parts_of(store.read()) == parts_of(alone.read())
    ours, theirs = store.read(), alone.read()
    rows = ours.passages_in({listed.row for listed in ours.contents})
    assert (
        ours.passage_vectors.vectors(rows).tolist()
        == theirs.passage_vectors.vectors(
            theirs.passages_in({listed.row for listed in theirs.contents})
        ).tolist()
    )
    assert (made.skipped, made.changes) == (expected.skipped, expected.changes)
    assert (made.documents, made.passages) == (expected.documents, expected.passages)
    assert (made.embedded, made.reused) == (expected.embedded, expected.reused)
    # An empty file isn't sent, and a picture isn't even opened.
    assert helped(made).files == 4
    assert (helped(made).documents, helped(made).passages) == (11, made.passages)
    assert (helped(made).again, helped(made).lost) == (0, ())


def test_what_is_unchanged_is_not_sent(docs: Path, store: Store) -> None:
    index(docs, store, HereWorkers())
    workers = HereWorkers()
    again = index(docs, store, workers)
    assert (again.fresh, again.helped, workers.sent) == (True, None, [])
    (docs / "aid.txt").write_text(AID + "\nOtra línea.\n")
    (docs / "new.txt").write_text("A new notice.")
    changed = index(docs, store, workers)
    assert workers.sent == ["aid.txt", "new.txt"] * 2  # read, then embedded
    assert (changed.changes.added, changed.changes.changed) == (("new.txt",), ("aid.txt",))


def test_a_document_that_kills_is_named_and_tried_again_the_next_time(
    docs: Path, store: Store
) -> None:
    (docs / "bad.txt").write_text("This is a poison.")
    (docs / "tired.txt").write_text("It dies of fatigue, once.")
    made = index(docs, store, HereWorkers(), MortalEmbedder("/"))
    [lost] = helped(made).lost
    assert lost.where == "bad.txt"
    assert "every worker that had it died" in lost.why
    assert lost in made.faults
    assert helped(made).again >= TRIES + 1
    ids = [listed.id for listed in store.read().contents]
    assert "bad.txt" not in ids
    assert {"aid.txt", "fees.txt", "tired.txt"} < {*ids}
    assert lost in (store.unread() or ())
    workers = HereWorkers()
    again = index(docs, store, workers, MortalEmbedder("/"))
    assert (again.fresh, set(workers.sent)) == (True, {"bad.txt"})
    assert lost in again.faults
    (docs / "bad.txt").write_text("It is harmless now.")
    assert index(docs, store, HereWorkers()).changes.added == ("bad.txt",)


def test_a_run_that_was_stopped_goes_on(docs: Path, store: Store, tmp_path: Path) -> None:
    first, second = HereWorkers(), HereWorkers()
    first.stop_after = 3
    with pytest.raises(KeyboardInterrupt):
        index(docs, store, first)  # two of four files have been read
    first.stop_after = 5
    with pytest.raises(KeyboardInterrupt):
        index(docs, store, first)  # four files are read, and documents embedded
    place = store.encoder("hash-64@1").parent
    assert (place / CLUSTER).is_dir()
    embedder = HashEmbedder()
    index(docs, store, second, embedder)
    assert embedder.embedded == []
    assert not {"fees.txt", "roads.jsonl"} & {*second.sent[: len(second.sent) // 2 - 1]}
    assert len(second.sent) < 11  # of eleven documents some were embedded before
    assert not (place / CLUSTER).exists()


def test_another_corpus_is_refused_before_it_is_embedded(docs: Path, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "index")
    index(docs, store, HereWorkers())
    other = tmp_path / "other"
    other.mkdir()
    for name in ("x.txt", "y.txt"):
        (other / name).write_text(f"Something else, {name}.")
    workers = HereWorkers()
    with pytest.raises(OtherCorpusError):
        index(other, store, workers)
    assert workers.sent == ["x.txt", "y.txt"]  # read, and no more


def test_little_is_done_here(docs: Path, store: Store) -> None:
    def start() -> HereWorkers:
        raise AssertionError("no worker is needed for so little")

    embedder = HashEmbedder()
    done = index_with(docs, store, embedder, Helpers(start))
    assert (done.documents, done.helped) == (11, None)
    assert embedder.embedded


@pytest.mark.model
def test_a_machine_without_the_encoder_is_sent_it(
    real_encoder: Path, real_embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opens = replace(sent(real_encoder, near=False), place=tmp_path / "elsewhere")
    texts = ["The gate opens at seven.", "Visitors park behind the building."]
    for _ in range(2):  # the second time it is there
        made = pickle.loads(pickle.dumps(opens))().embed(texts)
        assert (made == real_embedder.embed(texts)).all()
    [own] = tmp_path.iterdir()
    assert [path.name[:8] for path in own.iterdir()] == ["encoder-"]
    assert sent(real_encoder, near=True).files == {}


@pytest.mark.parametrize("cut", ["done.sqlite", "vectors"])
def test_what_was_kept_may_be_damaged(docs: Path, store: Store, cut: str) -> None:
    workers = HereWorkers()
    workers.stop_after = 5
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            index(docs, store, workers)
    path = store.encoder("hash-64@1").parent / CLUSTER / cut
    path.write_bytes(b"\xff" * (path.stat().st_size // 2))
    embedder = HashEmbedder()
    assert index(docs, store, HereWorkers(), embedder).documents == 11
    # What is noted as embedded, and isn't there, is embedded here.
    assert bool(embedder.embedded) == (cut == "vectors")


def test_two_runs_at_once_are_refused(docs: Path, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "index")
    other = Kept(tmp_path / "index" / CLUSTER)
    with pytest.raises(StoreError, match="another process is writing this index"):
        index(docs, store, HereWorkers())
    other.close(forget=True)
    assert index(docs, store, HereWorkers()).documents == 11
