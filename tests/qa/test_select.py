"""What is quoted: whole, and no longer than needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Block, BlockKind, Document, Span
from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.question import Question
from qa.reply import Answer
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS

LIST = """Parking

To get a permit, bring these papers:

- your passport
- a proof of residence
- the licence of your car

The office opens at nine."""

LEANING = (
    "The town council decided the parking rules in March. They hold for every street inside of the"
    " old wall, and for the market square. The harbour keeps its own arrangement with the shipping"
    " company and the railway, which has been in force since the harbour was built a century ago."
    " A map in the town hall shows both areas in colour, with all of their entrances and exits."
)
FILLER = " ".join(f"Sentence number {n} speaks about something else entirely." for n in range(12))

First = Callable[[Document, str], tuple[str, list[str]]]


@pytest.fixture
def first(tmp_path: Path) -> First:
    """The first quote's text with what is marked in it, answered whatever the confidence."""

    def asked(document: Document, question: str) -> tuple[str, list[str]]:
        embedder = HashEmbedder(max_tokens=256)
        index = write_index([document], IndexSettings(), embedder, tmp_path / "index")
        engine = Engine(index, embedder, weights=replace(WEIGHTS, threshold=0.0))
        reply = engine.ask(Question(text=question))
        assert isinstance(reply, Answer)
        quote = reply.quotes[0]
        return quote.text, [quote.text[mark.start : mark.end] for mark in quote.highlights]

    return asked


def test_a_list_question_gets_the_list_with_its_lead_in(first: First) -> None:
    text, marks = first(document_of(LIST), "Which papers are needed for a permit?")
    assert text.startswith("To get a permit, bring these papers:")
    assert text.endswith("the licence of your car")
    assert marks == ["your passport", "a proof of residence", "the licence of your car"]


def test_an_item_is_quoted_alone_when_its_number_is_asked_for(first: First) -> None:
    text, _ = first(document_of(LIST), "What is the second of these papers for a permit?")
    assert text == "a proof of residence"


def test_a_letterheads_name_comes_with_the_line_that_was_asked_for(first: First) -> None:
    letter = document_of("Harbour office, 4 Quay Road\n\nTelephone +32 455 77 13 02\n\nDear all,")
    text, _ = first(letter, "What is the phone number of the harbour office?")
    assert text.endswith("Telephone +32 455 77 13 02")
    text, _ = first(letter, "Where is the harbour office?")
    assert text == "Harbour office, 4 Quay Road"


def test_a_number_beyond_the_list_names_no_item(first: First) -> None:
    text, _ = first(document_of(LIST), "What is the ninth of these papers for a permit?")
    assert "your passport" in text
    assert "the licence of your car" in text


def test_a_sentence_that_leans_brings_the_one_before(first: First) -> None:
    text, marks = first(
        document_of(f"{LEANING} {FILLER}"), "Do they hold for the market square and the old wall?"
    )
    assert text.startswith("The town council decided the parking rules in March. They hold")
    assert "market square" in "".join(marks)


def test_a_quote_never_ends_inside_a_sentence(first: First) -> None:
    text, _ = first(document_of(f"{FILLER} {LEANING}"), "Where is the map of both areas?")
    assert text[0].isupper()
    assert text.endswith(".")


def test_a_heading_is_never_quoted_alone(first: First) -> None:
    text, _ = first(document_of("What is parking?\n\nA place to leave a car for a while.\n"),
                    "What is parking?")  # fmt: skip
    assert text == "A place to leave a car for a while."


def test_a_run_in_sentence_is_quoted_without_its_neighbour(first: First) -> None:
    glued = "Specialists inform victims and refer victims to servicesThe strategy has five goals."
    text, _ = first(document_of(glued), "How many goals has the strategy?")
    assert text == "The strategy has five goals."


def test_a_table_row_comes_with_its_header(first: First) -> None:
    text = "Fees\n\nKind | Fee\nResident | 30 dollars\nVisitor | 90 dollars"
    lines = [(6, 16), (17, 38), (39, 59)]
    blocks = (
        Block(kind=BlockKind.HEADING, span=Span(start=0, end=4), level=1),
        *(
            Block(kind=BlockKind.ROW, span=Span(start=a, end=min(b, len(text))), group=0,
                  header=number == 0)
            for number, (a, b) in enumerate(lines)
        ),
    )  # fmt: skip
    document = replace(document_of(text), blocks=blocks)
    quoted, _ = first(document, "What is the fee of a visitor?")
    assert quoted.startswith("Kind | Fee")
    assert "Visitor | 90 dollars" in quoted


STAMPS = (
    """Stamps

When does a stamp run out?

A stamp of the harbour runs out after one year.

A stamp of the market runs out after one month.

Who sells them?

"""
    + FILLER
)


@pytest.mark.parametrize("announced", ["bring these papers:", "what you need is listed below."])
def test_what_announces_comes_with_what_it_announces(first: First, announced: str) -> None:
    made = document_of(f"To get a permit for the yard, {announced}\n\nA passport. A photo.\n\nEnd.")
    text, _ = first(made, "What do I need to get a permit for the yard?")
    assert text.endswith("A passport. A photo.")


def test_a_lead_in_that_says_little_brings_its_paragraph(first: First) -> None:
    made = document_of("Both of these must be true. You:\n\n- own a boat\n- pay the fee\n\nEnd.")
    text, _ = first(made, "Which things must be true to own a boat?")
    assert text.startswith("Both of these must be true. You:")
    assert text.endswith("pay the fee")


def test_a_short_section_is_quoted_whole_where_two_sentences_answer(first: First) -> None:
    text, marks = first(document_of(STAMPS), "When does a stamp run out?")
    assert text.startswith("A stamp of the harbour")
    assert text.endswith("after one month.")
    assert all(mark in text for mark in marks)


def test_a_tables_header_is_no_answer(first: First) -> None:
    header = "Yearly fee of a stamp | Dollars"
    text = "\n".join([header, *(f"{n} years | {n * 7} dollars of the crown" for n in range(40))])
    blocks: list[Block] = []
    at = 0
    for line in text.splitlines():
        span = Span(start=at, end=at + len(line))
        blocks.append(Block(kind=BlockKind.ROW, span=span, group=0, header=not blocks))
        at = span.end + 1
    made = replace(document_of(text), blocks=tuple(blocks))
    quoted, _ = first(made, "What is the yearly fee of a stamp?")
    assert quoted != header


def test_a_table_of_one_row_is_quoted_though_it_is_marked_as_a_header(first: First) -> None:
    text = "The office opens at nine | and closes at five"
    row = Block(kind=BlockKind.ROW, span=Span(start=0, end=len(text)), group=0, header=True)
    quoted, _ = first(replace(document_of(text), blocks=(row,)), "When does the office open?")
    assert quoted == text


def test_a_list_that_holds_a_heading_is_not_cut_at_it(first: First) -> None:
    parts = [
        (BlockKind.HEADING, "Papers"),
        (BlockKind.PARAGRAPH, "Copies are not enough."),
        (BlockKind.PARAGRAPH, "Bring these papers:"),
        (BlockKind.ITEM, "a passport"),
        (BlockKind.HEADING, "For boats"),
        (BlockKind.ITEM, "a licence of the boat"),
    ]
    text = "\n".join(line for _, line in parts)
    blocks = []
    at = 0
    for kind, line in parts:
        span = Span(start=at, end=at + len(line))
        blocks.append(
            Block(kind=kind, span=span, level=1, group=0 if kind is BlockKind.ITEM else -1)
        )
        at = span.end + 1
    made = replace(document_of(text), blocks=tuple(blocks))
    quoted, _ = first(made, "Which papers must I bring?")
    assert quoted.startswith("Bring these papers:")
    assert quoted.endswith("a licence of the boat")


def test_what_is_far_behind_the_best_is_not_quoted(tmp_path: Path) -> None:
    documents = [
        document_of("The permit for the old harbour costs 40 dollars a year.", "fees"),
        document_of("The permit for the old harbour is sold at the town hall.", "place"),
        document_of("Whales sing to each other over many miles of open water.", "whales"),
    ]
    embedder = HashEmbedder(max_tokens=256)
    index = write_index(documents, IndexSettings(), embedder, tmp_path / "index")
    engine = Engine(index, embedder, weights=replace(WEIGHTS, threshold=0.0))
    reply = engine.ask(Question(text="What is the permit for the old harbour?"))
    assert isinstance(reply, Answer)
    assert {quote.document_id for quote in reply.quotes} == {"fees", "place"}


def test_a_list_without_a_lead_in_begins_with_its_first_bullet(first: First) -> None:
    text = "Blue bin\n\n  • Paper and cardboard\n  • Glass bottles and jars\n  • Tins and cans\n"
    quoted, marks = first(document_of(text), "What are the things for the blue bin?")
    assert quoted == "• Paper and cardboard\n  • Glass bottles and jars\n  • Tins and cans"
    assert marks[0] == "Paper and cardboard"
