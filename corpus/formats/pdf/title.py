"""A PDF's title: its own entry, else the largest heading of its first page, else the file's name.

Most programs fill that entry by themselves, with a file's name or their own, and a heading such as
"Contents" names any document. What always holds: neither is a title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import PurePath

from corpus.document import BlockKind
from corpus.formats.pdf.flow import Draft

MAX_CHARS = 200

_NO_TITLE = re.compile(
    r"\.(?:docx?|dvi|html?|indd|odp|ods|odt|pages|pdf|pptx?|ps|pub|qxd|rtf|tex|txt|xlsx?)$"
    r"|^(?:microsoft )?(?:word|powerpoint|excel) [-\u2013] |^microsoft (?:word|powerpoint|excel)\b"
    r"|^(?:untitled|unnamed|document|slide|layout|presentation|ohne titel|unbenannt|sans titre"
    r"|sin t[ií]tulo|senza titolo|sem t[ií]tulo)\W*\d*$"
    r"|^\(?(?:anonymous|unspecified|null|none|title|no title)\)?$|^[\W\d_]*$|[\ufffd/\\]",
    re.IGNORECASE,
)
# What heads a part that any document may have.
_ANY_PART = re.compile(
    r"^(?:(?:table of )?contents|inhalt(?:sverzeichnis|sübersicht)?|sommaire|table des mati[eè]res"
    r"|sum[aá]rio|[ií]ndice(?: general[e]?| geral)?|index|contenidos?|inhoud(?:sopgave)?"
    r"|spis treści|obsah)\W*$",
    re.IGNORECASE,
)


def title_of(facts: Mapping[str, str], drafts: Sequence[Draft], *, where: str) -> str | None:
    """The title of the file called `where`; None where even that name has nothing in it."""
    title = " ".join(facts.get("Title", "").split())
    usable = 0 < len(title) <= MAX_CHARS and title.isprintable()
    if usable and not _NO_TITLE.search(title) and not _ANY_PART.search(title):
        return title
    return _largest(drafts) or PurePath(where).stem or None


def _largest(drafts: Sequence[Draft]) -> str | None:
    """The first of the largest headings of the first page with text."""
    first = drafts[0].lines[0].page if drafts else 0
    found: tuple[float, str] = (0.0, "")
    for draft in drafts:
        if draft.lines[0].page != first:
            break
        on_page = takewhile(lambda line: line.page == first, draft.lines)
        text = " ".join(line.text for line in on_page)
        heads = draft.kind is BlockKind.HEADING and not _ANY_PART.search(text)
        if heads and draft.style[0] > found[0]:
            found = draft.style[0], text
    return found[1][:MAX_CHARS] or None
