"""What stands beside a page's main text and may be asked for is kept, after it, apart from it."""

from __future__ import annotations

import pytest

from corpus.document import Document
from corpus.formats.epub import read_epub
from corpus.formats.html.read import read_html
from corpus.outline import outline_of
from corpus.structure import units
from tests.corpus.office import epub_of

PROSE = (
    "You can ask for a refund of the fee within thirty days of the day on which you paid it. "
    "Send the form by post or bring it to the office, with a copy of the receipt."
)


def read(around: str) -> tuple[list[str], list[str]]:
    """The blocks of the main text, and those beside it."""
    page = f"<body>{around}<main><h1>Refunds</h1><p>{PROSE}</p></main></body>"
    parsed = read_html(page.encode(), where="x")
    texts = [(block.apart, block.span.of(parsed.text)) for block in parsed.blocks]
    return [t for apart, t in texts if not apart], [t for apart, t in texts if apart]


@pytest.mark.parametrize(
    ("around", "kept"),
    [
        ("<footer><p>Telephone of the office: 0455 771 300</p></footer>", 1),
        ("<footer><p>Copyright the town. Telephone: 0455 771 300</p></footer>", 1),
        ('<footer><a href="tel:0455771300">0455 771 300</a></footer>', 1),
        ('<header><a href="mailto:a@b.example">a@b.example</a></header>', 1),
        ("<nav><h2>Opening hours</h2><p>The office opens at 9 and closes at 17.</p></nav>", 2),
        ("<footer><address>Town Hall<br>Dock Road</address></footer>", 1),
        ("<footer><h3>Where</h3><p>Town Hall</p><p>Dock Road 3</p></footer>", 3),
        ('<div class="contact"><p>Emergencies: 112</p></div>', 1),
        ("<footer><table><tr><td>Mon<td>9:00-12:00<tr><td>Tue<td>closed</table></footer>", 2),
        ("<footer><p>Tel. 0455 771 300</p></footer><footer><p>Tel. 0455 771 300</p></footer>", 1),
        ('<footer><ul><li><a href="/a">Births 2024</a><li><a href="/b">Fees</a></ul></footer>', 0),
        ("<footer><p>© 2019-2024 Town of Ely, all rights reserved.</p></footer>", 0),
        ('<div id="cookie-banner"><p>We use 3 cookies to improve your visit.</p></div>', 0),
        ('<div class="share"><p>Shared 0455 771 300 times</p></div>', 0),
        ("<footer><h3>Town</h3></footer>", 0),
        ("<nav><table><tr><td><a href=/>Home</a><td><a href=/f>Fees</a></table></nav>", 0),
    ],
)
def test_contacts_and_hours_are_kept_and_lists_of_links_are_not(around: str, kept: int) -> None:
    main, apart = read(around)
    assert main == ["Refunds", PROSE]
    assert len(apart) == kept


@pytest.mark.parametrize(
    ("around", "named"),
    [
        (
            "<nav><form><p>Call 0455 771 300 for help</p></form></nav>",
            "“Call 0455 771 300 for help”",
        ),
        (
            '<footer><div class="share">Mon 9:00-12:00 at 3 Dock Road</div></footer>',
            "“Mon 9:00-12:00 at 3 Dock Road”",
        ),
        # What can be quoted, or says nothing of the kind.
        ("<footer><p>Telephone of the office: 0455 771 300</p></footer>", ""),
        (
            "<nav><form><p>Call 0455 771 300</p></form></nav><footer><p>0455 771 300</p></footer>",
            "",
        ),
        ("<footer><form><p>Search all pages</p></form></footer>", ""),
        ("<div class='comments'><p>Bo, Monday 9:00: call 0455 771 300</p></div>", ""),
    ],
)
def test_contacts_that_cannot_be_quoted_are_named(around: str, named: str) -> None:
    page = f"<body>{around}<main><h1>Refunds</h1><p>{PROSE}</p></main></body>"
    left_out = read_html(page.encode(), where="x").left_out
    assert [one.why.partition(": ")[2] for one in left_out] == ([named] if named else [])
    assert not any(one.fault or one.name for one in left_out)


def test_sentences_in_an_aside_are_kept() -> None:
    main, apart = read("<aside><p>Attention: from 1 May the fee is 21 euros, not 20.</p></aside>")
    assert "Attention: from 1 May the fee is 21 euros, not 20." in main + apart


def test_what_stands_apart_is_under_no_heading_and_leads_no_answer() -> None:
    page = f"<h1>Ely</h1><h2>Fees</h2><p>{PROSE}</p><footer><p>Tel. 0455 771 300</p></footer>"
    parsed = read_html(f"<body>{page}</body>".encode(), where="x")
    document = Document(id="x", title="Ely", text=parsed.text, sha256="", blocks=parsed.blocks)
    outline = outline_of(document)
    assert outline.sections[-2:] == (("Fees",), ())
    assert outline.bounds[-2:] == ((2, 2), (3, 3))
    assert [unit.boilerplate for unit in units(document)] == [False, False, True]


def test_a_table_of_links_in_the_main_text_is_a_menu() -> None:
    table = (
        "<table><tr><td><a href=/>Home</a><td><a href=/f>Fees</a><td><a href=/x>News</a></table>"
    )
    page = f"<body><main><h1>Refunds</h1>{table}<p>{PROSE}</p></main></body>"
    assert read_html(page.encode(), where="x").text == f"Refunds\n\n{PROSE}"


def test_in_a_book_notes_and_tables_are_read_alike_and_contacts_stand_at_its_end() -> None:
    one = (
        '<p>A ride costs 35<a epub:type="noteref" href="#n1">1</a> euros.</p><table><tr>'
        '<td rowspan="2">Day</td><td>Adults</td></tr><tr><td>Children</td></tr></table>'
        "<footer><p>Telephone: 0455 771 300</p></footer>"
    )
    book = read_epub(epub_of({"one.xhtml": one, "two.xhtml": "<p>The end.</p>"}), where="x.epub")
    assert book.text == (
        "A ride costs 35¹ euros.\n\nDay | Adults\nDay | Children\n\nThe end.\n\n"
        "Telephone: 0455 771 300"
    )
    assert [block.apart for block in book.blocks] == [*[False] * 4, True]
