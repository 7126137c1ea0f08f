"""Links to a quote in a real Chromium: it goes to the quote, not to where else its words stand."""

from __future__ import annotations

from html import escape

import pytest
from playwright.sync_api import Browser, Route

from corpus.document import BlockKind, Document, Span
from corpus.structure import units
from qa.cite.fragment import text_directive
from qa.cite.page_text import page_text
from tests.browser.screenshots import until
from tests.indexer.fakes import document_of

pytestmark = pytest.mark.browser

ADDRESS = "http://page.example/fees"
TEXT = """Fees

Residents pay the fee. It is due at noon.

Visitors pay the fee. It is due at noon.

At night nobody pays, they say it’s “free” & open - or so servicesThe sign claims.

You need:

- a passport
- proof of address

You may need:

- a passport
- proof of a víctima's claim

| Permit | Price |
| year | 40 dollars |
| month | 40 dollars |

Pay the fee, then wait at the office until your number is called and come back with the receipt.
"""
# Far apart, so that only the block that is gone to is in view.
STYLE = "<meta charset=utf-8><style>p, h1, li, tr { display: block; margin-bottom: 1500px }</style>"


def original_of(document: Document) -> str:
    """The page that such a text is taken from: its bullets and rules are no text of the page."""
    tags = {BlockKind.HEADING: "h1", BlockKind.ITEM: "li"}
    made = ""
    for block in document.blocks:
        body = block.span.of(document.text)
        if block.kind is BlockKind.ROW:
            cells = "".join(f"<td>{escape(cell)}</td>" for cell in body.strip("| ").split(" | "))
            made += f"<table><tr>{cells}</tr></table>\n"
        else:
            tag = tags.get(block.kind, "p")
            made += f"<{tag}>{escape(body)}</{tag}>\n"
    return made


def test_every_sentence_is_gone_to(browser: Browser) -> None:
    document = document_of(TEXT)
    page = page_text(document)
    glued = TEXT.index("The sign")
    spans = [unit.span for unit in units(document)]
    spans += [Span(start=glued, end=TEXT.index(" claims"))]
    spans += [Span(start=spans[2].start, end=spans[-2].end)]
    far = "<div style='height: 3000px'></div>"
    body = f"<!doctype html>{STYLE}{far}{original_of(document)}{far}"

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html")

    gone_to = 0
    for span in spans:
        directive = text_directive(page, span)
        if directive is None:
            continue
        context = browser.new_context(viewport={"width": 1200, "height": 700})
        context.route("**/*", answer)
        opened = context.new_page()
        opened.goto(f"{ADDRESS}#:~:{directive}")
        until(opened, "scrollY > 0")
        seen = opened.evaluate(SEEN)
        context.close()
        first = next(block for block in document.blocks if block.span.overlaps(span))
        wanted = first.span.of(TEXT).replace("|", " ").split()
        assert wanted in [text.split() for text in seen], (directive, seen)
        gone_to += 1
    assert gone_to >= len(spans) - 1


SEEN = """() => [...document.querySelectorAll("p, h1, h2, li, tr")].filter(it => {
  const box = it.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}).map(it => it.innerText)"""
