"""A document to be read: what is known of it, its contents, the asked places, its text.

What always holds: it works without JavaScript; the text is that of ``ui/web/read/article.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from corpus.document import Block, BlockKind, Document, Span
from qa.validity import Validity
from ui.html import document_address, element, hidden, isolated, join, language_tag, web_address
from ui.messages import Catalogue
from ui.web.read.article import article_html, heading_depths, opens_with_title

_MIN_CONTENTS = 2


def source_html(
    document: Document,
    spans: tuple[Span, ...],
    words: Catalogue,
    *,
    panel: bool,
    validity: Validity | None = None,
    pictures: Markup | None = None,
) -> Markup:
    """A document with what is known about it. In the panel its contents are folded.

    `pictures`: the pages of the original, to be shown before the text.
    """
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    titled = opens_with_title(document)
    top = 2 if panel else 1  # the desk's page has its name as its h1
    language = language_tag(document.metadata.language)
    return join(
        (
            element(
                "header",
                None
                if titled
                else element(f"h{top}", isolated(document.title or document.id), lang=language),
                _standing(validity, words),
                _known(document, words),
                _contents(document, headings, words, opened=not panel),
                _places(len(spans), words),
                class_="source-head",
            ),
            pictures,
            element(
                "article",
                article_html(document, spans, top=top, words=words),
                lang=language,
                dir="auto",
                class_="source-text",
            ),
        )
    )


def _standing(validity: Validity | None, words: Catalogue) -> Markup | None:
    """That the document isn't in force, where it isn't."""
    said = words.validity(validity) if validity and not validity.current else None
    return element("p", element("strong", isolated(said)), class_="standing") if said else None


def _places(count: int, words: Catalogue) -> Markup | None:
    """Links to the asked places."""
    if not count:
        return None
    if count == 1:
        return element("p", element("a", words.to_quote, href="#q1"), class_="to-quote")
    return element(
        "nav",
        element("span", words.marked_places, " ", aria_hidden="true"),
        *(element("a", str(n), href=f"#q{n}") for n in range(1, count + 1)),
        aria_label=words.marked_places,
        class_="to-quote places",
    )


def _known(document: Document, words: Catalogue) -> Markup | None:
    """What is known about the document, as a list of terms."""
    known = document.metadata
    rows = [
        element("div", element("dt", label), element("dd", isolated(value)))
        for label, value in (
            (words.publisher, known.publisher),
            (words.author, known.author),
            (words.published, words.date(known.published or "")),
            (words.valid_from, words.date(known.valid_from or "")),
            (words.valid_until, words.date(known.valid_until or "")),
            (words.licence, known.licence),
        )
        if value
    ]
    address = web_address(known.url)
    if address:
        link = element(
            "a",
            isolated(address),
            hidden(" " + words.opens_new_tab),
            href=address,
            target="_blank",
            rel="noopener noreferrer",
        )
        rows.append(element("div", element("dt", words.original), element("dd", link)))
    return element("dl", *rows, class_="known") if rows else None


def _contents(
    document: Document, headings: Sequence[Block], words: Catalogue, *, opened: bool
) -> Markup | None:
    if len(headings) < _MIN_CONTENTS:
        return None
    titled = opens_with_title(document)
    links = [
        element(
            "li",
            element("a", isolated(block.span.of(document.text)), href=f"#h-{number}"),
            class_=f"level-{min(depth + titled, 4)}",
        )
        for number, (block, depth) in enumerate(
            zip(headings, heading_depths(document), strict=True), start=1
        )
    ]
    return element(
        "nav",
        element(
            "details",
            element("summary", words.contents),
            element("ol", *links, role="list", lang=language_tag(document.metadata.language)),
            open=opened,
        ),
        aria_label=words.contents,
        class_="contents",
    )


def panel_html(
    document: Document,
    spans: tuple[Span, ...],
    words: Catalogue,
    *,
    validity: Validity | None = None,
    pictures: Markup | None = None,
) -> Markup:
    """What the desk's panel is filled with: the document and a link to its page."""
    address = document_address(document.id, spans)
    return element(
        "div",
        source_html(document, spans, words, panel=True, validity=validity, pictures=pictures),
        data_page=address,
        data_say=words.source_opened.format(title=document.title or document.id),
    )
