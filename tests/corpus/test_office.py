"""DOCX, ODT and EPUB: structure, places, facts, and what must not be shown of them or unfold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import CorpusError
from corpus.formats.epub import read_epub
from corpus.formats.office.docx import read_docx
from corpus.formats.office.numbers import number_as
from corpus.formats.office.odt import read_odt
from corpus.formats.parsed import Parsed
from corpus.formats.registry import FORMATS
from tests.corpus.office import docx_of, epub_of, odt_of, saved, unzipped, xlsx_of, zipped


def shape(parsed: Parsed) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.span.of(parsed.text)) for b in parsed.blocks]


def texts(parsed: Parsed) -> list[str]:
    return [block.span.of(parsed.text) for block in parsed.blocks]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


# --- DOCX ---------------------------------------------------------------------------------------


def test_a_word_document_keeps_its_headings_lists_and_tables() -> None:
    document = docx.Document()
    document.add_heading("The report", 0)
    document.add_heading("Fees", 1)
    document.add_paragraph("You need:")
    document.add_paragraph("a form", "List Bullet")
    document.add_paragraph("a stamp", "List Bullet")
    document.add_paragraph("first", "List Number")
    document.add_paragraph("second", "List Number")
    table = document.add_table(rows=0, cols=2)
    for cells in (("Fee", "Refund"), ("£5", "£2"), ("", "")):
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("The\tend\nof  it")
    page = read_docx(saved(document), where="x")
    assert page.text == (
        "The report\n\nFees\n\nYou need:\n\n• a form\n• a stamp\n\n1. first\n2. second\n\n"
        "Fee | Refund\n£5 | £2\n\nThe end\nof it"
    )
    assert shape(page) == [
        ("heading", 1, "The report"),
        ("heading", 1, "Fees"),
        ("paragraph", 0, "You need:"),
        ("item", 1, "a form"),
        ("item", 1, "a stamp"),
        ("item", 1, "first"),
        ("item", 1, "second"),
        ("row", 0, "Fee | Refund"),
        ("row", 0, "£5 | £2"),
        ("paragraph", 0, "The end\nof it"),
    ]
    assert [block.group for block in page.blocks] == [-1, -1, -1, 1, 1, 2, 2, 3, 3, -1]
    assert [block.header for block in page.blocks if block.group == 3] == [True, False]
    assert [place.path for place in page.places] == [
        *(f"paragraph {number}" for number in range(1, 8)),
        *("table 1 row 1", "table 1 row 2", "paragraph 8"),
    ]


def test_properties_of_a_word_document_become_facts() -> None:
    document = docx.Document()
    document.add_paragraph("Text")
    core = document.core_properties
    core.title, core.author, core.language, core.keywords = "T", "Ann Lee", "de-AT", "a; b"
    core.modified = dt.datetime(2021, 3, 4, 5, 6)  # noqa: DTZ001 - as the library takes it
    page = read_docx(saved(document), where="x")
    assert page.title == "T"
    assert dict(page.facts) == {
        "author": "Ann Lee",
        "language": "de-AT",
        "tags": ("a", "b"),
        "published": "2021-03-04",
    }


def test_the_author_and_date_of_a_template_are_not_the_documents() -> None:
    document = docx.Document()
    document.add_paragraph("Text")
    assert read_docx(saved(document), where="x").facts == {}
    document.core_properties.author = "Ann Lee"
    assert dict(read_docx(saved(document), where="x").facts) == {"author": "Ann Lee"}
    # The same day at another time is somebody's own.
    document.core_properties.created = dt.datetime(2013, 12, 23, 23, 16)  # noqa: DTZ001
    assert read_docx(saved(document), where="x").facts["published"] == "2013-12-23"


@pytest.mark.parametrize("maker", [lambda: docx_of(run("Text")), lambda: xlsx_of({"S": [["x"]]})])
def test_what_a_document_does_not_state_is_not_made_up(maker: Callable[[], bytes]) -> None:
    files = unzipped(maker())
    del files["docProps/core.xml"]
    for name in ("[Content_Types].xml", "_rels/.rels"):
        files[name] = re.sub(rb"<(?:Override|Relationship) [^>]*core\.xml[^>]*>", b"", files[name])
    suffix = ".docx" if "word/document.xml" in files else ".xlsx"
    assert FORMATS[suffix].parser(zipped(files), where="x").facts == {}


def test_what_a_reader_of_a_word_document_does_not_see_is_dropped() -> None:
    page = read_docx(
        docx_of(
            f"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>{run('kept')}",
            f"<w:ins>{run('put in')}</w:ins><w:moveFrom>{run('moved')}</w:moveFrom>",
            run("hidden", "<w:vanish/>") + run("shown", '<w:vanish w:val="0"/>'),
            run("struck", "<w:strike/>") + run("out", "<w:dstrike/>"),
            f"<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>{run('a link')}</w:hyperlink>",
            f"<w:smartTag>{run('Non')}</w:smartTag><w:r><w:noBreakHyphen/></w:r>{run('stop')}",
            "<w:pPr><w:pStyle w:val='TOC1'/></w:pPr>" + run("kept, as the style is unknown"),
        ),
        where="x",
    )
    assert texts(page) == [
        *("kept", "put in", "shown", "a link", "Non\N{NON-BREAKING HYPHEN}stop"),
        "kept, as the style is unknown",
    ]


def test_text_boxes_follow_the_paragraph_that_holds_them_once() -> None:
    box = f"<w:txbxContent><w:p>{run('In the box')}</w:p></w:txbxContent>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    page = read_docx(
        docx_of(
            f"{run('Before')}<w:r><mc:AlternateContent {names}><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run(' after')}"
        ),
        where="x",
    )
    assert texts(page) == ["Before after", "In the box"]


def test_tables_that_only_place_things_are_read_as_what_they_hold() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Left"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Note"
    assert shape(read_docx(saved(document), where="x")) == [
        ("paragraph", 0, "Left"),
        ("row", 0, "a | b"),
        ("paragraph", 0, "Note"),
    ]


def test_numbers_that_the_program_counts_stand_before_headings_and_items() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{2 if n == 0 else 1}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate((("decimal", "%1"), ("lowerLetter", "%1.%2)")))
    )
    numbering.insert(
        0,
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'),
    )
    for number, more in ((91, ""), (92, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>')):
        end = "</w:lvlOverride>" if more else ""
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>'
                f"{more}{end}</w:num>"
            )
        )
    for style, number, level, text in (
        *(("Heading 1", 91, 0, "Scope"), ("Normal", 91, 1, "one"), ("Normal", 91, 1, "two")),
        *(("Heading 1", 91, 0, "Fees"), ("Normal", 91, 1, "three"), ("Normal", 92, 0, "seven")),
    ):
        properties = document.add_paragraph(text, style)._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
                "</w:numPr>"
            )
        )
    page = read_docx(saved(document), where="x")
    assert page.text == "2 Scope\n\n  2.a) one\n  2.b) two\n\n3 Fees\n\n  3.a) three\n\n7 seven"
    assert texts(page) == ["Scope", "one", "two", "Fees", "three", "seven"]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        *((3, "decimal", "3"), (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV")),
        *((2, "lowerLetter", "b"), (28, "upperLetter", "BB"), (0, "lowerLetter", "0")),
        *((5000, "lowerRoman", "5000"), (2, "a", "b"), (9, "I", "IX"), (7, "chicago", "7")),
    ],
)
def test_numbers_are_written_as_their_form_says(number: int, form: str, shown: str) -> None:
    assert number_as(number, form) == shown


def test_footnotes_stand_at_the_end() -> None:
    files = unzipped(docx_of(run("Text")))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    files["word/footnotes.xml"] = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p>{run('-')}</w:p>"
        f"</w:footnote><w:footnote w:id='2'><w:p>{run('The note.')}</w:p></w:footnote>"
        "</w:footnotes>"
    ).encode()
    names = "word/_rels/document.xml.rels"
    files[names] = files[names].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    types = "[Content_Types].xml"
    files[types] = files[types].replace(
        b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="text/xml"/></Types>'
    )
    page = read_docx(zipped(files), where="x")
    assert texts(page) == ["Text", "The note."]
    assert page.places[-1].path == "footnote 2"


# --- ODT ----------------------------------------------------------------------------------------


def test_an_open_document_keeps_its_headings_lists_and_tables() -> None:
    page = read_odt(
        odt_of(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            '<text:p text:style-name="P1">The report</text:p>'
            '<text:h text:outline-level="2">Fees</text:h>'
            "<text:p>You<text:s/>need:<text:note><text:note-citation>1</text:note-citation>"
            "<text:note-body><text:p>The note.</text:p></text:note-body></text:note>"
            "<office:annotation><text:p>A comment</text:p></office:annotation></text:p>"
            '<text:list text:style-name="L1"><text:list-header><text:p>head</text:p>'
            "</text:list-header><text:list-item><text:p>one</text:p><text:list><text:list-item>"
            "<text:p>deep</text:p></text:list-item></text:list></text:list-item>"
            '<text:list-item text:start-value="7"><text:p>seven</text:p><text:p>more of it</text:p>'
            "</text:list-item></text:list>"
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Fee"
            "</text:p></table:table-cell><table:table-cell><text:p>Refund</text:p>"
            "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
            "<table:table-cell><text:p>£5</text:p></table:table-cell><table:table-cell><text:p>£2"
            "</text:p></table:table-cell></table:table-row></table:table>"
            "<text:table-of-content><text:index-body><text:p>Contents</text:p></text:index-body>"
            "</text:table-of-content>"
            "<text:section><text:p>The<text:tab/>end<text:line-break/>of it<draw:frame>"
            "<draw:text-box><text:p>In the box</text:p></draw:text-box></draw:frame></text:p>"
            "</text:section>",
            styles='<style:style style:name="P1" style:parent-style-name="Title"/>'
            '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
            'style:num-format="a" style:num-suffix=")"/></text:list-style>',
            meta="<dc:title>T</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator>"
            "<dc:date>2021-03-04T05:06:07</dc:date><dc:language>de-AT</dc:language>"
            "<meta:keyword>a</meta:keyword><meta:keyword>b</meta:keyword>",
        ),
        where="x",
    )
    assert page.text == (
        "The report\n\nFees\n\nYou need:\n\n  head\na) one\n  • deep\ng) seven\n  more of it\n\n"
        "Fee | Refund\n£5 | £2\n\nThe end\nof it\n\nIn the box\n\nThe note."
    )
    assert [kind for kind, _, _ in shape(page)] == [
        *("heading", "heading", "paragraph", "item", "item", "item", "item", "item"),
        *("row", "row", "paragraph", "paragraph", "paragraph"),
    ]
    assert [place.path for place in page.places][-5:] == [
        *("table 1 row 1", "table 1 row 2", "paragraph 9", "paragraph 10", "note 1"),
    ]
    assert page.title == "T"
    assert dict(page.facts) == {
        "author": "Ann Lee",
        "language": "de-AT",
        "tags": ("a", "b"),
        "published": "2021-03-04",
    }


def test_a_locked_open_document_says_so() -> None:
    files = unzipped(odt_of("<text:p>x</text:p>"))
    files["META-INF/manifest.xml"] = b"<manifest><encryption-data/></manifest>"
    with pytest.raises(CorpusError, match=r"^x: is locked\. Save it without a password"):
        read_odt(zipped(files), where="x")


# --- EPUB ---------------------------------------------------------------------------------------


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    page = read_epub(
        epub_of(
            {
                "one.xhtml": '<nav><p>Menu</p></nav><h1 id="a">One</h1><ul><li>x</li></ul>',
                "two.xhtml": "<p>First</p><a id='b'/><p>Second</p>",
                "never.xhtml": "<p>Not in the spine</p>",
                "three.xhtml": "<ul><li>y</li></ul>",
            },
            spine='<itemref idref="i1"/><itemref idref="i0"/><itemref idref="i3"/>'
            '<itemref idref="i0"/><itemref idref="none"/>',
            metadata="<dc:title>T</dc:title><dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator>"
            "<dc:language>de</dc:language><dc:date>2021-03-04</dc:date>"
            "<dc:publisher>The Press</dc:publisher><dc:source>urn:x</dc:source>",
        ),
        where="x",
    )
    assert page.text == "First\n\nSecond\n\nOne\n\n• x\n\n• y"
    assert [(place.path, place.anchor) for place in page.places] == [
        ("book/text/two.xhtml /html/body/p[1]", None),
        ("book/text/two.xhtml /html/body/p[2]", "b"),
        ("book/text/one.xhtml /html/body/h1", "a"),
        ("book/text/one.xhtml /html/body/ul/li", "a"),
        ("book/text/three.xhtml /html/body/ul/li", None),
    ]
    assert len({block.group for block in page.blocks if block.group >= 0}) == 2
    assert page.title == "T"
    assert dict(page.facts) == {
        "author": "Ann, Bo",
        "publisher": "The Press",
        "published": "2021-03-04",
        "language": "de",
    }


def test_a_locked_book_says_so() -> None:
    files = unzipped(epub_of({"one.xhtml": "<p>x</p>"}))
    with pytest.raises(CorpusError, match=r"^x: is locked \(DRM\)"):
        read_epub(zipped(files | {"META-INF/rights.xml": b"<r/>"}), where="x")


# --- XML that is out to harm --------------------------------------------------------------------

BILLION = "<!DOCTYPE d [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)
OUTSIDE = "<!DOCTYPE d [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>"
DTD = "<!DOCTYPE d SYSTEM 'http://127.0.0.1:9/x.dtd' ["
MAKERS: dict[str, Callable[[], bytes]] = {
    ".docx": lambda: docx_of(run("Text")),
    ".odt": lambda: odt_of("<text:p>Text</text:p>"),
    ".epub": lambda: epub_of({"one.xhtml": "<p>Text</p>"}),
    ".xlsx": lambda: xlsx_of({"Sheet": [["Text", "more"]]}),
}


@pytest.mark.parametrize("declared", [BILLION, OUTSIDE, DTD])
@pytest.mark.parametrize("suffix", sorted(MAKERS))
def test_entities_are_neither_expanded_nor_read(suffix: str, declared: str) -> None:
    files = unzipped(MAKERS[suffix]())
    for name, content in files.items():
        if not content.lstrip().startswith(b"<") or b"Text" not in content:
            continue
        body = content[content.index(b"?>") + 2 :] if content.startswith(b"<?xml") else content
        use = b"Text" if declared == DTD else b"Text&a9;"
        bomb = declared.encode() + b"]>" + body.replace(b"Text", use)
        try:
            page = FORMATS[suffix].parser(zipped(files | {name: bomb}), where="x")
        except CorpusError as error:
            assert str(error).startswith("x: ")  # noqa: PT017 - either outcome is right
            continue
        assert "root:" not in page.text
        assert "lol" not in page.text


@pytest.mark.parametrize("suffix", sorted(MAKERS))
def test_entities_in_attributes_are_bounded(suffix: str) -> None:
    files = unzipped(MAKERS[suffix]())
    for name, content in files.items():
        body = content[content.index(b"?>") + 2 :] if content.startswith(b"<?xml") else content
        if body.lstrip().startswith(b"<"):
            at = body.index(b">") - (body[body.index(b">") - 1] == ord("/"))
            bomb = BILLION.encode() + b"]>" + body[:at] + b' lol="&a9;"' + body[at:]
            try:
                page = FORMATS[suffix].parser(zipped(files | {name: bomb}), where="x")
            except CorpusError:
                continue
            assert "lol" not in page.text


@pytest.mark.parametrize("suffix", sorted(MAKERS))
def test_a_document_that_is_a_zip_bomb_is_refused_unread(suffix: str) -> None:
    files = unzipped(MAKERS[suffix]())
    with pytest.raises(CorpusError, match="as in a zip bomb"):
        FORMATS[suffix].parser(zipped(files | {"bomb.xml": bytes(20 << 20)}), where="x")


def test_tables_nested_hundreds_deep_are_an_error_or_read() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + f"<w:p>{run('x')}</w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    for depth in (1, 2):
        body = f"<w:r><w:txbxContent>{deep * depth}</w:txbxContent></w:r>"
        assert texts(read_docx(docx_of(body), where="x")) == ["x"] * depth
    with pytest.raises(CorpusError, match="XML can't be parsed"):
        read_odt(odt_of("<text:section>" * 500 + "</text:section>" * 500), where="x")
