"""Words as the lexical side sees them: folded, stemmed, counted.

One place for it, so that the question, the index and the choice of quotes count the same things.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import snowballstemmer

# A word: letters and digits, with inner apostrophes, full stops or hyphens ("U.S.", "10-10EZ").
WORD = re.compile(r"[^\W_]+(?:['’.\-‑&/][^\W_]+)*", re.UNICODE)
_PIECE = re.compile(r"[^\W_]+", re.UNICODE)
# A long number in groups: of a telephone, a case, an account ("BE71 0961 2345 6769").
_LONG = re.compile(
    r"(?<![\w.,])(?:[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]{4}){2,7}(?:[ \u00a0-]?[A-Z0-9]{1,3})?"
    r"|\d{1,3}(?:[,'’]\d{3})+"
    r"|\+?\(?\d+(?:[ \u00a0\u202f\u2009./()‑–-]{1,3}\d+)*)(?!\w)"
)
_ANY_LONG = re.compile(r"\d(?:[ \u00a0\u202f\u2009./(),'’‑–-]{1,3}\d|\d{4})")
# A date, years, hours: these are looked for by their parts.
_DATED = re.compile(
    r"\d{1,2}([./-]) ?\d{1,2}\1 ?\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:19|20)\d\d ?[‑–/-] ?(?:19|20)?\d\d|\d{1,2}\.\d\d ?[‑–-] ?\d{1,2}\.\d\d"
)
_COUNTRY = re.compile(
    r"(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(?=\d{6})"
)
SHORTEST_NUMBER, LONGEST_NUMBER = 5, 16  # digits of what is found however it is grouped
_MOST_GROUPS = 12
# "e-mail" and "Wi-Fi" are one word, with the hyphen or without; "victim-centered" is two.
_ONE_WORD = re.compile(r"(?:wi|e|co|re|de|pre|non|anti|multi|semi)[-‑][^\W\d_]+")
# What a pronoun is shortened with: "I'm" and "you'll" are "I" and "you".
_SHORTENED = re.compile(r"'(?:s|m|ve|re|ll|d)$")

# Snowball's names, by ISO 639-1 code.
STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

# Languages whose dictionary forms are looked up as well: those that simplemma knows too.
LEMMATIZED = frozenset(STEMMERS) - {"no", "ta"}

_stemmers: dict[str, snowballstemmer.stemmer] = {}
_stemming = Lock()  # a stemmer keeps the word that it works on in itself


@lru_cache(maxsize=1_000)
def base_language(tag: str) -> str:
    """``en-US`` -> ``en``."""
    return tag.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of one folded word ("built" -> "build", "children" -> "child"): what a
    stemmer, which only cuts endings, can't know. The word itself where none is known."""
    if language not in LEMMATIZED or not word.isalpha():
        return word
    if language == "en" and len(word) > 2 and word.endswith("s") and not set(word) & set("aeiouy"):
        return word[:-1]  # "dvds", as it is typed
    import simplemma  # this and the stemmers take a tenth of a second, which few commands need

    return fold_word(simplemma.lemmatize(word, lang=language)) or word


@lru_cache(maxsize=20_000)
def in_dictionary(word: str, language: str) -> bool:
    """Is it an ordinary word of the language, as it is written, with its accents? Nothing is known
    of languages without a dictionary."""
    if language not in LEMMATIZED:
        return False
    import simplemma

    return simplemma.is_known(word.casefold(), lang=language)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one folded word's dictionary form; that form where there is no stemmer."""
    name = STEMMERS.get(language)
    word = lemma(word, language)
    if name is None or not word.isalpha():
        return word
    with _stemming:
        if name not in _stemmers:
            import snowballstemmer

            _stemmers[name] = snowballstemmer.stemmer(name)
        stemmed: str = _stemmers[name].stemWord(word)
    return stemmed


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Without case, accents, possessive and what is shortened: ``Department’s`` -> ``department``,
    ``I'm`` -> ``i``."""
    # Twice: letters such as 𝐀 have a case only when they are taken apart.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c)).replace("’", "'")
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():
        return folded[:-1]  # "DVDs", "NGOs": no stemmer takes that for a plural
    return _SHORTENED.sub("", folded).replace("'", "")


@lru_cache(maxsize=200_000)
def _pieces(word: str) -> tuple[str, ...]:
    folded = fold_word(word)
    pieces = tuple(_PIECE.findall(folded))
    return ("".join(pieces),) if _ONE_WORD.fullmatch(folded) else pieces


def words(text: str) -> list[str]:
    """The folded words of a text, in order; compounds are taken apart ("victim-centered")."""
    return [piece for found in WORD.findall(text) for piece in _pieces(found)]


def ungrouped(text: str) -> str:
    """A question with its long numbers in one piece each, but for dates and the like."""

    def whole(found: re.Match[str]) -> str:
        written = found.group()
        if _DATED.fullmatch(written) or not (numbers := number_keys(written)):
            return written
        return numbers[0] if len(re.sub(r"\W", "", written)) <= LONGEST_NUMBER else written

    return _LONG.sub(whole, text) if _ANY_LONG.search(text) else text


def _numbers(text: str) -> list[str]:
    """What the long numbers of a text are found by, however they are grouped."""
    if not _ANY_LONG.search(text):
        return []
    return [key for found in _LONG.finditer(text) for key in number_keys(found.group())]


def number_keys(written: str) -> list[str]:
    """What one number is found by: all of its digits; where there may be several numbers in a row,
    each row of groups that may be one; of a telephone's also without what is dialled before it."""
    if written[:1].isalpha():
        return [re.sub(r"\W", "", written).lower()] if _LONG.fullmatch(written.upper()) else []
    abroad = written.startswith("+")
    groups = re.findall(r"\d+", written.replace("(0)", " ") if abroad else written)
    whole = "".join(groups)
    if len(whole) < SHORTEST_NUMBER:
        return []
    if len(whole) <= LONGEST_NUMBER:
        rows = [whole]
    else:
        groups = groups[:_MOST_GROUPS]
        rows = [
            row
            for first in range(len(groups))
            for last in range(first + 1, len(groups) + 1)
            if SHORTEST_NUMBER + 2 <= len(row := "".join(groups[first:last])) <= LONGEST_NUMBER
        ]
    if abroad or whole.startswith("00"):
        national = _COUNTRY.sub("", whole.removeprefix("00"), count=1)
        return [*rows, whole.removeprefix("00"), national]
    return rows + [row[1:] for row in rows if row.startswith("0")]


def lemmas(text: str, language: str) -> str:
    """The dictionary forms of a text's words: what is indexed, and what is searched for."""
    return " ".join([*(lemma(word, language) for word in words(text)), *_numbers(text)])


class Stems(dict[str, tuple[str, ...]]):
    """The stems of each word of one language as it is written; worked out when it is first met,
    and forgotten when there are too many. Any number of threads may look words up."""

    def __init__(self, language: str, most: int = 200_000) -> None:
        self._language, self._most = language, most

    def __missing__(self, word: str) -> tuple[str, ...]:
        found = tuple(stem(piece, self._language) for piece in _pieces(word))
        if len(self) >= self._most:
            self.clear()
        self[word] = found
        return found


_stems_in = lru_cache(maxsize=32)(Stems)


def stems(text: str, language: str) -> list[str]:
    """The stems of a text, in order."""
    known = _stems_in(language)
    return [stemmed for word in WORD.findall(text) for stemmed in known[word]]


def stem_set(text: str, language: str) -> frozenset[str]:
    """The stems of a text, each once. A question looks at a hundred texts this way: a word that was
    met before costs one look-up."""
    known = _stems_in(language)
    found = chain.from_iterable(map(known.__getitem__, WORD.findall(text)))
    return frozenset(chain(found, _numbers(text)))


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Folded words with where each stands: (word, start, end)."""
    return [
        (fold_word(m.group()), m.start(), m.end())
        for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text)
    ]


class _Kept:
    """What a vocabulary works out when it is first asked: no part of its value."""

    __slots__ = ("_by_letter",)
    _by_letter: dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary(_Kept):
    """What words the corpus holds.

    documents    how many texts (sentences with their headings) were counted
    frequencies  in how many of them each stem occurs
    words        how often each folded word occurs
    """

    documents: int
    frequencies: Mapping[str, int]
    words: Mapping[str, int]

    def idf(self, stemmed: str) -> float:
        """Robertson–Sparck Jones weight as in BM25, at least a little above 0."""
        df = self.frequencies.get(stemmed, 0)
        return math.log(1 + (self.documents - df + 0.5) / (df + 0.5))

    def like(self, word: str, edits: int) -> list[str]:
        """The words with the same first letter whose length differs by so much at most, in the
        order of `words`: whatever is that few edits away, its first letter apart, is among them."""
        letters: dict[str, list[str]] | None = getattr(self, "_by_letter", None)
        if letters is None:
            letters = {}
            for known in self.words:
                letters.setdefault(known[:1], []).append(known)
            object.__setattr__(self, "_by_letter", letters)
        shortest, longest = len(word) - edits, len(word) + edits
        return [w for w in letters.get(word[:1], ()) if shortest <= len(w) <= longest]


def count_terms(texts: Iterable[tuple[str, str]]) -> Vocabulary:
    """Counts stems and words of (text, language) pairs."""
    frequencies: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    n = 0
    for text, language in texts:
        found = [*words(text), *_numbers(text)]
        counted.update(found)
        frequencies.update({stem(word, language) for word in found})
        n += 1
    return Vocabulary(documents=n, frequencies=dict(frequencies), words=dict(counted))
