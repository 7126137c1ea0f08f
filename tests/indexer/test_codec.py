"""A document, and what was cut of it, take little room in an index and come back as they were."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Metadata, Place, Source, Span, text_digest
from indexer.chunk import Passage
from indexer.index import IndexedUnit
from indexer.rows import DocumentRow, PassageRow
from indexer.store.codec import as_json, document_from, document_row
from indexer.store.fingerprint import key_of
from indexer.store.tables import body_of, from_body, from_head, head_of

TEXT = "0123456789" * 6
numbers = st.integers(0, 300)
maybe = st.none() | numbers
words = st.none() | st.text(max_size=4)


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    """Ordered and disjoint."""
    ends = sorted(draw(st.lists(st.integers(0, len(TEXT)), max_size=10)))
    return [Span(start=a, end=b) for a, b in zip(ends[::2], ends[1::2], strict=False)]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    def block(span: Span) -> Block:
        return Block(
            kind=draw(st.sampled_from(BlockKind)),
            span=span,
            level=draw(numbers),
            group=draw(st.integers(-1, 5)),
            header=draw(st.booleans()),
            line=draw(maybe),
            apart=draw(st.booleans()),
        )

    def place(span: Span) -> Place:
        sizes = st.floats(0, 99, allow_nan=False)
        return Place(
            span=span,
            page=draw(maybe),
            box=draw(st.none() | st.tuples(sizes, sizes, sizes, sizes)),
            edges=tuple(draw(st.lists(sizes, max_size=3))),
            path=draw(words),
            anchor=draw(words),
        )

    source = Source(file="a", sha256="b", media_type="c", encoding=draw(words))
    return Document(
        id="a",
        title="A",
        text=TEXT,
        sha256=text_digest(TEXT),
        blocks=tuple(map(block, draw(spans()))),
        metadata=Metadata(
            publisher=draw(words),
            language=draw(st.sampled_from(("en", "pt-BR"))),
            assumed=draw(st.booleans()),
            tags=tuple(draw(st.lists(st.text(max_size=3), max_size=2))),
            valid_until=draw(words),
        ),
        places=tuple(map(place, draw(spans()))),
        source=draw(st.none() | st.just(source)),
    )


@given(documents())
def test_a_document_is_read_as_it_was_written(document: Document) -> None:
    assert document_from(json.loads(as_json(document_row(document)))) == document
    assert from_head(head_of(document)) == (
        document.title,
        document.metadata,
        len(document.text),
    )


@given(documents(), documents())
def test_another_document_has_another_key(one: Document, other: Document) -> None:
    assert (key_of(one) == key_of(other)) == (one == other)


@given(documents(), st.data())
def test_so_are_its_passages_and_units(document: Document, data: Any) -> None:
    owned = data.draw(spans())
    sections = st.lists(st.text(max_size=3), max_size=2).map(tuple)
    passages = [
        Passage(id=f"a#{n}", document_id="a", span=span, section=data.draw(sections))
        for n, span in enumerate(owned)
    ]
    owners = (
        sorted(data.draw(st.lists(st.integers(0, len(owned) - 1), max_size=6))) if owned else []
    )
    cut = data.draw(spans())
    units = tuple(
        IndexedUnit(
            document=DocumentRow(3),
            passage=PassageRow(40 + owner),
            block=data.draw(numbers),
            span=span,
            boilerplate=data.draw(st.booleans()),
        )
        for owner, span in zip(owners, cut, strict=False)
    )
    body = body_of(document, passages, units, PassageRow(40))
    held = from_body(body, DocumentRow(3), 40, 700, lambda _: False)
    assert (held.document, held.passages, held.units) == (document, tuple(passages), units)
