"""Lines that a template prints, and sentences that many documents say."""

from __future__ import annotations

import pytest

from corpus.boilerplate import REPEATED_CHARS, REPEATED_IN, repeated_lines
from corpus.document import Document, text_digest
from corpus.structure import plain_blocks


def documents_with(line: str, count: int) -> list[Document]:
    texts = [f"Page {n} says one thing that is long.\n\n{line}\n" for n in range(count)]
    return [
        Document(
            id=str(n), title="", text=text, sha256=text_digest(text), blocks=plain_blocks(text)
        )
        for n, text in enumerate(texts)
    ]


def test_a_repeated_line_is_found_once_in_each_document() -> None:
    found = repeated_lines(documents_with("Ring us on any working day", REPEATED_IN))
    [places] = found.values()
    assert [document.id for document, _ in places] == [str(n) for n in range(REPEATED_IN)]
    assert {span.of(d.text) for d, span in places} == {"Ring us on any working day"}


def test_it_takes_several_documents() -> None:
    assert not repeated_lines(documents_with("Ring us on any working day", REPEATED_IN - 1))


@pytest.mark.parametrize(
    "line",
    [
        "The goal for completing a claim is 125 days.",
        "You can't submit any evidence.",
        "word " * REPEATED_CHARS,
    ],
)
def test_sentences_and_long_lines_are_not_boilerplate(line: str) -> None:
    assert not repeated_lines(documents_with(line, REPEATED_IN + 1))
