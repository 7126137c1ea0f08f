"""Spans -> citations: the source line and the deep link."""

from __future__ import annotations

from urllib.parse import quote as percent_encode

from corpus.document import Document, Span
from qa.reply import Citation

# A fragment longer than this is given by its first and last words.
WHOLE_FRAGMENT_WORDS = 8
EDGE_WORDS = 4


def cite(document: Document, span: Span, section: tuple[str, ...]) -> Citation:
    known = document.metadata
    parts = [known.author, document.title, known.publisher, known.published, " › ".join(section)]
    return Citation(
        title=document.title,
        publisher=known.publisher,
        author=known.author,
        published=known.published,
        language=known.language,
        section=section,
        page=None,
        url=_deep_link(known.url, span.of(document.text)) if known.url else None,
        text=". ".join(part for part in parts if part),
    )


def _deep_link(url: str, text: str) -> str:
    """A text fragment as the URL Fragment Text Directives draft says: ``#:~:text=start,end``.

    A browser that doesn't find the text opens the page at its top.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    first = lines[0].split() if lines else []
    last = lines[-1].split() if lines else []
    if not first:
        return url
    if len(lines) == 1 and len(first) <= WHOLE_FRAGMENT_WORDS:
        directive = _encode(first)
    else:
        directive = f"{_encode(first[:EDGE_WORDS])},{_encode(last[-EDGE_WORDS:])}"
    joint = ":~:" if "#" in url else "#:~:"
    return f"{url}{joint}text={directive}"


def _encode(words: list[str]) -> str:
    # "-", "," and "&" are syntax in a text directive.
    return percent_encode(" ".join(words), safe="").replace("-", "%2D")
