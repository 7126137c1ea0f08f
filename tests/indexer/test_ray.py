"""Workers of Ray, on this machine: they keep the contract, and die as workers do.

One Ray for all of these tests, for it takes seconds to begin. More of what is done with workers:
tests/indexer/test_cluster.py.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.errors import ClusterError, ModelError
from indexer.cluster.helpers import Bounds, Helpers
from indexer.cluster.ray_workers import RayWorkers, check_reachable
from indexer.cluster.settings import LOCAL, ClusterSettings
from indexer.cluster.workers import TRIES, Does, Item, done
from indexer.store.folder import FolderStore
from indexer.update import Indexed
from tests.indexer.cluster import Opens
from tests.indexer.cluster import index as index_with
from tests.indexer.fakes import AID, FEES, HashEmbedder, parts_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workers() -> Iterator[RayWorkers]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_worker_niceness", "0")  # else all other tests go before these
        own = sys.stdout
        opened = RayWorkers(ClusterSettings(ray=LOCAL, workers=2), store_bytes=100_000_000)
    with opened:
        assert sys.stdout is not own  # what Ray has to say goes elsewhere
        yield opened


def index(docs: Path, store: FolderStore, helpers: Helpers | None = None) -> Indexed:
    embedder = HashEmbedder()
    done = index_with(docs, store, embedder, helpers)
    assert bool(embedder.embedded) == (helpers is None)
    return done


def test_the_index_is_that_of_one_process_though_workers_die(
    workers: RayWorkers, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "fees.txt").write_text(FEES)
    (docs / "aid.txt").write_text(AID)
    (docs / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    (docs / "roads.jsonl").write_text('{"_id": "r1", "title": "T", "text": "Road 1 is closed."}')
    (docs / "tired.txt").write_text("It dies of fatigue, once.")
    expected = index(docs, FolderStore(tmp_path / "alone"))
    (docs / "bad.txt").write_text("This is a poison.")

    def opens(_place: Path, _near: bool) -> Opens:
        return Opens(str(tmp_path / "once"))

    bounds = Bounds(read=0, embed=0, chunk=1)
    store = FolderStore(tmp_path / "index")
    made = index(docs, store, Helpers(lambda: nullcontext(workers), opens=opens, bounds=bounds))
    assert made.helped is not None
    [lost] = made.helped.lost
    assert (lost.where, made.helped.workers, made.helped.files) == ("bad.txt", 2, 6)
    assert made.helped.documents == made.documents == expected.documents
    assert made.helped.again >= TRIES
    assert {*made.faults} == {*expected.faults, lost}
    assert store.past().fingerprint == FolderStore(tmp_path / "alone").past().fingerprint
    assert parts_of(store.read()) == parts_of(FolderStore(tmp_path / "alone").read())


@dataclass(frozen=True)
class Unable:
    def open(self) -> Does:
        raise ModelError("there is no model here", mend="install it")


def test_a_worker_that_cannot_begin_says_why(workers: RayWorkers) -> None:
    with pytest.raises(ModelError, match=r"^there is no model here\. Install it\.$"):
        list(done(workers, Unable(), [Item(key="a", size=1, payload="a")]))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "127.0.0.1:1",
            r"^127\.0\.0\.1:1: no Ray can be reached there \(Connection refused\)\. Set",
        ),
        ("ray://head:10001", r"^ray://head:10001: is no address of a Ray\. Use \"local\""),
        ("somewhere", "is no address of a Ray"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_at_once(address: str, told: str) -> None:
    with pytest.raises(ClusterError, match=told):
        check_reachable(address)


def test_without_ray_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterError, match=r"needs ray, which isn't installed\. Run: pip install"):
        RayWorkers(ClusterSettings(ray=LOCAL))
