"""Markdown, also where it is mixed with HTML: the text is what people see on the page.

The way: front matter off, generators' tags off, CommonMark (with tables and strikethrough) to
HTML, HTML to text. Raw HTML and Markdown's own blocks thus take one path.

What always holds: the text has no ``**``, ``](...)`` or tags that CommonMark or HTML understands;
each block carries the line of the file that it began on, where that is known.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import CorpusError
from corpus.formats.decode import decode
from corpus.formats.html.text import LINE_ATTRIBUTE, LINE_COMMENT, html_blocks
from corpus.formats.markdown.front_matter import split_front_matter
from corpus.formats.markdown.source import Prepared, prepare
from corpus.formats.parsed import Parsed
from corpus.metadata import known_facts

# The commonmark preset stops at 20 and drops what lies deeper: a list ten levels deep, for one.
MAX_NESTING = 80

# In raw HTML: what must stay as it is, then any tag. No alternative can run past the next tag,
# but for comments and the like, which end with the text at the latest: so it takes linear time.
_RAW = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|pre|textarea|code|svg)\b.*?(?:</\1\s*>|\Z)"
    r"|</?[a-z](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>"
    r"|</?[a-z][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_SEEN = re.compile(r"\S")
_HELD = re.compile(r"<q(\d+)>")
_MARKS = frozenset("*_[`~")


def read_markdown(data: bytes, *, where: str) -> Parsed:
    """A Markdown file. Raises `CorpusError` for bad front matter or what isn't text."""
    source, encoding = decode(data, where=where)
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    values, lines = split_front_matter(text, where=where)
    title = values.get("title")
    try:
        markup = _to_html(prepare(text, skip=lines), where=where)
    except RecursionError as error:
        raise _too_deep(where) from error
    body, blocks = html_blocks(markup, where=where)
    return Parsed(
        text=body,
        blocks=blocks,
        title=title if isinstance(title, str) and title.strip() else None,
        facts=known_facts(values),
        encoding=encoding,
    )


@cache
def _parser(*, html: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    if html:
        parser.disable("code")
    return parser


@cache
def _inline_parser() -> MarkdownIt:
    """For text inside raw HTML, where line ends and backslashes mean nothing."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    return parser.enable("strikethrough").disable(["newline", "escape", "autolink"])


def _too_deep(where: str) -> CorpusError:
    return CorpusError(
        "its lists or quotes are nested too deeply", where=where, mend="flatten them"
    )


def _to_html(source: Prepared, *, where: str) -> str:
    parser = _parser(html=source.html)
    env: MutableMapping[str, Any] = {}
    tokens = parser.parse(source.text, env)
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        raise _too_deep(where)  # the parser has left out what lies deeper
    for token in tokens:
        if token.map is not None:
            first = token.map[0]
            if token.type == "html_block":
                token.content = _raw_html(token, source.lines, env)
            elif token.nesting >= 0 and first < len(source.lines):
                token.attrSet(LINE_ATTRIBUTE, str(source.lines[first]))
    rendered: str = parser.renderer.render(tokens, parser.options, env)
    return rendered


def _raw_html(token: Token, lines: tuple[int, ...], env: MutableMapping[str, Any]) -> str:
    """A block of raw HTML with the Markdown in its text rendered, and with its lines noted.

    Sites that mix both let Markdown work inside an element; CommonMark leaves it as it stands.
    """
    content = token.content
    line = token.map[0] if token.map else 0
    held: list[str] = []
    counted = 0

    def note() -> str:
        return f"<!--{LINE_COMMENT}{lines[line]}-->" if line < len(lines) else ""

    def hold(match: re.Match[str]) -> str:
        nonlocal line, counted
        after = _SEEN.search(content, match.end())
        at = after.start() if after else len(content)
        line += content.count("\n", counted, at)
        counted = at
        held.append(match[0] + note())
        return f"<q{len(held) - 1}>"

    first = note()

    text = _RAW.sub(hold, content)
    if not _MARKS.isdisjoint(text):
        text = _inline_parser().renderInline(text, env)

    def restore(match: re.Match[str]) -> str:
        number = int(match[1][:9])
        return held[number] if number < len(held) else match[0]

    return first + _HELD.sub(restore, text)
