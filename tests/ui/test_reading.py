"""Our own wording is plain: no catalogue is hard to read as a whole, and no sentence in it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.put import put, standing
from tests.bench.reading import (
    MARK,
    MOST_OF_ALL,
    everything,
    lix,
    main,
    sentences,
    table,
    too_hard,
    words_of,
)
from ui.messages import CATALOGUES, ENGLISH, Catalogue

PAGE = Path(__file__).resolve().parents[2] / "docs" / "accessibility.md"
LANGUAGES = pytest.mark.parametrize("words", CATALOGUES.values(), ids=CATALOGUES)


@LANGUAGES
def test_the_whole_is_easy(words: Catalogue) -> None:
    assert lix(everything(words)) <= MOST_OF_ALL[words.language]


@LANGUAGES
def test_no_sentence_is_hard(words: Catalogue) -> None:
    """Say it in two sentences, or in shorter words."""
    assert [f"{it.lix:.0f}: {it.text}" for it in too_hard(words)] == []


def test_a_hard_sentence_is_found() -> None:
    official = (
        "Subsequent applications notwithstanding, documentation requirements remain applicable "
        "throughout the administrative proceedings."
    )
    endless = "it is so and it is so " * 4 + "and that is all."
    words = replace(ENGLISH, promise=official, keys=endless.strip())
    assert [it.text for it in too_hard(words)] == [official, endless.strip()]


def test_the_sum_is_that_of_the_method() -> None:
    """Two sentences of ten words, two of which have more than six letters: 5 + 20."""
    found = list(sentences("The library is open. It lends machines to all people.", "en"))
    assert [(it.words, it.long) for it in found] == [(4, 1), (6, 1)]
    assert lix(found) == pytest.approx(10 / 2 + 100 * 2 / 10)


def test_what_is_filled_in_and_names_count_as_short_words() -> None:
    [one] = sentences("Run `quotedesk calibrate --longest` on {documents} now.", "en")
    assert (one.words, one.long) == (5, 0)


def test_what_a_word_is_depends_on_the_language() -> None:
    assert words_of("l’adresse d'aujourd’hui", "fr") == ["l", "adresse", "d", "aujourd’hui"]
    assert words_of("the desk doesn’t answer", "en") == ["the", "desk", "doesn’t", "answer"]


def test_english_has_the_sentences_of_the_lower_floors_too() -> None:
    assert "run OCR first, for example ocrmypdf" in {it.text for it in everything(ENGLISH)}


def figures(lines: list[str]) -> list[list[int]]:
    return [[int(it) for it in re.findall(r"\d+", line)] for line in lines]


def test_the_figures_in_the_documentation_are_these() -> None:
    """If not: python -m tests.bench.reading --into docs/accessibility.md. One more sentence may
    change the last digit."""
    then, now = standing(PAGE, MARK), table()
    assert [it.split("|")[1] for it in then] == [it.split("|")[1] for it in now]
    for one, other in zip(figures(then), figures(now), strict=True):
        assert one == pytest.approx(other, abs=1)


def test_figures_are_put_between_the_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n<!-- {MARK} -->\nold\n<!-- end of {MARK} -->\nafter\n")
    assert main(["--hardest", "1", "--into", str(page)]) == 0
    assert standing(page, MARK) == table()
    assert page.read_text().startswith("before\n<!-- ")
    assert page.read_text().endswith(" -->\nafter\n")
    assert capsys.readouterr().out.count(" words: ") == len(CATALOGUES)
    put(page, MARK, [])
    assert standing(page, MARK) == []
