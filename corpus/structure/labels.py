"""Lines of plain text that tie a value to its label: ``Camera hire: 12 euros``, columns that stand
straight below each other, a term with its definition indented below it.

What always holds: one such line by itself shows nothing; each line is in one run at most, and a run
has two lines or more with no empty line between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.structure.lines import ends_sentence

_LABEL = re.compile(r"(?P<label>[^\W_][^:;!?\t]{0,120}?)[ \t]?:[ \t]+(?P<value>\S.*)")
_DASHED = re.compile(
    r"(?P<label>[^\W_][^:;!?\t–—=]{0,120}?)[ \t]+(?:[–—=-]|[-=]>|→)[ \t]+(?P<value>[^\s–—=][^–—=]*)"
)
_REMARK = re.compile(r"\([^()]*\)")
_LABEL_WORDS, _LABEL_CHARS = 9, 61  # but for a remark in brackets
_LONG_LABEL_WORDS = 14  # of one that begins as a line does, before a short value
_VALUE_CHARS = 100
_GAP = re.compile(r"[ \xa0]{2,}|[ \xa0]*\t[ \t\xa0]*|[ \xa0]*(?:\.[ ]?){4,}[ \xa0]*|[ ]?_{4,}[ ]?")
_LEADER = re.compile(r"[\t._]")
_CELL_WORDS = 6
_SURE_CELLS = 3  # as many in each row are columns also where they don't stand straight
_TERM_CHARS = 60
_INDENT = 2
_WRAPPED = 4  # lines of one label with its value, at most
_FIGURE = re.compile(r"\d")
_AMOUNT = re.compile(r"(?:[€$£¥]|[A-Z]{3})?\s?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"^[^\W\d_]+\s(?:\d+|[IVXLC]+|[A-Z])(?:\.\d+)*$")


class Kind(Enum):
    """What ties a line's value to its label."""

    LABEL = "a colon"
    COLUMN = "a place below others"
    TERM = "an indent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line without the white space around it. `indent`: how much of that stands before it."""

    body: str
    indent: int
    blank_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """
    run     number of the run of lines that it belongs to
    lines   how many lines it takes
    header  it names the columns
    """

    kind: Kind
    run: int
    lines: int = 1
    header: bool = False


def labelled_lines(lines: Sequence[Text]) -> dict[int, Labelled]:
    """By the number of their first line. O(n) in the lines' text."""
    found: dict[int, Labelled] = {}
    at = run = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and not lines[end].blank_before:
            end += 1
        for one in _runs(lines, at, end):
            found |= {
                number: Labelled(kind=kind, run=run, lines=count, header=header)
                for number, kind, count, header in one
            }
            run += 1
        at = end
    return found


def is_value(line: str) -> bool:
    """Whether it gives a figure for a label ("Deposit: 50 euros"): no heading does."""
    found = _labelled(line)
    if found is None or not _FIGURE.search(_YEAR.sub("", found["value"])):
        return False  # a title may name its years
    if found.re is _DASHED and not _AMOUNT.match(found["value"]):
        return False
    return not _NUMBERED.match(found["label"]) and len(found["value"].split()) <= _CELL_WORDS


def ties_value(line: str) -> bool:
    """Whether it gives one figure for a label, behind a colon or dots or as a row of two cells."""
    if is_value(line):
        return True
    cells = line.split(" | ")
    if len(cells) < 2:
        cells = [it.text for it in _cells(Text(body=line, indent=0, blank_before=False))]
    return len(cells) == 2 and not _FIGURE.search(cells[0]) and bool(_FIGURE.search(cells[1]))


def _labelled(line: str) -> re.Match[str] | None:
    found = _LABEL.fullmatch(line) or _DASHED.fullmatch(line)
    if found is None or found["label"].count("(") != found["label"].count(")"):
        return None
    label = _REMARK.sub("", found["label"])
    short = len(found["value"].split()) <= _CELL_WORDS
    if len(label) <= _LABEL_CHARS and len(label.split()) <= _LABEL_WORDS:
        return found if short or found.re is _LABEL else None
    begins = not line[0].islower() and len(label.split()) <= _LONG_LABEL_WORDS
    sure = found.re is _LABEL or _AMOUNT.match(found["value"])
    return found if begins and short and sure else None


_Line = tuple[int, Kind, int, bool]


def _runs(lines: Sequence[Text], start: int, end: int) -> Iterator[list[_Line]]:
    """The runs in a paragraph's lines."""
    at = start
    while at < end:
        for run in (_columns(lines, at, end), _labels(lines, at, end), _terms(lines, at, end)):
            if len(run) > 1:
                yield run
                at = run[-1][0] + run[-1][2]
                break
        else:
            at += 1


def _labels(lines: Sequence[Text], start: int, end: int) -> list[_Line]:
    run: list[_Line] = []
    told = 0  # as sentences, or behind a dash without a figure
    number = start
    while number < end:
        after = _wrapped(lines, number, end)
        found = _labelled(" ".join(line.body for line in lines[number:after]))
        if found is None or len(found["value"]) > _VALUE_CHARS:
            break
        if found.re is _DASHED:
            told += not _FIGURE.search(found["value"])
        else:
            told += ends_sentence(found["value"]) and len(found["value"].split()) > _CELL_WORDS
        run.append((number, Kind.LABEL, after - number, False))
        number = after
    return run if 2 * told < len(run) else []  # else it is running text, or what several people say


def _wrapped(lines: Sequence[Text], start: int, end: int) -> int:
    """Where the lines end that go on with the one at `start`: further in, without a label."""
    at = start + 1
    end = min(end, start + _WRAPPED)
    inside = lines[start].indent + _INDENT
    while at < end and lines[at].indent >= inside and _labelled(lines[at].body) is None:
        at += 1
    return at if at == start + 1 or _LABEL.match(lines[start].body) else min(at, start + 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    text: str
    start: int
    end: int


def _cells(line: Text) -> list[_Cell]:
    """The cells of a line with where they stand on it; none if it is no row."""
    cells: list[_Cell] = []
    at = 0
    for gap in (*_GAP.finditer(line.body), None):
        end = gap.start() if gap else len(line.body)
        cells.append(_Cell(text=line.body[at:end], start=line.indent + at, end=line.indent + end))
        at = gap.end() if gap else end
    sentences = any(cell.text.endswith((".", "!", "?")) for cell in cells[:-1])
    words = max((len(cell.text.split()) for cell in cells[1:]), default=0)
    return [] if len(cells) < 2 or sentences or words > _CELL_WORDS else cells


def _columns(lines: Sequence[Text], start: int, end: int) -> list[_Line]:
    run: list[_Line] = []
    edges: set[int] = set()
    rows: list[list[_Cell]] = []
    for number in range(start, end):
        if rows and not any(c.isalnum() for c in lines[number].body):
            continue  # a rule below the header
        cells = _cells(lines[number])
        led = bool(cells) and bool(_LEADER.search(lines[number].body[len(cells[0].text) :][:3]))
        alike = bool(rows) and len(cells) == len(rows[-1]) >= _SURE_CELLS
        if not cells or not (not rows or led or alike or _fits(cells, edges)):
            break
        edges |= {edge for cell in cells[1:] for edge in (cell.start, cell.end)}
        rows.append(cells)
        run.append((number, Kind.COLUMN, 1, False))
    if len(rows) > 1 and _names_columns(rows):
        run[0] = (run[0][0], Kind.COLUMN, 1, True)
    return run


def _fits(cells: Sequence[_Cell], edges: set[int]) -> bool:
    """Whether each cell begins or ends below one of the rows above."""
    near = (-1, 0, 1)
    return all(
        any(edge + step in edges for edge in (cell.start, cell.end) for step in near)
        for cell in cells[1:]
    )


def _names_columns(rows: Sequence[Sequence[_Cell]]) -> bool:
    figures = [any(_FIGURE.search(cell.text) for cell in row[1:]) for row in rows]
    return not figures[0] and 2 * sum(figures[1:]) > len(rows) - 1


def _terms(lines: Sequence[Text], start: int, end: int) -> list[_Line]:
    run: list[_Line] = []
    at = start
    while at + 1 < end:
        term = lines[at]
        inside = at + 1
        while inside < end and lines[inside].indent >= term.indent + _INDENT:
            inside += 1
        is_term = len(term.body) <= _TERM_CHARS and not ends_sentence(term.body)
        if inside == at + 1 or not is_term or term.indent != lines[start].indent:
            break
        run.append((at, Kind.TERM, inside - at, False))
        at = inside
    return run
