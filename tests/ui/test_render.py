"""Replies as JSON and as lines: a quote's text is what it is, and can't drive a terminal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata, Span, text_digest
from qa.reply import (
    Answer,
    Citation,
    Quote,
    Reason,
    Refusal,
    Reply,
    Understanding,
    quote_from,
)
from tests.ui.fakes import FakeDesk
from ui.messages import catalogue
from ui.render import MARK_CLOSE, MARK_OPEN, document_lines, record_of, reply_lines, visible
from ui.web.desk import Exchange
from ui.web.talk.conversation import turn_html

TEXT = "A first line.\r\nThe \x1b[31mred\x1b[0m \u202eline\u202c.\u2028A third.\n"
QUOTE_KEYS = [
    *("document_id", "title", "text", "start", "end", "highlights", "section", "page", "score"),
    *("url", "citation", "citation_apa", "csl", "document_sha256", "published", "publisher"),
    *("language", "validity", "columns"),
]


def document(text: str = TEXT) -> Document:
    return Document(
        id="d",
        title="T",
        text=text,
        sha256=text_digest(text),
        blocks=(),
        metadata=Metadata(author="Ann", url="https://example.org/d"),
    )


def quote(text: str = TEXT, start: int = 0, end: int | None = None) -> Quote:
    made = document(text)
    return quote_from(
        made,
        sha256=made.sha256,
        span=Span(start=start, end=len(text) if end is None else end),
        highlights=(Span(start=2, end=7),),
        citation=Citation(
            language="en", title="T", section=("S",), url="https://example.org/d", text="Ann. T. S"
        ),
        score=0.123456,
    )


def answer(*quotes: Quote) -> Answer:
    return Answer(quotes=quotes or (quote(),), confidence=0.98765, ranking=("d", "e"))


def refusal(*closest: Quote) -> Refusal:
    return Refusal(
        reason=Reason.NOT_ANSWERED,
        closest=closest,
        confidence=0.1,
        ranking=("d",),
        understanding=Understanding(
            searched_for="mended", understood_with=("carried", "words"), missing_words=("unicorn",)
        ),
    )


def lines(reply: Reply) -> list[str]:
    return list(reply_lines(reply, catalogue()))


class TestVisible:
    @given(st.text(st.characters()))
    def test_no_control_or_direction_character_is_left(self, text: str) -> None:
        shown = visible(text)
        assert shown.isprintable() or all(
            c.isprintable() or c in "\n\t" or c.isspace() or ord(c) > 0x9F for c in shown
        )
        for hidden in ("\x1b", "\x07", "\x08", "\r", "\x7f", "\x9b", "\u202e", "\u2066", "\ud800"):
            assert hidden not in shown
        shown.encode("utf-8")

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("\x1b[31m", "\\x1b[31m"),
            ("a\rb", "a\\rb"),
            ("\u202eabc", "\\u202eabc"),
            ("\x9b31m", "\\x9b31m"),
            ("\ud83d", "\\ud83d"),
            ("a\tb\nc", "a\tb\nc"),
            ("“víctimas” 🚲 中文 \u00a0e\u0301", "“víctimas” 🚲 中文 \u00a0e\u0301"),
            ("C:\\new", "C:\\new"),
        ],
    )
    def test_examples(self, text: str, shown: str) -> None:
        assert visible(text) == shown


def test_a_row_is_shown_with_the_names_of_its_columns() -> None:
    row = quote("Saw | 12")
    row = replace(row, citation=replace(row.citation, columns="Tool | Day"))
    assert "    Columns: Tool | Day" in lines(answer(row))
    assert record_of("1", "?", answer(row), 0.0)["quotes"][0]["columns"] == "Tool | Day"
    assert not [it for it in lines(answer()) if "Columns" in it]


class TestRecord:
    def test_an_answer(self) -> None:
        record = record_of("q1", "What?", answer(), 12.345)
        assert record == {
            "id": "q1",
            "question": "What?",
            "answered": True,
            "confidence": 0.9877,
            "quotes": [
                {
                    "document_id": "d",
                    "title": "T",
                    "text": TEXT,
                    "start": 0,
                    "end": len(TEXT),
                    "highlights": [[2, 7]],
                    "section": ["S"],
                    "page": None,
                    "score": 0.1235,
                    "url": "https://example.org/d",
                    "citation": "Ann. T. S",
                    "citation_apa": "T. (n.d.).",
                    "csl": {"id": "d", "type": "document", "title": "T", "language": "en"},
                    "document_sha256": text_digest(TEXT),
                    "published": None,
                    "publisher": None,
                    "language": "en",
                    "validity": {
                        "standing": "current",
                        "valid_from": None,
                        "valid_until": None,
                        "superseded_by": None,
                    },
                    "columns": "",
                }
            ],
            "closest": [],
            "reason": None,
            "ranking": ["d", "e"],
            "searched_for": None,
            "understood_with": [],
            "missing_words": [],
            "unquoted_words": [],
            "unanswered_parts": [],
            "chosen_by_staff": False,
            "language": "",
            "elapsed_ms": 12.3,
        }

    def test_a_refusal_has_no_quotes(self) -> None:
        record = record_of("q1", "What?", refusal(quote()), 0)
        assert (record["answered"], record["quotes"]) == (False, [])
        assert record["reason"] == "related_but_not_answered"
        assert [list(one) for one in record["closest"]] == [QUOTE_KEYS]
        assert record["searched_for"] == "mended"
        assert record["understood_with"] == ["carried", "words"]
        assert record["missing_words"] == ["unicorn"]

    def test_a_question_without_an_id_has_none(self) -> None:
        assert "id" not in record_of(None, "What?", answer(), 0)

    @given(st.text(min_size=8))
    def test_it_survives_json(self, text: str) -> None:
        record = record_of("q", text, answer(quote(text)), 0)
        assert json.loads(json.dumps(record)) == record


class TestLines:
    def test_a_quote_is_printed_line_for_line_with_its_place(self) -> None:
        shown = lines(answer())
        assert shown[1:] == [
            "",
            " 1. A first line.",
            "    The \\x1b[31mred\\x1b[0m \\u202eline\\u202c.",
            "    A third.",
            f"    — Ann. T. S [d 0-{len(TEXT)}]",
            "    https://example.org/d",
        ]
        assert shown[0] == f"{catalogue().confidence(0.98765)} (99%)"

    def test_quotes_are_numbered_best_first(self) -> None:
        shown = lines(answer(quote(end=13), quote(start=15)))
        assert " 1. A first line." in shown
        assert any(line.startswith(" 2. The ") for line in shown)

    def test_what_is_lacking_is_said_beside_an_answer(self) -> None:
        lacking = Understanding(missing_words=("unicorn",), unquoted_words=("lake", "boat"))
        reply = replace(answer(), understanding=lacking)
        words = catalogue()
        said = [f"{words.missing_words} unicorn", f"{words.unquoted_words} lake, boat"]
        assert lines(reply) == [*said, *lines(answer())]
        record = record_of(None, "What?", reply, 0)
        assert record["missing_words"] == ["unicorn"]
        assert record["unquoted_words"] == ["lake", "boat"]

    def test_a_refusal_says_so_before_anything_related(self) -> None:
        shown = lines(refusal(quote(end=13)))
        words = catalogue()
        wording = words.refusals[Reason.NOT_ANSWERED]
        assert shown[:2] == [
            f"{words.searched_for} mended",
            f"{words.understood_with} carried, words",
        ]
        assert shown[2:5] == [wording.title, wording.body, f"{words.missing_words} unicorn"]
        assert shown.index(words.related.of(1)) < shown.index(" 1. A first line.")

    def test_a_refusal_without_anything_related_ends_there(self) -> None:
        assert catalogue().related.of(0) not in lines(refusal())
        assert not any(line.startswith(" 1.") for line in lines(refusal()))

    @pytest.mark.parametrize("reason", list(Reason))
    def test_every_reason_has_its_words(self, reason: Reason) -> None:
        shown = lines(Refusal(reason=reason, closest=(), confidence=0, ranking=()))
        assert len(shown) == 2
        assert all(shown)

    @given(st.text(min_size=8))
    def test_any_text_is_shown_on_lines_that_can_be_written(self, text: str) -> None:
        for line in [*lines(answer(quote(text))), *document_lines(document(text), None)]:
            assert len(line.splitlines()) <= 1
            line.encode("utf-8")


class TestDocument:
    def test_it_is_shown_with_what_is_known_and_its_span_marked(self) -> None:
        assert list(document_lines(document(), Span(start=2, end=7))) == [
            "T",
            "Ann · https://example.org/d · d",
            "",
            f"A {MARK_OPEN}first{MARK_CLOSE} line.",
            "The \\x1b[31mred\\x1b[0m \\u202eline\\u202c.",
            "A third.",
        ]

    def test_without_a_span_nothing_is_marked(self) -> None:
        shown = "\n".join(document_lines(document(), None))
        assert MARK_OPEN not in shown
        assert MARK_CLOSE not in shown


@pytest.mark.parametrize(
    ("asked_in", "named"), [("es", "English"), ("en", None), ("", None), ("fr", "English")]
)
def test_the_language_of_a_quote_is_named_where_it_is_another(
    asked_in: str, named: str | None
) -> None:
    reply = replace(answer(), understanding=Understanding(language=asked_in))
    assert ("    English" in lines(reply)) is (named is not None)
    page = turn_html(Exchange(question="?", reply=reply), catalogue(), FakeDesk())
    assert ("English" in page) is (named is not None)
    assert '<blockquote lang="en"' in page
    assert record_of("1", "?", reply, 1.0)["language"] == asked_in


def test_languages_have_names_in_the_interfaces_language() -> None:
    assert catalogue("es").other_language("en-GB", "es") == "Inglés"
    assert catalogue("en").other_language("qqq", "es") is None
