"""The list of documents, as the desk's panel and the pages that find nothing show it."""

from __future__ import annotations

from itertools import islice

from markupsafe import Markup

from indexer.contents import Listed
from indexer.index import listed_in
from ui.html import document_address, dotted, element, isolated, join, language_tag
from ui.messages import Catalogue
from ui.web.desk import Desk

MAX_LISTED = 60


def library_html(desk: Desk, words: Catalogue, *, hint: str = "") -> Markup:
    """How many documents there are and the first of them, each a link to its page. `hint`: what
    can be done with them."""
    documents = desk.documents
    left_out = len(documents) - MAX_LISTED
    shown = (_listed(it, words) for it in islice(listed_in(documents), MAX_LISTED))
    more = element("p", words.documents_left_out.of(left_out), class_="hint")
    return join(
        (
            element("h2", words.documents.of(len(documents))),
            element("p", hint, class_="hint") if hint else None,
            element("ul", *shown, class_="library", role="list"),
            more if left_out > 0 else None,
        )
    )


def _listed(document: Listed, words: Catalogue) -> Markup:
    known = document.metadata
    return element(
        "li",
        element(
            "a",
            isolated(document.title or document.id),
            href=document_address(document.id),
            data_open=True,
            lang=language_tag(known.language),
        ),
        dotted(known.publisher, words.date(known.published or "")),
    )
