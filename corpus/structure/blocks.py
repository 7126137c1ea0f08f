"""Blocks of text without markup, found by blank lines, bullets, line lengths and capitals, and by
what ties values to labels (``corpus.structure.labels``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Span
from corpus.figures.reach import tells_contact
from corpus.structure.labels import Kind, Labelled, Text, is_value, labelled_lines
from corpus.structure.lines import ends_sentence, is_boilerplate

MAX_HEADING_CHARS = 100
MAX_HEADING_WORDS = 14

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_NEWLINE = re.compile(r"\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(
    r"(?:[•‣⁃◦▪▫●○■□‧∙·*\u2013\u2014-]|\(?\d{1,3}[.)]|\([a-zA-Z]\)|[a-zA-Z]\))[ \t\xa0]+(?=\S)"
)
_RULE = re.compile(r"^[\s|:=*_~#\u2013\u2014+-]+$")
_BYLINE = re.compile(r"^(?:by|written by|author:|posted by)\s+[^\W\d_]", re.IGNORECASE)


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of text without markup. O(n) in its length."""
    return tuple(_with_headings(text, _gathered(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line without the white space around it, `body`, and where that stands.

    number        of the line, from 1
    indent        characters of white space before it
    blank_before  whether there is an empty line before it
    """

    body: str
    start: int
    number: int
    indent: int
    blank_before: bool

    @property
    def end(self) -> int:
        return self.start + len(self.body)


def _lines(text: str) -> Iterator[_Line]:
    number = 1
    end = 0
    for found in _LINE.finditer(text):
        breaks = len(_NEWLINE.findall(text, end, found.start()))
        number += breaks
        end = found.end()
        indent = len(found[0]) - len(found[0].lstrip())
        yield _Line(
            body=found[0].strip(),
            start=found.start() + indent,
            number=number,
            indent=indent,
            blank_before=breaks > 1,
        )


@dataclass(slots=True)
class _Open:
    """A block that is still being gathered, line by line."""

    kind: BlockKind
    start: int
    line: _Line  # its first one
    end: int
    level: int = 0
    group: int = -1


def _gathered(text: str) -> list[Block]:
    lines = list(_lines(text))
    longest = max((len(line.body) for line in lines), default=0)
    gathering = _Gathering(text, longest)
    texts = [
        Text(body=line.body, indent=line.indent, blank_before=line.blank_before) for line in lines
    ]
    labelled = labelled_lines(texts)
    at = 0
    while at < len(lines):
        found = labelled.get(at)
        if found is None or gathering.is_marked(lines[at]):
            gathering.take(lines[at])
            at += 1
        else:
            gathering.take_labelled(lines[at : at + found.lines], found)
            at += found.lines
    gathering.close()
    return gathering.blocks


class _Gathering:
    """Blocks while they are gathered, without headings; `longest` is the longest line's length."""

    def __init__(self, text: str, longest: int) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._longest = longest
        self._open: _Open | None = None
        self._group = -1
        self._indents: list[int] = []  # of the open list's levels, outermost first
        self._run = -1  # of the last labelled line
        self._header = False  # the open block names the columns of a table

    @staticmethod
    def is_marked(line: _Line) -> bool:
        """Whether it has a mark that says more than what ties it to a label."""
        return line.body.startswith("|") or bool(_BULLET.match(line.body))

    def take_labelled(self, lines: list[_Line], labelled: Labelled) -> None:
        """A line with its label, or several that belong to one label."""
        self.close()
        self._indents = []
        if labelled.run != self._run:
            self._group += 1
            self._run = labelled.run
        row = labelled.kind is Kind.COLUMN
        kind, level = (BlockKind.ROW, 0) if row else (BlockKind.ITEM, 1)
        first, last = lines[0], lines[-1]
        self._open = _Open(kind, first.start, first, last.end, level=level, group=self._group)
        self._header = labelled.header

    def take(self, line: _Line) -> None:
        bullet = _BULLET.match(line.body)
        if not line.body or _RULE.match(line.body):
            self.close()
        elif line.body.startswith("|") and line.body.endswith("|") and line.body.count("|") > 2:
            self._row(line)
        elif bullet and len(line.body) > bullet.end():
            self._item(line, bullet.end())
        elif self._open and not line.blank_before and self._continues(self._open, line):
            self._open.end = line.end
        else:
            self.close()
            self._indents = []
            self._open = _Open(BlockKind.PARAGRAPH, line.start, line, line.end)

    def close(self) -> None:
        """Ends the open block."""
        if self._open is not None:
            self.blocks.append(
                Block(
                    kind=self._open.kind,
                    span=Span(start=self._open.start, end=self._open.end),
                    level=self._open.level,
                    group=self._open.group,
                    header=self._header,
                    line=self._open.line.number,
                )
            )
        self._open = None
        self._header = False

    def _row(self, line: _Line) -> None:
        in_table = self._open is not None and self._open.kind is BlockKind.ROW
        self.close()
        if not in_table or line.blank_before:
            self._group += 1
        self._open = _Open(BlockKind.ROW, line.start, line, line.end, group=self._group)

    def _item(self, line: _Line, marker: int) -> None:
        """`marker`: how many characters its bullet or number and the space after it take."""
        in_list = self._open is not None and self._open.kind is BlockKind.ITEM
        self.close()
        if not (in_list or (self._indents and not line.blank_before)):
            self._indents = []
            self._group += 1
        while self._indents and line.indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or line.indent > self._indents[-1]:
            self._indents.append(line.indent)
        self._open = _Open(
            BlockKind.ITEM,
            line.start + marker,
            line,
            line.end,
            level=len(self._indents),
            group=self._group,
        )

    def _continues(self, block: _Open, line: _Line) -> bool:
        """Does a line go on with the block above it, or start one of its own?

        Hard-wrapped text (no line above about 100 characters) goes on where the line above is
        nearly full; in text with one paragraph a line, only a small letter goes on.
        """
        if block.kind is BlockKind.ROW:
            return False
        above = self._text[max(block.start, block.end - 200) : block.end].splitlines()[-1]
        wrapped = self._longest <= 110
        if block.kind is BlockKind.ITEM and line.indent > block.line.indent and wrapped:
            return True
        if line.body[0].islower() and not ends_sentence(above):
            return True
        return wrapped and len(above) >= 0.6 * self._longest and len(above) >= 45


def _with_headings(text: str, blocks: list[Block]) -> Iterator[Block]:
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            yield block
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        further = blocks[number + 2 : number + 3]
        if _is_heading(block.span.of(text), after, text, further, first=number == 0):
            level = 1 if number == 0 else 2
            yield Block(kind=BlockKind.HEADING, span=block.span, level=level, line=block.line)
        else:
            yield block


def _is_heading(
    line: str, after: Block | None, text: str, further: list[Block], *, first: bool
) -> bool:
    words = line.split()
    long = len(line) > MAX_HEADING_CHARS or len(words) > MAX_HEADING_WORDS
    if after is None or long or _gives_value(line, after.span.of(text), first=first):
        return False
    if "\n" in line or _BYLINE.match(line) or is_boilerplate(line) or not line[0].isalnum():
        return False
    follows = after.span.of(text)
    if line.endswith(":"):
        # "Goals:" before a list introduces it; before a paragraph it heads it.
        return after.kind is BlockKind.PARAGRAPH and len(words) <= 3 and len(follows) > len(line)
    if line.endswith("?"):
        return after.kind is not BlockKind.PARAGRAPH or len(follows) >= 20
    if ends_sentence(line) or line[0].islower() or ". " in line:
        return False
    if line.isupper() and len(words) > 1 and not text.isupper():
        return True
    if after.kind is not BlockKind.PARAGRAPH or len(follows) >= 60 or ends_sentence(follows):
        return True
    # A heading under a heading: "Fees" / "Who pays" / "You pay the fee when ...".
    return bool(further) and len(further[0].span) >= 60 and not follows[0].islower()


def _gives_value(line: str, follows: str, *, first: bool) -> bool:
    """Is it a label with a figure, or a contact? Above a text a first line may yet be its title."""
    if first:
        return is_value(line) and is_value(follows.splitlines()[0])
    return is_value(line) or tells_contact(line)
