"""Acronyms that a corpus explains itself: "Department of Homeland Security (DHS)".

After Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
Biomedical Text" (2003), narrowed to capitals in brackets after words that start with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_SHORT = re.compile(r"\(([A-Z][A-Za-z&.\-]{1,9}s?)\)")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SMALL = {"of", "the", "and", "for", "to", "in", "on", "a", "an", "de", "la", "y", "&"}


def find_acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Acronym, folded -> its expansion, folded; the most frequent one where texts differ."""
    counts = Counter(it for text in texts for it in acronyms_in(text))
    return likeliest((short, long, n) for (short, long), n in counts.items())


def acronyms_in(text: str) -> Iterator[tuple[str, str]]:
    """Each acronym that a text explains, with its expansion, as often as it does; both folded."""
    for found in _SHORT.finditer(text):
        letters = re.sub(r"[^A-Za-z]", "", found.group(1)).rstrip("s")
        if sum(c.isupper() for c in letters) < 2:
            continue
        before = text[max(0, found.start() - 120) : found.start()]
        expansion = _expansion(letters.lower(), before)
        if expansion:
            yield letters.lower(), expansion


def likeliest(counted: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """Each acronym with the expansion that was met most often; of two, with the first one."""
    best: dict[str, tuple[int, str]] = {}
    for short, long, n in counted:
        if n > best.get(short, (0, ""))[0]:
            best[short] = n, long
    return {short: long for short, (_, long) in sorted(best.items())}


def _expansion(letters: str, before: str) -> str | None:
    """The last words of `before` whose initials spell `letters`; small words may be skipped."""
    words = [word.lower() for word in _WORD.findall(re.split(r"[.;:!?\n]\s", before)[-1])]
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and words[at][0] != letter and words[at] in _SMALL:
            at -= 1
        if at < 0 or words[at][0] != letter:
            return None
    return " ".join(words[at:])
