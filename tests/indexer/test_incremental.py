"""A new index takes over from the one in place what hasn't changed, and only that."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Metadata
from corpus.errors import StoreError
from corpus.files import Skipped
from corpus.load import Filed
from corpus.phrase import Phrase, with_mend
from indexer.build import build_index
from indexer.embed import Vectors
from indexer.index import Index
from indexer.rows import PassageRow
from indexer.settings import IndexSettings
from indexer.store import incremental as past_module
from indexer.store.fingerprint import key_of, shaping
from indexer.store.folder import check_free, note_files, open_past, read_index, write_index
from indexer.store.incremental import Changes, changes, read_files, write_files
from indexer.store.layout import FILES
from indexer.store.place import CURRENT, LOCK
from indexer.terms import stem
from indexer.terms import words as words_in
from tests.indexer.fakes import (
    AID,
    FEES,
    HashEmbedder,
    document_of,
    documents_of,
    parts_of,
    two_documents,
)

SETTINGS = IndexSettings()
FILED = {
    "a\u2028.txt": Filed(stamp=(1, 2, 3, 4), sha256="ab", known="cd", documents=("x", "y")),
    "b.pdf": Filed(
        stamp=None, sha256="", known="", skipped=(Skipped(where="b.pdf", why="is empty"),)
    ),
    "c.zip": Filed(
        stamp=(0, 0, 0, 0),
        sha256="ef",
        known="",
        skipped=(Skipped(where="c.zip/p", why="w", fault=False),),
    ),
}


def update(
    folder: Path, documents: Sequence[Document], embedder: HashEmbedder, passage_tokens: int = 200
) -> Index:
    """Writes over what is in place, as `quotedesk index` does."""
    made = replace(SETTINGS, passage_tokens=passage_tokens)
    return write_index(documents, made, embedder, folder, past=open_past(folder), files=FILED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    update(tmp_path / "index", two_documents(), HashEmbedder())
    return tmp_path / "index"


def keys_of(documents: Iterable[Document]) -> dict[str, bytes]:
    return {document.id: key_of(document) for document in documents}


def vectors_of(index: Index) -> Vectors:
    """Of all passages, in the order of the documents."""
    rows = [row for it in index.contents for row in index.passages_in({it.row})]
    return index.passage_vectors.vectors(rows)


def test_a_reason_can_still_be_said_in_another_language(tmp_path: Path) -> None:
    why = with_mend(Phrase("larger than {size} MB", size=64), "split it")
    skipped = Skipped(where="b.pdf", why=why)
    filed = Filed(stamp=None, sha256="", known="", skipped=(skipped,))
    write_files(tmp_path / FILES, {"b.pdf": filed})
    [read] = read_files(tmp_path / FILES)["b.pdf"].skipped
    assert read == skipped
    assert isinstance(read.why, Phrase)
    assert (read.why.pattern, read.why.values) == (why.pattern, why.values)


def halves(n: int) -> tuple[range, range]:
    return range(n // 2), range(n // 2, n)


class TestVectors:
    def test_what_hasnt_changed_isnt_embedded_again(self, folder: Path) -> None:
        fees, aid = two_documents()
        changed = document_of(FEES.replace("40 dollars", "50 dollars"), "fees", fees.title)
        old = open_past(folder)
        assert old.vectors is not None  # now: the next index takes its place
        embedder = HashEmbedder()
        index = update(folder, [aid, changed], embedder)
        [passage] = embedder.embedded
        assert "50 dollars" in passage
        texts, reused = old.taken_over(index.digests, "hash-64@1")
        assert texts - reused == 1

    def test_a_document_that_moved_or_was_renamed_isnt_embedded_again(self, folder: Path) -> None:
        fees, aid = two_documents()
        embedder = HashEmbedder()
        index = update(folder, [replace(aid, id="ayuda"), fees], embedder)
        assert embedder.embedded == []
        assert [document.id for document in documents_of(index)] == ["ayuda", "fees"]
        assert index.passage(PassageRow(0)).document_id == "ayuda"

    def test_a_title_is_part_of_what_is_embedded(self, folder: Path) -> None:
        fees, aid = two_documents()
        embedder = HashEmbedder()
        update(folder, [replace(fees, title="On zones"), aid], embedder)
        assert embedder.embedded
        assert all(text.startswith("On zones") for text in embedder.embedded)

    def test_another_model_embeds_everything(self, folder: Path) -> None:
        embedder = HashEmbedder("hash-64@2")
        index = update(folder, two_documents(), embedder)
        assert len(embedder.embedded) == len({row.tobytes() for row in index.digests})
        assert open_past(folder).taken_over(index.digests, "hash-64@1")[1] == 0

    def test_other_settings_keep_the_passages_that_stay_as_they_were(self, folder: Path) -> None:
        first = HashEmbedder(max_tokens=128)
        update(folder, two_documents(), first, passage_tokens=60)
        embedder = HashEmbedder(max_tokens=128)
        index = update(folder, two_documents(), embedder, passage_tokens=30)
        assert index.sizes.passages > len(embedder.embedded) > 0
        assert not set(embedder.embedded) & set(first.embedded)

    def test_a_text_that_stands_in_two_places_is_embedded_once(self, tmp_path: Path) -> None:
        embedder = HashEmbedder()
        twins = [document_of(AID, name, "Ayuda") for name in ("a", "b")]
        index = update(tmp_path / "index", twins, embedder)
        assert len(embedder.embedded) == len(set(embedder.embedded))
        first, second = (list(map(PassageRow, rows)) for rows in halves(index.sizes.passages))
        np.testing.assert_array_equal(
            index.passage_vectors.vectors(first), index.passage_vectors.vectors(second)
        )

    def test_a_damaged_index_gives_nothing(self, folder: Path) -> None:
        (folder / (folder / CURRENT).read_text() / "part-1" / "digests.npy").write_bytes(b"x")
        embedder = HashEmbedder()
        index = update(folder, two_documents(), embedder)
        assert len(embedder.embedded) == len({row.tobytes() for row in index.digests})

    @pytest.mark.slow
    @settings(max_examples=15)
    @given(seed=st.integers(0, 10_000))
    def test_step_by_step_gives_what_one_run_gives(
        self, seed: int, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        rnd = random.Random(seed)
        folder = tmp_path_factory.mktemp("steps")
        sentences = [f"Sentence {n} says that zone {n} costs {n} dollars." for n in range(12)]
        documents: list[Document] = []
        for _ in range(3):
            names = rnd.sample("abcdef", rnd.randint(1, 5))
            documents = [
                document_of("\n\n".join(rnd.sample(sentences, rnd.randint(1, 6))), name, "Zones")
                for name in names
            ]
            stepped = update(folder / "index", documents, HashEmbedder())
        whole = build_index(documents, SETTINGS, HashEmbedder(), folder / "terms")
        assert parts_of(stepped) == parts_of(whole)
        assert (stepped.sizes, stepped.acronyms) == (whole.sizes, whole.acronyms)
        words = {word for it in documents for word in words_in(it.text)}
        for word in words:
            assert stepped.vocabulary.count(word) == whole.vocabulary.count(word)
            stemmed = stem(word, "en")
            assert stepped.vocabulary.frequency(stemmed) == whole.vocabulary.frequency(stemmed)
        np.testing.assert_allclose(vectors_of(stepped), vectors_of(whole), atol=1e-6)


class TestFiles:
    def test_they_come_back_as_they_were(self, folder: Path) -> None:
        past = open_past(folder)
        assert past.files == FILED
        assert list(past.files) == list(FILED)
        assert past.documents == {document.id: document for document in two_documents()}
        assert past.passages == read_index(folder).sizes.passages
        assert past.texts == len({row.tobytes() for row in read_index(folder).digests})
        assert past.made_with(shaping(SETTINGS), "hash-64@1")
        assert not past.made_with(shaping(SETTINGS), "hash-64@2")
        assert not past.made_with({"passage_tokens": 16}, "hash-64@1")

    @pytest.mark.parametrize("cut", [0, 1, 64, 65, 66, 200, -1])
    def test_a_damaged_list_is_no_list_and_harms_nothing(self, folder: Path, cut: int) -> None:
        path = folder / (folder / CURRENT).read_text() / FILES
        path.write_bytes(path.read_bytes()[:cut])
        assert read_files(path) == {}
        assert open_past(folder).files == {}
        assert documents_of(read_index(folder)) == two_documents()

    def test_a_bit_in_the_list_is_found(self, folder: Path) -> None:
        path = folder / (folder / CURRENT).read_text() / FILES
        data = path.read_bytes()
        for at in range(0, len(data), 17):
            path.write_bytes(data[:at] + bytes([data[at] ^ 0x01]) + data[at + 1 :])
            assert read_files(path) == {}

    def test_other_readers_read_everything_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_files(tmp_path / "files.json", FILED)
        assert read_files(tmp_path / "files.json") == FILED
        monkeypatch.setattr(past_module, "formats_version", lambda: "another")
        assert read_files(tmp_path / "files.json") == {}

    def test_new_looks_of_the_same_files_are_kept(self, folder: Path) -> None:
        looks = {"a.txt": FILED["c.zip"]}
        note_files(folder, open_past(folder), looks)
        assert open_past(folder).files == looks
        assert documents_of(read_index(folder)) == two_documents()

    def test_what_a_killed_writer_left_is_removed_though_nothing_has_changed(
        self, folder: Path
    ) -> None:
        (folder / "v-0123456789ab").mkdir()
        (folder / ".new-v-0123456789ab" / "terms").mkdir(parents=True)
        (folder / "mine").touch()
        past = open_past(folder)
        note_files(folder, past, past.files)
        assert {path.name for path in folder.iterdir()} == {CURRENT, LOCK, "mine", past.used}

    def test_where_they_cant_be_kept_nothing_is_lost(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        past = open_past(folder)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("indexer.store.incremental.write_text", full)
            note_files(folder, past, {})
        assert open_past(folder).files == FILED
        stale = open_past(folder)
        update(folder, two_documents()[:1], HashEmbedder())
        note_files(folder, stale, {})
        assert open_past(folder).files == FILED

    def test_where_there_is_no_index_nothing_is_known(self, tmp_path: Path) -> None:
        past = open_past(tmp_path / "none")
        assert (past.used, past.fingerprint, past.passages, past.texts) == (None, None, 0, 0)
        assert (past.files, past.documents, past.vectors) == ({}, {}, None)
        note_files(tmp_path / "none", past, FILED)
        assert not (tmp_path / "none").exists()


class TestWriters:
    def test_an_index_that_another_has_written_meanwhile_isnt_replaced(self, folder: Path) -> None:
        seen = open_past(folder)
        update(folder, two_documents()[1:], HashEmbedder())
        with pytest.raises(StoreError, match="has written this index meanwhile") as caught:
            write_index(two_documents(), SETTINGS, HashEmbedder(), folder, past=seen)
        assert "Run `quotedesk index` again" in str(caught.value)
        assert [document.id for document in documents_of(read_index(folder))] == ["aid"]

    def test_the_first_index_is_none_that_anyone_has_seen(self, tmp_path: Path) -> None:
        unseen = open_past(tmp_path / "index")
        update(tmp_path / "index", two_documents()[1:], HashEmbedder())
        with pytest.raises(StoreError, match="meanwhile"):
            write_index(two_documents(), SETTINGS, HashEmbedder(), tmp_path / "index", past=unseen)

    def test_a_second_writer_is_told_before_it_loads_a_model(self, folder: Path) -> None:
        check_free(folder)
        check_free(folder / "none")
        told = []

        class Slow(HashEmbedder):
            def embed(self, texts: Sequence[str], progress: object = None) -> Vectors:
                with pytest.raises(StoreError, match="another process is writing") as caught:
                    check_free(folder)
                told.append(str(caught.value))
                return super().embed(texts)

        update(folder, [document_of("A new one.")], Slow())
        assert told
        check_free(folder)
        assert {path.name for path in folder.iterdir()} == {
            CURRENT,
            LOCK,
            (folder / CURRENT).read_text(),
        }


def test_changes_are_told_apart() -> None:
    one, two, three = (document_of("Text.", name) for name in ("one", "two", "three"))
    known = {it.id: it for it in (one, two, three)}
    after = [document_of("New.", "zero"), three, replace(one, metadata=Metadata(author="A"))]
    assert changes(keys_of(known.values()), keys_of(after)) == Changes(
        added=("zero",), changed=("one",), removed=("two",), unchanged=1
    )
    assert changes({}, {}) == Changes()
