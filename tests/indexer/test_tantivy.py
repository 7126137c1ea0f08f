"""BM25 by language, field and weight."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from indexer.search.tantivy import SparseEntry, SparseIndex
from indexer.terms import words


def entry(
    body: str, *, title: str = "", section: str = "", language: str = "en", document: int = 0
) -> SparseEntry:
    return SparseEntry(
        document=document, title=title, section=section, body=body, language=language
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


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SparseIndex:
    return SparseIndex.build(tmp_path_factory.mktemp("terms") / "new", ENTRIES)


def rows(index: SparseIndex, *asked: str, documents: list[int] | None = None) -> list[int]:
    return [row for row, _ in index.search(dict.fromkeys(asked, 1.0), 10, documents)]


@pytest.mark.parametrize("word", ["investigation", "investigations", "INVESTIGATION"])
def test_english_is_stemmed_as_english(index: SparseIndex, word: str) -> None:
    assert set(rows(index, word)) == {0, 2}


@pytest.mark.parametrize("word", ["victima", "víctimas", "VÍCTIMA"])
def test_spanish_is_stemmed_as_spanish_with_or_without_accents(
    index: SparseIndex, word: str
) -> None:
    assert rows(index, word) == [1]


def test_a_language_without_a_stemmer_is_matched_word_by_word(tmp_path: Path) -> None:
    index = SparseIndex.build(tmp_path / "t", [entry("Kuća kuće", language="hr")])
    assert rows(index, "kuca") == [0]
    assert rows(index, "kucama") == []


def test_more_of_the_words_come_first_and_none_is_needed(index: SparseIndex) -> None:
    found = index.search({"permit": 1.0, "nothing": 1.0, "unheard": 1.0}, 10)
    assert [row for row, _ in found] == [2, 3]
    assert found[0][1] > found[1][1] > 0


def test_a_words_weight_decides(index: SparseIndex) -> None:
    assert rows(index, "lantern", "permit") != []
    ahead = index.search({"ayuda": 5.0, "permit": 0.1}, 1)
    behind = index.search({"ayuda": 0.1, "permit": 5.0}, 1)
    assert ahead[0][0] == 1
    assert behind[0][0] in {2, 3}
    assert index.search({"permit": 0.0}, 10) == []
    assert index.search({"permit": -1.0}, 10) == []


def test_weights_of_fields_multiply_their_scores(tmp_path: Path) -> None:
    """One word in a body, a heading and a title of like length: the body's counts most."""
    same = "one two three"
    entries = [
        entry(f"{same} four", section=f"{same} five", title=f"{same} lantern"),
        entry(f"{same} four", section=f"{same} lantern", title=f"{same} six"),
        entry(f"{same} lantern", section=f"{same} five", title=f"{same} six"),
    ]
    index = SparseIndex.build(tmp_path / "t", entries)
    found = index.search({"lantern": 1.0}, 3)
    assert [row for row, _ in found] == [2, 1, 0]
    best = found[0][1]
    assert [score / best for _, score in found] == pytest.approx([1.0, 0.8, 0.6], rel=1e-3)


def test_documents_restrict_the_search(index: SparseIndex) -> None:
    whole = dict(index.search({"permit": 1.0}, 10))
    assert rows(index, "permit", documents=[2]) == [3]
    assert set(rows(index, "permit", documents=[1, 2])) == {2, 3}
    assert rows(index, "permit", documents=[0]) == []
    assert rows(index, "permit", documents=[]) == []
    assert rows(index, "permit", documents=[10_000]) == []
    # The filter itself scores nothing, and what it leaves is searched to the same depth.
    for document, row in ((2, 3), (1, 2)):
        [(found, score)] = index.search({"permit": 1.0}, 1, [document])
        assert found == row
        assert score == pytest.approx(whole[row])


def test_k_bounds_the_results(index: SparseIndex) -> None:
    assert len(index.search({"word": 1.0}, 2)) == 2
    assert index.search({"word": 1.0}, 0) == []


@pytest.mark.parametrize(
    "hostile",
    ["", " ", "*", "body_en:unheard", "AND", "\x00", "a" * 100_000, '"', "(", "\u202e", "🚲", "."],
)
def test_words_that_are_no_words_find_nothing(index: SparseIndex, hostile: str) -> None:
    assert rows(index, hostile) == []


@settings(max_examples=100)
@given(text=st.text(max_size=60))
def test_any_questions_words_can_be_searched_for(text: str) -> None:
    for word in words(text):
        SHARED[0].search({word: 1.0}, 3)


@pytest.mark.slow
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
def test_a_question_in_a_texts_own_words_finds_it(language: str, text: str, tmp_path: Path) -> None:
    index = SparseIndex.build(tmp_path / "t", [entry(text, language=language)])
    for word in words(text):
        assert rows(index, word) == [0], word


def test_no_words_find_nothing(index: SparseIndex) -> None:
    assert index.search({}, 10) == []


def test_rows_are_the_order_given(tmp_path: Path) -> None:
    entries = [entry(f"same n{number}x") for number in range(300)]
    index = SparseIndex.build(tmp_path / "t", entries)
    for number in (0, 7, 299):
        assert rows(index, f"n{number}x") == [number]


def test_round_trip_by_the_disk(index: SparseIndex, tmp_path: Path) -> None:
    built = SparseIndex.build(tmp_path / "t", ENTRIES)
    again = SparseIndex.load(tmp_path / "t", ["en", "es"])
    for word in ("permit", "victima", "lantern"):
        assert again.search({word: 1.0}, 10) == built.search({word: 1.0}, 10) != []


def test_a_folder_that_may_not_be_written_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "t"
    built = SparseIndex.build(folder, ENTRIES)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr("os.access", lambda *_: False)  # tests may run as root, who may anything
    for lock in folder.glob(".*.lock"):
        lock.unlink()
    folder.chmod(0o500)
    again = SparseIndex.load(folder, ["en", "es"])
    assert again.search({"permit": 1.0}, 10) == built.search({"permit": 1.0}, 10) != []
    assert not list(folder.glob(".*.lock"))
    assert {path.name for path in temporary.rglob("*.*")} <= {".tantivy-meta.lock"}
    folder.chmod(0o700)


def test_a_folder_without_an_index_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "missing"):
        with pytest.raises(StoreError, match=r"can't be read\. Run `quotedesk index` again"):
            SparseIndex.load(tmp_path / name, ["en"])


@pytest.fixture(scope="module", autouse=True)
def _shared(index: SparseIndex) -> None:
    SHARED.append(index)


SHARED: list[SparseIndex] = []  # for hypothesis, which takes no fixtures of a narrower scope
