"""The parts of a slide show, and how they hang together: slides, layouts, masters, notes.

What always holds: a part that another one names is found inside the file or not at all; slides come
in the order in which they are shown, each with the number that the program gives it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from corpus.errors import CorpusError
from corpus.formats.archive import Archive
from corpus.formats.office.slides import check_slides
from corpus.formats.office.xml_tree import attribute, child, children, local, parse_xml, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A slide that is shown; `number` counts hidden ones too, as the program does."""

    number: int
    name: str
    root: etree._Element


class Parts:
    """The parts by name; each is parsed once."""

    def __init__(self, archive: Archive, *, where: str) -> None:
        self._archive = archive
        self._where = where
        self._names = frozenset(archive.names)
        self._roots: dict[str, etree._Element] = {}
        self._related: dict[str, dict[str, tuple[str, str]]] = {}

    def root(self, name: str) -> etree._Element:
        if name not in self._roots:
            self._roots[name] = parse_xml(self._archive.read(name), where=self._where)
        return self._roots[name]

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part names: by id, the kind and the name; only those that are there."""
        if name not in self._related:
            folder, base = posixpath.split(name)
            listed = posixpath.join(folder, "_rels", f"{base}.rels")
            found: dict[str, tuple[str, str]] = {}
            if listed in self._names:
                for one in children(self.root(listed), "Relationship"):
                    target = attribute(one, "Target") or ""
                    path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                    if attribute(one, "TargetMode") != "External" and path in self._names:
                        kind = (attribute(one, "Type") or "").rpartition("/")[2]
                        found[attribute(one, "Id") or ""] = (kind, path)
            self._related[name] = found
        return self._related[name]

    def one(self, name: str, kind: str) -> str | None:
        """The first part of a kind that a part names."""
        return next((path for of, path in self.related(name).values() if of == kind), None)

    @cached_property
    def main(self) -> str:
        """The part that lists the slides. Raises `CorpusError`."""
        found = self.one("", "officeDocument")
        if found is None or local(self.root(found)) != "presentation":
            raise CorpusError(
                "holds no slides", where=self._where, mend="save it again as PPTX, or leave it out"
            )
        return found

    def slides(self) -> Iterator[Slide]:
        """Those that are shown. Raises `CorpusError` if there are too many, or one is damaged."""
        related = self.related(self.main)
        listed = child(self.root(self.main), "sldIdLst")
        first = attribute(self.root(self.main), "firstSlideNum") or "1"
        start = int(first) if first.isascii() and first.isdigit() and len(first) < 5 else 1
        for number, one in enumerate(listed if listed is not None else (), start=max(start, 1)):
            check_slides(number - start, where=self._where)
            # Two attributes are called "id" there: the slide's own and the part's.
            names = (related.get(str(value)) for value in one.attrib.values())
            kind, name = next((named for named in names if named), ("", ""))
            if kind == "slide" and attribute(self.root(name), "show") not in {"0", "false"}:
                yield Slide(number=number, name=name, root=self.root(name))


def placeholder(shape: etree._Element) -> etree._Element | None:
    """What says that a shape fills a place of its layout: its title, its body."""
    for name in ("nvSpPr", "nvGraphicFramePr"):
        found = child(child(child(shape, name), "nvPr"), "ph")
        if found is not None:
            return found
    return None


def kind_of(shape: etree._Element) -> str | None:
    """What a placeholder is for (``title``, ``body``, ``ftr``); None for other shapes."""
    found = placeholder(shape)
    return None if found is None else attribute(found, "type") or "obj"


def like(shape: etree._Element, root: etree._Element | None) -> etree._Element | None:
    """The shape of a layout or master that a placeholder takes its looks from."""
    own, index = kind_of(shape), attribute(placeholder(shape), "idx")
    same: etree._Element | None = None
    for other in within(root, "sp", but=()) if root is not None and own else ():
        of = kind_of(other)
        if of is not None and index is not None and attribute(placeholder(other), "idx") == index:
            return other
        if same is None and of is not None and _ROOTS.get(of, of) == _ROOTS.get(own or "", own):
            same = other
    return same


# Kinds that take their looks from the same place of a master.
_ROOTS = {"ctrTitle": "title", "obj": "body", "subTitle": "body", "tbl": "body"}
