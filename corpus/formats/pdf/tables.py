"""Tables of a PDF: lines whose cells stand under each other, over page breaks and past footnotes.

What always holds: a table has three rows or more with as many cells, or two of which one has
figures behind its name; a line that is no row stays in its place, but for footnotes between two
parts of a table, which come after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from corpus.formats.header import is_number
from corpus.formats.pdf.grid import grown
from corpus.formats.pdf.grid_row import GridRow
from corpus.formats.pdf.layout import cells_of
from corpus.formats.pdf.lines import MARK, Line
from corpus.formats.pdf.words import Word

_LEAST_ROWS = 3
_FEW_ROWS = 2  # of figures behind a name, or one below names of columns
_FEW_COLUMNS = 2
_MAX_FEET = 8  # lines at the foot of a page that a table may go on past
_SMALL = 0.92  # of the body's size: footnotes
_FAR = 2.5  # of the size: what stands so far below a table is no part of it
_NOTE = re.compile(r"[*†‡§¹²³⁰-⁹ᵃ-ᶻ]|\(?\d{1,2}[).]?\s|\(?[a-z]\)")
_CONTINUED = re.compile(
    r"\b(?:continued|cont['’.]?d?|fortsetzung|suite|continuaci[oó]n|continuaç[aã]o|contin[uú]a"
    r"|segue|seguito|vervolg|ci[aą]g dalszy|pokračov[aá]n[ií])\b",
    re.IGNORECASE,
)

_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"[-+−–(]?[$€£¥]?\d|[–—-]$")

Cells = tuple[tuple[float, float], ...]  # left and right of each


@dataclass(frozen=True, slots=True)
class Tables:
    """By `id()`: the lines that begin a row, with their table's number; those that are headers; and
    what is known of rows that are more than a line."""

    rows: dict[int, int] = field(default_factory=dict)
    headers: set[int] = field(default_factory=set)
    grid: dict[int, GridRow] = field(default_factory=dict)


def rejoined(pages: Sequence[Sequence[Line]], *, body: float) -> list[list[Line]]:
    """The pages with what stands between two parts of a table behind the second; `body` is the
    usual size."""
    found = [list(lines) for lines in pages]
    for above, below in pairwise(found):
        end = _above_feet(above, body)
        start = 1 if below and _CONTINUED.search(below[0].text) else 0
        rows = _rows_on(above[:end], below[start:])
        if rows and (start or end < len(above)):
            feet = above[end:]
            del above[end:]
            below[:] = [*below[start : start + rows], *below[:start], *feet, *below[start + rows :]]
    return found


def _above_feet(lines: Sequence[Line], body: float) -> int:
    """Where the notes at a page's foot begin that follow a line of cells."""
    at = next((n for n in range(len(lines), 0, -1) if len(_cells(lines[n - 1])) > 1), 0)
    feet = lines[at:]
    if not at or len(feet) > _MAX_FEET:
        return len(lines)
    far = bool(feet) and feet[0].baseline - lines[at - 1].baseline > _FAR * feet[0].size
    small = all(line.size < _SMALL * body for line in feet)
    noted = bool(feet) and bool(_NOTE.match(feet[0].text) or _CONTINUED.search(feet[0].text))
    return at if far or small or noted else len(lines)


def _rows_on(above: Sequence[Line], below: Sequence[Line]) -> int:
    """How many lines go on with the table that ends the lines above."""
    if not above:
        return 0
    last, count = above[-1], 0
    for line in below:
        if not _same_columns(last, line):
            break
        last, count = line, count + 1
    short = len(above) < 2 or not _same_columns(above[-2], above[-1])
    return 0 if short and count < 2 else count


def tables_of(pages: Sequence[Sequence[Line]]) -> Tables:
    """The tables of all pages: three or more lines in a row with as many cells, which start, end or
    lie at the same places."""
    lines = list(chain.from_iterable(pages))
    found = Tables()
    done = 0
    seeds = [*_seeds(lines)]
    for number, (begin, end) in enumerate(seeds, start=1):
        start = max(begin, done)
        if start >= end:
            continue
        if end - begin == _FEW_ROWS and _is_reached(lines, begin, seeds[number : number + 1], done):
            continue  # more rows tell better how far apart they are
        rows = grown(lines, start, end, range(done, len(lines)))
        for row in rows:
            found.rows[id(row.lines[0])] = number
            found.grid[id(row.lines[0])] = row
            if row.header:
                found.headers.add(id(row.lines[0]))
        done = max(end, _after(lines, rows, end))
        if rows:
            continue
        found.rows.update((id(line), number) for line in lines[start:end])
        if _has_header(lines[start:end]):
            found.headers.add(id(lines[start]))
    return found


def _is_reached(
    lines: Sequence[Line], at: int, following: Sequence[tuple[int, int]], done: int
) -> bool:
    """Does the line at `at` belong to the table that those which follow, if any, begin?"""
    rows = [row for seed in following for row in grown(lines, *seed, range(done, len(lines)))]
    return any(line is lines[at] for row in rows for line in row.lines)


def _after(lines: Sequence[Line], rows: Sequence[GridRow], end: int) -> int:
    """Where the lines begin that follow the rows, from `end` on."""
    last = rows[-1].lines[-1] if rows else lines[end - 1]
    return next((at + 1 for at in range(end - 1, len(lines)) if lines[at] is last), end)


def _seeds(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where rows with as many cells begin and end, that are a table by themselves."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and _same_columns(lines[at - 1], lines[at]):
            continue
        run = lines[start:at]
        if _is_table(run, lines[at] if at < len(lines) else None):
            first = start
            for part in _parts(run):
                yield first, first + len(part)
                first += len(part)
        start = at


def _is_table(run: Sequence[Line], after: Line | None) -> bool:
    cells = _cells(run[0])
    if len(run) == _FEW_ROWS:
        return _are_few(*run)
    if len(run) < _LEAST_ROWS or len(cells) < 2:
        return False
    # Two columns may also be items and their marks, or terms and what they mean.
    marks = all(MARK.fullmatch(line.words[0].text) for line in run)
    goes_on = after is not None and abs(after.left - cells[1][0]) < after.size
    return len(cells) > 2 or not (marks or goes_on)


def _are_few(one: Line, other: Line) -> bool:
    """Are these two a table: rows of figures behind their names, or names of columns over such a
    row?"""
    above, below = ([_text(cell) for cell in cells_of(line)] for line in (one, other))
    figures, alone = [*map(is_number, below[1:])], len(below) == _FEW_COLUMNS
    if any(MARK.fullmatch(row[0]) or is_number(row[0]) for row in (above, below) if alone):
        return False
    if all(map(is_number, above[1:])):
        return all(figures)
    if one.bold and not other.bold:
        return any(figures)
    return all(figures) and not alone and not _DIGIT.search(one.text)


def _parts(run: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The rows up to each page that repeats the first of them: that is a header, near its rows."""
    start = 0
    for at in range(1, len(run)):
        if run[at].page != run[at - 1].page and run[at].text == run[0].text:
            yield run[start:at]
            start = at
    yield run[start:]


def _has_header(rows: Sequence[Line]) -> bool:
    """Does the first row name the columns? It does if it alone is bold, or has words where all rows
    below have numbers."""
    first, below = rows[0], rows[1:]
    if not below:
        return False
    if first.bold and not any(line.bold for line in below):
        return True
    words = [[_text(cell) for cell in cells_of(line)] for line in rows]
    if any(map(is_number, words[0])) or (len(words[0]) == 2 and _DIGIT.search(first.text)):
        return False
    # "Address, Telephone, Rooms" with what they are is a list of labels, as far as it is short.
    enough = len(below) >= (_LEAST_ROWS if len(words[0]) == 2 else 1)
    columns = zip(*words[1:], strict=True)
    return enough and any(all(map(is_number, column)) for column in columns)


def _text(cell: Sequence[Word]) -> str:
    return " ".join(word.text for word in cell)


def _cells(line: Line) -> Cells:
    if not line.upright:
        return ()
    return tuple((cell[0].box[0], cell[-1].box[2]) for cell in cells_of(line))


def _same_columns(one: Line, other: Line) -> bool:
    """Do the cells of two lines lie under each other? On another page all may be shifted."""
    above, below = _cells(one), _cells(other)
    if not len(above) == len(below) > 1 or one.turn != other.turn or one.column != other.column:
        return False
    shift = above[0][0] - below[0][0] if one.page != other.page else 0.0
    # Of two, words that only end at one place are no column, as at the margin.
    named = _ends_in_figures(one) or (one.bold and not other.bold)
    lefts_only = len(above) == _FEW_COLUMNS and not (named and _ends_in_figures(other))
    return all(
        abs(a[0] - left - shift) <= other.size
        or (not lefts_only and _aligned(a, (left + shift, right + shift), other.size))
        for a, (left, right) in zip(above, below, strict=True)
    )


def _ends_in_figures(line: Line) -> bool:
    return bool(_FIGURES.match(cells_of(line)[-1][0].text))


def _aligned(one: tuple[float, float], other: tuple[float, float], near: float) -> bool:
    (left, right), (from_, to) = one, other
    middles = abs(left + right - from_ - to) / 2
    return min(abs(left - from_), abs(right - to), middles) <= near
