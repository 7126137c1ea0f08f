"""Makes small slide shows (PPTX) for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.corpus.office import zipped

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A slide: what stands in its tree of shapes, and the text of its notes."""

    shapes: str
    notes: str = ""
    hidden: bool = False


def run(text: str, properties: str = "") -> str:
    return f"<a:r><a:rPr {properties}/><a:t>{text}</a:t></a:r>"


def para(*runs: str, properties: str = "") -> str:
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<a:p>{properties}{inside}</a:p>"


def shape(*paragraphs: str, place: str = "", hidden: bool = False, styles: str = "") -> str:
    """A shape; `place` is the kind of its placeholder."""
    hide = ' hidden="1"' if hidden else ""
    held = f'<p:ph type="{place}"/>' if place else ""
    body = "".join(one if one.startswith("<") else para(one) for one in paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"{hide}/><p:cNvSpPr/><p:nvPr>{held}</p:nvPr>'
        f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle>{styles}</a:lstStyle>{body}"
        "</p:txBody></p:sp>"
    )


def table(*rows: Sequence[str], first: bool = True) -> str:
    """A table; a cell that begins with ``<`` is given as it is."""
    inside = "".join(
        "<a:tr>" + "".join(one if one.startswith("<") else cell(one) for one in row) + "</a:tr>"
        for row in rows
    )
    return (
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='4' name='t'/><p:nvPr/>"
        "</p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl>"
        f'<a:tblPr firstRow="{int(first)}"/>{inside}</a:tbl></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def cell(text: str, properties: str = "") -> str:
    body = text if text.startswith("<") else para(text)
    return f"<a:tc {properties}><a:txBody><a:bodyPr/>{body}</a:txBody></a:tc>"


def pptx_of(*slides: Made | str, layout: str = "", master: str = "", title: str = "") -> bytes:
    """A slide show; `layout` and `master` are shapes that all slides have below theirs."""
    made = [Made(shapes=one) if isinstance(one, str) else one for one in slides]
    files: dict[str, str] = {
        "_rels/.rels": _rels(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": (
            f"<p:presentation {_NAMES}><p:sldIdLst>"
            + "".join(f'<p:sldId id="{255 + n}" r:id="s{n}"/>' for n in range(1, len(made) + 1))
            + "</p:sldIdLst></p:presentation>"
        ),
        "ppt/_rels/presentation.xml.rels": _rels(
            *((f"s{n}", "slide", f"slides/slide{n}.xml") for n in range(len(made), 0, -1))
        ),
        "ppt/slideLayouts/slideLayout1.xml": _tree("sldLayout", layout),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _rels(
            ("rId1", "slideMaster", "/ppt/slideMasters/slideMaster1.xml")
        ),
        "ppt/slideMasters/slideMaster1.xml": _tree(
            "sldMaster",
            master,
            "<p:txStyles><p:bodyStyle><a:lvl1pPr><a:buChar char='•'/></a:lvl1pPr><a:lvl2pPr>"
            "<a:buFont typeface='Arial'/><a:buChar char='–'/></a:lvl2pPr></p:bodyStyle>"
            "</p:txStyles>",
        ),
    }
    if title:
        files["docProps/core.xml"] = (
            '<c xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title><dc:creator>Ann Lee</dc:creator></c>"
        )
    for number, one in enumerate(made, start=1):
        files |= _slide(number, one)
    return zipped(files)


def _slide(number: int, made: Made) -> dict[str, str]:
    relations = [("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml")]
    files = {}
    if made.notes:
        relations.append(("rId2", "notesSlide", f"../notesSlides/notesSlide{number}.xml"))
        inside = shape("Picture", place="sldImg") + shape(made.notes, place="body")
        files[f"ppt/notesSlides/notesSlide{number}.xml"] = _tree("notes", inside)
    root = 'sld show="0"' if made.hidden else "sld"
    files[f"ppt/slides/slide{number}.xml"] = _tree(root, made.shapes)
    files[f"ppt/slides/_rels/slide{number}.xml.rels"] = _rels(*relations)
    return files


def _tree(root: str, inside: str, after: str = "") -> str:
    name = root.partition(" ")[0]
    return (
        f"<p:{root} {_NAMES}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{inside}</p:spTree>"
        f"</p:cSld>{after}</p:{name}>"
    )


def _rels(*relations: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{_KINDS}{kind}" Target="{target}"/>'
        for identity, kind, target in relations
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'
