"""A text directive leads to its quote and nowhere else, in a browser that keeps to the draft."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Span, text_digest
from qa.cite.fragment import text_directive
from qa.cite.page_text import fold, page_text
from tests.indexer.fakes import document_of
from tests.qa.directives import Page, page_of, resolve

KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
# Few words, so that nearly everything is said more than once.
WORD = st.sampled_from(
    ["the", "The", "fee", "is", "paid,", "can't", "3.14", "día", "dia", "a-b&c", "“so”"]
)
JOINT = st.sampled_from([" ", " ", " ", "  ", "\n", " | ", ""])
BLOCK = st.tuples(st.sampled_from(KINDS), st.lists(st.tuples(WORD, JOINT), min_size=1, max_size=14))
GAP = st.sampled_from(["\n\n", "\n• ", "\n\n  1. "])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Blocks of few words with bullets between them."""
    text, blocks = "", []
    for number, (kind, words) in enumerate(draw(st.lists(BLOCK, min_size=1, max_size=6))):
        text += draw(GAP) if number else ""
        start = len(text)
        text += "".join(word + joint for word, joint in words[:-1]) + words[-1][0]
        blocks.append(Block(kind=kind, span=Span(start=start, end=len(text))))
    return Document(id="d", title="d", text=text, sha256=text_digest(text), blocks=tuple(blocks))


def shown(document: Document) -> tuple[Page, list[tuple[int, int]]]:
    """The page that shows a document, and where its lines and cells stand."""
    lines = []
    for block in document.blocks:
        body = block.span.of(document.text)
        parting = r"(?:(?!(?<!\S)\|(?!\S))[^\n])+" if block.kind is BlockKind.ROW else r"[^\n]+"
        lines += [
            (block.span.start + found.start(), block.span.start + found.end())
            for found in re.finditer(parting, body)
            if found.group().strip()
        ]
    return page_of(document.text, lines), lines


def visible_part(document: Document, lines: list[tuple[int, int]], span: Span) -> Span | None:
    """What of a span is on the page, without white space around it."""
    seen = [
        at
        for start, end in lines
        for at in range(max(start, span.start), min(end, span.end))
        if not document.text[at].isspace()
    ]
    return Span(start=seen[0], end=seen[-1] + 1) if seen else None


@given(documents(), st.data())
def test_a_directive_leads_to_its_span(document: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document.text) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, len(document.text))))
    directive = text_directive(page_text(document), span)
    page, lines = shown(document)
    expected = visible_part(document, lines, span)
    if expected is None:
        assert directive is None
    elif directive is not None:
        assert re.fullmatch(r"text=[\w.~%,\-]+", directive, re.ASCII)
        for loose in (False, True):
            found = resolve(page, directive, loose=loose)
            assert found == (expected.start, expected.end), (directive, loose)


@given(documents(), st.data())
def test_what_is_said_once_has_a_directive(document: Document, data: st.DataObject) -> None:
    """A whole line of the page that says what no other says can always be singled out."""
    _, lines = shown(document)
    start, end = data.draw(st.sampled_from(lines))
    said = fold(document.text[start:end])
    page = page_text(document)
    if page.folded.count(said) == 1:
        assert text_directive(page, Span(start=start, end=end)) is not None


def directive_of(text: str, quoted: str, nth: int = 0) -> str | None:
    start = [found.start() for found in re.finditer(re.escape(quoted), text)][nth]
    return text_directive(page_text(document_of(text)), Span(start=start, end=start + len(quoted)))


LONG = (
    "Residents of the old town need a parking permit between 8 in the morning and 6 in the evening."
)


@pytest.mark.parametrize(
    ("text", "quoted", "nth", "directive"),
    [
        pytest.param("Pay the fee.", "Pay the fee.", 0, "text=Pay%20the%20fee.", id="whole"),
        pytest.param(
            "A co-op, you & me.",
            "A co-op, you & me.",
            0,
            "text=A%20co%2Dop%2C%20you%20%26%20me.",
            id="encoded",
        ),
        pytest.param(
            LONG, LONG, 0, "text=Residents%20of%20the%20old,6%20in%20the%20evening.", id="edges"
        ),
        pytest.param(
            "At noon.\n\nThe fee is due.\n\nAt night.\n\nThe fee is due.",
            "The fee is due.",
            1,
            "text=At%20night.-,The%20fee%20is%20due.",
            id="prefix",
        ),
        pytest.param(
            "Due: the fee.\n\nDue: the fine.", "Due:", 0, "text=Due%3A,-the%20fee.", id="suffix"
        ),
        pytest.param(
            "our servicesThe strategy stands.",
            "The strategy stands.",
            0,
            "text=our%20services-,The%20strategy%20stands.",
            id="inside a word",
        ),
        pytest.param(
            "One.\n\n- first thing\n- last thing\n\nTwo.",
            "first thing\n- last thing",
            0,
            "text=first%20thing,last%20thing",
            id="two blocks",
        ),
        pytest.param("Víctimas\n\nvictimas", "victimas", 0, "text=Víctimas-,victimas", id="accent"),
        pytest.param("同じ。手数料は千円です。毎年払う。", "手数料は千円です。", 0,
                     "text=手数料は千円です。", id="no spaces"),
        pytest.param("a \ud800 b", "\ud800 b", 0, None, id="what no address can carry"),
    ],
)  # fmt: skip
def test_examples(text: str, quoted: str, nth: int, directive: str | None) -> None:
    from urllib.parse import quote

    if directive is not None and not directive.isascii():
        directive = quote(directive, safe="=%-,")
    assert directive_of(text, quoted, nth) == directive


def test_where_nothing_singles_it_out_there_is_none() -> None:
    text = "Same.\n\nSame.\n\nSame.\n\nSame."
    assert directive_of(text, "Same.", 2) is None
    assert directive_of(text, "Same.", 0) == "text=Same."  # a browser takes the first


def test_what_lies_between_blocks_has_none() -> None:
    document = document_of("One.\n\n- two")
    assert text_directive(page_text(document), Span(start=4, end=8)) is None


@given(st.text(max_size=60))
@example("a\u0301 b")
@example("İ ŉ ﬁ ½")
def test_any_text_can_be_searched(text: str) -> None:
    document = document_of(f"x {text} y")
    page = page_text(document)
    for number, piece in enumerate(page.pieces):
        assert page.place(number, piece.start) == page.starts[number]
        for at in range(piece.start, piece.end):
            if fold(document.text[at]):
                head = fold(document.text[at : piece.end])
                assert page.folded.startswith(head, page.place(number, at))
