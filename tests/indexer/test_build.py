"""An index built from two small documents, and how what is in it hangs together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.boilerplate import REPEATED_IN
from corpus.document import Block, BlockKind, Document, Span, text_digest
from corpus.errors import StoreError
from indexer.build import build_index, context_of
from indexer.index import BuiltIndex
from indexer.rows import PassageRow
from indexer.settings import IndexSettings
from indexer.vectors import digests_of
from tests.indexer.fakes import AID, FEES, HashEmbedder, document_of, two_documents


def built(documents: tuple[Document, ...], folder: Path, embedder: HashEmbedder) -> BuiltIndex:
    return build_index(documents, IndexSettings(), embedder, folder / "terms")


@pytest.fixture(scope="module")
def embedder() -> HashEmbedder:
    return HashEmbedder(max_tokens=128)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: HashEmbedder) -> BuiltIndex:
    return built(two_documents(), tmp_path_factory.mktemp("index"), embedder)


def unit_texts(index: BuiltIndex) -> list[str]:
    return [u.span.of(index.documents[u.document].text) for u in index.units]


def test_rows_hang_together(index: BuiltIndex) -> None:
    assert len(index.passages) == len(index.passage_documents) == len(index.passage_vectors) >= 3
    assert len(index.passages) == len(index.digests)
    assert [row for rows in index.unit_rows for row in rows] == list(range(len(index.units)))
    for passage, rows in enumerate(index.unit_rows):
        for row in rows:
            unit = index.units[row]
            assert unit.passage == passage
            assert unit.document == index.passage_documents[passage]
            assert index.passages[passage].document_id == index.documents[unit.document].id
            assert index.passages[passage].span.covers(unit.span)
            assert index.documents[unit.document].blocks[unit.block].span.covers(unit.span)


def test_every_sentence_and_item_is_a_unit_and_no_heading_is(index: BuiltIndex) -> None:
    assert unit_texts(index) == [
        FEES.splitlines()[4],
        "The permit costs 40 dollars a year.",
        "It is paid at the town office (TO).",
        "You need the following papers:",
        "a passport",
        "proof of address",
        "the registration of the car",
        "La oficina de ayuda atiende a las víctimas de lunes a viernes.",
        "Las investigaciones duran tres semanas.",
    ]
    assert not any(unit.boilerplate for unit in index.units)


def test_passages_are_embedded_below_title_and_headings_and_nothing_else_is(
    tmp_path: Path,
) -> None:
    embedder = HashEmbedder(max_tokens=128)
    index = built(two_documents(), tmp_path, embedder)
    assert len(embedder.embedded) == len(index.passages)
    [fees] = [text for text in embedder.embedded if "40 dollars" in text]
    assert fees.startswith("Parking permits. Fees\n\nThe permit costs")
    assert fees.endswith("- the registration of the car")
    np.testing.assert_array_equal(index.digests, digests_of(embedder.embedded))


def test_the_dense_sides_rows_are_the_index_rows(index: BuiltIndex, embedder: HashEmbedder) -> None:
    row = unit_texts(index).index("The permit costs 40 dollars a year.")
    [query] = embedder.embed(["The permit costs 40 dollars a year."])
    [(best, _)] = index.passage_vectors.search(query, 1)
    assert index.passages[best].span.covers(index.units[row].span)


def test_the_lexical_sides_rows_are_the_passages_in_their_language(index: BuiltIndex) -> None:
    for word, text in (("dollars", FEES), ("investigacion", AID)):
        [(row, _)] = index.sparse.search({word: 1.0}, 5)
        assert index.documents[index.passage_documents[row]].text == text


def test_words_and_acronyms_are_counted(index: BuiltIndex) -> None:
    assert index.acronyms == {"to": "town office"}
    assert index.vocabulary.documents == len(index.passages)
    assert index.vocabulary.words["victimas"] >= 1
    assert index.model_identity == "hash-64@1"


def test_progress_adds_up(tmp_path: Path, embedder: HashEmbedder) -> None:
    steps: dict[str, list[tuple[int, int]]] = {}
    made = build_index(
        two_documents(),
        IndexSettings(),
        embedder,
        tmp_path / "terms",
        lambda stage, total, done: steps.setdefault(stage, []).append((total, done)),
    )
    assert sum(done for _, done in steps["splitting"]) == 2 == steps["splitting"][0][0]
    count = len(made.passages)
    assert sum(done for _, done in steps["embedding"]) == count == steps["embedding"][0][0]


def test_a_line_that_stands_in_many_documents_is_boilerplate(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    line = "Ring us on any working day"
    documents = tuple(
        document_of(f"Page {n} says one thing that is long.\n\n{line}\n", f"d{n}")
        for n in range(REPEATED_IN)
    )
    index = built(documents, tmp_path, embedder)
    texts = unit_texts(index)
    assert [u.boilerplate for u in index.units] == [text == line for text in texts]
    fewer = built(documents[1:], tmp_path / "fewer", embedder)
    assert not any(u.boilerplate for u in fewer.units)


def test_each_row_of_a_table_is_a_unit(tmp_path: Path) -> None:
    text = "Zone Price\nA 40\nB 50"
    rows = [(0, 10), (11, 15), (16, 20)]
    table = Document(
        id="t",
        title="Zones",
        text=text,
        sha256=text_digest(text),
        blocks=tuple(
            Block(kind=BlockKind.ROW, span=Span(start=start, end=end), group=0, header=start == 0)
            for start, end in rows
        ),
    )
    index = built((table,), tmp_path, HashEmbedder())
    assert unit_texts(index) == ["Zone Price", "A 40", "B 50"]


def test_a_document_of_headings_only_has_a_passage_and_no_units(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    text = "Only a heading"
    bare = Document(
        id="h",
        title="h",
        text=text,
        sha256=text_digest(text),
        blocks=(Block(kind=BlockKind.HEADING, span=Span(start=0, end=len(text)), level=1),),
    )
    index = built((bare,), tmp_path, embedder)
    assert [p.span for p in index.passages] == [Span(start=0, end=len(text))]
    assert index.units == ()
    assert index.unit_rows == (range(0),)
    [(found, _)] = index.passage_vectors.search(embedder.embed(["heading"])[0], 3)
    assert found == 0


def test_a_title_that_is_in_the_text_or_too_long_is_not_repeated(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    document = document_of("A sentence that stands alone here.", title="word " * 60)
    embedder.embedded.clear()
    index = built((document,), tmp_path, embedder)
    assert embedder.embedded[0] == "A sentence that stands alone here."
    named = document_of("The Fees  of the town are here.", title="the fees of the town")
    assert context_of(named, index.passages[0]) == ""


def test_nothing_to_index_is_one_line(tmp_path: Path, embedder: HashEmbedder) -> None:
    with pytest.raises(StoreError, match="no documents to index"):
        built((), tmp_path, embedder)
    with pytest.raises(StoreError, match="no text to index"):
        built((document_of("\n---\n"),), tmp_path, embedder)


def test_the_context_is_title_and_headings(index: BuiltIndex) -> None:
    fees = next(p for p in index.passages if "40 dollars" in p.span.of(FEES))
    assert context_of(index.documents[0], fees) == "Parking permits"


def test_vectors_of_passages_are_those_of_what_was_embedded(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    index = built(two_documents(), tmp_path, embedder)
    rows = [PassageRow(row) for row in range(len(index.passages))]
    expected = HashEmbedder().embed(embedder.embedded)
    np.testing.assert_allclose(index.passage_vectors.vectors(rows), expected, atol=1e-6)
