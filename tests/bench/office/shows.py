"""Slide shows, written as PowerPoint and as Google Slides write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tests.bench.office.content import (
    HEADING,
    ITEM,
    NOTE,
    PARAGRAPH,
    SLIDES,
    Level,
    Para,
    Run,
    Seen,
    Table,
    seen_of,
)
from tests.bench.office.made import Made
from tests.corpus.office import unzipped, zipped
from tests.corpus.slides import Made as Slide
from tests.corpus.slides import cell, para, pptx_of, run, shape, table

_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_KINDS = (
    ("presentation", "presentation.main"),
    ("slides/", "slide"),
    ("notesSlides/", "notesSlide"),
    ("slideLayouts/", "slideLayout"),
    ("slideMasters/", "slideMaster"),
)
_LEVELS: dict[Level, str] = {"bold": "b='1'", "up": "baseline='30000'", "down": "baseline='-25000'"}


def slide_shows() -> Iterator[Made]:
    yield Made(producer="as PowerPoint", name="fees.pptx", data=_show(google=False), seen=_seen())
    yield Made(producer="as Google Slides", name="fees.pptx", data=_show(google=True), seen=_seen())


def _seen() -> tuple[Seen, ...]:
    """Each slide's title is its heading; what else is on it, its tables last; then its notes."""
    found: list[Seen] = []
    for number, blocks in enumerate(SLIDES):
        found += [(kind, texts) for kind, texts in seen_of(blocks)]
        found += [(PARAGRAPH, (NOTE,))] if number == 0 else []
    return tuple((kind, texts) for kind, texts in found)


def _show(*, google: bool) -> bytes:
    slides = [
        Slide(shapes=_shapes(blocks, google=google), notes=NOTE if number == 0 else "")
        for number, blocks in enumerate(SLIDES)
    ]
    return _typed(pptx_of(*slides, Slide(shapes=shape("Unseen"), hidden=True)))


def _typed(data: bytes) -> bytes:
    """With what says of which type each part is, which LibreOffice asks for."""
    files = unzipped(data)
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name in files
        for folder, kind in _KINDS
        if name.startswith(f"ppt/{folder}") and name.endswith(".xml")
    )
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()
    return zipped(files)


def _shapes(blocks: Sequence[Para | Table], *, google: bool) -> str:
    title = "".join(shape(_para(it, google), place="title") for it in _titles(blocks))
    texts = [it for it in blocks if isinstance(it, Para) and it.kind is not HEADING]
    body = shape(*(_para(it, google) for it in texts), place="body") if texts else ""
    return title + body + "".join(_grid(it, google) for it in blocks if isinstance(it, Table))


def _titles(blocks: Sequence[Para | Table]) -> list[Para]:
    return [it for it in blocks if isinstance(it, Para) and it.kind is HEADING]


def _runs(runs: Sequence[Run]) -> str:
    found = ""
    for text, level in runs:
        lines = [run(escape(it, quote=False), f"lang='en-GB' dirty='0' {_LEVELS.get(level, '')}")
                 for it in text.split("\n")]  # fmt: skip
        found += "<a:br><a:rPr lang='en-GB'/></a:br>".join(lines)
    return found


def _para(block: Para, google: bool) -> str:
    level = f"lvl='{block.level - 1}'"
    if block.kind is ITEM:
        shown = "<a:buAutoNum type='arabicPeriod'/>" if block.numbered else "<a:buChar char='●'/>"
        shown = shown if google or block.numbered else ""  # bullets are the master's
        how = f"<a:pPr {level} marL='457200' indent='-342900'>{shown}</a:pPr>"
    else:
        how = "<a:pPr marL='0' indent='0'><a:buNone/></a:pPr>"
    end = "<a:endParaRPr/>" if google else "<a:endParaRPr lang='en-GB' dirty='0'/>"
    return para(_runs(block.runs), properties=how).replace("</a:p>", f"{end}</a:p>")


def _grid(made: Table, google: bool) -> str:
    covered: dict[tuple[int, int], str] = {}
    rows: list[list[str]] = []
    for number, row in enumerate(made.rows):
        written, cells = list[str](), list(row)
        for column in range(made.width):
            if (number, column) in covered:
                written.append(cell(para(""), covered[number, column]))
                continue
            it = cells.pop(0)
            how = (f"gridSpan='{it.across}' " if it.across > 1 else "") + (
                f"rowSpan='{it.down}'" if it.down > 1 else ""
            )
            written.append(cell(para(_runs(it.runs)), how))
            for r in range(number, number + it.down):
                for c in range(column, column + it.across):
                    merged = ("hMerge='1' " if c > column else "") + (
                        "vMerge='1'" if r > number else ""
                    )
                    covered[r, c] = merged
        rows.append(written)
    columns = "<a:gridCol w='900000'/>" * made.width
    frame = "<p:xfrm><a:off x='0' y='0'/><a:ext cx='9000000' cy='900000'/></p:xfrm><a:graphic>"
    grid = table(*rows, first=not google).replace("<a:tr>", "<a:tr h='370840'>")
    for old, new in (
        ("<a:graphic>", frame),
        ("<a:graphicData>", f"<a:graphicData uri='{_TABLE}'>"),
        ("<a:tr ", f"<a:tblGrid>{columns}</a:tblGrid><a:tr "),
    ):
        grid = grid.replace(old, new, 1)
    return grid
