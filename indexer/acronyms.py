"""Acronyms that a corpus explains itself: "Department of Homeland Security (DHS)".

After Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
Biomedical Text" (2003), narrowed to capitals in brackets after words that start with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_SHORT = re.compile(r"\(([A-Z][A-Za-z&.\-]{1,9}s?)\)")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SMALL = {"of", "the", "and", "for", "to", "in", "on", "a", "an", "de", "la", "y", "&"}


def find_acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Acronym, folded -> its expansion, folded; the most frequent one where texts differ."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for found in _SHORT.finditer(text):
            letters = re.sub(r"[^A-Za-z]", "", found.group(1)).rstrip("s")
            if sum(c.isupper() for c in letters) < 2:
                continue
            before = text[max(0, found.start() - 120) : found.start()]
            expansion = _expansion(letters.lower(), before)
            if expansion:
                counts.setdefault(letters.lower(), Counter())[expansion] += 1
    return {short: found.most_common(1)[0][0] for short, found in sorted(counts.items())}


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
