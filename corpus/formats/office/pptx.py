"""Slides (PPTX): what is seen of each slide in its order, then the notes to it.

What always holds: hidden slides and comments are not in the text; each block's page is its slide's
number; of what every slide repeats (date, number, footer, the master's own text) only what may be
asked for is kept, once and at the end.
"""

from __future__ import annotations

from lxml import etree

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.canonical import CanonicalText
from corpus.formats.faults import LIBRARY_FAULTS
from corpus.formats.office.facts import OFFICE_OPEN, office_facts
from corpus.formats.office.furniture import kept_lines
from corpus.formats.office.numbers import integer
from corpus.formats.office.pptx_bullets import Bullets, level_of
from corpus.formats.office.pptx_parts import Parts, Slide, kind_of, like
from corpus.formats.office.pptx_text import paragraphs, shapes, text_of
from corpus.formats.office.slides import own_title, reads_like_title, slide_show
from corpus.formats.office.spans import Cell, add_table
from corpus.formats.office.xml_tree import attribute, child, children
from corpus.formats.parsed import Parsed

_TITLES = frozenset({"title", "ctrTitle"})
_MARGIN = frozenset({"dt", "ftr", "hdr", "sldNum"})


def read_pptx(data: bytes, *, where: str) -> Parsed:
    """A slide show. Raises `CorpusError` if it is damaged, or over a limit."""
    archive = Archive(data, where=where)  # checks the limits, before anything is unpacked
    title, facts = office_facts(archive, OFFICE_OPEN, where=where)
    try:
        walk = _Walk(Parts(archive, where=where))
        walk.all()
    except LIBRARY_FAULTS as error:
        raise CorpusError(
            "not a slide show that can be read",
            where=where,
            mend="open it in a program for slides and save it again as PPTX",
        ) from error
    return slide_show(walk.out, own_title(title) or walk.title, facts, walk.pages)


class _Walk:
    """One pass over the slides; `pages` has the slide's number for each place."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.out = CanonicalText()
        self.pages: dict[str, int] = {}
        self.title: str | None = None
        self.margin: dict[tuple[str, ...], None] = {}
        self.groups = 0
        self.number = 0
        self.blocks = 0
        self.sections = False
        self.above: tuple[etree._Element | None, ...] = ()  # the slide's layout and its master
        self.defaults: etree._Element | None = None  # the master's styles

    def all(self) -> None:
        for slide in self.parts.slides():
            self.slide(slide)
        text = self.out.text
        seen = {block.span.of(text) for block in self.out.blocks}
        for lines in self.margin:
            for line in kept_lines(lines, titles=seen):
                self.out.add(BlockKind.PARAGRAPH, line, path="margin")

    def path(self, what: str) -> str:
        self.blocks += 1
        path = f"slide {self.number} {what} {self.blocks}"
        self.pages[path] = self.number
        return path

    def slide(self, slide: Slide) -> None:
        self.number, self.blocks = slide.number, 0
        layout = self.parts.one(slide.name, "slideLayout")
        master = self.parts.one(layout, "slideMaster") if layout else None
        roots = [self.parts.root(name) if name else None for name in (layout, master)]
        self.above = tuple(roots)
        self.defaults = child(roots[1], "txStyles")
        seen = list(shapes(child(child(slide.root, "cSld"), "spTree")))
        title = next((shape for shape in seen if kind_of(shape) in _TITLES), None)
        title = self.looks_like_title(seen) if title is None else title
        if title is not None:
            self.heading(title, section=attribute(roots[0], "type") == "secHead")
        for shape in seen:
            if shape is not title:
                self.shape(shape, slide)
        self.notes(slide)
        for root in roots:
            for shape in shapes(child(child(root, "cSld"), "spTree")):
                if kind_of(shape) is None:
                    self.in_margin(shape)

    def looks_like_title(self, seen: list[etree._Element]) -> etree._Element | None:
        """The first shape of a slide without a title, if it reads like one."""
        written = [shape for shape in seen if text_of(child(shape, "txBody"))]
        if len(written) < 2 or kind_of(written[0]) is not None:
            return None
        return written[0] if reads_like_title(text_of(child(written[0], "txBody"))) else None

    def heading(self, shape: etree._Element, *, section: bool) -> None:
        text = " ".join(text_of(child(shape, "txBody")).split())
        first = kind_of(shape) == "ctrTitle" and not self.out.blocks
        if first:
            self.title = text or None
        self.sections = self.sections or section
        level = 1 if first else 3 if self.sections and not section else 2
        self.out.add(BlockKind.HEADING, text, level=level, path=self.path("title"))

    def in_margin(self, shape: etree._Element) -> None:
        lines = [text for _, text in paragraphs(child(shape, "txBody"))]
        if lines:
            self.margin.setdefault(tuple(lines))

    def shape(self, shape: etree._Element, slide: Slide) -> None:
        kind = kind_of(shape)
        data = child(child(shape, "graphic"), "graphicData")
        if kind in _MARGIN:
            if kind == "ftr":
                self.in_margin(shape)
        elif data is None:
            self.body(child(shape, "txBody"), self.styles(shape))
        elif (table := child(data, "tbl")) is not None:
            self.table(table)
        elif (diagram := child(data, "relIds")) is not None:
            self.diagram(slide, attribute(diagram, "dm"))

    def styles(self, shape: etree._Element) -> list[etree._Element]:
        """The lists of styles that hold for a shape, the nearest first."""
        of = [child(child(shape, "txBody"), "lstStyle")]
        kind = kind_of(shape)
        if kind is not None:
            for root in self.above:
                same = like(shape, root)
                of.append(child(child(same, "txBody"), "lstStyle"))
            if kind in {"body", "obj"}:
                of.append(child(self.defaults, "bodyStyle"))
        return [style for style in of if style is not None]

    def body(self, body: etree._Element | None, styles: list[etree._Element]) -> None:
        bullets = Bullets(styles)
        group = -1
        for paragraph, text in paragraphs(body):
            marker = bullets.marker(paragraph)
            if not marker:
                group = -1
                self.out.add(BlockKind.PARAGRAPH, text, path=self.path("paragraph"))
                continue
            if group < 0:
                self.groups += 1
                group = self.groups
            level = level_of(paragraph)
            self.out.add(
                BlockKind.ITEM,
                text,
                level=level + 1,
                group=group,
                prefix=f"{'  ' * level}{marker} ",
                path=self.path("paragraph"),
            )

    def table(self, table: etree._Element) -> None:
        rows = [list(children(row, "tc")) for row in children(table, "tr")]
        if all(len(row) <= 1 for row in rows):  # a frame around text
            for row in rows:
                for cell in row:
                    self.body(child(cell, "txBody"), [])
            return
        self.groups += 1
        first = attribute(child(table, "tblPr"), "firstRow") in {"1", "true"}
        before = len(self.out.places)
        add_table(
            self.out,
            [_cells(row) for row in rows],
            stated=int(first),
            group=self.groups,
            path=self.path("table"),
        )
        for place in self.out.places[before:]:
            self.pages[place.path or ""] = self.number

    def diagram(self, slide: Slide, identity: str | None) -> None:
        """A drawing made of text (SmartArt), as a list of its boxes."""
        kind, name = self.parts.related(slide.name).get(identity or "", ("", ""))
        if kind != "diagramData":
            return
        self.groups += 1
        for point in self.parts.root(name).iter("{*}pt"):
            if attribute(point, "type") in {None, "node", "asst"}:
                text = text_of(child(point, "t"))
                path = self.path("diagram")
                self.out.add(
                    BlockKind.ITEM, text, level=1, group=self.groups, prefix="• ", path=path
                )

    def notes(self, slide: Slide) -> None:
        name = self.parts.one(slide.name, "notesSlide")
        if name is None:
            return
        for shape in shapes(child(child(self.parts.root(name), "cSld"), "spTree")):
            if kind_of(shape) == "body":
                for _, text in paragraphs(child(shape, "txBody")):
                    self.out.add(BlockKind.PARAGRAPH, text, path=self.path("note"))


def _cells(row: list[etree._Element]) -> list[Cell]:
    """The cells of a row; one that is spanned by the cell before it is counted there."""
    return [
        Cell(
            text=text_of(child(cell, "txBody")),
            columns=integer(attribute(cell, "gridSpan"), 1),
            above=attribute(cell, "vMerge") in {"1", "true"},
        )
        for cell in row
        if attribute(cell, "hMerge") not in {"1", "true"}
    ]
