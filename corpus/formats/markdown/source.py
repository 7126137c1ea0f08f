"""Makes real-world Markdown ready for a CommonMark parser, line by line.

Pages are written for a site generator: Liquid tags, kramdown's attribute lists, and Markdown that
starts inside HTML without the blank line that CommonMark wants there. None of that is for readers,
and CommonMark would show it or leave it unread.

Marks of notes (``[^name]``) become raised numbers, in the text and before the note itself, counted
as the pages made of it count them; Pandoc's ``m^2^`` becomes a raised 2.

What always holds: each line of the result knows the line of the file that it came from; nothing
inside a fenced code block is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_FENCE = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+)?(`{3,}|~{3,})")
# Tags, unless they stand in a code span, where they are what the page is about.
_TAGS = re.compile(
    r"(?P<code>`[^`\n]+`)|\{%[^%{}]*%\}|\{\{[^{}]*\}\}|\{:{1,2}[^{}\n]*\}|\{:?/[a-z]*\}"
    r"|(?m:(?<=[ \t])\{[#.][^{}\n]*\}[ \t]*$)"
)
_COMMENTS = (("{% comment %}", "{% endcomment %}"), ("{::comment}", "{:/comment}"))
_HTML_LINE = re.compile(
    r"^[ \t]*</?(?:address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|header|li|main|menu|nav|ol|p|section|summary|table|tbody|td|"
    r"tfoot|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
_VERBATIM_LINE = re.compile(r"^[ \t]*(?:<!--|<(?:pre|script|style|textarea)\b)", re.IGNORECASE)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s^]{1,60})\]:[ \t]*")
_NOTE_MARK = re.compile(r"(?P<code>(`+)(?!`).+?(?<!`)\2(?!`))|\[\^(?P<mark>[^\]\s^]{1,60})\]")
_RAISED = re.compile(
    r"(?P<code>(`+)(?!`).+?(?<!`)\2(?!`))|(?<=[\w).])\^(?P<raised>[\w+\u2212-]{1,8})\^(?![\w^])"
)
_BLOCK_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+\S|[-*+][ \t]+\S|1[.)][ \t]+\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The text to parse, and for each of its lines the line of the file, from 1.

    html: whether the page is laid out with HTML elements. Then a deep indent is the indent of an
    element, not CommonMark's sign for code.
    """

    text: str
    lines: tuple[int, ...]
    html: bool


def prepare(text: str, *, skip: int) -> Prepared:
    """`text` without its first `skip` lines and without what is meant for a generator."""
    lines: list[str] = []
    for fenced, part in _parts(text.split("\n")[skip:]):
        lines += part if fenced else _without_tags("\n".join(part)).split("\n")
    prepared: list[str] = []
    numbers: list[int] = []
    html = in_html = verbatim = False
    fence = ""
    for number, line in _with_notes(lines, skip + 1):
        fence = _fence_after(line, fence)
        if not line.strip():
            in_html = verbatim = False
        elif not fence:
            if in_html and not verbatim and _BLOCK_MARK.match(line):
                prepared.append("")
                numbers.append(number)
                in_html = False
            verbatim = verbatim or bool(_VERBATIM_LINE.match(line))
            if _HTML_LINE.match(line):
                html = in_html = True
        prepared.append(line)
        numbers.append(number)
    return Prepared(text="\n".join(prepared), lines=tuple(numbers), html=html)


def _with_notes(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, and the notes among them as paragraphs of their own."""
    marks = _numbered(lines)
    fence = above = ""
    in_note = False
    for number, line in enumerate(lines, start=first):
        before, fence = fence, _fence_after(line, fence)
        if before or fence:
            yield number, line
        else:
            note = _NOTE.match(line)
            if note and above.strip():
                yield number, ""  # notes below each other are no single paragraph
            in_note = bool(note) or (in_note and line[:1] in {"", " ", "\t"})
            yield number, _with_marks(line, marks, in_note=in_note, note=note)
        above = line


def _numbered(lines: list[str]) -> dict[str, str]:
    """The notes by name, with their numbers: in the order in which the text names them."""
    notes = [found[1] for line in lines if (found := _NOTE.match(line))]
    known = frozenset(notes)
    named: list[str] = []
    for fenced, part in _parts(lines) if notes else ():
        for line in () if fenced else part:
            rest = line[found.end() :] if (found := _NOTE.match(line)) else line
            named += [it["mark"] for it in _NOTE_MARK.finditer(rest) if it["mark"] in known]
    return {name: str(at) for at, name in enumerate(dict.fromkeys([*named, *notes]), start=1)}


def _with_marks(
    line: str, marks: Mapping[str, str], *, in_note: bool, note: re.Match[str] | None
) -> str:
    """A line with the marks of notes raised; what goes on with a note loses its indent."""

    def mark(found: re.Match[str]) -> str:
        name = found["mark"]
        return found[0] if found["code"] or name not in marks else _raised_mark(marks[name])

    def raised(found: re.Match[str]) -> str:
        return found[0] if found["code"] else f"<sup>{found['raised']}</sup>"

    if note is not None:
        line = f"{_raised_mark(marks[note[1]])} {line[note.end() :]}"
    elif in_note:
        line = line.lstrip()
    if "[^" in line:
        line = _NOTE_MARK.sub(mark, line)
    return _RAISED.sub(raised, line) if line.count("^") > 1 else line


def _raised_mark(number: str) -> str:
    return f'<sup role="doc-noteref">{number}</sup>'


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open after `line`, given the one that was open before it."""
    found = _FENCE.match(line)
    if found is None:
        return fence
    mark = found.group(1)
    if not fence:
        # A line such as ```code``` is a code span.
        return "" if mark[0] == "`" and "`" in line[found.end() :] else mark
    closes = mark[0] == fence[0] and len(mark) >= len(fence) and not line[found.end() :].strip()
    return "" if closes else fence


def _parts(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """The lines as runs that do or don't belong to a fenced code block."""
    parts: list[tuple[bool, list[str]]] = []
    fence = ""
    for line in lines:
        before, fence = fence, _fence_after(line, fence)
        fenced = bool(before or fence)
        if not parts or parts[-1][0] != fenced:
            parts.append((fenced, []))
        parts[-1][1].append(line)
    return parts


def _without_tags(text: str) -> str:
    """Without a generator's tags and comments; each leaves its line breaks behind."""
    for opening, closing in _COMMENTS:
        pieces: list[str] = []
        at = 0
        while (start := text.find(opening, at)) >= 0:
            end = text.find(closing, start)
            if end < 0:
                break
            pieces += (text[at:start], "\n" * text.count("\n", start, end))
            at = end + len(closing)
        text = "".join(pieces) + text[at:]
    return _TAGS.sub(lambda tag: tag["code"] or "\n" * tag[0].count("\n"), text)
