"""BM25 as vectors gives what tantivy gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import StoreError
from indexer.rows import DocumentRow, PassageRow
from indexer.search import LexicalEntry, default_searches
from indexer.search.bm25 import NO_WORDS, WordSpool, asked

WORDS = (
    *("permit", "lantern", "harbour", "bridge", "office"),
    *("zone", "fee", "paper", "garden", "market"),
)


def entries() -> list[LexicalEntry]:
    """Of all lengths, in two languages, some without words."""
    made = []
    for n in range(60):
        body = " ".join(WORDS[(n * k) % len(WORDS)] for k in range(n * n % 97))
        made.append(
            LexicalEntry(
                document=DocumentRow(n // 3),
                title=f"About the {WORDS[n % 10]}" if n % 4 else "",
                section=f"{WORDS[n % 7]} and {WORDS[n % 3]}",
                body=body,
                language="es-MX" if n % 5 == 0 else "en",
            )
        )
    made.append(
        LexicalEntry(document=DocumentRow(20), title="", section="", body="-", language="en")
    )
    return made


def spooled(folder: Path) -> WordSpool:
    spool = WordSpool(folder / "words", ["en", "es"])
    for row, entry in enumerate(entries()):
        spool.add(PassageRow(row), entry)
    spool.close()
    return spool


@pytest.mark.parametrize(
    "words",
    [
        {"permit": 1.0},
        {"permits": 2.5, "zone": 0.3, "gardens": 1.0},
        {"harbour lantern": 1.0, "office": 0.5, "unheard": 9.0},
        {"market": 1.0, "fee": 0.0, "paper": -1.0},
    ],
)
def test_the_scores_are_those_of_tantivy(tmp_path: Path, words: dict[str, float]) -> None:
    question = asked(words, ["en", "es"])
    scores = {
        it.row: sum(weight * it.weights.get(at, 0.0) for at, weight in question.items())
        for it in spooled(tmp_path)
    }
    index = default_searches().lexical(tmp_path / "terms", entries())
    found = dict(index.search(words, 100))
    assert {row for row, score in scores.items() if score > 0} == set(found)
    for row, score in found.items():
        assert scores[row] == pytest.approx(score, rel=1e-4)


def test_what_holds_no_words_is_a_vector_that_nothing_finds(tmp_path: Path) -> None:
    *_, last = spooled(tmp_path)
    assert last.weights == {NO_WORDS: 1.0}
    assert asked({"-": 1.0, "": 1.0, "a" * 100_000: 1.0}, ["en"]) == {}


def test_a_document_that_was_removed_isnt_given(tmp_path: Path) -> None:
    spool = spooled(tmp_path)
    spool.remove([DocumentRow(3)])
    assert [it.row for it in spool] == [row for row in range(61) if row not in (9, 10, 11)]


def test_a_place_that_cant_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="the lexical index can't be written"):
        WordSpool(tmp_path / "file", ["en"])
