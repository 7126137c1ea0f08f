"""Web pages: the main text as people see it, and where on the page each block stands. After it what
else may be asked for: contacts, opening hours and notices from around the text.

What always holds: no script, style, comment, form field or hidden element is in the text, and each
block has a place: its element's path, and the nearest id at or before it.
"""

from __future__ import annotations

import re

from corpus.errors import CorpusError
from corpus.formats.canonical import CanonicalText
from corpus.formats.decode import decode
from corpus.formats.html.apart import apart_parts, unsaid_contacts, without_letterhead
from corpus.formats.html.facts import page_facts, page_title
from corpus.formats.html.main import main_parts
from corpus.formats.html.parts import write_parts
from corpus.formats.html.text import html_parts
from corpus.formats.html.tree import parse_html
from corpus.formats.parsed import Parsed
from corpus.phrase import Phrase

MAX_PAGE_BYTES = 16 * 1024 * 1024

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")


def read_html(data: bytes, *, where: str) -> Parsed:
    """A web page. Raises `CorpusError` if it isn't text, or can't be held as a tree."""
    if len(data) > MAX_PAGE_BYTES:
        raise CorpusError(
            Phrase("its HTML is larger than {size} MB", size=MAX_PAGE_BYTES >> 20),
            where=where,
            mend="split it",
        )
    page, encoding = decode(data, where=where, declared=declared_encoding(data))
    root = parse_html(page, where=where)
    out = CanonicalText()
    parts = html_parts(root)
    main = without_letterhead(main_parts(root, parts))
    kept = [*main, *apart_parts(parts, main)]
    write_parts(kept, out)
    return Parsed(
        text=out.text,
        blocks=out.blocks,
        title=page_title(root),
        facts=page_facts(root),
        places=out.places,
        encoding=encoding,
        left_out=tuple(unsaid_contacts(parts, kept)),
    )


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page or an XML file names in its first lines."""
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else None
