"""Word documents: by python-docx, and written as Word and as Google Docs write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from tests.bench.office.content import (
    CONTACT,
    FOOTNOTE,
    HEADING,
    ITEM,
    PARAGRAPH,
    TEXT,
    Cell,
    Level,
    Para,
    Run,
    Seen,
    Table,
    seen_of,
)
from tests.bench.office.made import Made
from tests.corpus.office import saved, zipped

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = f'xmlns:w="{_MAIN}" xmlns:r="{_REL}"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = {"": "", "bold": "<w:b/>", "link": "<w:u w:val='single'/>"} | {
    "up": "<w:vertAlign w:val='superscript'/>",
    "down": "<w:vertAlign w:val='subscript'/>",
}


def word_documents() -> Iterator[Made]:
    seen = tuple(seen_of(TEXT))
    yield Made(producer="python-docx", name="fees.docx", data=_by_library(), seen=seen)
    more: tuple[Seen, ...] = ((PARAGRAPH, (FOOTNOTE,)), (PARAGRAPH, (CONTACT,)))
    yield Made(producer="as Word", name="fees.docx", data=_as_word(), seen=(*seen, *more))
    yield Made(producer="as Google Docs", name="fees.docx", data=_as_google(), seen=seen)


# --- python-docx ------------------------------------------------------------------------------


def _by_library() -> bytes:
    document = docx.Document()
    for block in TEXT:
        if isinstance(block, Table):
            _library_table(document, block)
            continue
        kind = "List Number" if block.numbered else "List Bullet"
        deeper = f" {block.level}" if block.level > 1 else ""
        style = {HEADING: f"Heading {block.level}", ITEM: kind + deeper}.get(block.kind)
        _library_runs(document.add_paragraph(style=style), block.runs)
    return saved(document)


def _library_runs(paragraph: Paragraph, runs: Sequence[Run]) -> None:
    for text, level in runs:
        run = paragraph.add_run(text)
        if level == "bold":
            run.bold = True
        elif level == "up":
            run.font.superscript = True
        elif level == "down":
            run.font.subscript = True


def _library_table(document: Document, table: Table) -> None:
    made = document.add_table(len(table.rows), table.width)
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            last = (number + cell.down - 1, column + cell.across - 1)
            place = made.cell(number, column).merge(made.cell(*last))
            _library_runs(place.paragraphs[0], cell.runs)
            covered |= {
                (r, c) for r in range(number, last[0] + 1) for c in range(column, last[1] + 1)
            }
            column += cell.across


# --- as Word and Google Docs write ------------------------------------------------------------


def _run(text: str, level: Level, *, more: str = "") -> str:
    inside = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n")
    )
    return f"<w:r w:rsidRPr='00A77B3E'><w:rPr>{_STYLES[level]}{more}</w:rPr>{inside}</w:r>"


def _word_runs(runs: Sequence[Run]) -> str:
    """As after much editing: a run for a few letters, marks of the spelling between them."""
    found = []
    for text, level in runs:
        pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
        written = "<w:proofErr w:type='spellStart'/>".join(_run(it, level) for it in pieces)
        if level == "link":
            written = f"<w:hyperlink r:id='rId9' w:history='1'>{written}</w:hyperlink>"
        found.append(written)
    return (
        "<w:bookmarkStart w:id='0' w:name='_GoBack'/>"
        + "".join(found)
        + "<w:bookmarkEnd w:id='0'/>"
    )


def _google_runs(runs: Sequence[Run]) -> str:
    found = ""
    for text, level in runs:
        written = _run(text, level, more="<w:rtl w:val='0'/>")
        found += f"<w:hyperlink r:id='rId9'>{written}</w:hyperlink>" if level == "link" else written
    return found


def _paragraph(block: Para, *, word: bool) -> str:
    style = ""
    if block.kind is HEADING:
        style = f"<w:pStyle w:val='{'berschrift' if word else 'Heading'}{block.level}'/>"
    elif block.kind is ITEM:
        number = 2 if block.numbered else 1
        style = "<w:pStyle w:val='Listenabsatz'/>" if word else ""
        style += (
            f"<w:numPr><w:ilvl w:val='{block.level - 1}'/><w:numId w:val='{number}'/></w:numPr>"
        )
    runs = _word_runs(block.runs) if word else _google_runs(block.runs)
    return f"<w:p w:rsidR='00A77B3E'><w:pPr>{style}</w:pPr>{runs}</w:p>"


def _table(table: Table, *, word: bool) -> str:
    grid = "".join("<w:gridCol w:w='1500'/>" for _ in range(table.width))
    written, open_cells = "", dict[int, tuple[int, int]]()  # column -> rows to come, across
    for number, row in enumerate(table.rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if word and number < table.heads else ""
        inside, column, cells = "", 0, list(row)
        while cells or column in open_cells:
            if column in open_cells:
                left, across = open_cells.pop(column)
                inside += _cell(
                    "", across, "<w:vMerge/>" if word else "<w:vMerge w:val='continue'/>"
                )
                if left > 1:
                    open_cells[column] = (left - 1, across)
                column += across
                continue
            cell: Cell = cells.pop(0)
            merge = "<w:vMerge w:val='restart'/>" if cell.down > 1 else ""
            runs = _word_runs(cell.runs) if word else _google_runs(cell.runs)
            inside += _cell(runs, cell.across, merge)
            if cell.down > 1:
                open_cells[column] = (cell.down - 1, cell.across)
            column += cell.across
        written += f"<w:tr>{head}{inside}</w:tr>"
        open_cells = {k: v for k, v in open_cells.items() if v[0] > 0}
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"


def _cell(runs: str, across: int, merge: str) -> str:
    span = f"<w:gridSpan w:val='{across}'/>" if across > 1 else ""
    how = f"<w:tcPr><w:tcW w:w='0' w:type='auto'/>{span}{merge}</w:tcPr>"
    return f"<w:tc>{how}<w:p>{runs}</w:p></w:tc>"


def _body(*, word: bool) -> str:
    return "".join(
        _table(it, word=word) if isinstance(it, Table) else _paragraph(it, word=word) for it in TEXT
    )


def _as_word() -> bytes:
    """With what nobody sees: deleted and hidden text, fields; with a footnote and a letterhead."""
    deleted = "<w:del w:id='1' w:author='A'><w:r><w:delText>was 30</w:delText></w:r></w:del>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
    note = "<w:r><w:rPr><w:rStyle w:val='Fu'/></w:rPr><w:footnoteReference w:id='2'/></w:r>"
    body = _body(word=True)
    first = body.index("</w:p>", body.index("</w:p>") + 1)
    body = body[:first] + note + deleted + hidden + body[first:]
    section = "<w:sectPr><w:headerReference w:type='default' r:id='rId7'/></w:sectPr>"
    notes = "".join(
        f"<w:footnote{kind} w:id='{number}'><w:p>{text}</w:p></w:footnote>"
        for number, kind, text in (
            (0, " w:type='separator'", "<w:r><w:separator/></w:r>"),
            (2, "", "<w:r><w:footnoteRef/></w:r>" + _run(f" {FOOTNOTE}", "")),
        )
    )
    page = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>3</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    return _package(
        body + section,
        styles={
            "berschrift1": "heading 1",
            "berschrift2": "heading 2",
            "Listenabsatz": "List Paragraph",
        },
        more={
            "footnotes": f"<w:footnotes {_NAMES}>{notes}</w:footnotes>",
            "header": f"<w:hdr {_NAMES}><w:p>{_run(CONTACT, '')}</w:p><w:p>{page}</w:p></w:hdr>",
        },
    )


def _as_google() -> bytes:
    return _package(
        _body(word=False) + "<w:sectPr/>", styles={"Heading1": "heading 1", "Heading2": "heading 2"}
    )


def _package(body: str, *, styles: dict[str, str], more: dict[str, str] | None = None) -> bytes:
    parts = {"numbering": _numbering(), "styles": _styles(styles), **(more or {})}
    numbers = {name: n for n, name in enumerate(parts, start=1)} | {"header": 7}
    kinds = "".join(
        f'<Relationship Id="rId{numbers[it]}" Type="{_REL}/{it}" Target="{it}.xml"/>'
        for it in parts
    )
    link = (
        f'<Relationship Id="rId9" Type="{_REL}/hyperlink" Target="https://town.example/" '
        'TargetMode="External"/>'
    )
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    overrides = "".join(
        f'<Override PartName="/word/{it}.xml" ContentType="{_TYPE}.{it}+xml"/>' for it in parts
    )
    return zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
                'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
                f"{overrides}</Types>"
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{names}"><Relationship Id="rId1" '
                f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{names}">{kinds}{link}</Relationships>'
            ),
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def _styles(names: dict[str, str]) -> str:
    inside = "".join(
        f"<w:style w:type='paragraph' w:styleId='{identity}'><w:name w:val='{name}'/>"
        + (
            f"<w:pPr><w:outlineLvl w:val='{int(name[-1]) - 1}'/></w:pPr>"
            if name[-1].isdigit()
            else ""
        )
        + "</w:style>"
        for identity, name in names.items()
    )
    raised = (
        "<w:style w:type='character' w:styleId='Fu'><w:name w:val='footnote reference'/>"
        "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>"
    )
    return f"<w:styles {_NAMES}>{inside}{raised}</w:styles>"


def _numbering() -> str:
    def levels(form: str, shown: str) -> str:
        return "".join(
            f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
            f"<w:lvlText w:val='{shown.format(n + 1)}'/></w:lvl>"
            for n in range(3)
        )

    return (
        f"<w:numbering {_NAMES}>"
        f"<w:abstractNum w:abstractNumId='1'>{levels('bullet', '●')}</w:abstractNum>"
        f"<w:abstractNum w:abstractNumId='2'>{levels('decimal', '%{}.')}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num></w:numbering>"
    )
