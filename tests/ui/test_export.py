"""A kept conversation says what was said, whatever the documents hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus.document import Span
from qa.question import Question
from qa.reply import Answer, Citation, Quote, Understanding
from tests.ui.fakes import FakeDesk
from tests.ui.parsed import Parsed, parse
from ui.messages import ENGLISH, SPANISH
from ui.web.desk import Exchange
from ui.web.read.export import conversation_body, html_file, markdown
from ui.web.read.markdown import block, inline
from ui.web.talk.conversation import turn_html

ORIGIN, DAY = "https://desk.example", date(2026, 3, 1)
# What is drawn as one space, and what HTML can't hold, tells nothing here.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]))
# Little else than what may be markup, so that it often is.
MARKS = st.text("*_`~[]()<>#+-=|&;:!\\^.1aé \n", max_size=30)


def said(value: str) -> tuple[Exchange, ...]:
    quote = Quote(
        document_id="doc",
        document_sha256="0" * 64,
        span=Span(start=0, end=max(1, len(value))),
        text=value,
        highlights=(),
        citation=Citation(
            language="en", title=value, publisher=value, section=(value,), columns=value
        ),
        score=1.0,
    )
    return (Exchange(question=value, reply=Answer(quotes=(quote,), confidence=0.9, ranking=())),)


def rendered(value: str) -> Parsed:
    text = markdown(said(value), FakeDesk(), ENGLISH, ORIGIN, DAY)
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parse(reader.render(text).replace("<br />", "<br>"))


@pytest.mark.parametrize(
    "value",
    [
        "# no heading", "1. no list", "- no list", "+ 1", "> no quote", "```no code```", "~~~",
        "<b>no HTML</b>", "[no](javascript:alert(1))", "![no](http://x.example/y.png)",
        "*a* _b_ __c__", "a | b", "&amp; &lt;", "http://x.example", "a\\b", "***", "---", "===",
        "    no code", "\tno code", "[a]: b", "<!-- -->", "\\", "a\n\n===\n\n> b", "a | b\n--|--",
        "~~a~~", "~a~", "[a][b]\n\n[b]: c", "a\n-\nb", "+", "C #", "a\\*b*", "* * *", "_a_ b_c_d",
        "&#65; &#x41;", "<http://x.example>", "![a][]", "a\\\nb", "12) no list", "``a``",
    ],
)  # fmt: skip
def test_markup_in_a_quote_is_text(value: str) -> None:
    parsed = rendered(value)
    assert "".join(it.text for it in parsed.all("blockquote")).split() == value.split()
    assert [it.attributes["href"] for it in parsed.all("a")] == [
        f"{ORIGIN}/doc/doc?start=0&end={len(value)}#q1"
    ]
    assert {it.tag for it in parsed.elements} <= {"h1", "h2", "p", "blockquote", "a", "br"}


@given(TEXTS | MARKS)
def test_any_quote_reads_back(value: str) -> None:
    parsed = rendered(value)
    assert "".join(it.text for it in parsed.all("blockquote")).split() == value.split()
    assert parsed.all("h2")[0].text.split() == (value or "—").split()
    assert {it.tag for it in parsed.elements} <= {"h1", "h2", "p", "blockquote", "a", "br"}
    assert len(parsed.all("a")) == 1
    page = parse(str(conversation_body(said(value), FakeDesk(), ENGLISH, ORIGIN, DAY)))
    assert page.all("blockquote")[0].text == value


@pytest.mark.parametrize(
    "value",
    [
        'Two free pick-ups at 10:00 on "Tuesday" (room 2.5), $35 + $15 - it\'s 100 % = all!',
        "all of [its] authorities; fees < 3 & > 2, a/b, snake_case, 5 * 3, Name: ____ #4",
        "https://example.org/a_b?c=d&e=f", "-5 degrees", "C:\\new", "1.5 miles", "• a bullet",
        "— a dash", "a | b", "ann@example.org",
    ],
)  # fmt: skip
def test_what_is_no_markup_is_not_escaped(value: str) -> None:
    assert block(value) == inline(value) == value


def test_what_is_markup_only_where_a_line_begins_is_escaped_there() -> None:
    for value in ("# a", "- a", "+ a", "> a", "===", "---", "--|--"):
        assert block(value) == f"\\{value}"
        assert inline(value) == value
    assert block("12. a") == "12\\. a"


def test_a_refusal_is_kept_as_the_desk_says_it() -> None:
    desk = FakeDesk(contact={"en": "the *library*", "es": "la biblioteca"})
    question = Question(text="Which compensation do victims get?")
    talk = (Exchange(question=question.text, reply=desk.ask(question)),)
    for words, whom in ((ENGLISH, "the *library*"), (SPANISH, "la biblioteca")):
        page = parse(str(conversation_body(talk, desk, words, ORIGIN, DAY)))
        text = markdown(talk, desk, words, ORIGIN, DAY)
        read = parse(MarkdownIt("commonmark").render(text).replace("<br />", "<br>"))
        for kept in (page, read):
            lines = [it.text for it in kept.elements if it.tag in {"h3", "p"}]
            [wording] = [it for it in words.refusals.values() if it.title in lines]
            assert wording.body in lines
            assert f"{words.contact} {whom}" in lines
            assert f"{words.missing_words} compensation, <b>euro</b>" in lines
    nobody = FakeDesk(contact="")
    assert ENGLISH.contact not in markdown(talk, nobody, ENGLISH, ORIGIN, DAY)
    assert ENGLISH.contact not in conversation_body(talk, nobody, ENGLISH, ORIGIN, DAY)


def test_what_is_lacking_is_said_beside_an_answer() -> None:
    [exchange] = said("a quote")
    assert exchange.reply is not None
    lacking = Understanding(missing_words=("rid",), unquoted_words=("lake",))
    talk = (replace(exchange, reply=replace(exchange.reply, understanding=lacking)),)
    for shown in (
        markdown(talk, FakeDesk(), ENGLISH, ORIGIN, DAY),
        conversation_body(talk, FakeDesk(), ENGLISH, ORIGIN, DAY),
        turn_html(talk[0], ENGLISH, FakeDesk()),
    ):
        for label, word in ((ENGLISH.missing_words, "rid"), (ENGLISH.unquoted_words, "lake")):
            assert label in shown
            assert word in shown


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
