"""An index that is large goes on from the one in place: what hasn't changed isn't written again."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document
from corpus.errors import StoreError
from indexer.contents import Facet
from indexer.index import Index
from indexer.rows import PassageRow
from indexer.settings import IndexSettings
from indexer.store import plan
from indexer.store.folder import open_past, read_index, write_index
from indexer.store.place import CURRENT
from indexer.terms import stem, words
from tests.indexer.fakes import HashEmbedder, document_of, parts_of

SETTINGS = IndexSettings()
LINE = "Back to the start page"  # stands in many documents


def zone(number: int, price: int, **metadata: object) -> Document:
    text = f"Zone {number}\n\nA permit for zone {number} costs {price} dollars a year.\n\n"
    text += f"Zone {number} is kept by the Town Office for Zones (TOZ).\n\n{LINE}"
    return document_of(text, f"zone-{number:02}", f"Zone {number}", **metadata)


@pytest.fixture
def growing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every index were a large one."""
    monkeypatch.setattr(plan, "MANY_PASSAGES", 0)


def update(folder: Path, documents: Sequence[Document]) -> Index:
    return write_index(documents, SETTINGS, HashEmbedder(), folder, past=open_past(folder))


def place_of(folder: Path) -> Path:
    return folder / (folder / CURRENT).read_text()


def inodes(folder: Path) -> Mapping[str, int]:
    place = place_of(folder)
    files = [path for path in place.rglob("*") if path.is_file()]
    return {path.relative_to(place).as_posix(): path.stat().st_ino for path in files}


def found(index: Index, text: str) -> list[str]:
    """The documents that both searches find, by all scores that they give."""
    [query] = HashEmbedder().embed([text])
    dense = [row for row, _ in index.passage_vectors.search(query, 999)]
    sparse = [row for row, _ in index.sparse.search(dict.fromkeys(words(text), 1.0), 999)]
    names = [index.contents.listed(index.document_of(row)).id for row in (*dense, *sparse)]
    return sorted(names)


def check_same(one: Index, other: Index, documents: Sequence[Document]) -> None:
    assert parts_of(one) == parts_of(other)
    assert (one.sizes, one.acronyms) == (other.sizes, other.acronyms)
    assert one.contents.languages == other.contents.languages
    for facet in Facet:
        assert set(one.contents.names(facet)) == set(other.contents.names(facet))
    assert [it.id for it in one.contents.dated()] == [it.id for it in other.contents.dated()]
    for word in {word for it in documents for word in words(it.text)} | {"gone"}:
        assert one.vocabulary.count(word) == other.vocabulary.count(word)
        assert one.vocabulary.frequency(stem(word, "en")) == other.vocabulary.frequency(
            stem(word, "en")
        )
    for text in ("permit for zone 7", "Town Office", LINE):
        assert found(one, text) == found(other, text)
    assert one.digests.shape == other.digests.shape
    assert {row.tobytes() for row in one.digests} == {row.tobytes() for row in other.digests}


@pytest.mark.usefixtures("growing")
class TestSteps:
    def test_after_many_steps_it_holds_what_one_run_gives(self, tmp_path: Path) -> None:
        chance = random.Random(3)
        documents = {n: zone(n, 10 * n) for n in range(60)}
        update(tmp_path / "index", list(documents.values()))
        parts = set()
        for step in range(5):
            for n in chance.sample(sorted(documents), 2):
                documents[n] = zone(n, 1_000 + step, tags=(f"t{step}",), valid_until="2030-01-01")
            documents.pop(chance.choice(sorted(documents)))
            documents[100 + step] = zone(100 + step, step, supersedes=("zone-07",))
            now = [documents[n] for n in sorted(documents, key=lambda n: (n % 7, n))]
            stepped = update(tmp_path / "index", now)
            whole = write_index(now, SETTINGS, HashEmbedder(), tmp_path / f"whole-{step}")
            check_same(stepped, whole, now)
            parts.add(len(list(place_of(tmp_path / "index").glob("part-*"))))
            rows = [row for it in now for row in rows_of(stepped, it.id)]
            others = [row for it in now for row in rows_of(whole, it.id)]
            np.testing.assert_allclose(
                stepped.passage_vectors.vectors(rows), whole.passage_vectors.vectors(others)
            )
        assert max(parts) > 2

    def test_what_hasnt_changed_is_not_written_again(self, tmp_path: Path) -> None:
        folder = tmp_path / "index"
        documents = [zone(n, n) for n in range(60)]
        update(folder, documents)
        held, before = read_index(folder), inodes(folder)
        old = found(held, "permit for zone 7")
        data = {name: (place_of(folder) / name).read_bytes() for name in before}
        place = place_of(folder)
        kept = tmp_path / "kept"
        kept.mkdir()
        for name in before:  # by other names, so that the disk keeps them
            (kept / name).parent.mkdir(parents=True, exist_ok=True)
            (kept / name).hardlink_to(place / name)
        update(folder, [*documents[1:], zone(99, 5)])
        after = inodes(folder)
        same = {name for name, inode in after.items() if before.get(name) == inode}
        assert {"part-1/texts.sqlite", "part-1/passages.faiss", "part-1/digests.npy"} <= same
        assert any(name.startswith("terms/") for name in same)
        assert "part-2/texts.sqlite" in after
        for name, content in data.items():  # nobody wrote into what is shared
            assert (kept / name).read_bytes() == content, name
        assert found(held, "permit for zone 7") == old
        assert {it.id for it in read_index(folder).contents} >= {"zone-99", "zone-01"}
        assert read_index(folder).contents.row_of("zone-00") is None

    def test_where_too_much_has_changed_it_is_written_anew(self, tmp_path: Path) -> None:
        folder = tmp_path / "index"
        update(folder, [zone(n, n) for n in range(40)])
        update(folder, [zone(n, n + 1) for n in range(40)])
        assert [it.name for it in place_of(folder).glob("part-*")] == ["part-1"]
        update(folder, [zone(n, n + 1, language="es") for n in range(40)])
        assert read_index(folder).contents.languages == {"es"}

    def test_many_small_parts_are_written_together(self, tmp_path: Path) -> None:
        folder = tmp_path / "index"
        documents = [zone(n, n) for n in range(300)]
        update(folder, documents)
        most = 0
        for n in range(plan.MOST_PARTS + 2):
            documents.append(zone(400 + n, n))
            index = update(folder, documents)
            most = max(most, len(list(place_of(folder).glob("part-*"))))
        assert most == plan.MOST_PARTS
        assert len(list(place_of(folder).glob("part-*"))) < plan.MOST_PARTS
        assert [it.id for it in index.contents] == [it.id for it in documents]

    def test_a_damaged_part_isnt_taken_over(self, tmp_path: Path) -> None:
        folder = tmp_path / "index"
        documents = [zone(n, n) for n in range(60)]
        update(folder, documents)
        path = place_of(folder) / "part-1" / "texts.sqlite"
        data = path.read_bytes()
        path.write_bytes(data[:5_000] + b"?" + data[5_001:])
        with pytest.raises(StoreError, match="is damaged"):
            read_index(folder)
        index = update(folder, [*documents, zone(99, 1)])
        assert [it.name for it in place_of(folder).glob("part-*")] == ["part-1"]
        assert index.sizes.documents == 61


def rows_of(index: Index, name: str) -> Sequence[PassageRow]:
    row = index.contents.row_of(name)
    assert row is not None
    return index.passages_in({row})


def test_a_small_index_is_written_anew(tmp_path: Path) -> None:
    documents = [zone(n, n) for n in range(60)]
    update(tmp_path / "index", documents)
    update(tmp_path / "index", [*documents, zone(99, 1)])
    assert [it.name for it in place_of(tmp_path / "index").glob("part-*")] == ["part-1"]
