"""What a page's styles put above or below the line, in its elements and in its style sheets.

A page may raise the mark of a note by a class alone: without its styles "4" with a mark 3 reads 43.
What always holds: reading is linear in the length of a sheet; of a sheet only rules that move text
count, and of selectors only those of names, classes, ids and what lies in what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum

from lxml import html


class Moved(Enum):
    """Where text stands beside the line around it."""

    RAISED = "raised"
    LOWERED = "lowered"
    NOT = "line"


Linked = Callable[[str], str]  # from a sheet's address to its text

MAX_SHEET_CHARS = 1_000_000
MAX_RULES = 200
_MOVED = "data-moved"  # what the sheets say of an element
_VALUE = re.compile(r"(-?(?:\d{1,6}(?:\.\d{0,6})?|\.\d{1,6}))\s*(em|ex|rem|px|pt|%|)")
# How far is above the line; less only puts a word straight.
_LEAST = {"em": 0.2, "rem": 0.2, "ex": 0.4, "px": 2.5, "pt": 2.0, "%": 15.0, "": 1e9}
_SMALL = re.compile(r"smaller|(?:x{1,2}-)?small|0?\.[0-8]\d*r?em|[1-8]\d(?:\.\d+)?%|[4-9](?:px|pt)")
_WORDS = {
    **dict.fromkeys(("super", "text-top"), Moved.RAISED),
    **dict.fromkeys(("sub", "text-bottom"), Moved.LOWERED),
    "baseline": Moved.NOT,
}
_COMPOUND = re.compile(r"(?:[a-z][a-z0-9]{0,15}|\*)?(?:[.#][A-Za-z_][\w-]{0,80})*", re.IGNORECASE)
_PIECE = re.compile(r"([.#]?)([\w*-]+)")


def moved_by_style(element: html.HtmlElement) -> Moved | None:
    """Where its own styles put an element; None where they say nothing of it."""
    own = element.get("style")
    said = _moved(own) if own else None
    if said is not None:
        return said
    sheet = element.get(_MOVED)
    return Moved(sheet) if sheet in {one.value for one in Moved} else None


def note_sheets(root: html.HtmlElement, linked: Linked | None = None) -> None:
    """Notes at each element what the page's sheets say of its place. `linked`: gives the sheets
    that it names."""
    for one in root.xpath(f"//*[@{_MOVED}]"):
        del one.attrib[_MOVED]
    for selector, moved in _rules(_sheets(root, linked)):
        path = _path_of(selector)
        for element in root.xpath(path) if path else ():
            element.set(_MOVED, moved.value)


def _sheets(root: html.HtmlElement, linked: Linked | None) -> Iterator[str]:
    for element in root.iter("style", "link"):
        if "print" in (element.get("media") or ""):
            continue
        if element.tag == "style":
            yield element.text_content()
        elif linked is not None and "stylesheet" in (element.get("rel") or "").lower():
            yield linked(element.get("href") or "")


def _rules(sheets: Iterable[str]) -> Iterator[tuple[str, Moved]]:
    """The selectors of rules that move text, in the sheets' order."""
    found = 0
    for sheet in sheets:
        shown = sheet[:MAX_SHEET_CHARS].replace("<!--", " ").replace("-->", " ")
        first, *others = shown.split("/*")
        text = first + " ".join(piece.partition("*/")[2] for piece in others)
        for piece in text.split("}"):
            head, brace, body = piece.rpartition("{")
            moved = _moved(body) if brace else None
            if moved is None:
                continue
            for selector in re.split(r"[{;]", head)[-1].split(","):
                found += 1
                if found > MAX_RULES:
                    return
                yield selector.strip(), moved


def _moved(declarations: str) -> Moved | None:
    said = {}
    for one in declarations.lower().split(";"):
        name, _, value = one.partition(":")
        said[name.strip()] = value.partition("!")[0].strip()
    for name in ("mso-text-raise", "vertical-align", "baseline-shift", "font-variant-position"):
        value = said.get(name, "")
        moved = _WORDS.get(value) or _by_length(value)
        if value == "top" and _SMALL.fullmatch(said.get("font-size", "")):
            moved = Moved.RAISED
        if moved not in {None, Moved.NOT}:
            return moved
    if said.get("position") == "relative":
        lower, upper = _by_length(said.get("top", "")), _by_length(said.get("bottom", ""))
        if Moved.RAISED in {lower, upper} or Moved.LOWERED in {lower, upper}:
            # From the top a length counts downwards.
            up = lower is Moved.LOWERED or upper is Moved.RAISED
            return Moved.RAISED if up else Moved.LOWERED
    return Moved.NOT if said.get("vertical-align") == "baseline" else None


def _by_length(value: str) -> Moved | None:
    found = _VALUE.fullmatch(value)
    if found is None or abs(float(found[1])) < _LEAST[found[2]]:
        return None
    return Moved.RAISED if float(found[1]) > 0 else Moved.LOWERED


def _path_of(selector: str) -> str | None:
    """The XPath of a plain selector; None for any other one."""
    path, between = "", "//"
    for step in selector.replace(">", " > ").split():
        if step == ">":
            between = "/"
            continue
        if not _COMPOUND.fullmatch(step) or not step:
            return None
        name, tests = "*", ""
        for sign, word in _PIECE.findall(step):
            if not sign:
                name = word.lower()
            elif sign == "#":
                tests += f"[@id='{word}']"
            else:
                tests += f"[contains(concat(' ', normalize-space(@class), ' '), ' {word} ')]"
        path += f"{between if path else '//'}{name}{tests}"
        between = "//"
    return path or None
