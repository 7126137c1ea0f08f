"""Spans -> citations: the source line, and the link that opens the original at the quote."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote as percent_encode

from corpus.document import Document, Span
from corpus.places import opens_at_page, page_of, places_of
from qa.cite.fragment import text_directive
from qa.cite.page_text import PageText
from qa.reply import Citation
from qa.validity import Validity


def cite(
    document: Document,
    span: Span,
    section: tuple[str, ...],
    *,
    columns: str = "",
    page_text: Callable[[], PageText],
    validity: Validity,
) -> Citation:
    """`page_text` gives the document's own, and is asked only where a link is made from it."""
    known = document.metadata
    parts = [known.author, document.title, known.publisher, known.published, " › ".join(section)]
    page = page_of(document, span)
    return Citation(
        title=document.title,
        publisher=known.publisher,
        author=known.author,
        published=known.published,
        language=known.language,
        section=section,
        columns=columns,
        page=page,
        url=_deep_link(known.url, document, span, page, page_text) if known.url else None,
        source_url=known.url,
        validity=validity,
        text=". ".join(part for part in parts if part),
    )


def _deep_link(
    url: str, document: Document, span: Span, page: int | None, page_text: Callable[[], PageText]
) -> str:
    """The address with ``#page=N`` for a document with pages, else with a text fragment behind the
    nearest element's id: a browser that doesn't find the text goes to the element.

    Where nothing singles the text out, the element or the top of the page has to do.
    """
    address, _, fragment = url.partition("#")
    if page is not None and opens_at_page(document):
        return f"{address}#page={page}"
    anchor = next((place.anchor for place in places_of(document, span) if place.anchor), None)
    if anchor is not None:
        fragment = percent_encode(anchor, safe="!$'()*+;=:@/?", errors="replace")
    fragment = fragment.partition(":~:")[0]
    directive = text_directive(page_text(), span)
    if directive is not None:
        fragment += f":~:{directive}"
    return f"{address}#{fragment}" if fragment else address
