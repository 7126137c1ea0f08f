"""What a page's styles put above or below the line, or strike out, in its elements and in its
style sheets.

A page may raise the mark of a note by a class alone: without its styles "4" with a mark 3 reads 43.
What always holds: reading is linear in the length of a sheet and of a page, and at most MAX_LOOKS
elements are held against rules; of a sheet only rules that move text count, and of selectors only
those of names, classes, ids and what lies in what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from lxml import html


class Moved(Enum):
    """Where text stands beside the line around it; or that a line goes through it."""

    RAISED = "raised"
    LOWERED = "lowered"
    STRUCK = "struck"
    NOT = "line"


_NOTED = frozenset(one.value for one in Moved)


Linked = Callable[[str], str]  # from a sheet's address to its text

MAX_SHEET_CHARS = 1_000_000
MAX_RULES = 200
MAX_STEPS = 8  # of a selector
MAX_LOOKS = 2_000_000  # at a step of a rule for an element; what comes after these stays as it is
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
    return Moved(sheet) if sheet in _NOTED else None


def note_sheets(root: html.HtmlElement, linked: Linked | None = None) -> None:
    """Notes at each element what the page's sheets say of its place. `linked`: gives the sheets
    that it names."""
    for one in root.xpath(f"//*[@{_MOVED}]"):
        del one.attrib[_MOVED]
    rules: dict[tuple[_Step, ...], Moved] = {}
    for selector, moved in _rules(_sheets(root, linked)):
        if steps := _steps_of(selector):
            rules.pop(steps, None)  # of two alike the later one counts
            rules[steps] = moved
    moves = list(rules.values())
    for element, rule in _matches(root, list(rules)) if rules else ():
        element.set(_MOVED, moves[rule].value)


@dataclass(frozen=True, slots=True)
class _Step:
    """One name of a selector: what an element has to be. `directly`: the child of the one before,
    not just inside of it."""

    name: str
    marks: frozenset[str]  # ".class" and "#id"
    directly: bool

    def fits(self, name: str, marks: frozenset[str]) -> bool:
        return self.name in {"*", name} and self.marks <= marks


_Place = tuple[int, int]  # a rule, and how many of its steps are behind


def _matches(
    root: html.HtmlElement, rules: Sequence[Sequence[_Step]]
) -> Iterator[tuple[html.HtmlElement, int]]:
    """Each element with the last rule that speaks of it. One walk, in which each element knows how
    far those that it lies in have come: of deep pages nothing is looked at twice."""
    first: dict[str, list[_Place]] = {}
    for rule, steps in enumerate(rules):
        for at, step in enumerate(steps):
            first.setdefault(min(step.marks, default=step.name), []).append((rule, at))
    none: frozenset[_Place] = frozenset()
    waiting, looks = [(root, none, none)], 0
    while waiting and looks < MAX_LOOKS:
        element, parent, above = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        marks = _marks_of(element)
        near = [it for key in (element.tag, "*", *marks) for it in first.get(key, ())]
        looks += len(near)
        reached = {
            (rule, at + 1)
            for rule, at in near
            if rules[rule][at].fits(element.tag, marks)
            and (at == 0 or (rule, at) in (parent if rules[rule][at].directly else above))
        }
        whole = [rule for rule, behind in reached if behind == len(rules[rule])]
        if whole:
            yield element, max(whole)
        own = frozenset(reached)
        below = above if own <= above else above | own
        waiting += [(child, own, below) for child in reversed(element)]


def _marks_of(element: html.HtmlElement) -> frozenset[str]:
    names = {f".{it}" for it in (element.get("class") or "").split()}
    own = element.get("id")
    return frozenset(names | {f"#{own}"} if own else names)


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
    if any("line-through" in said.get(f"text-decoration{end}", "") for end in ("", "-line")):
        return Moved.STRUCK
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


def _steps_of(selector: str) -> tuple[_Step, ...]:
    """The steps of a plain selector; none for any other one."""
    steps: list[_Step] = []
    directly = False
    for piece in selector.replace(">", " > ").split():
        if piece == ">":
            directly = True
            continue
        if not _COMPOUND.fullmatch(piece):
            return ()
        name, marks = "*", set()
        for sign, word in _PIECE.findall(piece):
            if sign:
                marks.add(f"{sign}{word}")
            else:
                name = word.lower()
        steps.append(_Step(name=name, marks=frozenset(marks), directly=directly and bool(steps)))
        directly = False
    return tuple(steps) if len(steps) <= MAX_STEPS else ()
