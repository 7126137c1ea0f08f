"""Good small files of the kinds that hold much in little, for `tests.bench.fuzz_formats`."""

from __future__ import annotations

from email.message import EmailMessage

from tests.corpus.mails import eml_of, mail_of
from tests.corpus.office import odp_of
from tests.corpus.pdfs import BOLD, Page, Pdf, Text, paragraph
from tests.corpus.slides import Made, cell, pptx_of, shape, table

HTML = """<!doctype html><html lang="en"><head><title>Fees</title><meta name="author" content="A">
<style>.m, p > b.n{vertical-align:super}#c sub{vertical-align:baseline}</style>
<script>alert(1)</script></head><body><nav><a href="/">Home</a></nav><main><h1 id="top">Fees</h1>
<p>The permit costs 40&nbsp;dollars a <b>year</b><b class="n">1</b>.</p><ul><li>one<ul><li>two</li>
</ul></li></ul><table><tr><th colspan="2">Zone</th><th rowspan="2">Price</th></tr><tr><th>a</th><th>
b</th></tr><tbody><tr><td rowspan="2">A</td><td>1</td><td>4<span class="m">2</span></td></tr><tr><td
colspan="0">5</td></tr></tbody></table><table><tr><td><b>Group</b></td></tr><tr><td>B</td><td>7</td>
</tr></table><dl><dt>Open<dd>9:00 to 17:00</dl><pre>code  here</pre><p hidden>unseen</p></main>
<footer id="c"><p>Call 020 7946 0123 or write to desk@town.example<sub>3</sub></p></footer></body>
</html>"""
RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset128 Mincho;}}
{\stylesheet{\s1\outlinelevel0 heading 1;}}{\info{\title Fees}{\revtim\yr2024\mo2\dy3}}
{\footer Call 020 7946 0123\par}\pard\s1 Fees\par\pard The permit costs 40{\super 1} \u8364? a
{\b year}.{\footnote With a card.}{\f1 \'83A}{\v unseen}\par{\listtext \bullet\tab}\ls1 one\par
\trowd\clvmgf\cellx900\cellx2000\pard\intbl Zone\cell\itap2 a\nestcell{\*\nesttableprops\trowd
\cellx10\nestrow}\pard\intbl\cell\row\pard{\field{\*\fldinst PAGE}{\fldrslt 7}}{\pict\bin3 }}{}
{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Boxed\par}}}}"""


def pdf_seed() -> bytes:
    """Drawn plainly, so that damage moves words; the footer counts, a table goes over the page."""
    fees = (("Permit", "Town", "Others"), ("Car", "20", "35 \u20ac"), ("Stall", "7", "12 \u20ac"))
    pages = []
    for number in range(1, 4):
        texts = paragraph(["Fees", "The permit costs 40 dol-", "lars a year.", "\u2022 one"], x=50)
        texts += [
            Text(x=60 + 90 * at, y=680 + 14 * row, text=cell, font="F1" if row else BOLD)
            for row, cells in enumerate(fees)
            for at, cell in enumerate(cells)
        ]
        texts += [Text(x=60, y=60, text="Deposit"), Text(x=300, y=60, text="50 \u20ac")]
        texts += [Text(x=300, y=780, text=f"Page {number}"), Text(x=66, y=96, text="2", size=6)]
        pages.append(Page(texts=texts, turn=90 * (number == 3)))
    return Pdf(pages=pages, info={"Title": "Fees"}, bookmarks=(("Fees", 0),), packed=False).data()


def pptx_seed() -> bytes:
    title, body = shape("Fees", place="title"), shape("one", "two", place="body")
    prices = table(("Zone", "Price"), ("A", cell("4", 'gridSpan="1"')))
    first = Made(shapes=title + body + prices, notes="A note")
    return pptx_of(first, Made(shapes=title, hidden=True), master=shape("Call 020 7946 0123"))


def odp_seed() -> bytes:
    box = "<draw:frame presentation:class='{}'><draw:text-box>{}</draw:text-box></draw:frame>"
    item = "<text:list text:style-name='L'><text:list-item><text:p>one</text:p></text:list-item>"
    cells = "<table:table-cell><text:p>4</text:p></table:table-cell>" * 2
    page = box.format("title", "<text:p>Fees</text:p>") + box.format(
        "outline", f"{item}</text:list>"
    )
    page += f"<draw:g><draw:frame><table:table><table:table-row>{cells}</table:table-row>"
    page += "</table:table></draw:frame></draw:g><presentation:notes>"
    page += box.format("notes", "<text:p>A note</text:p>") + "</presentation:notes>"
    style = "<text:list-style style:name='L'><text:list-level-style-number text:level='1'/>"
    return odp_of(
        "<presentation:footer-decl presentation:name='f'>Call 020 7946 0123"
        "</presentation:footer-decl>"
        f"<draw:page presentation:use-footer-name='f' draw:master-page-name='m'>{page}</draw:page>",
        styles=f"{style}</text:list-style>",
        pages="<style:master-page style:name='m'><draw:rect/></style:master-page>",
    )


def eml_seed(page: bytes) -> bytes:
    files: dict[str, bytes | EmailMessage] = {"a.csv": b"Zone,Price\nA,4\n", "b.rtf": RTF}
    inner = mail_of("Old.\n\nOn Monday the 4th Bob wrote:\n> Older.\n", subject="Fwd: Fees")
    return eml_of("The permit costs 40 dollars.", page=page.decode(), files=files | {"m": inner})
