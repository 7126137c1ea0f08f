"""The contract of `LexicalIndex`: BM25 by language, field and weight; kept by every
implementation."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import StoreError
from indexer.rows import DocumentRow, PassageRow
from indexer.search import LexicalEntry, LexicalIndex, Searches, default_searches
from indexer.terms import words
from tests.indexer.memory import MEMORY
from tests.indexer.milvus import searches_in


def entry(
    body: str, *, title: str = "", section: str = "", language: str = "en", document: int = 0
) -> LexicalEntry:
    return LexicalEntry(
        document=DocumentRow(document), title=title, section=section, body=body, language=language
    )


ENTRIES = [
    entry("The investigations of the office take long.", title="Work"),
    entry("Las víctimas reciben ayuda.", language="es-MX"),
    entry("Nothing here but a permit.", title="Investigation", document=1),
    entry("A permit, a permit, a permit.", section="Permits", document=2),
    entry("The word stands here once: lantern.", section="Other", document=2),
    entry("The word stands here once too.", section="Lantern"),
    entry("The word stands here once as well.", title="Lantern"),
]


@pytest.fixture(scope="class", params=["tantivy", "plain", "milvus"])
def made(request: pytest.FixtureRequest) -> Searches:
    if request.param == "milvus":
        return searches_in(request.getfixturevalue("milvus"))
    return default_searches() if request.param == "tantivy" else MEMORY


@pytest.fixture(scope="class")
def index(made: Searches, tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return made.lexical(tmp_path_factory.mktemp("terms") / "new", ENTRIES)


def rows(index: LexicalIndex, *asked: str, documents: list[int] | None = None) -> list[int]:
    chosen = None if documents is None else [DocumentRow(row) for row in documents]
    return [row for row, _ in index.search(dict.fromkeys(asked, 1.0), 10, chosen)]


class TestEveryLexicalIndex:
    """The contract."""

    @pytest.mark.parametrize("word", ["investigation", "investigations", "INVESTIGATION"])
    def test_english_is_stemmed_as_english(self, index: LexicalIndex, word: str) -> None:
        assert set(rows(index, word)) == {0, 2}

    @pytest.mark.parametrize("word", ["victima", "víctimas", "VÍCTIMA"])
    def test_spanish_is_stemmed_as_spanish_with_or_without_accents(
        self, index: LexicalIndex, word: str
    ) -> None:
        assert rows(index, word) == [1]

    def test_a_language_without_a_stemmer_is_matched_word_by_word(
        self, made: Searches, tmp_path: Path
    ) -> None:
        index = made.lexical(tmp_path / "t", [entry("Kuća kuće", language="hr")])
        assert rows(index, "kuca") == [0]
        assert rows(index, "kucama") == []

    def test_more_of_the_words_come_first_and_none_is_needed(self, index: LexicalIndex) -> None:
        found = index.search({"permit": 1.0, "nothing": 1.0, "unheard": 1.0}, 10)
        assert [row for row, _ in found] == [2, 3]
        assert found[0][1] > found[1][1] > 0

    def test_a_words_weight_decides(self, index: LexicalIndex) -> None:
        assert rows(index, "lantern", "permit") != []
        ahead = index.search({"ayuda": 5.0, "permit": 0.1}, 1)
        behind = index.search({"ayuda": 0.1, "permit": 5.0}, 1)
        assert ahead[0][0] == 1
        assert behind[0][0] in {2, 3}
        assert index.search({"permit": 0.0}, 10) == []
        assert index.search({"permit": -1.0}, 10) == []

    def test_weights_of_fields_multiply_their_scores(self, made: Searches, tmp_path: Path) -> None:
        """One word in a body, a heading and a title of like length: the body's counts most."""
        same = "one two three"
        entries = [
            entry(f"{same} four", section=f"{same} five", title=f"{same} lantern"),
            entry(f"{same} four", section=f"{same} lantern", title=f"{same} six"),
            entry(f"{same} lantern", section=f"{same} five", title=f"{same} six"),
        ]
        index = made.lexical(tmp_path / "t", entries)
        found = index.search({"lantern": 1.0}, 3)
        assert [row for row, _ in found] == [2, 1, 0]
        best = found[0][1]
        assert [score / best for _, score in found] == pytest.approx([1.0, 0.8, 0.6], rel=1e-3)

    def test_documents_restrict_the_search(self, index: LexicalIndex) -> None:
        whole = dict(index.search({"permit": 1.0}, 10))
        assert rows(index, "permit", documents=[2]) == [3]
        assert set(rows(index, "permit", documents=[1, 2])) == {2, 3}
        assert rows(index, "permit", documents=[0]) == []
        assert rows(index, "permit", documents=[]) == []
        assert rows(index, "permit", documents=[10_000]) == []
        # The filter itself scores nothing, and what it leaves is searched to the same depth.
        for document, row in ((2, PassageRow(3)), (1, PassageRow(2))):
            [(found, score)] = index.search({"permit": 1.0}, 1, [DocumentRow(document)])
            assert found == row
            assert score == pytest.approx(whole[row])

    def test_k_bounds_the_results(self, index: LexicalIndex) -> None:
        assert len(index.search({"word": 1.0}, 2)) == 2
        assert index.search({"word": 1.0}, 0) == []

    @pytest.mark.parametrize(
        "hostile",
        [
            "",
            " ",
            "*",
            "body_en:unheard",
            "AND",
            "\x00",
            "a" * 100_000,
            '"',
            "(",
            "\u202e",
            "🚲",
            ".",
        ],
    )
    def test_words_that_are_no_words_find_nothing(self, index: LexicalIndex, hostile: str) -> None:
        assert rows(index, hostile) == []

    @given(text=st.text(max_size=60))
    def test_any_questions_words_can_be_searched_for(self, index: LexicalIndex, text: str) -> None:
        for word in words(text):
            index.search({word: 1.0}, 3)

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "Mr. O’Brien doesn't know the Department’s co-op"),
            ("fr", "l'accueil de l’élève"),
            ("es", "vi\u0301ctimas and víctimas"),
            ("ru", "Йод и ёлка"),
            ("el", "Αθήνα"),
            ("ko", "도시 계획"),
            ("de", "STRASSE Straße"),
            ("xx", "ﬁne, İstanbul"),
        ],
    )
    def test_a_question_in_a_texts_own_words_finds_it(
        self, language: str, text: str, made: Searches, tmp_path: Path
    ) -> None:
        index = made.lexical(tmp_path / "t", [entry(text, language=language)])
        for word in words(text):
            assert rows(index, word) == [0], word

    def test_no_words_find_nothing(self, index: LexicalIndex) -> None:
        assert index.search({}, 10) == []

    def test_rows_are_the_order_given(self, made: Searches, tmp_path: Path) -> None:
        entries = [entry(f"same n{number}x") for number in range(300)]
        index = made.lexical(tmp_path / "t", entries)
        for number in (0, 7, 299):
            assert rows(index, f"n{number}x") == [number]

    def test_round_trip_by_the_disk(
        self, index: LexicalIndex, made: Searches, tmp_path: Path
    ) -> None:
        built = made.lexical(tmp_path / "t", ENTRIES)
        again = made.open_lexical(tmp_path / "t", ["en", "es"])
        for word in ("permit", "victima", "lantern"):
            assert again.search({word: 1.0}, 10) == built.search({word: 1.0}, 10) != []

    def test_a_folder_without_an_index_is_one_line(self, made: Searches, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        for name in ("empty", "missing"):
            with pytest.raises(StoreError, match=r"can't be read\. Run `quotedesk index` again"):
                made.open_lexical(tmp_path / name, ["en"])

    def test_a_document_that_is_taken_away_is_found_no_more(
        self, made: Searches, tmp_path: Path
    ) -> None:
        writer = made.new_lexical(tmp_path, ["en", "es"])
        for row, each in enumerate(ENTRIES):
            writer.add(PassageRow(row), each)
        writer.close()
        held = made.open_lexical(tmp_path, ["en", "es"])
        more = made.more_lexical(tmp_path, ["en", "es"])
        more.remove([])
        more.remove([DocumentRow(2), DocumentRow(77)])
        more.add(PassageRow(50), entry("A permit for the lantern.", document=9))
        more.close()
        index = made.open_lexical(tmp_path, ["en", "es"])
        assert set(rows(index, "permit")) == {2, 50}
        assert set(rows(index, "lantern")) == {5, 6, 50}
        assert rows(index, "permit", documents=[9]) == [50]
        assert set(rows(held, "permit")) == {2, 3}  # what is open stays as it was
