"""Which lines of a PDF are headings, and of what level.

A heading is larger than the body, or bold where the body isn't, and has no end of a sentence; or
the file's own bookmarks name it. What always holds: levels are 1 to 6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from corpus.document import BlockKind
from corpus.formats.pdf.flow import Draft
from corpus.formats.pdf.layout import Layout, cells_of
from corpus.formats.pdf.lines import BULLET, Line

MAX_WORDS = 16
MAX_LINES = 4
MAX_LEVEL = 6

_NO_HEADING = re.compile(r"[.;,…][\"'”’)\]]*$|^[\W\d_]+$")
_CAPTION = re.compile(
    r"^(?:table|figure|fig|listing|exhibit|tabelle|abbildung|tableau|tabla|figura)\b\.? *[\dA-Z]+"
    r"(?:[-.][\dA-Z]+)*(?:[.:]? |[.:]?$)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?:(?:chapter|appendix|part) )?(?:\d+|[A-Z])(?:\.\d+)*[.):]? ", re.IGNORECASE
)


def heading_at(
    lines: Sequence[Line], at: int, layout: Layout, named: Set[str]
) -> tuple[Line, ...] | None:
    """The lines from `at` on that look like one heading; `named`: its page's bookmarks, folded.

    A bold line of the body's size may as well be the last of a paragraph: see `is_larger`.
    """
    first = lines[at]
    if not first.upright or first.mono:
        return None
    run = [first]
    for line in lines[at + 1 : at + MAX_LINES]:
        same = line.size == first.size and line.bold == first.bold and line.upright
        if not same or not 0 < line.baseline - run[-1].baseline < 1.6 * line.size:
            break
        run.append(line)
    for length in range(len(run), 0, -1):
        if not named.isdisjoint(_names(run[:length])):
            return tuple(run[:length])
    bold = first.bold and not layout.all_bold and first.size >= 0.95 * layout.body
    text = " ".join(line.text for line in run)
    if not (is_larger(first, layout) or bold) or len(text.split()) > MAX_WORDS:
        return None
    if _NO_HEADING.search(text) or _CAPTION.match(text) or sum(map(str.isalpha, text)) < 2:
        return None
    if BULLET.fullmatch(first.words[0].text) or any(len(cells_of(line)) > 1 for line in run):
        return None
    return tuple(run)


def is_larger(line: Line, layout: Layout) -> bool:
    return line.size >= 1.12 * layout.body


def folded(text: str) -> str:
    """Letters and digits only: bookmarks and headings differ in spaces, marks and case."""
    return "".join(filter(str.isalnum, text)).casefold()


def unnumbered(text: str) -> str:
    """A heading's text without the number before it."""
    return _NUMBERED.sub("", text)


def style_of(line: Line) -> tuple[float, bool]:
    """What headings of one level share."""
    return round(2 * line.size) / 2, line.bold


def set_levels(drafts: Sequence[Draft], marked: Mapping[tuple[int, str], int]) -> None:
    """Sets levels: a bookmark's where there is one (`marked`: by page and folded title), else that
    of bookmarked headings of the same style, else one below the next larger style's."""
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    votes: dict[tuple[float, bool], list[int]] = {}
    for draft in headings:
        page = draft.lines[0].page
        level = max(marked.get((page, name), 0) for name in _names(draft.lines))
        draft.level = min(level, MAX_LEVEL)
        if level:
            votes.setdefault(draft.style, []).append(draft.level)
    levels: dict[tuple[float, bool], int] = {}
    level = 0
    for style in sorted({draft.style for draft in headings}, reverse=True):
        found = votes.get(style)
        level = max(set(found), key=found.count) if found else min(level + 1, MAX_LEVEL)
        levels[style] = level
    for draft in headings:
        draft.level = draft.level or levels[draft.style]


def _names(lines: Sequence[Line]) -> tuple[str, str]:
    """What a bookmark to these lines may be called: their text, or that without its number."""
    text = " ".join(line.text for line in lines)
    return folded(text), folded(unnumbered(text))
