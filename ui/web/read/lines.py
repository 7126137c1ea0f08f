"""What the desk's answers, slips and kept conversations say in the same way.

What always holds: the words of a line about a quote are its citation's own fields and the
catalogue's, nothing else.
"""

from __future__ import annotations

from markupsafe import Markup

from qa.reply import Quote
from ui.html import Child, element, hidden
from ui.messages import Catalogue
from ui.web.desk import Desk, Exchange


def source_line(quote: Quote, words: Catalogue, asked_in: str = "") -> tuple[str | None, ...]:
    """What a reader needs to find and judge a quote, beside the title. `asked_in`: the question's
    language; that of a quote in another one is named."""
    citation = quote.citation
    return (
        words.columns.format(names=citation.columns) if citation.columns else None,
        citation.publisher,
        citation.author if citation.author != citation.publisher else None,
        words.date(citation.published or ""),
        " › ".join(citation.section),
        words.page.format(page=citation.page) if citation.page is not None else None,
        words.other_language(citation.language, asked_in),
    )


def searched(exchange: Exchange, words: Catalogue, desk: Desk) -> str:
    """What was searched, in words."""
    total = len(desk.documents)
    if exchange.only:
        return words.searched_some.format(n=len(exchange.only), total=total)
    return words.searched_all.of(total)


def new_tab(label: Child, address: str, words: Catalogue) -> Markup:
    """A link that opens beside the desk, and says so."""
    return element(
        "a",
        label,
        hidden(" " + words.opens_new_tab),
        href=address,
        target="_blank",
        rel="noopener noreferrer",
    )
