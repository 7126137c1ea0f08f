"""An index is brought up to date: what hasn't changed is neither read nor embedded again.

Over both stores; what people are told of it: tests/ui/test_index.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusError, ModelError
from indexer.embed import Embedder, EncoderPlace
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore
from indexer.store.incremental import Changes
from indexer.store.protocol import Store
from indexer.update import Indexing
from tests.indexer.fakes import AID, FEES, HashEmbedder, documents_of
from tests.indexer.memory import MemoryStore


class Model:
    """Counts how often it was loaded."""

    def __init__(self) -> None:
        self.embedder = HashEmbedder()
        self.loaded = 0

    def load(self, _settings: IndexSettings, _place: EncoderPlace) -> Embedder:
        self.loaded += 1
        return self.embedder

    def identify(self, _settings: IndexSettings) -> str:
        return self.embedder.identity


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return FolderStore(tmp_path / "index") if request.param == "folder" else MemoryStore(tmp_path)


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "fees.txt").write_text(FEES)
    (tmp_path / "docs" / "aid.txt").write_text(AID)
    return tmp_path / "docs"


@pytest.fixture
def indexing(docs: Path, store: Store, model: Model) -> Indexing:
    return Indexing(docs, store, IndexSettings(), load=model.load, identify=model.identify)


def test_the_first_time_all_is_new(indexing: Indexing, store: Store, model: Model) -> None:
    steps: list[str] = []
    done = indexing.run(lambda stage, _total, _done: steps.append(stage))
    assert (done.documents, done.first, done.fresh) == (2, True, False)
    assert done.changes == Changes(added=("aid.txt", "fees.txt"))
    assert (done.embedded, done.reused) == (len(model.embedder.embedded), 0)
    assert list(dict.fromkeys(steps)) == ["reading", "splitting", "embedding"]
    assert store.read().sizes.passages == done.passages


def test_an_unchanged_corpus_loads_no_model(docs: Path, store: Store, model: Model) -> None:
    for loaded in (1, 1):
        Indexing(docs, store, IndexSettings(), load=model.load, identify=model.identify).run()
        assert model.loaded == loaded
    again = Indexing(docs, store, IndexSettings(), load=model.load, identify=model.identify).run()
    assert (again.fresh, again.embedded, again.reused) == (True, 0, store.past().texts)
    assert again.changes == Changes(unchanged=2)


def test_a_file_that_gives_the_same_document_makes_no_new_index(
    docs: Path, indexing: Indexing, store: Store, model: Model
) -> None:
    indexing.run()
    used = store.used()
    (docs / "broken.pdf").write_bytes(b"%PDF-1.4 damaged")
    done = indexing.run()
    assert (done.fresh, store.used(), model.loaded) == (True, used, 1)
    assert [one.where for one in done.faults] == ["broken.pdf"]
    assert store.unread() == done.faults


def test_only_what_changed_is_embedded(
    docs: Path, indexing: Indexing, store: Store, model: Model
) -> None:
    indexing.run()
    model.embedder.embedded.clear()
    (docs / "fees.txt").write_text(FEES.replace("40 dollars", "50 dollars"))
    done = indexing.run()
    assert done.changes == Changes(changed=("fees.txt",), unchanged=1)
    assert done.embedded == len(model.embedder.embedded) == 1
    assert done.reused == store.past().texts - 1
    assert model.loaded == 1


def test_other_settings_make_it_anew(docs: Path, store: Store, model: Model) -> None:
    for tokens, fresh in ((200, False), (200, True), (20, False)):
        made = IndexSettings(passage_tokens=tokens)
        done = Indexing(docs, store, made, load=model.load, identify=model.identify).run()
        assert done.fresh is fresh
    assert store.read().settings.passage_tokens == 20


def test_an_error_leaves_the_index_in_place(
    docs: Path, indexing: Indexing, store: Store, model: Model
) -> None:
    indexing.run()
    used = store.used()
    (docs / "manifest.toml").write_text("not TOML")
    with pytest.raises(CorpusError, match="not TOML"):
        indexing.run()
    (docs / "manifest.toml").unlink()
    (docs / "fees.txt").write_text("Another text.")

    def broken(_settings: IndexSettings, _place: EncoderPlace) -> Embedder:
        raise ModelError("it can't be loaded")

    with pytest.raises(ModelError, match="can't be loaded"):
        Indexing(docs, store, IndexSettings(), load=broken, identify=model.identify).run()
    assert store.used() == used
    assert len(documents_of(store.read())) == 2
