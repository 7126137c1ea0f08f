"""The slip of one quote: the quote, its citation, the day and a code that leads back to it.

What always holds: it is made from the document and the place alone, so its address always shows the
same words; it needs no script and prints on one page; the code holds nothing but the address.
"""

from __future__ import annotations

import io
from datetime import date

import segno
from markupsafe import Markup
from segno.encoder import DataOverflowError

from qa.reply import Quote
from ui.html import dotted, language_tag, quoted
from ui.messages import Catalogue
from ui.web.read.lines import source_line
from ui.web.templating import rendered


def slip_html(quote: Quote, address: str, desk_name: str, words: Catalogue, today: date) -> Markup:
    """`address`: the whole address of the quote in its document."""
    citation = quote.citation
    return rendered(
        "slip.html",
        words=words,
        quote=quoted(quote.text, ()),
        language=language_tag(citation.language),
        title=citation.title or quote.document_id,
        about=dotted(*source_line(quote, words)),
        validity=words.validity(citation.validity),
        code=_code(address),
        address=address,
        made=words.slip_made.format(desk=desk_name, date=words.date(today.isoformat())),
    )


def _code(address: str) -> Markup | None:
    """The address as a QR code; None if it is too long for one."""
    try:
        code = segno.make_qr(address, error="m")
    except DataOverflowError:
        return None
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        omitsize=True,  # the style sheet says how large
        border=2,
        xmldecl=False,
        svgns=False,
        nl=False,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
    )
    # Of its own numbers and nothing else: the address is in it as a drawing only.
    return Markup(drawn.getvalue().decode("ascii"))
