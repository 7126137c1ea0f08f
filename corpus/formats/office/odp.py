"""OpenDocument slides (ODP): what is seen of each slide in its order, then the notes to it.

What always holds: hidden slides and shapes, comments and what only holds a place are not in the
text; each block's page is its slide's number; of what every slide repeats (footer, the master's own
text) only what may be asked for is kept, once and at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.office.facts import OPEN_DOCUMENT, office_facts
from corpus.formats.office.odf_walk import OpenDocumentWalk
from corpus.formats.office.odt_text import document_roots
from corpus.formats.office.slides import check_slides, own_title, reads_like_title, slide_show
from corpus.formats.office.walk import Row
from corpus.formats.office.xml_tree import attribute, child, children, local
from corpus.formats.parsed import Parsed

# Elements around shapes that are none themselves, and those that show no text of their own.
_GROUPS = frozenset({"g", "a"})
_NO_SHAPES = frozenset({"notes", "annotation", "animations", "forms", "page-thumbnail", "control"})
_MARGIN = frozenset({"footer", "header", "date-time", "page-number", "page", "handout"})
_UNSEEN = frozenset({"none", "printer"})


def read_odp(data: bytes, *, where: str) -> Parsed:
    """A slide show. Raises `CorpusError` if it is damaged, locked, or over a limit."""
    archive = Archive(data, where=where)
    roots = document_roots(archive, where=where)
    body = child(child(roots[0], "body"), "presentation")
    if body is None:
        raise CorpusError("holds no slides", where=where, mend="save it as PPTX")
    title, facts = office_facts(archive, OPEN_DOCUMENT, where=where)
    walk = _Walk(roots, where)
    walk.all(body)
    return slide_show(walk.out, own_title(title) or walk.title, facts, walk.pages)


class _Walk(OpenDocumentWalk):
    """One pass over the slides; `pages` has the slide's number for each place."""

    lists_go_on = True
    around = OpenDocumentWalk.around | {"text-box"}

    def __init__(self, roots: list[etree._Element], where: str) -> None:
        super().__init__(roots, where)
        self.pages: dict[str, int] = {}
        self.title: str | None = None
        self.number = 0
        self.margin: dict[tuple[str, ...], None] = {}
        self.masters = {
            attribute(master, "name"): master
            for root in roots
            for master in root.iter("{*}master-page")
        }

    def all(self, body: etree._Element) -> None:
        footers = {attribute(one, "name"): one for one in children(body, "footer-decl")}
        for number, page in enumerate(children(body, "page"), start=1):
            check_slides(number, where=self.where)
            if self._says(page, "visibility") == "hidden":
                continue
            self.number, self._paragraphs, self._tables = number, 0, 0
            self.slide(page)
            footer = footers.get(attribute(page, "use-footer-name"))
            if footer is not None and self._says(page, "display-footer") != "false":
                self.margin.setdefault((" ".join((footer.text or "").split()),))
            if self._says(page, "background-objects-visible") != "false":
                self.master(self.masters.get(attribute(page, "master-page-name")))
        self.number = 0
        self.furniture(("margin", lines) for lines in self.margin)

    def at(self, what: str) -> str:
        if not self.number:
            return what
        path = f"slide {self.number} {what}"
        self.pages[path] = self.number
        return path

    def slide(self, page: etree._Element) -> None:
        seen = list(_shapes(page))
        kinds = [attribute(shape, "class") for shape in seen]
        title = seen[kinds.index("title")] if "title" in kinds else self.looks_like_title(seen)
        if title is not None:
            first = "subtitle" in kinds and not self.out.blocks
            text = " ".join(" ".join(self.lines(title)).split())
            self.title = (text or None) if first else self.title
            path = self.at("title")
            self.out.add(BlockKind.HEADING, text, level=1 if first else 2, path=path)
        for shape, kind in zip(seen, kinds, strict=True):
            if shape is not title and kind not in _MARGIN:
                self.over(shape)
        notes = child(page, "notes")
        for frame in _shapes(notes) if notes is not None else ():
            if attribute(frame, "class") == "notes":
                self.over(frame)

    def looks_like_title(self, seen: list[etree._Element]) -> etree._Element | None:
        """The first shape of a slide without a title, if it reads like one."""
        written = [shape for shape in seen if any(self.lines(shape))]
        if len(written) < 2 or attribute(written[0], "class") is not None:
            return None
        plain = child(written[0], "table") is None
        return written[0] if plain and reads_like_title("\n".join(self.lines(written[0]))) else None

    def lines(self, shape: etree._Element) -> list[str]:
        """The texts of a shape's paragraphs that have one."""
        return [text for one in shape.iter("{*}p", "{*}h") if (text := self.text.of(one))]

    def master(self, master: etree._Element | None) -> None:
        for shape in _shapes(master) if master is not None else ():
            if attribute(shape, "class") is None and (lines := self.lines(shape)):
                self.margin.setdefault(tuple(lines))

    def rows(self, table: etree._Element) -> list[Row]:
        """A slide's table says in its looks whether its first row names the columns."""
        rows = super().rows(table)
        if attribute(table, "use-first-row-styles") == "true" and rows:
            rows[0] = replace(rows[0], header=True)
        return rows

    def _says(self, page: etree._Element, name: str) -> str | None:
        """What the looks of a slide say."""
        style = self.styles.get(attribute(page, "style-name"))
        return attribute(child(style, "drawing-page-properties"), name)


def _shapes(page: etree._Element) -> Iterator[etree._Element]:
    """The shapes of a slide that are seen, in the order in which they are read out."""
    waiting = list(reversed(page))
    while waiting:
        here = waiting.pop()
        name = local(here)
        if not name or name in _NO_SHAPES or attribute(here, "display") in _UNSEEN:
            continue
        if name in _GROUPS:
            waiting += reversed(here)
        elif not _is_place(here):
            yield here


def _is_place(shape: etree._Element) -> bool:
    """Whether a shape only holds the place of what nobody has written."""
    return attribute(shape, "placeholder") == "true"
