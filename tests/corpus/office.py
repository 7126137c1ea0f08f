"""Makes small DOCX, ODT, ODS, ODP, EPUB and XLSX files for tests, and archives that are odd."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
import openpyxl
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = " ".join(
    f'xmlns:{name}="{_ODF}{path}:1.0"'
    for name, path in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("draw", "drawing"), ("meta", "meta"), ("presentation", "presentation")),
    )
)


def zipped(files: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(*paragraphs: str) -> bytes:
    """A Word document; each paragraph is what stands inside of its ``<w:p>``."""
    document = docx.Document()
    for paragraph in paragraphs:
        element = parse_xml(f"<w:p {nsdecls('w')}>{paragraph}</w:p>")
        document.element.body.insert(len(document.element.body) - 1, element)
    return saved(document)


def docx_with(data: bytes, parts: Mapping[str, str]) -> bytes:
    """A Word document with more parts: by name (``footnotes``), each the XML of its root. Those
    that have a number in their name are related by it: ``header7`` is ``rId7``."""
    files = unzipped(data)
    relations = types = ""
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        identity = f"rId{name.removeprefix(kind) or 99}"
        files[f"word/{name}.xml"] = content.encode()
        relations += (
            f'<Relationship Id="{identity}" Type="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/relationships/{kind}" Target="{name}.xml"/>'
        )
        types += (
            f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.'
            f'openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        )
    for name, end, more in (
        ("word/_rels/document.xml.rels", b"</Relationships>", relations),
        ("[Content_Types].xml", b"</Types>", types),
    ):
        files[name] = files[name].replace(end, more.encode() + end)
    return zipped(files)


def odt_of(body: str, *, styles: str = "", meta: str = "", pages: str = "") -> bytes:
    content = (
        f"<office:document-content {_ODF_NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    about = (
        f'<office:document-meta {_ODF_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:meta>{meta}</office:meta></office:document-meta>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content,
            "meta.xml": about,
            "styles.xml": (
                f"<office:document-styles {_ODF_NAMES}><office:master-styles>{pages}"
                "</office:master-styles></office:document-styles>"
            ),
        }
    )


def ods_of(*tables: str, styles: str = "") -> bytes:
    """A spreadsheet; each table is a ``<table:table>``."""
    files = unzipped(odt_of("".join(tables), styles=styles))
    content = files["content.xml"].replace(b"office:text>", b"office:spreadsheet>")
    return zipped({**files, "content.xml": content})


def odp_of(body: str, *, styles: str = "", meta: str = "", pages: str = "") -> bytes:
    """Slides; `body` holds a ``<draw:page>`` for each."""
    files = unzipped(odt_of(body, styles=styles, meta=meta, pages=pages))
    content = files["content.xml"].replace(b"office:text>", b"office:presentation>")
    return zipped({**files, "content.xml": content})


def epub_of(chapters: Mapping[str, str], *, metadata: str = "", spine: str = "") -> bytes:
    """A book; the body of each chapter by its file's name in the folder ``text``."""
    items = "".join(
        f'<item id="i{n}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    order = spine or "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="book/it.opf"/></rootfiles></container>'
            ),
            "book/it.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
                f'<manifest>{items}<item id="t" href="t.xhtml" properties="nav" '
                f'media-type="application/xhtml+xml"/></manifest><spine>{order}</spine></package>'
            ),
            "book/t.xhtml": "<html><body><p>Contents</p></body></html>",
            **{
                f"book/text/{name}": (
                    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
                    f"<title/></head><body>{body}</body></html>"
                )
                for name, body in chapters.items()
            },
        }
    )


def xlsx_of(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
