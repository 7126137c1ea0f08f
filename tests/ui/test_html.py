"""What goes in as a value comes out as text, whatever it holds."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document, Metadata, Span, text_digest
from qa.reply import Answer, Citation, Quote, Reason, Refusal, Understanding
from tests.ui.fakes import BLOG, DOCUMENTS, STRATEGY, FakeDesk, document_from
from tests.ui.parsed import Parsed, parse
from ui.html import document_address, element, join, marked, quoted, text, web_address
from ui.messages import ENGLISH
from ui.web.desk import Exchange
from ui.web.read.article import article_html
from ui.web.read.source import panel_html, source_html
from ui.web.shell import page_html
from ui.web.talk.updates import turn_update

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</blockquote></article><h1>Gone</h1>",
    '" onfocus="alert(1)" autofocus x="',
    "' onclick='alert(1)",
    "${alert(1)} {{value}} `x`",
    "&lt;b&gt; &amp; &#13;",
    "javascript:alert(1)",
    "\u202eright to left\u202c",
    "<form action=//evil.example><input name=q></form>",
    "<!-- --> ]]> <![CDATA[",
    "line\r\nline\rline",
)
# What a parser can give back: no lone surrogates, and NUL shows as U+FFFD.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


def attack(value: str) -> Parsed:
    """A conversation in which every field that others write holds this value."""
    quote = Quote(
        document_id=value,
        document_sha256="0" * 64,
        span=Span(start=0, end=len(value)),
        text=value,
        highlights=(Span(start=0, end=min(3, len(value))),),
        citation=Citation(
            title=value,
            publisher=value,
            author=value + "!",
            published=value,
            language=value,
            section=(value, value),
            url=value,
            text=value,
        ),
        score=1.0,
    )
    understanding = Understanding(
        searched_for=value,
        understood_with=(value,),
        missing_words=(value, value),
        unquoted_words=(value,),
    )
    answer = Answer(quotes=(quote,), confidence=0.9, ranking=(value,), understanding=understanding)
    refusal = Refusal(
        reason=Reason.NOT_ANSWERED,
        closest=(quote,),
        confidence=0.1,
        ranking=(value,),
        understanding=understanding,
    )
    conversation = (
        Exchange(question=value, reply=answer),
        Exchange(question=value, reply=refusal),
        Exchange(question=value),
    )
    desk = FakeDesk()
    turns = [turn_update((it,), ENGLISH, desk, "key") for it in conversation]
    return parse(join(turns))


def shape(parsed: Parsed) -> list[tuple[str, set[str]]]:
    """Elements and the names of their attributes, without what may differ: lines and languages."""
    return [
        (it.tag, set(it.attributes) - {"lang"})
        for it in parsed.elements
        if not (it.attributes.get("class") or "").startswith("line")
    ]


def headed(levels: list[int], title: str) -> Document:
    """A document of headings only, each its number."""
    body = "".join(f"{n}\n" for n in range(len(levels)))
    blocks: list[Block] = []
    for n, level in enumerate(levels):
        start = blocks[-1].span.end + 1 if blocks else 0
        span = Span(start=start, end=start + len(str(n)))
        blocks.append(Block(kind=BlockKind.HEADING, span=span, level=level))
    return Document(id="x", title=title, text=body, sha256=text_digest(body), blocks=tuple(blocks))


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_stay_text(value: str) -> None:
    parsed = attack(value)
    # The same elements with the same attributes: the value has added nothing but its lines.
    assert shape(parsed) == shape(attack("harmless"))
    for quote in parsed.all("blockquote"):
        assert quote.text == value
    for link in parsed.all("a"):
        assert (link.attributes["href"] or "").startswith(("/doc/", "/slip/", "/conversation/key"))


@given(TEXTS)
def test_text_reads_back(value: str) -> None:
    parsed = parse(element("p", value, title=value))
    assert parsed.text == value
    assert parsed.elements[0].attributes["title"] == value


def test_what_html_cannot_hold_is_replaced_one_for_one() -> None:
    assert text("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    text("\udfff").encode("utf-8")


@given(TEXTS, st.lists(st.integers(0, 40), max_size=8))
def test_quotes_keep_every_character(value: str, edges: list[int]) -> None:
    cuts = sorted({min(it, len(value)) for it in edges})
    spans = tuple(
        Span(start=a, end=b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b
    )
    for html in (marked(value, spans), quoted(value, spans)):
        parsed = parse(html)
        assert parsed.text == value
        assert "".join(it.text for it in parsed.all("mark")) == "".join(
            it.of(value) for it in spans
        )


def test_a_list_is_shown_line_by_line() -> None:
    parsed = parse(quoted("Two:\n\n  • one\n  • two", ()))
    assert [it.attributes["class"] for it in parsed.all("span")] == [
        "line",
        "line",
        "line item",
        "line item",
    ]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=1#:~:text=x", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:///nohost", False),
        ("http://[bad", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, kept: bool) -> None:
    assert web_address(address) == (address if kept else None)


def test_addresses_of_documents() -> None:
    spans = (Span(start=1, end=2), Span(start=5, end=9))
    assert document_address("a b/ü?#.txt") == "/doc/a%20b/%C3%BC%3F%23.txt"
    assert document_address("x", spans) == "/doc/x?start=1&end=2&q=5-9#q1"
    assert document_address("\ud800") == "/doc/%EF%BF%BD"


class TestSource:
    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.id)
    def test_every_character_is_there(self, document: Document) -> None:
        assert parse(article_html(document)).text == document.text

    @pytest.mark.parametrize("value", HOSTILE)
    def test_hostile_documents_stay_text(self, value: str) -> None:
        metadata = Metadata(publisher=value, author=value, published=value, url=value)
        body = f"{value}\n\n  • {value}\n\nA paragraph with {value}.\n".replace("\r", "")
        document = document_from(value, value, body, metadata)
        content = source_html(document, (Span(start=0, end=len(body)),), ENGLISH, panel=False)
        whole = page_html(value, value, content, ENGLISH)
        parsed = parse(whole.removeprefix("<!doctype html>\n"))
        assert parsed.all("article")[0].text == document.text
        assert not [it for it in parsed.elements if it.tag in {"script", "img", "form", "input"}]
        assert not [
            name for it in parsed.elements for name in it.attributes if name.startswith("on")
        ]
        assert all((it.attributes["href"] or "").startswith(("/", "#")) for it in parsed.all("a"))

    def test_marks_have_ids_of_their_own(self) -> None:
        document = DOCUMENTS[0]
        start = STRATEGY.index("Specifically")
        end = STRATEGY.index("\n\nFurthermore")
        inner = STRATEGY.index("disrupt criminal")
        spans = (
            Span(start=start, end=end),
            Span(start=inner, end=inner + 7),
            Span(start=end - 6, end=end + 13),
        )
        parsed = parse(article_html(document, spans))
        assert parsed.text == document.text
        marks = parsed.all("mark")
        ids = [it.attributes["id"] for it in marks]
        assert len(ids) == len(set(ids))
        assert ids[0] == "q1"
        assert {"q1-2", "q2", "q3", "q3-2"} <= set(ids)
        first = [it for it in marks if (it.attributes["id"] or "").split("-")[0] == "q1"]
        shown = "".join("".join(it.text for it in first).split())
        assert shown == "".join(STRATEGY[start:end].split())

    @given(st.data())
    def test_any_marks_keep_every_character(self, data: st.DataObject) -> None:
        document = DOCUMENTS[1]
        places = st.integers(0, len(BLOG) - 1)
        pairs = data.draw(st.lists(st.tuples(places, st.integers(1, 400)), max_size=4))
        spans = tuple(Span(start=a, end=min(a + n, len(BLOG))) for a, n in pairs)
        parsed = parse(article_html(document, spans))
        assert parsed.text == BLOG
        ids = [it.attributes["id"] for it in parsed.all("mark")]
        assert len(ids) == len(set(ids))
        for number, span in enumerate(spans, start=1):
            if span.of(BLOG).strip():
                assert f"q{number}" in ids

    def test_steps_lead_from_mark_to_mark_in_the_order_of_the_text(self) -> None:
        words = ("nine objectives", "five key goals", "HSDL login")
        starts = [STRATEGY.index(it) for it in words]
        spans = tuple(
            Span(start=at, end=at + len(it)) for at, it in zip(starts, words, strict=True)
        )
        parsed = parse(article_html(DOCUMENTS[0], spans, words=ENGLISH))
        assert parsed.text == STRATEGY
        steps = [
            (it.attributes["aria-label"], it.attributes["href"])
            for it in parsed.all("a")
            if "step" in (it.attributes["class"] or "")
        ]
        assert steps == [
            (ENGLISH.next_mark, "#q1"),
            (ENGLISH.previous_mark, "#q2"),
            (ENGLISH.next_mark, "#q3"),
            (ENGLISH.previous_mark, "#q1"),
        ]
        one = parse(article_html(DOCUMENTS[0], spans[:1], words=ENGLISH))
        assert not one.all("a")

    def test_lists_and_tables(self) -> None:
        body = "Fees\n1. one\n  a. nested\n2. two\nKind | Fee\nA |  | 3\n| empty first\nend"
        kinds = [
            (BlockKind.HEADING, "Fees", 1, -1, False),
            (BlockKind.ITEM, "one", 1, 0, False),
            (BlockKind.ITEM, "nested", 2, 0, False),
            (BlockKind.ITEM, "two", 1, 0, False),
            (BlockKind.ROW, "Kind | Fee", 0, 1, True),
            (BlockKind.ROW, "A |  | 3", 0, 1, False),
            (BlockKind.ROW, "| empty first", 0, 1, False),
            (BlockKind.PARAGRAPH, "end", 0, -1, False),
        ]
        blocks = []
        at = 0
        for kind, words, level, group, header in kinds:
            at = body.index(words, at)
            span = Span(start=at, end=at + len(words))
            at = span.end
            blocks.append(Block(kind=kind, span=span, level=level, group=group, header=header))
        document = Document(
            id="fees", title="Fees", text=body, sha256=text_digest(body), blocks=tuple(blocks)
        )
        parsed = parse(article_html(document))
        assert parsed.text == body
        assert [it.inside.count("ol") for it in parsed.all("li")] == [1, 2, 1]
        assert [it.text for it in parsed.all("th")] == ["Kind | ", "Fee"]
        assert [it.text for it in parsed.all("td")] == ["A |  ", "| ", "3", "| ", "empty first"]
        assert [it.tag for it in parsed.elements if it.tag in {"h1", "h2"}] == ["h1"]

    @given(st.lists(st.integers(1, 6), max_size=12), st.booleans(), st.sampled_from([1, 2]))
    def test_no_level_of_heading_is_skipped(
        self, levels: list[int], titled: bool, top: int
    ) -> None:
        document = headed(levels, title="0" if titled else "Of its own")
        parsed = parse(source_html(document, (), ENGLISH, panel=top == 2))
        assert parsed.all("article")[0].text == document.text
        shown = [int(it.tag[1]) for it in parsed.elements if re.fullmatch("h[1-6]", it.tag)]
        assert shown[0] == top
        assert all(after <= before + 1 for before, after in pairwise(shown))
        assert shown.count(top) == 1

    @pytest.mark.parametrize(
        ("levels", "shown"),
        [
            ([1, 3, 3, 5, 2, 3], ["h1", "h2", "h2", "h3", "h2", "h3"]),
            ([1, 1, 2], ["h1", "h2", "h3"]),
            ([1, 2, 3, 4, 5, 6, 6], ["h1", "h2", "h3", "h4", "h5", "h6", "h6"]),
        ],
    )
    def test_headings_lie_as_deep_as_what_they_lie_in(
        self, levels: list[int], shown: list[str]
    ) -> None:
        parsed = parse(source_html(headed(levels, title="0"), (), ENGLISH, panel=False))
        article = [it.tag for it in parsed.elements if (it.attributes.get("id") or "")[:2] == "h-"]
        assert article == shown
        contents = [it.attributes["class"] for it in parsed.all("li")]
        assert contents == [f"level-{min(int(it[1]), 4)}" for it in shown]

    def test_text_without_blocks_is_shown_too(self) -> None:
        document = Document(id="x", title="X", text="a < b", sha256=text_digest("a < b"), blocks=())
        parsed = parse(article_html(document, (Span(start=2, end=3),)))
        assert parsed.text == "a < b"
        assert [it.text for it in parsed.all("mark")] == ["<"]

    def test_the_panel_has_no_second_page_title(self) -> None:
        parsed = parse(panel_html(DOCUMENTS[0], (), ENGLISH))
        assert not parsed.all("h1")
        assert parsed.all("h2")[0].text == DOCUMENTS[0].title
