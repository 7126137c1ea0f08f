"""Any text as CommonMark that reads back as that text.

What always holds: nothing that comes in becomes markup, whatever it holds, in CommonMark or with
the tables and struck words of GitHub's; only what would become markup in its place is escaped, so
that the file can be read as it is. A web address stays one: some readers make it a link to itself.
"""

from __future__ import annotations

import re

_NEW_LINE = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INDENT = re.compile(r"[ \t]+")

# What means something anywhere in a line. A link needs what follows its bracket, a tag and a
# reference what follows their first character; a backslash escapes marks only, or breaks the line.
_INLINE = re.compile(
    r"""
    \\ (?= [!-/:-@\[-`{-~] | $ )
    | `
    | (?P<run> \*+ | _+ | ~+ )
    | \] (?= [(\[:] )
    | < (?= [A-Za-z/!?] )
    | & (?= \#?\w+; )
    | (?: ^ | (?<=\s) ) \# (?= \#* \s* $ )  # the end of a heading
    """,
    re.VERBOSE,
)
# What means something where a line begins: headings, quotes, items, rules and underlines of
# headings, and the row under a table's head. The character to escape is the last one matched.
_START = re.compile(
    r"""
    \# | >
    | [-+] (?= \s | $ )
    | = (?= =* \s* $ )
    | [0-9]{1,9} [.)] (?= \s | $ )
    | [|:-] (?= [-:|\s]* $ )
    """,
    re.VERBOSE,
)


def inline(value: str) -> str:
    """A line's words, to stand in a line that has begun."""
    return _INLINE.sub(_escaped, value)


def block(line: str) -> str:
    """A line by itself. Its indentation, which would count, is in spaces that don't."""
    indent = _INDENT.match(line)
    before = "\N{NO-BREAK SPACE}" * indent.end() if indent else ""
    rest = line[len(before) :]
    # A run of marks at the start may be an item or a rule even where it stands alone.
    first = re.match(r"\*+|_+|~+", rest)
    if first:
        return before + _each(first.group()) + inline(rest[first.end() :])
    start = _START.match(rest)
    if start is None:
        return before + inline(rest)
    at = start.end() - 1
    return before + rest[:at] + "\\" + rest[at] + inline(rest[at + 1 :])


def block_quote(text: str) -> str:
    """A text of several lines as a quote. Two lines stay two: a backslash breaks the first."""
    lines = _NEW_LINE.split(text.strip("\n"))
    return "\n".join(
        f"> {block(line)}" + ("\\" if line.strip() and following.strip() else "")
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    )


def one_line(value: str) -> str:
    """A value without its line breaks, which would end its block."""
    return " ".join(value.split())


def _escaped(found: re.Match[str]) -> str:
    run = found["run"]
    if run is None:
        return "\\" + found.group()
    before = found.string[found.start() - 1 : found.start()] or " "
    after = found.string[found.end() : found.end() + 1] or " "
    # Between spaces it neither opens nor closes anything; an underscore doesn't inside a word.
    apart = before.isspace() and after.isspace()
    within = run[0] == "_" and before.isalnum() and after.isalnum()
    return run if apart or within else _each(run)


def _each(marks: str) -> str:
    return "".join(f"\\{it}" for it in marks)
