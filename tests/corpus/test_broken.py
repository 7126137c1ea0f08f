"""Paragraphs whose lines a page breaks itself, each a label with its value."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.load import load_corpus
from corpus.structure import section_paths


def load(tmp_path: Path, name: str, content: str) -> Document:
    (tmp_path / name).write_text(content, encoding="utf-8")
    [document] = load_corpus(tmp_path).documents
    return document


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.md",
            "# Ferry\n\nFares\n\nCar: 21 euros  \nVan, big: 30 euros  \nDog: 4 euros\n",
        ),
        (
            "a.html",
            "<h1>Ferry</h1><p>Fares<p>Car: 21 euros<br>Van, big: 30 euros<br>Dog: 4 euros",
        ),
    ],
)
def test_each_line_is_an_item_under_the_name_above(tmp_path: Path, name: str, content: str) -> None:
    document = load(tmp_path, name, content)
    assert [(str(it.kind), it.span.of(document.text)) for it in document.blocks] == [
        ("heading", "Ferry"),
        ("heading", "Fares"),
        ("item", "Car: 21 euros"),
        ("item", "Van, big: 30 euros"),
        ("item", "Dog: 4 euros"),
    ]
    assert section_paths(document)[-1] == ("Fares",)  # "Ferry" is the title
    assert len({it.group for it in document.blocks[2:]}) == 1


@pytest.mark.parametrize(
    "content",
    [
        "Town hall  \nMill Street 4  \nTel: 0455 77 14 08\n",
        "The pool opens at 9.  \nThe mill: see below.\n",
        "Monday: closed\n",
    ],
)
def test_other_lines_stay_a_paragraph(tmp_path: Path, content: str) -> None:
    document = load(tmp_path, "a.md", content)
    assert [str(it.kind) for it in document.blocks] == ["paragraph"]
