"""Where a text's headings, paragraphs, lists and sentences stand, all as spans.

Plain text has no markup, so its blocks are read from blank lines, bullets, line lengths and
capital letters (`plain_blocks`); formats with markup bring their own blocks. Everything after that
is the same for all formats: section paths, lists with their lead-in, sentences.

What always holds: nothing here changes or copies text; spans are ordered and inside the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import sentencex

from corpus.document import Block, BlockKind, Document, Span

MAX_HEADING_CHARS = 100
MAX_HEADING_WORDS = 14
MAX_LEAD_IN_CHARS = 300

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_NEWLINE = re.compile(r"\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(
    r"(?:[•‣⁃◦▪▫●○■□‧∙·*\u2013\u2014-]|\(?\d{1,3}[.)]|\([a-zA-Z]\)|[a-zA-Z]\))[ \t\xa0]+(?=\S)"
)
_RULE = re.compile(r"^[\s|:=*_~#\u2013\u2014+-]+$")
_BYLINE = re.compile(r"^(?:by|written by|author:|posted by)\s+[^\W\d_]", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?;,…][\"'”’)\]]*$")

# A sentence that runs into the next: "services" + "The strategy". Only words that open sentences
# count, so that names such as "eBenefits" and "HealtheVet" stay whole.
_OPENERS = (
    "The|This|These|Those|There|They|Then|That|It|Its|In|If|For|From|We|You|To|An|As|At|On|Our|Your"
    "|He|She|His|Her|But|And|However|All|No|When|Where|While|Who|How|What|Why|Please|See|With|By"
    "|Some|Many|Most|Each|Every|After|Before|During|Also|Although|Because|Learn|Find|Read|Under"
)
_GLUED = re.compile(rf"(?<=[a-z]{{2}})(?=(?:{_OPENERS})[\s,])")
_NO_SPACE = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]*[\s,’'])")

# What page templates print around a text. A unit like this may be quoted, but doesn't lead.
_BOILERPLATE = re.compile(
    r"^(?:(?:scroll|back|return|jump|go) (?:back )?to (?:the )?(?:top|main|content)|skip to |"
    r"(?:e-?mail|contact|follow) (?:us|me|[A-Z][a-z]+)$|"
    r"(?:share|print|e-?mail|tweet|pin)(?: this)?\b.{0,20}$|"
    r"actions: |subscribe\b|sign up for (?:our|the) |click on the rss|"
    r"(?:previous|next|home|menu|search|close|more|learn more|read more|see also|related)$|"
    r"all rights reserved|copyright|©|cookie|advertisement|page last (?:updated|reviewed)|"
    r"last updated|(?:list|grid) view$|vídeo: |tags?: )|\|\s*permalink|\brss (?:feed|reader)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroup:
    """A list or table: `span` runs from the lead-in (if any) to the end of the last item.

    items     block numbers of its items or rows, in order
    lead_in   what introduces it ("The strategy identifies five key goals:"), else None
    """

    span: Span
    items: tuple[int, ...]
    lead_in: Span | None
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The least that can be quoted: a sentence, an item's sentence, or a table row."""

    span: Span
    block: int
    boilerplate: bool


# --- plain text -------------------------------------------------------------------------------


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Reads blocks from text without markup. O(n) in its length."""
    return tuple(_with_headings(text, list(_gather(text))))


@dataclass(slots=True)
class _Open:
    """A block that is still being gathered, line by line."""

    kind: BlockKind
    start: int
    end: int
    line: int
    indent: int
    level: int = 0
    group: int = -1

    def close(self) -> Block:
        return Block(
            kind=self.kind,
            span=Span(start=self.start, end=self.end),
            level=self.level,
            group=self.group,
            line=self.line,
        )


def _gather(text: str) -> Iterator[Block]:
    lines = [(m.start(), m.group()) for m in _LINE.finditer(text)]
    longest = max((len(body.strip()) for _, body in lines), default=0)
    group = -1
    indents: list[int] = []  # indents of the open list's levels, outermost first
    current: _Open | None = None
    previous_end = 0
    line_number = 1
    counted_to = 0
    for start, body in lines:
        line_number += _newlines(text, counted_to, start)
        counted_to = start
        stripped = body.strip()
        blank_before = _newlines(text, previous_end, start) > 1
        previous_end = start + len(body)
        if not stripped or _RULE.match(stripped):
            if current:
                yield current.close()
                current = None
            continue
        indent = len(body) - len(body.lstrip())
        first = start + indent
        last = first + len(stripped)
        bullet = _BULLET.match(stripped)
        if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2:
            if current:
                yield current.close()
            if current is None or current.kind is not BlockKind.ROW or blank_before:
                group += 1
            current = _Open(BlockKind.ROW, first, last, line_number, indent, group=group)
            continue
        if bullet and (len(stripped) > bullet.end()):
            in_list = current is not None and current.kind is BlockKind.ITEM
            if current:
                yield current.close()
            if not (in_list or (indents and not blank_before)):
                indents = []
                group += 1
            while indents and indent < indents[-1]:
                indents.pop()
            if not indents or indent > indents[-1]:
                indents.append(indent)
            current = _Open(
                BlockKind.ITEM,
                first + bullet.end(),
                last,
                line_number,
                indent,
                level=len(indents),
                group=group,
            )
            continue
        if current and not blank_before and _continues(text, current, stripped, indent, longest):
            current.end = last
            continue
        if current:
            yield current.close()
        indents = []
        current = _Open(BlockKind.PARAGRAPH, first, last, line_number, indent)
    if current:
        yield current.close()


def _newlines(text: str, start: int, end: int) -> int:
    return len(_NEWLINE.findall(text, start, end))


def _continues(text: str, current: _Open, line: str, indent: int, longest: int) -> bool:
    """Does a line go on with the block above it, or start one of its own?

    Hard-wrapped text (no line above about 100 characters) goes on where the line above is nearly
    full; in text with one paragraph a line, only a small letter goes on.
    """
    if current.kind is BlockKind.ROW:
        return False
    above = text[max(current.start, current.end - 200) : current.end].splitlines()[-1]
    if current.kind is BlockKind.ITEM and indent > current.indent and longest <= 110:
        return True
    if line[0].islower() and not _ENDS_SENTENCE.search(above):
        return True
    return longest <= 110 and len(above) >= 0.6 * longest and len(above) >= 45


def _with_headings(text: str, blocks: list[Block]) -> Iterator[Block]:
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            yield block
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if _is_heading(block.span.of(text), after, text, blocks[number + 2 : number + 3]):
            level = 1 if number == 0 else 2
            yield Block(kind=BlockKind.HEADING, span=block.span, level=level, line=block.line)
        else:
            yield block


def _is_heading(line: str, after: Block | None, text: str, further: list[Block]) -> bool:
    words = line.split()
    if after is None or len(line) > MAX_HEADING_CHARS or len(words) > MAX_HEADING_WORDS:
        return False
    if "\n" in line or _BYLINE.match(line) or _BOILERPLATE.search(line) or not line[0].isalnum():
        return False
    follows = after.span.of(text)
    if line.endswith(":"):
        # "Goals:" before a list introduces it; before a paragraph it heads it.
        return after.kind is BlockKind.PARAGRAPH and len(words) <= 3 and len(follows) > len(line)
    if line.endswith("?"):
        return after.kind is not BlockKind.PARAGRAPH or len(follows) >= 20
    if _ENDS_SENTENCE.search(line) or line[0].islower() or ". " in line:
        return False
    if line.isupper() and len(words) > 1 and not text.isupper():
        return True
    if (
        after.kind is not BlockKind.PARAGRAPH
        or len(follows) >= 60
        or _ENDS_SENTENCE.search(follows)
    ):
        return True
    # A heading under a heading: "Fees" / "Who pays" / "You pay the fee when ...".
    return bool(further) and len(further[0].span) >= 60 and not follows[0].islower()


# --- every format -----------------------------------------------------------------------------


def section_paths(document: Document) -> tuple[tuple[str, ...], ...]:
    """For each block the headings above it, outermost first, without the document's title."""
    title = fold(document.title)
    paths: list[tuple[str, ...]] = []
    stack: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            while stack and stack[-1][0] >= block.level:
                stack.pop()
            paths.append(tuple(name for _, name in stack))
            name = " ".join(block.span.of(document.text).split())
            if fold(name) != title:
                stack.append((block.level, name))
        else:
            paths.append(tuple(name for _, name in stack))
    return tuple(paths)


def list_groups(document: Document) -> tuple[ListGroup, ...]:
    """Every list and table with what introduces it."""
    members: dict[int, list[int]] = {}
    for number, block in enumerate(document.blocks):
        if block.group >= 0:
            members.setdefault(block.group, []).append(number)
    groups = []
    for items in members.values():
        lead_in = _lead_in(document, items[0])
        blocks = document.blocks
        start = lead_in.start if lead_in else blocks[items[0]].span.start
        groups.append(
            ListGroup(
                span=Span(start=start, end=blocks[items[-1]].span.end),
                items=tuple(items),
                lead_in=lead_in,
                kind=blocks[items[0]].kind,
            )
        )
    return tuple(groups)


def _lead_in(document: Document, first_item: int) -> Span | None:
    if first_item == 0:
        return None
    before = document.blocks[first_item - 1]
    if before.kind is not BlockKind.PARAGRAPH:
        return None
    last = sentences(document.text, before.span, document.metadata.language)[-1]
    text = last.of(document.text)
    introduces = text.endswith(":") or re.search(r"\b(?:following|these|below)\b", text)
    return last if introduces and len(last) <= MAX_LEAD_IN_CHARS else None


def units(document: Document) -> tuple[Unit, ...]:
    """What can be quoted, in order: sentences of paragraphs and items, and table rows."""
    found = []
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            continue
        whole = block.kind in (BlockKind.ROW, BlockKind.CODE)
        language = document.metadata.language
        spans = (block.span,) if whole else sentences(document.text, block.span, language)
        short = block.kind is BlockKind.PARAGRAPH and len(block.span) < 200
        junk = short and (is_boilerplate(body := block.span.of(document.text)) or _is_label(body))
        found += [Unit(span=span, block=number, boilerplate=junk) for span in spans]
    return tuple(found)


def is_boilerplate(text: str) -> bool:
    """Is this what a page's template prints around its text ("Scroll to Top")?"""
    return bool(_BOILERPLATE.search(text.strip()))


def _is_label(text: str) -> bool:
    """A word or two that say nothing by themselves ("Forms"); a number or a full stop says more."""
    few = len(text.split()) <= 2
    return few and not any(c.isdigit() for c in text) and not _ENDS_SENTENCE.search(text)


def sentences(text: str, span: Span, language: str = "en") -> tuple[Span, ...]:
    """The sentences of a block, without the white space around them; never empty for a block
    that has a visible character.

    sentencex finds them; then sentences that run into each other are parted, and a run-in heading
    ("Prevention. Focuses efforts on ...") stays with its sentence.
    """
    body = span.of(text)
    bounds = [
        (found["start_index"], found["end_index"])
        for found in sentencex.get_sentence_boundaries(language.split("-", maxsplit=1)[0], body)
    ]
    parts = _trimmed(text, span.start, _parted(body, bounds))
    return tuple(_with_run_in(text, parts))


def _parted(body: str, bounds: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in bounds:
        cuts = [m.start() for m in _GLUED.finditer(body, start, end)]
        for found in _NO_SPACE.finditer(body, start, end):
            token = re.split(r"\s", body[start : found.start()])[-1]
            if token.count(".") <= 1 and "/" not in token and "@" not in token:
                cuts.append(found.start())
        edges = [start, *sorted(set(cuts) - {start}), end]
        yield from pairwise(edges)


def _trimmed(text: str, offset: int, parts: Iterable[tuple[int, int]]) -> Iterator[Span]:
    for start, end in parts:
        piece = text[offset + start : offset + end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            yield Span(start=offset + start + left, end=offset + start + right)


def _with_run_in(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in spans:
        here = Span(start=held.start, end=span.end) if held else span
        held = None
        words = span.of(text).split()
        if len(words) <= 3 and here == span and text[span.end - 1] in ".:":
            held = span
            continue
        yield here
    if held:
        yield held


def fold(text: str) -> str:
    """Text for comparing: case and white space don't count."""
    return " ".join(text.casefold().split())
