"""A document to be read: what is known of it, its contents, the asked places, its text.

What always holds: it works without JavaScript; the text is that of ``ui/web/read/article.py``.
"""

from __future__ import annotations

from markupsafe import Markup

from corpus.document import BlockKind, Document, Span
from qa.validity import Validity
from ui.html import document_address, element, isolated, language_tag, web_address
from ui.messages import Catalogue
from ui.web.read.article import article_html, heading_depths, opens_with_title
from ui.web.read.lines import new_tab
from ui.web.templating import rendered

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
    top = 2 if panel else 1  # the desk's page has its name as its h1
    address = web_address(document.metadata.url)
    return rendered(
        "source.html",
        words=words,
        language=language_tag(document.metadata.language),
        top=top,
        heading=None if opens_with_title(document) else document.title or document.id,
        # That it isn't in force, where it isn't.
        standing=words.validity(validity) if validity and not validity.current else None,
        known=_known(document, words),
        original=new_tab(isolated(address), address, words) if address else None,
        contents=_contents(document),
        opened=not panel,
        places=len(spans),
        pictures=pictures,
        article=article_html(document, spans, top=top, words=words),
    )


def _known(document: Document, words: Catalogue) -> list[tuple[str, str]]:
    """What is known about the document, with what it is called."""
    known = document.metadata
    rows = (
        (words.publisher, known.publisher),
        (words.author, known.author),
        (words.published, words.date(known.published or "")),
        (words.valid_from, words.date(known.valid_from or "")),
        (words.valid_until, words.date(known.valid_until or "")),
        (words.licence, known.licence),
    )
    return [(label, value) for label, value in rows if value]


def _contents(document: Document) -> list[tuple[int, str]]:
    """The headings with their levels, if there are enough of them to choose from."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    if len(headings) < _MIN_CONTENTS:
        return []
    titled = opens_with_title(document)
    return [
        (min(depth + titled, 4), block.span.of(document.text))
        for block, depth in zip(headings, heading_depths(document), strict=True)
    ]


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
