"""A document's text as HTML, from its blocks, with the asked places marked.

What always holds: the article's text is the document's text, character for character and in order
(the white space and bullets between blocks too); every mark has an id of its own, the first one of
the n-th asked place is ``qn``, its further ones ``qn-2`` and so on; it works without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup

from corpus.document import Block, BlockKind, Document, Span
from ui.html import element, join, text
from ui.messages import Catalogue

# White space that HTML lets stand between the items of a list or the rows of a table.
_HTML_SPACE = " \t\n\r\f"
_DEEPEST = 6  # heading that HTML has
_ORDERED = re.compile(r"\s*\(?(?:\d{1,4}|[A-Za-z]|[ivxIVX]{1,6})[.)]\s*")
# How the cells of a row stand apart in a document's text.
_CELL = re.compile(r"[ ]*\t[ ]*|[ ]*(?<!\S)\|(?!\S)[ ]*")

Piece = tuple[Span, Block]  # what lies before a block, and the block


@dataclass(slots=True)
class _Marks:
    """Cuts the text at the asked places and hands out the marks' ids in document order."""

    document: Document
    spans: tuple[Span, ...]
    words: Catalogue | None = None  # in which to step from one to the next; None: no steps
    used: dict[int, int] = field(default_factory=dict)

    def slice(self, span: Span) -> Markup:
        """The text of a span with the asked places in it marked, nested where they overlap."""
        near = [(n, it) for n, it in enumerate(self.spans, start=1) if it.overlaps(span)]
        cuts = {span.start, span.end}
        for _, it in near:
            cuts |= {max(it.start, span.start), min(it.end, span.end)}
        edges = sorted(cuts)
        pieces: list[Markup] = []
        for start, end in pairwise(edges):
            piece = text(self.document.text[start:end])
            over = [n for n, it in near if it.start <= start and end <= it.end]
            identities = [self._next(n) for n in over]
            for identity in reversed(identities):
                focusable = "-1" if identity == "q1" else None
                piece = element("mark", piece, id=identity, tabindex=focusable)
            pieces.append(piece)
            pieces += [self._steps(n) for n, it in near if n in over and it.end == end]
        return join(pieces)

    def _steps(self, n: int) -> Markup:
        """Links from the end of a place to those around it in the text. Their arrows are drawn by
        the style sheet: the text stays the document's."""
        if self.words is None or len(self.spans) == 1:
            return Markup("")
        order = sorted(range(1, len(self.spans) + 1), key=lambda it: self.spans[it - 1])
        at = order.index(n)
        around = (
            ("previous", self.words.previous_mark, order[at - 1] if at else None),
            ("next", self.words.next_mark, order[at + 1] if at + 1 < len(order) else None),
        )
        return element(
            "span",
            *(
                element("a", href=f"#q{to}", aria_label=label, class_=f"step {way}")
                for way, label, to in around
                if to is not None
            ),
            class_="steps",
        )

    def _next(self, n: int) -> str:
        self.used[n] = self.used.get(n, 0) + 1
        return f"q{n}" if self.used[n] == 1 else f"q{n}-{self.used[n]}"

    def between(self, span: Span) -> Markup:
        """What lies between blocks: white space as it is, anything else set apart."""
        if self.is_space(span):
            return text(span.of(self.document.text))
        return element("span", self.slice(span), class_="gap")

    def is_space(self, span: Span) -> bool:
        return not span.of(self.document.text).strip(_HTML_SPACE)


def article_html(
    document: Document,
    spans: tuple[Span, ...] = (),
    *,
    top: int = 1,
    words: Catalogue | None = None,
) -> Markup:
    """The text by blocks, marked. Its text content is `document.text`.

    `top` is the heading level that the document's title has on the page; `words` those of links
    between several marks.
    """
    marks = _Marks(document=document, spans=spans, words=words)
    parts: list[Markup] = []
    depths = heading_depths(document)
    heading = 0
    end = 0
    for run in _runs(document.blocks):
        pieces: list[Piece] = []
        for block in run:
            pieces.append((Span(start=end, end=block.span.start), block))
            end = block.span.end
        first = run[0]
        if first.kind is BlockKind.ITEM:
            parts.append(_list(pieces, marks))
        elif first.kind is BlockKind.ROW:
            parts.append(_table(pieces, marks))
        else:
            (before, block), *_ = pieces
            parts.append(marks.between(before))
            if block.kind is BlockKind.HEADING:
                heading += 1
                level = min(top + depths[heading - 1], _DEEPEST)
                parts.append(element(f"h{level}", marks.slice(block.span), id=f"h-{heading}"))
            elif block.kind is BlockKind.CODE:
                parts.append(element("pre", marks.slice(block.span)))
            else:
                parts.append(element("p", marks.slice(block.span)))
    parts.append(marks.between(Span(start=end, end=len(document.text))))
    return join(parts)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Neighbouring items of one list and rows of one table together, other blocks alone."""
    run: list[Block] = []
    for block in blocks:
        grouped = block.kind in (BlockKind.ITEM, BlockKind.ROW)
        if run and not (grouped and (block.kind, block.group) == (run[-1].kind, run[-1].group)):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def heading_depths(document: Document) -> tuple[int, ...]:
    """How deep each heading lies below the page's title, in order: 0 for the title itself.

    By what it lies in, not by its own level: where a document goes from # to ###, a page that
    skipped a level too would seem to have lost something.
    """
    depths: list[int] = []
    open_levels: list[int] = []
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        # A text that opens with its title brings the page's title along; else the head shows it.
        if not depths and opens_with_title(document):
            depths.append(0)
            continue
        while open_levels and open_levels[-1] >= block.level:
            open_levels.pop()
        open_levels.append(block.level)
        depths.append(len(open_levels))
    return tuple(depths)


def opens_with_title(document: Document) -> bool:
    """Is the title the text's first heading?"""
    first = document.blocks[0] if document.blocks else None
    return (
        first is not None
        and first.kind is BlockKind.HEADING
        and first.span.of(document.text).strip() == document.title.strip()
    )


def _list(pieces: Sequence[Piece], marks: _Marks) -> Markup:
    """A list; items deeper than the one before them form a list inside it."""
    children: list[Markup] = []
    at = 0
    while at < len(pieces):
        before, block = pieces[at]
        after = at + 1
        while after < len(pieces) and pieces[after][1].level > block.level:
            after += 1
        # A bullet or number that the text has is shown as it is; else the style sheet adds one.
        own = not marks.is_space(before)
        if not own:
            children.append(marks.between(before))
        children.append(
            element(
                "li",
                element("span", marks.slice(before), class_="bullet") if own else None,
                marks.slice(block.span),
                _list(pieces[at + 1 : after], marks) if after > at + 1 else None,
                class_="own" if own else None,
            )
        )
        at = after
    first = pieces[0][0].of(marks.document.text)
    return element("ol" if _ORDERED.fullmatch(first) else "ul", *children, role="list")


def _table(pieces: Sequence[Piece], marks: _Marks) -> Markup:
    """A table; its first rows are its head where they are header rows."""
    head = 0
    while head < len(pieces) and pieces[head][1].header:
        head += 1
    parts = [
        element(name, *(_row(before, block, marks) for before, block in rows))
        for name, rows in (("thead", pieces[:head]), ("tbody", pieces[head:]))
        if rows
    ]
    table = element("table", *parts)
    # Wide tables scroll by themselves, from the keyboard too.
    return element("div", table, class_="table", tabindex="0", role="group")


def _row(before: Span, block: Block, marks: _Marks) -> Markup:
    """A row's cells; what parts them stays in the text, out of sight."""
    cells: list[Markup] = []
    start = block.span.start
    name, scope = ("th", "col") if block.header else ("td", None)
    lead = None if marks.is_space(before) else marks.between(before)
    for found in _CELL.finditer(marks.document.text, block.span.start, block.span.end):
        content = marks.slice(Span(start=start, end=found.start()))
        parting = element("span", text(found.group()), class_="parting")
        cells.append(element(name, lead, content, parting, scope=scope))
        start, lead = found.end(), None
    last = marks.slice(Span(start=start, end=block.span.end))
    cells.append(element(name, lead, last, scope=scope))
    space = marks.between(before) if marks.is_space(before) else None
    return join((space, element("tr", *cells)))
