"""A kept conversation says what was said, whatever the documents hold."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus.document import Span
from qa.reply import Answer, Citation, Quote
from tests.ui.fakes import FakeDesk
from tests.ui.parsed import Parsed, parse
from ui.messages import ENGLISH
from ui.web.desk import Exchange
from ui.web.export import conversation_body, html_file, markdown

ORIGIN, DAY = "https://desk.example", date(2026, 3, 1)
# What is drawn as one space, and what HTML can't hold, tells nothing here.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]))


def said(value: str) -> tuple[Exchange, ...]:
    quote = Quote(
        document_id="doc",
        document_sha256="0" * 64,
        span=Span(start=0, end=max(1, len(value))),
        text=value,
        highlights=(),
        citation=Citation(title=value, publisher=value, section=(value,)),
        score=1.0,
    )
    return (Exchange(question=value, reply=Answer(quotes=(quote,), confidence=0.9, ranking=())),)


def rendered(value: str) -> Parsed:
    text = markdown(said(value), FakeDesk(), ENGLISH, ORIGIN, DAY)
    return parse(MarkdownIt("commonmark").render(text).replace("<br />", "<br>"))


@pytest.mark.parametrize(
    "value",
    [
        "# no heading", "1. no list", "- no list", "+ 1", "> no quote", "```no code```", "~~~",
        "<b>no HTML</b>", "[no](javascript:alert(1))", "![no](http://x.example/y.png)",
        "*a* _b_ __c__", "a | b", "&amp; &lt;", "http://x.example", "a\\b", "***", "---", "===",
        "    no code", "\tno code", "[a]: b", "<!-- -->", "\\", "a\n\n===\n\n> b",
    ],
)  # fmt: skip
def test_markup_in_a_quote_is_text(value: str) -> None:
    parsed = rendered(value)
    assert "".join(it.text for it in parsed.all("blockquote")).split() == value.split()
    assert [it.attributes["href"] for it in parsed.all("a")] == [
        f"{ORIGIN}/doc/doc?start=0&end={len(value)}#q1"
    ]
    assert {it.tag for it in parsed.elements} <= {"h1", "h2", "p", "blockquote", "a", "br"}


@given(TEXTS)
def test_any_quote_reads_back(value: str) -> None:
    parsed = rendered(value)
    assert "".join(it.text for it in parsed.all("blockquote")).split() == value.split()
    page = parse(str(conversation_body(said(value), FakeDesk(), ENGLISH, ORIGIN, DAY)))
    assert page.all("blockquote")[0].text == value


def test_lines_stay_lines() -> None:
    text = markdown(said("Two:\n  • one\n  • two\n\nEnd"), FakeDesk(), ENGLISH, ORIGIN, DAY)
    html = MarkdownIt("commonmark").render(text)
    _, quote = html.split("<blockquote>")
    lines = unescape(quote.partition("</blockquote>")[0]).replace("\N{NO-BREAK SPACE}", " ")
    assert lines.count("<br />") == 2
    assert lines.count("<p>") == 2


def test_the_file_needs_nothing_else() -> None:
    body = conversation_body(said("x"), FakeDesk(), ENGLISH, ORIGIN, DAY)
    parsed = parse(
        html_file(body, "</title>", "a > b { }", ENGLISH).removeprefix("<!doctype html>\n")
    )
    assert not parsed.all("link")
    assert parsed.all("title")[0].text == "</title>"
    assert parsed.all("style")[0].text == "a > b { }"
