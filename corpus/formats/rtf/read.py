"""Rich text (RTF): the text that people see, and which paragraph it is.

What always holds: hidden, deleted and struck-out text, comments, field codes and tables of contents
are not in the text; notes stand at its end, and after them what the margins say that may be asked
for.
"""

from __future__ import annotations

import re

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.office.furniture import kept_lines
from corpus.formats.parsed import Parsed
from corpus.formats.rtf.flow import Block, Paragraph, whole
from corpus.formats.rtf.reader import Reader
from corpus.formats.rtf.write import Writer
from corpus.metadata import known_facts, named_author

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}\{\s*\\rtf")


def read_rtf(data: bytes, *, where: str) -> Parsed:
    """An RTF file. Raises `CorpusError` if it is none, or nested too deeply."""
    begins = _BEGINS.match(data)
    if begins is None:
        raise CorpusError(
            "is no rich text (RTF)", where=where, mend="save it again as RTF, or leave it out"
        )
    reader = Reader(where=where)
    reader.read(data[data.index(b"{") :])
    writer = Writer(styles=reader.heads.styles)
    writer.write(reader.body.blocks)
    for number, flow in enumerate(reader.notes, start=1):
        writer.note(flow.blocks, f"note {number}")
    text = writer.out.text
    seen = {block.span.of(text) for block in writer.out.blocks}
    for lines in dict.fromkeys(_lines(flow.blocks) for flow in reader.margins):
        for line in kept_lines(lines, titles=seen):
            writer.out.add(BlockKind.PARAGRAPH, line, path="margin")
    about = {key: whole(text) for key, text in reader.heads.about.items()}
    facts = known_facts(
        {
            "author": named_author(about.get("author")),
            "published": about.get("revtim") or about.get("creatim"),
            "tags": about.get("keywords", "").replace(";", ","),
        }
    )
    return Parsed(
        text=writer.out.text,
        blocks=writer.out.blocks,
        title=" ".join(about.get("title", "").split()) or None,
        facts=facts,
        places=writer.out.places,
    )


def _lines(blocks: list[Block]) -> tuple[str, ...]:
    """The paragraphs of a margin; those of its tables one by one."""
    found: list[str] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            waiting += reversed([it for row in block.rows for cell in row.cells for it in cell])
    return tuple(found)
