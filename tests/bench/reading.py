"""How hard our own wording is to read, in each of its languages.

    python -m tests.bench.reading [--hardest 5] [--into docs/accessibility.md]

Measured by LIX (C. H. Björnsson, Läsbarhet, Stockholm 1968): words a sentence plus the percentage
of words of more than six letters. It needs no dictionary and no syllables, so it is the same sum in
all six languages. J. Anderson (Lix and Rix, Journal of Reading 26, 1983) tells how it is used in
other languages than Swedish. Its bands: below 30 very easy, as children's books are; below 40 easy,
as fiction; below 50 medium, as newspapers; below 60 hard, as official texts. German and the Romance
languages have longer words than English has, so the same text stands about ten higher in them.

What always holds: everything that the catalogues and the statements of accessibility say is in it,
each form of what depends on a number; what is filled in counts as one short word, and names of
settings and commands as one.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.language import LANGUAGES
from tests.bench.put import put
from tests.ui.test_messages import strings
from ui.messages import CATALOGUES, Catalogue
from ui.messages.accessibility import STATEMENTS

LONG = 6  # a word of more letters is long
RUNNING = 10  # with fewer words a sentence's own figure says little: one long word makes it hard
MOST_WORDS = 20  # a sentence's; guides to plain language say 15 to 20 on average, and 25 at most
# How hard the whole may be, and a running sentence: "easy" and "medium" for English, and ten more
# for the languages with longer words.
MOST_OF_ALL = {"en": 30.0, "de": 40.0, "es": 40.0, "fr": 40.0, "it": 40.0, "pt": 40.0}
MOST_OF_ONE = {"en": 45.0, "de": 55.0, "es": 55.0, "fr": 55.0, "it": 55.0, "pt": 55.0}
MARK = "reading level"

_NAME = re.compile(r"`[^`]*`|\{[^}]*\}|--\w[\w-]*")
_END = re.compile(r"(?<=[.!?:])[\s)]+(?=\S)")
_WORD = re.compile(r"[\w'\N{RIGHT SINGLE QUOTATION MARK}-]*\w")
_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`long`: how many of its words are."""

    text: str
    words: int
    long: int

    @property
    def lix(self) -> float:
        return lix([self])


def lix(sentences: Sequence[Sentence]) -> float:
    words = sum(it.words for it in sentences)
    return words / len(sentences) + 100 * sum(it.long for it in sentences) / words


def words_of(text: str, language: str) -> list[str]:
    """What an article is cut to is a word of its own: "l'adresse" is two."""
    elisions = LANGUAGES[language].elisions
    found = []
    for word in _WORD.findall(text):
        head, *rest = _APOSTROPHE.split(word, maxsplit=1)
        found += [head, *rest] if rest and head.lower() in elisions else [word]
    return found


def sentences(text: str, language: str) -> Iterator[Sentence]:
    for each in _END.split(_NAME.sub("0", text)):
        found = words_of(each, language)
        if found:
            long = sum(len(re.findall(r"[^\W\d_]", word)) > LONG for word in found)
            yield Sentence(text=each, words=len(found), long=long)


def everything(words: Catalogue) -> list[Sentence]:
    """All that is said in a language."""
    said = (*strings(words), *strings(words.phrases), *strings(STATEMENTS[words.language]))
    # English has what the lower floors say in their own modules: its keys are the English.
    if words.language == "en":
        said += tuple(next(it.phrases for it in CATALOGUES.values() if it.phrases))
    return [one for text in said for one in sentences(text, words.language)]


def too_hard(words: Catalogue) -> list[Sentence]:
    """Those that are longer or harder than a sentence may be, the hardest first."""
    most = MOST_OF_ONE[words.language]
    found = (
        it
        for it in everything(words)
        if it.words > MOST_WORDS or (it.words >= RUNNING and it.lix > most)
    )
    return sorted(found, key=lambda it: -it.lix)


def table() -> list[str]:
    lines = [
        "| language | words a sentence | long words | LIX | at most |",
        "|---|---:|---:|---:|---:|",
    ]
    for code, words in CATALOGUES.items():
        found = everything(words)
        count = sum(it.words for it in found)
        long = sum(it.long for it in found) / count
        lines.append(
            f"| {words.language_name} | {count / len(found):.0f} | {long:.0%} | {lix(found):.0f} "
            f"| {MOST_OF_ALL[code]:.0f} |"
        )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--hardest", type=int, default=0, help="show so many sentences of each")
    parser.add_argument("--into", type=Path, help="the page that the figures are put into")
    options = parser.parse_args(arguments)
    print(*table(), sep="\n")
    for words in CATALOGUES.values():
        running = [it for it in everything(words) if it.words >= RUNNING]
        for one in sorted(running, key=lambda it: -it.lix)[: options.hardest]:
            print(f"{words.language} {one.lix:.0f} {one.words} words: {one.text}")
    if options.into:
        put(options.into, MARK, table())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
