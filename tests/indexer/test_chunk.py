"""Passages: slices, ordered, disjoint, short enough, and nothing of the text left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Span
from corpus.outline import outline_of
from indexer.chunk import Passage, passages_of
from indexer.embed import Embedder
from tests.indexer.fakes import FEES, HashEmbedder, document_of

EMBEDDER = HashEmbedder(max_tokens=256)

WORDS = st.sampled_from(
    [
        *("the", "permit", "Fees", "víctimas", "U.S.", "a\u00a0b", "中文字", "🚲", "e\u0301", "—"),
        *("x" * 300, "10-10EZ", "a.b@c.d", "...", "don't", "(see", "40%)", "\u200b"),
    ]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=20).map(" ".join)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map(". ".join)
HEADING = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ITEMS = st.lists(SENTENCE, min_size=1, max_size=8).map(lambda xs: "\n".join("- " + x for x in xs))
LED = st.tuples(SENTENCE, ITEMS).map(lambda two: f"{two[0]} the following:\n\n{two[1]}")
RULE = st.sampled_from(
    ["-" * 90, "=" * 300, "* * * * * * * * * * * *", " \n \u00a0\n", "\x0c", "\x1c"]
)
BREAK = st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\n \n", "\n\u00a0\n", "\u2028", "\r"])
PART = st.one_of(PARAGRAPH, HEADING, ITEMS, LED, RULE)
TEXT = st.lists(st.tuples(PART, BREAK).map("".join), max_size=8).map("".join)
LIMITS = st.integers(min_value=1, max_value=260)


def cut(document: Document, limit: int, embedder: Embedder = EMBEDDER) -> tuple[Passage, ...]:
    return passages_of(document, outline_of(document), embedder, limit)


def check(document: Document, passages: tuple[Passage, ...], limit: int, model: Embedder) -> None:
    """What the module promises for every document."""
    end = 0
    left = document.text
    for number, passage in enumerate(passages):
        assert (passage.id, passage.document_id) == (f"{document.id}#{number}", document.id)
        assert end <= passage.span.start < passage.span.end <= len(document.text)
        end = passage.span.end
        body = passage.span.of(document.text)
        assert body == body.strip()
        assert model.count_tokens([body])[0] <= limit
        left = left[: passage.span.start] + " " * len(passage.span) + left[end:]
    for block in document.blocks:
        assert not block.span.of(left).strip()


@pytest.mark.slow
@given(text=TEXT, limit=LIMITS)
@example(text="word " * 400 + "\n \n" + "word " * 400, limit=200)
@example(text="one.\n\n" + "=" * 300 + "\n\ntwo.", limit=16)
def test_passages_are_ordered_disjoint_short_and_leave_nothing_out(text: str, limit: int) -> None:
    document = document_of(text)
    bound = max(16, min(limit, EMBEDDER.max_tokens - 50))
    check(document, cut(document, limit), bound, EMBEDDER)


@pytest.mark.slow
@given(text=TEXT)
def test_a_list_that_fits_stays_with_what_introduces_it(text: str) -> None:
    document = document_of(text)
    passages = cut(document, 200)
    for group in outline_of(document).lists:
        if group.lead_in is None:
            continue
        # The paragraph whose last sentence is the lead-in goes with the list.
        paragraph = document.blocks[group.items[0] - 1].span
        whole = document.text[paragraph.start : group.span.end]
        above = group.items[0] - 2
        headed = above >= 0 and document.blocks[above].kind is BlockKind.HEADING
        if not headed and EMBEDDER.count_tokens([whole])[0] <= 200:
            assert any(
                p.span.start <= paragraph.start and group.span.end <= p.span.end for p in passages
            )


@pytest.mark.slow
@given(text=TEXT)
@example(text="10-10EZ\n\n" + "=" * 300 + "\n\n" + "word " * 60)
def test_a_heading_is_never_the_end_of_a_passage(text: str) -> None:
    """Unless what stands between it and its text, a rule of 300 signs say, fills the passage."""
    document = document_of(text)
    passages = cut(document, 200)
    ends = {passage.span.end for passage in passages}
    first: int | None = None
    for block, after in pairwise(document.blocks):
        if block.kind is not BlockKind.HEADING:
            first = None
            continue
        first = block.span.start if first is None else first
        before_text = text[first : after.span.start]
        if EMBEDDER.count_tokens([before_text])[0] <= 200 - 16:
            assert block.span.end not in ends, block.span.of(text)


def test_a_heading_stays_with_a_paragraph_that_is_too_long() -> None:
    document = document_of(
        "Title\n\nIntro to it all, a sentence.\n\nFees\n\n" + "It costs much. " * 90
    )
    assert [b.kind for b in document.blocks].count(BlockKind.HEADING) == 2
    passages = cut(document, 100)
    assert not any(p.span.of(document.text) == "Fees" for p in passages)
    headed = [p for p in passages if p.span.of(document.text).startswith("Fees")]
    assert len(headed) == 1
    assert headed[0].section == ("Title", "Fees")


def test_white_space_between_long_paragraphs_is_no_passage() -> None:
    """Pieces without a token made the splitter repeat itself and report offset -1."""
    text = "\n \n".join(["Some words of a sentence. " * 20] * 4)
    document = document_of(text)
    # One block, as Markdown's readers may give it.
    joined = Document(
        id=document.id,
        title=document.title,
        text=text,
        sha256=document.sha256,
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=Span(start=0, end=len(text.rstrip()))),),
    )
    passages = cut(joined, 40)
    check(joined, passages, 40, EMBEDDER)
    assert len(passages) >= 10


def test_short_blocks_share_a_passage_and_a_heading_opens_one() -> None:
    document = document_of(FEES)
    pieces = [p.span.of(FEES) for p in cut(document, 200)]
    assert [piece.splitlines()[0] for piece in pieces] == ["Parking permits", "Fees"]
    assert pieces[1].endswith("the registration of the car")
    assert [p.section for p in cut(document, 200)] == [
        ("Parking permits", "Who needs one"),
        ("Parking permits", "Fees"),
    ]


def test_a_long_list_is_parted_between_its_items() -> None:
    items = [f"item {n} is one of the many papers that the office wants" for n in range(30)]
    text = "You need the following papers:\n\n" + "\n".join("- " + item for item in items)
    document = document_of(text)
    passages = cut(document, 60)
    check(document, passages, 60, EMBEDDER)
    for item in items:
        assert sum(item in p.span.of(text) for p in passages) == 1


def test_the_models_own_length_is_a_bound() -> None:
    small = HashEmbedder()
    document = document_of("Many words stand here. " * 100)
    longest = max(
        small.count_tokens([p.span.of(document.text)])[0] for p in cut(document, 10_000, small)
    )
    assert longest <= max(16, small.max_tokens - 50)


def test_a_text_without_blocks_has_no_passages() -> None:
    assert cut(document_of("\n \u00a0\n---\n"), 200) == ()


@pytest.mark.model
def test_the_real_models_tokens_are_the_bound(real_embedder: Embedder) -> None:
    text = "\n\n".join(
        [
            "Fees",
            "Ünïcödé wörds, 中文字, and supercalifragilisticexpialidocious. " * 40,
            "=" * 300,
            "- short\n- " + "z" * 900 + "\n- " + "a-b/c.d " * 200,
        ]
    )
    document = document_of(text)
    passages = cut(document, 200, real_embedder)
    check(document, passages, 200, real_embedder)
    assert len(passages) > 5
